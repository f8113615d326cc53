"""Where minutes and reports report back in running text, and which of their passages say what has been done.

Three places count: under a heading or lead-in that announces reporting back, in a part about an inspection's
plan, and where a passage names the recommendations that it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.components.logs import is_key_line
from extractor.components.passages import Passage
from extractor.components.places import Places
from extractor.components.reading import Reading
from extractor.components.status import EVIDENCE, WEAK_EVIDENCE, evidence
from extractor.components.tags import ItemTag, Place
from extractor.records import Status

_OPINION = re.compile(r"It (?:would|might|could) be |It (?:is|was) (?:important|useful|helpful|essential|vital)\b")
FAR = 40  # passages that a line such as "Matters arising:" may stand above what it announces
SHORT_LEAD = 8  # words of such a line


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that report back, why they count, and the status that their lead-in gives where they give none."""

    place: Place
    passage: Passage
    rule_id: str
    confidence: float
    default: Status | None = None


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
            yield Statement(Place(passage.start, passage.end), passage, "steps-taken", 0.85, steps[index])
            continue
        rule, labels, whole = _zone(reading, index)
        if rule:
            yield from _in_zone(reading, passage, items, rule, labels, whole=whole)


def _zone(reading: Reading, index: int) -> tuple[str, tuple[str, ...], bool]:
    """Why a passage may report back ("" if it may not), the evidence it needs, and whether it counts whole."""
    passage = reading.passages[index]
    minutes = reading.kind == "minutes"
    if _reports_back(reading, index):
        return "reports-back", (*WEAK_EVIDENCE, "WAS_DONE") if minutes else WEAK_EVIDENCE, True
    if _plan(reading, passage) and not _implications(reading, passage):
        return "plan-progress", EVIDENCE, passage.listed
    if reading.has("NAMES_RECOMMENDATION", passage.start, passage.end):
        return "names-recommendation", EVIDENCE, passage.listed
    if reading.has("FOLLOWS_UP", passage.start, passage.end):
        return "follows-up", ("DONE",), False
    if minutes and reading.has("REPORTS_BACK", passage.start, passage.end):
        return "after-action-points", WEAK_EVIDENCE, False
    return "", (), False


def _reports_back(reading: Reading, index: int) -> bool:
    """Whether the passage stands under words that announce reporting back."""
    passage = reading.passages[index]
    headed = reading.under("REPORTS_BACK", passage) or reading.under("PROGRESS_HEADING", passage)
    return headed or (reading.kind == "minutes" and _in_list_of_matters(reading, index))


def _in_list_of_matters(reading: Reading, index: int) -> bool:
    """Whether a line that is no heading, or one with nothing under it but titles, announces reporting back above.

    "3. Matters arising:" over a), b); "4. Matters arising." over plain lines; "Matters arising:" over "Bench:".
    """
    if not reading.says("REPORTS_BACK"):
        return False
    passage = reading.passages[index]
    level = passage.block.level if passage.listed else 1
    titles = False
    for at in range(index - 1, max(-1, index - FAR), -1):
        earlier = reading.passages[at]
        title = reading.text(earlier.start, earlier.end).strip()
        if earlier.is_heading:
            if _only_announces(reading, earlier):
                return titles and reading.passages[at + 1].is_heading
            other = any(title.casefold().startswith(words) for words in reading.words["other_business"])
            if other or not title.endswith(":"):
                return False
            titles = True
        elif earlier.listed and earlier.block.level < level and not titles:
            return _only_announces(reading, earlier)
    return False


def _only_announces(reading: Reading, passage: Passage) -> bool:
    short = len(reading.text(passage.start, passage.end).split()) <= SHORT_LEAD
    return short and reading.has("REPORTS_BACK", passage.start, passage.end)


def _implications(reading: Reading, passage: Passage) -> bool:
    """Whether the passage stands in a part of a report on costs, law, risks or background."""
    if reading.kind == "minutes" or not passage.headings:
        return False
    last = passage.headings[-1]
    title = reading.text(last.start_char, last.end_char).casefold()
    return any(word in title for word in reading.words["implications"])


def _plan(reading: Reading, passage: Passage) -> bool:
    """Whether the passage stands in a part on how an inspection's plan is getting on."""
    if reading.kind == "minutes":
        return reading.under("PLAN_PROGRESS", passage) or _page_on_plan(reading)
    if reading.kind not in {"officer_report", "other"}:
        return False
    titles = [p for p in reading.passages[:12] if p.is_heading]
    return any(reading.has("PLAN_PROGRESS", p.start, p.end) and _announces(reading, p) for p in titles)


def _page_on_plan(reading: Reading) -> bool:
    """Whether the paper is a page on one item of business, and its title names an inspection's plan."""
    if len(reading.agenda) > 1:
        return False
    titles = [p for p in reading.passages[:4] if len(reading.text(p.start, p.end).split()) <= 20]
    return any(reading.has("PLAN_PROGRESS", p.start, p.end) for p in titles)


def _announces(reading: Reading, title: Passage) -> bool:
    words = reading.text(title.start, title.end).casefold()
    return "progress" in words or "update" in words


def _is_no_statement(reading: Reading, index: int) -> bool:
    passage = reading.passages[index]
    words = reading.text(passage.start, passage.end).strip()
    if not words or words[-1] in "?:" or words.endswith((" –", " -", ":-")) or is_key_line(words):
        return True
    if any(reading.opens(label, passage.start, passage.end) for label in ("RESOLVED", "AGREED", "CLOSES", "VOTE")):
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


def _in_zone(
    reading: Reading, passage: Passage, items: Places, rule: str, labels: tuple[str, ...], *, whole: bool
) -> Iterator[Statement]:
    inside = items.touching(passage.start, passage.end)
    if any(place.start_char <= passage.start for place in inside):
        return
    end = min((place.start_char for place in inside), default=passage.end)
    sentences = [
        s for s in reading.sentences(passage.start, passage.end) if s.end_char <= end and not _decides(reading, s)
    ]
    sentences = [s for s in sentences if not _only_introduces(reading, s)]
    telling = [s for s in sentences if any(evidence(reading, label, s.start_char, s.end_char) for label in labels)]
    if rule == "after-action-points":
        telling = [s for s in telling if s.start_char > _back_cue(reading, passage)]
    if not telling:
        return
    if rule == "names-recommendation" and not _named_there(reading, passage, telling):
        return
    start = passage.start if whole else telling[0].start_char
    last = (sentences if end == passage.end else telling)[-1].end_char
    confidence = {"reports-back": 0.8, "plan-progress": 0.8}.get(rule, 0.7)
    yield Statement(Place(start, passage.end if last >= passage.end - 1 else last), passage, rule, confidence)


def _only_introduces(reading: Reading, sentence: Place) -> bool:
    """Whether a sentence introduces a report or tells what a member said, and reports nothing itself."""
    start, end = sentence.start_char, sentence.end_char
    if any(reading.has(label, start, end) for label in ("INTRODUCES", "MEMBER_SPEAKS")):
        return True
    return bool(_OPINION.match(reading.text(start, end))) or _inspectors_found(reading, sentence)


def _inspectors_found(reading: Reading, sentence: Place) -> bool:
    """Whether all that a sentence says was done is what inspectors did: "Ofsted had found six areas"."""
    start, end = sentence.start_char, sentence.end_char
    done = [cue for label in EVIDENCE for cue in reading.found(label, start, end)]
    theirs = [cue.end_char for cue in reading.found("INSPECTION", start, end)]
    return bool(done) and all(any(0 <= cue.start_char - place <= 2 for place in theirs) for cue in done)


def _back_cue(reading: Reading, passage: Passage) -> int:
    return reading.found("REPORTS_BACK", passage.start, passage.end)[0].start_char


def _decides(reading: Reading, sentence: Place) -> bool:
    labels = ("RESOLVED", "AGREED", "WAS_ASKED", "ASKS_SOMEBODY")
    return any(reading.has(label, sentence.start_char, sentence.end_char) for label in labels)


def _named_there(reading: Reading, passage: Passage, telling: list[Place]) -> bool:
    """Whether what the passage names is answered in it, and is not what it asks or describes."""
    words = reading.text(passage.start, passage.end)
    return bool(telling) and "set out" not in words and "will be presented" not in words
