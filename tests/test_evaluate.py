"""The figures say what they claim: pairs, counts and intervals on small invented papers."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.evaluate.comparing import compare
from extractor.evaluate.figures import Counts, figure, total
from extractor.evaluate.pairing import names_agree, pair


def item(text: str, **values: Any) -> dict[str, Any]:
    blank = {"id": text[:9], "kind": "action", "ref": None, "page": 1, "section": "Actions", "restated": False}
    return blank | {"text": text, "owners": [], "due_text": None, "due_date": None, "due": None} | values


def statement(text: str, about: set[str]) -> dict[str, Any]:
    return {"id": text, "text": text, "about": about, "status": "complete", "part": "progress", "page": 1}


PAPER = {"kind": "minutes", "framework": None, "authority": "Harbourne", "body": "Cabinet", "date": "2025-03-04"}
REVIEW = "Review the fostering allowances and report the outcome"
WRITE = "Write to every school about attendance before the summer"


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        ([REVIEW], [REVIEW.upper() + "."], [(0, 0, True)]),
        ([REVIEW], [REVIEW + " to Cabinet"], [(0, 0, False)]),
        ([REVIEW], [WRITE], []),
        ([REVIEW, REVIEW], [REVIEW], [(0, 0, True)]),
        ([REVIEW, WRITE], [WRITE, REVIEW], [(0, 1, True), (1, 0, True)]),
        ([], [REVIEW], []),
    ],
)
def test_pairs(gold: list[str], found: list[str], pairs: list[tuple[int, int, bool]]) -> None:
    got = pair([{"text": text} for text in gold], [{"text": text} for text in found])
    assert sorted((p.gold, p.found, p.exact) for p in got) == pairs


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("the Director of Housing", "Director, Housing", True),
        ("Director", "Director of Housing", True),
        ("Director of Housing", "Director of Finance", False),
        ("the", "the", False),
        (None, "Director", False),
    ],
)
def test_names_agree(one: str | None, other: str, agree: bool) -> None:
    assert names_agree(one, other) is agree


def test_a_paper_against_itself_has_no_fault() -> None:
    items = [item(REVIEW, owners=[{"text": "Head of Fostering", "type": "role"}]), item(WRITE)]
    gold = {"document": PAPER, "items": [each | {"section": ["Actions"]} for each in items], "progress": []}
    found = {"document": PAPER, "items": items, "progress": []}
    comparison = compare("paper", gold, found)
    assert comparison.differences == []
    assert all(counts.f1 == 1 for counts in comparison.totals().values())


def test_what_is_missed_and_what_is_extra_is_listed_and_counted() -> None:
    gold = {"document": PAPER, "items": [item(REVIEW)], "progress": [statement("It was done in May", {REVIEW[:9]})]}
    found = {"document": PAPER | {"date": None}, "items": [item(WRITE)], "progress": []}
    comparison = compare("paper", gold, found)
    totals = comparison.totals()
    assert totals["items"] == Counts(0, 1, 1)
    assert totals["progress"] == Counts(0, 1, 0)
    assert totals["document date"] == Counts(0, 1, 1)
    assert [(d.what, d.text) for d in comparison.differences] == [
        ("missed item", REVIEW),
        ("extra item", WRITE),
        ("missed progress", "It was done in May"),
    ]


def test_a_paper_that_is_not_stored_counts_as_missed_whole() -> None:
    comparison = compare("paper", {"document": PAPER, "items": [item(REVIEW)], "progress": []}, None)
    assert comparison.totals()["document found"] == Counts(0, 1, 1)
    assert comparison.totals()["items"] == Counts(0, 1, 0)


def test_intervals_are_the_same_every_time_and_hold_the_figure() -> None:
    papers = [Counts(hit, 10, 10) for hit in (4, 6, 8, 9, 10)]
    one, other = figure("items", papers), figure("items", papers)
    assert one == other
    assert one.low < total(papers).f1 < one.high
