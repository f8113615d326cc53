"""Due dates as calendar entries (RFC 5545): whole days, with ids that stay, so that a new export updates the old."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

from extractor.exports import words
from extractor.exports.tracker import Row, tracker

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_ics(db: sqlite3.Connection, as_of: str | None = None, authority: str | None = None) -> bytes:
    """A calendar with an entry for the due day of everything that is not complete and not closed."""
    told = tracker(db, as_of, authority)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//council-extractor//due dates//EN", "CALSCALE:GREGORIAN"]
    for row in told.rows:
        if row["due_date"] and row["status"] not in {"complete", "closed"}:
            lines += _entry(row, told.as_of)
    return "".join(f"{line}\r\n" for whole in [*lines, "END:VCALENDAR"] for line in _folded(whole)).encode()


def _entry(row: Row, as_of: str) -> Iterator[str]:
    day = _last_day(row["due_date"])
    if day is None:
        return
    number = f"{row['ref']}: " if row["ref"] else ""
    about = [
        f"{words.kind(row['kind'])}, {row['authority'] or row['body'] or 'council not known'}",
        f"Owner: {row['owners'] or 'nobody named'}",
        f"Due as printed: {row['due_text'] or 'not stated'}",
        f"Status on {words.day(as_of)}: {words.status(row['status'])}",
        f"Made in {row['made_in']}, {words.made(row)}",
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{row['recommendation_id']}@council-extractor"
    yield f"DTSTAMP:{as_of.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_escaped('Due: ' + number + row['text'])}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(about))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _last_day(iso: str) -> date | None:
    """The day; of a month its last one."""
    try:
        if len(iso) == 7:
            first = date.fromisoformat(f"{iso}-01")
            return (first + timedelta(31)).replace(day=1) - timedelta(1)
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _escaped(text: str) -> str:
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, the later ones after a space; no letter is cut in two."""
    piece, room = "", 75
    for char in line:
        size = len(char.encode())
        if size > room:
            yield piece
            piece, room = " ", 74
        piece += char
        room -= size
    yield piece
