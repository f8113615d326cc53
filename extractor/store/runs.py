"""What one import did: when, with which rules, and what it could not do."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from extractor.errors import Problem
from extractor.store.connection import Store, raw, transaction


def now() -> str:
    """This moment in UTC, ISO, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def start_run(db: Store, arguments: str, version: str, rules_sha256: str) -> str:
    """The id of a new row of `runs`; `arguments` is the command as given."""
    run_id = f"run-{uuid.uuid4().hex[:16]}"
    with transaction(db) as conn:
        conn.execute(
            "insert into runs (id, started_at, version, rules_sha256, arguments) values (?, ?, ?, ?, ?)",
            (run_id, now(), version, rules_sha256, arguments),
        )
    return run_id


def finish_run(db: Store, run_id: str) -> None:
    """The run is marked as ended; one that was killed never is."""
    with transaction(db) as conn:
        conn.execute("update runs set finished_at = ? where id = ?", (now(), run_id))


def is_interrupted(db: Store) -> bool:
    """Whether the last run did not come to its end, or a paper that is stored was never linked."""
    (found,) = (
        raw(db)
        .execute(
            "select exists (select 1 from documents where linked = 0) "
            "or exists (select 1 from runs where finished_at is null and rowid = (select max(rowid) from runs))"
        )
        .fetchone()
    )
    return bool(found)


def record_failure(db: Store, run_id: str, filename: str, problem: Problem, sha256: str | None = None) -> None:
    """The file that could not be stored stands in `problems` by its name, so that no report forgets it."""
    with transaction(db) as conn:
        write_problems(conn, run_id, filename, [problem], sha256=sha256)


def write_problems(
    conn: sqlite3.Connection,
    run_id: str,
    filename: str,
    problems: Iterable[Problem],
    *,
    document_id: str | None = None,
    sha256: str | None = None,
) -> None:
    """The problems are rows of the run."""
    conn.executemany(
        "insert into problems (run_id, filename, sha256, document_id, severity, code, message, page) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        [(run_id, filename, sha256, document_id, p.severity, p.code, p.message, p.page) for p in problems],
    )


def known(db: Store, sha256: str, rules_sha256: str | None = None) -> bool:
    """Whether a file with these bytes is stored; with `rules_sha256`, whether it was read under these rules."""
    row = (
        raw(db)
        .execute("select r.rules_sha256 from documents d join runs r on r.id = d.run_id where d.sha256 = ?", (sha256,))
        .fetchone()
    )
    return row is not None and rules_sha256 in (None, row[0])


def dismissed(db: Store) -> set[str]:
    """The SHA-256 of every file that a person has said to be no paper, and the name of those that had no bytes."""
    rows = raw(db).execute(
        "select json_extract(anchor, '$.subject.id') from decisions where action = 'dismiss' "
        "and id in (select decision_id from decision_targets)"
    )
    return {row[0] for row in rows}
