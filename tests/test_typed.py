"""Days as clerks type them."""

from __future__ import annotations

import pytest

from extractor.typed import typed_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2017-05-09", "2017-05-09"),
        (" 9/5/2017 ", "2017-05-09"),
        ("09.05.2017", "2017-05-09"),
        ("9/5/17", "2017-05-09"),
        ("9 May 2017", "2017-05-09"),
        ("9th of May 2017", "2017-05-09"),
        ("Tuesday 9 May 2017", "2017-05-09"),
        ("31/12/2017", "2017-12-31"),
    ],
)
def test_a_day_comes_before_its_month(words: str, day: str) -> None:
    assert typed_day(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "5/13/2017",
        "31/2/2017",
        "May 2017",
        "9 May",
        "9/5",
        "tomorrow",
        "9 to 12 May 2017",
        "9 May 2017 or later",
        "2020-13",
    ],
)
def test_what_is_no_day_is_refused_with_the_ways_to_write_one(words: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day: write it as 2026-03-31, 31/3/2026 or 31 March 2026"):
        typed_day(words)


def test_a_weekday_that_is_wrong_is_said() -> None:
    with pytest.raises(ValueError, match="9 May 2017 is a Tuesday"):
        typed_day("Monday 9 May 2017")
