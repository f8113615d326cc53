"""The limbs of a decision: numbered, lettered or bulleted points, nested ones inside their own limb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.components.numbering import follows, ordinals, same_look
from extractor.components.passages import Passage, trim
from extractor.components.reading import Reading
from extractor.components.tags import Place

_INLINE = re.compile(r"(?:(?<=\s)|^)(?P<label>\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_INSIDE = frozenset({"AGREED", "RECOMMENDED"})  # a limb may begin "agreed that" and be one of its list all the same
MAX_BETWEEN = 2  # passages that may stand between two limbs of one list: a vote, a sub-heading


@dataclass(frozen=True, slots=True)
class Limb:
    """One point: the place of its words, its label as printed, the passage it begins in, the last it covers."""

    place: Place
    label: str
    passage: Passage
    last: int


def limbs_from(reading: Reading, first: int, stops: tuple[str, ...]) -> list[Limb]:
    """The limbs of the list whose first is the passage at `first`, up to words with a cue in `stops` or its end."""
    passages = reading.passages
    limbs = [_limb(passages[first], first)]
    base = passages[first]
    index = first + 1
    while index < len(passages):
        passage = passages[index]
        goes_on = _next_limb(base, limbs[-1], passage)
        stopping = [label for label in stops if not goes_on or label not in _INSIDE]
        if reading.opens_any(stopping, passage.start, passage.end):
            break
        if goes_on:
            limbs.append(_limb(passage, index))
        elif (passage.listed and _nested(base, passage)) or _carries_on(reading, limbs[-1], passage):
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
        label, last = match["label"], marks[-1]["label"] if marks else ""
        begins = not marks and 1 in ordinals(label).values()
        if begins or (marks and follows(last, label) and same_look(last, label)):
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
    if not passage.listed or (passage.row != base.row and base.row is not None and passage.column != base.column):
        return False
    if base.block.bulleted:
        return passage.block.bulleted and passage.block.level <= base.block.level
    alike = same_look(base.block.label, passage.block.label)
    if follows(last.label, passage.block.label):
        return alike or passage.block.level <= base.block.level
    return alike and passage.block.level == base.block.level and follows(last.label, passage.block.label, gap=1)


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
        if reading.opens_any(stops, passage.start, passage.end):
            return 0
        if passage.listed:
            return ahead if ahead > index and _next_limb(base, last, passage) else 0
    return 0
