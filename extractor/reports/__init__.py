"""The questions of clerks and officers, answered from the database: rows fit to be read, with no empty cell."""

from __future__ import annotations

import math
import re
import sqlite3
from dataclasses import dataclass

from extractor.exports import Table, Value
from extractor.reports import columns as col
from extractor.reports.history import closing, story, told
from extractor.reports.scope import Row, Scope, ask, items, reckoned, rows

__all__ = [
    "SILENT_DAYS",
    "Gaps",
    "Scope",
    "ask",
    "catalogue",
    "come_back",
    "decisions",
    "gaps",
    "minutes_for",
    "missing",
    "overdue",
    "questions",
    "report",
    "search",
    "slipped",
    "stale",
    "story",
    "told",
]

_MINUTES_A_QUESTION = 0.5  # read two sentences, perhaps look at a page, answer
SILENT_DAYS = 90
_MUCH = 100  # characters of a recommendation, in a line about something else


@dataclass(frozen=True, slots=True)
class Gaps:
    """What nobody has reported on, and what a reader must know beside it.

    `left_out` counts what nobody has to report on; `closed` says of each that was closed without a report who closed
    it, when and why; `unread` names the papers of no known council that could not be read.
    """

    table: Table
    left_out: int
    closed: tuple[str, ...]
    unread: tuple[str, ...]


def gaps(db: sqlite3.Connection, scope: Scope, *, overdue: bool = False) -> Gaps:
    """What nobody has reported on as of a day."""
    with reckoned(db, scope, "mentioned_recommendations", "reported_threads", "closed_threads"):
        found = [row for row in items(db, "silent_recommendations", scope) if row["overdue"] or not overdue]
        searched = _searched(db, scope)
        shut = rows(db, "closed_unreported", scope)
    wanted = [row for row in found if scope.kind or awaits_report(row)]
    for row in wanted:
        row.update(searched[row["authority_id"], row["searched_body"], row["known_from"]])
    wanted.sort(key=lambda row: _urgency(row, scope))
    where = (col.MADE, col.SEARCHED, col.UNREAD, col.CLOSED, col.ID)
    table = col.table(wanted, scope, col.KIND, col.WORDS, col.REF, col.OWNER, col.DUE, col.DUE_WORDS, col.LATE, *where)
    closed = tuple(f"{_words(row)}: closed {closing(row)}" for row in shut)
    unread = tuple(row["filename"] for row in ask(db, "unread_papers", scope.as_of) if row["authority_id"] is None)
    return Gaps(table, len(found) - len(wanted), closed, unread)


def _searched(db: sqlite3.Connection, scope: Scope) -> dict[tuple[Value, ...], Row]:
    """What was searched for, by the council, the body and the day: once for all that share them, for names are long."""
    found = ask(db, "searched_papers", scope.as_of)
    return {(row.pop("authority_id"), row.pop("searched_body"), row.pop("since")): row for row in found}


def _words(row: Row) -> str:
    number = f"{row['ref']} " if row["ref"] else ""
    return f"{number}{row['text'] if len(row['text']) <= _MUCH else row['text'][:_MUCH].rsplit(' ', 1)[0] + ' ...'}"


def awaits_report(row: Row) -> bool:
    """A request to a committee is answered by its decision; a decision that names nobody and no day is its own end."""
    if row["kind"] == "resolution":
        return bool(row["owners"] or row["due_text"])
    return bool(row["kind"] != "officer_recommendation")


def _urgency(row: Row, scope: Scope) -> tuple[object, ...]:
    """The longest overdue first; then the order in which a reader finds them: by paper, and by number in it."""
    numbers = tuple(map(int, re.findall(r"\d+", row["ref"]))) if row["ref"] else ()
    late = col.days_late(row, scope)
    return (-late if isinstance(late, int) else 0, row["known_from"], row["made_in"], not numbers, numbers)


def overdue(db: sqlite3.Connection, scope: Scope) -> Table:
    """What is due and not complete, reported on or not."""
    found = sorted(items(db, "overdue_recommendations", scope), key=lambda row: _urgency(row, scope))
    state = (col.STATUS, col.LAST, col.MADE, col.CLOSED, col.ID)
    return col.table(found, scope, col.KIND, col.WORDS, col.REF, col.OWNER, col.DUE, col.DUE_WORDS, col.LATE, *state)


def stale(db: sqlite3.Connection, scope: Scope, days: int | None, meetings: int | None = None) -> Table:
    """What was reported on, and then not for so many days, or while the council met so many times."""
    found = [
        row
        for row in items(db, "stale_recommendations", scope)
        if (days is not None and row["days_silent"] >= days)
        or (meetings is not None and row["meetings_silent"] >= meetings)
    ]
    found.sort(key=lambda row: -row["days_silent"])
    return col.table(
        found,
        scope,
        col.KIND,
        col.WORDS,
        col.REF,
        col.OWNER,
        col.SILENT,
        col.MEETINGS_SILENT,
        col.STATUS,
        col.LAST,
        col.CLOSED,
        col.ID,
    )


def slipped(db: sqlite3.Connection, scope: Scope) -> Table:
    """Whose date was put off: every date, how often and by how many days, and why."""
    found = items(db, "slipped_deadlines", scope)
    return col.table(
        found,
        scope,
        col.KIND,
        col.WORDS,
        col.OWNER,
        col.DATES,
        col.SLIPS,
        col.MOVED,
        col.REASON,
        col.STATUS,
        col.CLOSED,
        col.ID,
    )


def come_back(db: sqlite3.Connection, scope: Scope) -> Table:
    """What a later inspection asks for again after a paper said that it was complete."""
    found = rows(db, "come_back_recommendations", scope)
    return col.table(found, scope, col.WORDS, col.REF, col.AGAIN, col.EARLIER, col.COMPLETE, col.WHY, col.THREAD)


def missing(db: sqlite3.Connection, scope: Scope) -> Table:
    """Numbers that a progress report passes over, and papers that could not be read."""
    found = rows(db, "missing_numbers", Scope(scope.as_of))
    skipped = [
        (row["filename"], f"says nothing of number {row['number']} of {row['report']}", row["text"]) for row in found
    ]
    unread = [
        (row["filename"], "could not be read", row["why"]) for row in rows(db, "unread_papers", Scope(scope.as_of))
    ]
    return Table(("paper", "problem", "words"), (*skipped, *unread))


def questions(db: sqlite3.Connection) -> Table:
    """What a person can settle, most important first."""
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    asked = store.open_questions(db)
    return Table(
        ("id", "question", "answer_with", "paper", "page"),
        tuple(
            (q.id, q.message, store.how_to_answer(db, q), q.filename or "no one paper", q.page or "no pages")
            for q in asked
        ),
    )


def decisions(db: sqlite3.Connection, of: str = "") -> Table:
    """What people decided, newest first; `of` is how the id of an item, a paper or a question begins."""
    found = ask(db, "decision_log", None)
    if of := of.strip():
        threads = {row[0] for row in db.execute("select thread_id from recommendations where id like ? || '%'", (of,))}
        ids = ("subject", "value", "thread_id", "document_id")
        found = [row for row in found if row["thread_id"] in threads or any((row[i] or "").startswith(of) for i in ids)]
    return Table(
        ("decision", "about", "paper", "before", "why", "state", "made_by", "made_at"),
        tuple(
            (
                f"{row['id']}: {row['action']} {row['value']}".strip(),
                row["about"] or "the paper",
                row["filename"] or "none",
                row["before"] or "nothing",
                row["note"] or "no reason given",
                row["state"],
                row["made_by"],
                row["made_at"],
            )
            for row in found
        ),
    )


def minutes_for(questions: int) -> int:
    """How many minutes a person is likely to need for so many questions, in whole minutes and never none."""
    return max(1, math.ceil(questions * _MINUTES_A_QUESTION))


def report(db: sqlite3.Connection, name: str, scope: Scope) -> Table:
    """Every column of a report, as the database has it."""
    found = rows(db, name, scope)
    return Table(tuple(found[0]) if found else ("nothing",), tuple(tuple(row.values()) for row in found))


def catalogue(db: sqlite3.Connection) -> Table:
    """The reports there are, and what each tells."""
    return Table(("name", "title"), tuple(db.execute("select name, title from reports order by name")))


def search(db: sqlite3.Connection, words: str, limit: int) -> Table:
    """Recommendations, progress and other passages that hold the words, each sort with its best first."""
    from extractor import store  # noqa: PLC0415  likewise

    tables = ("recommendations", "progress", "passages")
    hits = [hit for table in tables for hit in store.search(db, words, table, limit)]
    found = {(hit.document_id, hit.snippet): hit for hit in reversed(hits)}
    return Table(
        ("found_in", "words", "paper", "page", "id"),
        tuple((h.table, h.snippet, h.filename, h.page or "no pages", h.id) for h in reversed(found.values())),
    )
