"""Progress and impact statements: labelled or not, in tables, under a restated recommendation, in minutes.

Reads the items that stand in the doc already and writes `doc.spans["progress"]`; `about` counts them in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.committee_items import committee_words
from extractor.components.logs import logged_rows, rows_to_claim, status_word
from extractor.components.passages import Passage, trim
from extractor.components.progress_rows import in_tables
from extractor.components.reading import Reading
from extractor.components.reporting import Statement, statements
from extractor.components.status import EVIDENCE, evidence, from_words
from extractor.components.tags import (
    ITEMS,
    PROGRESS,
    AboutItem,
    ItemTag,
    Place,
    ProgressTag,
    register_extensions,
    set_tags,
    tags,
)
from extractor.records import Part, Status
from extractor.rulebook import Rulebook

_IN_BRACKETS = re.compile(r"\s*[\[(]\s*([A-Za-z][A-Za-z ]{1,20}?)\s*[\])]")
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "been",
        "have",
        "were",
        "they",
        "their",
        "which",
        "will",
        "would",
        "should",
        "into",
    ]
)
_LABELS = (
    ("PROGRESS_LABEL", "progress"),
    ("IMPACT_LABEL", "impact"),
    ("PROGRESS_HEADING", "progress"),
    ("IMPACT_HEADING", "impact"),
)
_LINES = ("OWNER_LINE", "DUE_LINE")
_STOPS = ("PROGRESS_LABEL", "IMPACT_LABEL", "RESTATED", "RESOLVED", "RECOMMENDED", "CLOSES", "ACTION_LABEL", *_LINES)


class ProgressStatements:
    """spaCy component; see the module."""

    def __init__(self, book: Rulebook) -> None:
        self.words = committee_words(book)
        self.columns = book.table("columns")
        self.statuses = book.table("statuses")

    def __call__(self, doc: Doc) -> Doc:
        reading = Reading(doc, self.words)
        items = tags(doc, ITEMS, ItemTag)
        if reading.kind == "inspection_report":
            set_tags(doc, PROGRESS, one_by_one(reading))
        else:
            set_tags(doc, PROGRESS, self.statements(reading, items))
        return doc

    def statements(self, reading: Reading, items: list[ItemTag]) -> list[ProgressTag]:
        """Every statement of the paper in reading order, each with the items that it answers."""
        rows = logged_rows(reading, self.columns)
        reading.claim(rows_to_claim(reading, rows))
        found = [*in_tables(reading, rows, items, self.statuses), *in_brackets(reading, items)]
        found += under_items(reading, items)
        found += still_to_do(reading, items)
        found += in_text(reading, items, [tag.place for tag in found])
        return sorted(found, key=lambda tag: tag.place.start_char)


def one_by_one(reading: Reading) -> list[ProgressTag]:
    """What an inspection report says of an earlier one's recommendations, where it goes through them by number."""
    found = []
    for passage in reading.passages:
        start, end = passage.start, passage.end
        if passage.is_heading or not reading.has("NUMBERED_RECOMMENDATION", start, end):
            continue
        if any(evidence(reading, label, start, end) for label in EVIDENCE):
            standing = from_words(reading, start, end)
            section = reading.section(passage)
            place = Place(start, end)
            found.append(ProgressTag(place, "progress", standing.status, "one-by-one", 0.8, section, standing.words))
    return found if len(found) > 1 else []


def in_brackets(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """A status word in brackets behind an item: "Clerk to write to the school [done]"."""
    for index, item in enumerate(items):
        match = _IN_BRACKETS.match(reading.document.text, item.place.end_char)
        status = status_word(match.group(1), reading.words["statuses"]) if match else ""
        if match and status:
            place = Place(match.start(1), match.end(1))
            standing = from_words(reading, place.start_char, place.end_char)
            about = (AboutItem(index, 0.95, "in brackets behind it"),)
            yield ProgressTag(
                place,
                "progress",
                standing.status,
                "status-in-brackets",
                0.95,
                item.section,
                standing.words,
                about=about,
            )


def under_items(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """What stands under one or more items that stand together: behind "Progress:" or "Impact:", or unlabelled.

    Without a label only what stands under a restated recommendation counts.
    """
    starts = {item.place.start_char: index for index, item in enumerate(items)}
    together: list[int] = []
    answered = False
    index = 0
    while index < len(reading.passages):
        passage = reading.passages[index]
        here = [starts[c] for c in starts if passage.start <= c < passage.end]
        if passage.is_heading and not reading.opens("PROGRESS_LABEL", passage.start, passage.end):
            together, answered = (together, answered) if _is_label(reading, passage) else ([], False)
        if here:
            together, answered = (here if answered else together + here), False
            index += 1
            continue
        if any(reading.opens(label, passage.start, passage.end) for label in _LINES):
            index += 1
            continue
        last, part, start = _answer(reading, index, items, together, answered)
        if last is None:
            index += 1
            continue
        if start < reading.passages[last].end:
            place = trim(reading.document.text, start, reading.passages[last].end)
            yield _under(reading, passage, place, part, items, together=together)
        answered = True
        index = last + 1


def still_to_do(reading: Reading, items: list[ItemTag]) -> Iterator[ProgressTag]:
    """Why a task was not done, where the task itself says so: "She had not been able to call. She would do so"."""
    for index, item in enumerate(items):
        sentences = reading.sentences(item.place.start_char, item.place.end_char)
        if item.kind != "action" or len(sentences) < 2:
            continue
        start, end = sentences[0].start_char, sentences[0].end_char
        if any(reading.has(label, start, end) for label in ("DELAYED", "NOT_STARTED")):
            standing = from_words(reading, start, end)
            about = (AboutItem(index, 0.9, "the same task, not done yet"),)
            yield ProgressTag(
                sentences[0],
                "progress",
                standing.status,
                "not-done-yet",
                0.75,
                item.section,
                standing.words,
                about=about,
            )


def in_text(reading: Reading, items: list[ItemTag], taken: list[Place]) -> Iterator[ProgressTag]:
    """What is reported back in running text, about the items that it shares most words with."""
    for statement in statements(reading, items, taken):
        place = statement.place
        standing = from_words(reading, place.start_char, place.end_char)
        status: Status = standing.status
        if statement.default and status in {"unknown", "not_started"}:
            status = statement.default
        yield ProgressTag(
            place, "progress", status, statement.rule_id, statement.confidence, reading.section(statement.passage),
            standing.words, about=_alike(reading, statement, items),
        )  # fmt: skip


def _is_label(reading: Reading, passage: Passage) -> bool:
    return any(reading.opens(label, passage.start, passage.end) for label, _ in _LABELS)


def _answer(
    reading: Reading, index: int, items: list[ItemTag], together: list[int], answered: bool
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
            last = _run(reading, index if own_words else index + 1, items, labelled=True)
            if start >= passage.end and last > index:
                start = reading.passages[index + 1].start
            return last, "impact" if part == "impact" else "progress", start
    restated = all(items[i].rule_id.startswith("restated") for i in together)
    plain = not passage.is_heading and not reading.opens("RESTATED", passage.start, passage.end)
    if restated and plain and not answered and (not passage.listed or _deeper(reading, index)):
        if any(reading.opens(label, passage.start, passage.end) for label in _STOPS):
            return None, "progress", 0
        return _run(reading, index, items, labelled=False), "progress", passage.start
    return None, "progress", 0


def _deeper(reading: Reading, index: int) -> bool:
    passage = reading.passages[index]
    return index > 0 and passage.block.bulleted and not reading.passages[index - 1].block.bulleted


def _run(reading: Reading, index: int, items: list[ItemTag], *, labelled: bool) -> int:
    """The last passage of a statement: it goes on over unnumbered paragraphs and bullets up to what comes next."""
    if index >= len(reading.passages):
        return len(reading.passages) - 1
    first = reading.passages[index]
    last = index
    for ahead in range(index + 1, len(reading.passages)):
        passage = reading.passages[ahead]
        begins = any(passage.start <= item.place.start_char < passage.end for item in items)
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


def _alike(reading: Reading, statement: Statement, items: list[ItemTag]) -> tuple[AboutItem, ...]:
    """The item that a statement in running text plainly speaks of: at least four words and two fifths of its own."""
    said = _stems(reading, statement.place)
    best: AboutItem | None = None
    for index, item in enumerate(items):
        if item.kind in {"resolution", "officer_recommendation"} and not item.restated:
            continue  # decided or asked for in this very paper: nothing in it can answer that yet
        words = _stems(reading, item.place)
        shared = words & said
        share = len(shared) / len(words) if words else 0.0
        if len(shared) >= 4 and share >= 0.4 and (best is None or share > best.score):
            best = AboutItem(index, round(share, 2), "shares the words " + ", ".join(sorted(shared)))
    return (best,) if best else ()


def _stems(reading: Reading, place: Place) -> set[str]:
    words = _WORD.findall(reading.text(place.start_char, place.end_char).casefold())
    return {word[:6] for word in words if word not in _COMMON}


@Language.factory("council_progress")
def make_progress(nlp: Language, name: str, own: str | None = None) -> ProgressStatements:
    """The component for any spaCy pipeline; `own` is a folder of a clerk's rules. Runs after all items are found."""
    register_extensions()
    return ProgressStatements(rulebook.load(own))
