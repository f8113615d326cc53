"""Printed numbers and letters of lists: what they count, and which follows which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.document import BULLETS

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
# The minutes of a year are counted through: "52/19", "17/18-65", or with the year first, "19/52".
_MINUTE = re.compile(r"(?:[a-z]{1,5}[/ -]?)?(\d{1,4}(?:/\d{2,4}(?=-))?)[/-](\d{1,4})")
# A number of a list of numbers, or what makes a range of two of them.
_LISTED = re.compile(r"(\d+(?:\.\d+)*(?:[a-z](?![a-z])| ?\([a-z]\))?)|(\bto\b|[-–])")
_LONGEST_RANGE = 40  # numbers; more is no range of recommendations
_NUMERAL = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")


def numbers_in(words: str) -> Iterator[str]:
    """The numbers of a list such as "1, 3 to 5 and 8 (b)", ranges written out, without brackets ("8b")."""
    first, ranged = 0, False
    for number, joint in _LISTED.findall(words):
        if joint:
            ranged = True
            continue
        plain = re.sub(r"[\s()]", "", number)
        if ranged and plain.isdigit() and 0 < first < int(plain) <= first + _LONGEST_RANGE:
            yield from map(str, range(first + 1, int(plain)))
        first, ranged = (int(plain) if plain.isdigit() else 0), False
        yield plain


def ref_of(label: str) -> str | None:
    """The printed number or letter without brackets and dots, None for a bullet."""
    core = label.strip("().:[] \t–—-")
    return core if core and not all(char in BULLETS for char in core) else None


def ordinals(label: str) -> dict[str, int]:
    """Every way to count a label: "(c)" is the third letter, "ii" the second numeral, "3.2" the second of its kind."""
    core = (ref_of(label) or "").casefold()
    ways: dict[str, int] = {}
    if re.fullmatch(r"\d+(?:\.\d+)*", core):
        *before, last = core.split(".")
        ways["number " + ".".join(before)] = int(last)
    elif minute := _MINUTE.fullmatch(core):
        first, last = minute.groups()
        ways[f"minute of {first}"] = int(last)
        if first.isdigit():
            ways[f"minute in {last}"] = int(first)
    elif re.fullmatch(r"[a-z]", core):
        ways["letter"] = ord(core) - ord("a") + 1
    if core and _NUMERAL.fullmatch(core):
        ways["roman"] = _roman(core)
    return ways


def follows(before: str, after: str, gap: int = 0) -> bool:
    """Whether the second label is the next of the first's list, `gap` labels between them lost."""
    earlier, later = ordinals(before), ordinals(after)
    return any(later.get(way) == count + 1 + gap for way, count in earlier.items())


def same_look(one: str, other: str) -> bool:
    """Whether two labels stand in brackets alike."""

    def look(label: str) -> tuple[bool, bool]:
        return label.startswith("("), label.rstrip(" .:").endswith(")")

    return look(one) == look(other)


def _roman(core: str) -> int:
    values = [_ROMAN[char] for char in core]
    return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
