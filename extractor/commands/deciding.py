"""Commands by which a person settles what the tool cannot: every decision is kept, and can be undone."""

from __future__ import annotations

import getpass
from typing import Annotated, Literal

import typer

from extractor.commands.options import DEFAULT_DATABASE, Database
from extractor.commands.printing import note

PANEL = "Decide"
Action = Literal["accept", "reject", "edit", "join", "split", "close", "reopen", "answer"]

Reason = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")]
By = Annotated[str, typer.Option(metavar="NAME", envvar="EXTRACTOR_NAME", help="Who decides.")]


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(decide)
    app.command(rich_help_panel=PANEL)(undo)


def decide(
    action: Annotated[Action, typer.Argument(help="What is decided.")],
    subject: Annotated[
        str, typer.Argument(metavar="ID", help="What about: an item, a statement, a paper, a question.")
    ],
    value: Annotated[
        str, typer.Argument(help="The other item (join, split), field=value (edit), a day (close, reopen), the answer.")
    ] = "",
    db: Database = DEFAULT_DATABASE,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Say that the tool is right or wrong: importing again keeps what you say, and 'undo' takes it back."""
    from extractor import store  # noqa: PLC0415  sqlite-utils takes half a second

    database = store.open_database(db, create=False)
    number = store.decide(database, action, subject, value, by=by or getpass.getuser(), note=reason)
    store.relink(database)
    store.close(database)
    note(f"Decision {number} is kept. 'extractor undo {number}' takes it back.")


def undo(
    number: Annotated[int | None, typer.Argument(help="The decision; the last one, if none is given.")] = None,
    db: Database = DEFAULT_DATABASE,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Take a decision back; that you did is kept too, and can itself be undone."""
    from extractor import store  # noqa: PLC0415

    database = store.open_database(db, create=False)
    undone = store.undo(database, number, by=by or getpass.getuser(), note=reason)
    store.relink(database)
    store.close(database)
    note(f"Taken back, as decision {undone}. 'extractor undo {undone}' brings it back.")
