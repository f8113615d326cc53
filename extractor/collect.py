"""From a tagged spaCy doc to records: ids from content, words from places, nothing decided anew."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from spacy.tokens import Doc

from extractor.components.tags import (
    AGENDA_ITEMS,
    DATES,
    EMPTY,
    EXEMPT,
    ITEMS,
    JUDGEMENTS,
    PROGRESS,
    AgendaTag,
    DateTag,
    EmptyTag,
    ExemptTag,
    ItemTag,
    JudgementTag,
    Place,
    ProgressTag,
    document_of,
    tags,
)
from extractor.document import Document
from extractor.errors import Problem
from extractor.paper.marks import names_closed
from extractor.records import (
    About,
    AgendaItem,
    EmptySection,
    ExemptPart,
    Extraction,
    Judgement,
    Paper,
    Progress,
    Quote,
    Recommendation,
    content_id,
    squash,
)


def collect(doc: Doc) -> Extraction:
    """Every record of the doc, in reading order, each with words that its place gives back."""
    document = document_of(doc)
    agenda = _agenda_items(document, tags(doc, AGENDA_ITEMS, AgendaTag))
    items = _recommendations(document, tags(doc, ITEMS, ItemTag), agenda)
    return Extraction(
        document=document,
        paper=doc._.paper,
        agenda_items=agenda,
        recommendations=items,
        progress=_progress(document, tags(doc, PROGRESS, ProgressTag), items, agenda),
        judgements=tuple(
            Judgement(tag.area, tag.grade, _quote(document, tag.place)) for tag in tags(doc, JUDGEMENTS, JudgementTag)
        ),
        dates=tuple(tag.mention for tag in tags(doc, DATES, DateTag)),
        empty_sections=tuple(
            EmptySection(tag.section, _quote(document, tag.place), tag.rule_id) for tag in tags(doc, EMPTY, EmptyTag)
        ),
        problems=(*document.problems, *_doubts(document, doc._.paper)),
        exempt_parts=_exempt_parts(document, tags(doc, EXEMPT, ExemptTag)),
    )


def _doubts(document: Document, paper: Paper) -> list[Problem]:
    """What of a paper's standing a person must look at."""
    if paper.exempt or not names_closed(document.properties.title):
        return []
    message = (
        f"the title in its properties is “{document.properties.title}”, and the paper itself does not say that it is "
        "not for publication; look whether it is"
    )
    return [Problem("warning", "closed-title", message)]


class _Ids:
    """Hands out content ids; the same words again in the same document are the next occurrence."""

    def __init__(self, document: Document, prefix: Literal["r", "p", "a", "x"]) -> None:
        self.document_id, self.prefix, self.seen = document.id, prefix, Counter[str]()

    def __call__(self, words: str) -> str:
        key = squash(words)  # what the id is made from
        self.seen[key] += 1
        return content_id(self.document_id, self.prefix, words, self.seen[key])


def _quote(document: Document, place: Place) -> Quote:
    return Quote(document.quote(place.start_char, place.end_char), place.start_char, place.end_char)


def _agenda_items(document: Document, found: list[AgendaTag]) -> tuple[AgendaItem, ...]:
    new_id = _Ids(document, "a")
    return tuple(
        AgendaItem(new_id(f"{t.number} {t.title}"), t.number, t.title, t.place.start_char, t.place.end_char)
        for t in found
    )


def _exempt_parts(document: Document, found: list[ExemptTag]) -> tuple[ExemptPart, ...]:
    new_id = _Ids(document, "x")
    parts = []
    for tag in found:
        block = document.block_at(tag.place.start_char)
        quote = _quote(document, Place(block.start_char, block.end_char))
        under = document.sections[document.blocks.index(block)]
        section = tuple(
            _quote(document, Place(b.start_char, b.end_char)).text for b in map(document.blocks.__getitem__, under)
        )
        place = (tag.place.start_char, tag.place.end_char)
        parts.append(ExemptPart(new_id(quote.text), quote, section, tag.marker, tag.paragraphs, *place))
    return tuple(parts)


def _agenda_item_at(agenda: tuple[AgendaItem, ...], place: Place) -> str | None:
    under = [item for item in agenda if item.start_char <= place.start_char < item.end_char]
    return under[-1].id if under else None


def _recommendations(
    document: Document, found: list[ItemTag], agenda: tuple[AgendaItem, ...]
) -> tuple[Recommendation, ...]:
    new_id = _Ids(document, "r")
    records = []
    for tag in found:
        quote = _quote(document, tag.place)
        records.append(
            Recommendation(
                id=new_id(quote.text),
                kind=tag.kind,
                quote=quote,
                section=tag.section,
                rule_id=tag.rule_id,
                confidence=tag.confidence,
                ref=tag.ref,
                owners=tag.owners,
                due=tag.due,
                restated=tag.restated,
                agenda_item_id=_agenda_item_at(agenda, tag.place),
            )
        )
    return tuple(records)


def _progress(
    document: Document,
    found: list[ProgressTag],
    items: tuple[Recommendation, ...],
    agenda: tuple[AgendaItem, ...],
) -> tuple[Progress, ...]:
    new_id = _Ids(document, "p")
    records = []
    for tag in found:
        quote = _quote(document, tag.place)
        records.append(
            Progress(
                id=new_id(quote.text),
                part=tag.part,
                quote=quote,
                section=tag.section,
                status=tag.status,
                rule_id=tag.rule_id,
                confidence=tag.confidence,
                status_text=tag.status_text,
                rag=tag.rag,
                date=tag.date,
                about=tuple(About(items[a.item].id, a.score, a.reason) for a in tag.about),
                agenda_item_id=_agenda_item_at(agenda, tag.place),
            )
        )
    return tuple(records)
