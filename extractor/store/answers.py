"""What may be answered to each kind of question, and how an answer is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from extractor.errors import StoreError
from extractor.store import names

LIKELY = 3  # names of councils that are offered for one that is not known


def how(conn: sqlite3.Connection, code: str, subject: str | None, other: str | None) -> str:
    """The possible answers, as a person is told them."""
    if code == "which-version":
        one, two = (min(_names(conn, paper), default="a file that is gone") for paper in (subject, other))
        return f"1 for {one}, 2 for {two}, or no if neither gives way"
    if code == "which-council":
        return "the name of the council, or no if it is of none"
    return "yes, once you have seen it" if code == "decision-gone" else "yes or no"


def settled(conn: sqlite3.Connection, about: Mapping[str, Any], said: str) -> str:
    """The answer as it is kept: yes, no, a council's name, a paper's id. Raises StoreError where it is none."""
    said, code = said.strip(), about["code"]
    pair = [about[side]["id"] if side in about else None for side in ("subject", "other")]
    plain = said.casefold()
    if plain == "no" or (plain == "yes" and code in ("same-thread", "decision-gone")):
        return plain
    found: str | None = None
    if code == "which-council":
        found = names.council(conn, said)
    elif code == "which-version":
        picked = {id_ for place, id_ in enumerate(pair, start=1) if plain in {str(place), id_, *_folded(conn, id_)}}
        found = picked.pop() if len(picked) == 1 else None
    if found is None:
        what = f"'{said}' is no answer to this question" if said else "there is no answer"
        raise StoreError(what, f"Answer {how(conn, code, *pair)}{_hint(conn, code, said)}")
    return found


def _hint(conn: sqlite3.Connection, code: str, said: str) -> str:
    if code != "which-council" or said.casefold() in ("", "yes"):
        return ""
    like = get_close_matches(said, names.councils(conn).values(), LIKELY)
    return f" (perhaps {', '.join(like)})" if like else "; one that is not listed with the word Council after it"


def _names(conn: sqlite3.Connection, document_id: str | None) -> list[str]:
    rows = conn.execute("select filename from document_names where document_id = ?", (document_id,))
    return [row[0] for row in rows]


def _folded(conn: sqlite3.Connection, document_id: str | None) -> list[str]:
    return [name.casefold() for name in _names(conn, document_id)]
