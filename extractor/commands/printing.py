"""How commands speak: rows and words on standard output, everything else on standard error."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import typer

from extractor.commands.options import Format
from extractor.drafts import draft_of
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


def say_table(table: Table, form: Format, output: Path | None) -> None:
    """The rows are on standard output or in the file, in the form asked for or the one that the file's name tells."""
    if output is not None and form is Format.table:
        suffix = output.suffix.removeprefix(".").lower()
        if suffix not in FORMATS:
            ends = ", ".join(f".{name}" for name in FORMATS)
            raise typer.BadParameter(
                f"'{output}' must end in one of {ends}, or --format say which; 'extractor export' writes Excel and Word"
            )
        form = Format(suffix)
    if form is Format.table:
        typer.echo("\n".join(map(harmless, _entries(table))))
    else:
        write(FORMATS[form](table), output)
        if output is not None and str(output) != "-":
            note(f"{output} is written.")


def write(content: str | bytes, path: Path | None) -> None:
    """The text or the file is on standard output, or in the file, whole or not at all."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path is None or str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft_of(path) as draft:
        draft.write_bytes(data)


# Letters and signs of English papers: a list has millions of characters, and nearly all are of these.
_PLAIN = re.compile("[\n\t\x20-\x7e\xa0-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u20ac]*")


def harmless(words: str) -> str:
    """The words without control and formatting characters, which could steer a terminal or hide a name."""
    if _PLAIN.fullmatch(words):
        return words
    return "".join(char for char in words if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})


def counted(number: int, what: str) -> str:
    """The number and the word, in the plural where there is not just one: "1 file", "2 files", "3 minutes"."""
    to_ies = what.endswith("y") and what[-2:] not in {"ay", "ey", "oy"}
    plural = what if what.endswith("s") else f"{what[:-1]}ies" if to_ies else f"{what}s"
    return f"{number:,} {what if number == 1 else plural}"


def console(*, err: bool = False) -> Console:
    """A console as wide as the terminal, or as a page where output goes into a pipe."""
    from rich.console import Console  # noqa: PLC0415  spares `--json` and errors the time

    made = Console(stderr=err, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = PIPE_WIDTH
    return made


# In a list on a terminal one of these leads each entry, and the other columns follow under it;
LEADS = ("recommendation", "question", "decision", "words", "text", "title")
# these stand once under the whole list, since they are the same for many entries;
BELOW = ("papers_searched", "papers_not_read")
# and this is the heading of a part of the list.
PART = "kind"
# What goes without saying in a list: "due: not stated" says already that nothing is overdue.
_NOTHING: dict[str, tuple[Value, ...]] = {
    "number": (None, "none printed"),
    "due_as_printed": (None, "not stated"),
    "days_overdue": (None, "no date", 0),
    "not_for_publication": (None, "no"),
}


def _entries(table: Table) -> Iterator[str]:
    """The rows as numbered entries: words that a column would cut into slivers have the whole width here."""
    at = {name: place for place, name in enumerate(table.columns)}
    lead = next((name for name in LEADS if name in at), table.columns[0])
    beside = [
        (place, _heading(name), _NOTHING.get(name, (None, "")))
        for name, place in at.items()
        if name not in {lead, PART, *BELOW}
    ]
    part: Value = None
    for number, row in enumerate(table.rows, start=1):
        if PART in at and row[at[PART]] != part:
            part = row[at[PART]]
            yield f"\n{part}s".upper()
        details = [f"{heading}: {row[place]}" for place, heading, nothing in beside if row[place] not in nothing]
        yield ""
        yield wrapped(f"{number:3}. ", str(row[at[lead]]))
        yield wrapped(" " * 5, "; ".join(details))
    for name in (name for name in BELOW if name in at):
        yield from _below(name, table.column(name))


def _below(name: str, values: list[Value]) -> Iterator[str]:
    """Each value once, with the numbers of the entries that it holds for."""
    holding: dict[Value, list[int]] = {}
    for number, value in enumerate(values, start=1):
        holding.setdefault(value, []).append(number)
    for value, numbers in holding.items():
        whose = f" (for {_ranges(numbers)})" if len(numbers) < len(values) else ""
        yield ""
        yield wrapped("", f"{_heading(name).capitalize()}{whose}: {value}")


def _ranges(numbers: list[int]) -> str:
    """The numbers as a reader would say them: "1 to 4, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def wrapped(start: str, words: str) -> str:
    """The words in lines no wider than the terminal, the first after `start` and the others under its end."""
    lines = _fitting(_width() - len(start)).findall(" ".join(words.split()))
    return start + ("\n" + " " * len(start)).join(lines) if lines else start.rstrip()


@cache
def _width() -> int:
    return min(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, PIPE_WIDTH)


@cache
def _fitting(width: int) -> re.Pattern[str]:
    """As many whole words as fit in a line; of a word that is longer than a line, as much as fits."""
    width = max(width, 10)
    return re.compile(rf"\S.{{0,{width - 1}}}(?= |$)|\S{{{width}}}")


def _heading(name: str) -> str:
    return name.replace("_", " ")
