"""What people decided: an append-only log, replayed over whatever the machine reads.

Each replay first puts back what the machine had read and then applies every decision that has not been undone, oldest
first; so the same log over the same papers always gives the same database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, Literal

from extractor.errors import StoreError
from extractor.store import anchors, effects, values
from extractor.store.connection import Store, raw, transaction
from extractor.store.runs import now

Action = Literal["accept", "reject", "edit", "join", "split", "close", "reopen", "answer", "dismiss"]


def decide(
    db: Store, action: Action, subject: str, value: str = "", *, by: str, note: str = "", made_at: str | None = None
) -> int:
    """The decision is in the log and in force, save that threads are made anew by the next `relink`; its number.

    `subject` is the id of an item, a progress statement, a thread, a paper or a question, the name of a paper's file,
    or to dismiss it that of a file that could not be read; `value` is the other item's id (join, split),
    `field=new value` (edit), a day (close, reopen), or yes, no or a pick (answer).
    Raises StoreError where the id is unknown or the value does not fit.
    """
    return decide_all(db, [(action, subject, value)], by=by, note=note, made_at=made_at)[0]


def decide_all(
    db: Store, wanted: Iterable[tuple[Action, str, str]], *, by: str, note: str = "", made_at: str | None = None
) -> list[int]:
    """As `decide`, for several decisions (action, subject, value) at once: all of them are kept, or none is."""
    if not by.strip():
        raise StoreError("a decision needs a name", "Say who decides")
    with transaction(db) as conn:
        numbers = [_keep(conn, each, (made_at or now(), by, note)) for each in wanted]
        replay_within(conn)
    return numbers


def _keep(conn: sqlite3.Connection, wanted: tuple[Action, str, str], made: tuple[str, str, str]) -> int:
    """The decision is in the log; its number."""
    action, subject, value = wanted
    made_at, by, note = made
    about = _about(conn, action, subject, value)
    value = values.settled(conn, action, about, value)
    if action == "edit" and about["subject"]["table"] == "documents":  # it may have been named by its file
        subject = about["subject"]["id"]
    before = effects.before(conn, action, about, value)
    if action in ("close", "reopen") and not value:
        value = made_at[:10]
    cursor = conn.execute(
        "insert into decisions (made_at, made_by, action, subject, value, note, before, anchor) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        (made_at, by, action, subject, value, note, before, json.dumps(about, ensure_ascii=False)),
    )
    return int(cursor.lastrowid or 0)


def undo(db: Store, decision_id: int | None = None, *, by: str, note: str = "", made_at: str | None = None) -> int:
    """The decision (the last in force, if none is given) counts no more; its reversal is in the log; its number.

    Undoing an undo brings the decision back.
    """
    with transaction(db) as conn:
        if decision_id is None:
            in_force = [each for each in _in_force(conn) if each["action"] != "undo"]
            if not in_force:
                raise StoreError("there is no decision to undo")
            decision_id = in_force[-1]["id"]
        row = conn.execute("select subject, value, action from decisions where id = ?", (decision_id,)).fetchone()
        if row is None:
            raise StoreError(f"there is no decision number {decision_id}", "'extractor decisions' lists them")
        if row[2] != "undo" and decision_id not in {decision["id"] for decision in _in_force(conn)}:
            raise StoreError(f"decision {decision_id} is taken back already", "'extractor decisions' says by which")
        cursor = conn.execute(
            "insert into decisions (made_at, made_by, action, subject, value, note, before) "
            "values (?, ?, 'undo', ?, ?, ?, ?)",
            (made_at or now(), by, row[0], str(decision_id), note, f"{row[2]} {row[1]}".strip()),
        )
        replay_within(conn)
        return int(cursor.lastrowid or 0)


def replay(db: Store) -> list[int]:
    """Every decision is in force over what the machine read; the numbers of those whose subject is gone."""
    with transaction(db) as conn:
        return replay_within(conn)


def gone(db: Store) -> list[int]:
    """The numbers of the decisions whose subject is gone, as of the last replay."""
    rows = raw(db).execute("select decision_id from decision_targets where subject is null order by decision_id")
    return [row[0] for row in rows]


def replay_within(conn: sqlite3.Connection) -> list[int]:
    """As `replay`, inside a transaction that the caller has begun."""
    if conn.execute("select 1 from decisions limit 1").fetchone() is None:
        return []
    before = effects.state(conn)
    effects.put_back(conn)
    lost = [decision["id"] for decision in _in_force(conn) if not _apply(conn, decision)]
    effects.settle(conn, before)
    return lost


def replay_about(conn: sqlite3.Connection, document_id: str) -> None:
    """As `replay_within`, for a paper whose rows have just been read anew: only decisions about it are looked at."""
    about = [d for d in _in_force(conn) if f'"document_id": "{document_id}"' in d["anchor"]]
    if not about:
        return
    before = effects.state(conn)
    conn.executemany("delete from decision_targets where decision_id = ?", [(d["id"],) for d in about])
    for decision in about:
        _apply(conn, decision)
    effects.settle(conn, before)


def _in_force(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """The decisions that no later one undid, oldest first, undoings among them."""
    rows = conn.execute("select id, made_at, made_by, action, subject, value, note, anchor from decisions order by id")
    columns = [column[0] for column in rows.description]
    log = [dict(zip(columns, row, strict=True)) for row in rows]
    undone: set[int] = set()
    for decision in reversed(log):  # an undo that is itself undone undoes nothing
        if decision["action"] == "undo" and decision["id"] not in undone:
            undone.add(int(decision["value"]))
    return [d for d in log if d["id"] not in undone]


def _about(conn: sqlite3.Connection, action: str, subject: str, value: str) -> dict[str, Any]:
    """The anchors of what the decision is about, and for an answer the question it answers."""
    if action == "dismiss":
        return {"subject": anchors.unread(conn, subject).as_dict()}
    if action == "answer":
        row = conn.execute("select code, message, subject, other from problems where id = ?", (subject,)).fetchone()
        if row is None:
            raise StoreError(f"there is no open question '{subject}'", "List the questions again")
        about: dict[str, Any] = {"code": row[0], "question": row[1]}
        pair = row[2:]
        if row[0] == "decision-gone":
            return about
    else:
        about, pair = {}, (subject, value if action in ("join", "split") else None)
    about["subject"] = anchors.anchor(conn, pair[0]).as_dict()
    if pair[1]:
        about["other"] = anchors.anchor(conn, pair[1]).as_dict()
    return about


def _apply(conn: sqlite3.Connection, decision: dict[str, Any]) -> bool:
    """Whether what the decision was about is there; then it is in force."""
    about = json.loads(decision["anchor"])
    effect = effects.effect_of(decision) if decision["action"] != "undo" else None
    if effect is None:
        conn.execute(
            "insert into decision_targets values (?, ?, 'it changes nothing')", (decision["id"], decision["subject"])
        )
        return True
    subjects, how = anchors.find(conn, anchors.Anchor(**about["subject"]))
    others: list[str] = []
    if subjects and "other" in about:
        others, how = anchors.find(conn, anchors.Anchor(**about["other"]))
    found = bool(subjects) and (bool(others) or "other" not in about)
    targets = [(decision["id"], s, how) for s in subjects] if found else [(decision["id"], None, how)]
    conn.executemany("insert into decision_targets values (?, ?, ?)", targets)
    if found:
        effects.apply(conn, effect, subjects, others)
    return found
