"""The headings that an item stands under, in minutes that set them in several ways; each paper is invented."""

from __future__ import annotations

import pytest

TITLE = "Minutes of Ashdale Parish Council"

PARTS = """11 Harbour lights PDF 88 KB

Report of the Harbour Master

Recommendations

The Committee is asked:

1.1 To note the report.

Additional documents:

Decision:

{opener}

(1) That the lamps be mended.

Reasons

The lamps are old.
"""

RUN_IN = [
    (
        "8. Correspondence. A letter had come about the bus shelter. The Clerk was asked to reply.\n\n"
        "9. Planning. None received.\n",
        ["8. Correspondence"],
    ),
    (
        "31/22 Bus shelter: The roof leaks. The Clerk agreed to ring the builder.\n\n32/22 Verges: None were cut.\n",
        ["31/22 Bus shelter"],
    ),
    (
        "20/21-7: Actions from the last meeting:\n\n[a] Bus shelter – the Clerk agreed to ring the builder.\n\n"
        "[b] Village pump – it works.\n\n20/21-8: Verges: none were cut.\n",
        ["20/21-7: Actions from the last meeting", "[a] Bus shelter"],
    ),
    (
        "5. Roads.\n\n5.1 Lamps. All are lit.\n\n6. Pond. It is full.\n\n"
        "7. Barn roof. It leaks. The Clerk agreed to book the hall.\n",
        ["7. Barn roof"],
    ),
    (
        "5. Pond. It is full.\n\n6. Hall. It is dry.\n\n7. The Clerk agreed to book the hall for the next meeting.\n",
        [],
    ),
]


@pytest.mark.parametrize("opener", ["Resolved", "RESOLVED:", "Agreed -", "It was resolved that:"])
def test_what_opens_a_decision_stands_in_the_part_that_prints_it(read, opener):
    item = read(PARTS.format(opener=opener), name="page.txt").recommendations[-1]
    assert item.quote.text == "That the lamps be mended."
    assert item.section == ("11 Harbour lights", "Decision:", opener)


@pytest.mark.parametrize(("words", "section"), RUN_IN)
def test_a_title_that_runs_into_a_numbered_paragraph_heads_it(read, words, section):
    (item,) = read(f"{TITLE}\n\n{words}").recommendations
    assert [words for words in item.section if words != TITLE] == section
