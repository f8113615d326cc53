"""Commands that ask the database; none of them changes it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from extractor import reports
from extractor.commands.options import (
    DEFAULT_DATABASE,
    FOUND,
    As,
    AsOf,
    Authority,
    Database,
    Format,
    Inside,
    Json,
    Kind,
    Output,
)
from extractor.commands.printing import counted, note, say, say_json, say_table, wrapped
from extractor.exports import Table
from extractor.reports import Scope

PANEL = "Ask"
SHOWN = 10

Check = Annotated[bool, typer.Option("--check", help="Exit with 4 if there are any, for a scheduler.")]


def add_to(app: typer.Typer) -> None:
    for command in (gaps, overdue, stale, slipped, come_back, missing, duties, show, search, questions, report):
        app.command(rich_help_panel=PANEL)(command)


@contextmanager
def reading(db: Path) -> Iterator[sqlite3.Connection]:
    """The database, open for reading alone."""
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    connection = store.connect(db, readonly=True)
    if store.is_interrupted(connection):
        note("An import did not come to its end, or goes on: what it read is missing here. Wait, or run it again.")
    try:
        yield connection
    finally:
        store.close(connection)


@contextmanager
def reading_public(db: Path, *, inside: bool) -> Iterator[sqlite3.Connection]:
    """The same, without what is not for publication unless its readers are inside the council; and says so."""
    from extractor import store  # noqa: PLC0415  likewise

    with reading(db) as connection:
        store.lay_over(connection, inside=inside)
        yield connection
        if said := store.left_out(connection):
            note(f"{said}. 'extractor withheld' says which.")


def gaps(
    db: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    authority: Authority = None,
    kind: Kind = None,
    only_overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose date has passed.")] = False,
    form: As = Format.table,
    output: Output = None,
    check: Check = False,
) -> None:
    """List the recommendations that nobody has reported on, with owner, due date and the papers searched."""
    with reading(db) as connection:
        found = reports.gaps(connection, Scope(as_of, authority, kind), overdue=only_overdue)
    late = sum(isinstance(days, int) and days > 0 for days in found.table.column("days_overdue"))
    which = " without reported progress" + (f", {late:,} of them overdue" if late else "")
    _give(found.table, form, output, "recommendation", which)
    _beside(found)
    if check and found.table.rows:
        raise typer.Exit(FOUND)


def _beside(found: reports.Gaps) -> None:
    """What the list does not hold, and why."""
    if found.left_out:
        note(
            f"{counted(found.left_out, 'decision')} and requests to committees that give nobody a task are not listed: "
            "--kind resolution or --kind officer_recommendation lists them."
        )
    if found.closed:
        note(f"{counted(len(found.closed), 'recommendation')} closed without a report, and not listed:")
        for line in found.closed[:SHOWN]:
            note(wrapped("  ", line))
        if len(found.closed) > SHOWN:
            note(f"  and {len(found.closed) - SHOWN:,} more: extractor report closed_unreported")
    if found.unread:
        names = "; ".join(found.unread[:SHOWN]) + ("; ..." if len(found.unread) > SHOWN else "")
        note(f"{len(found.unread):,} not read, of no known council, and perhaps with reports on any of these: {names}.")
        note("'extractor missing' says why; 'extractor decide dismiss NAME --note WHY' leaves out what is no paper.")


def overdue(
    db: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    authority: Authority = None,
    kind: Kind = None,
    form: As = Format.table,
    output: Output = None,
    check: Check = False,
) -> None:
    """List what is due and not said to be complete, whether reported on or not."""
    with reading(db) as connection:
        table = reports.overdue(connection, Scope(as_of, authority, kind))
    _give(table, form, output, "recommendation", " overdue", check=check)


def stale(
    db: Database = DEFAULT_DATABASE,
    days: Annotated[int | None, typer.Option(min=0, help="Silent for at least so many days: 90.")] = None,
    meetings: Annotated[int | None, typer.Option(min=1, help="Or while the council met so many times.")] = None,
    as_of: AsOf = None,
    authority: Authority = None,
    kind: Kind = None,
    form: As = Format.table,
    output: Output = None,
) -> None:
    """List what was reported on once and has not been since."""
    days = reports.SILENT_DAYS if days is None and meetings is None else days
    with reading(db) as connection:
        table = reports.stale(connection, Scope(as_of, authority, kind), days, meetings)
    least = (counted(number, what) for number, what in ((days, "day"), (meetings, "meeting")) if number is not None)
    _give(table, form, output, "recommendation", f" silent for {' or '.join(least)} or more")


def slipped(
    db: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    authority: Authority = None,
    kind: Kind = None,
    form: As = Format.table,
    output: Output = None,
) -> None:
    """List what had its date put off: every date, how often, by how much, and the reason given."""
    with reading(db) as connection:
        table = reports.slipped(connection, Scope(as_of, authority, kind))
    _give(table, form, output, "recommendation", " whose date was put off")


def come_back(
    db: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    authority: Authority = None,
    form: As = Format.table,
    output: Output = None,
) -> None:
    """List what an inspection asks for again after it was reported complete."""
    with reading(db) as connection:
        table = reports.come_back(connection, Scope(as_of, authority))
    _give(table, form, output, "recommendation", " that came back")


def missing(
    db: Database = DEFAULT_DATABASE, as_of: AsOf = None, form: As = Format.table, output: Output = None
) -> None:
    """List the numbers that progress reports pass over, and the papers that could not be read."""
    with reading(db) as connection:
        table = reports.missing(connection, Scope(as_of))
    _give(table, form, output, "place", " where a paper is silent or could not be read")


def duties(
    db: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    authority: Authority = None,
    form: As = Format.table,
    output: Output = None,
) -> None:
    """List what the law expects of a council after a report, and by when: reckoned, printed in no paper."""
    from extractor.clocks import duties as expected  # noqa: PLC0415  loads the rulebook

    with reading(db) as connection:
        table = expected(connection, Scope(as_of, authority))
    _give(table, form, output, "duty", " reckoned from the law: look whether it was done")


def questions(db: Database = DEFAULT_DATABASE, form: As = Format.table, output: Output = None) -> None:
    """List what the tool is in doubt about, and only a person can settle, and how: 'decide answer ID ANSWER'."""
    with reading(db) as connection:
        table = reports.questions(connection)
    minutes = counted(reports.minutes_for(len(table.rows)), "minute")
    _give(table, form, output, "question", f", about {minutes} of your time" if table.rows else "")


def report(
    name: Annotated[str | None, typer.Argument(help="Which; without one, the reports there are.")] = None,
    db: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    authority: Authority = None,
    kind: Kind = None,
    form: As = Format.table,
    output: Output = None,
    inside: Inside = False,
) -> None:
    """Print any report that the database holds, with all its columns."""
    with reading_public(db, inside=inside) as connection:
        if name is None:
            table = reports.catalogue(connection)
        else:
            table = reports.report(connection, name, Scope(as_of, authority, kind))
    _give(table, form, output, "row")


def search(
    words: Annotated[list[str], typer.Argument(help='Words that must all be there; "quoted" ones side by side.')],
    db: Database = DEFAULT_DATABASE,
    limit: Annotated[int, typer.Option(min=1, help="The most rows of each sort.")] = 20,
    form: As = Format.table,
    output: Output = None,
) -> None:
    """Search recommendations, progress and every passage of every paper."""
    if not any(char.isalnum() for char in "".join(words)):
        raise typer.BadParameter("give a word to search for")
    with reading_public(db, inside=False) as connection:
        table = reports.search(connection, " ".join(words), limit)
    _give(table, form, output, "place")


def show(
    item: Annotated[str, typer.Argument(metavar="ID", help="As the lists print it; its beginning is enough.")],
    db: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Show one recommendation: its words, place, owner, dates, and everything that happened to it."""
    with reading(db) as connection:
        story = reports.story(connection, item, Scope(as_of))
    if as_json:
        say_json(story)
        return
    for start, words in reports.told(story):
        say(wrapped(start, words))


def _give(table: Table, form: Format, output: Path | None, what: str, which: str = "", *, check: bool = False) -> None:
    """How many rows there are is said on standard error, ahead of a long list; then they are printed or written."""
    note(f"{counted(len(table.rows), what)}{which}.")
    say_table(table, form, output)
    if check and table.rows:
        raise typer.Exit(FOUND)
