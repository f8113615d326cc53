"""What holds of every document: places inside the text, in order, and a text that is its blocks joined."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.document import BLOCK_JOINT, Document
from tests.parsers.pdf.printing import Paper

WORDS = (
    "the panel noted report on child-focused plans (in) June 2019 – and agreed: that; Officers should well-being £3m 7"
)
word = st.sampled_from(WORDS.split())
words = st.lists(word, min_size=1, max_size=40).map(" ".join)
cell = st.lists(word, max_size=8).map(" ".join)
label = st.sampled_from(["1.", "2.", "(a)", "(ii)", "•", "-", "3.2", "a."])
parts = st.one_of(
    st.tuples(st.just("prose"), words),
    st.tuples(st.just("item"), label, words),
    st.tuples(st.just("heading"), words),
    st.tuples(
        st.just("table"), st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=4), st.booleans()
    ),
    st.tuples(st.just("page")),
)


def printed(drawn: list[tuple[object, ...]]) -> Document:
    paper = Paper()
    for what, *rest in drawn:
        if paper.y > 640 or what == "page":
            paper.page()
        if what == "prose":
            paper.prose(str(rest[0]))
        elif what == "item":
            paper.item(str(rest[0]), str(rest[1]))
        elif what == "heading":
            paper.heading(str(rest[0])[:50])
        elif what == "table":
            paper.table(rest[0], [150, 150, 150], rules=bool(rest[1]))  # type: ignore[arg-type]
    paper.page()
    return paper.read()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(parts, min_size=1, max_size=12))
def test_every_place_is_good(drawn: list[tuple[object, ...]]) -> None:
    document = printed(drawn)
    text, blocks = document.text, document.blocks
    assert text == BLOCK_JOINT.join(text[block.start_char : block.end_char] for block in blocks)
    assert "  " not in text
    for block, after in pairwise(blocks):
        assert block.end_char + len(BLOCK_JOINT) == after.start_char
    for block in blocks:
        assert 0 <= block.start_char <= block.content_start <= block.end_char <= len(text)
        assert text[block.start_char : block.content_start].strip() == block.label
        assert block.start_char < block.end_char
        for found in block.cells:
            assert 0 <= found.start_char <= found.end_char <= block.end_char
            for part in found.parts:
                assert found.start_char <= part.start_char < part.end_char <= found.end_char
    for line, following in pairwise(document.lines):
        assert line.end_char <= following.start_char
    for line in document.lines:
        assert 1 <= line.page <= (document.page_count or 0)
        assert -1 <= line.x0 <= line.x1 <= 596
        assert -1 <= line.top <= line.bottom <= 843


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(parts, min_size=1, max_size=8))
def test_no_printed_word_is_lost(drawn: list[tuple[object, ...]]) -> None:
    document = printed(drawn)
    given_words: list[str] = []
    for what, *rest in drawn:
        if what == "heading":
            given_words += str(rest[0])[:50].split()
        elif what == "table":
            given_words += [w for row in rest[0] for text in row for w in text.split()]  # type: ignore[attr-defined]
        else:
            given_words += [w for text in rest for w in str(text).split()]
    read = " ".join([document.text, *(aside.text for aside in document.set_aside)])
    assert sorted("".join(read.split())) == sorted("".join(given_words))
