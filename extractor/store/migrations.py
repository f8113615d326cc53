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
    for statement in statements(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")):
        conn.execute(statement)
    for table in SEARCHED:
        for statement in _full_text(table):
            conn.execute(statement)
    for statement in _exempt_triggers():
        conn.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one by one: `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def _full_text(table: str) -> Iterator[str]:
    """The full-text index of a table, and the triggers that keep it in step. Exempt papers are never in it."""
    public = "(select exempt from documents where id = {row}.document_id) = ''"
    quiet = "not exists (select 1 from bulk_load)"
    add = f"insert into {table}_fts (rowid, text, section) values (new.n, new.text, new.section);"
    drop = (
        f"insert into {table}_fts ({table}_fts, rowid, text, section) values ('delete', old.n, old.text, old.section);"
    )
    yield (
        f"create virtual table {table}_fts using fts5(text, section, "
        f'content="{table}", content_rowid="n", tokenize="porter unicode61")'
    )
    yield (
        f"create trigger {table}_fts_insert after insert on {table} "
        f"when {quiet} and {public.format(row='new')} begin {add} end"
    )
    yield (
        f"create trigger {table}_fts_delete after delete on {table} "
        f"when {quiet} and {public.format(row='old')} begin {drop} end"
    )
    yield (
        f"create trigger {table}_fts_update after update of n, text, section on {table} "
        f"when {quiet} and {public.format(row='new')} begin {drop} {add} end"
    )


def _exempt_triggers() -> Iterator[str]:
    """A paper that becomes exempt leaves the full-text index, and one that a person clears comes back."""
    for name, condition, verb in (
        ("withheld", "old.exempt = '' and new.exempt <> ''", "'delete', "),
        ("cleared", "old.exempt <> '' and new.exempt = ''", ""),
    ):
        bodies = []
        for table in SEARCHED:
            command = f"{table}_fts, " if verb else ""
            bodies.append(
                f"insert into {table}_fts ({command}rowid, text, section) "
                f"select {verb}n, text, section from {table} where document_id = new.id;"
            )
        yield (
            f"create trigger documents_{name} after update of exempt on documents "
            f"when not exists (select 1 from bulk_load) and {condition} begin {' '.join(bodies)} end"
        )


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first_schema,)
SCHEMA_VERSION = len(STEPS)
