"""Which files are printings of one paper, and which counts: both are kept, and on a conflict neither gives way."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from extractor.records import squash

SHARED = 0.6  # of the passages of the shorter paper, for two files to be printings of one
FEWEST = 3  # passages; less is no paper to know again
WORTH = 40  # letters and digits; shorter passages are headings and formulas
RANK = {"draft": 0, "unknown": 1, "final": 2}


@dataclass(frozen=True, slots=True)
class _Printing:
    id: str
    kind: str
    framework: str | None
    authority: str | None
    meeting: str | None
    date: str | None
    version: str
    created: str
    superseded_by: str | None


_COLUMNS = "id, kind, framework, authority_id, meeting_id, date, version, created, superseded_by"


def settle(conn: sqlite3.Connection, document_id: str) -> None:
    """The other printings of this paper are known, and the older of two gives way to the newer where they tell."""
    ours = _printing(conn, document_id)
    before = {p for row in _versions_of(conn, document_id) for p in row} - {document_id}
    conn.execute("delete from document_versions where document_id = ?1 or other_id = ?1", (document_id,))
    others = _candidates(conn, ours)
    words = _passages(conn, document_id) if others else frozenset()
    for other in others:
        if (share := _shared(words, _passages(conn, other.id))) >= SHARED:
            first, second = sorted((document_id, other.id))
            reason = f"{share:.0%} of the paragraphs are the same"
            conn.execute("insert or ignore into document_versions values (?, ?, ?)", (first, second, reason))
    after = {p for row in _versions_of(conn, document_id) for p in row} - {document_id}
    for touched in {document_id} | before | after:
        _point_to_newest(conn, touched)


def versions_of(conn: sqlite3.Connection, document_id: str) -> list[str]:
    """The ids of the other printings of the paper."""
    return sorted({p for row in _versions_of(conn, document_id) for p in row} - {document_id})


def _versions_of(conn: sqlite3.Connection, document_id: str) -> list[tuple[str, str]]:
    return conn.execute(
        "select document_id, other_id from document_versions where document_id = ?1 or other_id = ?1", (document_id,)
    ).fetchall()


def _printing(conn: sqlite3.Connection, document_id: str) -> _Printing:
    return _Printing(*conn.execute(f"select {_COLUMNS} from documents where id = ?", (document_id,)).fetchone())


def _candidates(conn: sqlite3.Connection, ours: _Printing) -> list[_Printing]:
    """Files that may be the same paper: of one sitting, of one inspection, or under one name."""
    rows = conn.execute(
        f"select {_COLUMNS} from documents where kind = :kind and id <> :id and linked = 1 and (meeting_id = :meeting "
        "or (:kind = 'inspection_report' and authority_id = :authority and framework is :framework and date = :date) "
        "or (authority_id is :authority and id in (select document_id from document_names where filename in ("
        "select filename from document_names where document_id = :id))))",
        {
            "kind": ours.kind,
            "id": ours.id,
            "meeting": ours.meeting,
            "authority": ours.authority,
            "framework": ours.framework,
            "date": ours.date,
        },
    )
    return [_Printing(*row) for row in rows]


def _point_to_newest(conn: sqlite3.Connection, document_id: str) -> None:
    """The paper gives way to its newest printing, if one says that it is newer; else to none."""
    ours = _printing(conn, document_id)
    newer = [p for other in versions_of(conn, document_id) if _is_newer(p := _printing(conn, other), ours)]
    best = max(newer, key=_age, default=None)
    if ours.superseded_by != (best.id if best else None):
        conn.execute("update documents set superseded_by = ? where id = ?", (best.id if best else None, document_id))


def _age(printing: _Printing) -> tuple[int, str, str, str]:
    return (RANK[printing.version], printing.date or "", printing.created, printing.id)


def _is_newer(a: _Printing, b: _Printing) -> bool:
    """Whether the papers say that `a` is newer: by draft and final, by their dates, or by when the files were made."""
    if RANK[a.version] != RANK[b.version]:
        return RANK[a.version] > RANK[b.version]
    for one, other in ((a.date or "", b.date or ""), (a.created, b.created)):
        if one != other:
            return one > other and other != ""
    return False


def _passages(conn: sqlite3.Connection, document_id: str) -> frozenset[str]:
    rows = conn.execute("select text from passages where document_id = ?", (document_id,))
    return frozenset(words for row in rows if len(words := squash(row[0])) >= WORTH)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter >= FEWEST else 0.0
