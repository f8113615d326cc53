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
