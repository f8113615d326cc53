"""A tracker as an Excel workbook: tables with filters, dates as dates, colours with their words, nothing live."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from extractor.exports.tracker import COLUMNS, RAG, Row, Tracker, shown, tracker

_WIDTHS = {"Recommendation": 60, "What was said": 50, "Owner": 30, "Papers searched": 60, "Said in": 32, "Made in": 32}
_COLOURS = {"Green": ("#1f6b45", "#e2f1e7"), "Amber": ("#7a5a00", "#faf0cf"), "Red": ("#8a3b12", "#fbe9dc")}
_DAYS = {"Due", "Last report", "Made on"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_MOST = 32_000  # characters of a cell


def as_xlsx(db: sqlite3.Connection, as_of: str | None = None, authority: str | None = None) -> bytes:
    """The workbook as bytes: what stands where, what nobody has reported on, what is overdue, and how it was made."""
    import xlsxwriter  # noqa: PLC0415  only this format needs it

    told = tracker(db, as_of, authority)
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"Recommendations as of {told.day}", "created": datetime(2000, 1, 1)})
        rag = {**COLUMNS, "RAG": "rag"}
        _sheet(book, "Recommendations", "tracker", rag, told.rows)
        searched = {"Papers searched": "searched", "Papers not read": "unread"}
        gaps = {name: COLUMNS[name] for name in ("Council", "Kind", "No.", "Recommendation", "Owner", "Due")}
        gaps |= {"Due as printed": "due_text", "Overdue": "overdue", "Made on": "made_on", "Made in": "made_in"}
        _sheet(book, "Nobody has reported", "gaps", {**gaps, **searched, "Id": "recommendation_id"}, told.gaps)
        _sheet(book, "Overdue", "overdue", rag, told.overdue)
        _about(book, told)
    return out.getvalue()


def _sheet(book: Any, title: str, name: str, columns: dict[str, str], rows: Sequence[Row]) -> None:
    """One table on a sheet of its own, with filters and a row of headings that stays in sight."""
    sheet = book.add_worksheet(title)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    dated = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
    for at, heading in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(heading, 16), wrapped)
    values = [[_value(row, key) for key in columns.values()] for row in rows]
    options: dict[str, Any] = {"name": name, "columns": [{"header": heading} for heading in columns]}
    sheet.add_table(0, 0, max(1, len(rows)), len(columns) - 1, options | {"style": "Table Style Light 1"})
    for line, row in enumerate(values, start=1):
        for at, (heading, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, line, at, value, dated if heading in _DAYS else wrapped)
    _colour(book, sheet, list(columns), len(rows))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _value(row: Row, key: str) -> Any:
    return RAG.get(row["status"], "") if key == "rag" else shown(row, key)


def _write(sheet: Any, line: int, at: int, value: Any, form: Any) -> None:
    """Words as words, whatever they begin with; whole days as dates."""
    if value is None or value == "":
        sheet.write_blank(line, at, None, form)
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value, form)
    elif day := _day(str(value)):
        sheet.write_datetime(line, at, datetime(day.year, day.month, day.day), form)
    else:
        sheet.write_string(line, at, _ILLEGAL.sub("", str(value))[:_MOST], form)


def _day(value: str) -> date | None:
    try:
        found = date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None
    return found if found and found.year >= 1900 else None  # Excel knows no earlier day


def _colour(book: Any, sheet: Any, headings: list[str], rows: int) -> None:
    for heading, is_red in (("RAG", None), ("Overdue", "Overdue")):
        if heading not in headings:
            continue
        at = headings.index(heading)
        for word, (ink, ground) in _COLOURS.items():
            said = is_red if word == "Red" and is_red else word
            form = book.add_format({"font_color": ink, "bg_color": ground, "bold": True})
            rule = {"type": "cell", "criteria": "==", "value": f'"{said}"', "format": form}
            sheet.conditional_format(1, at, max(1, rows), at, rule)


def _about(book: Any, told: Tracker) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    lines: list[str] = [
        f"Where every recommendation stood on {told.day}, from papers dated on or before that day.",
        "Made by rules from the papers themselves. The words of a paper stand as printed.",
        "Red: not reported, not started, delayed or no update. Amber: under way, or reported without a status. "
        "Green: complete, closed or on track. "
        "The words in the column Status are the reading; the colour follows from them.",
    ]
    if told.withheld:
        lines.append(f"{told.withheld}.")
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)
