"""What a date phrase says, before it is known which year or which day it counts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

YearKind = Literal["calendar", "financial", "academic"]
Lean = Literal["future", "past", "near", "due"]
Which = Literal["this", "next", "last"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month; `weekday` is 0 for Monday, None where none is printed."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class MonthOrDay:
    """ "March 13": the 13th of March, or March 2013. The anchor decides."""

    month: int
    number: int


@dataclass(frozen=True, slots=True)
class Month:
    year: int | None
    month: int


@dataclass(frozen=True, slots=True)
class Season:
    """`name` is a key of `[seasons]` or `[terms]` in `models/dates.toml`, as `term` says."""

    year: int | None
    name: str
    term: bool = False


@dataclass(frozen=True, slots=True)
class Festival:
    year: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a financial year: 1 is April to June; `year` is the one in which the financial year starts."""

    year: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Year:
    """`start` is the year in which it starts."""

    start: int
    kind: YearKind = "calendar"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the calendar counted from the anchor: this month, next week, the current financial year."""

    which: Which
    unit: str
    kind: YearKind = "calendar"


@dataclass(frozen=True, slots=True)
class Weekday:
    which: Which
    weekday: int


@dataclass(frozen=True, slots=True)
class Length:
    """So many units from the anchor. `lead` is the word before it: "within", "in", "over", "after" ..."""

    count: int
    unit: str
    lead: str


@dataclass(frozen=True, slots=True)
class NextMeeting:
    pass


@dataclass(frozen=True, slots=True)
class Now:
    pass


@dataclass(frozen=True, slots=True)
class Part:
    """A key of `[parts]` in `models/dates.toml` ("early", "end") of something longer than a day."""

    part: str
    of: Meaning


@dataclass(frozen=True, slots=True)
class Span:
    first: Meaning
    last: Meaning


Meaning = (
    Day
    | MonthOrDay
    | Month
    | Season
    | Festival
    | Quarter
    | Year
    | Unit
    | Weekday
    | Length
    | NextMeeting
    | Now
    | Part
    | Span
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date phrase in a text.

    `lean` says on which side of the anchor a date without a year is looked for: "near" on either, "due" on either
    too, but rather ahead than behind.
    """

    text: str
    start_char: int
    end_char: int
    meaning: Meaning
    lean: Lean = "near"
