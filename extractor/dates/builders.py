"""From the printed parts of a date to what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from extractor.dates.forms import MONTHS, NUMBERS, WEEKDAYS
from extractor.dates.meaning import (
    Day,
    Festival,
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


def words_of(printed: str) -> str:
    """The words in small letters with one space between them."""
    return " ".join(printed.lower().split())


def _number(digits: str | None) -> int:
    return int(digits or "0")


def _full_year(digits: str | None) -> int | None:
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
    year = _full_year(next((p[key] for key in ("y", "y2", "ya", "ye") if p.get(key)), None))
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
    year, month = _full_year(p["y"]), _month_number(p["m"])
    first, last = Day(year, month, _number(p["d1"])), Day(year, month, _number(p["d2"]))
    return Span(first, last) if first.day < last.day and _exists(last) else None


def _month(p: Printed) -> Meaning | None:
    return Month(_full_year(p.get("y") or p.get("y2") or p.get("y3")), _month_number(p["m"]))


def _month_or_day(p: Printed) -> Meaning | None:
    day = Day(None, _month_number(p["m"]), _number(p["n"]))
    return MonthOrDay(day.month, day.day) if day.day >= 10 and _exists(day) else day if _exists(day) else None


def _years(p: Printed) -> Meaning | None:
    first = _full_year(p["y1"] or p["y2"]) or 0
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
    if (p["o"] or "").lower() == "last" and not (p["y1"] or p["y3"]):
        return Unit("last", "quarter")
    number = int(p["q"]) if p["q"] else _ORDINALS[(p["o"] or "").lower()]
    first, second = _full_year(p["y1"]), p["y2"]
    if first is not None and second is not None and (first + 1) % 100 != int(second) % 100:
        return None
    return Quarter(first if first is not None else _full_year(p["y3"]), number)


def _length(p: Printed) -> Meaning | None:
    printed = (p["n"] or "").lower()
    if not printed and (not p["next"] or (p["unit"] or "").endswith("s")):
        return None
    count = int(printed) if printed.isdigit() else NUMBERS[printed]
    lead = (p["lead"] or "").lower()
    return Length(count, words_of(p["unit"] or "").rstrip("s"), "over" if p["next"] and lead != "within" else lead)


def _season(p: Printed) -> Meaning | None:
    name, year, second = (p["s"] or "").lower(), _full_year(p["y"]), _full_year(p["y2"])
    term = bool(p["t"])
    if year is not None and second is not None and term and name != "autumn":
        year = second  # the spring and summer terms of 2019/20 are in 2020
    return None if term and name == "winter" else Season(year, name, term)


def _festival(p: Printed) -> Meaning | None:
    return Festival(_full_year(p["y"]), words_of((p["f"] or "").replace("’", "'")))


def _unit(p: Printed) -> Meaning | None:
    unit = (p["unit"] or "year").lower()
    return Unit(_which(p.get("which")), unit, _kind(p["k"]))


def _part_unit(p: Printed) -> Meaning | None:
    return Part(words_of(p["part"] or ""), Unit(_which(p["which"]), (p["unit"] or "").lower(), _kind(p["k"])))


def _year_end(p: Printed) -> Meaning | None:
    return Part("end of", Unit("this", "year", _kind(p["k"] or "financial")))


def _weekday(p: Printed) -> Meaning | None:
    return Weekday(_which(p["which"]), WEEKDAYS.index((p["wd"] or "")[:3].lower()))


def _year(p: Printed) -> Meaning | None:
    return Year(_number(p["y"]))


def _next_meeting(_: Printed) -> Meaning | None:
    return NextMeeting()


BUILDERS: Final[dict[str, Callable[[Printed], Meaning | None]]] = {
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
