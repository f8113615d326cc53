"""What the components write: tags on spaCy spans, and the paper that the `Doc` was made from.

A component reads `document_of(doc)` and the tags that earlier components left, and writes its own by `set_tags`,
which makes `doc.spans[KEY]` too: a span's label is its kind, its id the rule that made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from spacy.tokens import Doc, Span

from extractor.document import BULLETS, Block, Document
from extractor.records import DateMention, Given, ItemKind, Owner, OwnerBasis, Paper, Part, Status

CUES, AGENDA_ITEMS, ITEMS, PROGRESS = "cues", "agenda_items", "items", "progress"
JUDGEMENTS, EMPTY, DATES, EXEMPT = "judgements", "empty", "dates", "exempt"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in the document's text."""

    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class OwnerPlace:
    """Words that say who is responsible for an item, apart from its own: a cell, a lead-in, a heading, a line below.

    `cell` says that the whole place is names (a column headed "Lead"), where otherwise it is a sentence.
    """

    place: Place
    basis: OwnerBasis
    cell: bool = False


@dataclass(frozen=True, slots=True)
class DuePlace:
    """Words that may say by when, apart from an item's own; `cell` as for owners."""

    place: Place
    cell: bool = False


@dataclass(frozen=True, slots=True)
class ItemTag:
    """An item as the component that found it knows it.

    `place` holds the item's words without number, bullet and label. `owner_places` and `due_places` tell the
    components for owners and dates where to look besides the item itself, nearest first; they fill in `owners`
    and `due`. `row` is the place of the whole table row where the item is one.
    """

    place: Place
    kind: ItemKind
    rule_id: str
    confidence: float
    section: tuple[str, ...]
    ref: str | None = None
    restated: bool = False
    owner_places: tuple[OwnerPlace, ...] = ()
    due_places: tuple[DuePlace, ...] = ()
    row: Place | None = None
    owners: tuple[Owner, ...] = ()
    due: DateMention | None = None


@dataclass(frozen=True, slots=True)
class AboutItem:
    """The item (by its place in the list of items, reading order) that a statement answers, and why."""

    item: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class ProgressTag:
    """A progress or impact statement as the component that found it knows it; another fills in `confidence`."""

    place: Place
    part: Part
    status: Status
    rule_id: str
    section: tuple[str, ...]
    status_text: str = ""
    rag: str | None = None
    date: str | None = None
    about: tuple[AboutItem, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class JudgementTag:
    """A grade given to an area of work."""

    place: Place
    area: str
    grade: str


@dataclass(frozen=True, slots=True)
class EmptyTag:
    """A section that was read and says that it holds nothing ("There are no areas for priority action")."""

    place: Place
    section: tuple[str, ...]
    rule_id: str


@dataclass(frozen=True, slots=True)
class AgendaTag:
    """An item of business; `place` is all that stands under it, its heading included."""

    place: Place
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class ExemptTag:
    """A part of the paper that is not for publication, the words that close it, the paragraphs of law they name."""

    place: Place
    marker: str
    paragraphs: str


@dataclass(frozen=True, slots=True)
class DateTag:
    """A date said anywhere in the paper, with its part in it (`mention.role`)."""

    place: Place
    mention: DateMention


Tag = ItemTag | ProgressTag | JudgementTag | EmptyTag | AgendaTag | DateTag | ExemptTag
AnyTag = TypeVar("AnyTag", ItemTag, ProgressTag, JudgementTag, EmptyTag, AgendaTag, DateTag, ExemptTag)
_TAGS = "council_tags_"


def register_extensions() -> None:
    """After this call spaCy docs carry `._.document`, `._.given` (what a person says of it) and `._.paper`."""
    for name, default in (("document", None), ("given", Given()), ("paper", Paper())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def document_of(doc: Doc) -> Document:
    """The document that the doc was made from; a doc made from plain text gets one whose blocks are its lines."""
    if doc._.document is None:
        doc._.document = _plain_document(doc.text)
    document: Document = doc._.document
    return document


def set_tags(doc: Doc, key: str, tags: Iterable[AnyTag]) -> None:
    """`doc.spans[key]` holds one span a tag in reading order; of tags with the same place the first is kept.

    A span's label is its tag's kind, part or grade (the key where it has none of them), its id the rule's.
    """
    by_place: dict[tuple[int, int], AnyTag] = {}
    for tag in tags:
        by_place.setdefault((tag.place.start_char, tag.place.end_char), tag)
    ordered = [by_place[place] for place in sorted(by_place)]
    doc.spans[key] = [_span(doc, key, tag) for tag in ordered]
    doc.user_data[_TAGS + key] = ordered


def tags(doc: Doc, key: str, of: type[AnyTag]) -> list[AnyTag]:
    """The tags behind `doc.spans[key]` in the same order; empty before the component that writes them has run."""
    return [tag for tag in doc.user_data.get(_TAGS + key, []) if isinstance(tag, of)]


def _span(doc: Doc, key: str, tag: Tag) -> Span:
    """The span of whole tokens that covers the tag's place."""
    start, end, rule = tag.place.start_char, tag.place.end_char, getattr(tag, "rule_id", "")
    label = getattr(tag, "kind", None) or getattr(tag, "part", None) or getattr(tag, "grade", None) or key
    span = doc.char_span(start, end, label, alignment_mode="expand", span_id=rule)
    if span is None:
        raise ValueError(f"no tokens at {start} to {end} of {len(doc.text)} characters")
    return span


_PRINTED_LABEL = re.compile(rf"(?:[{re.escape(''.join(sorted(BULLETS)))}]|\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)])\s+")


def _plain_document(text: str) -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            label = _PRINTED_LABEL.match(words)
            kind: Literal["list_item", "paragraph"] = "list_item" if label else "paragraph"
            after = label.end() if label else 0
            blocks.append(Block(kind, start, start + len(words), start + after, words[:after].strip()))
        at += len(line) + 1
    return Document("", "", "text/plain", text, tuple(blocks))
