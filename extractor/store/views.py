"""The questions that officers ask, as SQL: kept in the database, with a view of each for today.

Each file of `models/reports` is one question, which may read others by name; `:as_of` is the day it is asked for.
Whoever has the database has the questions, with or without this tool.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

TODAY = "date('now')"


def title(sql: str) -> str:
    """What the comment at the head of a report says."""
    head = re.match(r"(?:--[^\n]*\n)+", sql)
    return " ".join(line.removeprefix("--").strip() for line in head[0].splitlines()) if head else ""


def uses(sources: Mapping[str, str], report: str) -> set[str]:
    """The names of the report and of all reports that it reads, directly or not."""
    found, todo = {report}, [report]
    while todo:
        words = set(re.findall(r"\w+", re.sub(r"--[^\n]*", "", sources[todo.pop()])))
        new = (words & sources.keys()) - found
        found |= new
        todo += sorted(new)
    return found


def in_order(sources: Mapping[str, str]) -> list[str]:
    """The names such that each comes after those it reads."""
    return sorted(sources, key=lambda name: (len(uses(sources, name)), name))


def shipped() -> dict[str, str]:
    """The SQL of the reports of this installation, by their names."""
    from extractor.rulebook import shipped as models  # noqa: PLC0415 - a database opened for reading has its reports

    files = sorted((models() / "reports").glob("*.sql"))
    return {file.stem: file.read_text(encoding="utf-8").strip() for file in files}


def refresh(conn: sqlite3.Connection) -> None:
    """The database has the reports of this installation, each as a row of `reports` and as a view for today."""
    sources = shipped()
    if dict(conn.execute("select name, sql from reports")) == sources:
        return
    with conn:
        conn.execute("begin immediate")
        for (name,) in conn.execute("select name from reports").fetchall():
            conn.execute(f"drop view if exists {name}")
        conn.execute("delete from reports")
        for name in in_order(sources):
            conn.execute("insert into reports values (?, ?, ?)", (name, title(sources[name]), sources[name]))
            conn.execute(f"create view {name} as {sources[name].replace(':as_of', TODAY)}")
