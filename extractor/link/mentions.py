"""Recommendations named by their numbers: "Recommendation 8", "recs 2(b) and 3", "priorities 1 to 4"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.components.numbering import numbers_in

NUMBER = r"\d{1,3}(?:\.\d{1,2}| ?\([a-z]\))?"
SPACE = r"[^\S\n]"  # a number on the next line is a heading's or a list's own
JOINT = rf"{SPACE}*(?:,{SPACE}*and|,|and|&|to|[-–]){SPACE}*"


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that names a recommendation, without brackets ("2b"), and the place of the whole phrase in the text."""

    ref: str
    start_char: int
    end_char: int


def mentions_of(text: str) -> list[Mention]:
    """Every recommendation named by number in the text, each number of a list or a range on its own."""
    cue, _ = _patterns()
    return [Mention(ref, m.start(), m.end()) for m in cue.finditer(text) for ref in dict.fromkeys(numbers_in(m[1]))]


def closes(words: str) -> bool:
    """Whether a decision in these words closes what it names."""
    _, closing = _patterns()
    return closing.search(words) is not None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    from extractor.rulebook import load  # noqa: PLC0415 - reports never link

    table = load().table("linking")
    cues = "|".join(re.escape(word) for word in sorted(table["mention_words"], key=len, reverse=True))
    closing = "|".join(re.escape(word) for word in table["closing_words"])
    numbered = rf"\b(?:{cues})\.?{SPACE}+(?:numbers?{SPACE}+|nos?\.?{SPACE}+)?({NUMBER}(?:{JOINT}{NUMBER})*)(?![\d%])"
    return re.compile(numbered, re.IGNORECASE), re.compile(rf"\b(?:{closing})\b", re.IGNORECASE)
