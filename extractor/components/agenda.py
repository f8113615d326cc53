"""The items of business of agendas, minutes and packs: number, title, and the place of all that stands under each.

Writes `doc.spans["agenda_items"]`. A page that holds one item of business has one, whose number may be missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.committee_items import committee_words
from extractor.components.numbering import follows
from extractor.components.passages import Passage, cells_of
from extractor.components.reading import Reading
from extractor.components.tags import AGENDA_ITEMS, AgendaTag, Place, register_extensions, set_tags
from extractor.document import fold
from extractor.rulebook import Rulebook

# "12.", "45/21", "C/160/2017", "Item 3:", "Minute 12 -" in front of a title.
_NUMBER = re.compile(
    r"^(?:(?:(?:Agenda\s+)?Item|AGENDA ITEM|ITEM|Minute|MINUTE|Min\.?)\s*(?:No\.?\s*)?)?"
    r"(?P<number>[A-Z]{0,4}[./]?\d{1,4}(?:[./]\d{1,4}){0,2}(?:[a-z]|[ivx]{1,5})?|[IVX]{1,5}(?=[.)]))"
    r"(?:[.):]+\s*|\s+)(?:[–—:-]\s*)?(?=\S)"
)
_DATE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b", re.IGNORECASE
)
_SAID_NUMBER = re.compile(r"\((?:agenda )?item (?:no\.? ?)?(\d{1,3}[a-z]?)\)", re.IGNORECASE)
_FILE_MARK = re.compile(r"\s*(?:pdf icon\s*)?PDF \d+ ?[KM]B\s*$", re.IGNORECASE)
MAX_WORDS = 45


@dataclass(frozen=True, slots=True)
class Business:
    """A heading that opens an item of business, not yet with its end."""

    start: int
    number: str | None
    title: str
    level: int


class AgendaItems:
    """spaCy component; see the module."""

    def __init__(self, book: Rulebook) -> None:
        self.words = committee_words(book)

    def __call__(self, doc: Doc) -> Doc:
        reading = Reading(doc, self.words)
        if reading.kind in {"minutes", "agenda", "agenda_item"}:
            set_tags(doc, AGENDA_ITEMS, agenda_items(reading))
        return doc


def agenda_items(reading: Reading) -> list[AgendaTag]:
    """Every item of business in reading order; one ends where the next begins."""
    found = _numbered(reading) or _numbered_lines(reading) or _plain(reading)
    if not found:
        return []
    ends = [item.start for item in found[1:]] + [len(reading.document.text)]
    return [
        AgendaTag(Place(item.start, _trimmed(reading, item.start, end)), item.number, item.title)
        for item, end in zip(found, ends, strict=True)
        if item.title
    ]


def _numbered(reading: Reading) -> list[Business]:
    """Headings with a number, or with one in the line beneath: the outermost level on which at least two stand."""
    found = [item for index in range(len(reading.all_passages)) if (item := _heading(reading, index))]
    levels = sorted({item.level for item in found})
    for level in levels:
        here = [item for item in found if item.level == level]
        if len(here) > 1:
            return sorted([*here, *_unnumbered(reading, here)], key=lambda item: item.start)
    return found[:1] if len(found) == 1 else []


def _unnumbered(reading: Reading, numbered: list[Business]) -> list[Business]:
    """Titles on the level of numbered ones and after the first of them ("AOB")."""
    starts = {item.start for item in numbered}
    return [
        Business(p.block.start_char, None, _title(reading.document.quote(p.start, p.end)), p.block.level)
        for p in reading.all_passages
        if p.is_heading and p.row is None and p.block.level == numbered[0].level
        if p.start > numbered[0].start and p.block.start_char not in starts and not p.block.label
        if not _part(reading, reading.text(p.start, p.end))
    ]


def _heading(reading: Reading, index: int) -> Business | None:
    passage = reading.all_passages[index]
    if not passage.is_heading:
        return None
    words = reading.document.quote(passage.block.start_char, passage.end)
    number = None if _DATE.match(words) else _NUMBER.match(words)
    if number and number.end() < len(words) and _is_number(number["number"]):
        return Business(passage.block.start_char, number["number"], _title(words[number.end() :]), passage.block.level)
    after = reading.all_passages[index + 1] if index + 1 < len(reading.all_passages) else None
    said = _SAID_NUMBER.fullmatch(reading.document.quote(after.start, after.end)) if after else None
    if said and not _part(reading, words):
        return Business(passage.block.start_char, said.group(1), _title(words), passage.block.level)
    return None


def _numbered_lines(reading: Reading) -> list[Business]:
    """A numbered list of titles, as agendas print it, or a table of numbers and titles."""
    runs: list[list[tuple[str, Business]]] = [[]]
    for passage in reading.all_passages:
        item = _line(reading, passage)
        if item and (not runs[-1] or follows(runs[-1][-1][0], item[0])):
            runs[-1].append(item)
        elif item:
            runs.append([item])
    best = max(runs, key=len)
    return [business for _, business in best] if len(best) > 1 else []


def _line(reading: Reading, passage: Passage) -> tuple[str, Business] | None:
    words = reading.document.quote(passage.start, passage.end)
    if passage.row is not None and not passage.block.label:
        row = reading.document.blocks[passage.row]
        cells = [cell for cell in cells_of(row) if cell.end_char > cell.start_char]
        first = reading.document.quote(cells[0].start_char, cells[0].end_char) if len(cells) > 1 else ""
        if not re.fullmatch(r"\d{1,3}[.)]?", first) or passage.block.start_char != cells[1].start_char:
            return None
        title = reading.document.quote(cells[1].start_char, cells[1].end_char)
        return first, Business(row.start_char, first.strip(".)"), _title(title), 1)
    label = passage.block.label
    if not re.fullmatch(r"\d{1,3}[.)]?", label) or passage.block.level or len(words.split()) > MAX_WORDS:
        return None
    return label, Business(passage.block.start_char, label.strip(".)"), _title(words), 1)


def _plain(reading: Reading) -> list[Business]:
    """The titles of items of business that have no number, or of the one item that a page holds."""
    titles = [p for p in reading.all_passages if p.is_heading and not _part(reading, reading.text(p.start, p.end))]
    closing = [p for p in titles if not reading.opens("CLOSES", p.start, p.end)]
    decided = [i for i, p in enumerate(reading.all_passages) if reading.opens("RESOLVED", p.start, p.end)]
    over = {p.start for p in closing if any(_last_title(reading, closing, i) is p for i in decided)}
    chosen = [p for p in closing if p.start in over] or closing[-1:]
    return [
        Business(p.block.start_char, None, _title(reading.document.quote(p.start, p.end)), p.block.level)
        for p in chosen
    ]


def _last_title(reading: Reading, titles: list[Passage], index: int) -> Passage | None:
    before = [p for p in titles if p.start < reading.all_passages[index].start]
    return before[-1] if before else None


def _part(reading: Reading, words: str) -> bool:
    parts: Any = reading.words["parts"]
    return fold(words).casefold().strip(": –-.") in {
        *parts,
        "agenda item",
        "agenda",
        "issue - meetings",
        "meeting documents",
    }


def _is_number(number: str) -> bool:
    """Whether it counts business, and is no year or date."""
    return not re.fullmatch(r"(?:19|20)\d\d", number)


def _title(words: str) -> str:
    return _SAID_NUMBER.sub("", _FILE_MARK.sub("", fold(words))).strip(" .:–—-")


def _trimmed(reading: Reading, start: int, end: int) -> int:
    while end > start and reading.document.text[end - 1].isspace():
        end -= 1
    return end


@Language.factory("council_agenda")
def make_agenda(nlp: Language, name: str, own: str | None = None) -> AgendaItems:
    """The component for any spaCy pipeline; `own` is a folder of a clerk's rules. Needs "council_cues" before it."""
    register_extensions()
    return AgendaItems(rulebook.load(own))
