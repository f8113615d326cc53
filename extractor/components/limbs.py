"""The limbs of a decision: numbered, lettered or bulleted points, nested ones inside their own limb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.components.reading import Passage, Reading, trim
from extractor.components.tags import Place
from extractor.document import BULLETS

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMERAL = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_INLINE = re.compile(r"(?:(?<=\s)|^)(?P<label>\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
MAX_BETWEEN = 2  # passages that may stand between two limbs of one list: a vote, a sub-heading


@dataclass(frozen=True, slots=True)
class Limb:
    """One point: the place of its words, its label as printed, the passage it begins in, the last it covers."""

    place: Place
    label: str
    passage: Passage
    last: int


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
    elif re.fullmatch(r"[a-z]", core):
        ways["letter"] = ord(core) - ord("a") + 1
    if core and _NUMERAL.fullmatch(core):
        ways["roman"] = _roman(core)
    return ways


def follows(before: str, after: str) -> bool:
    """Whether the second label is the next of the first's list."""
    earlier, later = ordinals(before), ordinals(after)
    return any(later.get(way) == count + 1 for way, count in earlier.items())


def limbs_from(reading: Reading, first: int, stops: tuple[str, ...]) -> list[Limb]:
    """The limbs of the list whose first is the passage at `first`, up to words with a cue in `stops` or its end."""
    passages = reading.passages
    limbs = [_limb(passages[first], first)]
    base = passages[first]
    index = first + 1
    while index < len(passages):
        passage = passages[index]
        if any(reading.opens(label, passage.start, passage.end) for label in stops):
            break
        if _next_limb(base, limbs[-1], passage):
            limbs.append(_limb(passage, index))
        elif passage.listed and _nested(base, passage):
            limbs[-1] = _longer(limbs[-1], passage, index)
        elif _carries_on(reading, limbs[-1], passage):
            limbs[-1] = _longer(limbs[-1], passage, index)
        else:
            index = _resumes(reading, base, limbs[-1], index, stops)
            if not index:
                break
            continue
        index += 1
    return limbs


def inline_limbs(reading: Reading, start: int, end: int) -> list[tuple[Place, str]]:
    """The limbs inside one paragraph, "(1) That ... (2) That ...", as places and labels; empty where it has none."""
    text = reading.document.text
    marks: list[re.Match[str]] = []
    for match in _INLINE.finditer(text, start, end):
        if not marks and 1 in ordinals(match["label"]).values():
            marks.append(match)
        elif marks and follows(marks[-1]["label"], match["label"]) and _same_look(marks[-1]["label"], match["label"]):
            marks.append(match)
    before = text[start : marks[0].start()].strip() if marks else ""
    if len(marks) < 2 or (before and before[-1] not in ":–—-"):
        return []
    ends = [mark.start() for mark in marks[1:]] + [end]
    return [(trim(text, m.end(), stop), m["label"]) for m, stop in zip(marks, ends, strict=True)]


def _limb(passage: Passage, index: int) -> Limb:
    return Limb(Place(passage.start, passage.end), passage.block.label, passage, index)


def _longer(limb: Limb, passage: Passage, index: int) -> Limb:
    return Limb(Place(limb.place.start_char, passage.end), limb.label, limb.passage, index)


def _next_limb(base: Passage, last: Limb, passage: Passage) -> bool:
    if not passage.listed or passage.row != base.row and base.row is not None and passage.column != base.column:
        return False
    if base.block.bulleted:
        return passage.block.bulleted and passage.block.level <= base.block.level
    return follows(last.label, passage.block.label) and (
        passage.block.level <= base.block.level or _same_look(base.block.label, passage.block.label)
    )


def _nested(base: Passage, passage: Passage) -> bool:
    if passage.block.level > base.block.level:
        return True
    return not base.block.bulleted and passage.block.bulleted


def _carries_on(reading: Reading, limb: Limb, passage: Passage) -> bool:
    """Whether an unnumbered paragraph is the rest of the limb above it."""
    if passage.block.label or passage.is_heading or passage.block.kind == "margin_note":
        return False
    words = reading.text(passage.start, passage.end)
    ended = reading.text(limb.place.start_char, limb.place.end_char).rstrip()[-1:] in ".;:!?"
    return bool(words) and words[0].islower() and not ended


def _resumes(reading: Reading, base: Passage, last: Limb, index: int, stops: tuple[str, ...]) -> int:
    """The index at which the numbered list goes on behind a vote or a sub-heading, 0 where it does not."""
    if base.block.bulleted:
        return 0
    for ahead in range(index, min(index + MAX_BETWEEN + 1, len(reading.passages))):
        passage = reading.passages[ahead]
        if any(reading.opens(label, passage.start, passage.end) for label in stops):
            return 0
        if passage.listed:
            return ahead if ahead > index and _next_limb(base, last, passage) else 0
    return 0


def _same_look(one: str, other: str) -> bool:
    def look(label: str) -> tuple[bool, bool]:
        return label.startswith("("), label.rstrip(" .:").endswith(")")

    return look(one) == look(other)


def _roman(core: str) -> int:
    values = [_ROMAN[char] for char in core]
    return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
