"""What the pages of many recommendations show: the front page, lists, a council, an owner, a meeting."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from extractor.exports import words
from extractor.exports.charts import Bar, bars
from extractor.store import narrow_to_council
from extractor.store.withheld import published_without
from extractor.web.standing import LISTS, Row, belongs, chosen, standing

GLANCE, PAGE = 6, 50

# Days from a recommendation to the first report about it, as the chart groups them
WAITS: tuple[tuple[str, int], ...] = (
    ("Within 3 months", 92),
    ("3 to 6 months", 183),
    ("6 to 12 months", 366),
    ("More than a year", 10**6),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader chose: a list, a day, a council's id, words of an owner's name, a kind, a page from 1."""

    show: str = "overdue"
    as_of: str = ""
    authority: str = ""
    owner: str = ""
    kind: str = ""
    page: int = 1

    def link(self, **changed: Any) -> str:
        """The address of the list with these choices changed."""
        chosen = {"show": self.show, "as_of": self.as_of, "authority": self.authority, "owner": self.owner}
        given = {**chosen, "kind": self.kind, **changed}
        return f"/recommendations?{urlencode({key: value for key, value in given.items() if value})}"


def front(conn: sqlite3.Connection, rows: Sequence[Row], asked: Asked) -> dict[str, Any]:
    """In one look: what is overdue, what nobody has reported on, what came in last."""
    found = chosen(rows, asked.authority)
    on_lists = {name: [row for row in found if belongs(row, name)] for name in LISTS}
    return {
        "asked": asked,
        "lists": LISTS,
        "counts": {name: len(listed) for name, listed in on_lists.items()},
        "glance": {name: on_lists[name][:GLANCE] for name in ("overdue", "unreported")},
        "authorities": authorities(conn),
        "latest": _rows(conn, _LATEST, (GLANCE,)),
        "papers": conn.execute("select count(*) from documents").fetchone()[0],
        "withheld": published_without(conn),
        "unread": conn.execute("select count(*) from unread_papers").fetchone()[0],
        "questions": conn.execute(_QUESTIONS).fetchone()[0],
        "chart": by_status(found, asked),
    }


def listed(conn: sqlite3.Connection, rows: Sequence[Row], asked: Asked) -> dict[str, Any]:
    """One page of a list, with what a reader can choose."""
    found = [row for row in chosen(rows, asked.authority, asked.owner, asked.kind) if belongs(row, asked.show)]
    pages = max(1, -(-len(found) // PAGE))
    page = min(asked.page, pages)
    title, sentence = LISTS[asked.show]
    return {
        "asked": asked,
        "lists": LISTS,
        "title": title,
        "sentence": sentence,
        "total": len(found),
        "rows": found[(page - 1) * PAGE : page * PAGE],
        "page": page,
        "pages": pages,
        "authorities": authorities(conn),
        "kinds": sorted({row["kind"] for row in rows}),
    }


def authority(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """A council's dashboard; None where there is no such council. The connection is for this alone."""
    council = _one(conn, "select * from authorities where id = ?", asked.authority)
    if council is None:
        return None
    narrow_to_council(conn, asked.authority)
    found = chosen(standing(conn, asked.as_of), asked.authority)
    return {
        "asked": asked,
        "council": council,
        "counts": {name: sum(belongs(row, name) for row in found) for name in LISTS},
        "lists": LISTS,
        "charts": (by_status(found, asked), _by_wait(conn, found, asked), _by_owner(found, asked)),
        "overdue": [row for row in found if belongs(row, "overdue")][:GLANCE],
        "meetings": _rows(conn, _MEETINGS_OF, (asked.authority,)),
        "papers": _rows(conn, _PAPERS_OF, (asked.authority,)),
    }


def owner(conn: sqlite3.Connection, rows: Sequence[Row], owner_id: str, asked: Asked) -> dict[str, Any] | None:
    """All that is asked of one post, person or organisation; None where there is none of that id."""
    found = _one(conn, "select * from owners where id = ?", owner_id)
    if found is None:
        return None
    threads = {row[0] for row in conn.execute(_THREADS_OF, (owner_id,))}
    theirs = [row for row in rows if row["thread_id"] in threads]
    return {
        "asked": asked,
        "owner": found,
        "rows": theirs[: 4 * PAGE],
        "counts": {name: sum(belongs(row, name) for row in theirs) for name in LISTS},
        "lists": LISTS,
        "spellings": [row[0] for row in conn.execute(_SPELLINGS, (owner_id,))],
    }


def meeting(conn: sqlite3.Connection, meeting_id: str) -> dict[str, Any] | None:
    """One sitting: its papers, what was decided there, what was reported to it; None where there is none."""
    found = _one(conn, _MEETING, meeting_id)
    if found is None:
        return None
    return {
        "meeting": found,
        "papers": _rows(conn, _PAPERS_OF_MEETING, (meeting_id,)),
        "items": _rows(conn, _ITEMS_OF_MEETING, (meeting_id,)),
        "progress": _rows(conn, _PROGRESS_OF_MEETING, (meeting_id,)),
        "business": _rows(conn, _BUSINESS, (meeting_id,)),
        "around": {
            "before": _one(conn, f"{_NEIGHBOUR} < ? order by date desc limit 1", found["body_id"], found["date"]),
            "after": _one(conn, f"{_NEIGHBOUR} > ? order by date limit 1", found["body_id"], found["date"]),
        },
    }


def authorities(conn: sqlite3.Connection) -> list[Row]:
    """Every council with papers, by name."""
    return _rows(conn, "select id, name from authorities order by name")


def by_status(rows: Sequence[Row], asked: Asked) -> Any:
    """How many recommendations stand where."""
    counts = Counter(row["status"] for row in rows)
    shown = [name for name in words.STATUSES if counts[name]]
    return bars(
        "Recommendations by last reported status",
        [Bar(f"{words.shape(s)} {words.status(s)}", counts[s], f"status-{s.replace(' ', '_')}") for s in shown],
    )


def _by_wait(conn: sqlite3.Connection, rows: Sequence[Row], asked: Asked) -> Any:
    """From the day a recommendation was made to the first word about it."""
    first = dict(conn.execute(_FIRST_REPORT, (asked.authority, asked.as_of or "9999")))
    waits = [words.days_between(row["known_from"], first.get(row["thread_id"])) for row in rows]
    said = [wait for wait in waits if wait is not None]
    shown, before = [], -(10**6)
    for label, most in WAITS:
        shown.append(Bar(label, sum(before < wait <= most for wait in said)))
        before = most
    return bars("From recommendation to first report", [*shown, Bar("Not yet", len(waits) - len(said), "late")])


def _by_owner(rows: Sequence[Row], asked: Asked) -> Any:
    counts: Counter[str] = Counter()
    for row in rows:
        if row["overdue"]:
            counts.update((row["owners"] or "Nobody named").split("; "))
    most = [
        Bar(name, number, "late", asked.link(show="overdue", owner="" if name == "Nobody named" else name))
        for name, number in counts.most_common(10)
    ]
    return bars("Overdue by owner", most)


def _rows(conn: sqlite3.Connection, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
    cursor = conn.execute(sql, values)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def _one(conn: sqlite3.Connection, sql: str, *values: Any) -> Row | None:
    return next(iter(_rows(conn, sql, values)), None)


rows_of: Callable[..., list[Row]] = _rows
one_of: Callable[..., Row | None] = _one

_QUESTIONS = "select count(*) from problems where severity = 'question' and id is not null"
_LATEST = """
    select d.id, d.filename, d.title, d.kind, d.date, d.imported_at, a.name as authority
    from documents d left join authorities a on a.id = d.authority_id
    order by d.imported_at desc, d.date desc, d.id limit ?"""
_MEETINGS_OF = """
    select m.id, m.date, b.name as body, (select count(*) from documents d where d.meeting_id = m.id) as papers
    from meetings m join bodies b on b.id = m.body_id where b.authority_id = ? order by m.date desc limit 60"""
_PAPERS_OF = """
    select id, filename, title, kind, framework, date, superseded_by from documents
    where authority_id = ? order by date desc, filename limit 200"""
_THREADS_OF = """
    select distinct r.thread_id from recommendation_owners o join recommendations r on r.id = o.recommendation_id
    where o.owner_id = ? and r.thread_id is not null and r.verdict <> 'rejected'"""
_SPELLINGS = "select distinct text from recommendation_owners where owner_id = ? order by text limit 20"
_MEETING = """
    select m.*, b.name as body, b.authority_id, a.name as authority from meetings m join bodies b on b.id = m.body_id
    left join authorities a on a.id = b.authority_id where m.id = ?"""
_PAPERS_OF_MEETING = """
    select id, filename, title, kind, version, superseded_by from documents where meeting_id = ?
    order by kind, filename"""
_OF_MEETING = """
    join documents d on d.id = i.document_id where d.meeting_id = ? and d.superseded_by is null
    and i.verdict <> 'rejected'"""
_ITEMS_OF_MEETING = f"""
    select i.id, i.thread_id, i.kind, i.ref, i.text, i.due_date, i.restated, i.document_id, d.filename, i.page
    from recommendations i {_OF_MEETING} order by i.restated, d.filename, i.position"""
_PROGRESS_OF_MEETING = f"""
    select i.id, i.text, i.status, i.document_id, d.filename, i.page,
           (select r.thread_id from progress_links l join recommendations r on r.id = l.recommendation_id
            where l.progress_id = i.id limit 1) as thread_id
    from progress i {_OF_MEETING} order by d.filename, i.position"""
_BUSINESS = """
    select i.number, i.title, i.document_id, i.page, d.filename from agenda_items i join documents d
    on d.id = i.document_id where i.meeting_id = ? and d.superseded_by is null order by d.filename, i.position"""
_NEIGHBOUR = "select id, date from meetings where body_id = ? and date"
_FIRST_REPORT = """
    select r.thread_id, min(d.date) from threads t join recommendations r on r.thread_id = t.id
    join progress_links l on l.recommendation_id = r.id join progress g on g.id = l.progress_id
    join documents d on d.id = g.document_id
    where t.authority_id = ? and d.date <= ? and g.status <> 'no_update' and g.verdict <> 'rejected'
      and r.verdict <> 'rejected' and d.superseded_by is null
    group by r.thread_id"""
