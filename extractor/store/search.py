"""Finds passages, recommendations and progress by their words; what is not for publication is never found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.errors import StoreError
from extractor.store.connection import Store, raw
from extractor.store.migrations import SEARCHED


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds the words; `snippet` marks them with [ and ], `rank` is less for a better hit."""

    table: str
    id: str
    document_id: str
    filename: str
    page: int | None
    section: str
    snippet: str
    rank: float


def search(db: Store, words: str, table: str = "passages", limit: int = 20) -> list[Hit]:
    """The best hits first, each holding all the words in some form of theirs, and "quoted words" side by side."""
    if table not in SEARCHED:
        raise StoreError(f"'{table}' cannot be searched", f"There are {', '.join(SEARCHED)}")
    query = match_expression(words)
    if not query:
        return []
    conn = raw(db)
    rows = conn.execute(
        f"select t.id, t.document_id, d.filename, t.page, t.section, "
        f"snippet({table}_fts, 0, '[', ']', '…', 24), f.rank from {table}_fts f "
        f"join {table} t on t.n = f.rowid join documents d on d.id = t.document_id "
        f"where {table}_fts match ? order by f.rank limit ?",
        (query, limit),
    )
    return [Hit(table, *row) for row in rows]


def match_expression(words: str) -> str:
    """The words as an FTS5 expression that no punctuation in them can break."""
    parts = re.findall(r'"([^"]*)"|(\S+)', words)
    phrases = [" ".join(re.findall(r"\w+", quoted or word)) for quoted, word in parts]
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase)
