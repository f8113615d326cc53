"""Commands that keep the database safe."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.asking import reading
from extractor.commands.options import DEFAULT_DATABASE, Database
from extractor.commands.printing import note

PANEL = "Take away and keep"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(backup)


def backup(
    file: Annotated[Path, typer.Argument(help="The new file; one that exists is not overwritten.")],
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Make a checked copy of the database, also while an import runs."""
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    with reading(db) as connection:
        store.backup(connection, file)
    note(f"{db} is copied to {file}, and the copy is whole.")
