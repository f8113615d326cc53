"""The questions of clerks and officers, answered from the database: rows fit to be read, with no empty cell."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.errors import ExtractorError
from extractor.exports import Table, Value

Row = dict[str, Any]

_MINUTES_A_QUESTION = 0.5  # read two sentences, perhaps look at a page, answer
SILENT_DAYS = 90
_MUCH = 100  # characters of a recommendation, in a line about something else
# What an officer looks for first.
KINDS = ("inspection_recommendation", "action", "resolution", "officer_recommendation")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are wanted: as of a day (today if none), of one council, of one kind."""

    as_of: str | None = None
    authority: str | None = None
    kind: str | None = None

    @property
    def day(self) -> date:
        return date.fromisoformat(self.as_of) if self.as_of else date.today()


def rows(db: sqlite3.Connection, name: str, scope: Scope) -> list[Row]:
    """The rows of a report within the scope; a council that no paper is of is an error, and not an empty answer."""
    found = ask(db, name, scope.as_of)
    if scope.authority:
        names = {row[0] for row in db.execute("select name from authorities")}
        wanted = {name for name in names if scope.authority.casefold() in name.casefold()}
        if not wanted:
            known = f"There are papers of {', '.join(sorted(names))}" if names else "Import some papers first"
            raise ExtractorError(f"no paper of '{scope.authority}' is in the database", known)
        found = [row for row in found if row.get("authority") in wanted]
    return [row for row in found if scope.kind in {None, row.get("kind")}]


def ask(db: sqlite3.Connection, name: str, as_of: str | None, **where: Value) -> list[Row]:
    """The rows of a report as of a day, with columns equal to what is given in `where`."""
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    return store.ask(db, name, as_of, **where)


def _items(db: sqlite3.Connection, name: str, scope: Scope) -> list[Row]:
    """As `rows`; but no rows because no paper counts, or because a kind is misspelt, is an error and not good news."""
    found = rows(db, name, scope)
    if not found and scope.kind and scope.kind not in KINDS:
        raise ExtractorError(f"there is no kind of item '{scope.kind}'", f"Choose from {', '.join(KINDS)}")
    if not found and not ask(db, "papers", scope.as_of):
        when = f" dated on or before {scope.as_of}" if scope.as_of else ""
        raise ExtractorError(f"no paper{when} is in the database", "Import some, or ask as of a later day")
    _mark(db, found, "recommendation_id")
    return found


def _mark(db: sqlite3.Connection, found: Iterable[Row], key: str) -> None:
    """Each row says whether what its key names is not for publication: "no", "yes", or by which paragraph."""
    from extractor import store  # noqa: PLC0415  likewise

    closed = store.closed_rows(db)
    for row in found:
        said = closed.get(row[key])
        row["not_for_publication"] = "no" if said is None else f"paragraph {said}" if said else "yes"


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
    found = [row for row in _items(db, "unreported_recommendations", scope) if row["overdue"] or not overdue]
    wanted = [row for row in found if scope.kind or _awaits_report(row)]
    wanted.sort(key=lambda row: _urgency(row, scope))
    where = (_MADE, _SEARCHED, _UNREAD, _CLOSED, _ID)
    table = _table(wanted, scope, _KIND, _WORDS, _REF, _OWNER, _DUE, _DUE_WORDS, _LATE, *where)
    closed = tuple(f"{_words(row)}: closed {_closed(row)}" for row in rows(db, "closed_unreported", scope))
    unread = tuple(row["filename"] for row in ask(db, "unread_papers", scope.as_of) if row["authority_id"] is None)
    return Gaps(table, len(found) - len(wanted), closed, unread)


def _words(row: Row) -> str:
    number = f"{row['ref']} " if row["ref"] else ""
    return f"{number}{row['text'] if len(row['text']) <= _MUCH else row['text'][:_MUCH].rsplit(' ', 1)[0] + ' ...'}"


def _closed(row: Row) -> str:
    return f"by {row['closed_by']} on {row['closed_on']}: {row['closed_why'] or 'no reason given'}"


def _awaits_report(row: Row) -> bool:
    """A request to a committee is answered by its decision; a decision that names nobody and no day is its own end."""
    if row["kind"] == "resolution":
        return bool(row["owners"] or row["due_text"])
    return bool(row["kind"] != "officer_recommendation")


def _urgency(row: Row, scope: Scope) -> tuple[object, ...]:
    """The longest overdue first; then the order in which a reader finds them: by paper, and by number in it."""
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", row["ref"] or ""))
    late = _late(row, scope)
    return (-late if isinstance(late, int) else 0, row["known_from"], row["made_in"], not numbers, numbers)


def overdue(db: sqlite3.Connection, scope: Scope) -> Table:
    """What is due and not complete, reported on or not."""
    found = sorted(_items(db, "overdue_recommendations", scope), key=lambda row: _urgency(row, scope))
    state = (_STATUS, _LAST, _MADE, _CLOSED, _ID)
    return _table(found, scope, _KIND, _WORDS, _REF, _OWNER, _DUE, _DUE_WORDS, _LATE, *state)


def stale(db: sqlite3.Connection, scope: Scope, days: int | None, meetings: int | None = None) -> Table:
    """What was reported on, and then not for so many days, or while the council met so many times."""
    found = [
        row
        for row in _items(db, "stale_recommendations", scope)
        if (days is not None and row["days_silent"] >= days)
        or (meetings is not None and row["meetings_silent"] >= meetings)
    ]
    found.sort(key=lambda row: -row["days_silent"])
    return _table(found, scope, _KIND, _WORDS, _REF, _OWNER, _SILENT, _MEETINGS_SILENT, _STATUS, _LAST, _CLOSED, _ID)


def slipped(db: sqlite3.Connection, scope: Scope) -> Table:
    """Whose date was put off: every date, how often and by how many days, and why."""
    found = _items(db, "slipped_deadlines", scope)
    return _table(found, scope, _KIND, _WORDS, _OWNER, _DATES, _SLIPS, _MOVED, _REASON, _STATUS, _CLOSED, _ID)


def come_back(db: sqlite3.Connection, scope: Scope) -> Table:
    """What a later inspection asks for again after a paper said that it was complete."""
    found = rows(db, "come_back_recommendations", scope)
    return _table(found, scope, _WORDS, _REF, _AGAIN, _EARLIER, _COMPLETE, _WHY, _THREAD)


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
    from extractor import store  # noqa: PLC0415  likewise

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


def story(db: sqlite3.Connection, beginning: str, scope: Scope) -> Row:
    """All that is known of the recommendation whose id begins so: where it stands, its printings, its events.

    The connection is for this alone.
    """
    from extractor import store  # noqa: PLC0415  likewise

    beginning = beginning.strip()
    between = "between :start and :start || '~'"
    sql = f"select distinct thread_id from recommendations where id {between} or thread_id {between}"
    threads = {row[0] for row in db.execute(sql, {"start": beginning})}
    if len(threads) != 1:
        what = (
            f"{len(threads)} recommendations have an id that begins so"
            if threads
            else "there is no such recommendation"
        )
        raise ExtractorError(what, "Copy an id from a list, such as 'extractor gaps'", filename=beginning)
    thread = threads.pop()
    store.narrow_to_thread(db, thread)
    status = ask(db, "recommendation_status", scope.as_of, thread_id=thread)
    if not status:
        raise ExtractorError("it was made after that day, or was rejected", "Ask without --as-of", filename=beginning)
    found = {
        "status": status,
        "printings": ask(db, "printings", scope.as_of, thread_id=thread),
        "timeline": ask(db, "timeline", scope.as_of, thread_id=thread),
    }
    for part, key in (("status", "recommendation_id"), ("printings", "id"), ("timeline", "row_id")):
        _mark(db, found[part], key)
    return {**found, "status": status[0]}


def told(story: Row) -> Iterator[tuple[str, str]]:
    """The story for a reader, line by line: what a line begins with, and its words."""
    status = story["status"]
    ref = f" {status['ref']}" if status["ref"] else ""
    printed = f' (printed: "{status["due_text"]}")' if status["due_text"] else ""
    yield "", f"{status['kind'].replace('_', ' ').capitalize()}{ref}: {status['text']}"
    yield "", ""
    yield "  Made in  ", str(_MADE.value(status, Scope()))
    yield "  Owner    ", status["owners"] or "nobody named"
    yield "  Due      ", f"{status['due_date'] or 'not stated'}{printed}{', overdue' if status['overdue'] else ''}"
    yield "  Status   ", f"{status['status'].replace('_', ' ')}; {status['days_silent']} days since the last word"
    if status["closed_on"]:
        yield "  Closed   ", _closed(status)
    if status["reported_complete_on"]:
        yield "  Complete ", f"as reported, {status['reported_complete_on']}"
    if status["verified_on"]:
        yield "  Verified ", f"by an inspection, {status['verified_on']}"
    if status["not_for_publication"] != "no":
        yield "  Not for publication ", status["not_for_publication"].replace("yes", "it stands in a closed paper")
    yield "  Ids      ", f"{status['recommendation_id']}, thread {status['thread_id']}"
    yield "", ""
    for event in story["timeline"]:
        yield f"  {event['day']}  ", _event(event)


def _event(event: Row) -> str:
    """What happened, and who says so: a person, or a paper and its page."""
    if event["decided_by"]:
        return f"{event['event']} by {event['decided_by']}: {event['words'] or 'no reason given'}"
    page = f", page {event['page']}" if event["page"] else ""
    undated = ", undated: imported that day" if event["undated"] else ""
    state = f" ({event['status'].replace('_', ' ')})" if event["status"] else ""
    closed = "" if event["not_for_publication"] == "no" else ", not for publication"
    return f"{event['event']}{state}: {event['words']} [{event['filename']}{page}{undated}{closed}]"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its heading, and what stands in it for a row of a report on a day."""

    name: str
    value: Callable[[Row, Scope], Value]


def _table(found: Iterable[Row], scope: Scope, *columns: Column) -> Table:
    ordered = sorted(found, key=lambda row: KINDS.index(row["kind"]))
    return Table(
        tuple(column.name for column in columns),
        tuple(tuple(column.value(row, scope) for column in columns) for row in ordered),
    )


def _late(row: Row, scope: Scope) -> Value:
    return max(0, (scope.day - date.fromisoformat(row["due_date"])).days) if row["due_date"] else "no date"


def _last(row: Row, _: Scope) -> str:
    if not row["last_report"]:
        return "nothing reported"
    return f"{_day(row['last_report'], row['last_undated'])}, {row['last_paper']}: {row['last_words']}"


def _made(row: Row, _: Scope) -> str:
    page = f", page {row['made_on_page']}" if row["made_on_page"] else ""
    return f"{row['made_in']}{page}, {_day(row['known_from'], not row['made_on'])}"


def _day(day: str, undated: bool) -> str:
    return f"undated (imported {day})" if undated else day


def _plain(name: str, key: str, if_none: str) -> Column:
    return Column(name, lambda row, _: row[key] if row[key] not in {None, ""} else if_none)


_KIND = Column("kind", lambda row, _: row["kind"].replace("_", " "))
_WORDS = _plain("recommendation", "text", "no words")
_REF = _plain("number", "ref", "none printed")
_OWNER = _plain("owner", "owners", "nobody named")
_DUE = _plain("due", "due_date", "not stated")
_DUE_WORDS = _plain("due_as_printed", "due_text", "not stated")
_LATE = Column("days_overdue", _late)
_STATUS = Column("status", lambda row, _: row["status"].replace("_", " "))
_LAST = Column("last_report", _last)
_MADE = Column("made_in", _made)
_SEARCHED = _plain("papers_searched", "searched", "none")
_UNREAD = _plain("papers_not_read", "unread", "none")
_SILENT = _plain("days_silent", "days_silent", "unknown")
_MEETINGS_SILENT = _plain("meetings_silent", "meetings_silent", "unknown")
_DATES = _plain("dates", "dates", "not stated")
_SLIPS = _plain("times_moved", "slips", "unknown")
_MOVED = _plain("days_moved", "days_moved", "unknown")
_REASON = _plain("reason", "reason", "no reason given")
_CLOSED = _plain("not_for_publication", "not_for_publication", "no")
_ID = _plain("id", "recommendation_id", "none")
_AGAIN = Column("made_in", lambda row, _: f"{row['made_in']}, {_day(row['known_from'], not row['made_on'])}")
_EARLIER = _plain("asked_before", "earlier_text", "no words")
_COMPLETE = Column("said_to_be_complete", lambda row, _: f"{row['complete_in']}, {row['complete_on']}")
_WHY = _plain("why_the_same", "reason", "no reason")
_THREAD = _plain("id", "thread_id", "none")
