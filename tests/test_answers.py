"""What officers are told about the sample papers is what `corpus/gold/gaps.json` says, on each of its three days."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from extractor import store
from extractor.records import squash

GOLD = Path(__file__).parent.parent / "corpus" / "gold"
ANSWERS = json.loads((GOLD / "gaps.json").read_text(encoding="utf-8"))
DAYS = ANSWERS["as_of"]


@pytest.fixture(scope="module")
def db(sample_db: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{sample_db}?mode=ro", uri=True)


@pytest.fixture(scope="module")
def names(db: sqlite3.Connection) -> dict[str, str]:
    """For each recommendation where an inspection first made it, its name in the gold answers."""
    named = {}
    for stem in ANSWERS["inspections"]:
        gold = {squash(item["text"]): item["id"] for item in json.loads((GOLD / f"{stem}.json").read_text())["items"]}
        rows = db.execute(
            "select r.id, r.text from recommendations r join documents d on d.id = r.document_id where filename like ?",
            (f"{stem}%",),
        )
        named |= {row_id: f"{stem}#{gold[squash(text)]}" for row_id, text in rows if squash(text) in gold}
    return named


def inspection_rows(db: sqlite3.Connection, report: str, day: str) -> list[dict[str, Any]]:
    return [row for row in store.ask(db, report, day) if row["kind"] == "inspection_recommendation"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("report", "answer"),
    [
        ("unreported_recommendations", "no_reported_progress"),
        ("overdue_recommendations", "overdue"),
    ],
)
def test_lists(db: sqlite3.Connection, names: dict[str, str], report: str, answer: str, day: str):
    told = {names.get(row["recommendation_id"], row["text"]) for row in inspection_rows(db, report, day)}
    assert told == set(DAYS[day][answer])


@pytest.mark.parametrize("day", DAYS)
def test_slips(db: sqlite3.Connection, names: dict[str, str], day: str):
    told = {
        (names.get(row["recommendation_id"], row["text"]), row["slips"], row["days_moved"])
        for row in inspection_rows(db, "slipped_deadlines", day)
    }
    assert told == {(slip["item"], slip["slips"], slip["days"]) for slip in DAYS[day]["slipped"]}


@pytest.mark.parametrize("day", DAYS)
def test_closings(db: sqlite3.Connection, names: dict[str, str], day: str):
    threads = {row["thread_id"]: names.get(row["id"]) for row in store.ask(db, "first_printings", day)}
    told = {(threads[row["thread_id"]], Path(row["filename"]).stem) for row in store.ask(db, "closed_threads", day)}
    assert told == {(closing["item"], closing["by"].split("#")[0]) for closing in DAYS[day]["closed"]}


@pytest.mark.parametrize("day", DAYS)
def test_what_came_back(db: sqlite3.Connection, day: str):
    told = {
        (Path(row["made_in"]).stem, Path(row["earlier_made_in"]).stem, Path(row["complete_in"]).stem)
        for row in store.ask(db, "come_back_recommendations", day)
    }
    back = DAYS[day]["come_back"]
    assert told == {(*(one[key].split("#")[0] for key in ("item", "earlier")), one["complete_in"]) for one in back}


@pytest.mark.parametrize("day", DAYS)
def test_numbers_passed_over(db: sqlite3.Connection, day: str):
    told = {
        (Path(row["filename"]).stem, str(row["number"]), bool(row["named"]))
        for row in store.ask(db, "missing_numbers", day)
    }
    assert told == {
        (paper["document"], number, number in paper["named_only"])
        for paper in DAYS[day]["missing_numbers"]
        for number in paper["skipped"]
    }
