"""Commands about what is not for publication: what is withheld, clearing it, and a file for the public without it."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.asking import reading
from extractor.commands.deciding import PANEL as DECIDING
from extractor.commands.deciding import By
from extractor.commands.keeping import PANEL as KEEPING
from extractor.commands.options import DEFAULT_DATABASE, As, Database, Format, Output
from extractor.commands.printing import counted, note, say_table
from extractor.errors import ExtractorError
from extractor.exports import Table

SHOWN = 20
_KINDS = {"paper": "paper", "part": "item", "unchecked": "paper to be looked at"}


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=DECIDING)(withheld)
    app.command(rich_help_panel=DECIDING)(clear)
    app.command(rich_help_panel=DECIDING)(withhold)
    app.command(rich_help_panel=KEEPING)(publish)


def withheld(db: Database = DEFAULT_DATABASE, form: As = Format.table, output: Output = None) -> None:
    """List what is not for publication, and the papers to be looked at before they are published, and why."""
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    with reading(db) as connection:
        found = store.withheld(connection, store.doubts())
    rows = tuple(
        (each.title or each.filename, _KINDS[each.kind], each.filename, each.page or "no pages", each.words, each.id)
        for each in found
    )
    note(f"{store.summary(found) or 'Nothing withheld'}.")
    say_table(Table(("title", "what", "paper", "page", "why", "id"), rows), form, output)


def clear(
    subject: Annotated[str, typer.Argument(metavar="ID", help="A paper or an item, as 'withheld' lists it.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="Why it may be published.")],
    db: Database = DEFAULT_DATABASE,
    by: By = "",
) -> None:
    """Say that a paper, or an item of one, may be published; 'undo' takes it back."""
    from extractor import store  # noqa: PLC0415  likewise

    with store.deciding(db) as database:
        if subject not in {each.id for each in store.withheld(database, store.doubts())}:
            todo = "'extractor withheld' lists what is"
            raise ExtractorError("nothing of this id is withheld", todo, filename=subject)
        number = store.decide(database, "edit", subject, "exempt=", by=by or getpass.getuser(), note=why)
    note(f"Cleared, as decision {number}. 'extractor undo {number}' takes it back.")


def withhold(
    paper: Annotated[str, typer.Argument(metavar="PAPER", help="The name of its file, or its id.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="Why not: 'Paragraph 3', say.")],
    db: Database = DEFAULT_DATABASE,
    by: By = "",
) -> None:
    """Say that a paper is not for publication, though it does not say so itself; 'undo' takes it back."""
    from extractor import store  # noqa: PLC0415  likewise

    if not why.strip():
        raise ExtractorError("no reason is given", "Say why: --why 'Paragraph 3'", filename=paper)
    with store.deciding(db) as database:
        number = store.decide(database, "edit", paper, f"exempt={why}", by=by or getpass.getuser(), note=why)
    note(f"Withheld, as decision {number}. 'extractor undo {number}' takes it back.")


def publish(
    file: Annotated[Path, typer.Argument(help="The file for the public; one published before is replaced.")],
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Make a database for the public: only what may be published, checked, and put in the old one's place at once."""
    from extractor import store  # noqa: PLC0415  likewise

    done = store.publish(db, file)
    for each in done.withheld[:SHOWN]:
        page = f", page {each.page}" if each.page else ""
        note(f"  withheld: {each.filename}{page}: {each.words} ({each.id})")
    if len(done.withheld) > SHOWN:
        note(f"  and {len(done.withheld) - SHOWN:,} more")
    if done.withheld:
        note(f"{store.summary(done.withheld)}. 'extractor clear ID --why WORDS' clears one.")
    found = counted(done.recommendations, "recommendation")
    note(f"{file} is published: {counted(done.papers, 'paper')}, {found}.")
