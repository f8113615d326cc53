"""What a committee's report says: the figures, the gaps first, then progress by theme."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from extractor.exports import words
from extractor.exports.charts import Bar, bars
from extractor.exports.tracker import Row, Tracker, tracker

NO_THEME = "Other"


@dataclass(frozen=True, slots=True)
class Report:
    """A tracker arranged for reading: `themes` are the headings that recommendations stand under, in order."""

    tracker: Tracker
    authority: str
    themes: dict[str, list[Row]]
    figures: tuple[tuple[str, int], ...]

    @property
    def title(self) -> str:
        return f"Progress against recommendations{f': {self.authority}' if self.authority else ''}"

    def charts(self) -> tuple[Markup, ...]:
        counts = Counter(row["status"] for row in self.tracker.rows)
        shown = [name for name in words.STATUSES if counts[name]]
        by_status = [
            Bar(f"{words.shape(s)} {words.status(s)}", counts[s], f"status-{s.replace(' ', '_')}") for s in shown
        ]
        late: Counter[str] = Counter()
        for row in self.tracker.overdue:
            late.update((row["owners"] or "Nobody named").split("; "))
        by_owner = [Bar(name, number, "late") for name, number in late.most_common(10)]
        return bars("Recommendations by status", by_status), bars("Overdue by owner", by_owner)


def report(db: sqlite3.Connection, as_of: str | None = None, authority: str | None = None) -> Report:
    """The report as of a day (today if none), of one council or of all."""
    told = tracker(db, as_of, authority)
    sections = dict(db.execute("select id, section from recommendations"))
    themes: dict[str, list[Row]] = {}
    for row in told.rows:
        if row["kind"] != "officer_recommendation":
            theme = (sections.get(row["recommendation_id"]) or "").rsplit(" > ", 1)[-1] or NO_THEME
            themes.setdefault(theme, []).append(row)
    councils = {row["authority"] for row in told.rows if row["authority"]}
    figures = (
        ("Recommendations, actions and resolutions", len(told.rows)),
        ("Nobody has reported on", len(told.gaps)),
        ("Overdue", len(told.overdue)),
        ("Reported complete", sum(row["reported_status"] == "complete" for row in told.rows)),
    )
    return Report(told, councils.pop() if len(councils) == 1 else "", themes, figures)
