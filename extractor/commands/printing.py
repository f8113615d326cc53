"""How commands speak: rows and words on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import typer

from extractor.commands.options import Format
from extractor.exports import FORMATS, Table, Value

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

PIPE_WIDTH = 120


def say(words: str) -> None:
    """A line of the answer, on standard output."""
    typer.echo(harmless(words))


def note(words: str) -> None:
    """A line about the answer, on standard error."""
    typer.echo(harmless(words), err=True)


def say_json(value: Any) -> None:
    """One JSON value and nothing else."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def say_table(table: Table, form: Format, wide: frozenset[str] = frozenset()) -> None:
    """The rows in the form asked for; on a terminal the `wide` columns share the room that the others leave."""
    if form is Format.table:
        _say_on_terminal(table, wide)
    else:
        write(FORMATS[form](table), None)


def write(text: str, path: Path | None) -> None:
    """The text is on standard output, or in the file, whole or not at all."""
    if path is None or str(path) == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(text.encode("utf-8"))
    unfinished.replace(path)


def harmless(words: str) -> str:
    """The words without control and formatting characters, which could steer a terminal or hide a name."""
    return "".join(char for char in words if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})


def counted(number: int, what: str) -> str:
    """The number and the word, in the plural where there is not just one: "1 file", "2 files", "3 minutes"."""
    plural = what if what.endswith("s") else f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number:,} {what if number == 1 else plural}"


def console(*, err: bool = False) -> Console:
    """A console as wide as the terminal, or as a page where output goes into a pipe."""
    from rich.console import Console  # noqa: PLC0415  spares `--json` and errors the time

    made = Console(stderr=err, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = PIPE_WIDTH
    return made


def _say_on_terminal(table: Table, wide: frozenset[str]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Grid(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False, header_style="bold")
    for column in table.columns:
        numeric = all(isinstance(value, int | float) for value in _column(table, column))
        grid.add_column(
            Text(column.replace("_", " ")), justify="right" if numeric else "left", ratio=1 if column in wide else None
        )
    for row in table.rows:
        grid.add_row(*(Text(harmless("" if value is None else str(value))) for value in row))
    console().print(grid)


def _column(table: Table, name: str) -> list[Value]:
    at = table.columns.index(name)
    return [row[at] for row in table.rows]
