"""Tasks behind a label: "Action: Clerk to write to the school", and points under "ACTIONS TO BE TAKEN"."""

from __future__ import annotations

import re

from extractor.components.cues import Cue
from extractor.components.endings import is_name_only
from extractor.components.limbs import limbs_from
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, is_imperative, trim
from extractor.components.reading import Reading
from extractor.components.tags import DuePlace, ItemTag, Place

_MARKS = ":;–—- "
_LABEL_NUMBER = re.compile(r"[:;–—\-\s]*(?:\(?(\d{1,3}[a-z]?)\)?[:.)\s–—-]+)?")
_DONE_IN_BRACKETS = re.compile(r"\s*[\[(]\s*([A-Za-z][A-Za-z ]{1,20})\s*[\])]\s*\.?\s*$")
_STOPS = ("RESOLVED", "AGREED", "RECOMMENDED", "CLOSES", "DECIDES", "ACTION_LABEL")


def labelled_actions(reading: Reading, confidence: dict[str, float], used: set[int]) -> tuple[list[ItemTag], set[int]]:
    """Every task behind "Action:" and every point under a heading such as "ACTIONS TO BE TAKEN"."""
    items: list[ItemTag] = []
    mine: set[int] = set()
    for index, passage in enumerate(reading.passages):
        if index in used or index in mine or (passage.row is not None and _is_data(reading, passage)):
            continue
        heading = reading.opens("ACTIONS_HEADING", passage.start, passage.end)
        if heading and _whole(reading, passage, heading):
            found, taken = _under_heading(reading, index, heading, confidence)
            items.extend(found)
            mine.update(taken)
            continue
        cue = reading.opens("ACTION_LABEL", passage.start, passage.end)
        empty = cue and not reading.text(cue.end_char, passage.end).strip(_MARKS + ".")
        if cue and not empty and not is_name_only(reading, cue.end_char, passage.end):
            items.append(_labelled(reading, passage, cue, confidence))
            mine.add(index)
    return items, mine


def _whole(reading: Reading, passage: Passage, cue: Cue) -> bool:
    return not reading.text(cue.end_char, passage.end).strip(_MARKS + ".")


def _is_data(reading: Reading, passage: Passage) -> bool:
    row = reading.document.blocks[passage.row or 0]
    return sum(1 for cell in row.cells if cell.end_char > cell.start_char) > 1


def _under_heading(
    reading: Reading, index: int, cue: Cue, confidence: dict[str, float]
) -> tuple[list[ItemTag], set[int]]:
    first = index + 1
    if first >= len(reading.passages):
        return [], set()
    passage = reading.passages[first]
    if is_name_only(reading, passage.start, passage.end) and not passage.listed:
        return [], set()
    if passage.listed and not _reports(reading, passage):
        limbs = limbs_from(reading, first, _STOPS)
        items = [
            task_tag(reading, limb.passage, limb.place, ref_of(limb.label), cue, confidence=confidence)
            for limb in limbs
        ]
        return items, set(range(index, limbs[-1].last + 1))
    items, taken = [], {index}
    for at in range(first, len(reading.passages)):
        passage = reading.passages[at]
        plain = not (passage.is_heading or passage.listed or passage.row is not None)
        if not plain or not reading.passages[index].is_heading or not _imperative(reading, passage.start, passage.end):
            break
        items.append(task_tag(reading, passage, Place(passage.start, passage.end), None, cue, confidence=confidence))
        taken.add(at)
    return items, taken if items else set()


def _reports(reading: Reading, passage: Passage) -> bool:
    """Whether a list under "Action points" reports on earlier actions and sets none."""
    return reading.has("DONE", passage.start, passage.end) and not _imperative(reading, passage.start, passage.end)


def _imperative(reading: Reading, start: int, end: int) -> bool:
    return is_imperative(reading.text(start, end), frozenset(reading.words["imperatives"])) or " to " in reading.text(
        start, end
    )


def _labelled(reading: Reading, passage: Passage, cue: Cue, confidence: dict[str, float]) -> ItemTag:
    match = _LABEL_NUMBER.match(reading.document.text, cue.end_char, passage.end)
    start = match.end() if match else cue.end_char
    ref = (match.group(1) if match else None) or ref_of(passage.block.label)
    number = re.search(r"\d+[a-z]?", reading.text(cue.start_char, cue.end_char))
    return task_tag(
        reading, passage, Place(start, passage.end), number.group() if number else ref, cue, confidence=confidence
    )


def without_status(reading: Reading, place: Place) -> Place:
    """The place without a status word in brackets at its end: "Clerk to write to the school [done]"."""
    match = _DONE_IN_BRACKETS.search(reading.document.text, place.start_char, place.end_char)
    if match and reading.words["statuses"].get(match.group(1).casefold().strip()):
        return trim(reading.document.text, place.start_char, match.start())
    return place


def task_tag(
    reading: Reading, passage: Passage, place: Place, ref: str | None, cue: Cue, *, confidence: dict[str, float]
) -> ItemTag:
    place = without_status(reading, trim(reading.document.text, place.start_char, place.end_char))
    return ItemTag(
        place,
        "action",
        cue.rule_id,
        confidence.get(cue.rule_id, 0.9),
        reading.section(passage),
        ref,
        due_places=tuple(DuePlace(heading) for heading in reversed(passage.headings)),
    )
