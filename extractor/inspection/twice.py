"""A list that a report prints twice, in a summary box or an annex, is tagged once, at its fullest place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.components.tags import ItemTag
from extractor.document import Document
from extractor.records import squash

_SAME = 0.92
_SHORT = 5


@dataclass(frozen=True, slots=True)
class _Printed:
    """An item with its words, as they are compared: their letters, and how often each of `count` words stands there."""

    tag: ItemTag
    squashed: str
    bag: Counter[str]
    count: int


def once_each(document: Document, items: Sequence[ItemTag]) -> list[ItemTag]:
    """The items without those whose words an earlier or fuller one of its kind has, unless their numbers differ."""
    kept: list[_Printed] = []
    for item in items:
        words = document.quote(item.place.start_char, item.place.end_char)
        bag = Counter(words.casefold().split())
        printed = _Printed(item, squash(words), bag, bag.total())
        twin = next((n for n, other in enumerate(kept) if _same(other, printed)), None)
        if twin is None:
            kept.append(printed)
        elif printed.count > kept[twin].count:
            kept[twin] = printed
    return [each.tag for each in kept]


def _same(a: _Printed, b: _Printed) -> bool:
    if a.tag.kind != b.tag.kind or (a.tag.ref and b.tag.ref and a.tag.ref != b.tag.ref):
        return False
    if a.squashed == b.squashed:
        return True
    fewer, both = min(a.count, b.count), a.count + b.count
    if fewer < _SHORT or 2 * fewer / both < _SAME:  # however many of the shorter one's words the longer has
        return False
    return 2 * (a.bag & b.bag).total() / both >= _SAME
