"""Where every recommendation stands on a day: asked of the database once, and kept until the database changes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.reports import awaits_report
from extractor.store import ask
from extractor.web.served import reading

Row = dict[str, Any]

KEPT = 4  # days asked for at the same time
ORDER = ("inspection_recommendation", "action", "resolution", "officer_recommendation")

# What a list may show: its title, a sentence about it, and which rows belong to it.
LISTS: dict[str, tuple[str, str]] = {
    "overdue": ("Overdue", "Due, and no paper says that it is complete."),
    "unreported": (
        "Nobody has reported on",
        "No paper in the database says what has been done. Decisions that give nobody a task are left out.",
    ),
    "silent": ("Silent", "Reported on once, not complete, and not a word for 90 days or more."),
    "complete": ("Reported complete", "The last word of the council’s papers is that it is done."),
    "all": ("All recommendations", "Every recommendation, action and resolution, once."),
}
SILENT_DAYS = 90


@dataclass
class Standing:
    """The rows of `recommendation_status`, most pressing first, for the days last asked for."""

    database: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _known: dict[tuple[int, str], list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # SQLite tells a connection that stays open whether another one has written
        self._watch = reading(self.database)

    def rows(self, conn: sqlite3.Connection, as_of: str) -> list[Row]:
        """One row a recommendation as of the day; shared between pages, so never to be changed."""
        with self._lock:
            key = (int(self._watch.execute("pragma data_version").fetchone()[0]), as_of)
            if key not in self._known:
                found = standing(conn, as_of)
                kept = {k: rows for k, rows in self._known.items() if k[0] == key[0]}
                self._known = dict(list(kept.items())[1 - KEPT :]) | {key: found}
            return self._known[key]

    def close(self) -> None:
        self._watch.close()


def standing(conn: sqlite3.Connection, as_of: str) -> list[Row]:
    """Where every recommendation in this connection's tables stands, most pressing first."""
    return sorted(ask(conn, "recommendation_status", as_of), key=_urgency)


def belongs(row: Row, name: str) -> bool:
    """Whether a recommendation is on the list of that name; the unreported are those of the command `gaps`."""
    if name == "all":
        return True
    if name == "overdue":
        return bool(row["overdue"])
    if name == "unreported":
        return row["reports"] == 0 and not row["closed_on"] and awaits_report(row)
    if name == "silent":
        done = row["status"] in {"closed", "complete"}
        return bool(row["reports"] and not done and row["days_silent"] >= SILENT_DAYS)
    return bool(row["reported_status"] == "complete")


def chosen(rows: Iterable[Row], authority: str = "", owner: str = "", kind: str = "") -> list[Row]:
    """The rows of one council (its id), with an owner whose name holds these words, of one kind; "" is any."""
    words = owner.casefold()
    return [
        row
        for row in rows
        if (not authority or row["authority_id"] == authority)
        and (not words or words in (row["owners"] or "").casefold())
        and (not kind or row["kind"] == kind)
    ]


def _urgency(row: Row) -> tuple[Any, ...]:
    return ORDER.index(row["kind"]), row["due_date"] or "9999", row["known_from"], row["thread_id"]
