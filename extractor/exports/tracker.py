"""What a tracker says of each recommendation: one row for every format that people read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.exports import words
from extractor.store import ask

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
    """Where every recommendation of public papers stands on a day; `gaps` are those that nobody has reported on."""

    as_of: str
    rows: tuple[Row, ...]
    gaps: tuple[Row, ...]
    withheld: int

    @property
    def day(self) -> str:
        return words.day(self.as_of)

    @property
    def overdue(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row["overdue"])


def tracker(db: sqlite3.Connection, as_of: str | None = None, authority: str | None = None) -> Tracker:
    """The tracker as of a day (today if none), of one council (whose name holds these words) or of all."""
    day = as_of or date.today().isoformat()
    public = {row[0] for row in db.execute("select id from documents where exempt = ''")}
    held = db.execute("select count(*) from documents where exempt <> ''").fetchone()[0]
    names = {row[0] for row in db.execute("select filename from documents where exempt <> ''")}

    def wanted(row: Row) -> bool:
        of_council = not authority or authority.casefold() in (row["authority"] or "").casefold()
        return of_council and row["document_id"] in public

    rows = [row for row in ask(db, "recommendation_status", day) if wanted(row)]
    for row in rows:
        if row["last_paper"] in names:  # what a paper not for publication says stays in it
            row.update(last_paper=None, last_words="Withheld: the paper is not for publication", last_report=None)
        if row["closed_by"] in names:
            row.update(closed_by="a meeting", closed_why="withheld: the paper is not for publication")
    gaps = [
        row
        for row in ask(db, "unreported_recommendations", day)
        if wanted(row) and row["kind"] != "officer_recommendation"
    ]
    for row in gaps:
        row["searched"] = "; ".join(n for n in row["searched"].split("; ") if n.rsplit(" (", 1)[0] not in names)
    rows.sort(key=_order)
    gaps.sort(key=_order)
    return Tracker(day, tuple(rows), tuple(gaps), held)


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
