"""The words of `models/exempt.toml` as patterns: how a line says that what it stands over is not for publication."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractor import rulebook
from extractor.frameworks import plain
from extractor.paper.paragraphs import PARAGRAPHS

_SHORT = 40  # words of a line that marks a paper
_BRIEF = 20  # words of a line that names law and paragraph and says nothing else
_SEPARATORS = re.compile(r"\s-+\s|\s?[–—]\s?|[()\[\]:|*]|\.\s")
_SENTENCE = re.compile(r"(?<=\w{3}[.;])\s+")
_REASON = r"(?:under|by virtue|by reason|in accordance|pursuant|in terms|within|as defined|-?\s*paragraphs?|paras?)\b"
_GOES_ON = r"(?=\W*$|\s*[^\w\s]|\s+(?:of|by|from|for|to|under|in|within|as|pursuant|and|\d+|[a-z])\b)"


@dataclass(frozen=True, slots=True)
class Markings:
    """The lists of the table, the whole parts of a line as sets and phrases as one pattern each."""

    stems: tuple[str, ...]
    marks: frozenset[str]
    weak: frozenset[str]
    meant: re.Pattern[str]
    open_parts: frozenset[str]
    nothing: frozenset[str]
    own_words: re.Pattern[str]
    closed_appendix: re.Pattern[str]
    not_marks: re.Pattern[str]
    laws: re.Pattern[str]
    this_paper: re.Pattern[str]
    appendices: re.Pattern[str]
    items: re.Pattern[str]
    dividers: re.Pattern[str]

    def marking(self, line: str) -> str:
        """The sentence of a line, as `plain` gives it, that says it is not for publication; "" where none does."""
        if len(line.split()) > _SHORT:
            return ""
        return next((said for said in _SENTENCE.split(line) if self._marks(said)), "")

    def _marks(self, said: str) -> bool:
        parts = parts_of(said)
        if self.not_marks.search(said) or any(part in self.nothing for part in parts[1:]):
            return False
        if any(part in self.marks or self.own_words.match(part) for part in parts) or self.own_words.match(said):
            return True
        if sum(part in self.weak for part in parts) > 1:
            return True
        lawful = self.laws.search(said) and PARAGRAPHS.search(said)
        return bool(lawful) and (len(said.split()) < _BRIEF or self.this_paper.match(said) is not None)

    def says_only_that(self, line: str) -> bool:
        """Whether a line that marks has no words of its own beside the mark and its reason."""
        own = self.own_words.match(line)
        rest = parts_of(line[own.end() :] if own else line)
        known = self.marks | self.weak
        return all(part in known or self.own_words.match(part) or self._is_reason(part) for part in rest)

    def divides(self, said: str) -> bool:
        """Whether a marking sentence is of several items ("Exempt items"), and so over all that follows."""
        own = [found for part in parts_of(said) if (found := self.own_words.match(part))]
        return any(self.dividers.search(found[0]) for found in own)

    def _is_reason(self, part: str) -> bool:
        return bool(PARAGRAPHS.match(part) or self.laws.match(part) or re.match(_REASON, part))

    def opens_part(self, line: str) -> bool:
        """Whether a heading opens a part for the public."""
        return line in self.open_parts or not self.open_parts.isdisjoint(parts_of(line)[:1])

    def is_closed_half(self, line: str) -> bool:
        """Whether a heading is that of the closed half of a paper in two parts ("Part II – items in private")."""
        return line in self.weak or not self.weak.isdisjoint(parts_of(line)[:1])

    def takes_back(self, line: str) -> bool:
        """Whether the words under a mark say that there is nothing of the kind, or that only an appendix is closed."""
        says_nothing = any(line == word or line.startswith(f"{word} ") for word in self.nothing)
        return says_nothing or self.not_marks.search(line) is not None or self.closes_appendix(line)

    def closes_appendix(self, line: str) -> bool:
        """Whether a line says of an appendix that it is closed."""
        return self.closed_appendix.search(line) is not None or self.speaks_of_part(self.marking(line))

    def speaks_of_part(self, line: str) -> bool:
        """Whether what a line marks is an appendix or an item, and not the paper that it stands in."""
        whole, appendix = self.this_paper.search(line), self.appendices.search(line)
        own = self.own_words.match(line)
        item = self.items.search(line, own.end() if own else 0)
        named = min((found.start() for found in (appendix, item) if found), default=len(line))
        return named < (whole.start() if whole else len(line))


@lru_cache(maxsize=4)
def markings(own: str | None = None) -> Markings:
    """The table, with a clerk's own folder laid over it."""
    table = rulebook.load(own).table("exempt")
    kind, thing, opening, mark = (_any_of(table[name]) for name in ("kinds", "things", "openings", "marks"))
    own_words = rf"(?:\d{{1,3}}[.)]?\s+)?(?:{kind} {thing}{_GOES_ON}|{opening}(?!\w)|{mark}\W+{_REASON})"
    appendix, marked = _any_of(table["appendices"]), _any_of([*table["marks"], *table["openings"]])
    return Markings(
        stems=tuple(table["stems"]),
        marks=frozenset(table["marks"]),
        weak=frozenset(table["weak_marks"]),
        meant=phrases(table["meant"]),
        open_parts=frozenset(table["open_parts"]),
        nothing=frozenset(table["nothing"]),
        own_words=re.compile(own_words),
        closed_appendix=re.compile(
            rf"\b{appendix}\b(?:\W+\w+){{0,12}}?\W+(?:is|are|remains?|contains?|contain) (?:\w+ )?{marked}(?!\w)"
        ),
        not_marks=phrases(table["not_marks"]),
        laws=phrases(table["laws"]),
        this_paper=phrases(table["this_paper"]),
        appendices=phrases(table["appendices"]),
        items=phrases(table["items"]),
        dividers=phrases(table["dividers"]),
    )


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases as whole words."""
    return re.compile(rf"(?<!\w){_any_of(words)}(?!\w)")


def parts_of(words: str) -> list[str]:
    """The words between dashes, brackets and colons: "DRAFT – subject to approval", "(draft)"."""
    return [part for part in (plain(piece) for piece in _SEPARATORS.split(words)) if part]


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
