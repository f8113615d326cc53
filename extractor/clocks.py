"""What the law gives a council a time for after a report: reckoned from `models/clocks.toml`, printed in no paper."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from extractor.dates.settle import easter
from extractor.exports import Table
from extractor.reports import Scope, ask
from extractor.rulebook import load

_MONDAY, _SATURDAY = 0, 5


@dataclass(frozen=True, slots=True)
class Expected:
    """What a council owes after a report, the day by which (ISO), how that was reckoned, and by which law."""

    what: str
    due: str
    basis: str
    source: str


def duties(db: sqlite3.Connection, scope: Scope) -> Table:
    """What the law expects after each report that counts on the day, the longest due first."""
    papers = ask(db, "papers", scope.as_of)
    bodies = dict(db.execute("select id, name from bodies"))
    councils = dict(db.execute("select id, name from authorities"))
    found = []
    for report in papers:
        council = report["authority_id"]
        name = councils.get(council, "not known")
        other = bool(scope.authority) and (scope.authority or "").casefold() not in name.casefold()
        if report["kind"] != "inspection_report" or report["undated"] or other:
            continue
        plans = [
            f"{paper['filename']} ({paper['day']})"
            for paper in papers
            if paper["kind"] == "action_plan" and council and paper["authority_id"] == council
            and paper["day"] >= report["day"]
        ]  # fmt: skip
        for each in expected(report["framework"], bodies.get(report["body_id"]), report["day"]):
            late = max(0, (scope.day - date.fromisoformat(each.due)).days)
            since = "; ".join(plans) or "none in the database"
            found.append((each.what, name, report["filename"], each.due, late, each.basis, each.source, since))
    heads = ("expected", "council", "after", "due", "days_past", "reckoned", "law", "action_plans_since")
    return Table(heads, tuple(sorted(found, key=lambda row: (row[3], row))))


def expected(framework: str | None, body: str | None, published: str) -> Iterator[Expected]:
    """What follows from a report of this framework or body, published on this ISO day; nothing for a month alone."""
    if len(published) != len("2020-01-31"):
        return
    for clock in load().table("clocks")["clock"]:
        meant = framework in clock.get("frameworks", ()) or any(
            word in (body or "").casefold() for word in clock.get("bodies", ())
        )
        if meant and published <= clock.get("until", "9999"):
            due, basis = _due(clock, date.fromisoformat(published))
            yield Expected(clock["expects"], due.isoformat(), f"{basis} after {published}", clock["source"])


def _due(clock: Mapping[str, Any], published: date) -> tuple[date, str]:
    if "months" in clock:
        return months_after(published, clock["months"]), f"{clock['months']} months"
    return working_days_after(published, clock["working_days"]), f"{clock['working_days']} working days"


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_days_after(day: date, count: int) -> date:
    """The last of so many working days, the first of which is after `day`."""
    while count:
        day += timedelta(1)
        count -= day.weekday() < _SATURDAY and day not in bank_holidays(day.year)
    return day


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales, Good Friday and Christmas Day, as they fell or will fall."""
    sunday = easter(year)
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    found = {sunday - timedelta(2), sunday + timedelta(1)}
    found |= {_first_monday(date(year, 5, 1)), _first_monday(date(year, 5, 25)), _first_monday(date(year, 8, 25))}
    for day in fixed:  # one that falls on a weekend, or on the day that another was moved to, is moved on
        following = (day + timedelta(days) for days in range(7))
        found.add(next(each for each in following if each.weekday() < _SATURDAY and each not in found))
    known = load().table("clocks")["bank_holidays"]
    added, dropped = ({date.fromisoformat(day) for day in known[name]} for name in ("added", "dropped"))
    return frozenset((found - dropped) | {day for day in added if day.year == year})


def _first_monday(day: date) -> date:
    return day + timedelta((_MONDAY - day.weekday()) % 7)
