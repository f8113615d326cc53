"""Which items are worth comparing: those that share a key.

A key is a hash of two neighbouring content words, of a printed number with a word, or of the whole wording, within
one council. It depends on the item alone, so what is found does not depend on what was stored before; and pairs of
words are so rare that the search costs the same among a thousand items and a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from extractor.link.items import Item
from extractor.link.wording import Wording

NUMBERED_WORDS = 6  # the longest words of a numbered item: enough to meet its re-wording
SPACE_BITS = 24
SHORT = 4  # content words; a shorter item is found by its heading too


def keys_of(item: Item) -> frozenset[int]:
    """The keys that the item is stored and found under, 63-bit integers; none for a standard formula."""
    if item.wording.standard and item.kind != "action":
        return frozenset()
    owner = item.paper.authority or f"body {item.paper.body}"
    kind = "request" if item.kind == "officer_recommendation" else "task"  # tasks repeat recommendations and decisions
    return _keys(f"{owner}|{kind}", _neighbours(item.wording) | frozenset(map(_low, _features(item))))


def search_keys(item: Item, *, nameless: bool) -> frozenset[int]:
    """Keys that do without the council: those of papers that name none, or of inspection reports, that restate it.

    A nameless paper's items are stored under the one and found under the other, and an inspection's the other way.
    """
    space = "nameless" if nameless else "inspection"
    return _keys(space, _neighbours(item.wording))


def _features(item: Item) -> Iterator[str]:
    """What an item is found by besides its words: its number, and its heading where it is short."""
    words = item.wording.words
    if item.ref and item.kind == "inspection_recommendation":
        for word in sorted(set(words), key=lambda w: (-len(w), w))[:NUMBERED_WORDS]:
            yield f"{item.ref} {word}"
    if item.heading and len(words) <= SHORT:
        for word in words:
            yield f"{item.heading.casefold()} {word}"


@lru_cache(maxsize=5_000)
def _neighbours(wording: Wording) -> frozenset[int]:
    """The low bits of the keys that a wording gives; they are the same in every space."""
    return frozenset(map(_low, (wording.squashed, *map(" ".join, pairwise(wording.words)))))


def _keys(space: str, low: Iterable[int]) -> frozenset[int]:
    """Hashes of 63 bits; those of one space stand side by side, so that a paper's keys fill few pages of the index."""
    high = (_hash(space) >> (64 - SPACE_BITS)) << (63 - SPACE_BITS)
    return frozenset(high | bits for bits in low)


def _low(feature: str) -> int:
    return _hash(feature) >> (SPACE_BITS + 1)


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")
