"""Finds the date phrases of a text, as printed: which day or year they mean is the business of `calendar`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from extractor import rulebook
from extractor.dates.forms import FIGURES, LETTERS, MATCHERS, MONTH, MONTHS, NUMBERS, PLACES, WEEKDAYS
from extractor.dates.meaning import (
    Day,
    Festival,
    FoundDate,
    Lean,
    Length,
    Meaning,
    Month,
    MonthOrDay,
    NextMeeting,
    Part,
    Quarter,
    Season,
    Span,
    Unit,
    Weekday,
    Which,
    Year,
    YearKind,
)

Printed = Mapping[str, str | None]

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_PIVOT = 60  # two printed digits up to this are of this century
_LONGEST_SPAN = 30  # years; "2019/75" is a reference, not a span

# A month, season, weekday or year that stands alone is a date only after one of these words.
_LICENCE: Final = re.compile(
    r"(?:\b(?:in|by|of|during|since|until|till|from|before|after|early|mid|late|later|to|for|next|this|last|and|or|"
    r"between|through|throughout|at|our|the|over|around|on|each|every|year)|[/–—(-])[\s\xa0-]{0,2}$",
    re.IGNORECASE,
)
_YEAR_LICENCE: Final = re.compile(
    r"\b(?:in|by|during|since|until|till|before|after|from|early|mid|late|throughout|year|and|to|or)[\s\xa0-]{1,2}$",
    re.IGNORECASE,
)
_MEETING: Final = re.compile(
    r"\s(?:[\w’'&-]{1,24}\s){0,3}?(?:meeting|committee|board|panel|cabinet|council)\b", re.IGNORECASE
)
_NAME_NEXT: Final = re.compile(r"[ \xa0][A-Z][a-z]")
_MONTH_NEXT: Final = re.compile(rf"\s?(?:[/–—-]|to\s)\s?{MONTH}\s?(?:19|20)\d\d", re.IGNORECASE)
_SEASON_GOES_ON: Final = re.compile(
    r"\s*(?:$|[.,;:)\]\n\t–—/-]|\s(?:of|and|or|to|for|as|when|we|the|with|by|on|in|ahead|before|this|if|at|but|so|"
    r"holidays?|break|meeting|budget|half)\b)",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(
    r"\b(?:by|until|till|before|due|deadline|ahead of|later than|scheduled for|from|next|to|for|be|will)"
    r"(?:\s(?:on|the|of|in))?[\s\xa0(]*$",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\b(?:since|last|dated|(?:was|were|been|held|published|agreed|approved|issued|met|took place)(?:\s(?:on|in|at|of))?)"
    r"(?:\sthe)?[\s\xa0(]*$",
    re.IGNORECASE,
)
_JOINTS: Final = re.compile(r"(?:[ \xa0]?[-–—/][ \xa0]?|\s(?:to|until|till|and)\s)")
_RANGE_JOINTS: Final = re.compile(r"(?:[ \xa0]?[-–—][ \xa0]?|\s(?:to|until|till)\s)")
_BETWEEN: Final = re.compile(r"\bbetween\s$", re.IGNORECASE)
_BEFORE = 40
_LAST_WORDS = 20


def find_dates(text: str, offset: int = 0, *, cell: bool = False) -> list[FoundDate]:
    """Every date phrase of the text in reading order, unresolved; places count from `offset`.

    `cell` says that the text is a table cell of dates, where "March" or "2019" needs no word before it.
    """
    found: list[FoundDate] = []
    end = 0
    for place in PLACES.finditer(text):
        if place.end() < end:
            continue
        date = _read(text, place.end(), cell)
        if date is not None:
            end = date.end_char
            joined = _join(text, found[-1], date) if found else None
            found[-1:] = [joined] if joined else [*found[-1:], date]
    if not offset:
        return found
    return [replace(d, start_char=d.start_char + offset, end_char=d.end_char + offset) for d in found]


def _read(text: str, start: int, cell: bool) -> FoundDate | None:
    match = (FIGURES if text[start].isdecimal() else LETTERS).match(text, start)
    form = match.lastgroup if match else None
    printed = MATCHERS[form].match(text, start) if form else None
    if form is None or printed is None:
        return None
    before = text[max(0, start - _BEFORE) : start]
    part = _part().search(before) if form in _DIVISIBLE else None
    article = _ARTICLE.search(before) if form in _WITH_ARTICLE and not part else None
    if not (part or cell or _licensed(form, printed, text, before)):
        return None
    meaning = _BUILDERS[form](printed.groupdict())
    if meaning is None:
        return None
    if wider := part or article:
        start -= len(before) - wider.start()
        before = before[: wider.start()]
        meaning = Part(_words(part["part"]), meaning) if part else meaning
    return FoundDate(text[start : printed.end()], start, printed.end(), meaning, _lean(before))


_WITH_ARTICLE: Final = frozenset({"next_meeting", "unit"})
_ARTICLE: Final = re.compile(r"\b(?:the|its|our|their|your|this)[ \xa0]$", re.IGNORECASE)
_DIVISIBLE: Final = frozenset({"month", "month_year", "season", "quarter", "years", "year", "unit"})


@lru_cache(maxsize=1)
def words_of_dates() -> Mapping[str, Any]:
    """The table `models/dates.toml`."""
    return rulebook.load().table("dates")


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    parts = "|".join(re.escape(part).replace("\\ ", r"\s") for part in sorted(words_of_dates()["parts"], key=len)[::-1])
    return re.compile(rf"\b(?P<part>{parts})[\s\xa0-](?:(?:the|this|next)\s)?$", re.IGNORECASE)


def _words(printed: str) -> str:
    return " ".join(printed.lower().split())


def _licensed(form: str, printed: re.Match[str], text: str, before: str) -> bool:
    """Whether a word that could be something else is a date here ("may", "March", "2019", "spring")."""
    month = printed.groupdict().get("m")
    if month and month[:3].lower() in ("may", "mar") and not month[0].isupper() and form != "month_year":
        return False
    if form == "month":
        bare = bool(_LICENCE.search(before)) and printed[0][0].isupper()
        after = text[printed.end() : printed.end() + _BEFORE]
        return bool(_MEETING.match(after) or _MONTH_NEXT.match(after)) or (bare and not _NAME_NEXT.match(after))
    if form == "year":
        return bool(_YEAR_LICENCE.search(before)) and printed["y"] >= "1990"
    if form == "season" and not printed["y"]:
        return bool(_LICENCE.search(before)) and bool(printed["t"] or _SEASON_GOES_ON.match(text, printed.end()))
    if form in ("festival", "weekday") or (form == "quarter" and not (printed["y1"] or printed["y3"])):
        return bool(_LICENCE.search(before))
    if form == "month_number":
        return not re.search(r"\d\s$", before)
    return True


def _lean(before: str) -> Lean:
    last_words = before[-_LAST_WORDS:]
    return "future" if _FUTURE.search(last_words) else "past" if _PAST.search(last_words) else "near"


def _join(text: str, left: FoundDate, right: FoundDate) -> FoundDate | None:
    """One span where the words between two dates make them one ("30 Sep to 11 Oct 2019"), else None."""
    gap = text[left.end_char : right.start_char]
    if not gap or len(gap) > 7 or not _JOINTS.fullmatch(gap) or isinstance(left.meaning, Span):
        return None
    between = "and" in gap.lower() and _BETWEEN.search(text, max(0, left.start_char - 9), left.start_char)
    months = "/" in gap and isinstance(left.meaning, Month | Season)
    if not (between or months or _RANGE_JOINTS.fullmatch(gap)):
        return None
    first = _same_year(left.meaning, right.meaning)
    if first is None:
        return None
    return FoundDate(
        text[left.start_char : right.end_char], left.start_char, right.end_char, Span(first, right.meaning), left.lean
    )


def _same_year(first: Meaning, last: Meaning) -> Meaning | None:
    """The first of two dates with the year that only the second has; None if they are not of one kind."""
    for kind in (Day, Month, Season, Quarter):
        if isinstance(first, kind) and isinstance(last, kind):
            year = first.year if first.year is not None else last.year
            if (
                first.year is None
                and year is not None
                and isinstance(first, Day | Month)
                and isinstance(last, Day | Month)
            ):
                year -= first.month > last.month
            return replace(first, year=year)
    return first if isinstance(first, Year) and isinstance(last, Year) else None


def _number(digits: str | None) -> int:
    return int(digits or "0")


def full_year(digits: str | None) -> int | None:
    """The year that two or four printed digits mean, None for none."""
    if not digits:
        return None
    year = int(digits)
    return year if year > 99 else 2000 + year if year <= _PIVOT else 1900 + year


def _month_number(printed: str | None) -> int:
    return MONTHS.index((printed or "")[:3].lower()) + 1


def _kind(printed: str | None) -> YearKind:
    words = (printed or "calendar").lower()
    return "calendar" if words == "calendar" else "academic" if words in ("academic", "school") else "financial"


def _which(printed: str | None) -> Which:
    words = (printed or "this").lower().removeprefix("the").strip()
    return "last" if words == "last" else "this" if words in ("", "this", "current", "each") else "next"


def _day(p: Printed) -> Meaning | None:
    year = full_year(next((p[key] for key in ("y", "y2", "ya", "ye") if p.get(key)), None))
    month = p["m"] or ""
    number = int(month) if month.isdigit() else _month_number(month)
    weekday = p.get("wd")
    day = Day(year, number, _number(p["d"]), WEEKDAYS.index(weekday[:3].lower()) if weekday else None)
    return day if _exists(day) else None


def _exists(day: Day) -> bool:
    year = day.year if day.year is not None else 2000
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 30 if day.month in (4, 6, 9, 11) else 31 if day.month != 2 else 29 if leap else 28
    return 1 <= day.day <= longest


def _days(p: Printed) -> Meaning | None:
    year, month = full_year(p["y"]), _month_number(p["m"])
    first, last = Day(year, month, _number(p["d1"])), Day(year, month, _number(p["d2"]))
    return Span(first, last) if first.day < last.day and _exists(last) else None


def _month(p: Printed) -> Meaning | None:
    return Month(full_year(p.get("y") or p.get("y2") or p.get("y3")), _month_number(p["m"]))


def _month_or_day(p: Printed) -> Meaning | None:
    day = Day(None, _month_number(p["m"]), _number(p["n"]))
    return MonthOrDay(day.month, day.day) if day.day >= 10 and _exists(day) else day if _exists(day) else None


def _years(p: Printed) -> Meaning | None:
    first = full_year(p["y1"] or p["y2"]) or 0
    printed = p["y3"] or ""
    last = int(printed) if len(printed) == 4 else first // 100 * 100 + int(printed)
    last += 100 if last < first else 0
    if not 1990 <= first < last <= first + _LONGEST_SPAN:
        return None
    kind = p["k1"] or p["k2"]
    if last == first + 1:
        return Year(first, _kind(kind or "financial"))
    return Span(Year(first), Year(last))


def _quarter(p: Printed) -> Meaning | None:
    number = int(p["q"]) if p["q"] else _ORDINALS[(p["o"] or "").lower()]
    first, second = full_year(p["y1"]), p["y2"]
    if first is not None and second is not None and (first + 1) % 100 != int(second) % 100:
        return None
    return Quarter(first if first is not None else full_year(p["y3"]), number)


def _length(p: Printed) -> Meaning | None:
    printed = (p["n"] or "").lower()
    if not (printed or p["next"]):
        return None
    count = int(printed) if printed.isdigit() else NUMBERS[printed]
    lead = (p["lead"] or "").lower()
    return Length(count, _words(p["unit"] or "").rstrip("s"), "over" if p["next"] and lead != "within" else lead)


def _season(p: Printed) -> Meaning | None:
    name, year, second = (p["s"] or "").lower(), full_year(p["y"]), full_year(p["y2"])
    term = bool(p["t"])
    if year is not None and second is not None and term and name != "autumn":
        year = second  # the spring and summer terms of 2019/20 are in 2020
    return None if term and name == "winter" else Season(year, name, term)


def _festival(p: Printed) -> Meaning | None:
    return Festival(full_year(p["y"]), _words((p["f"] or "").replace("’", "'")))


def _unit(p: Printed) -> Meaning | None:
    unit = (p["unit"] or "year").lower()
    return Unit(_which(p.get("which")), unit, _kind(p["k"]))


def _part_unit(p: Printed) -> Meaning | None:
    return Part(_words(p["part"] or ""), Unit(_which(p["which"]), (p["unit"] or "").lower(), _kind(p["k"])))


def _year_end(p: Printed) -> Meaning | None:
    return Part("end of", Unit("this", "year", _kind(p["k"] or "financial")))


def _weekday(p: Printed) -> Meaning | None:
    return Weekday(_which(p["which"]), WEEKDAYS.index((p["wd"] or "")[:3].lower()))


def _year(p: Printed) -> Meaning | None:
    return Year(_number(p["y"]))


def _next_meeting(_: Printed) -> Meaning | None:
    return NextMeeting()


_BUILDERS: Final[dict[str, Callable[[Printed], Meaning | None]]] = {
    "iso": _day,
    "slashed": _day,
    "dotted": _day,
    "dashed": _day,
    "days": _days,
    "day": _day,
    "month_day": _day,
    "month_year": _month,
    "month_number": _month_or_day,
    "years": _years,
    "quarter": _quarter,
    "length": _length,
    "next_meeting": _next_meeting,
    "part_unit": _part_unit,
    "year_end": _year_end,
    "unit": _unit,
    "season": _season,
    "festival": _festival,
    "weekday": _weekday,
    "month": _month,
    "year": _year,
}
