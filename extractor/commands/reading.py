"""The command that reads papers into the database."""

import getpass
import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.options import DEFAULT_DATABASE, FAILED, SOME_FAILED, STOPPED, Database, Json, Own, iso_day
from extractor.commands.printing import console, counted, note, say_json
from extractor.records import Given, PaperKind

if TYPE_CHECKING:
    from extractor.importer import Summary

PANEL = "Read papers"
SHOWN = 10


def add_to(app: typer.Typer) -> None:
    app.command("import", rich_help_panel=PANEL)(import_)


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders; '-' is standard input.")],
    db: Database = DEFAULT_DATABASE,
    authority: Annotated[str | None, typer.Option(metavar="NAME", help="The council, where papers do not say.")] = None,
    body: Annotated[str | None, typer.Option(metavar="NAME", help="The committee or board, likewise.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", callback=iso_day, help="Their date, likewise.")] = None,
    kind: Annotated[PaperKind | None, typer.Option(help="What they are, likewise.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many files to read at once.")] = os.cpu_count() or 1,
    seconds: Annotated[int, typer.Option(min=1, help="The most time that one file may take.")] = 120,
    own: Own = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Read on the machines of this Dask cluster, which see the files."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read papers into the database: PDF, Word, web pages, text; known papers are left as they are."""
    from extractor.importer import Cluster, Limits, Request, import_papers  # noqa: PLC0415
    from extractor.store import close, connect  # noqa: PLC0415

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if db == DEFAULT_DATABASE:
        db.parent.mkdir(exist_ok=True)
    given = Given(kind=kind, authority=authority, body=body, date=date)
    with ExitStack() as stack:
        files = tuple(stack.enter_context(_standard_input()) if str(path) == "-" else path for path in paths)
        store = connect(db)
        stack.callback(close, store)
        watch = stack.enter_context(_progress())
        limits = Limits(seconds=seconds, cpu_seconds=seconds)
        many = Cluster(cluster, db.with_name(f"{db.name}-shards").resolve()) if cluster else None
        typed = shlex.join(sys.argv[1:])
        summary = import_papers(store, Request(files, given, jobs, limits, typed, own, getpass.getuser(), many), watch)
    if as_json:
        say_json(asdict(summary) | {"kinds": dict(summary.kinds)})  # asdict spoils a Counter
    else:
        _tell(summary, db)
    raise typer.Exit(_exit_code(summary))


@contextmanager
def _standard_input() -> Iterator[Path]:
    """What comes in on standard input, as a file for as long as it is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard-input"
        path.write_bytes(sys.stdin.buffer.read())
        yield path


@contextmanager
def _progress() -> Iterator[Callable[["Summary"], None]]:
    """A bar on standard error with rate, time left and failures; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    # no refreshing thread: the workers are forks of this process, and a fork takes no threads along
    with Progress(*columns, console=console(err=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def watch(summary: "Summary") -> None:
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{summary.done / elapsed:.1f} a second" if elapsed > 1 else ""
            failures = f", {len(summary.failed)} failed" if summary.failed else ""
            bar.update(task, total=summary.files, completed=summary.done, rate=rate + failures, refresh=True)

        yield watch


def _tell(summary: "Summary", db: Path) -> None:
    read = sum(summary.kinds.values())
    kinds = ", ".join(counted(number, kind.replace("_", " ")) for kind, number in summary.kinds.most_common())
    known = f" {counted(summary.known, 'file')} known already." if summary.known else ""
    note(
        f"{'Stopped. ' if summary.stopped else ''}{counted(read, 'paper')} read{': ' + kinds if kinds else ''}.{known}"
    )
    if summary.corrected:
        made = counted(summary.corrected, "decision")
        note(f"What you say of papers known already is kept: {made}; 'extractor undo' takes the last one back.")
    if read:
        progress = counted(summary.progress, "statement") + " of progress"
        note(f"{counted(summary.recommendations, 'recommendation')}, {progress}, in {db}.")
    if summary.closed:
        note(f"Not for publication: {summary.closed:,}, of papers and items; 'extractor withheld' lists them.")
    if summary.passed:
        note(f"{counted(summary.passed, 'file')} passed over: data, programs, small pictures, what was dismissed.")
    for doubt in summary.doubtful[:SHOWN]:
        note(f"  {doubt.problem.severity}: {doubt.name}: {doubt.problem.message}")
    if len(summary.doubtful) > SHOWN:
        note(f"  and {len(summary.doubtful) - SHOWN} more: extractor report problems")
    if summary.failed:
        note(f"{counted(len(summary.failed), 'file')} could not be read:")
    for failure in summary.failed:
        note(f"  {failure.name}: {failure.problem.message}")
    if summary.stopped:
        note(f"{summary.files - summary.done} not read: the same command goes on from here.")


def _exit_code(summary: "Summary") -> int:
    if summary.stopped:
        return STOPPED
    if not summary.failed:
        return 0
    return SOME_FAILED if summary.kinds or summary.known else FAILED
