"""Tasks in lists without a table: plans under titles, what inspectors asked for in news and reports, lines of cells."""

from __future__ import annotations

import pytest

PLANS = [
    (
        "bullets under numbered titles",
        "# Village plan 2031\n\nThe council will go on mowing the green.\n\n1. The pond\n\n- Dredge the east end\n"
        "- Publish a map of the pond\n\n2. The fair\n\n- Book the band\n- Consider a later date\n",
        [],
    ),
    (
        "bullets under numbered titles, all begun with known verbs",
        "# Action plan 2031\n\n1. The pond\n\n- Seek a grant for the east end\n- Publish a map of the pond\n\n"
        "2. The fair\n\n- Arrange the band\n- Consider a later date\n",
        [
            ("Seek a grant for the east end", "The pond"),
            ("Publish a map of the pond", "The pond"),
            ("Arrange the band", "The fair"),
            ("Consider a later date", "The fair"),
        ],
    ),
    (
        "bullets under headings, with parts of their own",
        "# Action plan\n\n## Roads\n\n- Repair the lane:\n    - at the bridge\n    - at the ford\n- Ask for salt\n"
        "\n## Trees\n\n- Review the list of oaks\n",
        [
            ("Repair the lane: at the bridge at the ford", "Roads"),
            ("Ask for salt", "Roads"),
            ("Review the list of oaks", "Trees"),
        ],
    ),
    (
        "news of what was done",
        "# Action plan news\n\n- The lane was repaired\n- Salt has come\n- Review of oaks\n- A band was found\n",
        [],
    ),
    ("too few to be a plan", "# Action plan\n\n- Review the list of oaks\n- Arrange the band\n", []),
]


@pytest.mark.parametrize(("form", "words", "expected"), PLANS, ids=[form for form, *_ in PLANS])
def test_a_plan_without_a_table(read, form, words, expected):
    kind = "other" if "Village plan" in words else "action_plan"
    found = [(item.quote.text, item.section[-1]) for item in read(words, kind, "plan.md").recommendations]
    assert found == expected


ASKED = [
    (
        "news: should take action to",
        "other",
        "# School visited by Ofsted\n\nThe report says that the school should take urgent action to:\n\n"
        "- teach spelling sooner\n- mark work weekly\n",
        ["teach spelling sooner", "mark work weekly"],
    ),
    (
        "news: needs to",
        "other",
        "# Ofsted report on the nursery\n\nThe nursery needs to:\n\n- plan for the youngest\n- keep a log\n",
        ["plan for the youngest", "keep a log"],
    ),
    (
        "a report on an ombudsman's recommendations",
        "officer_report",
        "Report to Council\n\nThe Ombudsman found fault and made two recommendations.\n\nWithin a month the Council "
        "should:\n\n1. Write to the family.\n\n2. Pay them £200.\n",
        ["Write to the family.", "Pay them £200."],
    ),
    (
        "news: what we have been asked to work on",
        "other",
        "# Our Ofsted visit\n\nThe four things that we have been asked to work on are:\n\n- meals\n- naps\n",
        ["meals", "naps"],
    ),
    ("no inspection", "other", "# Bins\n\nResidents should:\n\n- rinse tins\n- fold boxes\n", []),
    (
        "what a member said in minutes",
        "minutes",
        "# Minutes of the Parks Panel\n\nA member spoke of the inspection. He said that the school should:\n\n"
        "- move its gate\n- cut its hedge\n",
        [],
    ),
    (
        "a report that asks for nothing that was asked before",
        "officer_report",
        "Report to Council\n\nOfsted came in May.\n\nParents told us that a school should:\n\n- be near\n- be kind\n",
        [],
    ),
]


@pytest.mark.parametrize(("form", "kind", "words", "expected"), ASKED, ids=[form for form, *_ in ASKED])
def test_what_inspectors_asked_for_is_restated(read, form, kind, words, expected):
    items = read(words, kind, "paper.md" if words.startswith("#") else "paper.txt").recommendations
    assert [item.quote.text for item in items] == expected
    assert {(item.kind, item.restated) for item in items} <= {("inspection_recommendation", True)}


ANSWERED = """Report to Council

The Ombudsman found fault and made recommendations. What was done about them is set out below.

Within a month the Council should:

1. Write to the family.

Action: {first}

2. Pay them £200.

Action: {second}
"""


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            "A letter was sent on 4 May.",
            "The sum has been paid.",
            ["A letter was sent on 4 May.", "The sum has been paid."],
        ),
        ("Send a letter in May.", "The sum has been paid.", ["The sum has been paid."]),
    ],
)
def test_what_stands_behind_action_is_progress_where_it_was_done(read, first, second, told):
    paper = read(ANSWERED.format(first=first, second=second), "officer_report")
    assert [one.quote.text for one in paper.progress] == told
    wanted = [item.id for item in paper.recommendations if item.restated]
    assert [one.about[-1].recommendation_id for one in paper.progress] == wanted[2 - len(told) :]


def test_a_row_printed_as_a_line_keeps_its_task_and_its_name_apart(read):
    sheet = "Harbour Group\n\nAction Sheet\n\n"
    sheet += "1. / Ask the port for a map / Jo\n2. / Price the ropes / Cllr Elm\n3. / Paint it"
    items = read(sheet, "action_plan").recommendations
    assert [(item.ref, item.quote.text) for item in items] == [
        ("1", "Ask the port for a map"),
        ("2", "Price the ropes"),
        ("3", "Paint it"),
    ]
    assert [[owner.quote.text for owner in item.owners] for item in items] == [["Jo"], ["Cllr Elm"], []]
