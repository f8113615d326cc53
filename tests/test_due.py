"""Deadlines: which words say by when, counted from Tuesday 10 September 2019; the next meeting is on 8 October."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import find_due, read_due_cell

ANCHOR, NEXT_MEETING = date(2019, 9, 10), date(2019, 10, 8)

# the text | the words that set the deadline | the last day
DEADLINES = """
Immediately | Immediately | 2019-09-10
Immediately: | Immediately | 2019-09-10
Recommendations for immediate action: Housing | immediate action | 2019-09-10
The trust must immediately review its rota. | immediately | 2019-09-10
Within three months | Within three months | 2019-12-10
Actions to be taken within 6 Months: Transport | within 6 Months | 2020-03-10
Within 3 months of the date of this letter | Within 3 months of the date of this letter | 2019-12-10
report back within 20 working days | within 20 working days | 2019-10-08
The statement should reach us by 20 December 2019. | by 20 December 2019 | 2019-12-20
submit the plan by no later than 1 November | by no later than 1 November | 2019-11-01
publish it no later than 31 March 2020 | no later than 31 March 2020 | 2020-03-31
to be complete by the end of the financial year | by the end of the financial year | 2020-03-31
agree the protocol by the end of October | by the end of October | 2019-10-31
refurbish the hall by Christmas | by Christmas | 2019-12-25
reduce waiting lists by 2021 | by 2021 | 2021-12-31
consultation response – due 31 October | due 31 October | 2019-10-31
Working group meeting scheduled for 24 September | scheduled for 24 September | 2019-09-24
That a report come to the Forum’s meeting on 19 November 2019. | to the Forum’s meeting on 19 November 2019 | 2019-11-19
That it come to the Committee meeting in May 2020 | to the Committee meeting in May 2020 | 2020-05-31
to report back at its next meeting | at its next meeting | 2019-10-08
give the next meeting the figures | the next meeting | 2019-10-08
All actions for next meeting (8 October) | for next meeting (8 October) | 2019-10-08
nominations to the Clerk ahead of the next Board meeting | ahead of the next Board meeting | 2019-10-08
First draft of the paper – for November meeting | for November meeting | 2019-11-30
to hold a further open day in early November | in early November | 2019-11-10
we should issue the leaflet in October | in October | 2019-10-31
She would ring them in the next fortnight. | in the next fortnight | 2019-09-24
an update over the next six months | over the next six months | 2020-03-10
Launch the campaign at the end of August | at the end of August | 2019-08-31
to be considered during the spring term | during the spring term | 2020-03-31
invite the bus company after the summer | after the summer |
report back after 6 months from the opening of the hub | after 6 months from the opening of the hub |
papers to be sent out ahead of the meeting | ahead of the meeting | 2019-10-08
submit the plan by 20 December 2019 at the latest | by 20 December 2019 | 2019-12-20
report back to Cabinet in March 2020 | in March 2020 | 2020-03-31
That a progress report be presented in six months | in six months | 2020-03-10
That a further report be submitted in six months' time | in six months' time | 2020-03-10
to return in three months with an update | in three months | 2019-12-10
that an update be brought to the November meeting | to the November meeting | 2019-11-30
that an update be brought to the meeting in November | to the meeting in November | 2019-11-30
that an update be brought to the meeting on 12 November | to the meeting on 12 November | 2019-11-12
To be completed by: 30/11/2019 | by: 30/11/2019 | 2019-11-30
Target date: December 2019 | Target date: December 2019 | 2019-12-31
Deadline: Friday 20 September 2019 | Deadline: Friday 20 September 2019 | 2019-09-20
before the end of the year | before the end of the year | 2019-12-31
by the start of the autumn term 2020 | by the start of the autumn term 2020 | 2020-09-01
by the end of this week | by the end of this week | 2019-09-15
by Friday | by Friday | 2019-09-13
by w/c 7 October | by w/c 7 October | 2019-10-07
by mid October | by mid October | 2019-10-20
by late October 2019 | by late October 2019 | 2019-10-31
by close of play on 4 October | by close of play on 4 October | 2019-10-04
within six months of this decision | within six months of this decision | 2020-03-10
within two weeks of the meeting | within two weeks of the meeting | 2019-09-24
within the next three months | within the next three months | 2019-12-10
over the next year | over the next year | 2020-09-10
at the next available meeting | at the next available meeting | 2019-10-08
at its next ordinary meeting | at its next ordinary meeting | 2019-10-08
to the next full Council meeting | to the next full Council meeting | 2019-10-08
at the following meeting | at the following meeting | 2019-10-08
by the date of the next meeting | by the date of the next meeting | 2019-10-08
ensure that by 2021 all homes are insulated | by 2021 | 2021-12-31
the Council should complete this work by autumn 2020 | by autumn 2020 | 2020-11-30
by Q4 | by Q4 | 2020-03-31
by the end of Quarter 3 | by the end of Quarter 3 | 2019-12-31
in Q4 2019/20 | in Q4 2019/20 | 2020-03-31
by year end | by year end | 2020-03-31
in time for the start of term | in time for the start of term | 2019-09-01
in readiness for the new financial year | in readiness for the new financial year | 2021-03-31
Immediately review all open cases | Immediately | 2019-09-10
review all open cases immediately | immediately | 2019-09-10
With immediate effect, cease the practice | With immediate effect | 2019-09-10
Deadline 5pm on Friday 20 September | Deadline 5pm on Friday 20 September | 2019-09-20
"""

NO_DEADLINES = """
Priority and immediate action
Do this as a matter of urgency, at pace.
where this is not immediately possible
the letter published on 5 September 2019
the functions transfer from 1 April 2020
as of 30 January 2020
the minutes of the meeting held on 30 July 2019 were agreed
Draft the paper for the AGM meeting on 3 October
Arrange meetings until the end of the year
Ensure that health assessments are completed within 20 working days of a child coming into care
Ensure that all visits take place within 28 days
Ensure that every referral receives a decision within 24 hours
as agreed at our April public meeting
the pay scheme agreed by Council in May
To note that the new school will open in January
once funding is secured
in due course
a future meeting of the Panel
Date of the next meeting
the budget for 2020/21
figures for September
with at least four weeks' notice
presented to Council on 13 February 2020 for final decision
no later than three months after the visit
over the coming months
at the earliest opportunity
as soon as practicable
from April 2020
until 31 March 2020
between now and Christmas
every quarter
at each meeting
the strategy for 2019-2022
approve the budget for 2020/21
from the meeting held on 8 July
as set out in the report of 5 August 2019
the Annual Report 2018/19 be noted
Ensure that plans are reviewed every six months
children should be visited within 10 days of placement
reviews to take place within statutory timescales
by 1st of each month
The road will be closed from 3 to 5 October
The consultation runs until 4 November 2019
The meeting closed at 9.15pm
Cllr Moss to attend the training on 3 October
the public meeting on 3 October
Work on the roof starts in October
"""


@pytest.mark.parametrize("row", DEADLINES.strip().splitlines())
def test_the_words_that_say_by_when(row: str) -> None:
    text, words, day = (part.strip() for part in row.split("|"))
    due = find_due(text, 50, ANCHOR, next_meeting=NEXT_MEETING)
    assert due is not None
    assert due.quote.text == words
    assert text[due.quote.start_char - 50 : due.quote.end_char - 50] == words
    assert (due.period.date_to if due.period else "") == day
    assert due.role == "due"


@pytest.mark.parametrize("text", NO_DEADLINES.strip().splitlines())
def test_words_that_set_no_deadline(text: str) -> None:
    assert find_due(text, 0, ANCHOR, next_meeting=NEXT_MEETING) is None


def test_a_firm_deadline_goes_before_a_vague_one() -> None:
    due = find_due("to consult in October and to report by 15 November 2019", 0, ANCHOR)
    assert due is not None
    assert due.quote.text == "by 15 November 2019"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/03/2020", "2020-03-31"),
        ("By 31 March 2020", "2020-03-31"),
        ("March 2020", "2020-03-31"),
        ("March", "2020-03-31"),
        ("Mar 20", "2020-03-31"),
        ("Q3 2019/20", "2019-12-31"),
        ("Autumn term", "2019-12-31"),
        ("2020", "2020-12-31"),
        ("Next meeting", "2019-10-08"),
        ("Immediate", "2019-09-10"),
        ("3 months", "2019-12-10"),
        ("31/10/2019 revised to 30/11/2019", "2019-11-30"),
        ("End of March", "2020-03-31"),
        ("End Oct", "2019-10-31"),
        ("mid-Nov", "2019-11-20"),
        ("Oct 2019 - Mar 2020", "2020-03-31"),
        ("Nov 2019 (was Sept 2019)", "2019-11-30"),
        ("30 Nov 2019 (moved from 2 June 2019, because the school opens in August)", "2019-11-30"),
        ("moved from 2 June 2019 to 30 Nov 2019", "2019-11-30"),
        ("Next Panel", "2019-10-08"),
        ("Weekly", None),
        ("Ongoing", None),
        ("As soon as possible", None),
        ("TBC", None),
    ],
)
def test_a_deadline_cell_keeps_all_its_words(cell: str, day: str | None) -> None:
    due = read_due_cell(f" {cell}\n", 10, ANCHOR, next_meeting=NEXT_MEETING)
    assert due is not None
    assert (due.quote.text, due.quote.start_char) == (cell, 11)
    assert (due.period.date_to if due.period else None) == day


@pytest.mark.parametrize("cell", ["", "  ", "-", "N/A", "n/a", "–"])
def test_an_empty_cell_sets_no_deadline(cell: str) -> None:
    assert read_due_cell(cell, 0, ANCHOR) is None
