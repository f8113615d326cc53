"""What the search page shows: the words around each hit, and where it leads."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from extractor.store import search
from extractor.web.paper import BLOCKS

SORTS = (("recommendations", "Recommendations"), ("progress", "Progress"), ("passages", "Every other passage"))
MOST = 25

Words = list[tuple[str, bool]]


def found(conn: sqlite3.Connection, words: str) -> dict[str, Any]:
    """The best hits of each sort; a passage that repeats a hit above it is left out."""
    seen: set[tuple[str, str]] = set()
    groups = []
    for table, title in SORTS:
        hits = []
        for hit in search(conn, words, table, MOST) if words.strip() else ():
            key = (hit.document_id, hit.snippet)
            if key in seen:
                continue
            seen.add(key)
            hits.append({"hit": hit, "words": marked(hit.snippet), "mark": _mark(conn, table, hit.id)})
        groups.append({"title": title, "hits": hits})
    return {"words": words, "groups": groups, "total": sum(len(group["hits"]) for group in groups)}


def marked(snippet: str) -> Words:
    """The snippet in pieces, each with whether it is a word that was looked for.

    The marks of the full-text index are brackets, which the papers have too: a lone one stays a bracket.
    """
    pieces: Words = []
    at = 0
    for match in re.finditer(r"\[([^\[\]]+)\]", snippet):
        pieces += [(snippet[at : match.start()], False), (match[1], True)]
        at = match.end()
    return [piece for piece in [*pieces, (snippet[at:], False)] if piece[0]]


def _mark(conn: sqlite3.Connection, table: str, row_id: str) -> str:
    """What to highlight in the paper: the row itself, or for a passage the page or part that holds it."""
    if table != "passages":
        return f"mark={row_id}"
    row = conn.execute("select page, position from passages where id = ?", (row_id,)).fetchone()
    return f"page={row[0]}" if row and row[0] else f"page={row[1] // BLOCKS + 1}" if row else ""
