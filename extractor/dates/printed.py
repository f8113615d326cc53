"""The day that a paper prints of itself: of its meeting, its publication, its inspection, its next meeting."""

from __future__ import annotations

import re
from datetime import date

from extractor.dates.forms import in_small_letters
from extractor.dates.grammar import find_dates
from extractor.dates.meaning import Day, FoundDate, Month, MonthOrDay, Span
from extractor.dates.settle import resolve

_NEXT_MEETING = re.compile(  # in small letters; each begins with one that the search can leap to
    r"(?:next(?<!\wnext)\s(?:[\w’'&-]{1,24}\s){0,4}?meetings?|future(?<!\wfuture)\smeetings?(?:\sdates)?|"
    r"forthcoming(?<!\wforthcoming)\smeetings?(?:\sdates)?)\b"
)
# What may stand between "next meeting" and its day.
_LEADS_TO = re.compile(
    r"(?:[\s:–—(,.-]*(?:is|are|will|would|was|were|to|be|being|held|takes?|taking|place|on|of|the|at|scheduled|for|date|dates|"
    r"and|time|venue|arranged|confirmed|as|set|follows|[A-Z][\w’'-]*)\b)*[\s:–—(,.-]*"
)
_REPORTED = re.compile(
    r"\b(?:inspection|report|ofsted|letter|inspectors?|inspectorate|cqc)\b[^.;\n]{0,100}?"
    r"\b(?:published|issued|dated|received|released)(?:\s(?:on|in))?\s(?=[\w(])",
    re.IGNORECASE,
)
_REACH = 100


def parse_days(text: str) -> tuple[str, str, str] | None:
    """First day, last day (both ISO) and the printed words of the first full date or span of days in the text."""
    for found in find_dates(text):
        if _names_days(found):
            period = resolve(found, None)
            if period is not None:
                return period.date_from, period.date_to, found.text
    return None


def find_next_meeting(text: str, anchor: date | None) -> date | None:
    """The day on which the paper says that the next meeting is, where that is after `anchor`."""
    for cue in _NEXT_MEETING.finditer(in_small_letters(text)):
        after = text[cue.end() : cue.end() + _REACH]
        for found in find_dates(after)[:1]:
            period = resolve(_ahead(found), anchor) if _names_days(found) else None
            if period is not None and _LEADS_TO.fullmatch(after, 0, found.start_char):
                day = date.fromisoformat(period.date_to)
                if anchor is None or day > anchor:
                    return day
    return None


def _names_days(found: FoundDate) -> bool:
    meaning = found.meaning
    ends = (meaning.first, meaning.last) if isinstance(meaning, Span) else (meaning,)
    return all(isinstance(end, Day) for end in ends) and not isinstance(meaning, Month | MonthOrDay)


def _ahead(found: FoundDate) -> FoundDate:
    return FoundDate(found.text, found.start_char, found.end_char, found.meaning, "future")


def find_origin_day(text: str, anchor: date | None) -> date | None:
    """The day on which the paper says that another report came out ("The report was published on 5 May 2012"), where
    that is before `anchor`."""
    for cue in _REPORTED.finditer(text):
        for found in find_dates(text[cue.end() : cue.end() + _REACH // 2]):
            period = resolve(found, anchor) if _names_days(found) else None
            if period is not None and (anchor is None or date.fromisoformat(period.date_to) < anchor):
                return date.fromisoformat(period.date_to)
    return None
