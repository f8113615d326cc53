"""A database in which every field that comes out of a paper holds harm."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extractor import store
from extractor.document import Block, Document
from extractor.records import (
    DateMention,
    Extraction,
    Owner,
    Paper,
    Period,
    Progress,
    Quote,
    Recommendation,
    content_id,
)
from tests.web.hostile import ALL, paper

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def hostile_database(path: Path) -> None:
    """One paper for each of the harmful words, which stand in all its fields."""
    db = store.open_database(path)
    run_id = store.start_run(db, "import", "0", "x")
    for number, harm in enumerate(ALL):
        store.save(db, harmful(number, harm), run_id, f"{number} {harm}")
    store.relink(db)
    store.close(db)


def harmful(number: int, harm: str) -> Extraction:
    text = paper(number, harm)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(sha256, f"{harm}.txt", "text/plain", text, (Block("paragraph", 0, len(text), 0),))
    quote = Quote(harm, 0, min(9, len(document.text)))
    item = Recommendation(
        content_id(document.id, "r", f"{number}", 0),
        "action",
        quote,
        (harm,),
        harm,
        0.5,
        harm,
        (Owner(harm, "role", quote, "item"),),
        DateMention(quote, Period("2020-02-01", "2020-02-01", "2020-02-01", harm), "due"),
    )
    key = content_id(document.id, "p", f"{number}", 0)
    said = Progress(key, "progress", quote, (harm,), "delayed", harm, 0.5, harm, harm)
    about = Paper("minutes", harm, harm, f"Council {number} {harm}", harm, "2020-01-01", harm)
    return Extraction(document, about, recommendations=(item,), progress=(said,))
