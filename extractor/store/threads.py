"""Makes threads anew from all links that reach the items touched, and writes them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from extractor import link
from extractor.store import items


def mark(conn: sqlite3.Connection, item_ids: Iterable[str]) -> None:
    """The threads of these items are to be made anew."""
    conn.executemany("insert or ignore into stale_items values (?)", [(item_id,) for item_id in item_ids])


def stale(conn: sqlite3.Connection) -> set[str]:
    """The items marked, and those of no thread; nothing is marked any more."""
    found = {row[0] for row in conn.execute("select recommendation_id from stale_items")}
    found |= {
        row[0]
        for row in conn.execute(
            "select r.id from recommendations r join documents d on d.id = r.document_id "
            "where r.thread_id is null and d.linked = 1 and r.verdict <> 'rejected'"
        )
    }
    conn.execute("delete from stale_items")
    return found


def make(conn: sqlite3.Connection, touched: Iterable[str]) -> None:
    """Every item that a link leads to from those touched is in the thread that all links together make."""
    reached, links = _reach(conn, set(touched))
    ids = json.dumps(sorted(reached))
    known = items.by_id(conn, reached)
    rows = [li for li in links if li.first in known and li.second in known]
    apart = frozenset(
        pair for pair in conn.execute("select recommendation_id, other_id from splits") if set(pair) <= known.keys()
    )
    made = link.make_threads(known, rows, apart)
    _write(conn, made.threads, reached)
    conn.execute("delete from former_threads where recommendation_id in (select value from json_each(?))", (ids,))
    conn.executemany("insert into former_threads values (?, ?, ?)", [(f.item, f.until, f.thread) for f in made.former])
    _write_refused(conn, rows, made.refused)


def _reach(conn: sqlite3.Connection, start: set[str]) -> tuple[set[str], list[link.Link]]:
    """All items joined to the start by links, used or forbidden, and by present threads; and those links."""
    reached: set[str] = set()
    links: dict[tuple[str, str], link.Link] = {}
    frontier = start
    while frontier:
        reached |= frontier
        wanted = json.dumps(sorted(frontier))
        following: set[str] = set()
        for first, second, score, reason, by in conn.execute(_LINKS, {"ids": wanted}):
            links[first, second] = link.Link(first, second, score, reason, decided_by=by)
            following |= {first, second}
        following |= {row[0] for row in conn.execute(_THREAD_MATES, {"ids": wanted})}
        frontier = following - reached
    return reached, list(links.values())


def _write(conn: sqlite3.Connection, made: Iterable[link.Thread], reached: set[str]) -> None:
    wanted = json.dumps(sorted(reached))
    old = [
        row[0]
        for row in conn.execute(
            "select distinct thread_id from recommendations where thread_id is not null "
            "and id in (select value from json_each(?))",
            (wanted,),
        )
    ]
    rows = [(t.id, t.authority, t.origin.text, t.origin.id, t.first_date) for t in made]
    conn.executemany(
        "insert into threads (id, authority_id, text, origin_recommendation_id, first_date) values (?, ?, ?, ?, ?) "
        "on conflict (id) do update set authority_id = excluded.authority_id, text = excluded.text, "
        "origin_recommendation_id = excluded.origin_recommendation_id, first_date = excluded.first_date",
        rows,
    )
    conn.execute("update recommendations set thread_id = null where id in (select value from json_each(?))", (wanted,))
    conn.executemany(
        "update recommendations set thread_id = ? where id = ?", [(t.id, i.id) for t in made for i in t.items]
    )
    gone = set(old) - {row[0] for row in rows}
    conn.executemany("delete from threads where id = ?", [(thread_id,) for thread_id in gone])


def _write_refused(conn: sqlite3.Connection, used: Iterable[link.Link], refused: Iterable[link.Link]) -> None:
    """Links that would have joined what must stay apart stand among the doubts, and those that would not do not."""
    forbidden = {(li.first, li.second) for li in refused}
    for li in used:
        pair = (li.first, li.second)
        if li.decided_by == "person":
            continue
        into, out = ("doubtful_links", "thread_links") if pair in forbidden else ("thread_links", "doubtful_links")
        column, value = ("verdict", "forbidden") if pair in forbidden else ("decided_by", "rule")
        conn.execute(f"delete from {out} where recommendation_id = ? and other_id = ?", pair)
        conn.execute(
            f"insert or ignore into {into} (recommendation_id, other_id, score, reason, {column}) "
            "values (?, ?, ?, ?, ?)",
            (*pair, li.score, li.reason, value),
        )


_IDS = "(select value from json_each(:ids))"
_LINKS = f"""
    select recommendation_id, other_id, score, reason, decided_by from thread_links where recommendation_id in {_IDS}
    union select recommendation_id, other_id, score, reason, decided_by from thread_links where other_id in {_IDS}
    union select recommendation_id, other_id, score, reason, 'rule' from doubtful_links
        where verdict = 'forbidden' and recommendation_id in {_IDS}
    union select recommendation_id, other_id, score, reason, 'rule' from doubtful_links
        where verdict = 'forbidden' and other_id in {_IDS}"""
_THREAD_MATES = f"""
    select id from recommendations where thread_id in (
        select thread_id from recommendations where id in {_IDS} and thread_id is not null)"""
