"""How long each page takes with many papers: `python -m tests.benchmarks.pages [MOST]`.

The sample papers are stored again and again as those of one invented council after another until there are MOST.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from extractor import store
from extractor.records import Extraction, content_id
from tests.web.story import CORPUS, extraction


def fill(path: Path, most: int) -> None:
    """A database of so many papers."""
    papers = sorted((CORPUS / "papers").iterdir())
    told = [extraction(paper) for paper in papers]
    db = store.open_database(path)
    run_id = store.start_run(db, "import", "0", "gold")
    for number in range(most):
        council, at = divmod(number, len(told))
        store.save(db, _of(told[at], council), run_id, f"{council}/{papers[at].name}")
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
