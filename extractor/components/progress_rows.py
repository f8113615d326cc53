"""What the cells of logs and plans say about their row: a statement, an impact, or a status word that stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.components.action_tables import item_place
from extractor.components.logs import LogRow
from extractor.components.passages import trim
from extractor.components.reading import Reading
from extractor.components.status import Standing, from_cell, from_words, key_of
from extractor.components.tags import AboutItem, ItemTag, Place, ProgressTag


def in_tables(
    reading: Reading, rows: list[LogRow], items: list[ItemTag], table: dict[str, Any]
) -> Iterator[ProgressTag]:
    """What the cells of logs and plans say: a statement, an impact, or a status word that stands alone."""
    key = key_of(reading, table)
    at = {item.place.end_char: index for index, item in enumerate(items)}
    for row in rows:
        about = _about_row(reading, row, at)
        cell = row.cells.get("status")
        standing = from_cell(reading, cell, key, table) if cell else None
        said = False
        for role, part in (("progress", "progress"), ("response", "progress"), ("impact", "impact")):
            told = row.cells.get(role)
            if told and role in row.fresh:
                said = said or part == "progress"
                own = from_words(reading, told.start_char, told.end_char)
                shown = standing if standing and standing.status != "unknown" else own
                yield _tag(
                    reading,
                    row,
                    Place(told.start_char, told.end_char),
                    part,
                    shown=shown,
                    about=about,
                    standing=standing,
                )
        worded = cell is not None and cell.end_char > cell.start_char
        if cell and worded and not said and "status" in row.fresh and (standing or not row.named):
            place = Place(cell.start_char, cell.end_char)
            yield _tag(
                reading, row, place, "progress", shown=standing or Standing("unknown"), about=about, standing=standing
            )


def _tag(
    reading: Reading,
    row: LogRow,
    place: Place,
    part: str,
    *,
    shown: Standing,
    about: tuple[AboutItem, ...],
    standing: Standing | None,
) -> ProgressTag:
    section = tuple(reading.document.quote(h.start_char, h.end_char) for h in row.headings)
    impact = part == "impact"
    return ProgressTag(
        trim(reading.document.text, place.start_char, place.end_char),
        "impact" if impact else "progress",
        "unknown" if impact else shown.status,
        "row-impact" if impact else "row-progress",
        0.95 if row.named else 0.9,
        section,
        "" if impact else shown.words,
        standing.rag if standing and not impact else None,
        about=about,
    )


def _about_row(reading: Reading, row: LogRow, at: dict[int, int]) -> tuple[AboutItem, ...]:
    for role in ("action", "recommendation", "decision", "issue"):
        if role in row.cells:
            index = at.get(item_place(reading, row, role).end_char)
            if index is not None:
                return (AboutItem(index, 0.98, "in the same row"),)
    return ()
