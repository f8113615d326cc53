"""From what a date phrase says to its first and last day, counted from the day of the paper where it must be."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from extractor.dates.grammar import words_of_dates
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
    Now,
    Part,
    Quarter,
    Season,
    Span,
    Unit,
    Weekday,
    Year,
    YearKind,
)
from extractor.records import Period

_FIRST_MONTH: Final[dict[YearKind, int]] = {"calendar": 1, "financial": 4, "academic": 9}
_SEASON_NUMBER: Final = {"spring": 21, "summer": 22, "autumn": 23}
_NEAR_YEARS: Final = 3  # "March 13" in a paper of 2012 is a month, in one of 2019 a day


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A first and last day, the same as EDTF, and how it was reckoned."""

    first: date
    last: date
    edtf: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class _From:
    """What a phrase is counted from."""

    anchor: date | None
    next_meeting: date | None
    lean: Lean


def resolve(found: FoundDate, anchor: date | None, *, next_meeting: date | None = None) -> Period | None:
    """First and last day of the phrase, None where it and `anchor` (the paper's own day) do not settle them.

    `basis` says how a relative phrase or a missing year was settled, and warns of a weekday that does not fit.
    """
    try:
        stretch = _stretch(found.meaning, _From(anchor, next_meeting, found.lean))
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None
    if stretch is None:
        return None
    doubt = _weekday_doubt(found.meaning, stretch)
    basis = "; ".join(words for words in (stretch.basis, doubt) if words)
    return Period(stretch.first.isoformat(), stretch.last.isoformat(), stretch.edtf, basis)


def weekday_agrees(found: FoundDate, anchor: date | None = None) -> bool:
    """Whether the printed weekday fits the date; true where none is printed."""
    stretch = _stretch(found.meaning, _From(anchor, None, found.lean))
    return stretch is None or not _weekday_doubt(found.meaning, stretch)


def _weekday_doubt(meaning: Meaning, stretch: _Stretch) -> str:
    if not isinstance(meaning, Day) or meaning.weekday is None or stretch.last.weekday() == meaning.weekday:
        return ""
    names = calendar.day_name
    return f"printed as a {names[meaning.weekday]}, but {stretch.last} is a {names[stretch.last.weekday()]}"


def _stretch(meaning: Meaning, start: _From) -> _Stretch | None:  # noqa: PLR0911 - one line a kind of phrase
    match meaning:
        case Day() | Month() | Season() | Festival() | Quarter():
            return _in_year(meaning, start)
        case MonthOrDay():
            return _in_year(_month_or_day(meaning, start.anchor), start)
        case Year():
            return _year(meaning)
        case Span():
            return _span(meaning, start)
        case Part():
            return _part(meaning, start)
        case NextMeeting():
            return _day(start.next_meeting, "the next meeting") if start.next_meeting else None
    return _from_anchor(meaning, start.anchor) if start.anchor else None


def _day(day: date, basis: str = "") -> _Stretch:
    return _Stretch(day, day, day.isoformat(), basis)


def _from_anchor(meaning: Meaning, anchor: date) -> _Stretch | None:
    match meaning:
        case Now():
            return _day(anchor, f"at once, from {anchor}")
        case Length():
            return _length(meaning, anchor)
        case Unit():
            return _unit(meaning, anchor)
        case Weekday():
            ahead = (meaning.weekday - anchor.weekday()) % 7 or 7 * (meaning.which == "next")
            return _day(anchor + timedelta(ahead), f"counted from {anchor}")
    return None


YearOf = Day | Month | Season | Festival | Quarter


def _in_year(meaning: YearOf, start: _From) -> _Stretch | None:
    """A date whose year may be missing: the year is then the one that lies best to the anchor."""
    if meaning.year is not None:
        return _of_year(meaning, meaning.year)
    if start.anchor is None:
        return None
    around = (_of_year(meaning, start.anchor.year + offset) for offset in (-1, 0, 1))
    choices = [stretch for stretch in around if stretch is not None]
    if isinstance(meaning, Day) and meaning.weekday is not None:
        choices = [c for c in choices if c.first.weekday() == meaning.weekday] or choices
    if not choices:  # 29 February far from a leap year
        return None
    best = min(choices, key=lambda stretch: _distance(stretch, start.anchor or stretch.first, start.lean))
    return replace(best, basis=f"year taken from {start.anchor}")


def _distance(stretch: _Stretch, anchor: date, lean: Lean) -> int:
    """Days from the anchor; a date on the wrong side of it counts as far away, a deadline gone by as twice as far."""
    if stretch.first <= anchor <= stretch.last:
        return 0
    ahead = anchor < stretch.first
    days = (stretch.first - anchor).days if ahead else (anchor - stretch.last).days
    if lean == "due":
        return days if ahead else 2 * days
    return days + 1000 * (lean == ("past" if ahead else "future"))


def _of_year(meaning: YearOf, year: int) -> _Stretch | None:
    match meaning:
        case Day(month=month, day=day):
            longest = calendar.monthrange(year, month)[1]
            return _day(date(year, month, day)) if day <= longest else None
        case Month(month=month):
            return _Stretch(date(year, month, 1), _month_end(year, month), f"{year:04d}-{month:02d}")
        case Quarter(number=number):
            return _months(year, 3 * number + 1, 3)
        case Festival(name=name):
            return _festival(name, year)
    return _season(meaning, year)


def _months(year: int, month: int, count: int) -> _Stretch:
    """So many whole months from the first of a month, which may lie beyond December."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    last = add_months(first, count) - timedelta(1)
    return _Stretch(first, last, f"{first:%Y-%m}/{last:%Y-%m}")


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _season(season: Season, year: int) -> _Stretch:
    first, last = words_of_dates()["terms" if season.term else "seasons"][season.name]
    stretch = _months(year, first, (last - first) % 12 + 1)
    number = None if season.term else _SEASON_NUMBER.get(season.name)
    return replace(stretch, edtf=f"{year:04d}-{number}") if number else stretch


def _festival(name: str, year: int) -> _Stretch:
    when = words_of_dates()["festivals"][name]
    return _day(easter(year) + timedelta(when) if isinstance(when, int) else date(year, *when))


def easter(year: int) -> date:
    """Easter Sunday (the Gregorian rule of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _year(year: Year) -> _Stretch:
    stretch = _months(year.start, _FIRST_MONTH[year.kind], 12)
    return replace(stretch, edtf=f"{year.start:04d}") if year.kind == "calendar" else stretch


def _month_or_day(meaning: MonthOrDay, anchor: date | None) -> Day | Month:
    year = 2000 + meaning.number
    if anchor and abs(anchor.year - year) <= _NEAR_YEARS:
        return Month(year, meaning.month)
    return Day(None, meaning.month, meaning.number)


def _span(span: Span, start: _From) -> _Stretch | None:
    first, last = _stretch(span.first, start), _stretch(span.last, start)
    if first is None or last is None:
        return None
    if last.last < first.first:  # a year was missing in both: the second is the one after
        first_ahead = replace(start, anchor=first.first, lean="future")
        last = _stretch(span.last, first_ahead) or last
    if last.last < first.first:
        return None
    joined = f"{first.edtf.partition('/')[0]}/{last.edtf.rpartition('/')[2]}"
    seasons = isinstance(span.first, Season) or isinstance(span.last, Season)
    edtf = f"{first.first:%Y-%m}/{last.last:%Y-%m}" if seasons else joined
    return _Stretch(first.first, last.last, edtf, first.basis)


def _part(part: Part, start: _From) -> _Stretch | None:
    whole = _stretch(part.of, start)
    if whole is None:
        return None
    share = words_of_dates()["parts"].get(part.part, "end")
    if isinstance(share, str):
        return replace(_day(whole.last if share == "end" else whole.first), basis=whole.basis)
    days = (whole.last - whole.first).days + 1
    first, last = (whole.first + timedelta(days * third // 3) for third in share)
    last = max(first, last - timedelta(1))
    return _Stretch(first, last, f"{first}~/{last}~", whole.basis)


def add_months(day: date, count: int) -> date:
    """The same day of the month so many months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days(day: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day += timedelta(weeks=weeks)
    while rest or day.weekday() > 4:
        day += timedelta(1)
        rest -= rest > 0 and day.weekday() <= 4
    return day


def _length(length: Length, anchor: date) -> _Stretch | None:
    if length.lead == "after":
        return None
    unit = length.unit.split()[-1]
    last = _UNITS[unit](anchor, length.count) if "work" not in length.unit and "bus" not in length.unit else None
    last = last or _working_days(anchor, length.count)
    plural = "" if length.count == 1 else "s"
    weekends = ", weekends left out" if " " in length.unit and unit == "day" and "cal" not in length.unit else ""
    words = f"{length.count} {length.unit}{plural}"
    basis = f"within {words} of {anchor}{weekends}" if length.lead != "in" else f"{words} after {anchor}{weekends}"
    if length.lead == "in":
        return _Stretch(last, last, last.isoformat(), basis)
    return _Stretch(anchor, last, f"{anchor}/{last}", basis) if last > anchor else _day(anchor, basis)


_UNITS: Final[dict[str, Callable[[date, int], date]]] = {
    "hour": lambda day, count: day + timedelta(-(-count // 24)),
    "day": lambda day, count: day + timedelta(count),
    "week": lambda day, count: day + timedelta(weeks=count),
    "fortnight": lambda day, count: day + timedelta(weeks=2 * count),
    "month": add_months,
    "year": lambda day, count: add_months(day, 12 * count),
}


def _unit(unit: Unit, anchor: date) -> _Stretch | None:
    step = {"this": 0, "next": 1, "last": -1}[unit.which]
    basis = f"counted from {anchor}"
    match unit.unit:
        case "week" | "fortnight":
            weeks = 2 if unit.unit == "fortnight" else 1
            monday = anchor - timedelta(anchor.weekday()) + timedelta(weeks=step)
            last = monday + timedelta(7 * weeks - 1)
            return _Stretch(monday, last, f"{monday}/{last}", basis)
        case "month":
            first = add_months(anchor.replace(day=1), step)
            return _Stretch(first, _month_end(first.year, first.month), f"{first:%Y-%m}", basis)
        case "quarter":
            return replace(_months(anchor.year, (anchor.month - 1) // 3 * 3 + 1 + 3 * step, 3), basis=basis)
        case "year":
            begun = anchor.month >= _FIRST_MONTH[unit.kind]
            return replace(_year(Year(anchor.year - (not begun) + step, unit.kind)), basis=basis)
    return _term(step, anchor)


def _term(step: int, anchor: date) -> _Stretch | None:
    """The term that the anchor is in or, in the holidays, the one that comes; `step` terms on."""
    terms = sorted((_season(Season(anchor.year + y, name, True), anchor.year + y) for y in (-1, 0, 1)
                    for name in words_of_dates()["terms"]), key=lambda term: term.first)  # fmt: skip
    now = next(index for index, term in enumerate(terms) if term.last >= anchor)
    return replace(terms[now + step], basis=f"counted from {anchor}")
