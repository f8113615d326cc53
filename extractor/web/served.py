"""What may be shown: the database itself where every paper in it is public, else a copy without the others."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from extractor.store import connect

SHOWN_NAME = "papers"  # in addresses and in SQL, whatever the file is called


def reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, for a database that `connect` has looked at before the server began.

    `connect` looks into the file itself. A process that closes a file loses all its locks on it, those of its other
    connections too; and another process would then take away the log that they read. So no server calls it twice.
    """
    frozen = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    uri = f"file:{quote(str(path.resolve()))}?mode=ro{'&immutable=1' if frozen else ''}"
    return sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None, check_same_thread=False)


def exempt_papers(path: Path) -> int:
    """How many papers of the database are marked as not for publication."""
    conn = reading(path)
    try:
        return int(conn.execute("select count(*) from documents where exempt <> ''").fetchone()[0])
    finally:
        conn.close()


def public_file(database: Path, folder: Path, say: Callable[[str], None]) -> Path:
    """The file to serve: `database`, or a copy in `folder` that holds no byte of a paper not for publication."""
    connect(database, readonly=True).close()
    kept_back = exempt_papers(database)
    if not kept_back:
        return database
    copy = folder / f"{SHOWN_NAME}.db"
    say(f"{kept_back} papers are not for publication: a copy without them is made and served.")
    conn = reading(database)
    try:
        conn.execute("vacuum into ?", (str(copy),))
    finally:
        conn.close()
    _clear(copy)
    return copy


def _clear(path: Path) -> None:
    """The file holds no row and no byte of a paper not for publication, nor who decided what about one."""
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        conn.execute("pragma foreign_keys = on")
        conn.execute("pragma secure_delete = on")
        conn.execute("begin immediate")
        conn.execute("insert into bulk_load values ('clearing')")  # the full-text index never held their words
        for sql in _CLEARING:
            conn.execute(sql)
        conn.execute("delete from bulk_load")
        conn.execute("commit")
        conn.execute("vacuum")
    finally:
        conn.close()


_HIDDEN = "select id from documents where exempt <> ''"
_HIDDEN_ITEMS = f"select id from recommendations where document_id in ({_HIDDEN})"
_PUBLIC = "select id from documents where exempt = ''"
_KNOWN = f"""
    select id from recommendations where document_id in ({_PUBLIC})
    union all select id from progress where document_id in ({_PUBLIC})
    union all {_PUBLIC} union all select id from threads"""
# A thread that an exempt paper began goes on from its first public printing.
_FIRST_PUBLIC = """
    from recommendations r join documents d on d.id = r.document_id
    where r.thread_id = threads.id and d.exempt = '' order by d.date, d.id, r.position limit 1"""

_CLEARING = (
    f"""update threads set text = (select r.text {_FIRST_PUBLIC}), first_date = (select d.date {_FIRST_PUBLIC}),
        origin_recommendation_id = (select r.id {_FIRST_PUBLIC})
        where origin_recommendation_id in ({_HIDDEN_ITEMS}) and exists (select 1 {_FIRST_PUBLIC})""",
    "drop trigger decisions_are_never_changed",
    "drop trigger decisions_are_never_deleted",
    "delete from decision_targets",
    "update closings set decision_id = null",
    f"delete from decisions where subject not in ({_KNOWN})",
    f"delete from machine_values where subject not in ({_KNOWN})",
    f"delete from problems where severity = 'question' and (subject not in ({_KNOWN}) or other not in ({_KNOWN}))",
    f"delete from problems where filename in (select filename from document_names where document_id in ({_HIDDEN}))",
    f"delete from documents where id in ({_HIDDEN})",
    "delete from owners where id not in (select owner_id from recommendation_owners)",
    "delete from meetings where id not in (select meeting_id from documents where meeting_id is not null)",
    "update runs set arguments = ''",  # they name files
)
