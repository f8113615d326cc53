"""Writes an accuracy table of the README: `python -m tests.benchmarks.scorecard DATABASE GOLD sample|annotated`."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.evaluate import evaluate
from extractor.evaluate.figures import Figure
from extractor.store import close, connect

START, END = "<!-- accuracy on the {} papers: written by `make scorecard` -->\n", "<!-- end of accuracy -->\n"
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
    lines = ["| | precision | recall | F1 | 95 of 100 redraws |", "| --- | --- | --- | --- | --- |"]
    for name, words in SHOWN.items():
        if name in figures:
            each = figures[name]
            c = each.counts
            scores = f"{c.precision:.3f} | {c.recall:.3f} | {c.f1:.3f} | {each.low:.3f} to {each.high:.3f}"
            lines.append(f"| {words} | {scores} |")
    return "\n".join(lines) + "\n"


def main(database: Path, gold: Path, papers: str, readme: Path) -> None:
    """The README's table for these papers says what was measured just now."""
    start = START.format(papers)
    db = connect(database, readonly=True)
    evaluation = evaluate(db, gold)
    close(db)
    before, found, rest = readme.read_text(encoding="utf-8").partition(start)
    if not found:
        sys.exit(f"{readme}: there is no table for the {papers} papers")
    _, _, after = rest.partition(END)
    figures = {each.name: each for each in evaluation.figures}
    readme.write_text(f"{before}{start}{table(figures)}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(__file__).parents[2] / "README.md")
