"""Rows of logs, plans and responses, with and without column headings; each case is an invented table."""

from __future__ import annotations

import pytest

from extractor import rulebook
from extractor.components.columns import Columns

COLUMNS = rulebook.load().table("columns")

LOG = """# Board action log

| Ref | Action | Lead officer | Deadline | Latest position |
|---|---|---|---|---|
| 12 | Write to the bus company about route 9 | Head of Transport | 31 May 2021 | Letter sent on 3 May |
| 13 | Arrange a visit to the depot | Cllr Oak | Ongoing | |
"""

PLAN = """# Action plan after the Ofsted inspection

| Recommendation | Actions | Lead | By when | Progress | Impact |
|---|---|---|---|---|---|
| 1. Improve the quality of plans | Train all staff | Head of Training | May 2019 | All have been trained. | Better |
"""

SPANNING = """<html><body><h1>Progress on the Ofsted plan</h1><table>
<tr><th>Ofsted recommendation</th><th>What we will do</th><th>Who</th><th>When</th><th>Progress</th></tr>
<tr><td rowspan="2">Better supervision</td><td>Write a policy</td><td>Quality lead</td><td>May</td><td>Done</td></tr>
<tr><td>Audit it each month</td><td>Team managers</td><td>Monthly</td><td>To start in June</td></tr>
</table></body></html>"""

BARE = """<html><body><h1>Forum action log</h1><p>All actions for the June meeting unless otherwise stated</p>
<h2>Secretariat</h2><table><tr><td>Circulate the list of schools</td><td>Carried forward</td></tr>
<tr><td>Publish the notes</td><td></td></tr></table>
<h2>Website</h2><table><tr><td>Draw up a plan for the site</td><td>Complete</td></tr>
<tr><td>Ask for three quotes</td><td></td></tr></table></body></html>"""


def items(extraction):
    return [(item.kind, item.ref, item.quote.text) for item in extraction.recommendations]


def test_a_log_gives_an_item_a_row(read):
    assert items(read(LOG, "action_plan", "log.md")) == [
        ("action", "12", "Write to the bus company about route 9"),
        ("action", "13", "Arrange a visit to the depot"),
    ]


def test_a_row_that_repeats_an_inspections_recommendation_is_one_item_of_that_kind(read):
    (item,) = read(PLAN, "action_plan", "plan.md").recommendations
    assert (item.kind, item.ref, item.quote.text) == ("inspection_recommendation", "1", "Improve the quality of plans")
    assert item.restated


def test_a_number_without_a_mark_is_one_where_the_rows_count_on(read):
    rows = ("| 1 Improve the plans | May |", "| 2 Tell parents | June |", "| 4 Children need a nurse | July |")
    paper = "# Plan after the Ofsted inspection\n\n" + "\n".join(["| Recommendation | Due |", "|---|---|", *rows])
    assert [(ref, words) for _, ref, words in items(read(paper, "action_plan", "plan.md"))] == [
        ("1", "Improve the plans"),
        ("2", "Tell parents"),
        (None, "4 Children need a nurse"),
    ]


def test_a_recommendation_beside_several_actions_is_one_item_that_all_their_progress_answers(read):
    paper = read(SPANNING, "action_plan", "plan.html")
    assert items(paper) == [("inspection_recommendation", None, "Better supervision")]
    (item,) = paper.recommendations
    assert [[a.recommendation_id for a in p.about] for p in paper.progress] == [[item.id], [item.id]]
    assert {owner.quote.text for owner in item.owners} == {"Quality lead", "Team managers"}


def test_a_log_without_column_headings_is_known_by_its_status_words_and_title(read):
    paper = read(BARE, "action_plan", "log.html")
    assert [item.quote.text for item in paper.recommendations] == [
        "Circulate the list of schools",
        "Publish the notes",
        "Draw up a plan for the site",
        "Ask for three quotes",
    ]
    assert paper.recommendations[2].section[-1] == "Website"


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("| Ward | Budget | Left |\n|---|---|---|\n| North | 100 | 20 |\n| South | 90 | 10 |", "minutes"),
        ("| Item | Description | Lead |\n|---|---|---|\n| 1 | Welcome | Chair |\n| 2 | Buses | Clerk |", "minutes"),
        ("| Name | Post |\n|---|---|\n| Ann Ash | Chair |\n| Bob Oak | Clerk |", "other"),
    ],
)
def test_other_tables_hold_no_items(read, table, kind):
    assert not read(f"# Paper\n\n{table}\n", kind, "paper.md").recommendations


def test_a_column_headed_decision_holds_resolutions(read):
    table = (
        "# Minutes\n\n| Minute | Decision | Reason |\n|---|---|---|\n| 12 | That the lease be renewed | Good tenant |\n"
    )
    assert items(read(table, "minutes", "m.md")) == [("resolution", "12", "That the lease be renewed")]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Action", "action"),
        ("Action by", "owner"),
        ("Action by/date", "owner"),
        ("Lead Officer / Team", "owner"),
        ("By when?", "due"),
        ("Revised due date", "revised_due"),
        ("Progress as at June 2020", "progress"),
        ("Update (June 2019)", "progress"),
        ("Latest position", "progress"),
        ("Status (RAG)", "status"),
        ("Ofsted’s recommendation", "recommendation"),
        ("What we will do", "action"),
        ("Evidence of impact", "impact"),
        ("Date closed", "other"),
        ("Date raised", "other"),
        ("Ward", ""),
    ],
)
def test_columns_are_known_by_their_headings(heading, role):
    assert Columns(COLUMNS).role(heading) == role


def test_every_column_heading_of_the_rulebook_means_one_thing():
    seen: dict[str, str] = {}
    for role, headings in COLUMNS.items():
        for heading in headings:
            assert seen.setdefault(heading, role) == role, heading


NUMBERED = """# Action log

| {heading} | Action | Owner | Status |
|---|---|---|---|
| {first} | Order the salt | Clerk | Open |
| {second} | Price the signs | Clerk | Closed |
"""


@pytest.mark.parametrize(
    ("heading", "first", "second", "refs"),
    [
        ("", "004", "007", ["004", "007"]),
        ("2.1", "2.1.1", "2.1.2", ["2.1.1", "2.1.2"]),
        ("", "AP 4", "AP 5", ["AP 4", "AP 5"]),
        ("", "4", "Roads", [None, None]),
        ("Area", "4", "5", [None, None]),
    ],
)
def test_a_first_column_of_numbers_needs_no_heading(read, heading, first, second, refs):
    log = NUMBERED.format(heading=heading, first=first, second=second)
    assert [row.ref for row in read(log, "action_plan", "log.md").recommendations] == refs


UNHEADED = """<table><tr><td>Minute</td><td></td><td>{owner}</td><td>Due date</td><td>{last}</td></tr>
<tr><td>14</td><td>Order the salt for the lane</td><td>Clerk</td><td>May 2021</td><td>It has come</td></tr>
<tr><td>15</td><td>The sign by the ford</td><td>Cllr Elm</td><td>June 2021</td><td></td></tr></table>"""


@pytest.mark.parametrize(
    ("owner", "last", "tasks"),
    [
        ("Councillor", "Completed", ["Order the salt for the lane", "The sign by the ford"]),
        ("By whom", "Update", ["Order the salt for the lane", "The sign by the ford"]),
        ("Colour", "Size", []),
    ],
)
def test_tasks_may_stand_in_a_column_without_a_heading(read, owner, last, tasks):
    paper = read("<h1>Minutes of the Lane Group</h1>" + UNHEADED.format(owner=owner, last=last), "minutes", "log.html")
    assert [row.quote.text for row in paper.recommendations] == tasks
    assert [one.quote.text for one in paper.progress] == ["It has come"][: len(tasks)]


@pytest.mark.parametrize(
    ("column", "kind"),
    [("Lead officer | By when", "action"), ("Response | By when", "officer_recommendation")],
)
def test_a_row_of_a_plan_is_something_to_do_and_of_a_response_a_recommendation(read, column, kind):
    table = f"# Plan\n\n| Recommendation | {column} |\n|---|---|---|\n| Paint the pier | Agreed | May |\n"
    assert read(table, "action_plan", "plan.md").recommendations[0].kind == kind
