"""Writes what `make bench` measured into the README: `python -m tests.benchmarks.speed_table`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.benchmarks.readme import markdown, rewrite

OUTPUT = Path("output")
COMMANDS = {"--help": "`--help`", "gaps": "`gaps`", "show": "`show`", "import": "`import` of one new paper"}


def ways(figures: dict[str, dict[str, Any]]) -> str:
    """How many pages a second each way reads, beside the naive one."""
    rate = {name: each["pages"] / each["cpu_seconds"] for name, each in figures.items()}
    headings = ("", "pages", "pages a second of one processor", "times the naive pipeline", "peak MB of a process")
    return markdown(
        headings,
        [
            (
                name,
                f"{each['pages']:,}",
                f"{rate[name]:.0f}",
                f"{rate[name] / rate[NAIVE]:.1f}",
                f"{each['peak_mb']:.0f}",
            )
            for name, each in figures.items()
        ],
    )


def growth(rows: list[dict[str, float]]) -> str:
    """What a paper and a question cost among few papers and many."""
    headings = ("papers in the database", "import of one more", "`gaps`", "`search`", "MB")
    return markdown(
        headings,
        [
            (
                f"{r['papers']:,.0f}",
                f"{r['import']:.2f} s",
                f"{r['gaps']:.2f} s",
                f"{r['search']:.2f} s",
                f"{r['megabytes']:.0f}",
            )
            for r in rows
        ],
    )


def waits(figures: dict[str, dict[str, float]]) -> str:
    """How long a person waits for a command."""
    return markdown(
        ("from a cold start", "best", "middle"),
        [(COMMANDS[name], f"{each['best']:.2f} s", f"{each['middle']:.2f} s") for name, each in figures.items()],
    )


def main() -> None:
    """The README's tables of speed say what the files in output/ say."""
    tables = [make(json.loads((OUTPUT / f"{name}.json").read_text(encoding="utf-8"))) for name, make in MADE.items()]
    rewrite("speed", "make bench", "\n".join(tables))


NAIVE = "naive pipeline"
MADE = {"bench": ways, "growth": growth, "waits": waits}

if __name__ == "__main__":
    main()
