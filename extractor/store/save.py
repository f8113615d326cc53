"""Stores one paper whole, in one transaction; what a person decided is kept when a paper is read anew."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from extractor.errors import StoreError
from extractor.records import Extraction
from extractor.store import names, rows, shapes
from extractor.store.connection import Store, transaction
from extractor.store.decisions import replay_about
from extractor.store.runs import now, write_problems

SaveStatus = Literal["new", "unchanged", "renamed", "read_again"]


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What became of one file: its document, whether it was new, and how much was found in it."""

    document_id: str
    status: SaveStatus
    recommendations: int
    progress: int


def save(db: Store, extraction: Extraction, run_id: str, filename: str) -> SaveResult:
    """The paper, its text and all its records are in the database, on disk, or nothing of it is.

    The same bytes under the same rules change nothing but a second name; under other rules the machine's rows are
    replaced and every decision about them is replayed. Raises StoreError where the database cannot take it.
    """
    document = extraction.document
    with transaction(db) as conn:
        rules = _rules(conn, run_id)
        stored = _stored_rules(conn, document.sha256)
        if stored is not None:
            renamed = _add_name(conn, document.id, filename)
            if stored == rules:
                return _result(extraction, "renamed" if renamed else "unchanged")
            _clear(conn, document.id)
        _write(conn, extraction, run_id, filename, new=stored is None)
        if stored is not None:
            replay_about(conn, document.id)
    return _result(extraction, "new" if stored is None else "read_again")


def save_name(db: Store, sha256: str, filename: str) -> bool:
    """A stored file has this name too; false where no file with these bytes is stored."""
    with transaction(db) as conn:
        row = conn.execute("select id from documents where sha256 = ?", (sha256,)).fetchone()
        if row:
            _add_name(conn, row[0], filename)
    return row is not None


def _result(extraction: Extraction, status: SaveStatus) -> SaveResult:
    return SaveResult(extraction.document.id, status, len(extraction.recommendations), len(extraction.progress))


def _rules(conn: sqlite3.Connection, run_id: str) -> tuple[str, str]:
    row = conn.execute("select version, rules_sha256 from runs where id = ?", (run_id,)).fetchone()
    if row is None:
        raise StoreError(f"there is no run '{run_id}'", "Start one first")
    return row[0], row[1]


def _stored_rules(conn: sqlite3.Connection, sha256: str) -> tuple[str, str] | None:
    """The version and rules that the file was last read with; None where it is not stored."""
    row: tuple[str, str] | None = conn.execute(
        "select r.version, r.rules_sha256 from documents d join runs r on r.id = d.run_id where d.sha256 = ?", (sha256,)
    ).fetchone()
    return row


def _add_name(conn: sqlite3.Connection, document_id: str, filename: str) -> bool:
    """Whether the name is new; the first name in the alphabet stands for the file, whichever came first."""
    added = conn.execute("insert or ignore into document_names values (?, ?)", (document_id, filename)).rowcount
    if added:
        conn.execute(
            "update documents set filename = (select min(filename) from document_names where document_id = ?1) "
            "where id = ?1",
            (document_id,),
        )
    return bool(added)


def _clear(conn: sqlite3.Connection, document_id: str) -> None:
    """Nothing that the machine made of the file is left, save its own row; its threads are marked to be made anew."""
    conn.execute(
        "insert or ignore into stale_items select other.id from recommendations r "
        "join recommendations other on other.thread_id = r.thread_id where r.document_id = ?",
        (document_id,),
    )
    conn.execute(
        "delete from machine_values where subject = ?1 or subject in (select id from recommendations "
        "where document_id = ?1) or subject in (select id from progress where document_id = ?1) "
        "or subject in (select id from exempt_parts where document_id = ?1)",
        (document_id,),
    )
    rows.unindex(conn, document_id)
    names.may_be_unused(conn)
    conn.execute("insert into bulk_load values (?)", (document_id,))
    for table in ("progress", "recommendations", "passages", *rows.MADE_FROM_FILE):
        conn.execute(f"delete from {table} where document_id = ?", (document_id,))
    conn.execute("delete from bulk_load")


def _write(conn: sqlite3.Connection, extraction: Extraction, run_id: str, filename: str, *, new: bool) -> None:
    document = extraction.document
    authority_id, body_id, meeting_id = _whose(conn, extraction)
    values = shapes.document(extraction, run_id, filename, (authority_id, body_id, meeting_id))
    if new:
        values["imported_at"] = now()
        columns = ", ".join(values)
        conn.execute(f"insert into documents ({columns}) values ({', '.join(f':{c}' for c in values)})", values)
        _add_name(conn, document.id, filename)
    else:
        del values["filename"]
        conn.execute(f"update documents set {', '.join(f'{c} = :{c}' for c in values)} where id = :id", values)
    conn.execute("insert into bulk_load values (?)", (document.id,))
    rows.write(conn, extraction, meeting_id)
    rows.index(conn, document.id)
    conn.execute("delete from bulk_load")
    problems = dict.fromkeys((*document.problems, *extraction.problems))
    write_problems(conn, run_id, filename, problems, document_id=document.id, sha256=document.sha256)


def _whose(conn: sqlite3.Connection, extraction: Extraction) -> tuple[str | None, str | None, str | None]:
    """The ids of the council, the body and the sitting that the paper names."""
    paper = extraction.paper
    authority_id = names.authority(conn, paper.authority) if paper.authority else None
    body_id = names.body(conn, paper.body, authority_id, paper.kind) if paper.body else None
    return authority_id, body_id, names.meeting(conn, body_id, paper.date, paper.kind)
