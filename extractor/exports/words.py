"""How things are said on pages and in reports: days, statuses, kinds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# status -> its words and a shape, so that colour is never the only sign
STATUSES: dict[str, tuple[str, str]] = {
    "complete": ("Complete", "✓"),
    "on_track": ("On track", "▶"),
    "in_progress": ("In progress", "◐"),
    "delayed": ("Delayed", "▲"),
    "not_started": ("Not started", "○"),
    "no_update": ("No update", "–"),
    "unknown": ("Reported on, status not said", "?"),
    "not reported": ("Not reported", "✕"),
    "closed": ("Closed", "■"),
}

KINDS: dict[str, str] = {
    "inspection_recommendation": "Inspection recommendation",
    "action": "Action",
    "resolution": "Resolution",
    "officer_recommendation": "Officer’s recommendation to members",
    "inspection_report": "Inspection report",
    "minutes": "Minutes",
    "agenda": "Agenda",
    "agenda_item": "Agenda item",
    "officer_report": "Officer’s report",
    "action_plan": "Action plan",
    "other": "Paper",
}


def day(iso: str | None) -> str:
    """An ISO day or month as a person writes it: "31 March 2026", "March 2026"; anything else as it is."""
    parts = (iso or "").split("-")
    if len(parts) not in {2, 3} or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return iso or ""
    words = [MONTHS[int(parts[1]) - 1], parts[0]]
    return " ".join([str(int(parts[2])), *words] if len(parts) == 3 else words)


def made(row: Mapping[str, Any]) -> str:
    """The day of the paper that a recommendation was made in; that of its import where the paper says none."""
    return day(row["made_on"]) or f"undated (imported {day(row['known_from'])})"


def said(row: Mapping[str, Any]) -> str:
    """The day of the last report likewise; "" where there is none."""
    known = day(row["last_report"])
    return f"undated (imported {known})" if row["last_undated"] else known


def closed(row: Mapping[str, Any]) -> str:
    """Who closed it, when and why; "" where nobody did."""
    why = f": {row['closed_why']}" if row["closed_why"] else ""
    return f"by {row['closed_by']} on {day(row['closed_on'])}{why}" if row["closed_on"] else ""


def status(name: str | None) -> str:
    return STATUSES.get(name or "", ((name or "").replace("_", " ").capitalize(), ""))[0]


def shape(name: str | None) -> str:
    return STATUSES.get(name or "", ("", "•"))[1]


def kind(name: str | None) -> str:
    return KINDS.get(name or "", (name or "").replace("_", " ").capitalize())


def days_between(earlier: str | None, later: str | None) -> int | None:
    """How many days lie between two ISO days; None where one is no day."""
    try:
        return (date.fromisoformat(later or "") - date.fromisoformat(earlier or "")).days
    except ValueError:
        return None


def counted(number: int, what: str) -> str:
    """ "1 paper", "2 papers", "3 bodies"."""
    plural = f"{what[:-1]}ies" if what.endswith("y") and what[-2:] not in {"ay", "ey", "oy"} else f"{what}s"
    return f"{number:,} {what if number == 1 else plural}"
