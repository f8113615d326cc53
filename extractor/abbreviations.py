"""Abbreviations that a paper explains: "Director of Children's Services (DCS)", "DCS (Director of ...)".

The letters must be found in the words in order, as in Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text" (2003).
"""

from __future__ import annotations

import re

_SHORT = r"[A-Z][A-Za-z&]{1,9}"
_BRACKETED = re.compile(rf"\(\s?[‘“\"']?(?P<short>{_SHORT})[’”\"']?\s?\)")
_LONG = re.compile(r"\((?P<long>[A-Z][^()\n\t]{5,100})\)")
_SHORT_BEFORE = re.compile(rf"\b{_SHORT}(?=\s\Z)")
_REACH = 11  # characters that the longest of them takes, with the space behind it
_SENTENCE_END = re.compile(r"[.;:!?\n\t()]")
_WORD = re.compile(r"\S+")


def explained(text: str) -> dict[str, str]:
    """The abbreviations that the text explains and what they stand for; the first explanation of each counts."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        short = match["short"]
        if _capitals(short) >= 2 and short not in found:
            long = _long_form(short, text[max(0, match.start() - 200) : match.start()])
            if long:
                found[short] = long
    for match in _LONG.finditer(text):
        before = _SHORT_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        short, long = before[0] if before else "", match["long"]
        if _capitals(short) >= 2 and short not in found and _fits(short, long):
            found[short] = long
    return found


def _capitals(short: str) -> int:
    return sum(letter.isupper() for letter in short)


def _long_form(short: str, before: str) -> str:
    """The fewest words right before the bracket that spell the abbreviation, its first letter beginning a word."""
    sentence = _SENTENCE_END.split(before.rstrip())[-1]
    words = list(_WORD.finditer(sentence))
    most = min(len(short) + 5, len(short) * 2)
    for count in range(1, min(most, len(words)) + 1):
        long = sentence[words[-count].start() :].strip(" ‘’“”\"',")
        if _fits(short, long):
            return long
    return ""


def _fits(short: str, long: str) -> bool:
    """Whether the long form has the letters in order, the first at its start and each capital at a word's start."""
    if len(long) <= len(short) or not long or long[0].lower() != short[0].lower():
        return False
    at, letters = len(long), short.lower().replace("&", "a")
    lowered = long.lower().replace("&", "a")
    for index, letter in reversed(list(enumerate(letters))):
        at = lowered.rfind(letter, 0, at)
        inside = at > 0 and long[at - 1].isalnum()
        while at > 0 and inside and short[index].isupper():
            at = lowered.rfind(letter, 0, at)
            inside = at > 0 and long[at - 1].isalnum()
        if at < 0:
            return False
    return at == 0
