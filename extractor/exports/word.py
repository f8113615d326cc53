"""A report for a committee as a Word file, in the styles of a template that a council may replace with its own."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError

from extractor.errors import ExtractorError
from extractor.exports import words
from extractor.exports.report import Report, report
from extractor.exports.tracker import RAG, Row

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_HEADINGS = ("No.", "Recommendation", "Owner", "Due", "Status", "What was said")


def as_docx(
    db: sqlite3.Connection, as_of: str | None = None, authority: str | None = None, template: Path | None = None
) -> bytes:
    """The report as bytes. Raises ExtractorError where the template is no Word file."""
    told = report(db, as_of, authority)
    try:
        paper = docx.Document(str(template) if template else None)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        todo = "Give a .docx file whose styles the report is to have"
        raise ExtractorError("the template is no Word file", todo, filename=str(template)) from error
    paper.core_properties.title = told.title
    paper.core_properties.author = ""
    paper.core_properties.created = paper.core_properties.modified = datetime(2000, 1, 1)
    _write(paper, told)
    out = io.BytesIO()
    paper.save(out)
    return _undated(out)


def _undated(made: io.BytesIO) -> bytes:
    """The same file without the hour it was packed at: the same database gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _write(paper: Any, told: Report) -> None:
    _heading(paper, told.title, 0)
    paper.add_paragraph(f"Where every recommendation stood on {told.tracker.day}, from papers dated on or before it.")
    _table(paper, ("", "Number"), [(name, f"{number:,}") for name, number in told.figures])
    if told.tracker.withheld:
        paper.add_paragraph(f"{told.tracker.withheld}.")
    _heading(paper, "Nobody has reported on", 1)
    if told.tracker.gaps:
        rows = [
            (row["ref"] or "", row["text"], row["owners"] or "Nobody named", _due(row), _made(row))
            for row in told.tracker.gaps
        ]
        _table(paper, (*_HEADINGS[:4], "Made in"), rows)
    else:
        paper.add_paragraph("Everything has been reported on.")
    _heading(paper, "Progress by theme", 1)
    for theme, found in told.themes.items():
        _heading(paper, theme, 2)
        _table(paper, _HEADINGS, [_progress(row) for row in found])


def _progress(row: Row) -> tuple[str, ...]:
    colour = RAG.get(row["status"], "")
    closed = f" {words.closed(row)}" if row["closed_on"] else ""
    status = f"{words.status(row['status'])}{closed} ({colour}){', overdue' if row['overdue'] else ''}"
    said = row["last_words"] or "Nothing reported"
    where = f" ({row['last_paper']}, {words.said(row)})" if row["last_report"] else ""
    return row["ref"] or "", row["text"], row["owners"] or "Nobody named", _due(row), status, f"{said}{where}"


def _due(row: Row) -> str:
    late = ", overdue" if row["overdue"] else ""
    return f"{words.day(row['due_date'])}{late}" if row["due_date"] else row["due_text"] or "No date"


def _made(row: Row) -> str:
    page = f", page {row['made_on_page']}" if row["made_on_page"] else ""
    return f"{row['made_in']}{page}, {words.made(row)}"


def _heading(paper: Any, text: str, level: int) -> None:
    """A heading in the template's style, or a bold line where the template has none of that level."""
    style = "Title" if level == 0 else f"Heading {level}"
    if style in {s.name for s in paper.styles}:
        paper.add_paragraph(_clean(text), style=style)
    else:
        paper.add_paragraph().add_run(_clean(text)).bold = True


def _table(paper: Any, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose first row is repeated on every page it runs over."""
    table = paper.add_table(rows=1, cols=len(headings))
    if "Table Grid" in {style.name for style in paper.styles}:
        table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(f"{{{properties.nsmap['w']}}}tblHeader", {}))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(value)
    paper.add_paragraph()


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)
