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


def test_links_join_items_that_exist() -> None:
    known = {f"{stem}#{item['id']}" for stem in ANSWERS for item in gold(stem)["items"]}
    pairs = [frozenset((link["a"], link["b"])) for link in links()]
    assert [pair for pair in pairs if len(pair) != 2 or not pair <= known] == []
    assert len(pairs) == len(set(pairs))
