"""Words of a text with their places, and the small words that bound a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extractor.owners.vocabulary import straight
from extractor.records import OwnerType

_TOKEN = re.compile(r"\b[A-Z]\.(?=\s?[A-Z])|[\w&]++(?:[’'.-](?=\w)[\w&]++)*+(?:[’'](?=\s))?|[^\w\s]")


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


DETERMINERS: Final = word_set(
    "the a an all its their our his her both each every any other relevant appropriate some this these"
)
PREPOSITIONS: Final = word_set(
    "of for from across in within at on by to with under through during between among against into over about after "
    "before following regarding via per until"
)
# Words that cannot stand inside a name written in small letters.
STOP: Final = word_set(
    "is are was were be been being am has have had do does did should must shall will would can could may might need "
    "needs not never and or but if when where while because so as than that which who whom whose it he she they we you "
    "i there this these those also then now once what how why asked agreed offered said noted ensure ensures ensuring "
    "including involving especially particularly such like undertook volunteered"
)
INITIALS = re.compile(r"(?:[A-Z]{2,3}[a-z]?|(?:[A-Z]\.){2,3}[A-Z]?)$")
ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z&][A-Za-z]*s?$")


class Token(NamedTuple):
    """A word or a punctuation mark of a text."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody named at `start` to `end` of the text; `after` is the token that follows."""

    start: int
    end: int
    type: OwnerType
    after: int
    bare: bool = False
    """One word without an article: "Council", "leaders"."""


@dataclass(frozen=True)
class Known:
    """What the paper itself tells: its abbreviations, and the people whom it names."""

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    people: Collection[str] = ()


NOTHING_KNOWN: Final = Known()


def starting(*words: str) -> str:
    """Expressions for the beginning of a word, in small letters, as one that begins with what a search can leap to."""
    return "(?:" + "|".join(rf"{word[0]}(?<!\w.){word[1:]}" for word in words) + ")"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and punctuation marks; "Children's" and "sub-committee" are one word each."""
    stop = len(text) if end is None else end
    return [Token(m[0], m.start(), m.end(), straight(m[0]).lower()) for m in _TOKEN.finditer(text, start, stop)]


def agent(words: Sequence[Token], first: int, after: int, of: OwnerType, *, bare: bool = False) -> Agent:
    """Somebody named by the tokens from `first` up to `after`."""
    return Agent(words[first].start, words[after - 1].end, of, after, bare)
