"""Items that stand in tables: rows of action logs and plans, decision tables, responses to recommendations.

Appends to `doc.spans["items"]` one item a row, with the row's cells as the places of its owners and its deadline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.columns import Columns
from extractor.components.committee_items import committee_words
from extractor.components.logs import LogRow, logged_rows, rows_by_cell
from extractor.components.passages import parts_of, trim
from extractor.components.reading import Reading
from extractor.components.tags import (
    ITEMS,
    DuePlace,
    ItemTag,
    OwnerPlace,
    Place,
    register_extensions,
    set_tags,
    tags,
)
from extractor.document import Cell
from extractor.records import ItemKind
from extractor.rulebook import Rulebook

_POINTS_BACK = re.compile(r"\b(?:this|it|these|them|those|above|same)\b", re.IGNORECASE)
_NOTHING = re.compile(r"(?:none|n/?a|nil|no (?:further )?actions?.{0,40}|tbc|-+)\.?", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(\d{1,3})[^\S\n]+(?=[A-Z])")
SHORT = 2  # words: an action no longer than this needs its issue to be understood


class ActionTables:
    """spaCy component; see the module."""

    def __init__(self, book: Rulebook) -> None:
        self.words = committee_words(book)
        self.columns = Columns(book.table("columns"))

    def __call__(self, doc: Doc) -> Doc:
        reading = Reading(doc, self.words)
        if reading.kind != "inspection_report":
            rows = logged_rows(reading, self.columns)
            beside = rows_by_cell(rows)
            numbers = bare_numbers(reading, rows)
            mine = [item for row in rows for item in items_of(reading, row, beside, numbers)]
            set_tags(doc, ITEMS, [*tags(doc, ITEMS, ItemTag), *mine])
        return doc


def bare_numbers(reading: Reading, rows: list[LogRow]) -> dict[int, re.Match[str]]:
    """By the start of their cells, the numbers without a mark ("4 Tell parents") that count on from row to row."""
    found: dict[int, re.Match[str]] = {}
    for role in ("recommendation", "action"):
        cells = [row.cells[role] for row in rows if role in row.fresh and "ref" not in row.cells]
        numbers = [_BARE_NUMBER.match(reading.document.text, cell.start_char, cell.end_char) for cell in cells]
        for one, other in pairwise(numbers):
            if one and other and int(other[1]) == int(one[1]) + 1:
                found |= {one.start(): one, other.start(): other}
    return found


def items_of(
    reading: Reading, row: LogRow, by_cell: dict[int, list[LogRow]], numbers: Mapping[int, re.Match[str]]
) -> list[ItemTag]:
    """The item of a row: the recommendation that it repeats, else what is to be done.

    A recommendation that stands beside several actions is one item, with the owners and deadlines of all of them.
    """
    role = next((role for role in ("recommendation", "decision", "action", "issue") if role in row.cells), "")
    if not role or role not in row.fresh:
        return []
    item = _item(reading, row, role, by_cell[row.cells[role].start_char])
    number = numbers.get(item.place.start_char) if item else None
    if item and number:
        item = replace(item, ref=number[1], place=Place(number.end(), item.place.end_char))
    return [item] if item else []


def _item_place(reading: Reading, row: LogRow, role: str) -> Place:
    """The words that say what is to be done: a cell's, with its issue's before them where they need it."""
    cell = row.cells[role]
    start = _without_label(reading, cell, role)
    issue = row.cells.get("issue")
    if role == "action" and issue and issue.end_char < cell.start_char <= issue.end_char + 2:
        words = reading.text(start, cell.end_char)
        if not row.named or len(words.split()) <= SHORT or _POINTS_BACK.search(" ".join(words.split()[:6])):
            start = _without_label(reading, issue, "issue")
    return trim(reading.document.text, start, cell.end_char)


def _without_label(reading: Reading, cell: Cell, role: str) -> int:
    """Where the words of a cell begin behind a printed number."""
    parts = parts_of(cell)
    numbered = [part for part in parts if part.label and not part.bulleted]
    if parts and parts[0].label and (len(numbered) == 1 or parts[0].bulleted):
        return parts[0].content_start
    return cell.start_char


def _item(reading: Reading, row: LogRow, role: str, beside: list[LogRow]) -> ItemTag | None:
    place = _item_place(reading, row, role)
    words = reading.text(place.start_char, place.end_char)
    if not words.strip() or _NOTHING.fullmatch(words.strip()):
        return None
    kind, restated = _kind(reading, row, role)
    return ItemTag(
        place,
        kind,
        f"row-{role}" if row.named else "row-without-headings",
        0.95 if row.named else 0.85,
        tuple(reading.document.quote(h.start_char, h.end_char) for h in row.headings),
        _ref(reading, row, role),
        restated,
        owner_places=_owner_places(beside),
        due_places=_due_places(reading, beside),
        row=Place(row.block.start_char, row.block.end_char),
    )


def _kind(reading: Reading, row: LogRow, role: str) -> tuple[ItemKind, bool]:
    if role == "decision":
        return "resolution", reading.kind in {"officer_report", "action_plan", "agenda"}
    if role != "recommendation":
        return "action", False
    if not {"progress", "response", "status", "owner", "due", "action"} & set(row.cells):
        return "officer_recommendation", False
    heading = row.heading_words.get(role, "")
    inspected = reading.says("INSPECTION") or any(word in heading.casefold() for word in ("improvement", "inspect"))
    if inspected:
        return "inspection_recommendation", True
    row_of_plan = reading.kind == "action_plan" and "response" not in row.cells
    kind: ItemKind = "action" if row_of_plan else "officer_recommendation"
    return kind, bool({"progress", "response", "status"} & set(row.cells))


def _ref(reading: Reading, row: LogRow, role: str) -> str | None:
    cell = row.cells.get("ref")
    if cell and "ref" in row.fresh:
        words = reading.document.quote(cell.start_char, cell.end_char).strip("().: ")
        return words if words and len(words) <= 24 else None
    parts = parts_of(row.cells[role])
    label = parts[0].label.strip("().: ") if parts and not parts[0].bulleted else ""
    return label or None


def _owner_places(beside: list[LogRow]) -> tuple[OwnerPlace, ...]:
    places = _places(beside, ("owner",))
    return (
        *(OwnerPlace(place, "row", cell=True) for place in places),
        *(OwnerPlace(place, "heading") for place in reversed(beside[0].headings)),
    )


def _due_places(reading: Reading, beside: list[LogRow]) -> tuple[DuePlace, ...]:
    return (
        *(DuePlace(place, cell=True) for place in _places(beside, ("revised_due", "due"))),
        *(DuePlace(place) for place in reversed(beside[0].headings)),
        *(DuePlace(place) for place in reading.notes),
    )


def _places(beside: list[LogRow], roles: tuple[str, ...]) -> list[Place]:
    """The places of the cells that hold these roles in any of the rows, each once."""
    cells = [row.cells[role] for role in roles for row in beside if role in row.cells]
    return list(dict.fromkeys(Place(cell.start_char, cell.end_char) for cell in cells))


@Language.factory("council_action_tables")
def make_action_tables(nlp: Language, name: str, own: str | None = None) -> ActionTables:
    """The component for any spaCy pipeline; `own` is a folder of a clerk's rules. Needs "council_cues" before it."""
    register_extensions()
    return ActionTables(rulebook.load(own))
