"""Where minutes report back under a line that is no heading, and a status word behind the task it is about."""

from __future__ import annotations

import pytest

HEAD = "# Minutes of the Nettlecombe Village Meeting\n\nPresent: Cllr A Oakes, Jane Pell\n\n"

REPORTS = [
    (
        "points under a numbered line",
        "1. The meeting was opened.\n2. Matters arising:\na) The gate has been mended.\nb) The bench is being made.\n"
        "3. The swing has been painted.\n",
        [("complete", "The gate has been mended."), ("in_progress", "The bench is being made.")],
    ),
    (
        "plain lines under a numbered line",
        "3. The minutes were read.\n4. Matters arising.\nThe gate had been mended.\nThe lock was oiled.\n5. Letters.\n"
        "The bus had been moved.\n",
        [("complete", "The gate had been mended."), ("complete", "The lock was oiled.")],
    ),
    (
        "titles under a title with nothing of its own",
        "Matters Arising:\nBench:\nThe bench has been mended and will be painted later this year by the same firm.\n"
        "Finance Report:\nThe account has been audited and the auditor has been paid for the whole of this year.\n",
        [("in_progress", "The bench has been mended and will be painted later this year by the same firm.")],
    ),
    (
        "plain lines under a line with a colon",
        "Matters arising from the minutes of 5 May:\n\nThe gate has been mended.\n\nThe lock was oiled.\n",
        [("complete", "The gate has been mended."), ("complete", "The lock was oiled.")],
    ),
    (
        "points numbered in one paragraph, with and without a title",
        "Item 2. Minutes. The minutes of May were approved. Matters arising: (1) Bell. No update was available. "
        "(2) Work on the tower is being done. (3) Clock face. Two quotes have been received.\n",
        [
            ("no_update", "No update was available."),
            ("in_progress", "Work on the tower is being done."),
            ("complete", "Two quotes have been received."),
        ],
    ),
    (
        "titles before a dash or a colon",
        "## 3. Ongoing matters\n\nBench – it was repaired in May.\n\nFootpath 9: still awaiting the ranger.\n",
        [("complete", "it was repaired in May."), ("in_progress", "still awaiting the ranger.")],
    ),
    (
        "a list led in by a sentence",
        "## 4. Reports\n\nThe following updates were given:\n\n- The bell has been hung.\n- The roof is being tiled.\n"
        "\n## 5. News\n\n- A shop has been opened.\n",
        [("complete", "The bell has been hung."), ("in_progress", "The roof is being tiled.")],
    ),
    (
        "words that say who asked for it",
        "## 6. Roads\n\nThe map requested at the last meeting had been drawn.\n\nA road had been closed.\n",
        [("complete", "The map requested at the last meeting had been drawn.")],
    ),
    (
        "what somebody will do ends the report",
        "## 3. Matters arising\n\nTwo bins were bought in June. Mrs Ash would write to the firm about the lids.\n",
        [("complete", "Two bins were bought in June.")],
    ),
    (
        "an answer keeps the question that it points back at",
        "## 3. Matters arising\n\nA member asked if the wall had been mended. The Clerk said that it had been done.\n",
        [("complete", "A member asked if the wall had been mended. The Clerk said that it had been done.")],
    ),
    (
        "no statement",
        "## 3. Matters arising\n\nNone.\n\nA copy of the plan was attached to the agenda.\n\nMembers felt that the "
        "wall had been neglected.\n\nTom to draft a notice about it.\n\n## 4. Police report\n\nTwo arrests have "
        "been made.\n",
        [],
    ),
    (
        "the number of the minute that a matter arises from",
        "## 12. Matters arising\n\n14.3 Two bins have been bought.\n\n15.1: Gate: it has been hung.\n",
        [("complete", "Two bins have been bought."), ("complete", "it has been hung.")],
    ),
    (
        "the next business after lines that report, numbered as their line is",
        "21/46: Actions from the last meeting:\n\n[a] The gate has been hung.\n\n21/47: Trees: an oak has gone.\n",
        [("complete", "The gate has been hung.")],
    ),
    (
        "no statement: what somebody has agreed to do, what must be kept, what was tabled, a decision",
        "## 3. Matters arising\n\nTwo members have agreed to walk the path.\n\nThe rope should be kept in place.\n\n"
        "There was submitted Report No 6 by the Clerk.\n\nResolved\n",
        [],
    ),
    (
        "no statement: what reviewers praised",
        "## 3. Matters arising\n\nCommissioners have praised the good work that was done.\n\nFeedback of the visit in "
        "May showed that work had been done well.\n",
        [],
    ),
    (
        "what was agreed and not to be done",
        "## 3. Matters arising\n\nThe lease has been agreed.\n",
        [("complete", "The lease has been agreed.")],
    ),
    (
        "a status word behind a task",
        "## 5. Actions from previous meetings\n\nClerk to write to the farm. Completed.\n\n"
        "Jane to weigh the bell. Ongoing.\n",
        [("complete", "Completed."), ("in_progress", "Ongoing.")],
    ),
]


@pytest.mark.parametrize(("form", "words", "expected"), REPORTS, ids=[form for form, *_ in REPORTS])
def test_reporting_back(read, form, words, expected):
    found = [(one.status, one.quote.text) for one in read(HEAD + words, kind="minutes").progress]
    assert [(status, text.rstrip(".")) for status, text in found] == [(s, text.rstrip(".")) for s, text in expected]


TRACKER = """# Recommendation tracker

| Ref | Date | Recommendation | Lead Officer/Cabinet Member | {deadline} | Status |
|---|---|---|---|---|---|
| 1 | 1 March 2021 | That the fees be published | Head of Finance | 1 May 2021 | Complete |
| 2 | 1 March 2021 | That the hall be let | Head of Estates | 1 June 2021 | Ongoing |
"""


@pytest.mark.parametrize("deadline", ["Target date", "Date"])
def test_the_date_that_a_log_prints_before_the_task_is_no_deadline(read, deadline):
    rows = read(TRACKER.format(deadline=deadline), kind="action_plan", name="tracker.md").recommendations
    assert [row.due and row.due.quote.text for row in rows] == ["1 May 2021", "1 June 2021"]
    assert [[owner.quote.text for owner in row.owners] for row in rows] == [["Head of Finance"], ["Head of Estates"]]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Ofsted had found four weak areas.", 0),
        ("It would be useful to know what will have been completed by June.", 0),
        ("Ofsted had found four weak areas, and two new teams have been set up.", 1),
    ],
)
def test_what_inspectors_found_and_what_would_be_useful_is_no_progress(read, words, count):
    page = "Agenda item\n\nUpdate on the inspection action plan\n\nMinutes:\n\n" + words + "\n"
    assert len(read(page, kind="minutes").progress) == count


ON_A_PLAN = [
    (
        "a page whose first paragraph says that a report on a plan was considered",
        "Agenda item\n\nMinutes:\n\nThe Panel considered a report by the Head of Care, who had come with two of her "
        "staff, on progress made in all parts of the wider care improvement plan.\n\nTwo homes had been opened.\n",
        ["Two homes had been opened."],
    ),
    (
        "a page on which an officer told members of progress",
        "Agenda item\n\nMinutes:\n\nThe Scrutiny Officer updated Members on the progress of nine recommendations.\n\n"
        "Outstanding repairs had been made and a new lift had been fitted.\n\nThe roof had been badly delayed.\n",
        ["Outstanding repairs had been made and a new lift had been fitted.", "The roof had been badly delayed."],
    ),
    (
        "a page on what became of resolutions, under its title and its facts",
        "Issue - meetings\n\nMeeting: 4/5/2021 - Parks Panel (this panel has been closed)\n\n12 Resolutions\n\n"
        "To consider the outcome of the resolutions of the Panel.\n\nMinutes:\n\nThe clerk spoke.\n\n"
        "A leaflet had been printed.\n\nA request was made for a list of what was being printed.\n",
        ["A leaflet had been printed."],
    ),
    (
        "what there will be is left out",
        "Agenda item\n\nAudit\n\nMinutes:\n\nSix of the recommendations had been met. Two were in hand. There would be "
        "a check that the recommendations had been met.\n",
        ["Six of the recommendations had been met. Two were in hand."],
    ),
    (
        "points in one sentence that tell what was done",
        "Agenda item\n\nImprovement plan update\n\nMinutes:\n\nThese points were made:\n\n- A helpline was launched.\n"
        "- The staff were tired. They had two homes to run, which were far apart.\n",
        ["A helpline was launched."],
    ),
    (
        "recommendations that are still open",
        "Agenda item\n\nAudit\n\nMinutes:\n\nSix of the remaining recommendations had been implemented.\n",
        ["Six of the remaining recommendations had been implemented."],
    ),
    (
        "what was recommended or asked for is not done",
        "Agenda item\n\nImprovement plan update\n\nMinutes:\n\nNine changes had been recommended and a list of them "
        "had been suggested.\n",
        [],
    ),
    (
        "a long paragraph that considers nothing",
        "Agenda item\n\nMinutes:\n\nMr Ash, the Head of Care, who had come with two of his staff from the north of "
        "the county, spoke of the care improvement plan and its costs.\n\nTwo homes had been opened.\n",
        [],
    ),
]


def test_a_status_before_a_noun_is_none(read):
    page = "Agenda item\n\nImprovement plan update\n\nMinutes:\n\nOutstanding repairs had been made.\n"
    assert [one.status for one in read(page, kind="minutes").progress] == ["complete"]


@pytest.mark.parametrize(("form", "page", "expected"), ON_A_PLAN, ids=[form for form, *_ in ON_A_PLAN])
def test_a_page_on_a_plan(read, form, page, expected):
    assert [one.quote.text for one in read(page, kind="minutes").progress] == expected


PARTS = """# Update after the review of the library

## Recommendation 1: Open on Sundays

### What we have done

- Two branches have been opened on Sundays.
- A third is being fitted out.

### What we will do next

- Open the fourth.

### Impact

- Visits have doubled.

## Recommendation 2: Lend more books

### What we have done

- A van has been bought.

### What we will do next

- Buy another.
"""


def test_titles_printed_under_each_recommendation_name_parts_of_its_answer(read):
    paper = read(PARTS, "officer_report", "paper.md")
    first, second = (item.id for item in paper.recommendations)
    found = [(one.part, one.status, one.about[0].recommendation_id) for one in paper.progress]
    assert found == [
        ("progress", "complete", first),
        ("progress", "in_progress", first),
        ("impact", "unknown", first),
        ("progress", "complete", second),
    ]


RESPONSES = """# Response to the review of fostering

Recommendation 1: That fees rise.

{label} Agreed. Fees will rise in May.

Recommendation 2: That a mentor be found.

{label} Agreed. Six mentors have been found.
"""


@pytest.mark.parametrize("label", ["Response:", "Management response:", "Cabinet response:"])
def test_a_response_is_progress_where_it_says_what_was_done(read, label):
    paper = read(RESPONSES.format(label=label), "officer_report")
    assert [one.quote.text for one in paper.progress] == ["Agreed. Six mentors have been found."]
    assert [a.recommendation_id for a in paper.progress[0].about] == [paper.recommendations[1].id]


@pytest.mark.parametrize(
    "label", ["Position at 31 March 2022:", "Update (May 2021):", "Follow-up position:", "What we have done so far:"]
)
def test_labels_of_reports(read, label):
    paper = read(
        f"# Follow-up\n\nRecommendation 1: Keep a register.\n\n{label} A register has been written.\n", "officer_report"
    )
    assert [(one.status, one.quote.text) for one in paper.progress] == [("complete", "A register has been written.")]


def test_a_label_answers_no_new_task_far_above_it(read):
    words = "## 3. Roads\n\n- Clerk to price the signs.\n\n## 4. Money\n\n- Current position – £300 in the bank.\n"
    assert read(HEAD + words, "minutes", "paper.md").progress == ()
