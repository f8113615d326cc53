"""Writes an accuracy table of the README: `python -m tests.benchmarks.scorecard DATABASE GOLD sample|annotated`."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.evaluate import evaluate
from extractor.evaluate.figures import Figure
from extractor.store import close, connect
from tests.benchmarks.readme import markdown, rewrite

HEADINGS = ("", "precision", "recall", "F1", "95 of 100 redraws")
SHOWN = {
    "document kind": "kind of paper",
    "document framework": "inspection framework",
    "document authority": "council",
    "document body": "committee or inspectorate",
    "document date": "date of the paper",
    "items": "recommendations, resolutions and actions",
    "items, exact text": "the same, to the letter",
    "owners": "owners",
    "due words": "deadlines, as words",
    "due date": "deadlines, as a day",
    "progress": "statements of progress",
    "progress status": "status of a statement",
    "progress about": "which recommendation a statement answers",
    "links between papers": "the same recommendation in two papers",
}


def table(figures: dict[str, Figure]) -> str:
    """The figures as Markdown, F1 with its interval."""
    shown = [(words, figures[name]) for name, words in SHOWN.items() if name in figures]
    return markdown(HEADINGS, [(words, *_cells(each)) for words, each in shown])


def _cells(figure: Figure) -> tuple[str, ...]:
    c = figure.counts
    return f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", f"{figure.low:.3f} to {figure.high:.3f}"


def main(database: Path, gold: Path, papers: str) -> None:
    """The README's table for these papers says what was measured just now."""
    db = connect(database, readonly=True)
    evaluation = evaluate(db, gold)
    close(db)
    figures = {each.name: each for each in evaluation.figures}
    rewrite(f"accuracy on the {papers} papers", "make scorecard", table(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
