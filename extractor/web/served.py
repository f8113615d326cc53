"""What is shown: the database itself where nothing in it is withheld or all readers may see it, else a public copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from extractor.store import connect
from extractor.store.connection import readonly_uri
from extractor.store.publishing import copy_public
from extractor.store.withheld import is_anything_withheld, summary

SHOWN_NAME = "papers"  # in addresses and in SQL, whatever the file is called


def reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, for a database that `connect` has looked at before the server began.

    `connect` looks into the file itself. A process that closes a file loses all its locks on it, those of its other
    connections too; and another process would then take away the log that they read. So no server calls it twice.
    """
    return sqlite3.connect(readonly_uri(path), uri=True, timeout=30, isolation_level=None, check_same_thread=False)


def holds_withheld(path: Path) -> bool:
    """Whether something in the database is marked as not for publication, and no person has cleared it."""
    conn = reading(path)
    try:
        return is_anything_withheld(conn)
    finally:
        conn.close()


def public_file(database: Path, folder: Path, say: Callable[[str], None], *, inside: bool = False) -> Path:
    """The file to serve: `database`, or a copy in `folder` that holds no byte of what is withheld from its readers.

    Readers `inside` the council see everything.
    """
    connect(database, readonly=True).close()
    if inside or not holds_withheld(database):
        return database
    copy = folder / f"{SHOWN_NAME}.db"
    found = copy_public(database, copy)
    say(f"{summary(found)}: a copy without them is made and served.")
    return copy
