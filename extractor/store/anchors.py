"""What a decision was about, remembered by its words and place, and found again after the file was read anew.

Found means: the same words in the same file, or the item that now stands at the same unmoved place, or the one
item whose words are nearly the same. Where two would do, none is chosen: the decision is listed as gone.
"""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass
from typing import Any, Literal

from extractor.errors import StoreError
from extractor.records import squash
from extractor.store import versions

Table = Literal["recommendations", "progress", "exempt_parts", "documents", "problems"]

SAME_PLACE = 0.5  # of both places together, that they share
SAME_WORDS = 90.0  # rapidfuzz ratio of the letters
CLEAR_OF_SECOND = 5.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """An item, a progress statement or a paper as it was when somebody decided about it."""

    table: Table
    id: str
    document_id: str
    filename: str
    text: str = ""
    section: str = ""
    start_char: int = 0
    end_char: int = 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    text: str
    section: str
    start_char: int
    end_char: int


def anchor(conn: sqlite3.Connection, subject: str) -> Anchor:
    """What stands under this id, or the paper of this file's name, now. Raises StoreError where nothing does, or more
    than one paper."""
    if subject.startswith("t-"):
        row = conn.execute("select origin_recommendation_id from threads where id = ?", (subject,)).fetchone()
        subject = row[0] if row else subject
    for table in ("recommendations", "progress", "exempt_parts"):
        row = conn.execute(
            f"select i.id, i.document_id, d.filename, i.text, i.section, i.start_char, i.end_char from {table} i "
            "join documents d on d.id = i.document_id where i.id = ?",
            (subject,),
        ).fetchone()
        if row:
            before = conn.execute(
                "select value from machine_values where subject = ? and field = 'text'", (subject,)
            ).fetchone()
            words = before[0] if before else row[3]
            return Anchor(table, row[0], row[1], row[2], words, *row[4:])
    papers = conn.execute(_PAPERS, {"subject": subject}).fetchall()
    if len(papers) == 1:
        return Anchor("documents", papers[0][0], *papers[0])
    if papers:
        ids = ", ".join(row[0] for row in papers)
        raise StoreError(f"{len(papers)} papers are named '{subject}'", f"Name one by its id: {ids}")
    raise StoreError(f"nothing in the database has the id '{subject}'", "Copy an id from a report or from the pages")


_PAPERS = """
    select id, filename from documents where id = :subject
    union select d.id, d.filename from documents d join document_names n on n.document_id = d.id
    where n.filename = :subject"""


def unread(conn: sqlite3.Connection, filename: str) -> Anchor:
    """The paper of this name that could not be read; its id is the hash of its bytes, its name where none were had.

    Raises StoreError where there is none.
    """
    row = conn.execute("select id, filename, why from unread_papers where ? in (filename, id)", (filename,)).fetchone()
    if row is None:
        raise StoreError(f"no paper '{filename}' counts as unread", "Copy its name from 'extractor missing'")
    return Anchor("problems", row[0], "", row[1], row[2])


def find(conn: sqlite3.Connection, sought: Anchor) -> tuple[list[str], str]:
    """The ids that the anchor stands for now, in its own file first, then in other printings of the paper; and how.

    An empty list, and the reason, where its own file no longer has it.
    """
    if sought.table == "documents":
        row = conn.execute("select 1 from documents where id = ?", (sought.id,)).fetchone()
        return ([sought.id], "the same file") if row else ([], "The file is not in the database")
    own, how = _in_document(conn, sought)
    if own is None:
        return [], how
    others = [_same_words(_rows(conn, sought.table, v), sought) for v in versions.versions_of(conn, sought.document_id)]
    return [own, *(row.id for row in others if row)], how


def _in_document(conn: sqlite3.Connection, sought: Anchor) -> tuple[str | None, str]:
    rows = _rows(conn, sought.table, sought.document_id)
    if any(row.id == sought.id for row in rows):
        return sought.id, "the same words in the same file"
    if found := _same_words(rows, sought):
        return found.id, "the same words, moved in the file"
    if found := _same_place(conn, rows, sought):
        return found.id, "the same place in the file, read differently"
    if found := _like_words(rows, sought):
        return found.id, "nearly the same words in the same file"
    return None, "Its file no longer has such an item, or has several"


def _rows(conn: sqlite3.Connection, table: Table, document_id: str) -> list[_Row]:
    """The items as the machine read them, whatever a person has made of their words."""
    return [
        _Row(*row)
        for row in conn.execute(
            "select i.id, coalesce(m.value, i.text), i.section, i.start_char, i.end_char "
            f"from {table} i left join machine_values m on m.subject = i.id and m.field = 'text' "
            "where i.document_id = ? order by i.start_char",
            (document_id,),
        )
    ]


def _same_words(rows: list[_Row], sought: Anchor) -> _Row | None:
    words = squash(sought.text)
    same = [row for row in rows if squash(row.text) == words]
    if len(same) > 1:
        same = [row for row in same if row.section == sought.section]
    return same[0] if len(same) == 1 else None


def _same_place(conn: sqlite3.Connection, rows: list[_Row], sought: Anchor) -> _Row | None:
    """Only where the words at the place are still the words that the decision was about."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  spares questions its time

    row = conn.execute(
        "select substr(text, ?, ?) from document_texts where document_id = ?",
        (sought.start_char + 1, sought.end_char - sought.start_char, sought.document_id),
    ).fetchone()
    if row is None or ratio(squash(row[0]), squash(sought.text)) < SAME_WORDS:
        return None
    near = [r for r in rows if _overlap(r, sought) >= SAME_PLACE]
    return near[0] if len(near) == 1 else None


def _overlap(row: _Row, sought: Anchor) -> float:
    shared = min(row.end_char, sought.end_char) - max(row.start_char, sought.start_char)
    whole = max(row.end_char, sought.end_char) - min(row.start_char, sought.start_char)
    return shared / whole if whole else 0.0


def _like_words(rows: list[_Row], sought: Anchor) -> _Row | None:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  likewise

    words = squash(sought.text)
    scored = sorted(((ratio(words, squash(row.text)), row.id, row) for row in rows), reverse=True)
    if not scored or scored[0][0] < SAME_WORDS:
        return None
    clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEAR_OF_SECOND
    return scored[0][2] if clear else None
