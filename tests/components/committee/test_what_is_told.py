"""What makes a sentence a report of what was done: where it stands, who says it, and by its grammar what it says."""

from __future__ import annotations

import pytest

HEAD = "# Minutes of the Nettlecombe Village Meeting\n\nPresent: Cllr A Oakes, Jane Pell\n\n"
PAGE = "Agenda item\n\nImprovement plan update\n\nMinutes:\n\n"
BACK = HEAD + "## 4. Matters arising\n\n"

SAYS = [
    ("asked in the sentence that answers", "Cllr Oakes asked if the key had come, the Clerk advised it was lost.", 0),
    ("asked and answered", "Cllr Oakes asked if the key was found, the Clerk replied that she had found it.", 1),
    ("a member observes", "Councillor Oakes observed that much had been done.", 0),
    ("a discussion", "A long discussion took place on what had been built.", 0),
    ("there was a discussion", "There was some discussion of the path that had been closed.", 0),
    ("a question by anybody", "Mr Ash enquired whether the bench had been mended.", 0),
    ("still not done", "The hedge had still not been cut.", 1),
    ("yet to", "The bank has yet to reply.", 1),
    ("a discussion that follows what was done", "The bench has been mended. Discussion followed.", 1),
]

STANDINGS = [
    ("The hedge had still not been cut.", "not_started"),
    ("She has not received the key.", "not_started"),
    ("The bank has yet to reply.", "not_started"),
    ("Lamp not yet priced.", "not_started"),
    ("Most of the actions have been completed.", "in_progress"),
    ("Since May 12 of these tasks had been done.", "in_progress"),
    ("All of the actions have been completed.", "complete"),
    ("The leaflet has been written but not yet printed.", "in_progress"),
]

ON_A_PAGE = [
    ("which of them", "The list shows tasks that had not been begun.", []),
    ("which of them, well on", "Here is the work which is now well under way.", []),
    ("who tells it", "Mr Ash reported on the progress made in homes that had been opened.", []),
    ("which of them, in a state", "It named the plan which had been put in place in May.", []),
    ("a clause after a comma", "The plan, which has been printed, hangs in the hall.", 1),
    ("what is asked", "Staff must ask what difference they are making.", []),
    ("what a paper is for", "To consider the work that is done and what has been built.", []),
    ("an opinion", "It was felt that enough had been done.", []),
    ("what was recognised", "It had been recognised that the homes had been neglected.", []),
    ("up to an opinion", "Two homes had been opened. It was hoped that more would be.", ["Two homes had been opened."]),
    (
        "on both sides of an opinion",
        "Two homes had been opened. The Board felt that this was too few. A third had been bought.",
        ["Two homes had been opened.", "A third had been bought."],
    ),
    (
        "of those",
        "Nine tasks were listed in May. All of these have since been completed.",
        ["Nine tasks were listed in May. All of these have since been completed."],
    ),
    (
        "another matter",
        "Two homes had been opened. In relation to vans, three had been bought.",
        ["Two homes had been opened.", "In relation to vans, three had been bought."],
    ),
]

PLACES = [
    (
        "a page on an inspectorate's report",
        "Agenda item\n\nReport of the Ombudsman on parking\n\nMinutes:\n\nThe action plan was read.\n\n"
        "Two letters had been sent. The next item would say how.\n",
        ["Two letters had been sent."],
    ),
    (
        "a page on an inspectorate's report that asks for nothing",
        "Agenda item\n\nReport of the Ombudsman on parking\n\nMinutes:\n\nTwo letters had been sent.\n",
        [],
    ),
    (
        "a long title",
        "Agenda item\n\nUpdate on delivery of the yearly parks and woods recovery plan\n\nMinutes:\n\n"
        "Two gates had been hung.\n",
        ["Two gates had been hung."],
    ),
    (
        "counts of tasks",
        "Agenda item\n\nParks\n\nMinutes:\n\nThe list was read.\n\nSeven actions had been completed.\n\n"
        "Seven trees had been felled.\n",
        ["Seven actions had been completed."],
    ),
    (
        "behind earlier tasks printed again",
        HEAD + "## 5. Green\n\nActions from the last meeting: Mr Ash to ask the owner of the green for a quote, and "
        "Mrs Oak to draw a map of it.\n\nMr Ash had asked twice, and a quote had been sent.\n\nA road had been shut.\n",
        ["Mr Ash had asked twice, and a quote had been sent."],
    ),
    (
        "up to the standing reports",
        HEAD + "## Matters arising\n\nThe gate has been mended.\n\n7. Clerk’s report\n\nA course has been attended.\n",
        ["The gate has been mended."],
    ),
]


@pytest.mark.parametrize(("form", "words", "count"), SAYS, ids=[form for form, *_ in SAYS])
def test_who_says_it(read, form, words, count):
    assert len(read(BACK + words + "\n", "minutes", "paper.md").progress) == count


@pytest.mark.parametrize(("words", "status"), STANDINGS)
def test_what_is_not_done(read, words, status):
    assert [one.status for one in read(BACK + words + "\n", "minutes", "paper.md").progress] == [status]


@pytest.mark.parametrize(("form", "words", "expected"), ON_A_PAGE, ids=[form for form, *_ in ON_A_PAGE])
def test_what_it_says(read, form, words, expected):
    found = [one.quote.text for one in read(PAGE + words + "\n", kind="minutes").progress]
    assert found == expected if isinstance(expected, list) else len(found) == expected


@pytest.mark.parametrize(("form", "page", "expected"), PLACES, ids=[form for form, *_ in PLACES])
def test_where_it_stands(read, form, page, expected):
    name = "paper.md" if page.startswith("#") else "paper.txt"
    assert [one.quote.text for one in read(page, "minutes", name).progress] == expected


REASONS = [
    ("Agreed", "It is a matter for each school, and dear.", []),
    ("Accepted?", "Members found it hard.", []),
    ("Agreed", "A bench has been bought.", ["A bench has been bought."]),
    ("Agreed by", "Members found it hard.", ["Members found it hard."]),
]


@pytest.mark.parametrize(("heading", "comment", "expected"), REASONS)
def test_comments_beside_a_column_of_acceptance_give_reasons(read, heading, comment, expected):
    heads = f"| Recommendation | {heading} | Comments |\n|---|---|---|\n"
    table = f"{heads}| That a bench be bought for the green | Yes | {comment} |\n"
    found = read("# Responses to the review of benches\n\n" + table, "officer_report", "paper.md").progress
    assert [one.quote.text for one in found] == expected


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("The gate was being mended", False),
        ("Two quotes have been sent", False),
        ("What has been done", True),
        ("How we are Working", True),
        ("Gate and Fence", True),
    ],
)
def test_a_line_with_a_verb_is_no_title(read, line, is_title):
    document = read(f"Matters Arising\n\nThe bell was hung.\n\n{line}\n\nThe lock was oiled.\n", "minutes").document
    titles = [document.text[block.start_char : block.end_char] for block in document.blocks if block.kind == "heading"]
    assert (line in titles) == is_title
