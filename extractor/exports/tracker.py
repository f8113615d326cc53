"""What a tracker says of each recommendation: one row for every format that people read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.exports import words
from extractor.store import ask, lay_over, left_out

# heading -> key of a row of `tracker`, in the order they are shown
COLUMNS: dict[str, str] = {
    "Council": "authority",
    "Kind": "kind",
    "No.": "ref",
    "Recommendation": "text",
    "Owner": "owners",
    "Due": "due_date",
    "Due as printed": "due_text",
    "Status": "status",
    "Overdue": "overdue",
    "Closed": "closed",
    "Last report": "last_report",
    "What was said": "last_words",
    "Said in": "last_paper",
    "Days silent": "days_silent",
    "Made on": "made_on",
    "Made in": "made_in",
    "Page": "made_on_page",
    "Id": "recommendation_id",
}

# status -> red, amber or green, as a word: colour is never the only sign
RAG: dict[str, str] = {
    "complete": "Green",
    "closed": "Green",
    "on_track": "Green",
    "in_progress": "Amber",
    "unknown": "Amber",
    "not_started": "Red",
    "delayed": "Red",
    "no_update": "Red",
    "not reported": "Red",
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tracker:
    """Where every recommendation stands on a day; `gaps` are those that nobody has reported on.

    `withheld` says in words what is left out because it is not for publication; "" where nothing is.
    """

    as_of: str
    rows: tuple[Row, ...]
    gaps: tuple[Row, ...]
    withheld: str

    @property
    def day(self) -> str:
        return words.day(self.as_of)

    @property
    def overdue(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row["overdue"])


def tracker(db: sqlite3.Connection, as_of: str | None = None, authority: str | None = None) -> Tracker:
    """The tracker as of a day (today if none), of one council (whose name holds these words) or of all."""
    day = as_of or date.today().isoformat()
    lay_over(db)

    def wanted(row: Row) -> bool:
        return not authority or authority.casefold() in (row["authority"] or "").casefold()

    rows = [row for row in ask(db, "recommendation_status", day) if wanted(row)]
    gaps = [
        row
        for row in ask(db, "unreported_recommendations", day)
        if wanted(row) and row["kind"] != "officer_recommendation"
    ]
    rows.sort(key=_order)
    gaps.sort(key=_order)
    return Tracker(day, tuple(rows), tuple(gaps), left_out(db))


def shown(row: Mapping[str, Any], key: str) -> Any:
    """The value as a person reads it; empty cells say what is not known."""
    say = _SAID.get(key)
    return say(row) if say else row.get(key)


# What is not shown as the database has it
_SAID: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "status": lambda row: words.status(row["status"]),
    "kind": lambda row: words.kind(row["kind"]),
    "overdue": lambda row: "Overdue" if row["overdue"] else "",
    "closed": words.closed,
    "owners": lambda row: row["owners"] or "Nobody named",
    "last_words": lambda row: row["last_words"] or "Nothing reported",
    "last_report": lambda row: words.said(row) if row["last_undated"] else row["last_report"],
    "made_on": lambda row: row["made_on"] or words.made(row),
}

_KINDS = ("inspection_recommendation", "action", "resolution", "officer_recommendation")


def _order(row: Row) -> tuple[Any, ...]:
    ref = row["ref"] or ""
    number = int(ref) if ref.isascii() and ref.isdigit() else 10**6
    return row["authority"] or "", _KINDS.index(row["kind"]), row["known_from"], number, row["text"]
