"""How Datasette shows the tables: their descriptions, labels and facets, and the questions in plain English."""

from __future__ import annotations

import sqlite3
from typing import Any

from extractor.rulebook import Rulebook, load, shipped
from extractor.store import question

FACETS = {
    "documents": ["kind", "authority_id", "framework"],
    "recommendations": ["kind"],
    "progress": ["status"],
    "problems": ["severity", "code"],
    "owners": ["type"],
    "recommendation_status": ["authority", "status", "kind"],
    "unreported_recommendations": ["authority", "kind", "framework"],
    "overdue_recommendations": ["authority", "status", "kind"],
    "timeline": ["event"],
}
LABELS = {
    "authorities": "name",
    "bodies": "name",
    "owners": "name",
    "documents": "filename",
    "meetings": "title",
    "recommendations": "text",
    "progress": "text",
    "threads": "text",
    "agenda_items": "title",
}
NARROWED = {
    "authority": "authority",
    "owner": "owners",
}  # a parameter that narrows a report, and the column it looks in


def metadata(conn: sqlite3.Connection, name: str, rulebook: Rulebook | None = None) -> dict[str, Any]:
    """What Datasette calls metadata, for the database served under this name."""
    told = (rulebook or load()).table("metadata")
    shown = [row[0] for row in conn.execute(_TABLES)]
    tables = {table: _table(conn, told, table) for table in shown}
    database = {"tables": tables, "queries": _queries(conn, told["questions"])}
    database |= {"title": told["title"], "description": told["description"]}
    return {
        "title": told["title"],
        "license": told["licence_title"],
        "license_url": told["licence_url"],
        "databases": {name: database},
    }


def described(told: dict[str, Any], table: str, columns: list[str]) -> dict[str, str]:
    """What each column of the table means; a column that nobody has described is left out."""
    own = told["of"].get(table, {})
    found = {column: own.get(column) or told["columns"].get(column) for column in columns}
    return {column: words for column, words in found.items() if words}


def _table(conn: sqlite3.Connection, told: dict[str, Any], table: str) -> dict[str, Any]:
    if table in told["internal"] or "_fts" in table:
        return {"hidden": True}
    columns = [row[1] for row in conn.execute(f"pragma table_info([{table}])")]
    about = told["tables"].get(table) or _report_title(conn, table)
    found: dict[str, Any] = {"description": about, "columns": described(told, table, columns), "size": 50}
    if table in LABELS:
        found["label_column"] = LABELS[table]
    if table in FACETS:
        found["facets"] = FACETS[table]
    return found


def _report_title(conn: sqlite3.Connection, name: str) -> str:
    row = conn.execute("select title from reports where name = ?", (name,)).fetchone()
    return row[0] if row else ""


def _queries(conn: sqlite3.Connection, asked: dict[str, str]) -> dict[str, Any]:
    """Each question with a day, a council and an owner to fill in; an empty field means any."""
    found = {}
    reports = dict(conn.execute("select name, title from reports order by name"))
    shipped_names = {path.stem for path in (shipped() / "reports").glob("*.sql")}
    own = {name: title for name, title in reports.items() if name not in shipped_names}
    for name, title in (asked | own).items():
        if name not in reports:
            continue
        columns = {row[1] for row in conn.execute(f"pragma table_info([{name}])")}
        conditions = [
            f"(coalesce(:{parameter}, '') = '' or {column} like '%' || :{parameter} || '%')"
            for parameter, column in NARROWED.items()
            if column in columns
        ]
        day = "coalesce(nullif(:as_of, ''), date('now'))"
        narrowed = f"\nwhere {' and '.join(conditions)}" if conditions else ""
        sql = f"select * from (\n{question(conn, name).replace(':as_of', day)}\n){narrowed}"
        found[f"ask_{name}"] = {"title": title, "sql": sql, "hide_sql": True, "description": _HOW}
    return found


_HOW = "Leave a field empty for today, or for all. Days are written 2026-03-31: papers of later days do not count."
_TABLES = "select name from sqlite_master where type in ('table', 'view') order by name"
