"""Commands that look inside: what was tagged in a paper and by which rule, and how right the tool is."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.asking import reading
from extractor.commands.options import DEFAULT_DATABASE, Database, Json, Own
from extractor.commands.printing import console, note, say, say_json
from extractor.errors import ExtractorError

PANEL = "Look inside"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(explain)
    app.command(rich_help_panel=PANEL)(evaluate)


def explain(
    file: Annotated[Path, typer.Argument(help="A paper; it is read and not stored.")],
    own: Own = None,
    as_json: Json = False,
) -> None:
    """Show a paper's text with everything that was found in it, and which rule found it."""
    from extractor.commands.explaining import marks_as_json, print_marked  # noqa: PLC0415  spares `--help` its time
    from extractor.importer import read_one  # noqa: PLC0415  likewise

    for extraction in read_one(file, own=own):
        if as_json:
            say_json(marks_as_json(extraction))
        else:
            print_marked(extraction, console())


def evaluate(
    gold: Annotated[Path, typer.Argument(help="The folder of gold answers.")] = Path("corpus/gold"),
    db: Database = DEFAULT_DATABASE,
    only: Annotated[str, typer.Option(metavar="WORD", help="Only papers whose name holds this.")] = "",
    misses: Annotated[bool, typer.Option("--misses", help="List every text that was missed or is extra.")] = False,
    as_json: Json = False,
) -> None:
    """Precision, recall and F1 of what is stored, against answers that people wrote."""
    from extractor.evaluate import evaluate as measure  # noqa: PLC0415  likewise

    if not gold.is_dir():
        raise ExtractorError("there is no such folder", "Name one that holds gold answers", filename=str(gold))
    with reading(db) as connection:
        evaluation = measure(connection, gold, only)
    if as_json:
        say_json(evaluation.as_json())
        return
    say(f"{'':34} {'precision':>9} {'recall':>9} {'F1':>9}  {'95 of 100 redraws':17}  counts")
    for each in evaluation.figures:
        say(each.line())
    for difference in evaluation.differences if misses else ():
        say(f"{difference.what:16} {difference.paper}: {difference.text}")
    if evaluation.differences and not misses:
        note(f"{len(evaluation.differences)} texts were missed or are extra: --misses lists them.")
