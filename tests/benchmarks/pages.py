"""How long each page takes with many papers: `python -m tests.benchmarks.pages [MOST]`.

The sample papers are stored again and again as those of one invented council after another until there are MOST.
"""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import httpx

from extractor import store
from extractor.records import Extraction, content_id
from extractor.web.app import site
from tests.web.story import CORPUS, extraction

ADDRESSES = {
    "front": "/",
    "front as of another day": "/?as_of=2017-12-31",
    "list": "/recommendations?show=unreported",
    "recommendation": "select '/recommendations/' || min(id) from threads",
    "recommendation as of another day": "select '/recommendations/' || min(id) || '?as_of=2017-12-31' from threads",
    "document": "select '/documents/' || min(id) || '?page=2' from documents where media_type = 'application/pdf'",
    "picture": "select '/documents/' || id || '/1.png' from documents where filename like '0/%report.pdf'",
    "meeting": "select '/meetings/' || min(id) from meetings",
    "owner": "select '/owners/' || min(id) from owners",
    "authority": "select '/authorities/' || min(id) from authorities",
    "search": "/search?q=health+assessments",
    "review": "/review",
    "Datasette: tables": "/papers",
    "Datasette: a table": "/papers/recommendations",
}


def measure(path: Path) -> dict[str, tuple[float, float]]:
    """For each page the seconds it takes when asked for the first time, and the best of five after that."""
    found = {}
    with sqlite3.connect(path) as conn, site(path, [CORPUS / "papers"], review=True, hosts=()) as (app, datasette):
        started = time.perf_counter()
        datasette.site.warm_up()
        found["(reckoning at the start)"] = (time.perf_counter() - started,) * 2
        loop = asyncio.new_event_loop()
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost", timeout=60)
        for name, address in ADDRESSES.items():
            url = conn.execute(address).fetchone()[0] if address.startswith("select") else address
            times = []
            for _ in range(6):
                began = time.perf_counter()
                response = loop.run_until_complete(client.get(url, follow_redirects=True))
                times.append(time.perf_counter() - began)
                response.raise_for_status()
            found[name] = times[0], min(times[1:])
        loop.run_until_complete(client.aclose())
        loop.close()
    return found


def fill(path: Path, most: int) -> None:
    """A database of so many papers."""
    papers = sorted((CORPUS / "papers").iterdir())
    told = [extraction(paper) for paper in papers]
    db = store.open_database(path)
    run_id = store.start_run(db, "import", "0", "gold")
    for number in range(most):
        council, at = divmod(number, len(told))
        copy = _of(told[at], council) if council else told[at]  # the first council's papers have their files
        store.save(db, copy, run_id, f"{council}/{papers[at].name}")
    store.relink(db)
    store.finish_run(db, run_id)
    store.close(db)


def _of(told: Extraction, council: int) -> Extraction:
    """The same paper as another council's: other bytes, other ids."""
    sha256 = hashlib.sha256(f"{told.document.sha256} {council}".encode()).hexdigest()
    document = replace(told.document, sha256=sha256)
    ids = {r.id: content_id(document.id, "r", f"{r.id}", 0) for r in told.recommendations}
    return replace(
        told,
        document=document,
        paper=replace(told.paper, authority=f"Thurlmarsh {council}"),
        recommendations=tuple(replace(r, id=ids[r.id]) for r in told.recommendations),
        progress=tuple(
            replace(
                p,
                id=content_id(document.id, "p", p.id, 0),
                about=tuple(replace(a, recommendation_id=ids[a.recommendation_id]) for a in p.about),
            )
            for p in told.progress
        ),
    )


def main(most: int) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "many.db"
        fill(path, most)
        print(f"{most:,} papers, {path.stat().st_size / 1e6:,.0f} MB")
        print(f"{'page':<34}{'first s':>9}{'again s':>9}")
        for name, (first, again) in measure(path).items():
            print(f"{name:<34}{first:>9.3f}{again:>9.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
