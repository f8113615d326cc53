"""A list that a report prints twice, in a summary box or an annex, is tagged once, at its fullest place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.components.tags import ItemTag
from extractor.document import Document
from extractor.records import squash

_SAME = 0.92
_SHORT = 5


def once_each(document: Document, items: Sequence[ItemTag]) -> list[ItemTag]:
    """The items without those whose words an earlier or fuller one of its kind has, unless their numbers differ."""
    kept: list[tuple[ItemTag, str, Counter[str]]] = []
    for item in items:
        words = document.quote(item.place.start_char, item.place.end_char)
        bag = Counter(words.casefold().split())
        twin = next((n for n, other in enumerate(kept) if _same(other, squash(words), bag, item)), None)
        if twin is None:
            kept.append((item, squash(words), bag))
        elif bag.total() > kept[twin][2].total():
            kept[twin] = (item, squash(words), bag)
    return [item for item, _, _ in kept]


def _same(other: tuple[ItemTag, str, Counter[str]], words: str, bag: Counter[str], item: ItemTag) -> bool:
    tag, squashed, other_bag = other
    if tag.kind != item.kind or (tag.ref and item.ref and tag.ref != item.ref):
        return False
    if squashed == words:
        return True
    if min(bag.total(), other_bag.total()) < _SHORT:
        return False
    return 2 * (bag & other_bag).total() / (bag.total() + other_bag.total()) >= _SAME
