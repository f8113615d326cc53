"""One hash of all that a database says, to hold two of them against each other."""

from __future__ import annotations

import hashlib
from itertools import chain

from extractor.store.connection import Store, raw

# What differs between two imports of the same papers: when they ran, row numbers, and what is made from other tables.
LEFT_OUT = {
    "documents": {"imported_at", "run_id"},
    "passages": {"n"},
    "recommendations": {"n"},
    "progress": {"n"},
}
TABLES = (
    "authorities",
    "bodies",
    "meetings",
    "documents",
    "document_names",
    "document_versions",
    "document_texts",
    "agenda_items",
    "exempt_parts",
    "judgements",
    "empty_sections",
    "mentions",
    "passages",
    "lines",
    "set_aside",
    "dates",
    "threads",
    "recommendations",
    "owners",
    "recommendation_owners",
    "progress",
    "progress_links",
    "thread_links",
    "former_threads",
    "doubtful_links",
    "come_backs",
    "splits",
    "closings",
)


def fingerprints(db: Store) -> dict[str, str]:
    """A hash of each table's content, whatever the order of its rows and whenever it was written."""
    return {table: _hash(db, table) for table in TABLES}


def fingerprint(db: Store) -> str:
    """One hash of all content: equal for two databases that say the same."""
    return hashlib.sha256("".join(chain.from_iterable(fingerprints(db).items())).encode()).hexdigest()


def _hash(db: Store, table: str) -> str:
    conn = raw(db)
    names = [row[1] for row in conn.execute(f"pragma table_info({table})")]
    columns = ", ".join(name for name in names if name not in LEFT_OUT.get(table, ()))
    rows = sorted(repr(row) for row in conn.execute(f"select {columns} from {table}"))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
