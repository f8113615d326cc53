"""Asks the questions that are kept in the database, as of any day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractor.errors import StoreError
from extractor.store.connection import Store, explain, raw
from extractor.store.views import TODAY, in_order, shipped, uses


def ask(db: Store, report: str, as_of: str | None = None, **where: Any) -> list[dict[str, Any]]:
    """The rows of a report as of an ISO day (today if none), with columns equal to what is given in `where`."""
    sql, values = question(db, report), {"as_of": as_of or _today(db)}
    conditions = " and ".join(f'"{name}" is :where_{name}' for name in where)
    values |= {f"where_{name}": value for name, value in where.items()}
    try:
        rows = raw(db).execute(f"select * from ({sql}){f' where {conditions}' if conditions else ''}", values)
        columns = [column[0] for column in rows.description]
        return [dict(zip(columns, row, strict=True)) for row in rows]
    except sqlite3.Error as error:
        raise explain(error) from error


@contextmanager
def reckoned(db: Store, as_of: str | None, *reports: str) -> Iterator[None]:
    """Until this ends these reports are tables as of the day, for questions of that day that read them.

    What is asked meanwhile is answered from one state of the database, whoever writes to it. It is for asking alone:
    what this connection writes is not kept.
    """
    conn = raw(db)
    conn.execute("savepoint reckoned")  # the tables go when it is rolled back
    try:
        for name in reports:
            conn.execute(f"create temp table {name} as {question(db, name)}", {"as_of": as_of or _today(db)})
        yield
    except sqlite3.Error as error:
        raise explain(error) from error
    finally:
        conn.execute("rollback to reckoned")
        conn.execute("release reckoned")


def _today(db: Store) -> str:
    return str(raw(db).execute(f"select {TODAY}").fetchone()[0])


def question(db: Store, report: str) -> str:
    """One SQL statement for the report, with the parameter `:as_of` and nothing else: any SQLite client can run it."""
    sources = dict(raw(db).execute("select name, sql from reports"))
    if report not in sources:
        sources |= shipped()  # who wrote to the database last had an earlier version of the tool
    if report not in sources:
        raise StoreError(f"there is no report '{report}'", f"There are {', '.join(sorted(sources))}")
    for (name,) in raw(db).execute("select name from sqlite_temp_master where type = 'table'"):
        if name != report:
            sources.pop(name, None)  # it is reckoned already
    needed = in_order({name: sources[name] for name in uses(sources, report)})
    parts = ",\n".join(f"{name} as not materialized (\n{sources[name]})" for name in needed)
    return f"with {parts}\nselect * from {report}"
