"""Tasks that minutes give in the fewest words, and sentences of the same shape that give nobody anything to do."""

from __future__ import annotations

import pytest

HEAD = """# Minutes of the meeting of Nettlecombe Parish Council

Present: Cllr A Oakes (Chair), Cllr R Thorn, Jane Pell (JP), Piers Wick. In attendance: the Clerk.

## 5. Village matters

"""

TASKS = [
    ("a post", "The gate is broken. Clerk to ask the school for a key.", ["Clerk to ask the school for a key."]),
    ("a first name that is printed in full above", "Jane to ring the farm.", ["Jane to ring the farm."]),
    (
        "initials that are given in brackets above",
        "JP to write to the bus company.",
        ["JP to write to the bus company."],
    ),
    ("a title", "Cllr Thorn to inspect the wall by 4 May.", ["Cllr Thorn to inspect the wall by 4 May."]),
    ("behind a dash", "Overgrown hedges – Piers to contact the estate.", ["Piers to contact the estate."]),
    (
        "two in one sentence",
        "Cllr Oakes to draft a note; Clerk to send it out.",
        ["Cllr Oakes to draft a note;", "Clerk to send it out."],
    ),
    ("a line that ends in nothing", "Piers to trim the hedge", ["Piers to trim the hedge"]),
    ("a name behind it", "Piers to trim the hedge (ACTION: JP)", ["Piers to trim the hedge"]),
    ("will", "Piers Wick will look into the cost of a bench.", ["Piers Wick will look into the cost of a bench."]),
    ("who is to act, said again", "Clerk to report the lamp – Clerk to action.", ["Clerk to report the lamp"]),
    (
        "a post that is asked",
        "The Chair asked the Parks Manager to call a meeting.",
        ["The Chair asked the Parks Manager to call a meeting."],
    ),
    ("of whom the sentence before tells", "Cllr Oakes was away. She will ask the bank.", ["She will ask the bank."]),
    ("an adverb before the promise", "Piers kindly offered to mend it.", ["Piers kindly offered to mend it."]),
]

NO_TASKS = [
    ("a thing", "Planning Application to build two barns."),
    (
        "a title of the paper that has capitals",
        "Annual Report of Village Arrangements to support the report on villages",
    ),
    ("a body that decides", "The Council to consider the report."),
    ("what a service does", "The Mobile Library will visit on Mondays."),
    ("a person who does nothing for the meeting", "Piers Wick will celebrate his birthday."),
    ("a report that is yet to come", "Clerk to follow"),
]


@pytest.mark.parametrize(("form", "words", "expected"), TASKS, ids=[form for form, *_ in TASKS])
def test_a_task_given_in_few_words(read, form, words, expected):
    found = [item.quote.text for item in read(HEAD + words + "\n", kind="minutes").recommendations]
    assert found == expected


@pytest.mark.parametrize(("form", "words"), NO_TASKS, ids=[form for form, _ in NO_TASKS])
def test_no_task(read, form, words):
    assert read(HEAD + words + "\n", kind="minutes").recommendations == ()


def test_a_plan_of_action_is_no_action_label(read):
    words = "RESOLVED that a member be added to the Plan of Action – Bus Review Group."
    found = [item.quote.text for item in read(HEAD + words + "\n", kind="minutes").recommendations]
    assert found == ["a member be added to the Plan of Action – Bus Review Group."]


def test_an_agreed_title_is_no_decision(read):
    assert read(HEAD + "AGREED RECOMMENDATIONS\n\nReason: as in the report.\n", kind="minutes").recommendations == ()


def test_whose_it_is(read):
    words = "The Chairman had no news. He will ask the bank.\n"
    (item,) = read("# Minutes\n\n## 5. Pier repairs\n\n" + words, kind="minutes").recommendations
    assert [owner.quote.text for owner in item.owners] == ["The Chairman"]


def test_a_name_on_the_line_beneath_its_label(read):
    words = "DECISION\n1. To note the change.\n2. To approve the plan.\nAction by:\nDIRECTOR OF PORTS\n"
    items = read(HEAD + words, kind="minutes").recommendations
    assert [(i.ref, [o.quote.text for o in i.owners]) for i in items] == [
        ("1", ["DIRECTOR OF PORTS"]),
        ("2", ["DIRECTOR OF PORTS"]),
    ]


def test_limbs_with_minute_numbers(read):
    words = "RESOLVED TO RECOMMEND TO COUNCIL:\n\n5.1 to approve the plan;\n\n5.2 to hire a boat.\n"
    items = read(HEAD + words, kind="minutes").recommendations
    assert [(i.ref, i.quote.text) for i in items] == [("5.1", "to approve the plan;"), ("5.2", "to hire a boat.")]
