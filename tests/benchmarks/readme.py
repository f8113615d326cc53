"""The tables of the README that commands write."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def markdown(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, a line a row."""
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (headings, ["---"] * len(headings), *rows))


def rewrite(name: str, by: str, words: str, readme: Path = README) -> None:
    """The README holds these words between the two remarks that name the table and the command that writes it."""
    start, end = f"<!-- {name}: written by `{by}` -->\n", f"<!-- end of {name} -->\n"
    before, found, rest = readme.read_text(encoding="utf-8").partition(start)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        sys.exit(f"{readme}: there is no place for {name}, between {start.strip()} and {end.strip()}")
    readme.write_text(f"{before}{start}{words}{end}{after}", encoding="utf-8")
