"""Date phrases: what each says, counted from Tuesday 10 September 2019."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import (
    find_dates,
    find_next_meeting,
    find_origin_day,
    parse_days,
    resolve,
    weekday_agrees,
)

ANCHOR = date(2019, 9, 10)

# the words in a sentence | the phrase found | first day | last day | EDTF
MEANINGS = """
held on 13 March 2025 | 13 March 2025 | 2025-03-13 | 2025-03-13 | 2025-03-13
on 3rd June, 2014 at noon | 3rd June, 2014 | 2014-06-03 | 2014-06-03 | 2014-06-03
on the 3 rd of June 2014 | 3 rd of June 2014 | 2014-06-03 | 2014-06-03 | 2014-06-03
Tuesday, 3rd June, 2014 at 7.00 pm | Tuesday, 3rd June, 2014 | 2014-06-03 | 2014-06-03 | 2014-06-03
Wed 4 Sept 2019 | Wed 4 Sept 2019 | 2019-09-04 | 2019-09-04 | 2019-09-04
published 10/08/12. | 10/08/12 | 2012-08-10 | 2012-08-10 | 2012-08-10
dated 03/04/2019 | 03/04/2019 | 2019-04-03 | 2019-04-03 | 2019-04-03
on 3.4.19 | 3.4.19 | 2019-04-03 | 2019-04-03 | 2019-04-03
on 03-04-2019 | 03-04-2019 | 2019-04-03 | 2019-04-03 | 2019-04-03
2019-04-03 | 2019-04-03 | 2019-04-03 | 2019-04-03 | 2019-04-03
in 7 May '18 | 7 May '18 | 2018-05-07 | 2018-05-07 | 2018-05-07
by 30-Jun-19 | 30-Jun-19 | 2019-06-30 | 2019-06-30 | 2019-06-30
as of January 30th 2026 | January 30th 2026 | 2026-01-30 | 2026-01-30 | 2026-01-30
from 1/1/98 | 1/1/98 | 1998-01-01 | 1998-01-01 | 1998-01-01
3-14 June 2019 | 3-14 June 2019 | 2019-06-03 | 2019-06-14 | 2019-06-03/2019-06-14
12 to 16 May 2022 | 12 to 16 May 2022 | 2022-05-12 | 2022-05-16 | 2022-05-12/2022-05-16
30 Sep to 11 Oct 2019 | 30 Sep to 11 Oct 2019 | 2019-09-30 | 2019-10-11 | 2019-09-30/2019-10-11
28 December to 4 January 2020 | 28 December to 4 January 2020 | 2019-12-28 | 2020-01-04 | 2019-12-28/2020-01-04
3 May 2023 to 27 May 2023 | 3 May 2023 to 27 May 2023 | 2023-05-03 | 2023-05-27 | 2023-05-03/2023-05-27
between June and August 2019 | June and August 2019 | 2019-06-01 | 2019-08-31 | 2019-06/2019-08
April/May 2019 | April/May 2019 | 2019-04-01 | 2019-05-31 | 2019-04/2019-05
in May 2018 | May 2018 | 2018-05-01 | 2018-05-31 | 2018-05
Mar-19 | Mar-19 | 2019-03-01 | 2019-03-31 | 2019-03
Sept '20 | Sept '20 | 2020-09-01 | 2020-09-30 | 2020-09
due Feb 20 | Feb 20 | 2020-02-01 | 2020-02-29 | 2020-02
by March 9 | March 9 | 2020-03-09 | 2020-03-09 | 2020-03-09
by 30 September | 30 September | 2019-09-30 | 2019-09-30 | 2019-09-30
by 1 September | 1 September | 2020-09-01 | 2020-09-01 | 2020-09-01
held on 12 September | 12 September | 2018-09-12 | 2018-09-12 | 2018-09-12
on 29 February | 29 February | 2020-02-29 | 2020-02-29 | 2020-02-29
in November | November | 2019-11-01 | 2019-11-30 | 2019-11
for the October meeting | October | 2019-10-01 | 2019-10-31 | 2019-10
early December | early December | 2019-12-01 | 2019-12-10 | 2019-12-01~/2019-12-10~
in mid-November 2019 | mid-November 2019 | 2019-11-11 | 2019-11-20 | 2019-11-11~/2019-11-20~
late October 2019 | late October 2019 | 2019-10-21 | 2019-10-31 | 2019-10-21~/2019-10-31~
the end of October | end of October | 2019-10-31 | 2019-10-31 | 2019-10-31
the start of April 2020 | start of April 2020 | 2020-04-01 | 2020-04-01 | 2020-04-01
by the end of 2020 | end of 2020 | 2020-12-31 | 2020-12-31 | 2020-12-31
autumn 2019 | autumn 2019 | 2019-09-01 | 2019-11-30 | 2019-23
Winter 2019 | Winter 2019 | 2019-12-01 | 2020-02-29 | 2019-12/2020-02
in the summer | summer | 2019-06-01 | 2019-08-31 | 2019-22
the spring term 2020 | spring term 2020 | 2020-01-01 | 2020-03-31 | 2020-01/2020-03
in the autumn term | autumn term | 2019-09-01 | 2019-12-31 | 2019-09/2019-12
summer term of 2019/20 | summer term of 2019/20 | 2020-04-01 | 2020-07-31 | 2020-04/2020-07
Q3 2019/20 | Q3 2019/20 | 2019-10-01 | 2019-12-31 | 2019-10/2019-12
by the end of Quarter 4 of 2019-20 | end of Quarter 4 of 2019-20 | 2020-03-31 | 2020-03-31 | 2020-03-31
the first quarter of 2020/21 | first quarter of 2020/21 | 2020-04-01 | 2020-06-30 | 2020-04/2020-06
in Q1 | Q1 | 2019-04-01 | 2019-06-30 | 2019-04/2019-06
during 2019/20 | 2019/20 | 2019-04-01 | 2020-03-31 | 2019-04/2020-03
financial year 2019-2020 | financial year 2019-2020 | 2019-04-01 | 2020-03-31 | 2019-04/2020-03
the 2019-20 academic year | 2019-20 academic year | 2019-09-01 | 2020-08-31 | 2019-09/2020-08
the strategy for 2018-2021 | 2018-2021 | 2018-01-01 | 2021-12-31 | 2018/2021
by 2025 | 2025 | 2025-01-01 | 2025-12-31 | 2025
by Christmas | Christmas | 2019-12-25 | 2019-12-25 | 2019-12-25
before Easter 2020 | Easter 2020 | 2020-04-12 | 2020-04-12 | 2020-04-12
by Good Friday 2021 | Good Friday 2021 | 2021-04-02 | 2021-04-02 | 2021-04-02
within three months | within three months | 2019-09-10 | 2019-12-10 | 2019-09-10/2019-12-10
within the next six weeks | within the next six weeks | 2019-09-10 | 2019-10-22 | 2019-09-10/2019-10-22
within 10 working days | within 10 working days | 2019-09-10 | 2019-09-24 | 2019-09-10/2019-09-24
within 48 hours | within 48 hours | 2019-09-10 | 2019-09-12 | 2019-09-10/2019-09-12
within a month | within a month | 2019-09-10 | 2019-10-10 | 2019-09-10/2019-10-10
in six months' time | in six months' time | 2020-03-10 | 2020-03-10 | 2020-03-10
in the next fortnight | in the next fortnight | 2019-09-10 | 2019-09-24 | 2019-09-10/2019-09-24
the next quarter | the next quarter | 2019-10-01 | 2019-12-31 | 2019-10/2019-12
next week | next week | 2019-09-16 | 2019-09-22 | 2019-09-16/2019-09-22
last month | last month | 2019-08-01 | 2019-08-31 | 2019-08
the current financial year | the current financial year | 2019-04-01 | 2020-03-31 | 2019-04/2020-03
by the end of the financial year | end of the financial year | 2020-03-31 | 2020-03-31 | 2020-03-31
by the end of term | end of term | 2019-12-31 | 2019-12-31 | 2019-12-31
year end | year end | 2020-03-31 | 2020-03-31 | 2020-03-31
by Friday | Friday | 2019-09-13 | 2019-09-13 | 2019-09-13
next Tuesday | next Tuesday | 2019-09-17 | 2019-09-17 | 2019-09-17
its next Panel meeting | its next Panel meeting | 2019-10-08 | 2019-10-08 | 2019-10-08
"""


@pytest.mark.parametrize("row", MEANINGS.strip().splitlines())
def test_a_phrase_means_its_first_and_last_day(row: str) -> None:
    text, words, first, last, edtf = (part.strip() for part in row.split("|"))
    [found] = find_dates(text)
    period = resolve(found, ANCHOR, next_meeting=date(2019, 10, 8))
    assert period is not None
    assert (found.text, period.date_from, period.date_to, period.edtf) == (words, first, last, edtf)
    assert text[found.start_char : found.end_char] == words


NO_DATES = """
services may improve
it may 5 times
section 47 enquiries
the Children Act 1989
five social workers
Decision 24/00093
Minute 14/06/5.01
paragraph 2.4.12 and 3.4.19
3.4.19 The Board noted the report
reference C/160/2017
01752 304 020
£10.10.2019
at 7.00 pm
10 out of 12
1 in 5 children
aged 16 to 18
16-17-year-olds
a march through town
June Brown and April Smith spoke
Spring Bank Primary School
the summer reading challenge
every six months
for three years
the first quarter of residents
the meeting
31/02/2019
30 February 2020
99/12/2019
2019/00123
Year 11 pupils
sat on the board
the 1980s
"""


@pytest.mark.parametrize("text", NO_DATES.strip().splitlines())
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_a_cell_of_dates_needs_no_word_before_a_month_or_a_year() -> None:
    assert [d.text for d in find_dates("March", cell=True)] == ["March"]
    assert [d.text for d in find_dates("2020", cell=True)] == ["2020"]


def test_places_count_from_the_offset() -> None:
    [found] = find_dates("by 5 May 2019", offset=100)
    assert (found.start_char, found.end_char) == (103, 113)


def test_without_a_day_to_count_from_a_relative_phrase_stays_open() -> None:
    for text in ("within three months", "by 30 September", "next week", "by the next meeting"):
        assert resolve(find_dates(text)[0], None) is None


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("within three months", "within 3 months of 2019-09-10"),
        ("within 5 working days", "within 5 working days of 2019-09-10, weekends left out"),
        ("in two weeks", "2 weeks after 2019-09-10"),
        ("by 30 September", "year taken from 2019-09-10"),
        ("by 30 September 2019", ""),
        ("Friday 18 April 2023", "printed as a Friday, but 2023-04-18 is a Tuesday"),
    ],
)
def test_the_basis_shows_the_arithmetic(text: str, basis: str) -> None:
    period = resolve(find_dates(text)[0], ANCHOR)
    assert period is not None
    assert period.basis == basis


def test_a_printed_weekday_settles_the_year_and_is_checked_against_the_date() -> None:
    [found] = find_dates("Friday 4 November")
    period = resolve(found, date(2021, 12, 20))
    assert period is not None
    assert period.date_to == "2022-11-04"  # 4 November 2021 is nearer, and a Thursday
    assert not weekday_agrees(find_dates("Friday 18 April 2023")[0])
    assert weekday_agrees(find_dates("Tuesday 18 April 2023")[0])


@pytest.mark.parametrize(
    ("text", "iso", "words"),
    [
        ("Date: 13 March 2025", "2025-03-13", "13 March 2025"),
        ("Tuesday, 3rd June, 2014 at 7.00 pm", "2014-06-03", "Tuesday, 3rd June, 2014"),
        ("Inspection dates: 12 to 16 May 2022", "2022-05-16", "12 to 16 May 2022"),
        ("update for the Panel 05/11/12", "2012-11-05", "05/11/12"),
        ("meeting of June 2019, held 4 July 2019", "2019-07-04", "4 July 2019"),
    ],
)
def test_the_day_of_a_paper(text: str, iso: str, words: str) -> None:
    assert (parse_days(text) or ())[1:] == (iso, words)


def test_the_days_of_an_inspection() -> None:
    assert parse_days("from 3 June to 14 June 2019") == ("2019-06-03", "2019-06-14", "3 June to 14 June 2019")
    assert parse_days("no day at all, in May 2019") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Date of next meeting: 8 October 2019", date(2019, 10, 8)),
        ("The next meeting of the Panel will be held on Tuesday 8 October at 2pm.", date(2019, 10, 8)),
        ("Tasks for the next meeting (25 September)", date(2019, 9, 25)),
        ("NEXT MEETING\n\nMonday 7 October", date(2019, 10, 7)),
        ("Future meeting dates:\n\nThurs 21 November 2019\n\n23 January 2020", date(2019, 11, 21)),
        ("bring it to the next meeting. The fair is on 5 October 2019.", None),
        ("Date of next meeting: 3 September 2019", None),
    ],
)
def test_the_next_meeting_is_on_the_day_the_paper_says(text: str, day: date | None) -> None:
    assert find_next_meeting(text, ANCHOR) == day


def test_the_day_on_which_another_report_came_out() -> None:
    assert find_origin_day("The inspection report was published on 5 May 2019.", ANCHOR) == date(2019, 5, 5)
    assert find_origin_day("The report will be published on 5 May 2020.", ANCHOR) is None
