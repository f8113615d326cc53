"""The command `serve` as a clerk runs it, and Chromium as it is on the machine."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent.parent
PAPERS = ROOT / "corpus" / "papers"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def serving(database: Path, *options: str) -> Iterator[str]:
    """The address of a server of the database, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "extractor.cli", "serve", "--db", str(database), "--port", str(port)]
    command += ["--papers", str(PAPERS), *options]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        _wait(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the machine."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "Chromium is not installed: apt-get install chromium, or set it up as your system does"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


def one(database: Path, sql: str) -> str:
    with sqlite3.connect(database) as conn:
        return str(conn.execute(sql).fetchone()[0])


def pages(database: Path) -> dict[str, str]:
    """The name of each page of ours and an example of it."""
    found = "from recommendations where ref = '11' and text like 'Adapt%' and restated = 0"
    plan = "select id from documents where filename like '%2017-01-31%'"
    meeting = "select meeting_id from documents where filename like '%2018-01-16-board-minutes%'"
    owner = "select id from owners where name like '%Principal Social Worker%'"
    item, paper, thread = (one(database, f"select {name} {found}") for name in ("id", "document_id", "thread_id"))
    return {
        "front": "/",
        "list": "/recommendations?show=unreported",
        "recommendation": f"/recommendations/{thread}",
        "document": f"/documents/{paper}?mark={item}#chosen",
        "word-document": f"/documents/{one(database, plan)}",
        "meeting": f"/meetings/{one(database, meeting)}",
        "owner": f"/owners/{one(database, owner)}",
        "authority": "/authorities/thurlmarsh?as_of=2018-01-31",
        "search": "/search?q=health+assessments",
        "review": "/review",
    }


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            with urlopen(url):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
