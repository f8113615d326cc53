"""What is found in one paper, before it is stored. Every record points at the words it was made from."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from extractor.document import Document
from extractor.errors import Problem

PaperKind = Literal["inspection_report", "minutes", "agenda_item", "officer_report", "action_plan", "agenda", "other"]
ItemKind = Literal["inspection_recommendation", "officer_recommendation", "resolution", "action"]
OwnerType = Literal["role", "person", "organisation"]
OwnerBasis = Literal["item", "row", "lead_in", "heading", "line_below"]
Status = Literal["complete", "on_track", "in_progress", "delayed", "not_started", "no_update", "unknown"]
Part = Literal["progress", "impact"]
DateRole = Literal["due", "meeting", "published", "inspected", "reported", "mentioned"]
Version = Literal["draft", "final", "unknown"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as printed, and their place in the document's text."""

    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Period:
    """What a date phrase means: its first and last day (ISO), and the same as an EDTF string.

    `date_to` is what a deadline is checked against. `basis` shows the arithmetic where the phrase is relative.
    """

    date_from: str
    date_to: str
    edtf: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date said in a document; `period` is None where the words do not settle a day ("as soon as possible")."""

    quote: Quote
    period: Period | None
    role: DateRole = "mentioned"


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody named as responsible; `name` is the same for every spelling of the same post."""

    name: str
    type: OwnerType
    quote: Quote
    basis: OwnerBasis


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says of itself. `authority` is a place name ("Telford and Wrekin"); dates are ISO days.

    `exempt` holds the words of a marker such as "Not for publication" ("" if there is none).
    """

    kind: PaperKind = "other"
    framework: str | None = None
    title: str = ""
    authority: str | None = None
    body: str | None = None
    date: str | None = None
    date_text: str = ""
    version: Version = "unknown"
    exempt: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of business: its printed number, its title, and the place of all that stands under it."""

    id: str
    number: str | None
    title: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing somebody is asked, told or decides to do, as printed in one document."""

    id: str
    kind: ItemKind
    quote: Quote
    section: tuple[str, ...]
    rule_id: str
    confidence: float
    ref: str | None = None
    owners: tuple[Owner, ...] = ()
    due: DateMention | None = None
    restated: bool = False
    agenda_item_id: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """A progress statement answers this recommendation of the same document, and why we think so."""

    recommendation_id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """One statement of what has been done. `status_text` is the words or the colour that the status was read from."""

    id: str
    part: Part
    quote: Quote
    section: tuple[str, ...]
    status: Status
    rule_id: str
    confidence: float
    status_text: str = ""
    rag: str | None = None
    date: str | None = None
    about: tuple[About, ...] = ()
    agenda_item_id: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade that an inspection gave to an area of its work."""

    area: str
    grade: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class EmptySection:
    """A section that was read and says of itself that it holds nothing: not the same as a section not found."""

    section: tuple[str, ...]
    quote: Quote
    rule_id: str


@dataclass(frozen=True, slots=True)
class ExemptPart:
    """A part of a paper that is not for publication: its first words, the words that close it, and the paragraphs
    of the law that they name ("1, 3"; "" if none)."""

    id: str
    quote: Quote
    section: tuple[str, ...]
    marker: str
    paragraphs: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who imports a paper says of it, because the paper does not; it wins over what is read."""

    kind: PaperKind | None = None
    authority: str | None = None
    body: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one paper gave: the document, what it says of itself, and the records in reading order."""

    document: Document
    paper: Paper
    agenda_items: tuple[AgendaItem, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    progress: tuple[Progress, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    empty_sections: tuple[EmptySection, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    exempt_parts: tuple[ExemptPart, ...] = ()


def content_id(document_id: str, prefix: str, words: str, occurrence: int) -> str:
    """An id that the same words in the same document always get: "r-" or "p-" and 16 hex digits."""
    key = f"{document_id}\n{squash(words)}\n{occurrence}"
    return f"{prefix}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def squash(words: str) -> str:
    """The letters and digits alone, case folded: what two printings of the same words have in common."""
    plain = unicodedata.normalize("NFKC", words).casefold().encode("ascii", "ignore")
    return plain.translate(None, delete=_NEITHER).decode()


_NEITHER = bytes(char for char in range(128) if not (chr(char).isdigit() or chr(char).islower()))
