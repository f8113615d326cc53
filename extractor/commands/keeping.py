"""Commands that take the answers elsewhere, and keep them safe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.asking import reading
from extractor.commands.options import DEFAULT_DATABASE, Database, Format
from extractor.commands.printing import counted, note, write
from extractor.exports import EXPORTED, FORMATS, read_table, withheld

PANEL = "Take away and keep"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(export)
    app.command(rich_help_panel=PANEL)(backup)


def export(
    tables: Annotated[list[str] | None, typer.Argument(metavar="TABLE", help=f"Any of: {', '.join(EXPORTED)}.")] = None,
    db: Database = DEFAULT_DATABASE,
    form: Annotated[Format, typer.Option("--format", help="csv, json, ndjson or md.")] = Format.csv,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="Where to write; '-' with one table: to standard output."
        ),
    ] = Path("output/export"),
) -> None:
    """Write the tables as files, a file a table; papers not for publication are left out and counted."""
    names = tables or list(EXPORTED)
    unknown = [name for name in names if name not in EXPORTED]
    if unknown:
        raise typer.BadParameter(f"there is no table '{unknown[0]}': choose from {', '.join(EXPORTED)}")
    if form is Format.table or (str(output) == "-" and len(names) != 1):
        raise typer.BadParameter("a table on a terminal is not a file, and standard output takes one table at a time")
    with reading(db) as connection:
        for name in names:
            path = output if str(output) == "-" else output / f"{name}.{form}"
            write(FORMATS[form](read_table(connection, name)), path)
        held = withheld(connection)
    if held:
        note(f"{counted(held, 'paper')} withheld: marked as not for publication.")
    if str(output) != "-":
        note(f"{counted(len(names), 'table')} written to {output}.")


def backup(
    file: Annotated[Path, typer.Argument(help="The new file; one that exists is not overwritten.")],
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Make a checked copy of the database, also while an import runs."""
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    with reading(db) as connection:
        store.backup(connection, file)
    note(f"{db} is copied to {file}, and the copy is whole.")
