"""What the review page shows, and how a click becomes a decision; only with `serve --review`."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from extractor.errors import ExtractorError
from extractor.store.decisions import Action
from extractor.store.questions import Question
from extractor.web.lists import one_of, rows_of

MOST = 30
ACTIONS = (*get_args(Action), "undo")


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a question: what it says, and the answer it stands for."""

    label: str
    value: str


def questions(conn: sqlite3.Connection, asked: Sequence[Question]) -> dict[str, Any]:
    """The questions that matter most, each with its buttons and the papers it is about."""
    shown = [_shown(conn, question) for question in asked[:MOST]]
    return {
        "questions": shown,
        "total": len(asked),
        "minutes": max(1, round(sum(question.seconds for question in asked) / 60)) if asked else 0,
        "councils": [row["name"] for row in rows_of(conn, "select name from authorities order by name")],
        "decisions": rows_of(conn, _LATEST),
    }


def decide(databases: Sequence[Path], form: Mapping[str, str], by: str) -> int:
    """The decision that the form asks for is in every database, in force, and its number in the first.

    Raises ExtractorError where it does not fit; then nothing has changed.
    """
    numbers = [_decide(path, form, by) for path in databases]
    return numbers[0]


def _decide(path: Path, form: Mapping[str, str], by: str) -> int:
    from extractor import store  # noqa: PLC0415  sqlite-utils takes half a second, and only review writes

    action, subject, value = form.get("action", ""), form.get("subject", ""), form.get("value", "").strip()
    if action not in ACTIONS:
        raise ExtractorError("there is no such decision", "Go back and use the buttons")
    if form.get("field"):
        value = f"{form['field']}={value}"
    with store.deciding(path) as db:
        if action == "undo":
            return store.undo(db, int(subject), by=by, note=form.get("note", ""))
        return store.decide(db, action, subject, value, by=by, note=form.get("note", ""))  # type: ignore[arg-type]


def _shown(conn: sqlite3.Connection, question: Question) -> dict[str, Any]:
    choices: list[Choice] = []
    if question.code in {"same-thread"}:
        choices = [Choice("Yes, one recommendation", "yes"), Choice("No, two", "no")]
    elif question.code == "which-version":
        papers = (one_of(conn, _PAPER, i) for i in (question.subject, question.other))
        choices = [Choice(f"{row['filename']} counts", row["id"]) for row in papers if row]
        choices.append(Choice("Neither gives way", "no"))
    elif question.code != "which-council":
        choices = [Choice("Seen", "no")]
    sides = [one_of(conn, _SIDE, i) for i in (question.subject, question.other) if i]
    return {"question": question, "choices": choices, "sides": [side for side in sides if side]}


_PAPER = "select id, filename from documents where id = ?"
_SIDE = """
    select r.id, r.text, r.kind, r.ref, r.document_id, d.filename, d.date, r.page, r.thread_id
    from recommendations r join documents d on d.id = r.document_id where r.id = ?"""
_LATEST = "select id, made_at, made_by, action, subject, value, note from decisions order by id desc limit 10"
