"""The command that shows the database in a browser."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import DEFAULT_DATABASE, Database, Inside
from extractor.commands.printing import note

PANEL = "Look at it in a browser"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(serve)


def serve(
    db: Database = DEFAULT_DATABASE,
    papers: Annotated[
        list[Path] | None,
        typer.Option(
            "--papers", metavar="FOLDER", help="Where the original files are, to show their pages; repeatable."
        ),
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Who may connect: this computer alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8001,
    review: Annotated[bool, typer.Option("--review", help="Let decisions be made on the pages.")] = False,
    inside: Inside = False,
    by: Annotated[str, typer.Option(metavar="NAME", envvar="EXTRACTOR_NAME", help="Who decides.")] = "",
) -> None:
    """Show the database as pages in a browser, read-only, on this computer alone unless you say otherwise."""
    from extractor.web.app import LOCAL, site  # noqa: PLC0415  heavy, and an extra
    from extractor.web.running import run  # noqa: PLC0415

    hosts = LOCAL if host in {"127.0.0.1", "localhost", "::1"} else (host,)
    open_to_all = host in {"0.0.0.0", "::"}  # the person asked for it
    if open_to_all and review:
        raise typer.BadParameter("--review is for one computer: give its own address instead of 0.0.0.0")
    by = by or getpass.getuser()
    allowed = () if open_to_all else hosts
    with site(db, papers or [], review=review, by=by, inside=inside, hosts=allowed, say=note) as (app, _):
        run(app, host, port, lambda address: note(f"Open {address} in a browser. Ctrl-C stops the server."))
