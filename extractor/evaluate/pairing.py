"""Which found text is which gold text: one-to-one pairs, best overlap of words first."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.records import squash

Entry = dict[str, Any]

# Two texts are the same entry where their words, counted, overlap at least so far (Dice's coefficient).
SAME = 0.8
_SMALL_WORDS = frozenset(["the", "and", "of", "its", "for", "s"])


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold entry and the found entry that stands for it; `exact` where letters and digits are all the same."""

    gold: int
    found: int
    exact: bool


def pair(gold: Sequence[Entry], found: Sequence[Entry]) -> list[Pair]:
    """Every gold entry with at most one found entry; of equal overlaps same kind, page and place in the list win."""
    gold_words, found_words = [_words(g["text"]) for g in gold], [_words(f["text"]) for f in found]
    candidates = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            exact = bool(squash(g["text"])) and squash(g["text"]) == squash(f["text"])
            overlap = 1.0 if exact else _dice(gold_words[i], found_words[j])
            if overlap >= SAME:
                other_kind, other_page = g.get("kind") != f.get("kind"), g.get("page") != f.get("page")
                candidates.append((-overlap, not exact, other_kind, other_page, abs(i - j), i, j))
    pairs: list[Pair] = []
    golds, founds = set[int](), set[int]()
    for _, inexact, _, _, _, i, j in sorted(candidates):
        if i not in golds and j not in founds:
            golds.add(i)
            founds.add(j)
            pairs.append(Pair(i, j, not inexact))
    return pairs


def names_agree(one: str | None, other: str | None) -> bool:
    """Whether one name holds all words of the other, small words aside ("the Director", "Director of Housing")."""
    first, second = set(_words(one)) - _SMALL_WORDS, set(_words(other)) - _SMALL_WORDS
    return bool(first and second) and (first <= second or second <= first)


def _words(text: str | None) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKC", text or "").casefold()))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
