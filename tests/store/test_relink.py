"""Threads over whole databases: the same whatever came first, and as dear for one paper however many there are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import store
from extractor.records import Extraction
from tests.store.invented import POINTS, Line, add, column, imported, inspection, listed, paper, thread_of

LATER = (
    "Keep a written agreement with every foster carer before a child moves in with them.",
    "Reduce the time families wait for a first visit.",
    *POINTS[2:6],
)


def story() -> list[Extraction]:
    """Two councils with like lists, papers that restate them under changed words, one that names no council."""
    nameless = listed(POINTS[:4], restated=True, says=(("complete", "It has been done."),))
    noted = Line("That the report be noted.", kind="resolution")
    tasks = ("Print maps of the bus routes", "Count the keys to the hall", "Ask the vicar about the hall")
    return [
        inspection(),
        inspection("Northmere", "2020-03-09", [*POINTS[4:], "Repair the lift in the family centre at once."]),
        inspection("Midvale", "2022-05-02", LATER[:2]),
        paper("plan.docx", "action_plan", "Midvale", "Board", "2020-05-01", listed(LATER, restated=True)),
        paper("plan draft.docx", "action_plan", "Midvale", "Board", "2020-05-01", listed(LATER[:5], restated=True)),
        paper("note.txt", "minutes", None, "Improvement Board", "2020-06-01", nameless),
        *(
            paper(f"log {n}.txt", "action_plan", None, "User Group", f"2020-0{n}-15", listed(tasks, kind="action"))
            for n in (4, 5, 6)
        ),
        *(paper(f"minutes {n}.txt", "minutes", "Midvale", "Board", f"2020-0{n}-01", [noted]) for n in (7, 8)),
    ]


@pytest.fixture(scope="module")
def forwards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return store.fingerprints(imported(tmp_path_factory.mktemp("forwards") / "x.db", story()))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(story()))), batch=st.integers(1, 5))
def test_the_order_of_imports_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, forwards: dict[str, str], order: Sequence[int], batch: int
) -> None:
    papers = story()
    db = imported(tmp_path_factory.mktemp("shuffled") / "x.db", [])
    for at in range(0, len(order), batch):
        add(db, [papers[i] for i in order[at : at + batch]])
    assert store.fingerprints(db) == forwards
    store.close(db)


def test_a_paper_without_a_council_finds_it_in_either_order(tmp_path: Path) -> None:
    papers = story()
    for name, order in (("a", papers), ("b", papers[::-1])):
        db = imported(tmp_path / f"{name}.db", order)
        assert column(db, "select authority_id from documents where filename = 'note.txt'") == ["midvale"]
        (reason,) = column(db, "select authority_reason from documents where filename = 'note.txt'")
        assert reason == "4 of its 4 items restate the inspection of 2020-03-02 by number and wording together"
        assert column(db, "select id from bodies where name = 'Improvement Board'") == ["midvale.improvement-board"]


def test_two_councils_with_the_same_list_make_a_question(tmp_path: Path) -> None:
    nameless = paper("note.txt", "minutes", None, None, "2020-06-01", listed(restated=True))
    db = imported(tmp_path / "x.db", [inspection(), nameless, inspection("Northmere", "2020-03-09")])
    assert column(db, "select authority_id from documents where filename = 'note.txt'") == [None]
    (asked,) = store.open_questions(db)
    assert asked.code == "which-council"
    store.decide(db, "answer", asked.id, "Northmere", by="A Clerk")
    store.relink(db)
    assert store.open_questions(db) == []
    theirs = thread_of(db, inspection("Northmere", "2020-03-09").document.filename)
    assert thread_of(db, "note.txt") == theirs


def test_one_inspection_in_two_files_is_one_list(tmp_path: Path) -> None:
    draft = replace(inspection(), document=replace(inspection().document, sha256="f" * 64, filename="draft.pdf"))
    items = tuple(replace(r, id=f"r-{n:016}") for n, r in enumerate(draft.recommendations))
    db = imported(tmp_path / "x.db", [inspection(), replace(draft, recommendations=items)])
    assert column(db, "select count(*) from threads") == [8]
    assert [q.code for q in store.open_questions(db)] == ["which-version"]
    counts = str(column(db, "select id from documents where filename = 'draft.pdf'")[0])
    store.decide(db, "answer", store.open_questions(db)[0].id, counts, by="A Clerk")
    store.relink(db)
    assert column(db, "select filename from documents where superseded_by is not null") != ["draft.pdf"]
    assert store.open_questions(db) == []
    assert len(store.ask(db, "unreported_recommendations")) == 8


def test_drafts_give_way_whatever_came_first(tmp_path: Path) -> None:
    prose = [f"Councillor {n} asked about the state of the roads near the school and was answered." for n in range(8)]
    drafts = [
        paper(f"{version}.txt", "minutes", "Midvale", "Board", "2020-07-01", lines, extra=prose, version=version)
        for version, lines in (
            ("draft", [Line("That the clerk write to the highway office.", kind="resolution")]),
            ("final", [Line("That the clerk write to the highways office.", kind="resolution")]),
        )
    ]
    for name, order in (("a", drafts), ("b", drafts[::-1])):
        db = imported(tmp_path / f"{name}.db", order)
        assert column(db, "select filename from documents where superseded_by is not null") == ["draft.txt"]
        assert [row["filename"] for row in store.ask(db, "printings")] == ["final.txt"]
        assert column(db, "select count(*) from threads") == [1]


def test_one_new_paper_costs_the_same_among_many(tmp_path: Path) -> None:
    """Counted in steps of SQLite's own machine, which no other program on this computer can slow down."""
    few, many = (_steps_for_one(tmp_path / f"{n}.db", n) for n in (10, 100))
    assert many < 3 * few, f"{few} steps among few, {many} among ten times as many"


def _steps_for_one(path: Path, councils: int) -> int:
    db = imported(path, [p for n in range(councils) for p in _busy_council(n)])
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    store.raw(db).set_progress_handler(count, 100)
    add(db, [paper("new.docx", "action_plan", "Council 3", "Board", "2021-05-01", listed(_points(3), restated=True))])
    store.raw(db).set_progress_handler(None, 0)
    assert column(db, "select count(*) from thread_links where reason like '%same words%'")[0] != 0
    store.close(db)
    return steps


def _points(council: int) -> list[str]:
    chance = random.Random(council)
    words = [w for point in POINTS for w in point.strip(".").split() if len(w) > 4]
    return [" ".join(chance.sample(words, 12)) for _ in range(10)]


def _busy_council(number: int) -> list[Extraction]:
    points, name = _points(number), f"Council {number}"
    plan = paper(f"{name} plan.docx", "action_plan", name, "Board", "2020-05-01", listed(points[:5], restated=True))
    return [inspection(name, "2020-03-02", points), plan]


def test_many_like_printings_of_two_threads_make_one_question(tmp_path: Path) -> None:
    one = "Agree with the ferry company how winter sailings for school pupils will be paid."
    other = "Settle how winter sailings for school pupils will be paid."
    logs = []
    for month, text, heading in ((1, one, "Boats"), (2, one, "Boats"), (3, other, "Schools"), (4, other, "Schools")):
        rest = Line(f"Look after {heading}", kind="action", section=f"Care of {heading}")
        lines = [Line(text, kind="action", section=heading), rest]
        logs.append(paper(f"log {month}.txt", "action_plan", "Midvale", "Board", f"2020-0{month}-01", lines))
    db = imported(tmp_path / "x.db", logs)
    assert column(db, "select count(*) from doubtful_links") == [4]
    (asked,) = store.open_questions(db)
    store.decide(db, "answer", asked.id, "no", by="A Clerk")
    store.relink(db)
    assert store.open_questions(db) == []
