"""Tasks that narrative minutes give to somebody: "Ms Ash offered to ...", "Members were asked to ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.components.committee.assigned import assigned, names_in
from extractor.components.committee.behind import motion
from extractor.components.committee.endings import action_tails, is_name_only
from extractor.components.committee.labelled import task_tag, without_status
from extractor.components.cues import Cue
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, trim
from extractor.components.reading import Reading
from extractor.components.tags import DuePlace, ItemTag, OwnerPlace, Place


def told(reading: Reading, confidence: dict[str, float], used: set[int]) -> list[ItemTag]:
    """Every sentence of narrative minutes that gives a named person, post or body something to do."""
    if reading.kind != "minutes":
        return []
    items: list[ItemTag] = []
    taken: set[Place] = set()
    names = names_in(reading.document.text)
    for index, passage in enumerate(reading.passages):
        if (passage.is_heading or reading.standing(passage)) and not _task_alone(reading, passage, names):
            continue
        if reading.opens("CLOSES", passage.start, passage.end) or reading.opens("VOTE", passage.start, passage.end):
            continue
        items.extend(_inline(reading, passage, confidence))
        if index in used:
            continue
        quoted = reading.opens("REPORTS_BACK", passage.start, passage.end) is not None  # "Last month's actions: ..."
        found = _in_passage(reading, passage, confidence, names)
        items.extend(replace(item, restated=quoted or item.restated) for item in found if item.place not in taken)
        taken.update(item.place for item in items[-4:])
    return items


def _task_alone(reading: Reading, passage: Passage, names: frozenset[str]) -> bool:
    """Whether a line without a full stop that looks like a heading says what somebody is to do."""
    place = Place(passage.start, passage.end)
    return any(task.start_char == passage.start for task in assigned(reading, place, names))


_IN_FEW_WORDS = "somebody-to-do"
_LOGGED_AS = re.compile(r"\((?:[Aa]ction\s)?(\d{1,3}(?:\.\d{1,3})*)\)\.?\s*$")
_NARRATIVE = ("AGREED_TO_THAT", "PROMISES", "WAS_ASKED", "ASKS_SOMEBODY", "WILL_DO", "THIS_AGREED", "CARRIED")


def _inline(reading: Reading, passage: Passage, confidence: dict[str, float]) -> Iterator[ItemTag]:
    """ "... was late. Action: Clerk to write to the school." inside a paragraph."""
    cues = [c for c in action_tails(reading, passage.start, passage.end) if c.start_char > passage.start]
    for cue in cues:
        start = trim(reading.document.text, cue.end_char, passage.end, ":–-").start_char
        task = reading.sentences(start, passage.end)[:1]
        if (
            task
            and not is_name_only(reading, start, task[0].end_char)
            and " to " in f" {reading.text(start, task[0].end_char)}".casefold()
        ):
            yield task_tag(reading, passage, task[0], None, cue.rule_id, confidence=confidence)


def _in_passage(
    reading: Reading, passage: Passage, confidence: dict[str, float], names: frozenset[str]
) -> list[ItemTag]:
    sentences = reading.sentences(_behind_title(reading, passage), passage.end)
    items = []
    for at, sentence in enumerate(sentences):
        if _logged(reading, sentence):
            continue
        before = sentences[at - 1] if at else None
        item = _from_sentence(reading, passage, sentence, before, confidence)
        if item:
            items.append(item)
        elif not _decided_there(reading, sentence):
            task, owners = _before_label(reading, sentence)
            found = [_assigned(reading, passage, place) for place in assigned(reading, task, names)]
            items.extend(replace(item, owner_places=owners) for item in found)
    if len(sentences) == len(items) == 1 and items[0].rule_id == _IN_FEW_WORDS:
        return [replace(items[0], ref=ref_of(passage.block.label))]  # a title and a task: "3.4 Gate – JB to mend it."
    return items


def _behind_title(reading: Reading, passage: Passage) -> int:
    """Where the words of a passage begin behind a title that runs into them."""
    title = passage.headings[-1] if passage.headings else None
    if passage.is_heading or title is None or title.start_char != passage.block.start_char:
        return passage.start
    return trim(reading.document.text, title.end_char, passage.end, ".:–—-").start_char


def _logged(reading: Reading, sentence: Place) -> bool:
    """Whether the sentence names the number of a row that logs its task: "Jo to call (Action 2.9)"."""
    match = _LOGGED_AS.search(reading.document.text, sentence.start_char, sentence.end_char)
    return match is not None and re.search(rf"(?m)^{re.escape(match[1])}\t", reading.document.text) is not None


def _before_label(reading: Reading, sentence: Place) -> tuple[Place, tuple[OwnerPlace, ...]]:
    """The sentence without "(ACTION: JP)" at its end, and whose name stands there."""
    for cue in action_tails(reading, sentence.start_char, sentence.end_char):
        name = trim(reading.document.text, cue.end_char, sentence.end_char, ":–-)].")
        if is_name_only(reading, name.start_char, name.end_char):
            task = trim(reading.document.text, sentence.start_char, cue.start_char, "([")
            return task, (OwnerPlace(name, "item", cell=True),)
        return Place(sentence.start_char, sentence.start_char), ()
    return sentence, ()


def _decided_there(reading: Reading, sentence: Place) -> bool:
    """Whether the sentence is a decision's, an action label's or another meeting's, and no task of its own."""
    labels = ("RESOLVED", "AGREED", "RECOMMENDED", "ACTION_LABEL", "OTHER_MEETING", "SECONDED")
    return reading.has_any(labels, sentence.start_char, sentence.end_char)


def _assigned(reading: Reading, passage: Passage, place: Place) -> ItemTag:
    whole = place.start_char <= passage.start and place.end_char >= passage.end - 1
    dues = tuple(DuePlace(heading) for heading in reversed(passage.headings))
    place = without_status(reading, place)
    ref = ref_of(passage.block.label) if whole else None
    return ItemTag(place, "action", _IN_FEW_WORDS, 0.8, reading.section(passage), ref, due_places=dues)


def _from_sentence(
    reading: Reading, passage: Passage, sentence: Place, before: Place | None, confidence: dict[str, float]
) -> ItemTag | None:
    start, end = sentence.start_char, sentence.end_char
    if reading.has("OTHER_MEETING", start, end) and reading.has("DONE", start, end):
        return None
    for label in _NARRATIVE:
        for cue in reading.found(label, start, end):
            place = _place(reading, sentence, before, cue)
            if place is None or not _binds(reading, sentence, cue):
                continue
            whole = place.start_char <= passage.start and place.end_char >= passage.end - 1
            ref = ref_of(passage.block.label) if whole else None
            item = task_tag(reading, passage, place, ref, cue.rule_id, confidence=confidence)
            if label == "AGREED_TO_THAT":
                return replace(item, owner_places=_who_agreed(reading, sentence, cue))
            if label in {"THIS_AGREED", "CARRIED"}:
                return replace(item, kind="resolution")
            if label == "WAS_ASKED" and _asks_body(reading, sentence, cue):
                return replace(item, kind="officer_recommendation", restated=True)
            return item
    return None


def _place(reading: Reading, sentence: Place, before: Place | None, cue: Cue) -> Place | None:
    if cue.label == "AGREED_TO_THAT":
        return _with_request(reading, sentence, before, cue)
    if cue.label == "CARRIED":
        alone = cue.start_char == sentence.start_char
        return motion(reading, before) if before and alone else None
    if cue.label == "THIS_AGREED" and cue.start_char > sentence.start_char:
        return sentence
    if cue.label == "THIS_AGREED":
        return Place(before.start_char, sentence.end_char) if before else None
    splice = re.search(r",\s+((?:[A-Z][\w.’'-]*\s+){1,4})$", reading.text(sentence.start_char, cue.start_char))
    if splice and cue.label == "PROMISES":
        return Place(sentence.start_char + splice.start(1), sentence.end_char)
    return sentence


def _who_agreed(reading: Reading, sentence: Place, cue: Cue) -> tuple[OwnerPlace, ...]:
    """The place of the name right before "agreed to do so", where a clause begins with it."""
    start = max(sentence.start_char, *(reading.document.text.rfind(mark, 0, cue.start_char) + 1 for mark in ";,"))
    name = trim(reading.document.text, start, cue.start_char)
    if reading.text(name.start_char, name.end_char).casefold() in {"he", "she", "they"}:
        return ()
    return (OwnerPlace(name, "item", cell=True),) if is_name_only(reading, name.start_char, name.end_char) else ()


def _with_request(reading: Reading, sentence: Place, before: Place | None, cue: Cue) -> Place | None:
    """The sentence with what was asked for, there or in the one before; None where nothing was."""
    if reading.has("REQUEST", sentence.start_char, cue.start_char):
        return sentence
    promised = reading.text(cue.start_char, cue.end_char).casefold().startswith("would")
    asked = before is not None and (promised or reading.has("REQUEST", before.start_char, before.end_char))
    return Place(before.start_char, sentence.end_char) if before and asked else None


def _binds(reading: Reading, sentence: Place, cue: Cue) -> bool:
    """Whether the sentence names who is to act, and the promise is theirs."""
    before = reading.text(sentence.start_char, cue.start_char)
    words = [word.strip(",.()’'").casefold() for word in before.split()]
    if cue.label in {"PROMISES", "AGREED_TO_THAT"}:
        cue_words = reading.text(cue.start_char, cue.end_char).casefold()
        if cue_words.startswith(("agreed", "offered", "volunteered", "undertook", "promised", "happy")):
            return _person(reading, before, agreed=cue_words.startswith("agreed"))
        return True
    if cue.label == "WAS_ASKED":
        known = set(reading.words["bodies"]) | set(reading.words["roles"])
        titled = any(word in set(reading.words["titles"]) for word in words[-4:])
        if reading.text(cue.end_char, cue.end_char + 4) == " be ":
            return False
        return bool(words) and (words[-1] in known or titled or (len(words) <= 3 and before[:1].isupper()))
    return True


def _person(reading: Reading, before: str, *, agreed: bool) -> bool:
    """Whether the words that stand right before a verb are a person or a post, and not a body that decides."""
    plain = {"has", "have", "had", "was", "were"}
    tail = [word for word in before.split() if not (word.islower() and (word.endswith("ly") or word in plain))][-3:]
    if not tail:
        return False
    last = tail[-1].strip(",.()").casefold()
    if last == "executive" and tail[-2:-1] == ["Chief"]:
        return True
    if last in {"and", "also", "then"}:
        return any(word.strip(",.").casefold() in set(reading.words["titles"]) for word in before.split())
    if last in set(reading.words["bodies"]) and (agreed or last not in {"members"}):
        return False
    if last in set(reading.words["roles"]):
        return True
    return tail[-1][:1].isupper() and len(tail[-1]) > 1


def _asks_body(reading: Reading, sentence: Place, cue: Cue) -> bool:
    subject = reading.text(sentence.start_char, cue.start_char).split()
    verb = reading.found("DECIDING_VERB", cue.end_char, min(cue.end_char + 30, sentence.end_char))
    last = subject[-1].strip(",.").casefold() if subject else ""
    return bool(verb) and last in set(reading.words["bodies"]) - {"members"}
