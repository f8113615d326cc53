"""The public part of a database, as tables that hold nothing else: laid over it to be read, or copied into a file.

What is withheld is listed once, in two temporary tables; every table of the database has a view that leaves it out. So
an export, a page and a published file cannot differ in what they hold back.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from extractor.store.connection import Store, raw
from extractor.store.shapes import SECTION_JOINT
from extractor.store.withheld import Withheld, published_without, summary, withheld

BLACK = "█"  # in the place of every character of a text that is withheld


def lay_over(db: Store, *, inside: bool = False) -> None:
    """Until the connection closes its tables hold what is not withheld, and nothing else; all, for readers `inside`.

    The first call on a connection decides.
    """
    conn = raw(db)
    if conn.execute("select 1 from sqlite_temp_master where name = 'closed_papers'").fetchone():
        return
    found = () if inside else tuple(withheld(conn))
    if found:
        make_views(conn, found, "main", "")
    else:
        conn.execute("create temp table closed_papers (id text primary key)")


def left_out(db: Store) -> str:
    """What a reader of this connection is told: what is withheld from them, or what they must not pass on."""
    conn = raw(db)
    said = summary(withheld(conn))
    laid = conn.execute("select 1 from sqlite_temp_master where type = 'view' and name = 'documents'").fetchone()
    if not said or laid:
        return said or published_without(conn)
    return f"For readers inside the council: {said.replace(' withheld', ' not for publication')}"


def make_views(conn: sqlite3.Connection, found: Iterable[Withheld], schema: str, prefix: str) -> None:
    """For each table of the schema a temporary view, called by its name behind `prefix`, holds its public rows."""
    found = tuple(found)
    _list_withheld(conn, found, schema)
    names = {"p": f"temp.{prefix}", "s": schema}
    for table, condition in ROWS.items():
        columns = (row[1] for row in conn.execute(f"pragma {schema}.table_info({table})"))
        shown = ", ".join(f"{INSTEAD.get((table, c), f't.{c}')} as {c}" for c in columns)
        source = f"select {shown} from {schema}.{table} t where {condition}"
        if table == "threads":
            source = _THREADS
        elif table == "problems":
            source = f"{source} {_SAYS_SO.format(what=summary(found))}" if found else source
        conn.execute(f"create temp view {prefix}{table} as {source.format(**names)}")


def _list_withheld(conn: sqlite3.Connection, found: Iterable[Withheld], schema: str) -> None:
    papers = [(each.id,) for each in found if each.kind != "part"]
    conn.execute("create temp table closed_papers (id text primary key)")
    conn.executemany("insert into temp.closed_papers values (?)", papers)
    conn.execute("create temp table closed_places (document_id text, start_char integer, end_char integer)")
    conn.execute(
        f"insert into temp.closed_places select document_id, start_char, end_char from {schema}.exempt_parts "
        "where exempt <> '' and document_id not in (select id from temp.closed_papers) order by 1, 2"
    )
    conn.execute("create index temp.closed_places_document on closed_places(document_id)")
    conn.execute("create temp table closed_rows (id text primary key)")
    for table in ("recommendations", "progress"):  # few, and a row that points at one is looked up among them
        conn.execute(f"insert into temp.closed_rows {_NOT_PUBLIC.format(rows=f'{schema}.{table}')}")
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for document_id, start, end in conn.execute("select * from temp.closed_places"):
        places[document_id].append((start, end))
    headings = _closed_headings(conn, places, schema)
    conn.create_function("public_text", 2, lambda of, text: _blackened(text, places[of]), deterministic=True)
    conn.create_function("public_section", 2, lambda of, path: _without(path, headings[of]), deterministic=True)


def _closed_headings(
    conn: sqlite3.Connection, places: dict[str, list[tuple[int, int]]], schema: str
) -> dict[str, frozenset[str]]:
    """The headings of each paper that stand in closed places and nowhere else."""
    closed: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    for document_id, text, start in conn.execute(
        f"select document_id, text, start_char from {schema}.passages "
        "where document_id in (select document_id from temp.closed_places) and kind = 'heading'"
    ):
        (closed if _is_inside(start, places[document_id]) else others)[document_id].add(text)
    return {document_id: frozenset(closed[document_id] - others[document_id]) for document_id in places}


def _is_inside(char: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (char, 1 << 60)) - 1
    return at >= 0 and char < spans[at][1]


def _blackened(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], BLACK * (min(end, len(text)) - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _without(path: str, headings: frozenset[str]) -> str:
    """The headings of a path, or a title, that are not closed; nothing where one of those cannot be told apart."""
    kept = SECTION_JOINT.join(part for part in path.split(SECTION_JOINT) if part not in headings)
    return "" if any(heading in kept for heading in headings if len(heading) > 3) else kept


_PAPER = "t.document_id not in (select id from temp.closed_papers)"
_OUTSIDE = (
    "not exists (select 1 from temp.closed_places w where w.document_id = t.document_id "
    "and w.start_char < t.end_char and w.end_char > t.start_char)"
)
_BEGINS_OUTSIDE = (
    "not exists (select 1 from temp.closed_places w where w.document_id = t.document_id "
    "and w.start_char <= t.start_char and w.end_char > t.start_char)"
)
_PLACE = f"{_PAPER} and {_OUTSIDE}"
# The rows for which this does not hold, found from the few papers and places: SQLite would go through all rows.
_NOT_PUBLIC = """
    select t.id from temp.closed_papers c cross join {rows} t on t.document_id = c.id
    union select t.id from temp.closed_places w cross join {rows} t on t.document_id = w.document_id
    where w.start_char < t.end_char and w.end_char > t.start_char"""
_OPEN = "not in (select id from temp.closed_rows)"
_ITEM = f"t.recommendation_id {_OPEN}"
_PAIR = f"{_ITEM} and t.other_id {_OPEN}"
_PARTLY = "t.document_id in (select document_id from temp.closed_places)"
_SUBJECTS = (
    "(select id from {p}recommendations union all select id from {p}progress "
    "union all select id from {p}documents union all select id from {p}threads)"
)

# Which rows of each table are public. A table that is not named here is nobody's to read.
ROWS: dict[str, str] = {
    "documents": "t.id not in (select id from temp.closed_papers)",
    "document_names": _PAPER,
    "document_versions": f"{_PAPER} and t.other_id not in (select id from temp.closed_papers)",
    "document_texts": _PAPER,
    "agenda_items": f"{_PAPER} and {_BEGINS_OUTSIDE}",
    "exempt_parts": f"{_PAPER} and t.exempt <> ''",
    "judgements": _PLACE,
    "empty_sections": _PLACE,
    "passages": _PLACE,
    "lines": _PLACE,
    "set_aside": f"{_PAPER} and not {_PARTLY} and t.kind <> 'hidden'",
    "dates": _PLACE,
    "mentions": _PLACE,
    "recommendations": f"t.id {_OPEN}",
    "progress": f"t.id {_OPEN}",
    "recommendation_owners": _ITEM,
    # The plus keeps SQLite from trying every owner that there is for each recommendation.
    "owners": "+t.id in (select owner_id from {p}recommendation_owners)",
    "progress_links": f"{_ITEM} and t.progress_id {_OPEN}",
    "threads": "",
    "thread_links": _PAIR,
    "doubtful_links": _PAIR,
    "splits": _PAIR,
    "former_threads": _ITEM,
    "come_backs": f"{_ITEM} and t.earlier_id {_OPEN}",
    "closings": _ITEM,
    "link_keys": _ITEM,
    "meetings": "t.id in (select meeting_id from {p}documents)",
    "bodies": "t.id in (select body_id from {p}documents union all select body_id from {p}meetings)",
    "authorities": "t.id in (select authority_id from {p}documents union all select authority_id from {p}bodies "
    "union all select authority_id from {p}threads)",
    "runs": "t.id in (select run_id from {p}documents "
    "union all select run_id from {s}.problems where document_id is null)",
    "decisions": f"t.subject in {_SUBJECTS} "
    f"and coalesce(json_extract(t.anchor, '$.other.id'), t.subject) in {_SUBJECTS}",
    "machine_values": f"t.subject in {_SUBJECTS}",
    "problems": "(t.document_id in (select id from {p}documents) or (t.document_id is null and t.severity = 'error' "
    "and coalesce(t.sha256, t.filename) in (select id from {s}.unread_papers))) "
    f"and (t.severity <> 'question' or (t.subject in {_SUBJECTS} and coalesce(t.other, t.subject) in {_SUBJECTS}))",
}

# What stands in a column in place of words that are withheld.
INSTEAD: dict[tuple[str, str], str] = {
    ("documents", "title"): "case when t.id in (select document_id from temp.closed_places) "
    "then public_section(t.id, t.title) else t.title end",
    ("document_texts", "text"): f"case when {_PARTLY} then public_text(t.document_id, t.text) else t.text end",
    ("exempt_parts", "text"): "''",
    ("exempt_parts", "section"): "''",
    ("exempt_parts", "exempt"): "'withheld'",
    ("recommendations", "agenda_item_id"): "(select a.id from {p}agenda_items a where a.id = t.agenda_item_id)",
    ("progress", "agenda_item_id"): "(select a.id from {p}agenda_items a where a.id = t.agenda_item_id)",
    ("recommendations", "answered"): f"case when {_PARTLY} then exists (select 1 from {{s}}.progress_links l "
    "join {p}progress g on g.id = l.progress_id where l.recommendation_id = t.id and g.status <> 'no_update' "
    "and g.verdict <> 'rejected') else t.answered end",
    ("documents", "superseded_by"): "case when t.superseded_by not in (select id from temp.closed_papers) "
    "then t.superseded_by end",
    ("closings", "decision_id"): "null",
} | {
    (table, "section"): f"case when {_PARTLY} then public_section(t.document_id, t.section) else t.section end"
    for table in ("passages", "recommendations", "progress", "empty_sections")
}

# A thread that a withheld place began goes on from its first public printing.
_THREADS = """
    select t.id, t.authority_id, t.text, t.origin_recommendation_id, t.first_date from {s}.threads t
    where t.origin_recommendation_id not in (select id from temp.closed_rows)
    union all
    select id, authority_id, text, origin_id, date from (
        select t.id, t.authority_id, r.text, r.id as origin_id, d.date,
               min(coalesce(d.date, '9999') || d.id || printf('%06d', r.position))
        from temp.closed_rows c cross join {s}.threads t on t.origin_recommendation_id = c.id
            join {p}recommendations r on r.thread_id = t.id join {p}documents d on d.id = r.document_id
        group by t.id)"""

# Where a report says which papers nobody could read, it says that some were withheld.
_SAYS_SO = """
    union all select null, (select max(id) from {{p}}runs), '{what}', null, null, 'error',
    'withheld', 'Not for publication', null, null, null, 0 where exists (select 1 from {{p}}runs)"""
