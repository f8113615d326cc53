"""How alike two wordings are, a line a case."""

from __future__ import annotations

import pytest

from extractor.link.wording import compare, wording


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("Ensure that carers are paid.", "Ensure that carers are paid", "exact"),
        ("Improve the co-ordination of care", "Improve the coordination of care", "exact"),
        ("Ensure that all foster carers are paid on time.", "Ensure that foster carers are paid on time", "near"),
        ("Improve management oversight of casework", "Improvement management oversight on casework", "near"),
        (
            "Give each person an adviser and a key to the old boat hall",
            "Give each person an adviser",
            "contained",
        ),
        ("Bring a report on winter sailings to the next board", "Bring report on the winter sailings", "contained"),
        ("Settle how winter sailings are paid for", "Agree in the spring how winter sailings are paid", "reworded"),
        ("Circulate the minutes of the fifth meeting", "Circulate the minutes of the sixth meeting", "different"),
        ("Approve the budget for 2019/20", "Approve the budget for 2020/21", "different"),
        ("Review the plan by 3 March", "Review the plan", "contained"),
        ("Repair the lift", "Buy a boat", "different"),
        ("Write to the school", "Write to the ministry", "faint"),
    ],
)
def test_how_alike(one: str, other: str, grade: str) -> None:
    assert compare(wording(one), wording(other)).grade == grade
    assert compare(wording(other), wording(one)) == compare(wording(one), wording(other))


def test_a_deadline_in_the_words_may_move() -> None:
    one = wording("Answer the consultation by 31 October", "by 31 October")
    other = wording("Answer the consultation by 14 November", "by 14 November")
    assert compare(one, other).grade in ("exact", "near")


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("That the report be noted.", True),
        ("the minutes of the meeting held on 3 May be approved as a correct record", True),
        ("the Panel note the progress report", True),
        ("That the report on ferries be noted", False),
        ("That recommendation 3 be closed", False),
    ],
)
def test_formulas_are_known(text: str, standard: bool) -> None:
    assert wording(text).standard is standard
