"""Writes `doc.spans["exempt"]`: the closed parts of a paper that is not closed as a whole."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components.tags import (
    AGENDA_ITEMS,
    EXEMPT,
    AgendaTag,
    ExemptTag,
    Place,
    document_of,
    register_extensions,
    set_tags,
    tags,
)
from extractor.paper.closed_parts import closed_parts, unit


@Language.factory("council_exempt")
def make_exempt(nlp: Language, name: str, own: str | None = None) -> Callable[[Doc], Doc]:
    """The component for any spaCy pipeline; `own` is a folder of a clerk's rules. Needs "council_agenda" before it."""
    register_extensions()

    def exempt(doc: Doc) -> Doc:
        paper = doc._.paper
        if paper.exempt or paper.kind == "inspection_report":
            return doc
        items = tags(doc, AGENDA_ITEMS, AgendaTag)
        business = [unit(t.place.start_char, t.place.end_char, t.number, t.title) for t in items]
        found = closed_parts(document_of(doc), paper.kind, business, own)
        set_tags(doc, EXEMPT, [ExemptTag(Place(p.start_char, p.end_char), p.words, p.paragraphs) for p in found])
        return doc

    return exempt
