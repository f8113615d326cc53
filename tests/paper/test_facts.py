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


def test_the_date_of_a_letter_may_open_the_address_over_it() -> None:
    title = "Dear Ms Elm Requires improvement: monitoring inspection visit to Elming School Following my visit to"
    letter = f"9 May 2014 Ms A Elm Headteacher Elming School\n\n{title} your school on 2 May 2014, I found this.\n"
    assert facts(letter).date == "2014-05-09"


def test_a_paper_that_says_nothing_is_other() -> None:
    paper = facts("The tide was out.")
    assert paper == replace(Paper(), title="The tide was out.")


KINDS = [
    # news of a plan, and the plan
    ("Improvement plan updates\n\nPosted: Tuesday 4 May 2021\n\nThe board met and heard of the work.\n", "other"),
    ("Improvement plan news\n\nPosted: Tuesday 4 May 2021\n\nDirector's Progress Report\n\nAll is well.\n", "other"),
    ("Our improvement plan\n\nWe have a plan for the pier. To read it click here.\n", "other"),
    ("Pier inspected\n\nIt said:\n\n- carry out the long improvement plan in a year\n\nWork began.\n", "other"),
    ("Improvement plan\n\n1. Paint the pier by May.\n\n2. Mend the lamps by June.\n", "action_plan"),
    # a table alone
    ("| No. | Recommendation | Responsibility |\n|---|---|---|\n| 1 | Paint it | Clerk |\n", "action_plan"),
    ("| Year | Recommendation | Cost |\n|---|---|---|\n| 2019 | Paint it | 40 |\n", "other"),
    ("Elming Fire and Rescue Service: Causes of concern revisit letter\n\nFrom: HMICFRS\n\nDear Ms Elm\n\n"
     "We inspected your service.\n", "inspection_report"),
    # minutes whose title is lost
    ("Consideration was given to a report of the Harbour Master.\n\nThe lamps were old.\n", "minutes"),
    ("The lamps were old.\n\nDiscussion ensued and these points were raised:-\n\n- cost\n", "minutes"),
    # the page of an item, before its meeting and after it
    ("Agenda item\n\nThe lamps\n\nTo agree the report on the lamps.\n\nSupporting documents:\n", "agenda_item"),
    ("Agenda item\n\nTo agree the minutes of the last meeting.\n\nThey were agreed as a correct record.\n\n"
     "Members asked whether the lamps were lit.\n", "minutes"),
    ("Agenda item\n\nPier plan\n\nThe Board received an update. Officers explained that most lamps were lit.\n",
     "minutes"),
    ("ELMING COUNCIL\n\nThe Council met on 4 May 2021.\n\n1. Pier\n\nThe Clerk reported that the lamps were out.\n\n"
     "The meeting closed at 9pm.\n", "minutes"),
    ("Dear Ms Elm\n\nThe Clerk explained that the lamps were out.\n", "other"),
    # a letter that lost its line ends
    ("4 May 2021\n\nA Elm Elming School\n\nDear Ms Elm Requires improvement: monitoring inspection visit to Elming "
     "Following my visit to your school on 4 May 2021, I write to report what I found on the day.\n",
     "inspection_report"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind"), KINDS, ids=lambda words: words[:30])
def test_kinds(words: str, kind: str) -> None:
    name = "paper.md" if words.startswith("|") else "paper.txt"
    assert read_facts(parse_bytes(Path(name), words.encode()), Given())[0].kind == kind


BODIES = {
    "Minutes of the Annual Parish Council Meeting of Little Elming Parish Council held on 14 May 2019": (
        "Little Elming Parish Council",
        "Little Elming",
    ),
    "MINUTES OF A MEETING OF ELMING RURAL COMMUNITY COUNCIL HELD ON 14 JANUARY 2020": (
        "Elming Rural Community Council",
        "Elming Rural",
    ),
    "Notes of a meeting of EPPG held on Monday 29th April 2019": ("EPPG", None),
    "Minutes of the Governing Body meeting held on 10th October 2013": ("Governing Body", None),
    "BOROUGH OF POOLE\n\nCABINET\n\n3 JUNE 2008\n\nFor: Unanimous": ("Cabinet", "Poole"),
    "1 March 2022 Parish Council Minutes": ("Parish Council", None),
    "Agenda item\n\nMinutes\n\nMinutes:\n\nThe minutes of the meeting of the Elming Schools Forum held on "
    "10 October 2017 were approved as a correct record.": ("Elming Schools Forum", None),
    "Agenda item\n\nAction plan\n\nMinutes:\n\nRESOLVED -\n\nThat Harbour and Tides Scrutiny Panel commented on the "
    "plan.": ("Harbour and Tides Scrutiny Panel", None),
    "Meeting: 19/11/2019 - Audit and tides committee (Item 406)\n\nMinutes:\n\nRESOLVED that it be noted.": (
        "Audit and tides committee",
        None,
    ),
    "Agenda item\n\nFeedback From the Overview and Scrutiny Management Board\n\nMinutes:\n\nThe Chair spoke.": (
        None,
        None,
    ),
}


@pytest.mark.parametrize("words", BODIES, ids=lambda words: words[:30])
def test_the_body_is_named_in_a_title_or_a_sentence(words: str) -> None:
    paper = facts(words + "\n\nPresent: A Elm (Chair)\n")
    assert (paper.body, paper.authority) == BODIES[words]


def test_a_numbered_heading_minutes_is_business() -> None:
    assert (
        facts("1 March 2022 Agenda\n\nMembers are summoned to attend.\n\n1. Apologies\n\n2. Minutes\n").kind == "agenda"
    )


def test_a_table_of_grants_names_no_council() -> None:
    grants = (
        "| Who | What | Where |\n|---|---|---|\n| Elm Choir | Songs | Hartlepool |\n| Leeds Council | Trees | Park |\n"
    )
    assert facts(f"Community grants\n\n13 March 2018\n\n{grants}").authority is None


KINDS = [
    ("Improvement plan updates\n\nPosted: 4 May 2021\n\nThe board met in May.\n", "other"),
    (
        "Our plan for better care\n\n- take to heart each point of the long improvement plan made in May\n",
        "other",
    ),
    ("Consideration was given to a report on the audit plan.\n\nDiscussion ensued on its cost.\n", "minutes"),
    ("Agenda item\n\nLast minutes\n\nThe minutes of 4 May were agreed as a correct record.\n", "minutes"),
    ("Improvement plan\n\nHow far we have got with each point.\n", "action_plan"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_news_and_pages_of_minutes_are_told_from_plans(words: str, kind: str) -> None:
    assert facts(words).kind == kind


NO_BODIES = [
    ("Agenda item\n\nCare Plan Update and Parks Board Annual Report\n\nMinutes:\n\nA report was read.\n", None),
    ("Minutes:\n\nThe Senior Partnership Officer spoke of the programme.\n\nResolved: that it be noted.\n", None),
    ("Minutes:\n\nA report was read. The Roads Panel noted the cost of salt.\n", "Roads Panel"),
    ("MINUTES OF ELM PARISH COUNCIL\n\n3. To receive the Wold Partnership presentation\n", "Elm Parish Council"),
    ("Minutes:\n\nThese came to speak:\n\n- Parks\n- Assistant Chief Executive\n", None),
]


@pytest.mark.parametrize(("words", "body"), NO_BODIES)
def test_what_is_no_body_is_not_taken_for_one(words: str, body: str | None) -> None:
    assert facts(words).body == body
