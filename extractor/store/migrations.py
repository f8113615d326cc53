"""Brings a database to the present schema: each step whole or not at all, whoever else opens it at the same time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

APPLICATION_ID = 0x52454353  # "RECS": tells our files from any other SQLite database
SEARCHED = ("passages", "recommendations", "progress")


def version_of(conn: sqlite3.Connection) -> int | None:
    """The schema version of the file, 0 where it is empty, None where somebody else made it."""
    # In this order: another process may be making the file meanwhile, all of it in one step.
    if conn.execute("select 1 from sqlite_master limit 1").fetchone() is None:
        return 0
    if conn.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        return None
    return int(conn.execute("pragma user_version").fetchone()[0])


def migrate(conn: sqlite3.Connection) -> None:
    """The file has the present schema and the present views."""
    for number, step in enumerate(STEPS, start=1):
        if (version_of(conn) or 0) >= number:
            continue
        with conn:
            conn.execute("begin immediate")
            if (version_of(conn) or 0) < number:  # another process may have been first while we waited
                step(conn)
                conn.execute(f"pragma application_id={APPLICATION_ID}")
                conn.execute(f"pragma user_version={number}")


def _first_schema(conn: sqlite3.Connection) -> None:
    _run(conn, "schema.sql")
    for table in SEARCHED:
        conn.execute(
            f"create virtual table {table}_fts using fts5(text, section, "
            f'content="{table}", content_rowid="n", tokenize="porter unicode61")'
        )
        for trigger in _full_text(table):
            conn.execute(trigger)
    for trigger in _exempt_triggers():
        conn.execute(trigger)


def _run(conn: sqlite3.Connection, filename: str) -> None:
    for statement in statements(Path(__file__).with_name(filename).read_text(encoding="utf-8")):
        conn.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one by one: `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def searchable(row: str) -> str:
    """A condition on a row of a searched table: neither its paper nor the part of it is closed to the public."""
    return (
        f"(select exempt from documents where id = {row}.document_id) = '' and not exists ("
        f"select 1 from exempt_parts x where x.document_id = {row}.document_id and x.exempt <> '' "
        f"and x.start_char < {row}.end_char and x.end_char > {row}.start_char)"
    )


def _full_text(table: str) -> Iterator[str]:
    """The triggers that keep the full-text index of a table in step; what is not for publication is never in it."""
    add = f"insert into {table}_fts (rowid, text, section) values (new.n, new.text, new.section);"
    drop = (
        f"insert into {table}_fts ({table}_fts, rowid, text, section) values ('delete', old.n, old.text, old.section);"
    )
    for name, when, row, body in (
        ("insert", "insert", "new", add),
        ("delete", "delete", "old", drop),
        ("update", "update of n, text, section", "new", f"{drop} {add}"),
    ):
        trigger = f"{table}_fts_{name}"
        yield f"create trigger {trigger} after {when} on {table} when {_QUIET} and {searchable(row)} begin {body} end"


def _exempt_triggers() -> Iterator[str]:
    """A paper, or a part of one, that is closed leaves the full-text index; one that a person clears comes back."""
    inside = "and t.start_char < new.end_char and t.end_char > new.start_char"
    for table, column, place in (("documents", "id", ""), ("exempt_parts", "document_id", inside)):
        for name, condition, verb in (
            ("withheld", "old.exempt = '' and new.exempt <> ''", "'delete', "),
            ("cleared", "old.exempt <> '' and new.exempt = ''", ""),
        ):
            trigger = f"{table}_{name}"
            bodies = " ".join(_moved(searched, f"t.document_id = new.{column} {place}", verb) for searched in SEARCHED)
            when = f"after update of exempt on {table} when {_QUIET} and {condition}"
            yield f"create trigger {trigger} {when} begin {bodies} end"


def _moved(table: str, where: str, verb: str) -> str:
    """Puts rows into the full-text index or takes them out, save those that another mark keeps out anyway."""
    command = f"{table}_fts, " if verb else ""
    # The row that the trigger is about has its new mark by now; where that takes rows out it must not keep them in.
    kept_out = (
        "exists (select 1 from exempt_parts x where x.document_id = t.document_id and x.exempt <> '' "
        "and x.id <> new.id and x.start_char < t.end_char and x.end_char > t.start_char) "
        "or exists (select 1 from documents d where d.id = t.document_id and d.id <> new.id and d.exempt <> '')"
    )
    return (
        f"insert into {table}_fts ({command}rowid, text, section) "
        f"select {verb}t.n, t.text, t.section from {table} t where {where} and not ({kept_out});"
    )


_QUIET = "not exists (select 1 from bulk_load)"
STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first_schema,)
SCHEMA_VERSION = len(STEPS)
