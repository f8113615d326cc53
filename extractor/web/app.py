"""Puts the server together: Datasette with our plugin, settings and metadata, behind the guard."""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractor.errors import ExtractorError
from extractor.web import review
from extractor.web.drawing import Drawer
from extractor.web.guard import SETTINGS, Guard
from extractor.web.papers import Papers
from extractor.web.served import SHOWN_NAME, holds_withheld, public_file, reading
from extractor.web.standing import Standing

LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass
class Site:
    """What the pages of one server share. `served` is the file they show; a decision is written to `databases`."""

    database: Path
    served: Path
    papers: Papers
    review: bool = False
    by: str = ""
    inside: bool = False
    drawer: Drawer = field(default_factory=Drawer)
    readers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "pages"))
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.standing = Standing(self.served)

    @property
    def databases(self) -> tuple[Path, ...]:
        """The public copy where one is shown, so that nothing else can be decided about; then the working database."""
        return (self.database,) if self.served == self.database else (self.served, self.database)

    def decide(self, form: dict[str, str]) -> int:
        """As `review.decide`, in a process that has none of the files open: see `reading` for why."""
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
            return apart.submit(review.decide, self.databases, form, self.by).result()

    def warm_up(self) -> None:
        """The first reader of the day does not wait for the reckoning of where everything stands."""
        conn = reading(self.served)
        try:
            self.standing.rows(conn, date.today().isoformat())
        finally:
            conn.close()
        if self.papers.folders:
            self.drawer.warm_up()

    def close(self) -> None:
        self.drawer.close()
        self.standing.close()
        self.readers.shutdown()


@contextmanager
def site(
    database: Path,
    folders: Sequence[Path] = (),
    *,
    review: bool = False,
    by: str = "",
    inside: bool = False,
    hosts: Sequence[str] = LOCAL,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[Any, Any]]:
    """The server as an ASGI application and its Datasette, until the block ends.

    Raises ExtractorError where the extra `datasette` is not installed or a folder does not exist.
    """
    for folder in folders:
        if not folder.is_dir():
            raise ExtractorError("there is no such folder of papers", "Check the name", filename=str(folder))
    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        served = public_file(database, Path(scratch), say, inside=inside)
        shared = Site(database, served, Papers(tuple(folders)), review, by, inside)
        try:
            datasette = _datasette(shared)
            shared.readers.submit(shared.warm_up)
            yield Guard(_watched(datasette.app(), shared), _own_pages(), hosts), datasette
        finally:
            shared.close()


def _own_pages() -> Sequence[str]:
    from extractor.web.routes import OWN_PAGES  # noqa: PLC0415  needs the extra

    return (*OWN_PAGES, "/-/static-plugins/extractor.web.plugin")


def _datasette(shared: Site) -> Any:
    try:
        from datasette.app import Datasette  # noqa: PLC0415  an extra
        from datasette.database import Database  # noqa: PLC0415
        from datasette.plugins import pm  # noqa: PLC0415
    except ImportError as error:
        todo = "Install it: uv tool install '.[datasette]', or pip install 'council-extractor[datasette]'"
        raise ExtractorError("the pages need Datasette, which is not installed", todo) from error
    from extractor.web import plugin  # noqa: PLC0415
    from extractor.web.data import metadata  # noqa: PLC0415

    # With rich at hand Datasette prints every mistyped address as a trace with all its variables.
    sys.modules["datasette.handle_exception"].rich = None  # type: ignore[attr-defined]
    if not pm.is_registered(plugin):
        pm.register(plugin, plugin.__name__)
    conn = reading(shared.served)
    try:
        told = metadata(conn, SHOWN_NAME)
    finally:
        conn.close()
    datasette = Datasette([], metadata=told, settings=SETTINGS)
    datasette.site = shared
    datasette.add_database(Database(datasette, path=str(shared.served), is_mutable=True), name=SHOWN_NAME)
    return datasette


def _watched(app: Any, shared: Site) -> Any:
    """The same application, which answers no more once something to be withheld came into the file it shows."""
    if shared.inside:
        return app

    async def watched(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and await asyncio.to_thread(holds_withheld, shared.served):
            words = b"Something that is not for publication has come in. Stop the server and start it again."
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
            await send({"type": "http.response.start", "status": 503, "headers": headers})
            await send({"type": "http.response.body", "body": words})
            return
        await app(scope, receive, send)

    return watched
