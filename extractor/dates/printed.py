"""The day that a paper prints of itself: of its meeting, its publication, its inspection, its next meeting."""

from __future__ import annotations

import re
from datetime import date

from extractor.dates.grammar import find_dates
from extractor.dates.meaning import Day, FoundDate, Month, MonthOrDay, Span
from extractor.dates.settle import resolve

_NEXT_MEETING = re.compile(
    r"\b(?:date\s(?:and\s(?:time|venue|place)\s)?of\s(?:the\s)?next\s(?:[\w’'&-]{1,24}\s){0,4}?meeting"
    r"|next\s(?:[\w’'&-]{1,24}\s){0,4}?meetings?(?:\s(?:of\s(?:the\s)?(?:[\w’'&-]{1,24}\s){1,5}?))?"
    r"(?:\s?(?:is|will|would|was|are|to\sbe|:|-|–|—|\()))",
    re.IGNORECASE,
)
_REACH = 160


def parse_days(text: str) -> tuple[str, str, str] | None:
    """First day, last day (both ISO) and the printed words of the first full date or span of days in the text."""
    for found in find_dates(text):
        if _names_days(found):
            period = resolve(found, None)
            if period is not None:
                return period.date_from, period.date_to, found.text
    return None


def parse_day(text: str) -> tuple[str, str] | None:
    """The ISO day (of a span its last) and the printed words of the first full date in the text."""
    days = parse_days(text)
    return (days[1], days[2]) if days else None


def find_next_meeting(text: str, anchor: date | None) -> date | None:
    """The day on which the paper says that the next meeting is, where that is after `anchor`."""
    for cue in _NEXT_MEETING.finditer(text):
        for found in find_dates(text[cue.end() : cue.end() + _REACH]):
            period = resolve(_ahead(found), anchor) if _names_days(found) else None
            if period is not None:
                day = date.fromisoformat(period.date_to)
                if anchor is None or day > anchor:
                    return day
                break
    return None


def _names_days(found: FoundDate) -> bool:
    meaning = found.meaning
    ends = (meaning.first, meaning.last) if isinstance(meaning, Span) else (meaning,)
    return all(isinstance(end, Day) for end in ends) and not isinstance(meaning, Month | MonthOrDay)


def _ahead(found: FoundDate) -> FoundDate:
    return FoundDate(found.text, found.start_char, found.end_char, found.meaning, "future")
