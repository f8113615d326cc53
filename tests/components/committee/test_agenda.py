"""Items of business, as headings, as numbered lines, as rows, or as the one title of a page."""

from __future__ import annotations

import pytest

PAPERS = [
    (
        "numbered headings",
        (
            "1. APOLOGIES\n\nNone came.\n\n2. BUSES\n\nThe timetable was discussed at length.\n\n"
            "3. ANY OTHER BUSINESS\n\nNone."
        ),
        [("1", "APOLOGIES"), ("2", "BUSES"), ("3", "ANY OTHER BUSINESS")],
    ),
    (
        "the number beneath the title",
        "# Apologies\n\n(Item 1)\n\nNone came.\n\n# Bus fares\n\n(Item 2)\n\nFares rose.",
        [("1", "Apologies"), ("2", "Bus fares")],
    ),
    (
        "with the word item",
        "# Item 1: Welcome\n\nAll came.\n\n# Item 2: Buses\n\nFares rose.",
        [("1", "Welcome"), ("2", "Buses")],
    ),
    ("with a year", "# 45/21 Gates\n\nShut.\n\n# 46/21 Paths\n\nSwept.", [("45/21", "Gates"), ("46/21", "Paths")]),
    (
        "one page, one item",
        "Agenda item\n\nBUS FARES\n\nMinutes:\n\nFares rose.\n\nResolved –\n\n(1) That fares fall.",
        [(None, "BUS FARES")],
    ),
    ("none", "Fares rose and the buses were late again this year.", []),
]


@pytest.mark.parametrize(("paper", "expected"), [case[1:] for case in PAPERS], ids=[case[0] for case in PAPERS])
def test_items_of_business(read, paper, expected):
    found = read(paper, "minutes", "paper.md" if "# " in paper else "paper.txt").agenda_items
    assert [(item.number, item.title) for item in found] == expected


def test_what_is_decided_knows_its_item_of_business(read):
    paper = read(
        "# 1. Gates\n\nRESOLVED that the gate be shut.\n\n# 2. Paths\n\nRESOLVED that the path be swept.", name="m.md"
    )
    gates, paths = paper.agenda_items
    assert [item.agenda_item_id for item in paper.recommendations] == [gates.id, paths.id]
    assert gates.end_char <= paths.start_char
