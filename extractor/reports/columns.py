"""The columns of answers: what each is called, and what it says where a report has nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from extractor.exports import Table, Value
from extractor.reports.scope import KINDS, Row, Scope


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its heading, and what stands in it for a row of a report on a day."""

    name: str
    value: Callable[[Row, Scope], Value]


def table(found: Iterable[Row], scope: Scope, *columns: Column) -> Table:
    """The rows in the order of their kinds, with these columns."""
    ordered = sorted(found, key=lambda row: KINDS.index(row["kind"]))
    values = [column.value for column in columns]
    rows = [tuple([value(row, scope) for value in values]) for row in ordered]
    return Table(tuple(column.name for column in columns), tuple(rows))


def days_late(row: Row, scope: Scope) -> Value:
    """By how many days it is overdue."""
    return max(0, (scope.day - date.fromisoformat(row["due_date"])).days) if row["due_date"] else "no date"


def _last(row: Row, _: Scope) -> str:
    if not row["last_report"]:
        return "nothing reported"
    return f"{_day(row['last_report'], row['last_undated'])}, {row['last_paper']}: {row['last_words']}"


def made(row: Row, _: Scope) -> str:
    """The paper, page and day of its making."""
    page = f", page {row['made_on_page']}" if row["made_on_page"] else ""
    return f"{row['made_in']}{page}, {_day(row['known_from'], not row['made_on'])}"


def _day(day: str, undated: bool) -> str:
    return f"undated (imported {day})" if undated else day


def _plain(name: str, key: str, if_none: str) -> Column:
    return Column(name, lambda row, _: if_none if (value := row[key]) is None or value == "" else value)


KIND = Column("kind", lambda row, _: row["kind"].replace("_", " "))
WORDS = _plain("recommendation", "text", "no words")
REF = _plain("number", "ref", "none printed")
OWNER = _plain("owner", "owners", "nobody named")
DUE = _plain("due", "due_date", "not stated")
DUE_WORDS = _plain("due_as_printed", "due_text", "not stated")
LATE = Column("days_overdue", days_late)
STATUS = Column("status", lambda row, _: row["status"].replace("_", " "))
LAST = Column("last_report", _last)
MADE = Column("made_in", made)
SEARCHED = _plain("papers_searched", "searched", "none")
UNREAD = _plain("papers_not_read", "unread", "none")
SILENT = _plain("days_silent", "days_silent", "unknown")
MEETINGS_SILENT = _plain("meetings_silent", "meetings_silent", "unknown")
DATES = _plain("dates", "dates", "not stated")
SLIPS = _plain("times_moved", "slips", "unknown")
MOVED = _plain("days_moved", "days_moved", "unknown")
REASON = _plain("reason", "reason", "no reason given")
CLOSED = _plain("not_for_publication", "not_for_publication", "no")
ID = _plain("id", "recommendation_id", "none")
AGAIN = Column("made_in", lambda row, _: f"{row['made_in']}, {_day(row['known_from'], not row['made_on'])}")
EARLIER = _plain("asked_before", "earlier_text", "no words")
COMPLETE = Column("said_to_be_complete", lambda row, _: f"{row['complete_in']}, {row['complete_on']}")
WHY = _plain("why_the_same", "reason", "no reason")
THREAD = _plain("id", "thread_id", "none")
