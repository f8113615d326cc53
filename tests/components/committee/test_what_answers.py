"""What answers a recommendation and what does not: an answer that is none hides a gap, the costliest error."""

from __future__ import annotations

import pytest

HEAD = "# Thurlmarsh Borough Council\n\nMinutes of the Board, 4 May 2021\n\n"

# Told under "Matters arising" without being a report on any of them.
NO_REPORTS = [
    "The minutes had been circulated late.",
    "Members were reminded that the vote closes soon.",
    "The new warden introduced herself; she had been appointed in April.",
    "Mr Day declared an interest as his son was employed by the firm.",
    "The next meeting was arranged for 4 June.",
    'Minute 22 should read "the lease was signed by Mr Day".',
    "The Director apologised that the paper had been sent out late.",
    "A resident had complained that the bins were left.",
    "The Government had announced a new grant.",
    "The new Act was passed in July.",
    "A Commissioner had been appointed by the Department.",
    "Nationally, the number of shops had fallen.",
    "The Trust had been invited to the meeting.",
    "The tasks had been grouped under six headings.",
    "Members noted the updates on the actions.",
    "Three recommendations had been received from the Panel.",
    "The recommendations had been accepted.",
    "The Scrutiny Panel had considered the report in May.",
    "Amendments had been made to the report.",
    "Costs stood in the appendix, which had been circulated.",
    "The last inspection of 3 to 14 May had been undertaken under older rules.",
    "The Council had been inspected in 2016 and judged weak.",
    "The audit had been carried out in the spring.",
    "No fraud had been found.",
    "Members sought assurance that the staff had been told.",
    "The Chair recalled that gifts had been given before.",
    "A recommendation was made to buy a bench.",
    "This would let members look at the red ones before the date had passed.",
]


@pytest.mark.parametrize("words", NO_REPORTS)
def test_what_is_told_among_matters_arising_and_reports_on_none(read, words):
    paper = read(f"{HEAD}## 2. Matters arising\n\n{words}\n\nThe gate had been mended.\n")
    assert [one.quote.text for one in paper.progress] == ["The gate had been mended."]


# A lead-in, and what the list under it then tells.
LISTS = [
    (
        "## 3. Actions\n\nMembers noted the following updates:\n\n- The bell has been hung.\n",
        ["The bell has been hung."],
    ),
    (
        "## 3. Improvement plan\n\nPoints made in answer to members' questions:\n\n- A van has been bought.\n",
        ["A van has been bought."],
    ),
    ("## 3. Improvement plan\n\nMembers made the following comments:\n\n- A van has been bought.\n", []),
]


@pytest.mark.parametrize(("words", "expected"), LISTS)
def test_points_led_in(read, words, expected):
    assert [one.quote.text for one in read(HEAD + words).progress] == expected


NUMBERED = """# Progress against the recommendations of the market review

## Recommendations of the review

1. That the Council open a second hall before winter.
2. That a map be printed for traders.
3. That officers meet traders twice a year.
4. That the Council publish its fees.

## Progress

Recommendation 1 – a hall has been leased in Mill Street.

Recommendations 2 and 3 – the map was printed in May. The first meeting was held in June.
"""


def test_numbers_say_which_recommendations_are_answered(read):
    paper = read(NUMBERED, "other")
    assert [one.ref for one in paper.recommendations] == ["1", "2", "3", "4"]
    assert all(one.restated for one in paper.recommendations)
    ref = {one.id: one.ref for one in paper.recommendations}
    assert [[ref[a.recommendation_id] for a in one.about] for one in paper.progress] == [["1"], ["2", "3"]]


@pytest.mark.parametrize(("numbers", "expected"), [("1 to 3", ["1", "2", "3"]), ("2–4", ["2", "3", "4"]), ("9", [])])
def test_spans_of_numbers_and_numbers_of_nothing(read, numbers, expected):
    words = NUMBERED[: NUMBERED.index("Recommendation 1 –")] + f"Recommendations {numbers} – all have been met.\n"
    paper = read(words, "other")
    ref = {one.id: one.ref for one in paper.recommendations}
    assert [[ref[a.recommendation_id] for a in one.about] for one in paper.progress] == [expected]


def test_what_a_report_asks_for_itself_is_not_answered_by_another_list_s_number(read):
    paper = read(
        "# Implementation of the auditor's recommendations\n\n## Recommendations\n\nCabinet is recommended to:\n\n"
        "1. note the report; and\n2. ask for another in May.\n\n## Progress\n\n"
        "Recommendation 1 has been implemented: a reserve was set up.\n",
        "officer_report",
    )
    assert len(paper.recommendations) == 2
    assert [one.about for one in paper.progress] == [()]


AREAS = """# Response to our inspection

Area for improvement 1: The service should keep its maps up to date.

Lead: Head of Maps

Progress: All maps were drawn again in May.

RAG: Green

Area for improvement 2: The service should test its pumps.

Lead: Head of Pumps

Progress:

RAG: Red

Cause of concern: The service does not train its drivers.
"""


def test_areas_for_improvement_and_a_colour_that_stands_alone(read):
    paper = read(AREAS, "action_plan")
    assert [one.kind for one in paper.recommendations] == ["inspection_recommendation"] * 3
    assert [one.quote.text for one in paper.progress] == ["All maps were drawn again in May."]
    assert [a.recommendation_id for a in paper.progress[0].about] == [paper.recommendations[0].id]


def test_what_should_be_done_over_what_was_done(read):
    paper = read(
        "# Our inspection\n\nThe service should keep its maps up to date\n\nAction taken\n\nAll maps were redrawn.\n\n"
        "The service should test its pumps\n\nAction taken\n\nxxx\n\nThe service should train its drivers\n",
        "other",
    )
    assert [one.quote.text[:26] for one in paper.recommendations] == [
        "The service should keep it",
        "The service should test it",
        "The service should train i",
    ]
    told = {a.recommendation_id: one.status for one in paper.progress for a in one.about}
    assert [told.get(one.id) for one in paper.recommendations] == ["complete", "no_update", None]


# What a cell of a column headed "Status" says, and the status that it gives.
CELLS = [
    ("Accepted", "no_update"),
    ("Agreed", "no_update"),
    ("Noted", "no_update"),
    ("To follow", "no_update"),
    ("Nothing yet", "not_started"),
    ("Agreed. A van has been bought.", "complete"),
    ("Rejected", "unknown"),
]


@pytest.mark.parametrize(("words", "status"), CELLS)
def test_an_acceptance_is_no_news(read, words, status):
    page = f"# Tracker\n\n| Recommendation | Lead | Status |\n|---|---|---|\n| Buy a van | Clerk | {words} |\n"
    assert [one.status for one in read(page, "action_plan", "tracker.md").progress] == [status]


# What a cell of a column headed "Progress" says where nobody reported, and the statuses that it gives.
NO_NEWS_CELLS = [
    ("?", []),
    ("N/A", []),
    ("June 2024", []),
    ("31/03/2024", []),
    ("TBD", ["no_update"]),
    ("Unknown", ["no_update"]),
    ("Not provided", ["no_update"]),
    ("Update requested 3 May", ["no_update"]),
    ("Update still outstanding", ["no_update"]),
    ("Next update June 2024", ["no_update"]),
    ("Service to update", ["no_update"]),
    ("A verbal update will be given", ["no_update"]),
    ("No change since May", ["no_update"]),
    ("Update requested of the bank; the loan has been repaid.", ["complete"]),
]


@pytest.mark.parametrize(("words", "statuses"), NO_NEWS_CELLS)
def test_a_cell_for_news_that_holds_none(read, words, statuses):
    page = f"# Action plan\n\n| Action | Lead | Progress |\n|---|---|---|\n| Buy a van | Clerk | {words} |\n"
    assert [one.status for one in read(page, "action_plan", "plan.md").progress] == statuses


# Headings of columns that begin or end as those of reports do, and hold none.
NO_NEWS = [
    "Outcome sought",
    "Progress measures",
    "Progress will be measured by",
    "Barriers to progress",
    "Target position",
    "Result required",
    "Update frequency",
    "Update due",
    "Action taken by",
    "Response date",
    "Impact rating",
    "Financial impact",
]


@pytest.mark.parametrize("heading", NO_NEWS)
def test_a_column_that_tells_no_news(read, heading):
    page = (
        f"# Action plan\n\n| Action | Lead | {heading} |\n|---|---|---|\n| Buy a van | Clerk | Vans have been seen |\n"
    )
    assert read(page, "action_plan", "plan.md").progress == ()


@pytest.mark.parametrize("heading", ["Update by service", "Progress by June 2023", "Position in May", "Latest update"])
def test_a_column_that_tells_news(read, heading):
    page = (
        f"# Action plan\n\n| Action | Lead | {heading} |\n|---|---|---|\n| Buy a van | Clerk | A van has been seen |\n"
    )
    assert [one.status for one in read(page, "action_plan", "plan.md").progress] == ["complete"]


def test_a_first_row_of_headings_is_no_row_though_one_is_strange(read):
    rows = [
        ["Origin", "Recommendation", "Lead officer", "Action taken", "Status"],
        ["Parks", "Mend the gate", "Mr Ash", "A smith has been found.", "Ongoing"],
        ["Roads", "Paint the hut", "Ms Orr", "", ""],
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    paper = read(f"<h1>Recommendation tracker</h1><table>{cells}</table>", "action_plan", "tracker.html")
    assert [one.quote.text for one in paper.recommendations] == ["Mend the gate", "Paint the hut"]
    assert {a.recommendation_id for one in paper.progress for a in one.about} == {paper.recommendations[0].id}


def test_members_agreed_says_nothing_of_the_points_that_follow(read):
    paper = read(
        f"{HEAD}## 2. Matters arising\n\n- A list had been drawn up. It might be printed. Members agreed.\n\n"
        "- The gate had been mended.\n"
    )
    assert paper.recommendations == ()
    assert [one.quote.text for one in paper.progress][-1] == "The gate had been mended."


BUSINESS = "# Cabinet\n\n## Recommendations from the Scrutiny Committee\n\n"


def test_a_title_that_names_whose_recommendations_there_are(read):
    assert read(BUSINESS + "To consider what the Committee said of the hall.\n", "other").recommendations == ()
    listed = read(BUSINESS + "1. That the hall be sold.\n2. That a van be bought.\n", "other").recommendations
    assert [(one.ref, one.restated) for one in listed] == [("1", True), ("2", True)]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Task 4 needed a short extension to June, as the smith had been ill.", "delayed"),
        ("Three tasks have been outstanding for some time.", "delayed"),
    ],
)
def test_what_is_late(read, words, status):
    assert [one.status for one in read(f"{HEAD}## 2. Matters arising\n\n{words}\n").progress] == [status]


def test_numbered_tasks_of_which_some_have_an_answer(read):
    paper = read(
        "# Progress on Ofsted recommendations\n\n1. Reduce waiting times\n\nProgress: Nobody has waited since May.\n\n"
        "2. Improve the forms\n\n3. Write a guide\n\nProgress: A guide has been written.\n",
        "other",
        "paper.txt",
    )
    answered = {a.recommendation_id for one in paper.progress for a in one.about}
    assert [(one.ref, one.id in answered) for one in paper.recommendations] == [("1", True), ("2", False), ("3", True)]


@pytest.mark.parametrize(("words", "statuses"), [("-", []), ("N/A", []), ("May 2022", []), ("TBC", ["no_update"])])
def test_a_label_with_no_news_behind_it(read, words, statuses):
    paper = read(f"# Progress report\n\nRecommendation 1: Mend the roof\n\nUpdate: {words}\n", "officer_report")
    assert [one.status for one in paper.progress] == statuses


# What a response says, and the statuses that it gives as a report of progress.
RESPONSES = [
    ("The recommendation has been accepted.", []),
    ("Cabinet has considered the recommendation and rejects it.", []),
    ("This has been carefully considered.", []),
    ("We have accepted all the recommendations and have bought a van.", ["complete"]),
    ("The recommendation has been implemented.", ["complete"]),
]


@pytest.mark.parametrize(("words", "statuses"), RESPONSES)
def test_what_is_thought_of_a_recommendation_is_no_progress_on_it(read, words, statuses):
    page = (
        f"# Tracker\n\n| Recommendation | Lead | Cabinet response |\n|---|---|---|\n| Buy a van | Clerk | {words} |\n"
    )
    assert [one.status for one in read(page, "action_plan", "tracker.md").progress] == statuses


def test_an_acceptance_told_as_progress_is_no_news(read):
    page = "# Plan\n\n| Action | Lead | Progress |\n|---|---|---|\n| Buy a van | Clerk | This has been accepted. |\n"
    assert [one.status for one in read(page, "action_plan", "plan.md").progress] == ["no_update"]


# Words of what was done, in sentences that say it was not.
UNDONE = [
    ("None of the actions has been completed.", "not_started"),
    ("No work has been done on this.", "not_started"),
    ("Nobody has yet been appointed.", "not_started"),
    ("The post has never been filled.", "not_started"),
    ("The letter was not sent.", "not_started"),
    ("The policy has still to be written.", "not_started"),
    ("It has been decided not to go on.", "not_started"),
    ("Few of the posts have been filled.", "in_progress"),
    ("Not all of the staff have been trained.", "in_progress"),
    ("Two posts have been filled. No date has been set for the third.", "in_progress"),
    ("The visit was cancelled.", "delayed"),
    ("Recruitment has failed twice.", "delayed"),
    ("The deadline has passed.", "delayed"),
    ("No complaints have been received since the gate was mended.", "complete"),
    ("One of the two actions has been completed.", "in_progress"),
    ("The actions have been completed.", "complete"),
]


@pytest.mark.parametrize(("words", "status"), UNDONE)
def test_what_was_not_done_is_not_complete(read, words, status):
    page = f"# Action plan\n\n| Action | Lead | Progress |\n|---|---|---|\n| Buy a van | Clerk | {words} |\n"
    assert [one.status for one in read(page, "action_plan", "plan.md").progress] == [status]
