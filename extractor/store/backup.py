"""Copies and checks of a whole database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from extractor.document import fold
from extractor.drafts import draft_of
from extractor.errors import StoreError
from extractor.store.connection import Store, connect, explain, path_of, raw


def backup(db: Store, path: Path | str) -> Path:
    """A whole copy of the database, checked, stands at `path`, also while somebody is importing.

    Raises StoreError where there is a file of that name already or the copy is not whole; nothing is left then.
    """
    path = Path(path)
    if path.exists():
        raise StoreError("there is a file of that name already", "Give another name", filename=str(path))
    if not path.parent.is_dir():
        raise StoreError("the folder does not exist", "Make it first", filename=str(path.parent))
    try:
        with draft_of(path) as draft:
            raw(db).execute("vacuum into ?", (str(draft),))
            if findings := check(draft):
                raise StoreError(f"the copy is not whole: {findings[0]}", "Check the disk", filename=path.name)
    except sqlite3.OperationalError as error:
        raise explain(error, path.name) from error
    except sqlite3.DatabaseError as error:  # what is copied is damaged
        raise explain(error, path_of(raw(db)).name) from error
    return path


def check(path: Path | str) -> list[str]:
    """What is wrong with a database file, in words; an empty list where it is whole."""
    try:
        conn = connect(path, readonly=True)
    except StoreError as error:
        return [str(error)]
    try:
        findings = [row[0] for row in conn.execute("pragma integrity_check(20)") if row[0] != "ok"]
        findings += [
            f"a row of {row[0]} points at a missing row of {row[2]}" for row in conn.execute("pragma foreign_key_check")
        ]
        return findings or misplaced(conn)
    except sqlite3.Error as error:
        return [str(explain(error, Path(path).name))]
    finally:
        conn.close()


def misplaced(db: Store, limit: int = 20) -> list[str]:
    """Passages, items and statements whose words are not the words at their place in the document's text."""
    found = []
    for table in ("passages", "recommendations", "progress"):
        rows = raw(db).execute(
            f"select t.id, coalesce(m.value, t.text), substr(x.text, t.start_char + 1, t.end_char - t.start_char) "
            f"from {table} t join document_texts x using (document_id) "
            "left join machine_values m on m.subject = t.id and m.field = 'text'"
        )
        for row_id, words, at_place in rows:
            if not _same(words, at_place):
                found.append(f"{table} {row_id} does not say what stands at its place")
            if len(found) == limit:
                return found
    return found


def _same(words: str, at_place: str) -> bool:
    """Whether both say the same, white space and the bullets of list items aside."""
    if fold(words) == fold(at_place):
        return True
    rest = iter("".join(at_place.split()))
    return all(char in rest for char in "".join(words.split()))
