"""Reads deadlines: the words that say by when, in a sentence, a heading, a lead-in or a table cell.

A date is a deadline only by the words around it: "published on 5 May" and "from 1 April" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from extractor.dates.grammar import find_dates, words_of_dates
from extractor.dates.meaning import (
    Day,
    FoundDate,
    Length,
    Month,
    NextMeeting,
    Now,
    Part,
    Quarter,
    Season,
    Unit,
)
from extractor.dates.settle import resolve
from extractor.records import DateMention, Period, Quote

_ARTICLE = r"(?:(?:the|its|our|their|a)\s)?"
# What may stand between "by" and its date: "close of play on", "5pm on", "the week commencing".
_CLOCK = (
    r"(?:(?:close\sof\s(?:play|business)|midnight|noon|midday|\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)|w/c|w/e|"
    r"week\s(?:commencing|beginning|ending)|date)\s(?:(?:on|of)\s)?(?:the\s)?)?"
)
_NOUNS = r"(?:[\w’'&-]{1,24}\s){0,6}?"
_AT_MEETING: Final = re.compile(
    r"\b(?P<lead>[Aa]t|[Tt]o|[Bb]y|[Ff]or)\s(?:(?:the|its|our|their|this)\s|a\s(?:special|further)\s|(?=[A-Z]))"
    rf"{_NOUNS}[Mm]eeting\s(?:(?:to\sbe\sheld|scheduled|planned|due|held)\s)?(?:on|of|in|for)\s(?:the\s)?$"
)
_SET_OFF: Final = re.compile(r"(?:^|[–—:;,(-])\s*$")
_MEETING_AFTER: Final = re.compile(r"\s(?:[\w’'&-]{1,24}\s){0,3}?meeting\b(?!s)", re.IGNORECASE)
_THAT_MEETING: Final = re.compile(
    rf"\b(?:ahead\sof|in\sadvance\sof|before|prior\sto|in\stime\sfor)\s(?:the|our|its|that)\s(?P<which>{_NOUNS})meeting\b(?!s)",
    re.IGNORECASE,
)
# A clause that tells what was, or what stands in another paper, and asks for nothing.
_TOLD: Final = re.compile(
    r"(?:^\W*(?:that\s)?(?:\w+\s){0,3}(?:to\s)?(?:note|notes|noted|receive|received)\b|"
    r"(?<!\bbe\s)\b(?:as|was|were|had|has|have|been|held|agreed|published|proposed|received|approved|considered|reported|"
    r"issued|dated|since|took|starts|begins|opens|runs|which|who|that\s(?:is|are|opens?|starts?|begins?))\b)[^,;.]*$",
    re.IGNORECASE,
)
_STANDARD: Final = re.compile(
    r"\b(?:are|is|was|were|being|been|has|have|had|receives?|at\sleast|more\sthan|every|not|timescales?|standards?|"
    r"targets?\sof|all|each|any)\b[^.;:]*$",
    re.IGNORECASE,
)
_COUNTED_FROM: Final = re.compile(
    r"\s(?:of|from|after|following)\s(?:the\s|this\s|its\s|receipt\sof\s|receiving\s|date\sof\s|publication\sof\s){0,3}"
    r"(?P<event>[a-z]+)(?:\sof\s(?:the|this)\s[a-z]+)?",
    re.IGNORECASE,
)
_NAMES_MEETING: Final = re.compile(r"\b(?:date|time|venue|minutes|day)\s(?:\w+\s){0,3}of\s$", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"\s?\((?:on\s)?$")
_COMING: Final = re.compile(r"\b(?:next|coming|following|time)\b", re.IGNORECASE)
_FORMERLY: Final = re.compile(
    r"\b(?:was|previously|originally|original|formerly)\b|"
    r"\((?:moved|changed|slipped|deferred|extended|revised|put\sback|put\soff|brought\sforward)\sfrom\b",
    re.IGNORECASE,
)
_NEXT_BODY: Final = re.compile(
    r"(?:(?:at|by|to|for)\s)?(?:the\s)?next\s(?:\w+\s){0,3}(?:panel|board|committee|cabinet|council|forum|group)",
    re.IGNORECASE,
)
_REACH = 120


@dataclass(frozen=True, slots=True)
class _Deadline:
    """Words that set a deadline; `firm` where a word such as "by" says so, not the clause alone."""

    start: int
    end: int
    date: FoundDate
    firm: bool
    period: Period | None = None


def find_due(
    text: str, offset: int = 0, anchor: date | None = None, *, next_meeting: date | None = None
) -> DateMention | None:
    """The words of the text that say by when, with the day they mean counted from `anchor`; None if it names none.

    Of several the first is taken, save that one with a firm word ("by") and a settled day goes before a vague one.
    """
    deadlines = [d for d in _deadlines(text, anchor, next_meeting) if d is not None]
    if not deadlines:
        return None
    first = min(deadlines, key=lambda d: (not (d.firm and d.period), d.start))
    quote = Quote(text[first.start : first.end], first.start + offset, first.end + offset)
    return DateMention(quote, first.period, "due")


def read_due_cell(
    text: str, offset: int = 0, anchor: date | None = None, *, next_meeting: date | None = None
) -> DateMention | None:
    """All words of a cell in a deadline column; the period is None for "Ongoing", the mention for an empty cell."""
    words = text.strip()
    table = words_of_dates()["deadline"]
    plain = words.lower().rstrip(".:")
    if plain in table["none"]:
        return None
    start = text.index(words)
    return DateMention(
        Quote(words, start + offset, start + len(words) + offset),
        _cell_period(words, plain, anchor, next_meeting),
        "due",
    )


def _cell_period(words: str, plain: str, anchor: date | None, next_meeting: date | None) -> Period | None:
    if plain in words_of_dates()["deadline"]["now_cells"]:
        return resolve(FoundDate(words, 0, len(words), Now()), anchor)
    found = find_dates(words, cell=True) or find_dates(f"within {words}")
    if _NEXT_BODY.fullmatch(plain):
        found = [FoundDate(words, 0, len(words), NextMeeting())]
    for mention in found if _FORMERLY.search(words) else reversed(found):
        period = resolve(_awaited(mention), anchor, next_meeting=next_meeting)
        if period is not None:
            return period
    return None


def _awaited(found: FoundDate) -> FoundDate:
    return replace(found, lean="due") if found.lean == "near" else found


def _deadlines(text: str, anchor: date | None, next_meeting: date | None) -> Iterator[_Deadline | None]:
    yield from _at_once(text, anchor)
    found = find_dates(text)
    for index, mention in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        deadline = _deadline(text, mention, following, anchor)
        if deadline is not None:
            period = resolve(_awaited(deadline.date), anchor, next_meeting=next_meeting)
            if not _bygone(text, deadline, period, anchor):
                yield _Deadline(deadline.start, deadline.end, deadline.date, deadline.firm, period)
    for match in _THAT_MEETING.finditer(text):
        if not find_dates(match[0]):
            meeting = FoundDate(match[0], match.start(), match.end(), NextMeeting())
            day = None if match["which"] else next_meeting  # "the public meeting" may be another one
            yield _Deadline(*match.span(), meeting, True, resolve(meeting, anchor, next_meeting=day))


@lru_cache(maxsize=1)
def _now() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = words_of_dates()["deadline"]
    now, headings = (_any_of(table[key]) for key in ("now", "now_headings"))
    sentence = (
        rf"(?:^\W*|[.;]\s|\b(?:should|must|to|be)\s)(?P<now>{now})\b(?!\s(?:after|following|before|prior|above|below))"
    )
    at_end = rf"(?<!not\s)\b(?P<end>{now})\W*$"
    return re.compile(f"{sentence}|{at_end}", re.IGNORECASE), re.compile(
        rf"\bfor\s(?P<now>{headings})\b", re.IGNORECASE
    )


def _any_of(phrases: list[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace("\\ ", r"\s") for phrase in longest_first) + ")"


def _at_once(text: str, anchor: date | None) -> Iterator[_Deadline]:
    for pattern in _now():
        match = pattern.search(text)
        if match:
            start, end = match.span("now") if match["now"] else match.span("end")
            now = FoundDate(text[start:end], start, end, Now())
            yield _Deadline(start, end, now, True, resolve(now, anchor))


@lru_cache(maxsize=4)
def _lead(*keys: str) -> re.Pattern[str]:
    table = words_of_dates()["deadline"]
    phrases = [phrase for key in keys for phrase in table[key]]
    return re.compile(rf"(?<![\w-]){_any_of(phrases)}:?\s?{_ARTICLE}{_CLOCK}$", re.IGNORECASE)


def _deadline(text: str, found: FoundDate, following: FoundDate | None, anchor: date | None) -> _Deadline | None:
    before = text[max(0, found.start_char - _REACH) : found.start_char]
    base = found.start_char - len(before)
    match found.meaning:
        case NextMeeting():
            return _next_meeting(text, before, found, following)
        case Length():
            return _length(text, before, found)
    if meeting := _AT_MEETING.search(before):
        set_off = meeting["lead"].lower() != "for" or _SET_OFF.search(before[: meeting.start()])
        return _Deadline(base + meeting.start(), found.end_char, found, True) if set_off else None
    if lead := _lead("always", "ahead").search(before):
        end = _through_meeting(text, found)
        return _Deadline(base + lead.start(), end, found, True)
    return _vague(text, before, found)


def _through_meeting(text: str, found: FoundDate) -> int:
    after = _MEETING_AFTER.match(text, found.end_char) if isinstance(found.meaning, Month | Season) else None
    return after.end() if after else found.end_char


def _next_meeting(text: str, before: str, found: FoundDate, following: FoundDate | None) -> _Deadline | None:
    lead = _lead("meeting").search(before)
    if lead is None and _NAMES_MEETING.search(before):
        return None
    start = found.start_char - len(before) + lead.start() if lead else found.start_char
    if following and _GOES_ON.fullmatch(text, found.end_char, following.start_char):
        closed = text.startswith(")", following.end_char)
        named = FoundDate(following.text, following.start_char, following.end_char, following.meaning, "future")
        return _Deadline(start, following.end_char + closed, named, True)
    return _Deadline(start, found.end_char, found, True)


def _length(text: str, before: str, found: FoundDate) -> _Deadline | None:
    if not isinstance(found.meaning, Length) or _TOLD.search(before):
        return None
    lead = found.meaning.lead
    counted = _COUNTED_FROM.match(text, found.end_char)
    if lead == "within":
        event = counted["event"].lower() if counted else ""
        if (counted and event not in words_of_dates()["deadline"]["events"]) or _STANDARD.search(before):
            return None
        return _Deadline(found.start_char, counted.end() if counted else found.end_char, found, True)
    if lead == "after":
        return _Deadline(found.start_char, counted.end() if counted else found.end_char, found, False)
    if _COMING.search(found.text) or (lead == "in" and found.meaning.unit in ("week", "month")):
        return _Deadline(found.start_char, found.end_char, found, False)
    return None


def _vague(text: str, before: str, found: FoundDate) -> _Deadline | None:
    """A month, season or part of one that is a deadline because the clause asks for something to be done then."""
    meaning = found.meaning
    if isinstance(meaning, Unit):
        soon = meaning.which == "next" and meaning.unit != "year" and not text.startswith(("’s", "'s"), found.end_char)
        lead = _lead("vague").search(before)
        start = found.start_char - len(before) + lead.start() if lead else found.start_char
        return _Deadline(start, found.end_char, found, False) if soon and not _TOLD.search(before) else None
    if not isinstance(meaning, Month | Season | Quarter | Part) or _TOLD.search(before):
        return None
    end = _through_meeting(text, found)
    keys = ["vague"]
    keys += ["vague_part"] if isinstance(meaning, Part) else []
    keys += ["meeting"] if end > found.end_char else []
    lead = _lead(*keys).search(before)
    if lead is None:
        return None
    start = found.start_char - len(before) + lead.start()
    return _Deadline(start, end, _undated(found) if lead[0].lower().startswith("after") else found, False)


def _undated(found: FoundDate) -> FoundDate:
    """The same words with no day: "after the summer" begins a time and does not end it."""
    return FoundDate(found.text, found.start_char, found.end_char, Length(0, "day", "after"))


def _bygone(text: str, deadline: _Deadline, period: Period | None, anchor: date | None) -> bool:
    """Whether the words tell of a day gone by, and so set no deadline."""
    meaning = deadline.date.meaning
    if period is None or anchor is None or period.date_to >= anchor.isoformat():
        return False
    lead = text[deadline.start : deadline.date.start_char].lower()
    if deadline.firm and not lead.startswith(("before", "prior", "at", "to", "for")):
        return bool(_TOLD.search(text[max(0, deadline.start - _REACH) : deadline.start]))
    part = meaning.of if isinstance(meaning, Part) else meaning
    return not (isinstance(part, Month | Season | Quarter | Day) and part.year is None)
