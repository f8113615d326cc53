"""Times that the law sets, reckoned in working days and months."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.clocks import bank_holidays, expected, months_after, working_days_after


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2019, ["01-01", "04-19", "04-22", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        (2020, ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
        (2021, ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2023, ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
    ],
)
def test_bank_holidays_are_those_that_were_kept(year: int, days: list[str]) -> None:
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == days


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2019-03-01", 1, "2019-03-04"),
        ("2019-04-18", 1, "2019-04-23"),
        ("2020-12-24", 2, "2020-12-30"),
        ("2019-01-07", 70, "2019-04-15"),
    ],
)
def test_working_days_pass_over_weekends_and_bank_holidays(start: str, count: int, end: str) -> None:
    assert working_days_after(date.fromisoformat(start), count) == date.fromisoformat(end)


@pytest.mark.parametrize(("start", "end"), [("2020-11-30", "2021-02-28"), ("2021-03-15", "2021-06-15")])
def test_three_months_end_on_the_same_day_or_the_last_of_the_month(start: str, end: str) -> None:
    assert months_after(date.fromisoformat(start), 3) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("framework", "body", "published", "due"),
    [
        ("ILACS", "Ofsted", "2019-01-07", ["2019-04-15"]),
        ("ILACS focused visit", "Ofsted", "2019-01-07", []),
        ("SEND", "Ofsted", "2023-01-09", []),
        ("other", "Local Government and Social Care Ombudsman", "2021-03-15", ["2021-06-15"]),
        ("ILACS", "Ofsted", "2019-01", []),
    ],
)
def test_what_follows_from_a_report(framework: str, body: str, published: str, due: list[str]) -> None:
    assert [each.due for each in expected(framework, body, published)] == due
