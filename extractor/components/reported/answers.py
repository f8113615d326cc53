"""What stands under the items that it answers: behind "Progress:" or "Impact:", or under a restated recommendation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.components.passages import Passage, trim
from extractor.components.places import Places
from extractor.components.reading import Reading
from extractor.components.reported.status import (
    EVIDENCE,
    WEAK_EVIDENCE,
    evidence,
    from_words,
    says_nothing,
    tells_what_was_done,
)
from extractor.components.tags import AboutItem, ItemTag, Place, ProgressTag
from extractor.document import fold
from extractor.records import Part

_LABELS: tuple[tuple[str, Part], ...] = (
    ("PROGRESS_LABEL", "progress"),
    ("IMPACT_LABEL", "impact"),
    ("PROGRESS_HEADING", "progress"),
    ("IMPACT_HEADING", "impact"),
    ("RESPONSE_HEADING", "progress"),
)
_RESPONSES = ("RESPONSE_LABEL", "RESPONSE_HEADING")
_LABELLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,3}: ")  # "Date agreed: 4 May"
_LINES = ("OWNER_LINE", "DUE_LINE")
_STOPS = (
    "PROGRESS_LABEL",
    "IMPACT_LABEL",
    "RESTATED",
    "RESOLVED",
    "RECOMMENDED",
    "CLOSES",
    "ACTION_LABEL",
    "COLOUR_LINE",
    *_LINES,
)


@dataclass(frozen=True, slots=True)
class _Label:
    """What a passage opens with: which part it announces, whether it only answers, and where the words behind begin."""

    part: Part
    is_response: bool
    start: int


def under_items(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """What stands under one or more items that stand together: behind "Progress:" or "Impact:", or unlabelled.

    Without a label only what stands under a restated recommendation counts. A title that is printed under several
    items ("What we will do next") names a part of what is said of each; any other begins something else.
    """
    starts, parts = Places(item.place for item in items), _repeated_titles(reading)
    labelled = _labels_by_line(reading)
    together: list[int] = []
    answered = aside = apart = False
    index = level = 0
    while index < len(reading.passages):
        passage = reading.passages[index]
        here = [i for i in starts.starting_in(passage.start, passage.end) if may_be_answered(items[i])]
        label = _label(reading, passage)
        if passage.is_heading and not label:
            aside = _title(reading, passage) in parts
            together, answered = (together, answered) if aside else ([], False)
        elif passage.listed and passage.block.level < level:
            together, answered = [], False
        if here:
            together = here if answered or apart else together + here
            answered, aside, apart, level = False, False, False, passage.block.level if passage.listed else 0
        elif label and (together or labelled):
            last = _last_behind(reading, index, starts, label)
            yield from _behind(reading, index, last, items, label, together=together)
            answered, aside, index = True, False, last
        elif together and not (answered or aside) and _is_bare_answer(reading, index, [items[i] for i in together]):
            last = _run(reading, index, starts, labelled=False)
            place = trim(reading.document.text, passage.start, reading.passages[last].end)
            yield _under(reading, passage, place, "progress", items, together=together)
            answered, index = True, last
        else:
            apart = apart or not reading.opens_any(_LINES, passage.start, passage.end)
        index += 1


def _labels_by_line(reading: Reading) -> bool:
    """Whether a report labels what was done line by line, so that the labels count whatever stands above them."""
    told = [p for p in reading.passages if reading.opens("PROGRESS_LABEL", p.start, p.end)]
    done = [p for p in told if any(evidence(reading, word, p.start, p.end) for word in EVIDENCE)]
    return reading.kind not in {"minutes", "agenda"} and len(done) > 1


def may_be_answered(item: ItemTag) -> bool:
    """Whether a paper may say what was done about an item: what it decides or asks for itself is still to be done."""
    return item.restated or item.kind in {"action", "inspection_recommendation"}


def _title(reading: Reading, passage: Passage) -> str:
    return fold(reading.text(passage.start, passage.end).casefold().strip(" :.–-"))


def _repeated_titles(reading: Reading) -> set[str]:
    """The titles that stand in the paper more than once."""
    counts = Counter(_title(reading, p) for p in reading.passages if p.is_heading)
    return {title for title, count in counts.items() if count > 1}


def _label(reading: Reading, passage: Passage) -> _Label | None:
    for name, part in _LABELS:
        cue = reading.opens(name, passage.start, passage.end)
        if cue:
            start = trim(reading.document.text, cue.end_char, passage.end, ":;–—-").start_char
            response = reading.opens_any(_RESPONSES, passage.start, passage.end)
            return _Label(part, response, start)
    cue = reading.opens("ACTION_LABEL", passage.start, passage.end)
    if cue and tells_what_was_done(reading, cue.end_char, passage.end):
        return _Label("progress", False, trim(reading.document.text, cue.end_char, passage.end, ":;–—-").start_char)
    return None


def _last_behind(reading: Reading, index: int, starts: Places, label: _Label) -> int:
    """The last passage of what a label announces: behind it in its passage, or in those that follow."""
    alone = label.start >= reading.passages[index].end
    if index + 1 >= len(reading.passages) or (alone and _ends(reading, index + 1, starts)):
        return index
    return _run(reading, index + 1 if alone else index, starts, labelled=True)


def _behind(
    reading: Reading, index: int, last: int, items: list[ItemTag], label: _Label, *, together: list[int]
) -> Iterator[ProgressTag]:
    """One statement for a run of text behind a label; one for each passage under a label that stands alone."""
    passages = reading.passages[index : last + 1]
    if label.start < passages[0].end:
        places = [trim(reading.document.text, label.start, passages[-1].end)]
    else:
        places = [Place(p.start, p.end) for p in passages[1:]]
    for place in places:
        if says_nothing(reading, place.start_char, place.end_char):
            continue
        if not label.is_response or any(evidence(reading, w, place.start_char, place.end_char) for w in EVIDENCE):
            yield _under(reading, passages[0], place, label.part, items, together=together)


def _is_bare_answer(reading: Reading, index: int, above: list[ItemTag]) -> bool:
    """Whether a passage under restated recommendations answers them without a label."""
    passage = reading.passages[index]
    if passage.is_heading or not all(item.rule_id.startswith("restated") for item in above):
        return False
    words = reading.text(passage.start, passage.end)
    if reading.opens_any(_STOPS, passage.start, passage.end) or _LABELLED.match(words):
        return False
    news = any(item.rule_id == "restated-behind-lead-in" for item in above)
    if news and not any(evidence(reading, label, passage.start, passage.end) for label in WEAK_EVIDENCE):
        return False
    return not passage.listed or (passage.block.bulleted and not reading.passages[index - 1].block.bulleted)


def _run(reading: Reading, index: int, starts: Places, *, labelled: bool) -> int:
    """The last passage of a statement: it goes on over unnumbered paragraphs and bullets up to what comes next."""
    first = reading.passages[index]
    last = index
    for ahead in range(index + 1, len(reading.passages)):
        passage = reading.passages[ahead]
        if starts.starting_in(passage.start, passage.end) and not labelled:
            return last
        numbered = passage.listed and not passage.block.bulleted
        own_bullet = passage.block.bulleted and passage.block.level < first.block.level
        if _ends(reading, ahead, starts) or numbered or own_bullet or passage.headings != first.headings:
            break
        if not passage.listed and not labelled and not _goes_on(reading, reading.passages[last], passage):
            break
        last = ahead
    return last if labelled else _bullets_below(reading, index, last)


def _ends(reading: Reading, index: int, starts: Places) -> bool:
    """Whether a passage begins something else: an item, a heading, another label."""
    passage = reading.passages[index]
    stops = reading.opens_any(_STOPS, passage.start, passage.end)
    return stops or passage.is_heading or bool(starts.starting_in(passage.start, passage.end))


def _bullets_below(reading: Reading, index: int, last: int) -> int:
    """The last of the bullets under a paragraph; what follows the last item of a list is not all about it."""
    at = index
    while at < last and reading.passages[at + 1].listed:
        at += 1
    return at


def _goes_on(reading: Reading, before: Passage, passage: Passage) -> bool:
    """Whether an unlabelled paragraph still belongs to the statement: no new subject is led in."""
    words = reading.text(passage.start, passage.end).strip()
    return bool(words) and words[-1] not in ":–" and before.block.kind == passage.block.kind


def _under(
    reading: Reading, passage: Passage, place: Place, part: Part, items: list[ItemTag], *, together: list[int]
) -> ProgressTag:
    standing = from_words(reading, place.start_char, place.end_char)
    reason = "stands under it" if len(together) == 1 else "stands under it and others together"
    labelled = place.start_char > passage.start or part == "impact"
    return ProgressTag(
        place,
        part,
        "unknown" if part == "impact" else standing.status,
        f"{part}-label" if labelled else "under-recommendation",
        reading.section(passage),
        "" if part == "impact" else standing.words,
        about=tuple(AboutItem(i, 0.98 if len(together) == 1 else 0.9, reason) for i in together),
    )
