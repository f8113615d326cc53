"""Tasks behind a label: "Action: Clerk to write to the school", and points under "ACTIONS TO BE TAKEN"."""

from __future__ import annotations

import re
from collections.abc import Collection

from extractor.components.committee.endings import is_name_only
from extractor.components.committee.limbs import limbs_from
from extractor.components.cues import Cue
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, is_imperative, trim
from extractor.components.reading import Reading
from extractor.components.reported.status import tells_what_was_done
from extractor.components.tags import DuePlace, ItemTag, OwnerPlace, Place

_MARKS = ":;–—- "
_FIRST_POINTS = 5  # passages of a list from which it is told whether it reports
_CELL_END = re.compile(r"\s[/|]\s+(?P<name>[^|\n]{2,60})$")  # of a table whose cells stand in one line: "task / name"
_LABEL_NUMBER = re.compile(r"[:;–—\-\s]*(?:\(?(\d{1,3}[a-z]?)\)?[:.)\s–—-]+)?")
_NUMBERED = re.compile(r"(?i:actions?(?: points?| no\.?)?) ?#?(\d{1,4}(?:\.\d{1,3})*[a-z]?)[:.)\s–—-]+")
_CODE = re.compile(r"(?:(?:AP|ACT)[ -]?(\d{1,4})\b[.:)\s–—-]+|A(\d{1,3})[.:)][\s–—-]+)(?=\S)")
_BOX = re.compile(r"(?:\[[ xX✓✔]?\]|[☐☑☒])\s+(?=\S)")
_NAME_FIRST = re.compile(r"(?P<name>@[\w.-]+|[^:;.\n]{2,60}?)\s*(?::|\s[–—-])\s+(?=\w)")
_STATUS_LAST = re.compile(r"\s+[–—-]\s+(?P<status>[A-Za-z][A-Za-z ]{1,20})\.?\s*$")
_DONE_IN_BRACKETS = re.compile(r"\s*[\[(]\s*([A-Za-z][A-Za-z ]{1,20})\s*[\])]\s*\.?\s*$")
_STOPS = ("RESOLVED", "AGREED", "RECOMMENDED", "CLOSES", "DECIDES", "ACTION_LABEL")


def labelled_actions(
    reading: Reading, confidence: dict[str, float], used: set[int], again: Collection[int] = ()
) -> tuple[list[ItemTag], set[int]]:
    """Every task behind "Action:" and every point under a heading such as "ACTIONS TO BE TAKEN".

    `again` are the passages that print a recommendation again: "Action: a letter was sent" under one answers it.
    """
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
        coded = _CODE.match(reading.document.text, passage.start, passage.end) or _boxed(reading, passage)
        if coded:
            place = Place(coded.end(), passage.end)
            ref = coded.group().strip(":.) \t–—-") if any(coded.groups()) else None
            items.append(task_tag(reading, passage, place, ref, "action-label", confidence=confidence))
            mine.add(index)
            continue
        cue = reading.opens("ACTION_LABEL", passage.start, passage.end)
        empty = cue and _whole(reading, passage, cue)
        if cue and not empty and not is_name_only(reading, cue.end_char, passage.end):
            if index - 1 in again and tells_what_was_done(reading, cue.end_char, passage.end):
                continue
            items.append(_labelled(reading, passage, cue, confidence))
            mine.add(index)
    return items, mine


def _boxed(reading: Reading, passage: Passage) -> re.Match[str] | None:
    """The box that a point of a list of things to do begins with."""
    return _BOX.match(reading.document.text, passage.start, passage.end) if passage.listed else None


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
    if passage.listed and not _reports(reading, first):
        limbs = limbs_from(reading, first, _STOPS)
        items = [
            task_tag(reading, limb.passage, limb.place, ref_of(limb.label), cue.rule_id, confidence=confidence)
            for limb in limbs
        ]
        return items, set(range(index, limbs[-1].last + 1))
    items, taken = [], {index}
    for at in range(first, len(reading.passages)):
        passage = reading.passages[at]
        plain = not (passage.is_heading or passage.listed or passage.row is not None)
        if not plain or not reading.passages[index].is_heading or not _imperative(reading, passage.start, passage.end):
            break
        items.append(
            task_tag(reading, passage, Place(passage.start, passage.end), None, cue.rule_id, confidence=confidence)
        )
        taken.add(at)
    return items, taken if items else set()


def _reports(reading: Reading, first: int) -> bool:
    """Whether most of the first points of a list under "Action points" report on earlier actions and set none."""
    points = [passage for passage in reading.passages[first : first + _FIRST_POINTS] if passage.listed]
    done = [p for p in points if reading.has("DONE", p.start, p.end) and not _imperative(reading, p.start, p.end)]
    return len(done) * 2 > len(points)


def _imperative(reading: Reading, start: int, end: int) -> bool:
    words, verbs = reading.text(start, end), reading.imperatives
    return is_imperative(words, verbs) or " to " in words or bool(_name_first(reading, Place(start, end))[0])


def _labelled(reading: Reading, passage: Passage, cue: Cue, confidence: dict[str, float]) -> ItemTag:
    text = reading.document.text
    match = _NUMBERED.match(text, cue.start_char, passage.end) or _LABEL_NUMBER.match(text, cue.end_char, passage.end)
    start = match.end() if match else cue.end_char
    ref = (match.group(1) if match else None) or ref_of(passage.block.label)
    return task_tag(reading, passage, Place(start, passage.end), ref, cue.rule_id, confidence=confidence)


def without_status(reading: Reading, place: Place) -> Place:
    """The place without a status word at its end: "Clerk to write to the school [done]", "... the school - ONGOING"."""
    for pattern in (_DONE_IN_BRACKETS, _STATUS_LAST):
        match = pattern.search(reading.document.text, place.start_char, place.end_char)
        if match and reading.words["statuses"].get(match.group(1).casefold().strip()):
            return trim(reading.document.text, place.start_char, match.start())
    return place


def task_tag(
    reading: Reading, passage: Passage, place: Place, ref: str | None, rule_id: str, *, confidence: dict[str, float]
) -> ItemTag:
    """The action that these words of the passage are, "JB:" before them and what is reported behind them left out."""
    last, place = _name_in_last_cell(reading, trim(reading.document.text, place.start_char, place.end_char, "/|"))
    place = without_status(reading, _without_report(reading, place))
    owner, place = _name_first(reading, place)
    return ItemTag(
        place,
        "action",
        rule_id,
        confidence.get(rule_id, 0.9),
        reading.section(passage),
        ref,
        owner_places=owner + last,
        due_places=tuple(DuePlace(heading) for heading in reversed(passage.headings)),
    )


def _without_report(reading: Reading, place: Place) -> Place:
    """The first sentence alone, where a status stands behind it: "JB to call. She has called - CLOSED." """
    said = reading.sentences(place.start_char, place.end_char)
    statuses = reading.words["statuses"]
    for sentence in said[1:]:
        words = reading.text(sentence.start_char, sentence.end_char).strip(" ._*")
        if words.casefold() in statuses or re.split(r" [–-] ", words)[-1].casefold() in statuses:
            return said[0]
    return place


def _name_in_last_cell(reading: Reading, place: Place) -> tuple[tuple[OwnerPlace, ...], Place]:
    """Who is named in the last cell of a row printed as a line, and the row without it: "Write to the school / Jo"."""
    match = _CELL_END.search(reading.document.text, place.start_char, place.end_char)
    if not match or not is_name_only(reading, match.start("name"), match.end("name")):
        return (), place
    return (OwnerPlace(Place(*match.span("name")), "row", cell=True),), Place(place.start_char, match.start())


def _name_first(reading: Reading, place: Place) -> tuple[tuple[OwnerPlace, ...], Place]:
    """Who is named before the task, and the task: "JB: write to the school", "@ash: book the hall"."""
    match = _NAME_FIRST.match(reading.document.text, place.start_char, place.end_char)
    if not match or not is_name_only(reading, match.start("name"), match.end("name")):
        return (), place
    verbs = reading.task_verbs
    if not is_imperative(reading.text(match.end(), place.end_char), verbs):
        return (), place
    return (OwnerPlace(Place(*match.span("name")), "item", cell=True),), Place(match.end(), place.end_char)
