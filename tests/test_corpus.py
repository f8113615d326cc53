"""The sample papers are what their sources say, and their gold answers say what the papers say."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

CORPUS = Path(__file__).parent.parent / "corpus"
PAPERS = {path.stem: path for path in sorted((CORPUS / "papers").iterdir())}
ANSWERS = sorted(path.stem for path in (CORPUS / "gold").glob("*.json") if path.stem != "gaps")
KINDS = {"inspection_recommendation", "officer_recommendation", "resolution", "action"}
STATUSES = {"complete", "on_track", "in_progress", "delayed", "not_started", "no_update", "unknown"}


@cache
def gold(stem: str) -> dict[str, Any]:
    return json.loads((CORPUS / "gold" / f"{stem}.json").read_text(encoding="utf-8"))


def links() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / "gold" / "links.jsonl").read_text(encoding="utf-8").splitlines()]


def squash(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKC", words).casefold())


@cache
def pages(path: Path) -> list[str]:
    """The squashed words of each page between its header and footer; one page for a format that has none."""
    if path.suffix == ".pdf":
        file = pypdfium2.PdfDocument(path)
        return [squash(page.get_textpage().get_text_bounded(bottom=75, top=760)) for page in file]
    if path.suffix == ".docx":
        file = docx.Document(str(path))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        return [squash(" ".join([*(paragraph.text for paragraph in file.paragraphs), *cells]))]
    text = path.read_text(encoding="utf-8")
    return [squash(html.unescape(re.sub(r"<[^>]+>", " ", text)) if path.suffix == ".html" else text)]


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, CORPUS / "build.py", "--into", tmp_path], check=True, timeout=60)
    built = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")}
    kept = {path.relative_to(CORPUS) for name in ("papers", "gold") for path in (CORPUS / name).iterdir()}
    assert kept - built <= {Path("gold/gaps.json")}
    assert [str(path) for path in sorted(built) if (tmp_path / path).read_bytes() != (CORPUS / path).read_bytes()] == []


def test_every_paper_has_its_answers() -> None:
    assert sorted(PAPERS) == ANSWERS


@pytest.mark.parametrize("stem", ANSWERS)
def test_gold_words_stand_in_the_paper(stem: str) -> None:
    printed = pages(PAPERS[stem])
    for entry in gold(stem)["items"] + gold(stem)["progress"]:
        assert squash(entry["text"]) in "".join(printed), entry["text"]
        if entry["page"]:
            assert squash(entry["text"])[:30] in printed[entry["page"] - 1], entry["text"]
        else:
            assert PAPERS[stem].suffix != ".pdf"
    for item in gold(stem)["items"]:
        named = [owner["text"] for owner in item["owners"]] + ([item["due"]["text"]] if item["due"] else [])
        assert [words for words in named + item["section"] if squash(words) not in "".join(printed)] == []


@pytest.mark.parametrize("stem", ANSWERS)
def test_gold_is_well_formed(stem: str) -> None:
    answers = gold(stem)
    ids = [entry["id"] for entry in answers["items"] + answers["progress"]]
    assert len(ids) == len(set(ids))
    assert answers["document"]["id"] == stem
    assert {item["kind"] for item in answers["items"]} <= KINDS
    assert {entry["status"] for entry in answers["progress"]} <= STATUSES
    items = {item["id"] for item in answers["items"]}
    assert [entry["id"] for entry in answers["progress"] if not set(entry["about"]) <= items] == []


def test_links_and_gaps_name_items_that_exist() -> None:
    known = {f"{stem}#{item['id']}" for stem in ANSWERS for item in gold(stem)["items"]}
    pairs = [frozenset((link["a"], link["b"])) for link in links()]
    assert [pair for pair in pairs if len(pair) != 2 or not pair <= known] == []
    assert len(pairs) == len(set(pairs))
    named = set(re.findall(r'"([^"\s]+#[a-z]\d+)"', (CORPUS / "gold" / "gaps.json").read_text(encoding="utf-8")))
    assert named
    assert named <= known


def gaps() -> dict[str, Any]:
    return json.loads((CORPUS / "gold" / "gaps.json").read_text(encoding="utf-8"))


def life(origin: str, day: str) -> list[tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]]:
    """Every printing of a recommendation up to a day: its document, its item and the statements about it, by date."""
    keys = {origin} | {link["a"] for link in links() if link["same"] and link["b"] == origin}
    found = []
    for stem, _, entry in (key.partition("#") for key in keys):
        answers = gold(stem)
        if answers["document"]["date"] <= day:
            item = next(item for item in answers["items"] if item["id"] == entry)
            said = [one for one in answers["progress"] if entry in one["about"] and one["part"] == "progress"]
            found.append((answers["document"], item, said))
    return sorted(found, key=lambda printing: printing[0]["date"])


def origins(day: str) -> list[str]:
    made = [gold(stem) for stem in gaps()["inspections"] if gold(stem)["document"]["date"] <= day]
    return [f"{answers['document']['id']}#{item['id']}" for answers in made for item in answers["items"]]


def deadlines(origin: str, day: str) -> list[str]:
    """The deadlines a recommendation has had, each once, in the order in which papers gave them."""
    dates = [item["due"]["date"] for _, item, _ in life(origin, day) if item["due"] and item["due"]["date"]]
    return list(dict.fromkeys(dates))


def statuses(origin: str, day: str) -> list[str]:
    return [one["status"] for _, _, said in life(origin, day) for one in said]


@pytest.mark.parametrize("day", gaps()["as_of"])
def test_gaps_agree_with_the_gold_of_the_papers(day: str) -> None:
    """The gaps are written by hand; here they are worked out a second time from what each paper says."""
    written = gaps()["as_of"][day]
    everything = origins(day)
    unreported = [origin for origin in everything if not {*statuses(origin, day)} - {"no_update"}]
    assert written["no_reported_progress"] == unreported
    late = [origin for origin in everything if (dates := deadlines(origin, day)) and dates[-1] < day]
    assert written["overdue"] == [origin for origin in late if statuses(origin, day)[-1:] != ["complete"]]
    moved = {origin: deadlines(origin, day) for origin in everything}
    slipped = {entry["item"]: [step["date"] for step in entry["dates"]] for entry in written["slipped"]}
    # The plan sets a day for what the inspection left open; only a day that was already set can slip.
    assert slipped == {origin: dates for origin, dates in moved.items() if len(dates) > 1}


@pytest.mark.parametrize("day", gaps()["as_of"])
def test_missing_numbers_agree_with_the_gold_of_the_papers(day: str) -> None:
    first = gold(gaps()["inspections"][0])
    numbers = [item["ref"] for item in first["items"]]
    found = {}
    for stem in ANSWERS:
        restated = [item["ref"] for item in gold(stem)["items"] if item["restated"]]
        if gold(stem)["document"]["date"] <= day and len(restated) > 2:
            places = [numbers.index(ref) for ref in restated]
            skipped = [ref for ref in numbers[min(places) : max(places)] if ref not in restated]
            found |= {stem: skipped} if skipped else {}
    assert {one["document"]: one["skipped"] for one in gaps()["as_of"][day]["missing_numbers"]} == found
