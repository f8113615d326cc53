"""What stands under the items that it answers: behind "Progress:" or "Impact:", or under a restated recommendation."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.components.passages import Passage, trim
from extractor.components.places import Places
from extractor.components.reading import Reading
from extractor.components.status import from_words
from extractor.components.tags import AboutItem, ItemTag, Place, ProgressTag
from extractor.records import Part

_LABELS = (
    ("PROGRESS_LABEL", "progress"),
    ("IMPACT_LABEL", "impact"),
    ("PROGRESS_HEADING", "progress"),
    ("IMPACT_HEADING", "impact"),
)
_LINES = ("OWNER_LINE", "DUE_LINE")
_STOPS = ("PROGRESS_LABEL", "IMPACT_LABEL", "RESTATED", "RESOLVED", "RECOMMENDED", "CLOSES", "ACTION_LABEL", *_LINES)


def under_items(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """What stands under one or more items that stand together: behind "Progress:" or "Impact:", or unlabelled.

    Without a label only what stands under a restated recommendation counts.
    """
    starts = Places(item.place for item in items)
    together: list[int] = []
    answered = False
    index = 0
    while index < len(reading.passages):
        passage = reading.passages[index]
        here = starts.starting_in(passage.start, passage.end)
        if passage.is_heading and not reading.opens("PROGRESS_LABEL", passage.start, passage.end):
            together, answered = (together, answered) if _is_label(reading, passage) else ([], False)
        if here:
            together, answered = (here if answered else together + here), False
            index += 1
            continue
        if any(reading.opens(label, passage.start, passage.end) for label in _LINES):
            index += 1
            continue
        last, part, start = _answer(reading, index, items, starts, together=together, answered=answered)
        if last is None:
            index += 1
            continue
        if start < reading.passages[last].end:
            place = trim(reading.document.text, start, reading.passages[last].end)
            yield _under(reading, passage, place, part, items, together=together)
        answered = True
        index = last + 1


def _is_label(reading: Reading, passage: Passage) -> bool:
    return any(reading.opens(label, passage.start, passage.end) for label, _ in _LABELS)


def _answer(
    reading: Reading, index: int, items: list[ItemTag], starts: Places, *, together: list[int], answered: bool
) -> tuple[int | None, Part, int]:
    """The last passage of the statement that begins at `index` (None if none does), its part, where its words begin."""
    passage = reading.passages[index]
    if not together:
        return None, "progress", 0
    for label, part in _LABELS:
        cue = reading.opens(label, passage.start, passage.end)
        if cue:
            start = trim(reading.document.text, cue.end_char, passage.end, ":;–—-").start_char
            own_words = start < passage.end or not passage.is_heading
            last = _run(reading, index if own_words else index + 1, starts, labelled=True)
            if start >= passage.end and last > index:
                start = reading.passages[index + 1].start
            return last, "impact" if part == "impact" else "progress", start
    restated = all(items[i].rule_id.startswith("restated") for i in together)
    plain = not passage.is_heading and not reading.opens("RESTATED", passage.start, passage.end)
    if restated and plain and not answered and (not passage.listed or _deeper(reading, index)):
        if any(reading.opens(label, passage.start, passage.end) for label in _STOPS):
            return None, "progress", 0
        return _run(reading, index, starts, labelled=False), "progress", passage.start
    return None, "progress", 0


def _deeper(reading: Reading, index: int) -> bool:
    passage = reading.passages[index]
    return index > 0 and passage.block.bulleted and not reading.passages[index - 1].block.bulleted


def _run(reading: Reading, index: int, starts: Places, *, labelled: bool) -> int:
    """The last passage of a statement: it goes on over unnumbered paragraphs and bullets up to what comes next."""
    if index >= len(reading.passages):
        return len(reading.passages) - 1
    first = reading.passages[index]
    last = index
    for ahead in range(index + 1, len(reading.passages)):
        passage = reading.passages[ahead]
        begins = bool(starts.starting_in(passage.start, passage.end))
        stops = any(reading.opens(label, passage.start, passage.end) for label in _STOPS)
        numbered = passage.listed and not passage.block.bulleted
        own_bullet = passage.block.bulleted and passage.block.level < first.block.level
        if begins and not labelled:
            return last
        if begins or stops or passage.is_heading or numbered or own_bullet or passage.headings != first.headings:
            break
        if not passage.listed and not labelled and not _goes_on(reading, reading.passages[last], passage):
            break
        last = ahead
    return last if labelled else _bullets_below(reading, index, last)


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
        0.96 if labelled else 0.88,
        reading.section(passage),
        "" if part == "impact" else standing.words,
        about=tuple(AboutItem(i, 0.98 if len(together) == 1 else 0.9, reason) for i in together),
    )
