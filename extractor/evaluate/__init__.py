"""How right the tool is: its database against answers that people wrote, in the form of `corpus/gold/`."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor.errors import ExtractorError
from extractor.evaluate.comparing import Comparison, Difference, compare
from extractor.evaluate.figures import Counts, Figure, figure

LINKS = "links.jsonl"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every figure in a fixed order, and every text that was missed or found in excess."""

    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]

    def as_json(self) -> dict[str, Any]:
        figures = {
            each.name: {"precision": each.counts.precision, "recall": each.counts.recall, "f1": each.counts.f1}
            | {"low": each.low, "high": each.high, "papers": each.papers}
            | asdict(each.counts)
            for each in self.figures
        }
        return {"figures": figures, "differences": [asdict(each) for each in self.differences]}


def evaluate(db: sqlite3.Connection, gold: Path, only: str = "") -> Evaluation:
    """The figures for the gold files whose name holds `only`; a paper is known by its file's name without suffix."""
    stored = {Path(filename).stem: document_id for document_id, filename in _filenames(db)}
    comparisons = []
    for path in sorted(gold.glob("*.json")):
        answers = _read(path)
        if only in path.stem and "document" in answers:
            document_id = stored.get(path.stem)
            comparisons.append(compare(path.stem, answers, _found(db, document_id) if document_id else None))
    if not comparisons:
        raise ExtractorError("there are no gold answers here", "Name a folder such as corpus/gold", filename=str(gold))
    papers: dict[str, list[Counts]] = defaultdict(list)
    for comparison in comparisons:
        for name, counts in comparison.totals().items():
            papers[name].append(counts)
    figures = [figure(name, counts) for name, counts in papers.items()] + _link_figures(db, gold / LINKS, comparisons)
    return Evaluation(tuple(figures), tuple(d for comparison in comparisons for d in comparison.differences))


def _read(path: Path) -> dict[str, Any]:
    try:
        answers: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ExtractorError(f"not valid JSON: {error}", "Mend the line it names", filename=str(path)) from error
    return answers


def _filenames(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("select id, filename from documents order by id desc").fetchall()


def _found(db: sqlite3.Connection, document_id: str) -> dict[str, Any]:
    """What the database holds of a document, with the keys of a gold file."""
    document = _rows(
        db,
        "select d.kind, d.framework, d.date, a.name as authority, b.name as body from documents d"
        " left join authorities a on a.id = d.authority_id left join bodies b on b.id = d.body_id where d.id = ?",
        document_id,
    )[0]
    items = _rows(db, "select * from recommendations where document_id = ? order by position", document_id)
    for item in items:
        item["owners"] = _rows(
            db,
            "select ro.text, o.type from recommendation_owners ro join owners o on o.id = ro.owner_id"
            " where ro.recommendation_id = ?",
            item["id"],
        )
    progress = _rows(db, "select * from progress where document_id = ? order by position", document_id)
    for statement in progress:
        links = _rows(db, "select recommendation_id from progress_links where progress_id = ?", statement["id"])
        statement["about"] = {link["recommendation_id"] for link in links}
    return {"document": document, "items": items, "progress": progress}


def _rows(db: sqlite3.Connection, sql: str, *parameters: str) -> list[dict[str, Any]]:
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _link_figures(db: sqlite3.Connection, path: Path, comparisons: list[Comparison]) -> list[Figure]:
    """How many pairs of items that are one recommendation share a thread, and how many that are not do so too."""
    if not path.exists():
        return []
    found = {f"{c.paper}#{gold_id}": found_id for c in comparisons for gold_id, found_id in c.found_ids.items()}
    thread = dict(db.execute("select id, thread_id from recommendations").fetchall())
    counts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        link = json.loads(line)
        one, other = (thread.get(found.get(link[end], "")) for end in ("a", "b"))
        joined = one is not None and one == other
        counts.append(Counts(joined and link["same"], int(link["same"]), int(joined)))
    return [figure("links between papers", counts)] if counts else []
