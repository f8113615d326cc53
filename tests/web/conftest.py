"""A server in this process, without a network: `ask("/recommendations")` gives the response."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from extractor.web.app import site
from tests.web.story import CORPUS, build

Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def story_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample papers with their gold answers; to be read and not written."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    build(path)
    return path


class Server:
    """The application with a loop of its own, and who asks it."""

    def __init__(self, database: Path, **options: Any) -> None:
        self.opened = site(database, [CORPUS / "papers"], hosts=("testserver",), **options)
        self.loop = asyncio.new_event_loop()
        self.app, self.datasette = self.opened.__enter__()
        transport = httpx.ASGITransport(app=self.app)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://testserver")

    def ask(self, path: str, **options: Any) -> httpx.Response:
        return self.loop.run_until_complete(self.client.get(path, **options))

    def post(self, path: str, form: dict[str, str], **options: Any) -> httpx.Response:
        return self.loop.run_until_complete(self.client.post(path, data=form, **options))

    def together(self, paths: list[str]) -> list[httpx.Response]:
        async def all_of_them() -> list[httpx.Response]:
            return list(await asyncio.gather(*(self.client.get(path, timeout=60) for path in paths)))

        return self.loop.run_until_complete(all_of_them())

    def close(self) -> None:
        self.loop.run_until_complete(self.client.aclose())
        self.opened.__exit__(None, None, None)
        self.loop.close()


@pytest.fixture(scope="session")
def server(story_db: Path) -> Iterator[Server]:
    """The story, served to be read."""
    started = Server(story_db)
    yield started
    started.close()


@pytest.fixture
def reviewing(tmp_path: Path) -> Iterator[Server]:
    """A story of its own, served with review."""
    build(tmp_path / "story.db")
    started = Server(tmp_path / "story.db", review=True, by="A Clerk")
    yield started
    started.close()
