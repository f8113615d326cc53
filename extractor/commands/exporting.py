"""The command that takes the answers elsewhere: as tables, as a workbook, as a report, as a calendar, as data."""

import sqlite3
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.asking import reading_public
from extractor.commands.options import DEFAULT_DATABASE, AsOf, Authority, Database, Inside
from extractor.commands.printing import counted, note, write
from extractor.exports import EXPORTED
from extractor.exports.files import A_FILE_A_TABLE, WHOLE, table, whole

PANEL = "Take away and keep"
FOLDER = Path("output/export")


class ExportFormat(StrEnum):
    """csv to parquet: a file a table. datapackage: all tables described. The others: one file."""

    csv = "csv"
    json = "json"
    ndjson = "ndjson"
    md = "md"
    parquet = "parquet"
    datapackage = "datapackage"
    xlsx = "xlsx"
    docx = "docx"
    html = "html"
    ics = "ics"
    jsonld = "jsonld"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(export)


def export(
    tables: Annotated[list[str] | None, typer.Argument(metavar="TABLE", help=f"Any of: {', '.join(EXPORTED)}.")] = None,
    db: Database = DEFAULT_DATABASE,
    form: Annotated[
        ExportFormat,
        typer.Option("--format", help="Excel tracker xlsx, Word report docx, web page html, calendar ics, or tables."),
    ] = ExportFormat.csv,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="The folder, or for one file its name; '-': standard output."
        ),
    ] = None,
    as_of: AsOf = None,
    authority: Authority = None,
    template: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A Word file whose styles a docx report is to have.")
    ] = None,
    inside: Inside = False,
) -> None:
    """Write a tracker, a report, a calendar or the tables; papers not for publication are left out and counted."""
    names = tables or list(EXPORTED)
    unknown = [name for name in names if name not in EXPORTED]
    if unknown:
        raise typer.BadParameter(f"there is no table '{unknown[0]}': choose from {', '.join(EXPORTED)}")
    to_stdout = str(output) == "-"
    if to_stdout and form in A_FILE_A_TABLE and len(names) != 1:
        raise typer.BadParameter("standard output takes one table at a time")
    with reading_public(db, inside=inside) as connection:
        if form in WHOLE:
            path = output or FOLDER / f"recommendations.{form}"
            path = path / f"recommendations.{form}" if path.is_dir() else path
            write(whole(connection, form, as_of, authority, template), path)
            done = f"{path} is written."
        elif form is ExportFormat.datapackage:
            done = _package(connection, output or FOLDER)
        else:
            for name in names:
                write(table(connection, name, form), output if to_stdout else (output or FOLDER) / f"{name}.{form}")
            done = f"{counted(len(names), 'table')} written to {output or FOLDER}."
    if not to_stdout:
        note(done)


def _package(connection: sqlite3.Connection, folder: Path) -> str:
    from extractor.exports.datapackage import package  # noqa: PLC0415  loads the rulebook

    for place, data in package(connection):
        write(data, folder / place)
    return f"The data package is written to {folder}: datapackage.json says what is in it."
