"""One council's part of the database, laid over the whole: a question about it then reads hundreds of rows.

SQLite looks for a table among the temporary ones first. So the questions that are kept in the database, asked on a
connection with such a part over it, give the rows of that council, as they stand in the whole.
"""

from __future__ import annotations

import sqlite3

# Words and places, which no question about where things stand reads; they are many
_LEFT_WHOLE = frozenset({"passages", "lines", "document_texts", "set_aside", "dates", "link_keys", "problems"})


def lay_over(conn: sqlite3.Connection, *, authority_id: str | None = None, thread_id: str | None = None) -> None:
    """Until the connection closes, its tables hold the papers of one council, or all that bears on one thread."""
    if thread_id is not None:
        row = conn.execute("select authority_id from threads where id = ?", (thread_id,)).fetchone()
        authority_id = row[0] if row else None
    tables = {
        name: {row[1] for row in conn.execute(f"pragma main.table_info({name})")}
        for (name,) in conn.execute(_TABLES)
        if name not in _LEFT_WHOLE and "_fts" not in name
    }
    conn.execute(_DOCUMENTS, {"authority": authority_id, "thread": thread_id})
    for name, columns in tables.items():
        if "document_id" in columns:
            of_paper = "where document_id in (select id from temp.documents)"
            conn.execute(f"create temp table {name} as select * from main.{name} {of_paper}")
    for name, columns in tables.items():
        if "document_id" not in columns and "recommendation_id" in columns:
            of_item = "where recommendation_id in (select id from temp.recommendations)"
            conn.execute(f"create temp table {name} as select * from main.{name} {of_item}")


_TABLES = "select name from main.sqlite_master where type = 'table' order by name"
_DOCUMENTS = """
    create temp table documents as select * from main.documents where authority_id = :authority
        or id in (select document_id from main.recommendations where thread_id = :thread)"""
