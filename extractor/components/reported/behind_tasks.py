"""What stands behind a task and says how far it has got: "[done]", "- ongoing", "A letter was sent. Closed."."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extractor.components.logs import status_word
from extractor.components.passages import Passage, trim
from extractor.components.places import Places
from extractor.components.reading import Reading
from extractor.components.reported.matters import is_task
from extractor.components.reported.reporting_back import TOLD_TO_A_MEETING, announced
from extractor.components.reported.status import EVIDENCE, UNMISTAKABLE, evidence, from_words
from extractor.components.tags import AboutItem, ItemTag, Place, ProgressTag

_IN_BRACKETS = re.compile(r"\s*[\[(]\s*([A-Za-z][A-Za-z /]{1,20}?|[✓✔])\s*[\])]")
_AFTER = re.compile(r"[.;]?\s*(?:[–—-]\s*)?([A-Za-z][A-Za-z /]{1,24}?|[✓✔])\s*[.!]?\s*(?=\n|$)")
_GIVEN = ("somebody-to-do", "action-label")  # rules of tasks that say what is to be done and nothing else
_SURE = 0.9
_LABEL = 4  # words that may stand before a task in its passage: "Action 2.1:"
_TAIL = re.compile(
    r"(?:\s[–—-]\s+|\s*(?P<arrow>→|=>|>>)\s*|\s+(?=[✓✔])|\s+[(\[](?=[^()\[\]]*[)\]][.\s]*$))"
    r"(?P<said>[^–—→()\[\]]{1,160}?)[.\s)\]]*$"
)
_MARKS = " \t\n~*_[]()–—→>:;-"


def behind_tasks(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """What says in a task's own passage how far it has got."""
    words = list(_status_words(reading, items))
    yield from words
    yield from _still_to_do(reading, items)
    yield from _answers(reading, items, {about.item for tag in words for about in tag.about})
    yield from _notes(reading, items)


def _status_words(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """A status word behind an item: "Clerk to write to the school [done]", "Clerk to write to the school. Done."."""
    for index, item in enumerate(items):
        match = _IN_BRACKETS.match(reading.document.text, item.place.end_char)
        if not match and item.kind == "action":
            match = _AFTER.match(reading.document.text, item.place.end_char)
        place = Place(match.start(1), match.end(1)) if match else _tail(reading, item)
        words = reading.text(place.start_char, place.end_char) if place else ""
        if "\n" in reading.text(item.place.end_char, place.start_char if place else 0):
            place = None if words.casefold() in reading.words["parts"] else place  # "Resolved" begins a decision
        if place and (status_word(words, reading.words["statuses"]) or not match):
            yield _tag(reading, place, (index, item), "status-in-brackets", "stands behind it")


def _tail(reading: Reading, item: ItemTag) -> Place | None:
    """What a task ends with where it says how far the task has got: "... - ongoing", "... → letter sent in May"."""
    tail = _TAIL.search(reading.document.text, item.place.start_char, item.place.end_char)
    if tail is None or item.kind != "action" or item.row:
        return None
    place = Place(tail.start("said"), tail.end("said"))
    told = _begins_with_status(reading, tail["said"])
    return place if told or (tail["arrow"] and _says_how_far(reading, place)) else None


def _begins_with_status(reading: Reading, words: str) -> bool:
    """Whether words are a status, or begin with one that begins no sentence: "ongoing, awaiting a reply"."""
    first = re.split(r"[\s,;:.-]", words.strip())[0]
    sure = first if len(first) >= UNMISTAKABLE else ""
    return any(status_word(said, reading.words["statuses"]) for said in (words, sure))


def _still_to_do(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """How far an old task has got, where the words that give it again say so.

    "She had not been able to call. She would do so"; among reports of old tasks also "She had called and would call
    again".
    """
    begins = [passage.start for passage in reading.passages]
    for index, item in enumerate(items):
        if item.kind != "action" or item.row or item.rule_id in _GIVEN:
            continue
        at = bisect_right(begins, item.place.start_char) - 1
        sentences = reading.sentences(item.place.start_char, item.place.end_char)
        late = [s for s in sentences if not is_task(reading, s) and _tells(reading, s, ("DELAYED", "NOT_STARTED"))]
        told = late if len(sentences) > 1 else []
        if told[:1] != sentences[:1]:
            told = [s for s in sentences if _goes_on(reading, s)] if at >= 0 and announced(reading, at) else []
        if told:
            place = Place(told[0].start_char, told[-1].end_char)
            yield _tag(reading, place, (index, item), "not-done-yet", "the same task, not done yet")


def _goes_on(reading: Reading, sentence: Place) -> bool:
    """Whether a sentence says of a task that is still to be done how far it has got."""
    asked = reading.has_any(("WAS_ASKED", "ASKS_SOMEBODY"), sentence.start_char, sentence.end_char)
    return not asked and not is_task(reading, sentence) and _tells(reading, sentence, (*EVIDENCE, "SOFT_UNDERWAY"))


def _tells(reading: Reading, place: Place, labels: tuple[str, ...]) -> bool:
    return any(evidence(reading, label, place.start_char, place.end_char) for label in labels)


def _answers(reading: Reading, items: list[ItemTag], answered: set[int]) -> Iterator[ProgressTag]:
    """What stands behind a task up to the end of its passage, where the passage stands among reports of old tasks."""
    starts = Places(item.place for item in items)
    for at, passage in enumerate(reading.passages):
        here = [i for i in starts.starting_in(passage.start, passage.end) if items[i].kind == "action"]
        if len(here) != 1 or here[0] in answered or not announced(reading, at):
            continue
        task = items[here[0]].place
        if len(reading.text(passage.start, task.start_char).split()) > _LABEL:
            continue
        place = trim(reading.document.text, task.end_char, passage.end, _MARKS + ".")
        place = Place(place.start_char, trim(reading.document.text, place.start_char, passage.end, _MARKS).end_char)
        if place.start_char < place.end_char and _says_how_far(reading, place):
            yield _tag(reading, place, (here[0], items[here[0]]), "answer-behind-task", "stands behind it")


def _says_how_far(reading: Reading, place: Place) -> bool:
    if from_words(reading, place.start_char, place.end_char).status != "unknown":
        return True
    return _tells(reading, place, TOLD_TO_A_MEETING)


def _notes(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """A note added to minutes on what has happened since, about the task in its passage or the one just above."""
    starts = Places(item.place for item in items)
    before: Passage | None = None
    for passage in reading.passages:
        for cue in reading.found("LATER_NOTE", passage.start, passage.end):
            place = trim(reading.document.text, cue.end_char, passage.end, _MARKS)
            above = [passage] if before is None else [passage, before]
            task = next((i[-1] for p in above if (i := starts.starting_in(p.start, p.end))), None)
            if _says_how_far(reading, place):
                about = None if task is None else (task, items[task])
                yield _tag(reading, place, about, "later-note", "a note added below it")
        before = passage


def _tag(reading: Reading, place: Place, about: tuple[int, ItemTag] | None, rule: str, why: str) -> ProgressTag:
    standing = from_words(reading, place.start_char, place.end_char)
    answers = (AboutItem(about[0], _SURE, why),) if about else ()
    section = about[1].section if about else ()
    return ProgressTag(place, "progress", standing.status, rule, section, standing.words, about=answers)
