"""One council's part of the database, or one recommendation's, laid over the whole: a question then reads few rows.

SQLite looks for a table among the temporary ones first. So the questions that are kept in the database, asked on a
connection with such a part over it, give the rows of that part as they stand in the whole.
"""

from __future__ import annotations

from extractor.store.connection import Store, raw

# Words and places, which no question about where things stand reads; they are many
_LEFT_WHOLE = frozenset({"passages", "lines", "document_texts", "set_aside", "dates", "link_keys", "problems"})


def narrow_to_council(db: Store, authority_id: str) -> None:
    """Until the connection closes, its tables hold the papers of one council."""
    _narrow(db, "authority_id = :part", authority_id)


def narrow_to_thread(db: Store, thread_id: str) -> None:
    """Until the connection closes, its tables hold all that bears on one thread."""
    _narrow(db, _BEARS_ON_THREAD, thread_id)


def _narrow(db: Store, papers: str, part: str) -> None:
    conn = raw(db)
    tables = {
        name: {row[1] for row in conn.execute(f"pragma main.table_info({name})")}
        for (name,) in conn.execute("select name from main.sqlite_master where type = 'table' order by name")
        if name not in _LEFT_WHOLE and "_fts" not in name
    }
    conn.execute(f"create temp table documents as select * from main.documents where {papers}", {"part": part})
    for column, where in (
        ("document_id", "document_id in (select id from temp.documents)"),
        ("recommendation_id", "recommendation_id in (select id from temp.recommendations)"),
    ):
        for name in [name for name, columns in tables.items() if column in columns]:
            conn.execute(f"create temp table {name} as select * from main.{name} where {where}")
            del tables[name]
    threads = "select thread_id from temp.recommendations union select thread_id from temp.former_threads"
    conn.execute(f"create temp table threads as select * from main.threads where id in ({threads})")


# The papers that print it, or what it may be one with; the newer printings of these; the inspections of its council,
# and the papers that name one of its numbers.
_BEARS_ON_THREAD = """
    id in (
        with ours as materialized (
            select id, document_id, ref from main.recommendations where thread_id = :part
            union select id, document_id, ref from main.recommendations where id in (
                select recommendation_id from main.former_threads where thread_id = :part)),
        alike as (
            select other_id as id from main.doubtful_links where recommendation_id in (select id from ours)
            union select recommendation_id from main.doubtful_links where other_id in (select id from ours)),
        councils as materialized (
            select distinct authority_id from main.documents
            where id in (select document_id from ours) and authority_id is not null),
        printed as materialized (
            select document_id as id from ours
            union select document_id from main.recommendations where id in (select id from alike)
            union select id from main.documents
                where kind = 'inspection_report' and authority_id in (select authority_id from councils)
            union select m.document_id from main.documents d cross join main.mentions m on m.document_id = d.id
                where d.authority_id in (select authority_id from councils)
                    and m.ref in (select lower(ref) from ours where ref is not null))
        select id from printed
        union select superseded_by from main.documents where id in (select id from printed))"""
