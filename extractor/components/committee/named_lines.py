"""Names beneath or beside a passage of minutes: "Action: JB", "Action GP", "JB" in the margin, "(JB)" at its end.

They own the tasks that stand there. Where no task does, the last sentence that looks ahead is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.components.committee.endings import action_tails, is_name_only
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, is_imperative, trim
from extractor.components.places import Places
from extractor.components.reading import Reading
from extractor.components.tags import DuePlace, ItemTag, OwnerPlace, Place

_INITIALS = r"[A-Z]{2,3}(?:\s?[/,&+]\s?[A-Z]{2,3})*"
_INITIALS_ONLY = re.compile(rf"\(?(?P<label>(?:ACTION|Action)s?\s+)?(?P<name>{_INITIALS})\)?\.?\s*")
_AT_END = re.compile(rf"\s*(?:\((?P<name>{_INITIALS})\)\.?|[–-]\s(?P<bare>{_INITIALS}))\s*$")
_DECLARED = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+\s\((?P<name>[A-Z]{2,3})(?=[);,]| [–-])")
_LOOKS_AHEAD = re.compile(r"\b(?:would|will|should|to be|needs? to|must)\b")
_MARKS = ":–—-)]. *"
_FEWEST = 4  # words of a sentence; fewer are a title
_REACH = 3  # lines of names that may stand under one passage
CONFIDENCE = 0.75


def with_named_lines(reading: Reading, items: list[ItemTag]) -> list[ItemTag]:
    """The items with the owners that stand beneath or beside them, and the tasks that only such a name tells of."""
    if reading.kind != "minutes":
        return items
    declared = frozenset(match["name"] for match in _DECLARED.finditer(reading.document.text))
    named = list(items)
    places = Places(item.place for item in items)
    for index, passage in enumerate(reading.passages):
        for at, scope, name in _named(reading, index, passage, declared):
            here = places.starting_in(scope.start_char, scope.end_char)
            for item in here:
                named[item] = _owned(named[item], name)
            if not here and not places.touching(scope.start_char, scope.end_char):
                named.extend(_task(reading, at, scope, name))
    return named


def _owned(item: ItemTag, name: OwnerPlace) -> ItemTag:
    if any(place.place == name.place for place in item.owner_places):
        return item
    return replace(item, owner_places=(name, *item.owner_places))


def _named(
    reading: Reading, index: int, passage: Passage, declared: frozenset[str]
) -> Iterator[tuple[Passage, Place, OwnerPlace]]:
    """For each name the passage, and the words in it, that it stands for."""
    text = reading.document.text
    for cue in action_tails(reading, passage.start, passage.end):
        name = trim(text, cue.end_char, passage.end, _MARKS)
        before = trim(text, passage.start, cue.start_char, "([")
        said = reading.sentences(before.start_char, before.end_char)
        if said and is_name_only(reading, name.start_char, name.end_char):
            yield passage, said[-1], OwnerPlace(name, "item", cell=True)
    at_end = _AT_END.search(text, passage.start, passage.end)
    if at_end and _known(reading, at_end["name"] or at_end["bare"], declared):
        said = reading.sentences(passage.start, at_end.start())
        if said and _is_task(reading, said[-1]):
            group = "name" if at_end["name"] else "bare"
            yield passage, said[-1], OwnerPlace(Place(at_end.start(group), at_end.end(group)), "item", cell=True)
    line = _line_of_names(reading, passage, declared)
    above = _above(reading, index, declared) if line else None
    if line and above:
        yield above, Place(above.start, above.end), OwnerPlace(line, "line_below", cell=True)


def _is_task(reading: Reading, sentence: Place) -> bool:
    words = reading.text(sentence.start_char, sentence.end_char)
    labelled = words.partition(" ")[0].endswith(":")  # "Present: Jo Birch (JB)"
    verbs = reading.task_verbs
    return not labelled and is_imperative(words, verbs)


def _known(reading: Reading, initials: str, declared: frozenset[str]) -> bool:
    """Whether these are initials of people: the paper gives them in brackets behind names, or others of that kind."""
    letters = set(re.findall(r"[A-Z]{2,3}", initials))
    alike = len(declared) > 1 and letters.isdisjoint(reading.words["no_initials"])
    return alike or not letters.isdisjoint(declared)


def _line_of_names(reading: Reading, passage: Passage, declared: frozenset[str]) -> Place | None:
    """The names that a line, or a note in the margin, consists of; a line needs "Action" or known initials."""
    cue = reading.opens("ACTION_LABEL", passage.start, passage.end)
    start = cue.end_char if cue else passage.start
    labelled = cue or passage.block.kind == "margin_note"
    if labelled and is_name_only(reading, start, passage.end) and not _status(reading, start, passage.end):
        return trim(reading.document.text, start, passage.end, _MARKS)
    match = None if cue else _INITIALS_ONLY.fullmatch(reading.document.text, passage.start, passage.end)
    if match and (match["label"] or _known(reading, match["name"], declared)):
        return Place(match.start("name"), match.end("name"))
    return None


def _status(reading: Reading, start: int, end: int) -> bool:
    return reading.text(start, end).strip(_MARKS).casefold() in {"noted", "none", *reading.words["statuses"]}


def _above(reading: Reading, index: int, declared: frozenset[str]) -> Passage | None:
    """The passage that a line of names stands under, other such lines and votes between them."""
    for earlier in reversed(reading.passages[max(0, index - _REACH) : index]):
        if _line_of_names(reading, earlier, declared) or reading.opens("VOTE", earlier.start, earlier.end):
            continue
        return None if earlier.is_heading or reading.standing(earlier) else earlier
    return None


def _labelled(reading: Reading, name: OwnerPlace) -> bool:
    """Whether "Action" stands before the name."""
    before = reading.text(max(0, name.place.start_char - 12), name.place.start_char)
    return "action" in before.casefold()


def _task(reading: Reading, passage: Passage, scope: Place, name: OwnerPlace) -> Iterator[ItemTag]:
    """The last sentence that looks ahead, or the last of all; nothing where only the minutes were confirmed."""
    said = reading.sentences(scope.start_char, min(scope.end_char, name.place.start_char)) or [scope]
    labelled = _labelled(reading, name)
    ahead = [s for s in said if _LOOKS_AHEAD.search(reading.text(s.start_char, s.end_char)) or _is_task(reading, s)]
    if not ahead and not (labelled and len(reading.text(scope.start_char, scope.end_char).split()) >= _FEWEST):
        return
    task = (ahead or said)[-1]
    if reading.has("MINUTES_CONFIRMED", task.start_char, task.end_char):
        return
    dues = tuple(DuePlace(heading) for heading in reversed(passage.headings))
    ref = ref_of(passage.block.label) if len(said) == 1 else None
    section = reading.section(passage)
    yield ItemTag(task, "action", "named-beneath", CONFIDENCE, section, ref, owner_places=(name,), due_places=dues)
