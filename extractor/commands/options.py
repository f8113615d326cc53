"""The options that several commands share, and the exit codes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.typed import typed_day

# Exit codes, beside 0 for done and 2 for wrong usage (typer's own)
FAILED, SOME_FAILED, FOUND, STOPPED = 1, 3, 4, 130

DEFAULT_DATABASE = Path("output/extractor.db")


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    ndjson = "ndjson"
    md = "md"


def iso_day(value: str | None) -> str | None:
    """The day as given, in ISO; wrong usage where it is none."""
    try:
        return typed_day(value) if value else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


Database = Annotated[
    Path, typer.Option("--db", envvar="EXTRACTOR_DB", metavar="FILE", help="The database to use.", show_default=True)
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        callback=iso_day,
        help="Ask as if it were this day (31/3/2026): later papers do not count.",
    ),
]
Authority = Annotated[str | None, typer.Option(metavar="NAME", help="Only this council ('Telford and Wrekin').")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind of item, such as 'resolution'.")]
Own = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        envvar="EXTRACTOR_RULES",
        metavar="FOLDER",
        help="Rules of your own, used beside the shipped ones (FOLDER/rules/NAME.toml).",
    ),
]
As = Annotated[Format, typer.Option("--format", help="How to print the rows.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value, and nothing else.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file ('-': standard output).")
]
Inside = Annotated[
    bool,
    typer.Option("--inside", help="Also what is not for publication: its readers are inside the council."),
]
