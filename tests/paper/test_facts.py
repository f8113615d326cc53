"""What invented papers of many kinds say of themselves: a line a case in `expected.csv`, beside the papers."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.components.paper import read_facts
from extractor.parsers import parse, parse_bytes
from extractor.records import Given, Paper

HERE = Path(__file__).parent
with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def facts(words: str, given: Given | None = None) -> Paper:
    return read_facts(parse_bytes(Path("paper.txt"), words.encode()), given or Given())[0]


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_what_a_paper_says_of_itself(case: dict[str, str]) -> None:
    paper, _ = read_facts(parse(HERE / "papers" / case["file"]), Given())
    found = {"file": case["file"], **{key: getattr(paper, key) or "" for key in ("kind", "authority", "body", "date")}}
    assert found == case


MINUTES = """MINUTES OF THE HARBOUR PANEL

Held on 4 May 2021

PRESENT: A Elm

RESOLVED that the pier be painted.
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Given(), ("minutes", None, "Harbour Panel", "2021-05-04")),
        (Given(kind="agenda"), ("agenda", None, "Harbour Panel", "2021-05-04")),
        (Given(authority="Thurlmarsh"), ("minutes", "Thurlmarsh", "Harbour Panel", "2021-05-04")),
        (Given(body="Pier Committee", date="2021-06-01"), ("minutes", None, "Pier Committee", "2021-06-01")),
    ],
)
def test_what_a_person_says_wins(given: Given, expected: tuple[str | None, ...]) -> None:
    paper = facts(MINUTES, given)
    assert (paper.kind, paper.authority, paper.body, paper.date) == expected


def test_a_given_date_has_no_printed_words() -> None:
    assert facts(MINUTES).date_text == "4 May 2021"
    assert facts(MINUTES, Given(date="2021-05-04")).date_text == ""


@pytest.mark.parametrize(
    ("top", "version"),
    [
        ("DRAFT", "draft"),
        ("Draft minutes", "draft"),
        ("Minutes (draft)", "draft"),
        ("UNCONFIRMED", "draft"),
        ("DRAFT – subject to approval at the next meeting", "draft"),
        ("Harbour Panel, 4 May 2021 (draft)", "draft"),
        ("Confirmed minutes", "final"),
        ("Draft budget for next year", "unknown"),
        ("Minutes", "unknown"),
    ],
)
def test_draft_or_final(top: str, version: str) -> None:
    assert facts(f"{top}\n\nThe panel met and talked of the harbour.\n").version == version


@pytest.mark.parametrize(
    ("top", "exempt"),
    [
        ("NOT FOR PUBLICATION", "NOT FOR PUBLICATION"),
        (
            "Exempt information: paragraph 3 of Part 1 of Schedule 12A",
            "Exempt information: paragraph 3 of Part 1 of Schedule 12A",
        ),
        ("Confidential", "Confidential"),
        ("PART II", "PART II"),
        ("Classification: Unrestricted", ""),
        ("Exclusion of the press and public under Schedule 12A", ""),
        ("A report on confidential helplines", ""),
    ],
)
def test_closed_to_the_public(top: str, exempt: str) -> None:
    assert facts(f"{top}\n\nHarbour report\n\nThe pier is old.\n").exempt == exempt


REPORT = """# Inspection of Thornby local authority children's services

{dates}

Lead inspector: Kim Elder
"""


@pytest.mark.parametrize(
    ("dates", "day", "spans"),
    [
        ("Inspection dates: 11 to 20 July 2022", "2022-07-20", {("inspected", "2022-07-11", "2022-07-20")}),
        ("Inspection dates: 29 May 2024 to 3 June 2024", "2024-06-03", {("inspected", "2024-05-29", "2024-06-03")}),
        ("Inspection dates: 24 and 25 June 2019", "2019-06-25", {("inspected", "2019-06-24", "2019-06-25")}),
        (
            "Inspection dates: 21 to 25 June 2021 and 5 July 2021",
            "2021-07-05",
            {("inspected", "2021-06-21", "2021-07-05")},
        ),
        (
            "Inspection date: 23 October 2014 - 14 November 2014\n\nReport published: 9 January 2015",
            "2015-01-09",
            {("inspected", "2014-10-23", "2014-11-14"), ("published", "2015-01-09", "2015-01-09")},
        ),
    ],
)
def test_days_inspected_and_published_are_kept_apart(dates: str, day: str, spans: set[tuple[str, str, str]]) -> None:
    paper, days = read_facts(parse_bytes(Path("report.md"), REPORT.format(dates=dates).encode()), Given())
    assert paper.date == day
    assert {(found.role, found.first, found.last) for found in days} == spans


def test_a_paper_that_says_nothing_is_other() -> None:
    paper = facts("The tide was out.")
    assert paper == replace(Paper(), title="The tide was out.")
