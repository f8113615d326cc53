"""The command line: `extractor COMMAND`. Each command lives in `extractor.commands`; this file gathers them."""

import errno
import io
import os
import sqlite3
import sys
from typing import Annotated

import typer

from extractor import __version__
from extractor.commands import asking, deciding, exporting, keeping, looking, publishing, reading, rules, serving
from extractor.commands.options import FAILED, STOPPED
from extractor.commands.printing import note
from extractor.errors import ExtractorError

DEBUG = "EXTRACTOR_DEBUG"

app = typer.Typer(
    help="Which of an inspector's recommendations have been answered, by whom, in which meeting.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (reading, asking, deciding, exporting, keeping, publishing, looking, rules, serving):
    room.add_to(app)


@app.callback()
def settings(
    debug: Annotated[bool, typer.Option("--debug", help="Show the full trace of an error.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Which of an inspector's recommendations have been answered, by whom, in which meeting."""
    if debug:
        os.environ[DEBUG] = "1"
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Runs the command; what goes wrong ends in one line on standard error and an exit code that the README lists."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except BrokenPipeError:  # the reader (`head`, a pager) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        note("Stopped. What was done until now is kept.")
        sys.exit(STOPPED)
    except (ExtractorError, OSError, sqlite3.Error) as error:
        if os.environ.get(DEBUG):
            raise
        note(f"extractor: {_in_words(error)}")
        sys.exit(FAILED)


def _in_words(error: ExtractorError | OSError | sqlite3.Error) -> str:
    if isinstance(error, ExtractorError):
        return str(error)
    if isinstance(error, sqlite3.Error):
        from extractor.store.connection import explain  # noqa: PLC0415  spares `--help` its time

        return str(explain(error))
    name = error.filename or "the system"
    if error.errno == errno.ENOSPC:
        return f"{name}: the disk is full. Free some space and run the same command again"
    if isinstance(error, PermissionError):  # on Windows also of a list that stands open in Excel
        return f"{name}: may not be read or written. Close the program that has it open, or look at your rights to it"
    return f"{name}: {error.strerror or error}. Check the name and its rights"


if __name__ == "__main__":
    main()
