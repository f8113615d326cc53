"""Fails where a row's words are not those at its place: `python -m tests.benchmarks.places DATABASE`.

Every row that came out of a paper says where: `text[start_char:end_char]` must hold its words, white space folded
and the bullets of list items left out.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from extractor.document import BULLETS, fold

# table -> the column that holds its words
WORDS = {
    "recommendations": "text",
    "progress": "text",
    "passages": "text",
    "recommendation_owners": "text",
    "dates": "text",
}


def disagreements(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every (table, words) whose place holds other words."""
    texts = dict(db.execute("select document_id, text from document_texts"))
    wrong = []
    for table in _tables(db):
        owner = "join recommendations r on r.id = x.recommendation_id" if table == "recommendation_owners" else ""
        document = "r.document_id" if owner else "x.document_id"
        rows = db.execute(f"select {document}, x.start_char, x.end_char, x.{WORDS[table]} from {table} x {owner}")
        for document_id, start, end, words in rows:
            if _letters(texts[document_id][start:end]) != _letters(words):
                wrong.append((table, words))
    return wrong


def _tables(db: sqlite3.Connection) -> list[str]:
    there = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    return [table for table in WORDS if table in there]


def _letters(words: str) -> str:
    return fold("".join(" " if char in BULLETS else char for char in words))


def main(database: Path) -> int:
    """Prints each row whose words disagree with its place and returns 1 where there is one."""
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    wrong = disagreements(db)
    for table, words in wrong:
        print(f"{table}: {words}")
    counts = {table: db.execute(f"select count(*) from {table}").fetchone()[0] for table in _tables(db)}
    print(f"{sum(counts.values())} rows, {len(wrong)} disagree with their place: {counts}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
