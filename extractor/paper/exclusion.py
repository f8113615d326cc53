"""How minutes and agendas say that the public were sent out, for which items, and that they came back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor import rulebook
from extractor.frameworks import plain
from extractor.paper.markings import phrases

_SENTENCE = re.compile(r"(?<=[.;:])\s+")
_NUMBERS = r"(?P<numbers>\d{1,3}[a-z]?(?:[./]\d{1,3})?(?:\s*(?:,|and|&|to)+\s*\d{1,3}[a-z]?(?:[./]\d{1,3})?)*)"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The lists of `models/exempt.toml` that tell of the exclusion, as patterns."""

    sends_out: re.Pattern[str]
    goes_private: re.Pattern[str]
    titles: re.Pattern[str]
    items: re.Pattern[str]
    resolves: re.Pattern[str]
    hedges: re.Pattern[str]
    stays: re.Pattern[str]
    back: re.Pattern[str]
    one: re.Pattern[str]
    rest: re.Pattern[str]
    for_items: re.Pattern[str]

    def excludes(self, words: str, title: str) -> bool:
        """Whether a sentence of the block sends the public out; `title` is that of the item it stands in."""
        return any(self._sends_out(sentence, title) for sentence in _SENTENCE.split(plain(words)))

    def _sends_out(self, said: str, title: str) -> bool:
        if self.hedges.search(said) or self.stays.search(said):
            return False
        if self.goes_private.search(said) or self.sends_out.search(said):
            return not self.titles.match(said) or self.resolves.search(said) is not None
        return bool(title and self.titles.search(title) and self.resolves.match(said))

    def is_resolved(self, line: str) -> bool:
        return self.resolves.search(line) is not None

    def came_to_nothing(self, words: str) -> bool:
        """Whether the words that follow in the same item say that the public stayed."""
        return self.stays.search(plain(words)) is not None

    def is_title(self, title: str) -> bool:
        """Whether an item with this title holds the exclusion, and not the business that it was for."""
        return self.items.search(title) is not None

    def readmits(self, line: str) -> bool:
        return self.back.search(line) is not None

    def one_follows(self, words: str) -> bool:
        """Whether the public were sent out for a single item, the next."""
        said = plain(words)
        return self.one.search(said) is not None and self.rest.search(said) is None

    def items_named(self, words: str) -> frozenset[str]:
        """The numbers of the items that the public were sent out for; none where it does not say."""
        found = self.for_items.search(plain(words))
        if found is None:
            return frozenset()
        numbers = re.findall(r"\d{1,3}[a-z]?(?:[./]\d{1,3})?|to", found["numbers"])
        named = {number for number in numbers if number != "to"}
        for first, to, last in zip(numbers, numbers[1:], numbers[2:], strict=False):
            if to == "to" and first.isdigit() and last.isdigit():
                named |= {str(number) for number in range(int(first), int(last) + 1)}
        return frozenset(named)


@lru_cache(maxsize=4)
def exclusion_words(own: str | None = None) -> Exclusion:
    """The table, with a clerk's own folder laid over it."""
    table = rulebook.load(own).table("exempt")
    before = "|".join(map(re.escape, table["for_items"]))
    what = r"(?:agenda\s+)?(?:items?|minutes?|reports?)\s*(?:\(s\))?\s*(?:nos?\.?|numbers?)?"
    return Exclusion(
        sends_out=_sending_out(table),
        goes_private=phrases(table["goes_private"]),
        titles=phrases(table["exclusion_titles"]),
        items=phrases(table["exclusion_items"]),
        resolves=phrases(table["resolves"]),
        hedges=phrases(table["hedges"]),
        stays=phrases(table["stays"]),
        back=phrases(table["readmits"]),
        one=phrases(table["one_that_follows"]),
        rest=phrases(table["all_that_follows"]),
        for_items=re.compile(rf"(?<!\w)(?:{before})\s+(?:the\s+)?{what}\s*{_NUMBERS}"),
    )


def _sending_out(table: dict[str, Any]) -> re.Pattern[str]:
    """Matches people with the words for sending them out close behind or before: "the public and press be excluded"."""
    people, excluded, exclude = (phrases(table[name]).pattern for name in ("people", "excluded", "exclude"))
    return re.compile(rf"{people}(?:\W+\w+){{0,3}}?\W+{excluded}|{exclude}(?:\W+\w+){{0,5}}?\W+{people}")
