"""Commands by which a person settles what the tool cannot: every decision is kept, and can be undone."""

import getpass
from typing import Annotated, Literal

import typer

from extractor import reports
from extractor.commands.asking import reading
from extractor.commands.options import DEFAULT_DATABASE, As, Database, Format, Output
from extractor.commands.printing import counted, note, say_table

PANEL = "Decide"
Action = Literal["accept", "reject", "edit", "join", "split", "close", "reopen", "answer", "dismiss"]

Reason = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")]
By = Annotated[str, typer.Option(metavar="NAME", envvar="EXTRACTOR_NAME", help="Who decides.")]


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(decide)
    app.command(rich_help_panel=PANEL)(undo)
    app.command(rich_help_panel=PANEL)(decisions)


def decide(
    action: Annotated[Action, typer.Argument(help="What is decided; dismiss an unread file that is no paper.")],
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="What about: an item, a statement, a question, a paper (its file's name will do), an unread file.",
        ),
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

    with store.deciding(db) as database:
        number = store.decide(database, action, subject, value, by=by or getpass.getuser(), note=reason)
        sql = "select action, subject, value from decisions where id = ?"
        kept = store.raw(database).execute(sql, [number]).fetchone()
    told = " ".join(part for part in kept if part)
    note(f"Decision {number} is kept: {told}. 'extractor undo {number}' takes it back.")


def undo(
    number: Annotated[int | None, typer.Argument(help="The decision; the last one, if none is given.")] = None,
    db: Database = DEFAULT_DATABASE,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Take a decision back; that you did is kept too, and can itself be undone."""
    from extractor import store  # noqa: PLC0415

    with store.deciding(db) as database:
        undone = store.undo(database, number, by=by or getpass.getuser(), note=reason)
    note(f"Taken back, as decision {undone}. 'extractor undo {undone}' brings it back.")


def decisions(
    of: Annotated[
        str,
        typer.Option(
            "--of", metavar="ID", help="Only those about this item, paper or question; its beginning will do."
        ),
    ] = "",
    db: Database = DEFAULT_DATABASE,
    form: As = Format.table,
    output: Output = None,
) -> None:
    """List what people decided, newest first: what stood there before, and whether it is in force or taken back."""
    with reading(db) as connection:
        table = reports.decisions(connection, of)
    note(f"{counted(len(table.rows), 'decision')}.")
    say_table(table, form, output)
