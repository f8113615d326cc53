"""A paper's kind is settled by its first signs only where no other sign could unsettle it."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from extractor.paper.signs import Sign, settled
from extractor.records import PaperKind

KINDS = st.sampled_from(get_args(PaperKind)[:4])
SIGNS = st.lists(
    st.builds(Sign, KINDS, st.just("anywhere"), st.integers(-6, 3), st.just(("a",)), st.just(False), st.just(False))
)


@given(weights=st.dictionaries(KINDS, st.integers(-3, 14)), signs=SIGNS, shown=st.sets(st.integers(0, 20)))
def test_what_is_settled_stays_so_whichever_signs_show(
    weights: dict[PaperKind, int], signs: list[Sign], shown: set[int]
) -> None:
    if settled(Counter(weights), signs):
        before, _ = max(weights.items(), key=itemgetter(1))
        after = Counter(weights)
        for sign in (sign for n, sign in enumerate(signs) if n in shown):
            after[sign.kind] += sign.weight
        assert [kind for kind in after if after[kind] == max(after.values())] == [before]


@given(kind=KINDS, weight=st.integers(3, 14))
def test_a_kind_that_no_sign_touches_is_settled(kind: PaperKind, weight: int) -> None:
    assert settled(Counter({kind: weight}), [])
