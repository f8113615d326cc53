"""How alike two wordings are: the same, nearly, one inside the other, re-worded, or not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from extractor.records import squash

Grade = Literal["exact", "near", "contained", "reworded", "faint", "different"]

NEAR, REWORDED, FAINT, CONTAINED = 0.86, 0.6, 0.34, 0.9
FEW = 0.25  # of the words of the shorter: with fewer in common, two are not held against each other
IN_WORDS: dict[Grade, str] = {
    "exact": "the same words",
    "near": "nearly the same words",
    "contained": "one wording holds the other",
    "reworded": "most words in common",
    "faint": "some words in common",
    "different": "other words",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `models/linking.toml`."""

    function_words: frozenset[str]
    standard_words: frozenset[str]
    numbering_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as linking sees it: `words` are its content words in order, plurals folded; `numbers` count or date."""

    squashed: str
    words: tuple[str, ...]
    bag: frozenset[str]
    numbers: frozenset[str]
    standard: bool

    @property
    def plain(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two wordings are, from 0 to 1, and in which way; `shared` content words stand in both."""

    grade: Grade
    score: float
    shared: int


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words that the shipped rulebook gives to linking."""
    from extractor.rulebook import load  # noqa: PLC0415 - reports never link

    table = load().table("linking")
    return Vocabulary(*(frozenset(table[name]) for name in ("function_words", "standard_words", "numbering_words")))


@lru_cache(maxsize=5_000)
def wording(text: str, due_text: str | None = None) -> Wording:
    """What linking sees of a text; words of a deadline in it are left out, for deadlines move."""
    known = vocabulary()
    kept = text.replace(due_text, " ") if due_text and due_text != text else text
    tokens = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", unicodedata.normalize("NFKC", kept).casefold()))
    content = [t for t in tokens if t not in known.function_words]
    numbers = frozenset(t for t in content if t in known.numbering_words or not t.isalpha())
    standard = all(t in known.standard_words or t in numbers for t in content)
    words = tuple(_singular(t) for t in content)
    return Wording(squash(text), words, frozenset(words), numbers, standard)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def compare(a: Wording, b: Wording, *, corrected: bool = False) -> Likeness:
    """How alike two wordings are, whichever comes first; `corrected` says that a number in one may mend the other's."""
    common = a.bag & b.bag
    if a.squashed == b.squashed and a.squashed:
        return Likeness("exact", 1.0, len(common))
    if not common:
        return Likeness("different", 0.0, 0)
    if not corrected and _other_number(a.numbers, b.numbers):
        return Likeness("different", 0.0, len(common))
    shared = sum((Counter(a.words) & Counter(b.words)).values())
    overlap = 2 * shared / (len(a.words) + len(b.words))
    return Likeness(_grade(a, b, overlap, len(common)), overlap, shared)


def may_be_alike(a: Wording, b: Wording) -> bool:
    """Whether they share so many words that holding them against each other is worth the time."""
    return len(a.bag & b.bag) >= FEW * min(len(a.bag), len(b.bag))


def _grade(a: Wording, b: Wording, overlap: float, common: int) -> Grade:
    if overlap >= NEAR or (overlap >= REWORDED and ratio(a.plain, b.plain) >= 100 * NEAR):
        return "near"
    if common >= CONTAINED * min(len(a.bag), len(b.bag)):
        return "contained"
    if overlap >= REWORDED:
        return "reworded"
    return "faint" if overlap >= FAINT else "different"


def _other_number(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether each has a number, an ordinal or a month that the other has not."""
    return not (a <= b or b <= a)
