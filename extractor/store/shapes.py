"""The records of one paper as rows, each with its values in the order in which `COLUMNS` names its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.document import Document
from extractor.records import (
    AgendaItem,
    DateMention,
    EmptySection,
    ExemptPart,
    Extraction,
    Judgement,
    Progress,
    Quote,
    Recommendation,
    content_id,
    squash,
)

SECTION_JOINT = " > "

COLUMNS = {
    "document_texts": "document_id, text",
    "passages": "id, n, document_id, position, kind, section, text, page, start_char, end_char",
    "lines": "document_id, start_char, end_char, page, x0, top, x1, bottom",
    "set_aside": "document_id, position, kind, text, page, x0, top, x1, bottom",
    "agenda_items": "id, document_id, meeting_id, position, number, title, page, start_char, end_char",
    "exempt_parts": "id, document_id, position, text, section, exempt, paragraphs, page, last_page, "
    "start_char, end_char",
    "empty_sections": "document_id, position, section, text, page, start_char, end_char, rule_id",
    "judgements": "document_id, area, grade, position, page, start_char, end_char",
    "dates": "id, document_id, text, date_from, date_to, edtf, role, start_char, end_char, page",
    "recommendations": "id, n, document_id, position, kind, ref, text, section, page, start_char, end_char, "
    "due_text, due_date, due_basis, restated, agenda_item_id, rule_id, confidence, answered",
    "recommendation_owners": "recommendation_id, owner_id, text, start_char, end_char, basis",
    "progress": "id, n, document_id, position, part, text, status, status_text, rag, section, page, start_char, "
    "end_char, date, agenda_item_id, rule_id, confidence",
    "mentions": "document_id, start_char, end_char, ref, source_id, does",
    "progress_links": "progress_id, recommendation_id, score, reason, decided_by, shared",
}


def document(
    extraction: Extraction, run_id: str, filename: str, whose: tuple[str | None, str | None, str | None]
) -> dict[str, Any]:
    """The row of `documents`, without the moment of its import."""
    file, paper = extraction.document, extraction.paper
    authority_id, body_id, meeting_id = whose
    return {
        "id": file.id,
        "filename": filename,
        "sha256": file.sha256,
        "pack_sha256": file.pack_sha256 or None,
        "first_page": file.first_page,
        "media_type": file.media_type,
        "kind": paper.kind,
        "framework": paper.framework,
        "title": paper.title,
        "authority_id": authority_id,
        "authority_basis": "printed" if authority_id else None,
        "authority_reason": None,
        "body_id": body_id,
        "meeting_id": meeting_id,
        "date": paper.date,
        "date_text": paper.date_text,
        "version": paper.version,
        "exempt": paper.exempt,
        "checked": "",
        "page_count": file.page_count,
        "text_source": file.text_source,
        "created": file.properties.created,
        "run_id": run_id,
        "linked": 0,
        "superseded_by": None,
    }


def passages(file: Document, first: int) -> Iterable[tuple[Any, ...]]:
    file_id, headings = file.id, dict[int, str]()
    paths: dict[tuple[int, ...], str] = {}
    for i, (block, section) in enumerate(zip(file.blocks, file.sections, strict=True)):
        words = file.quote(block.start_char, block.end_char)
        if block.kind == "heading":
            headings[i] = words
        if section not in paths:
            paths[section] = SECTION_JOINT.join(headings[h] for h in section)
        yield (
            f"{file_id}-{i}",
            first + i,
            file_id,
            i,
            block.kind,
            paths[section],
            words,
            block.page,
            block.start_char,
            block.end_char,
        )


def lines(file: Document) -> Iterator[tuple[Any, ...]]:
    file_id = file.id
    return ((file_id, li.start_char, li.end_char, li.page, li.x0, li.top, li.x1, li.bottom) for li in file.lines)


def set_aside(file: Document) -> Iterator[tuple[Any, ...]]:
    """Words that nobody can see on the page are not kept: what was blacked out must not live on here."""
    for i, s in enumerate(file.set_aside):
        yield (file.id, i, s.kind, "" if s.kind == "hidden" else s.text, s.page, *(s.box or (None,) * 4))


def _place(file: Document, words: Quote | AgendaItem) -> tuple[int | None, int, int]:
    """The page that the words begin on, and where they stand in the text."""
    return file.page_at(words.start_char), words.start_char, words.end_char


def judgements(file: Document, found: Iterable[Judgement]) -> Iterator[tuple[Any, ...]]:
    for i, j in enumerate(found):
        yield (file.id, j.area, j.grade, i, *_place(file, j.quote))


def agenda(file: Document, position: int, item: AgendaItem, meeting_id: str | None) -> tuple[Any, ...]:
    return (item.id, file.id, meeting_id, position, item.number, item.title, *_place(file, item))


def exempt(file: Document, position: int, part: ExemptPart) -> tuple[Any, ...]:
    return (
        part.id,
        file.id,
        position,
        part.quote.text,
        SECTION_JOINT.join(part.section),
        part.marker,
        part.paragraphs,
        file.page_at(part.start_char),
        file.page_at(part.end_char - 1),
        part.start_char,
        part.end_char,
    )


def empty(file: Document, position: int, found: EmptySection) -> tuple[Any, ...]:
    quote = found.quote
    return (
        file.id,
        position,
        SECTION_JOINT.join(found.section),
        quote.text,
        *_place(file, quote),
        found.rule_id,
    )


def recommendations(extraction: Extraction, first: int) -> Iterator[tuple[Any, ...]]:
    """Numbered from `first` on; each says whether a statement of its own paper answers it."""
    answered = {a.recommendation_id for p in extraction.progress if p.status != "no_update" for a in p.about}
    for i, item in enumerate(extraction.recommendations):
        yield (*_recommendation(extraction.document, i, first + i, item), int(item.id in answered))


def _recommendation(file: Document, position: int, n: int, item: Recommendation) -> tuple[Any, ...]:
    quote, due = item.quote, item.due
    return (
        item.id,
        n,
        file.id,
        position,
        item.kind,
        item.ref,
        quote.text,
        SECTION_JOINT.join(item.section),
        *_place(file, quote),
        due.quote.text if due else None,
        due.period.date_to if due and due.period else None,
        (due.period.basis or None) if due and due.period else None,
        int(item.restated),
        item.agenda_item_id,
        item.rule_id,
        item.confidence,
    )


def dates(file: Document, mentions: Sequence[DateMention]) -> Iterator[Sequence[Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    for said in mentions:
        quote, period = said.quote, said.period
        key = said.role, squash(quote.text)
        seen[key] += 1
        yield (
            content_id(file.id, "d", f"{said.role} {quote.text}", seen[key]),
            file.id,
            quote.text,
            period.date_from if period else None,
            period.date_to if period else None,
            period.edtf if period else None,
            said.role,
            quote.start_char,
            quote.end_char,
            file.page_at(quote.start_char),
        )


def progress(file: Document, position: int, n: int, item: Progress) -> tuple[Any, ...]:
    quote = item.quote
    return (
        item.id,
        n,
        file.id,
        position,
        item.part,
        quote.text,
        item.status,
        item.status_text,
        item.rag,
        SECTION_JOINT.join(item.section),
        *_place(file, quote),
        item.date,
        item.agenda_item_id,
        item.rule_id,
        item.confidence,
    )


def mentions(extraction: Extraction) -> Iterable[tuple[Any, ...]]:
    """Recommendations named by number in a paper of a council; an inspection report's numbers are its own."""
    if extraction.paper.kind == "inspection_report":
        return
    from extractor.link import mentions_of  # noqa: PLC0415  spares questions its time

    records: tuple[Recommendation | Progress, ...] = (*extraction.recommendations, *extraction.progress)
    for m in mentions_of(extraction.document.text):
        inside = [r for r in records if r.quote.start_char <= m.start_char < r.quote.end_char]
        source = inside[-1] if inside else None
        yield extraction.document.id, m.start_char, m.end_char, m.ref, source.id if source else None, _does(source)


def _does(source: Recommendation | Progress | None) -> str:
    """What a record does to the recommendation that it names by number."""
    if isinstance(source, Progress):
        return "names" if source.about else "answers"
    from extractor.link import closes  # noqa: PLC0415  likewise

    return "closes" if source and source.kind == "resolution" and closes(source.quote.text) else "names"


def answers(statements: Iterable[Progress]) -> Iterable[tuple[Any, ...]]:
    for p in statements:
        for about in p.about:
            yield (p.id, about.recommendation_id, about.score, about.reason, "rule", int(len(p.about) > 1))
