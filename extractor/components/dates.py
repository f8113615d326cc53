"""Writes each item's deadline, and every date of the paper into `doc.spans["dates"]`.

A deadline is looked for in the item's deadline cell, in its own words, then in the lead-in and the headings over
it, and counted from the paper's own day; that of an inspection's recommendation, which a later paper repeats, from
the day of the inspection's report where the paper says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components.tags import (
    DATES,
    ITEMS,
    DateTag,
    DuePlace,
    ItemTag,
    Place,
    document_of,
    register_extensions,
    set_tags,
    tags,
)
from extractor.dates import find_dates, find_due, find_next_meeting, find_origin_day, read_due_cell, resolve
from extractor.document import Document
from extractor.records import DateMention, Quote


@dataclass(frozen=True, slots=True)
class _Clock:
    """What the dates of one paper are counted from."""

    own: date | None
    origin: date | None
    next_meeting: date | None

    def of(self, item: ItemTag) -> date | None:
        """The day that the item's deadline counts from."""
        return self.origin if _is_repeated(item) and self.origin else self.own


@Language.factory("uk_dates")
def make_dates(nlp: Language, name: str, own: str | None = None) -> Callable[[Doc], Doc]:
    """The component for any spaCy pipeline: `nlp.add_pipe("uk_dates")`."""
    register_extensions()
    return tag_dates


def tag_dates(doc: Doc) -> Doc:
    """The doc with a deadline on every item that has one, and with all its dates tagged."""
    document = document_of(doc)
    items = tags(doc, ITEMS, ItemTag)
    clock = _clock(document, doc._.paper.date, items)
    items = [replace(item, due=item.due or _due(document, item, clock)) for item in items]
    set_tags(doc, ITEMS, items)
    known = tags(doc, DATES, DateTag)
    dues = [_tag(item.due) for item in items if item.due is not None]
    set_tags(doc, DATES, [*known, *dues, *_mentions(document, clock, [tag.place for tag in (*known, *dues)])])
    return doc


def _clock(document: Document, day: str | None, items: list[ItemTag]) -> _Clock:
    own = date.fromisoformat(day) if day else None
    origin = find_origin_day(document.text, own) if any(map(_is_repeated, items)) else None
    return _Clock(own, origin, find_next_meeting(document.text, own))


def _is_repeated(item: ItemTag) -> bool:
    """Whether a later paper repeats what an inspection recommended."""
    return item.restated and item.kind == "inspection_recommendation"


def _due(document: Document, item: ItemTag, clock: _Clock) -> DateMention | None:
    """The deadline of an item: its cell's, else its own, else the nearest of the words over it."""
    cells = [place for place in item.due_places if place.cell]
    others = [place for place in item.due_places if not place.cell]
    for place in (*cells, DuePlace(item.place), *others):
        due = _read(document, place, clock.of(item), clock.next_meeting)
        if due is not None:
            return _from_above(document, due) if place in others else due
    return None


def _read(
    document: Document, due_place: DuePlace, anchor: date | None, next_meeting: date | None
) -> DateMention | None:
    start, end = due_place.place.start_char, due_place.place.end_char
    read = read_due_cell if due_place.cell else find_due
    return read(document.text[start:end], start, anchor, next_meeting=next_meeting)


def _from_above(document: Document, due: DateMention) -> DateMention:
    """The same deadline, its basis saying that it does not stand in the item itself."""
    if due.period is None:
        return due
    kind = document.block_at(due.quote.start_char).kind
    where = "heading" if kind == "heading" else "words above"
    basis = ", ".join(words for words in (due.period.basis, f"from the {where}") if words)
    return replace(due, period=replace(due.period, basis=basis))


def _tag(mention: DateMention) -> DateTag:
    return DateTag(Place(mention.quote.start_char, mention.quote.end_char), mention)


def _mentions(document: Document, clock: _Clock, taken: list[Place]) -> Iterator[DateTag]:
    """Every other date of the text; those inside a deadline or one of the paper's own days are left out."""
    covered = sorted((place.start_char, place.end_char) for place in taken)
    index = 0
    for found in find_dates(document.text):
        while index < len(covered) and covered[index][1] <= found.start_char:
            index += 1
        if index < len(covered) and covered[index][0] < found.end_char:
            continue
        period = resolve(found, clock.own, next_meeting=clock.next_meeting)
        yield _tag(DateMention(Quote(found.text, found.start_char, found.end_char), period, "mentioned"))
