"""The rows of one paper. Raw `executemany`: a paper has some hundred rows, and anything kinder is ten times slower."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.records import Extraction, Recommendation
from extractor.store import names, shapes
from extractor.store.migrations import SEARCHED, searchable

MADE_FROM_FILE = (
    "agenda_items",
    "exempt_parts",
    "judgements",
    "lines",
    "set_aside",
    "dates",
    "empty_sections",
    "mentions",
    "document_texts",
    "problems",
)


def write(conn: sqlite3.Connection, extraction: Extraction, meeting_id: str | None) -> None:
    """Every row that hangs on the document is stored; the full-text index is not touched."""
    file = extraction.document
    _insert(conn, "document_texts", [(file.id, file.text)])
    _insert(conn, "passages", shapes.passages(file, _next_n(conn, "passages")))
    _insert(conn, "lines", shapes.lines(file))
    _insert(conn, "set_aside", shapes.set_aside(file))
    _insert(conn, "exempt_parts", (shapes.exempt(file, i, part) for i, part in enumerate(extraction.exempt_parts)))
    items = enumerate(extraction.agenda_items)
    _insert(conn, "agenda_items", (shapes.agenda(file, i, item, meeting_id) for i, item in items))
    _insert(conn, "judgements", shapes.judgements(file, extraction.judgements))
    _insert(conn, "dates", shapes.dates(file, extraction.dates))
    _insert(conn, "empty_sections", (shapes.empty(file, i, e) for i, e in enumerate(extraction.empty_sections)))
    _insert(conn, "recommendations", shapes.recommendations(extraction, _next_n(conn, "recommendations")))
    _owners(conn, extraction.recommendations)
    first = _next_n(conn, "progress")
    _insert(conn, "progress", (shapes.progress(file, i, first + i, p) for i, p in enumerate(extraction.progress)))
    _insert(conn, "progress_links", shapes.answers(extraction.progress))
    _insert(conn, "mentions", shapes.mentions(extraction))


def index(conn: sqlite3.Connection, document_id: str) -> None:
    """The words of the paper that are for publication are in the full-text index."""
    for table in SEARCHED:
        conn.execute(
            f"insert into {table}_fts (rowid, text, section) select t.n, t.text, t.section from {table} t "
            f"where t.document_id = ? and {searchable('t')}",
            (document_id,),
        )


def unindex(conn: sqlite3.Connection, document_id: str) -> None:
    """The words of the paper are in the full-text index no more."""
    for table in SEARCHED:
        conn.execute(
            f"insert into {table}_fts ({table}_fts, rowid, text, section) "
            f"select 'delete', t.n, t.text, t.section from {table} t where t.document_id = ? and {searchable('t')}",
            (document_id,),
        )


def _insert(conn: sqlite3.Connection, table: str, values: Iterable[Sequence[Any]]) -> None:
    columns = shapes.COLUMNS[table]
    marks = ", ".join("?" * len(columns.split(",")))
    conn.executemany(f"insert into {table} ({columns}) values ({marks})", values)


def _next_n(conn: sqlite3.Connection, table: str) -> int:
    return int(conn.execute(f"select coalesce(max(n), 0) + 1 from {table}").fetchone()[0])


def _owners(conn: sqlite3.Connection, items: Iterable[Recommendation]) -> None:
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for item in items:
        for o in item.owners:
            key = (item.id, names.owner(conn, o.name, o.type))
            found.setdefault(key, (*key, o.quote.text, o.quote.start_char, o.quote.end_char, o.basis))
    _insert(conn, "recommendation_owners", found.values())
