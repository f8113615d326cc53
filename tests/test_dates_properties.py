"""What holds for every date and every text."""

from __future__ import annotations

import re
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.dates import find_dates, find_due, parse_days, read_due_cell, resolve
from extractor.dates.settle import add_months, easter

DAYS = st.dates(date(1990, 1, 1), date(2059, 12, 31))


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 <= day % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


STYLES = {
    "plain": lambda d: f"{d.day} {d:%B %Y}",
    "ordinal": lambda d: f"{_ordinal(d.day)} {d:%B %Y}",
    "of": lambda d: f"the {_ordinal(d.day)} of {d:%B, %Y}",
    "weekday": lambda d: f"{d:%A} {d.day} {d:%B %Y}",
    "commas": lambda d: f"{d:%A}, {_ordinal(d.day)} {d:%B}, {d.year}",
    "short": lambda d: f"{d:%a} {d.day} {d:%b} {d.year}",
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "two figures": lambda d: f"{d:%d/%m/%y}",
    "dots": lambda d: f"{d:%d.%m.%Y}",
    "iso": lambda d: d.isoformat(),
    "hyphens": lambda d: f"{d:%d-%b-%Y}",
    "month first": lambda d: f"{d:%B} {d.day}, {d.year}",
    "capitals": lambda d: f"{d.day} {d:%B %Y}".upper(),
    "line end": lambda d: f"{d.day} {d:%B}\n{d.year}",
    "other blanks": lambda d: f"{d.day}\u2009{d:%B}\u2002{d.year}",
}


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)  # the machine may be busy
@given(day=DAYS)
def test_a_day_printed_in_any_style_is_found(style: str, day: date) -> None:
    printed = STYLES[style](day)
    found = find_dates(f"The Panel met on {printed}, as planned.")
    assert [resolve(f, None).date_to for f in found] == [day.isoformat()]  # type: ignore[union-attr]
    assert parse_days(f"Date: {printed}")[0] == day.isoformat()  # type: ignore[index]


@settings(deadline=None)  # the machine may be busy
@given(day=DAYS, anchor=DAYS)
def test_by_a_day_without_a_year_is_the_next_such_day(day: date, anchor: date) -> None:
    due = find_due(f"to report by {day.day} {day:%B}", 0, anchor)
    assert due is not None
    if due.period is not None:
        settled = date.fromisoformat(due.period.date_to)
        assert (settled.day, settled.month) == (day.day, day.month)
        assert anchor <= settled <= anchor + timedelta(366)
    else:
        assert (day.month, day.day) == (2, 29)


PRINTED = """
early December 2019|mid-March 2021|late autumn 2019|winter 2020|Q3 2019/20|summer term 2020|2019/20|2018-2021
April/May 2019|3-14 June 2019|30 Sep to 11 Oct 2019|the end of 2020|spring 2022|within two weeks|within 10 working days
in the next quarter|next month|this year|by the end of term|by Christmas|Easter 2024
"""
PHRASES = st.one_of(
    st.sampled_from(re.split(r"[|\n]", PRINTED.strip())),
    st.builds(lambda d: f"{d:%B %Y}", DAYS),
    st.builds(lambda a, n: f"{a.day} {a:%B %Y} to {(b := a + timedelta(n)).day} {b:%B %Y}", DAYS, st.integers(1, 300)),
    st.builds(
        lambda n, u: f"within {n} {u}", st.integers(1, 99), st.sampled_from(["days", "weeks", "months", "years"])
    ),
)


@settings(deadline=None)  # the machine may be busy
@given(phrase=PHRASES, anchor=DAYS)
def test_edtf_says_the_same_days(phrase: str, anchor: date) -> None:
    """The package `edtf` reads our EDTF strings to the same first and last day."""
    found = find_dates(f"by {phrase}" if phrase[0].isdigit() else f"in {phrase}")
    for period in (resolve(f, anchor) for f in found):
        assert period is not None
        assert period.date_from <= period.date_to
        parsed = edtf.parse_edtf(period.edtf)
        assert tuple(parsed.lower_strict()[:3]) == date.fromisoformat(period.date_from).timetuple()[:3]
        assert tuple(parsed.upper_strict()[:3]) == date.fromisoformat(period.date_to).timetuple()[:3]


WORDS = """
1 31 2019 /12/ . - – , ( ) the next meeting within three months by end of early May march Q3 quarter spring term year
immediately Christmas Friday 30th September £ 2019/20 10.10.19 '19 working days after from last
"""
PIECES = st.sampled_from(["\n", "\t", *WORDS.split()])
ANY_TEXT = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=9).map("".join)
)


@settings(deadline=None)  # the machine may be busy
@given(text=ANY_TEXT, anchor=st.one_of(st.none(), st.dates()))
def test_any_text_is_read_and_places_hold(text: str, anchor: date | None) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.start_char < found.end_char
        assert text[found.start_char : found.end_char] == found.text
        end = found.end_char
        period = resolve(found, anchor)
        assert period is None or period.date_from <= period.date_to
    due = find_due(text, 0, anchor)
    assert due is None or text[due.quote.start_char : due.quote.end_char] == due.quote.text
    cell = read_due_cell(text, 0, anchor)
    assert cell is None or text[cell.quote.start_char : cell.quote.end_char] == cell.quote.text


@settings(deadline=None)  # the machine may be busy
@given(day=DAYS, count=st.integers(0, 240))
def test_months_on_keep_the_day_or_take_the_last(day: date, count: int) -> None:
    later = add_months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2008, date(2008, 3, 23)), (2011, date(2011, 4, 24)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, sunday: date) -> None:
    assert easter(year) == sunday
