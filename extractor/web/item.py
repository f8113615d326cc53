"""What the page of one recommendation shows: its words, owners, due date, where it stands, and its whole story."""

from __future__ import annotations

import sqlite3
from typing import Any

from extractor.exports import words
from extractor.store import ask, narrow_to_thread
from extractor.web.lists import one_of, rows_of
from extractor.web.standing import Row


def thread_of(conn: sqlite3.Connection, some_id: str) -> str | None:
    """The thread that this id (of a thread, of a printing, of a statement) belongs to."""
    row = conn.execute(_THREAD, {"id": some_id}).fetchone()
    return row[0] if row else None


def recommendation(conn: sqlite3.Connection, thread_id: str, as_of: str) -> dict[str, Any] | None:
    """Everything about a thread as of a day; None where it was not made by then. The connection is for this alone."""
    narrow_to_thread(conn, thread_id)
    status = next(iter(ask(conn, "recommendation_status", as_of, thread_id=thread_id)), None)
    if status is None:
        return None
    printings = ask(conn, "printings", as_of, thread_id=thread_id)
    owners = rows_of(conn, _OWNERS, (thread_id,))
    return {
        "status": status,
        "owners": owners,
        "due": due(conn, status, as_of),
        "events": _events(conn, ask(conn, "timeline", as_of, thread_id=thread_id), thread_id),
        "printings": printings,
        "why": rows_of(conn, _WHY, {"thread": thread_id}),
        "returns": rows_of(conn, _RETURNS, {"thread": thread_id}),
        "rule": one_of(conn, "select rule_id, confidence, verdict from recommendations where id = ?",
                       status["recommendation_id"]),
        "decisions": rows_of(conn, _DECISIONS, {"thread": thread_id}),
        "candidates": rows_of(conn, _CANDIDATES, {"thread": thread_id}),
        "as_of": as_of,
    }  # fmt: skip


def due(conn: sqlite3.Connection, status: Row, as_of: str) -> dict[str, Any]:
    """The deadline, the words it was read from, the arithmetic, and how far it is away on the day."""
    row = one_of(conn, _DUE, status["thread_id"], status["due_date"]) or {}
    away = words.days_between(as_of, status["due_date"])
    distance = ""
    if away is not None:
        distance = f"{words.counted(abs(away), 'day')} {'away' if away >= 0 else 'ago'}" if away else "today"
    return {
        "date": status["due_date"],
        "words": status["due_text"],
        "basis": row.get("due_basis"),
        "distance": distance,
        "said_by": row,
    }


def _events(conn: sqlite3.Connection, events: list[Row], thread_id: str) -> list[Row]:
    """The timeline with the meeting each was said at and, for progress, why it is taken for an answer."""
    reasons = {row["progress_id"]: row for row in rows_of(conn, _REASONS, (thread_id,))}
    meetings: dict[str, Row | None] = {}
    for event in events:
        document = event["document_id"]
        if document and document not in meetings:
            meetings[document] = one_of(conn, _MEETING_OF, document)
        event["meeting"] = meetings.get(document) if document else None
        event["why"] = reasons.get(event["row_id"])
    return sorted(events, key=lambda event: (event["day"] or "", _PLACE.get(event["event"], 5)))


_PLACE = {"made": 0, "restated": 1, "due date set": 2, "due date moved": 3, "progress": 4}

_THREAD = """
    select id from threads where id = :id
    union all select thread_id from recommendations where id = :id and thread_id is not null
    union all select r.thread_id from progress_links l join recommendations r on r.id = l.recommendation_id
    where l.progress_id = :id and r.thread_id is not null limit 1"""
_OWNERS = """
    select o.id, o.name, o.type, ro.text, ro.basis, d.filename, min(d.date || r.position) as first
    from recommendation_owners ro join owners o on o.id = ro.owner_id
    join recommendations r on r.id = ro.recommendation_id join documents d on d.id = r.document_id
    where r.thread_id = ? and r.verdict <> 'rejected' group by o.id order by first, o.id"""
_DUE = """
    select r.due_basis, r.id, r.document_id, r.page, d.filename, d.date from recommendations r
    join documents d on d.id = r.document_id
    where r.thread_id = ? and r.due_date is ? order by d.date desc limit 1"""
_REASONS = """
    select l.progress_id, l.reason, l.score, l.decided_by, l.shared from progress_links l
    join recommendations r on r.id = l.recommendation_id where r.thread_id = ?"""
_MEETING_OF = """
    select m.id, b.name as body, m.date, d.title, d.kind from documents d left join meetings m on m.id = d.meeting_id
    left join bodies b on b.id = d.body_id where d.id = ?"""
_WHY = """
    select l.reason, l.score, l.decided_by, a.id as one, b.id as other, d.filename as one_in, e.filename as other_in
    from thread_links l join recommendations a on a.id = l.recommendation_id join recommendations b on b.id = l.other_id
    join documents d on d.id = a.document_id join documents e on e.id = b.document_id
    where a.thread_id = :thread or b.thread_id = :thread order by e.filename limit 60"""
_RETURNS = """
    select e.thread_id, e.text, d.filename, d.date, c.reason from come_backs c
    join recommendations n on n.id = c.recommendation_id join recommendations e on e.id = c.earlier_id
    join documents d on d.id = e.document_id where n.thread_id = :thread
    union
    select n.thread_id, n.text, d.filename, d.date, c.reason from come_backs c
    join recommendations n on n.id = c.recommendation_id join recommendations e on e.id = c.earlier_id
    join documents d on d.id = n.document_id where e.thread_id = :thread"""
_DECISIONS = """
    select d.id, d.made_at, d.made_by, d.action, d.value, d.note, d.before, d.subject from decisions d
    where d.subject in (select id from recommendations where thread_id = :thread
                        union select :thread
                        union select l.progress_id from progress_links l join recommendations r
                        on r.id = l.recommendation_id where r.thread_id = :thread) order by d.id desc limit 40"""
_CANDIDATES = """
    select case when a.thread_id = :thread then a.id else b.id end as mine,
           case when a.thread_id = :thread then b.id else a.id end as other,
           case when a.thread_id = :thread then b.text else a.text end as text, l.reason
    from doubtful_links l join recommendations a on a.id = l.recommendation_id
    join recommendations b on b.id = l.other_id
    where (a.thread_id = :thread) <> (b.thread_id = :thread) limit 10"""
