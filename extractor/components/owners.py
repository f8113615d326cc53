"""Writes the owners of each item: who is named in it, in its row, in its lead-in, or on the line beneath.

A heading is asked last, and only where nobody nearer is named: "Road safety - Lead JC" does not own the row that
says "The Clerk to write".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from extractor.abbreviations import explained
from extractor.components.tags import ITEMS, ItemTag, OwnerPlace, document_of, register_extensions, set_tags, tags
from extractor.document import Document
from extractor.owners import (
    Known,
    find_lead_in_owners,
    find_owners,
    fuller,
    merge_owners,
    people_named,
    read_owner_cell,
)
from extractor.records import ItemKind, Owner

_REACH = 600  # characters before an item in which "he would" looks for its man


@Language.factory("council_owners")
def make_owners(nlp: Language, name: str, own: str | None = None) -> Callable[[Doc], Doc]:
    """The component for any spaCy pipeline: `nlp.add_pipe("council_owners")`."""
    register_extensions()
    return tag_owners


def tag_owners(doc: Doc) -> Doc:
    """The doc with everybody named as responsible on every item, joint owners apart."""
    items = tags(doc, ITEMS, ItemTag)
    if items:
        document = document_of(doc)
        known = Known(explained(document.text), people_named(document.text))
        body = doc._.paper.body or ""
        set_tags(doc, ITEMS, [replace(item, owners=_owners(document, item, body, known)) for item in items])
    return doc


def _owners(document: Document, item: ItemTag, body: str, known: Known) -> tuple[Owner, ...]:
    start, end = item.place.start_char, item.place.end_char
    before = document.text[max(0, start - _REACH) : start].replace("\n\n", ".\n")  # a heading ends there, too
    text = document.text[start:end]
    said = find_owners(text, start, basis="item", kind=item.kind, body=body, known=known, before=before)
    said = [owner for owner in said if not owner.quote.text.startswith(("a ", "an "))]  # a group that is yet to be
    if item.row and item.kind == "action" and any(_filled(document, place) for place in item.owner_places):
        said = [owner for owner in said if owner.type != "organisation"]  # its subject: "That the Council consider"
    read = partial(_read, document, kind=item.kind, body=body, known=known)
    owners = merge_owners(said, *(read(place) for place in item.owner_places if place.basis != "heading"))
    for heading in (place for place in item.owner_places if place.basis == "heading"):
        owners = fuller(owners, read(heading)) if owners else read(heading)
    return tuple(owners)


def _filled(document: Document, place: OwnerPlace) -> bool:
    return place.cell and bool(document.text[place.place.start_char : place.place.end_char].strip())


def _read(document: Document, place: OwnerPlace, *, kind: ItemKind, body: str, known: Known) -> list[Owner]:
    start, end = place.place.start_char, place.place.end_char
    text = document.text[start:end]
    if place.cell:
        return read_owner_cell(text, start, basis=place.basis, known=known)
    return find_lead_in_owners(text, start, basis=place.basis, kind=kind, body=body, known=known)
