"""Commands about the rules: what there is, and what a rule of one's own would change before anything is saved."""

import sqlite3
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.asking import reading
from extractor.commands.options import DEFAULT_DATABASE, Database, Json, Own
from extractor.commands.printing import counted, note, say, say_json, wrapped
from extractor.errors import ExtractorError
from extractor.records import Given

if TYPE_CHECKING:
    from extractor.importer.trial import Change

PANEL = "Look inside"

rules_app = typer.Typer(no_args_is_help=False)


def add_to(app: typer.Typer) -> None:
    app.add_typer(rules_app, name="rules", rich_help_panel=PANEL)


@rules_app.callback(invoke_without_command=True)
def rules(context: typer.Context, own: Own = None, as_json: Json = False) -> None:
    """List the rules, or try rules of your own before they are used."""
    if context.invoked_subcommand is None:
        list_rules("", own, as_json=as_json)


@rules_app.command("list")
def list_rules(
    words: Annotated[str, typer.Argument(help="Only rules whose id or label holds this.")] = "",
    own: Own = None,
    as_json: Json = False,
) -> None:
    """List the rules: each one's id, the cue that it finds, and an example."""
    from extractor import rulebook  # noqa: PLC0415  pydantic takes its time

    book = rulebook.load(str(own) if own else None)
    wanted = [rule for rule in book.rules if words in rule.id or words in rule.label]
    if as_json:
        say_json([rule.model_dump() for rule in wanted])
        return
    for rule in wanted:
        say(wrapped(f"{rule.id} ({rule.label}) ", next(iter(rule.examples), "")))


@rules_app.command("try")
def try_(
    file: Annotated[Path, typer.Argument(help="A file of rules, or a folder as --rules takes it.")],
    papers: Annotated[Path, typer.Option("--papers", metavar="FOLDER", help="The papers that were imported.")],
    db: Database = DEFAULT_DATABASE,
    own: Own = None,
    as_json: Json = False,
) -> None:
    """Show what rules of your own would change: rows gained, lost and changed. Nothing is saved."""
    from extractor.importer.trial import try_rules  # noqa: PLC0415  spares `--help` its time

    for path in (file, papers):
        if not path.exists():
            raise ExtractorError("there is no such file or folder", "Check its name", filename=str(path))
    with reading(db) as connection:
        stored = _stored(connection)
    count, changes = try_rules(file, own, papers, stored)
    if not count:
        raise ExtractorError(
            "none of the stored papers is here", "Name the folder that was imported", filename=str(papers)
        )
    if as_json:
        say_json({"papers": count, "not_found": len(stored) - count, "changes": [asdict(each) for each in changes]})
    else:
        _tell(changes, count, len(stored) - count)


def _stored(connection: sqlite3.Connection) -> dict[str, Given]:
    """What is known of every stored paper, under the hash of its bytes."""
    rows = connection.execute("select sha256, kind, date from documents")
    return {sha256: Given(kind=kind, date=date) for sha256, kind, date in rows}


def _tell(changes: list["Change"], count: int, absent: int) -> None:
    for change in changes:
        page = f", page {change.page}" if change.page else ""
        say(wrapped(f"{change.what}: ", f"{change.kind.replace('_', ' ')}: {change.text}"))
        say(wrapped("    ", f"{change.paper}{page}, rule {change.rule_id}{'; ' + change.how if change.how else ''}"))
    told = Counter(change.what for change in changes)
    rows = f"{told['gained']} gained, {told['lost']} lost, {told['changed']} changed"
    note(f"{counted(count, 'paper')} read with and without these rules: {rows}. Nothing was saved.")
    if absent:
        note(f"{counted(absent, 'stored paper')} not found in that folder, and not tried.")
