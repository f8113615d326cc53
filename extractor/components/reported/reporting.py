"""Which passages of running text say what has been done, and where their statements begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.components.cues import Cue
from extractor.components.logs import is_key_line, status_word
from extractor.components.passages import Passage
from extractor.components.places import Places
from extractor.components.reading import Reading
from extractor.components.reported.matters import Matter, is_task, matters
from extractor.components.reported.reporting_back import TOLD_TO_A_MEETING, Zone, zone
from extractor.components.reported.status import EVIDENCE, evidence
from extractor.components.tags import ItemTag, Place
from extractor.records import Status

_OPINION = re.compile(r"It (?:would|might|could) be |It (?:is|was) (?:important|useful|helpful|essential|vital)\b")
_POINTS_BACK = re.compile(r"\b(?:that|this|it|they|these) (?:has|had|have|was|were|is|are)\b")
_OF_THOSE = re.compile(r"[A-Z][\w-]+ of (?:which|these|them|those)\b|.* of these (?:actions|recommendations)\b")
_ON_ANOTHER = re.compile(
    r"(?:In relation to|In respect of|With regards? to|Regarding|As regards|For those|Turning to) "
)
_ANSWERS = re.compile(  # "Mr Ash asked if it was late, the Clerk replied that it was"
    r"\b(?:asked|enquired|queried|inquired)\b.*[,;] (?:and )?(?:[\w.]+ ){1,4}"
    r"(?:replied|advised|answered|confirmed|responded|reported)\b"
)
_ASKED = re.compile(r"\b(?:asked|enquired|queried|inquired) (?:if|whether)\b")
# What is to come, whatever it is to be about, and what a paper is for.
_AHEAD = re.compile(r"There (?:will|would) be |To (?!date\b|this\b)[a-z]+ ")
_WHICH = re.compile(
    r"(?<!,)(?<! of) (?:which|that|who|whose)"
    r" (?:(?:has|have|had|is|are|was|were|been|put|also|now|well|still|already) )*$"
    r"|\b(?:what|how|whether)(?: [\w’'-]+){0,3} $",
    re.IGNORECASE,
)
_SUBJECT = 6  # words before "would" of a sentence about what somebody will do


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that report back, why they count, and the status that their lead-in gives where they give none.

    `subject` is the place of what they name themselves as speaking of, printed before them.
    """

    place: Place
    passage: Passage
    rule_id: str
    default: Status | None = None
    subject: Place | None = None


def statements(reading: Reading, items: list[ItemTag], taken: Iterable[Place]) -> list[Statement]:
    """Every passage of running text that reports back, in reading order, those in `taken` left out."""
    used, known = Places(taken), Places(item.place for item in items)
    found = [s for s in _all(reading, known) if not used.touching(s.place.start_char, s.place.end_char)]
    kept: list[Statement] = []
    for statement in sorted(found, key=lambda s: (s.place.start_char, -s.place.end_char)):
        if not kept or statement.place.start_char >= kept[-1].place.end_char:
            kept.append(statement)
    return kept


def _all(reading: Reading, items: Places) -> Iterator[Statement]:
    steps = _steps(reading)
    for index, passage in enumerate(reading.passages):
        if passage.is_heading or _is_no_statement(reading, index):
            continue
        if index in steps and not items.touching(passage.start, passage.end):
            yield Statement(Place(passage.start, passage.end), passage, "steps-taken", steps[index])
            continue
        why = zone(reading, index)
        if why and not _begins_within(items, passage):
            for matter in _matters(reading, passage, why):
                yield from _in_zone(reading, passage, matter, items, why)


def _is_no_statement(reading: Reading, index: int) -> bool:
    passage = reading.passages[index]
    words = reading.text(passage.start, passage.end).strip()
    if not words or words[-1] in "?:" or words.endswith((" –", " -", ":-")) or is_key_line(words):
        return True
    label = words.casefold().partition(":")[0] if ":" in words else ""
    if words.casefold().rstrip(".") in reading.words["parts"] or label in reading.words["facts"]:
        return True  # "Resolved" alone begins a decision, and "Meeting: 4 May" says nothing of what was done
    if reading.opens_any(("RESOLVED", "AGREED", "CLOSES", "VOTE"), passage.start, passage.end):
        return True
    return passage.listed and _asked(reading, index)


def _asked(reading: Reading, index: int) -> bool:
    """Whether the list that the passage belongs to holds members' questions and comments."""
    level = reading.passages[index].block.level
    for earlier in reversed(reading.passages[max(0, index - 25) : index]):
        if earlier.is_heading:
            return reading.has("DISCUSSION", earlier.start, earlier.end)
        if not earlier.listed or earlier.block.level < level:
            said = reading.has("DISCUSSION", earlier.start, earlier.end)
            if said or earlier.block.level < level or reading.text(earlier.start, earlier.end).rstrip()[-1:] in ":–-":
                return said and not reading.has("REPORTED", earlier.start, earlier.end)
    return False


def _steps(reading: Reading) -> dict[int, Status]:
    """The indexes of points listed behind "actions taken since ..." or "steps being taken ...", and their status."""
    found: dict[int, Status] = {}
    for index, passage in enumerate(reading.passages[:-1]):
        words = reading.text(passage.start, passage.end).rstrip()
        if not reading.passages[index + 1].listed or passage.listed or words.endswith((".", ";")):
            continue
        if reading.has("STEPS_UNDER_WAY", passage.start, passage.end):
            default: Status = "in_progress"
        elif reading.has("STEPS_TAKEN", passage.start, passage.end):
            default = "complete"
        else:
            continue
        for ahead in range(index + 1, len(reading.passages)):
            if not reading.passages[ahead].listed:
                break
            found[ahead] = default
    return found


def _begins_within(items: Places, passage: Passage) -> bool:
    """Whether the passage begins with an item, or inside one."""
    return any(place.start_char <= passage.start for place in items.touching(passage.start, passage.end))


def _matters(reading: Reading, passage: Passage, why: Zone) -> list[Matter]:
    """The matters that a passage reports back on, where it stands among reports; elsewhere it is one."""
    if why.rule_id == "reports-back":
        return list(matters(reading, passage, passage.start))
    if why.after:
        numbered = list(matters(reading, passage, why.after))
        if len(numbered) > 1:
            return numbered
        begun = next(s for s in reading.sentences(passage.start, passage.end) if s.end_char >= why.after)
        return [Matter(Place(begun.start_char, passage.end), None)]
    return [Matter(Place(passage.start, passage.end), None)]


def _in_zone(reading: Reading, passage: Passage, matter: Matter, items: Places, why: Zone) -> Iterator[Statement]:
    start, stop = matter.place.start_char, matter.place.end_char
    inside = items.touching(start, stop)
    if any(place.start_char <= start for place in inside):
        return
    end = min((place.start_char for place in inside), default=stop)
    told = [s for s in reading.sentences(start, stop) if s.end_char <= end and not _decides(reading, s)]
    sentences = [s for s in told if not _only_introduces(reading, s)]
    if why.rule_id != "reports-back":
        sentences = [s for s in sentences if not _AHEAD.match(reading.document.text, s.start_char)]
    telling = [s for s in sentences if not why.evidence or _tells(reading, _from(s, why.after), why.evidence)]
    if why.rule_id == "names-recommendation" and _only_describes(reading, passage):
        return
    while telling:
        first = _with_question(reading, told, sentences[0] if why.whole else telling[0])
        kept, rest = _before_opinion(reading, sentences, telling)
        if why.rule_id == "reports-back":
            kept = _before_tasks(reading, kept, telling)
        elif why.rule_id == "follows-up":
            kept = [s for s in kept if s.end_char <= telling[-1].end_char]
        elif why.evidence and end < stop:
            kept = [s for s in kept if _tells(reading, s, (*why.evidence, "STILL_TO_COME"))]
        last = kept[-1].end_char
        place = Place(first.start_char, stop if last >= stop - 1 else last)
        yield Statement(place, passage, why.rule_id, subject=matter.subject)
        told, sentences, telling = ([s for s in left if s.start_char >= rest] for left in (told, sentences, telling))


def _with_question(reading: Reading, told: list[Place], first: Place) -> Place:
    """The sentence that a statement begins with: the one before it where it only points back at what that names."""
    at = told.index(first)
    if at > 0 and _OF_THOSE.match(reading.document.text, first.start_char, first.end_char):
        return told[at - 1]
    answers = _POINTS_BACK.search(reading.text(first.start_char, first.end_char)) is not None
    asked = at > 0 and _ASKED.search(reading.text(told[at - 1].start_char, told[at - 1].end_char)) is not None
    return told[at - 1] if answers and asked else first


def _from(sentence: Place, start: int) -> Place:
    return Place(max(sentence.start_char, start), sentence.end_char)


def _before_tasks(reading: Reading, sentences: list[Place], telling: list[Place]) -> list[Place]:
    """The sentences up to the first, behind all that report, in which somebody says what they will do."""
    for at, sentence in enumerate(sentences):
        rest = sentences[at:]
        ends = sentence.start_char > telling[0].start_char and _commits(reading, sentence)
        if ends and not any(_tells(reading, later, EVIDENCE) for later in rest):
            return sentences[:at]
    return sentences


def _before_opinion(reading: Reading, sentences: list[Place], telling: list[Place]) -> tuple[list[Place], int]:
    """The sentences up to one behind those that tell that turns to something else, and where what follows begins."""
    for at, sentence in enumerate(sentences):
        if sentence.start_char <= telling[0].start_char:
            continue
        if _ON_ANOTHER.match(reading.document.text, sentence.start_char):
            return sentences[:at], sentence.start_char
        if sentence not in telling and reading.has("OPINES", sentence.start_char, sentence.end_char):
            return sentences[:at], sentence.end_char
    return sentences, sentences[-1].end_char


def _commits(reading: Reading, sentence: Place) -> bool:
    """Whether a sentence begins with somebody who will do something: "Mr Ash would write to the owner."."""
    for cue in reading.found("COMMITS", sentence.start_char, sentence.end_char):
        before = reading.text(sentence.start_char, cue.start_char).split()
        if len(before) <= _SUBJECT and "that" not in before:
            return True
    return False


def _tells(reading: Reading, sentence: Place, labels: tuple[str, ...]) -> bool:
    if labels is TOLD_TO_A_MEETING:
        status = status_word(reading.text(sentence.start_char, sentence.end_char), reading.words["statuses"])
        if status and status != "no_update":  # "None." is no statement
            return True
    found = [cue for label in labels for cue in evidence(reading, label, sentence.start_char, sentence.end_char)]
    return any(not _describes(reading, sentence, cue) for cue in found)


def _describes(reading: Reading, sentence: Place, cue: Cue) -> bool:
    """Whether a cue only says which things are meant, or what is thought: "the tasks that had been done"."""
    which = _WHICH.search(reading.text(sentence.start_char, cue.start_char)) is not None
    return which or reading.has("OPINES", sentence.start_char, cue.end_char)


def _only_introduces(reading: Reading, sentence: Place) -> bool:
    """Whether a sentence introduces a report or tells what a member said, and reports nothing itself."""
    start, end = sentence.start_char, sentence.end_char
    labels = ("INTRODUCES", "MEMBER_SPEAKS", "PAPERS", "HOUSEKEEPING", "MINUTES_CONFIRMED", "INSPECTORS_SAY")
    if reading.has_any(labels, start, end):
        return _ANSWERS.search(reading.text(start, end)) is None
    return bool(_OPINION.match(reading.text(start, end))) or _inspectors_found(reading, sentence)


def _inspectors_found(reading: Reading, sentence: Place) -> bool:
    """Whether all that a sentence says was done is what inspectors did: "Ofsted had found six areas"."""
    start, end = sentence.start_char, sentence.end_char
    done = [cue for label in EVIDENCE for cue in reading.found(label, start, end)]
    theirs = [cue.end_char for cue in reading.found("INSPECTION", start, end)]
    return bool(done) and all(any(0 <= cue.start_char - place <= 2 for place in theirs) for cue in done)


def _decides(reading: Reading, sentence: Place) -> bool:
    labels = ("RESOLVED", "AGREED", "WAS_ASKED", "ASKS_SOMEBODY")
    return is_task(reading, sentence) or reading.has_any(labels, sentence.start_char, sentence.end_char)


def _only_describes(reading: Reading, passage: Passage) -> bool:
    """Whether a passage that names recommendations says where they are printed or will be reported on."""
    words = reading.text(passage.start, passage.end)
    return "set out" in words or "will be presented" in words
