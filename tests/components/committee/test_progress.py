"""What papers say has been done: where it counts, how far it has got, what it answers."""

from __future__ import annotations

import pytest

from extractor import rulebook
from extractor.components.reported.status import colour_name, colour_word

UPDATE = """Update after the Ofsted inspection

Recommendation 1: Keep better records

Recommendation 2: Visit children sooner

Progress: A new form has been written.

Impact: Fewer gaps

Recommendation 3: Hold more meetings

Meetings are being planned with all the schools in the town.
"""


def told(extraction):
    return [(p.part, p.status, p.quote.text) for p in extraction.progress]


def test_a_statement_answers_all_recommendations_that_stand_together_above_it(read):
    paper = read(UPDATE, "officer_report")
    assert told(paper) == [
        ("progress", "complete", "A new form has been written."),
        ("impact", "unknown", "Fewer gaps"),
        ("progress", "in_progress", "Meetings are being planned with all the schools in the town."),
    ]
    ids = [item.id for item in paper.recommendations]
    about = [[a.recommendation_id for a in p.about] for p in paper.progress]
    assert about == [ids[:2], ids[:2], ids[2:]]
    assert all(a.reason and 0 < a.score <= 1 for p in paper.progress for a in p.about)


STATUSES = [
    ("Closed", "complete"),
    ("On track", "on_track"),
    ("Ongoing", "in_progress"),
    ("Carried forward", "delayed"),
    ("New", "not_started"),
    ("To be updated", "no_update"),
    ("Plan in place", "in_progress"),
    ("The form has been rewritten.", "complete"),
    ("The form has been rewritten. A second one is being tested.", "in_progress"),
    ("It will not be possible to finish by May, though tests are being run.", "delayed"),
    ("Staff will be trained in May.", "not_started"),
    ("Sixty staff have been trained and the rest will be trained in May.", "in_progress"),
    ("Too early to tell.", "unknown"),
    ("There was no further update.", "no_update"),
    ("The training has not begun.", "not_started"),
    ("A survey has been completed, staff saying that they were enjoying the work.", "complete"),
    ("Completed – the letter was sent in May.", "complete"),
    ("Wardens visited twice. Closed", "complete"),
    ("Letter sent", "complete"),
    ("The wall is red.", "unknown"),
    ("100% complete", "complete"),
    ("60% complete", "in_progress"),
    ("60% complete; delayed by illness", "delayed"),
    ("0%", "not_started"),
    ("Training was delivered to 40 of the 60 staff", "in_progress"),
    ("Superseded", "unknown"),
    ("On agenda", "no_update"),
    ("The wall has been built and Mr Ash will paint it.", "in_progress"),
    ("To be completed in May.", "not_started"),
    ("12 May: ordered. 2 June: delivered. CLOSED", "complete"),
    ("The toolkit had nearly been finished.", "in_progress"),
    ("The two surveys are nearing completion", "in_progress"),
    ("The handbook has been written but not yet printed.", "in_progress"),
    ("40 per cent of the winter programme was complete", "in_progress"),
    ("35% of the actions in it have been implemented", "in_progress"),
    ("Of eleven points four were complete, six in progress and one had not begun.", "in_progress"),
    ("Nine are complete; three are overdue.", "in_progress"),
    ("All nine were completed and 0 are outstanding", "complete"),
    ("There were 12 points in the plan, which has been delayed until May.", "delayed"),
]


@pytest.mark.parametrize(("words", "status"), STATUSES)
def test_status_from_words(read, words, status):
    table = (
        f"# Action log\n\n| Ref | Action | Progress |\n|---|---|---|\n| 1 | Write the plan for the depot | {words} |\n"
    )
    (statement,) = read(table, "action_plan", "log.md").progress
    assert (statement.status, statement.quote.text) == (status, words)


BOTH = """# Action log

| No | Action | Owner | Status | Update |
|---|---|---|---|---|
| 1 | Order the salt | Clerk | Closed | Came on Friday |
| 2 | Price the signs | Clerk | In progress | Two firms asked |
| 3 | Weed the path | Clerk | | The school has done it |
| 4 | Move the bin | Clerk | Amber | The new place is being built |
"""


def test_a_status_in_words_beside_an_update_is_a_statement_of_its_own(read):
    paper = read(BOTH, "action_plan", "log.md")
    assert [(p.status, p.quote.text) for p in paper.progress] == [
        ("complete", "Closed"),
        ("complete", "Came on Friday"),
        ("in_progress", "In progress"),
        ("in_progress", "Two firms asked"),
        ("complete", "The school has done it"),
        ("in_progress", "The new place is being built"),
    ]
    about = [p.about[0].recommendation_id for p in paper.progress]
    first, second, third, fourth = (row.id for row in paper.recommendations)
    assert about == [first, first, second, second, third, fourth]


GREEN = '<td style="background-color:#00b050"></td>'
ROW = f"<tr><td>Write the plan</td><td>Clerk</td><td>The work is at the stage that was foreseen</td>{GREEN}</tr>"
TABLE = f"<table><tr><th>Action</th><th>Lead</th><th>Progress</th><th>RAG</th></tr>{ROW}</table>"


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("<p>Green – complete</p>", "complete"),
        ("<p>Key: Red = off track, Amber = delayed, Green = on track</p>", "on_track"),
        ("<p>Green – more than 75% of the work is done</p>", "in_progress"),
        ("<table><tr><td style='background:#00b050'>Green</td><td>Action complete</td></tr></table>", "complete"),
        ("<p>R = late, A = behind, G = on target</p>", "on_track"),
        ("", "unknown"),
    ],
)
def test_a_colour_means_what_the_papers_own_key_says(read, key, status):
    paper = read(f"<html><body><h1>Action plan</h1>{TABLE}{key}</body></html>", "action_plan", "plan.html")
    assert [(p.status, p.rag) for p in paper.progress] == [(status, "green")]


MINUTES = [
    (
        "matters arising",
        ("2. MATTERS ARISING\n\nThe school had been written to about parking.\n\nThe chair thanked all who had come."),
        [("progress", "complete", "The school had been written to about parking.")],
    ),
    (
        "points behind a lead-in",
        (
            "Fares\n\nMrs Ash listed the steps taken in June:\n\n"
            "• Asking the bus company for figures\n\n• A visit to the depot"
        ),
        [
            ("progress", "complete", "Asking the bus company for figures"),
            ("progress", "complete", "A visit to the depot"),
        ],
    ),
    (
        "an item on an inspection's plan",
        (
            "IMPROVEMENT PLAN UPDATE\n\nMembers were advised that:\n\n(a) the plan was long;\n\n"
            "(b) a board had been established;\n\n(c) hiring was still being reviewed."
        ),
        [
            ("progress", "complete", "a board had been established;"),
            ("progress", "in_progress", "hiring was still being reviewed."),
        ],
    ),
    (
        "members' questions are none",
        (
            "IMPROVEMENT PLAN UPDATE\n\nMembers made the following comments:\n\n"
            "• A board had been established too late.\n\n• What has been done?"
        ),
        [],
    ),
    ("a standing report is none", "POLICE REPORT\n\nTwo bicycles have been stolen.", []),
    ("nor what would have been", "2. MATTERS ARISING\n\nThe gate would have been shut by a passer-by.", []),
    ("done, in brackets", "Action: Clerk to order two bins [done]", [("progress", "complete", "done")]),
]


@pytest.mark.parametrize(("paper", "expected"), [case[1:] for case in MINUTES], ids=[case[0] for case in MINUTES])
def test_running_minutes(read, paper, expected):
    assert told(read(paper)) == expected


GOING_THROUGH = [
    (
        "a heading for each recommendation and its parts",
        """# After the Ofsted inspection

## Recommendation 1

Keep better records.

### Progress

A form has been written.

### Impact

Fewer gaps.

## Recommendation 2

Visit sooner.

### Progress

Visits are being counted.
""",
        [("progress", "complete", 1), ("impact", "unknown", 1), ("progress", "in_progress", 1)],
    ),
    (
        "points in bullets under a recommendation however it is worded",
        """UPDATE AFTER THE OFSTED INSPECTION

The list goes through each recommendation in turn and says what was done about it since.

1. The quality and the timeliness of the records of visits to children

• A form has been written.

• Staff have been trained.

2. The speed of first visits after a child is reported to be missing

• Visits are being counted.
""",
        [("progress", "complete", 1), ("progress", "in_progress", 1)],
    ),
    (
        "what they said, what we did",
        """UPDATE AFTER THE INSPECTION

Ofsted said: Records are poor.

What we have done: A form has been written.

Ofsted said: Visits are late.

What we have done: Visits are being counted.
""",
        [("progress", "complete", 1), ("progress", "in_progress", 1)],
    ),
    (
        "owner and deadline beneath a recommendation are no progress",
        """UPDATE AFTER THE INSPECTION

Recommendation 1: Keep better records

Lead: Head of Records

Due: 31 May 2017

Progress: A form has been written.
""",
        [("progress", "complete", 1)],
    ),
]


@pytest.mark.parametrize(("paper", "expected"), [case[1:] for case in GOING_THROUGH], ids=[c[0] for c in GOING_THROUGH])
def test_reports_that_go_through_recommendations(read, paper, expected):
    found = read(paper, "officer_report", "r.md" if paper.startswith("#") else "r.txt")
    assert [(p.part, p.status, len(p.about)) for p in found.progress] == expected
    assert all(item.restated for item in found.recommendations)


def test_what_is_reported_under_a_numbered_heading_is_no_request(read):
    paper = "# Progress since the inspection\n\n" + "".join(
        f"## Recommendation {number}: {words}\n\nProgress: Complete. It was done in May.\n\n"
        for number, words in ((1, "Tell parents sooner"), (2, "Publish the rota"))
    )
    found = read(paper, "officer_report", "r.md")
    assert [item.quote.text for item in found.recommendations] == ["Tell parents sooner", "Publish the rota"]
    assert len(found.progress) == 2


def test_lines_beneath_a_recommendation_name_its_owner_and_deadline(read):
    (item,) = read(GOING_THROUGH[3][1], "officer_report").recommendations
    assert [owner.quote.text for owner in item.owners] == ["Head of Records"]
    assert item.due is not None
    assert item.due.quote.text == "31 May 2017"


def test_an_inspection_report_that_goes_through_earlier_recommendations(read):
    paper = "Progress\n\nRecommendation 2 has been met in full.\n\nWork on recommendation 3 has been delayed again."
    assert told(read(paper, "inspection_report")) == [
        ("progress", "complete", "Recommendation 2 has been met in full."),
        ("progress", "delayed", "Work on recommendation 3 has been delayed again."),
    ]


def test_a_report_that_names_the_recommendations_it_answers(read):
    paper = (
        "Background\n\nSix plans have been written to meet the recommendations in the Ofsted report.\n\nBuses are late."
    )
    assert told(read(paper, "officer_report")) == [
        ("progress", "complete", "Six plans have been written to meet the recommendations in the Ofsted report.")
    ]


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        ("#ff0000", "red"),
        ("#ffc000", "amber"),
        ("#ffff00", "yellow"),
        ("#00b050", "green"),
        ("#0070c0", "blue"),
        ("#d9d9d9", None),
    ],
)
def test_colours_have_the_names_people_give_them(fill, name):
    assert colour_name(fill) == name


@pytest.mark.parametrize(("words", "colour"), [("Green", "green"), ("G", "green"), ("R/A", "r/a"), ("Greenwich", None)])
def test_colour_words(words, colour):
    assert colour_word(words, rulebook.load().table("statuses")) == colour


def test_every_status_word_of_the_rulebook_means_one_status():
    seen: dict[str, str] = {}
    for status, words in rulebook.load().table("statuses")["words"].items():
        for word in words:
            assert seen.setdefault(word, status) == status, word


def test_as_above_says_the_same_of_another_row(read):
    paper = read(
        """Action log

Action | Lead | Update
Write to the school | Clerk | The letter has been sent.
Ring the school | Clerk | As above.
Order two bins | Clerk | Delayed
""",
        "action_plan",
    )
    sent, again, late = paper.progress
    assert [sent.status, again.status, late.status] == ["complete", "complete", "delayed"]
    ids = [item.id for item in paper.recommendations]
    assert [a.recommendation_id for a in sent.about] == ids[:2]
    assert [a.recommendation_id for a in again.about] == ids[1:2]


ROWS = [
    ("an empty mark", "Progress", ["-", "n/a"], []),
    ("acceptance alone", "Management response", ["Agreed", "Accepted. Work will begin in May."], []),
    ("acceptance and what was done", "Cabinet response", ["Agreed. A van has been bought."], ["complete"]),
    ("what came of it", "Outcome", ["Sent on 4 May", "Awaiting a reply"], ["complete", "in_progress"]),
    ("each of several updates", "Update May | Update June", ["Started. | Sent 4 June."], ["in_progress", "complete"]),
    ("what was done so far", "What we have done so far", ["A van has been bought."], ["complete"]),
]


@pytest.mark.parametrize(("heading", "cells", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_cells_that_say_how_far_a_row_has_got(read, heading, cells, expected):
    rows = "".join(f"| Write letter {number} to the school | Clerk | {words} |\n" for number, words in enumerate(cells))
    rule = "|---" * (heading.count("|") + 3) + "|"
    paper = read(f"# Action log\n\n| Action | Lead | {heading} |\n{rule}\n{rows}", "action_plan", "log.md")
    assert [one.status for one in paper.progress if one.part == "progress"] == expected
