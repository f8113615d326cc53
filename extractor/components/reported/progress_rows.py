"""What the cells of logs and plans say about their row: a statement, an impact, or a status word that stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractor.components.columns import Columns
from extractor.components.logs import LogRow, rows_by_cell, status_word
from extractor.components.passages import cells_of, trim
from extractor.components.reading import Reading
from extractor.components.reported.status import (
    EVIDENCE,
    Standing,
    evidence,
    from_cell,
    from_words,
    key_of,
    says_nothing,
)
from extractor.components.tags import AboutItem, ItemTag, Place, ProgressTag
from extractor.document import Cell

_YES = 3  # letters: "yes" and "c" accept what is asked
_WORDS = 3  # of a status that stands alone: "Fully implemented"


def in_tables(
    reading: Reading, rows: list[LogRow], items: list[ItemTag], table: dict[str, Any], columns: Columns
) -> Iterator[ProgressTag]:
    """What the cells of logs and plans say: a statement, an impact, or a status word that stands alone."""
    key = key_of(reading, table)
    at = {item.place.end_char: index for index, item in enumerate(items)}
    beside = rows_by_cell(rows)
    for row in rows:
        cell = row.cells.get("status")
        standing = from_cell(reading, cell, key, table) if cell else None
        told = _told(reading, row)
        further = (
            cell
            for cell in _further(row, columns)
            if told and not says_nothing(reading, cell.start_char, cell.end_char)
        )
        updates = [*told, *further]
        for said in updates:
            shown = _shown(reading, said, standing if said is updates[-1] else None)
            yield _tag(reading, row, said, shown, _about_cell(reading, beside, told[0], at))
        if "impact" in row.fresh and not _came_out(reading, row):
            said = row.cells["impact"]
            yield _tag(reading, row, said, None, _about_cell(reading, beside, said, at))
        alone = cell is not None and cell.end_char > cell.start_char and "status" in row.fresh
        if cell and alone and (_says_status(reading, cell) if told else standing or not row.named):
            yield _tag(reading, row, cell, standing or Standing("unknown"), _about_cell(reading, beside, cell, at))


def _says_status(reading: Reading, cell: Cell) -> bool:
    """Whether a cell beside a statement holds a status in words, which is said of the row as well."""
    words = reading.document.quote(cell.start_char, cell.end_char)
    return bool(status_word(words, reading.words["statuses"]))


def _told(reading: Reading, row: LogRow) -> list[Cell]:
    """The cells of a row that say what was done; a response does where it says more than that it is accepted."""
    if _came_out(reading, row):
        return [row.cells["impact"]]
    if "progress" in row.fresh:
        said = row.cells["progress"]
        return [] if says_nothing(reading, said.start_char, said.end_char) else [said]
    if "response" not in row.fresh or "progress" in row.cells:
        return []
    said = row.cells["response"]
    words = reading.document.quote(said.start_char, said.end_char)
    done = len(words.split()) > 1 or len(words) > _YES
    status = from_words(reading, said.start_char, said.end_char).status if done else "unknown"
    tells = any(evidence(reading, label, said.start_char, said.end_char) for label in EVIDENCE)
    return [said] if tells or (status == "complete" and len(words.split()) <= _WORDS) else []


def _further(row: LogRow, columns: Columns) -> list[Cell]:
    """The filled cells of further columns for updates, as trackers have that add one each time."""
    read = {cell.start_char for cell in row.cells.values()}
    filled = [cell for cell in cells_of(row.block) if cell.end_char > cell.start_char and cell.start_char not in read]
    return [cell for cell in filled if columns.role(cell.heading) == "progress"]


def _came_out(reading: Reading, row: LogRow) -> bool:
    """Whether a column headed "Outcome" says how far a row's task has got, as logs without another such column do."""
    heading = row.heading_words.get("impact", "").casefold().strip(" :")
    if "impact" not in row.fresh or heading not in {"outcome", "outcomes"} or {"progress", "status"} & set(row.cells):
        return False
    said = row.cells["impact"]
    return from_words(reading, said.start_char, said.end_char).status != "unknown"


def _shown(reading: Reading, cell: Cell, standing: Standing | None) -> Standing:
    """How far a statement has got: as its status column says, else as its own words do."""
    own = from_words(reading, cell.start_char, cell.end_char)
    if standing is None:
        return own
    return standing if standing.status != "unknown" else replace(own, rag=standing.rag)


def _tag(
    reading: Reading, row: LogRow, cell: Cell, shown: Standing | None, about: tuple[AboutItem, ...]
) -> ProgressTag:
    """The statement in a cell; an impact has no status (`shown` is None)."""
    return ProgressTag(
        _words(reading, cell),
        "progress" if shown else "impact",
        shown.status if shown else "unknown",
        ("row-progress" if shown else "row-impact") if row.named else "row-without-headings",
        tuple(reading.document.quote(h.start_char, h.end_char) for h in row.headings),
        shown.words if shown else "",
        shown.rag if shown else None,
        about=about,
    )


def _about_cell(
    reading: Reading, by_cell: dict[int, list[LogRow]], cell: Cell, at: dict[int, int]
) -> tuple[AboutItem, ...]:
    """The items of every row that a cell stands in: one that spans two rows answers both."""
    found: dict[int, None] = {}
    for row in by_cell[cell.start_char]:
        role = next((role for role in ("recommendation", "decision", "action", "issue") if role in row.cells), "")
        index = at.get(_words(reading, row.cells[role]).end_char) if role else None
        if index is not None:
            found[index] = None
    reason = "in the same row" if len(found) == 1 else "in a cell beside these rows"
    return tuple(AboutItem(index, 0.98, reason) for index in found)


def _words(reading: Reading, cell: Cell) -> Place:
    """The words of a cell, without the spaces around them."""
    return trim(reading.document.text, cell.start_char, cell.end_char)
