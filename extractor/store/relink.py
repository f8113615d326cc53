"""Loads what linking needs, calls `extractor.link`, and writes what it found.

Papers are compared in pairs, and what a pair has in common depends on these two alone; threads are made anew from
all links of the threads touched. So the result does not depend on the order of imports, and one new paper costs
what one paper costs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.store import names, questions, versions
from extractor.store.connection import Store, close, open_database, raw, transaction
from extractor.store.decisions import replay_within

if TYPE_CHECKING:
    from extractor import link

ROUNDS = 3  # a decision can change an item's words, and so its links; no decision changes them twice
PAPERS_A_TRANSACTION = 20  # others wait for a transaction to end, and no longer than 30 s


def relink(db: Store, document_ids: Iterable[str] = (), run_id: str | None = None) -> int:
    """Every item of these papers, and of any paper not linked yet, is in its thread; decisions are replayed.

    Questions go to the run `run_id`, or to the run that read the paper. Returns how many papers were compared, one that
    a decision changed once more for it.
    """
    from extractor.store import threads  # noqa: PLC0415  what links papers loads slowly, and no question needs it

    queue, papers = set(document_ids) | _unlinked(db), 0
    for _ in range(ROUNDS):
        for batch in _batches(sorted(queue)):
            with transaction(db) as conn:
                for document_id in batch:
                    _link_paper(conn, document_id)
                threads.make(conn, threads.stale(conn))
        papers += len(queue)
        with transaction(db) as conn:
            replay_within(conn)
        queue = _unlinked(db)
        if not queue:
            break
    with transaction(db) as conn:
        names.tidy(conn)
        questions.renew(conn, run_id)
    return papers


@contextmanager
def deciding(path: Path) -> Iterator[Store]:
    """The database, open for decisions; what they change is linked anew before it is closed."""
    db = open_database(path, create=False)
    try:
        yield db
        relink(db)
    finally:
        close(db)


def _unlinked(db: Store) -> set[str]:
    return {row[0] for row in raw(db).execute("select id from documents where linked = 0")}


def _batches(queue: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(queue), PAPERS_A_TRANSACTION):
        yield queue[at : at + PAPERS_A_TRANSACTION]


def _link_paper(conn: sqlite3.Connection, document_id: str, *, again: bool = False) -> None:
    """The paper's links, versions and points that came back are as its items say."""
    from extractor import link  # noqa: PLC0415  likewise
    from extractor.store import items, threads  # noqa: PLC0415

    items.infer_authority(conn, document_id)
    ours = items.of_document(conn, document_id)
    threads.mark(conn, _forget_links(conn, document_id))
    keys = items.write_keys(conn, document_id, ours)
    conn.execute("update documents set linked = 1 where id = ?", (document_id,))
    versions.settle(conn, document_id)
    printings = set(versions.versions_of(conn, document_id))
    for theirs in items.partners(conn, document_id, keys):
        one_paper = theirs[0].paper.id in printings
        _write_links(conn, link.match_papers(ours, theirs, printings=one_paper))
    _write_come_backs(conn, document_id, ours)
    if not again:
        for other_id in items.nameless_partners(conn, ours):
            _link_paper(conn, other_id, again=True)


def _forget_links(conn: sqlite3.Connection, document_id: str) -> set[str]:
    """The rules' links of the paper are gone; the ids of its items, rejected ones too, and of those they led to."""
    ours = "(select id from recommendations where document_id = ?1)"
    others = {row[0] for row in conn.execute("select id from recommendations where document_id = ?", (document_id,))}
    for table in ("thread_links", "doubtful_links"):
        either = f"recommendation_id in {ours} or other_id in {ours}"
        for pair in conn.execute(f"select recommendation_id, other_id from {table} where {either}", (document_id,)):
            others.update(pair)
        machine = " and decided_by = 'rule'" if table == "thread_links" else ""
        conn.execute(f"delete from {table} where ({either}){machine}", (document_id,))
    conn.execute(f"delete from come_backs where recommendation_id in {ours} or earlier_id in {ours}", (document_id,))
    return others


def _write_links(conn: sqlite3.Connection, found: Sequence[link.Link]) -> None:
    conn.executemany(
        "insert or ignore into thread_links (recommendation_id, other_id, score, reason, decided_by) "
        "values (?, ?, ?, ?, 'rule')",
        [(li.first, li.second, li.score, li.reason) for li in found if li.verdict == "same"],
    )
    conn.executemany(
        "insert or ignore into doubtful_links (recommendation_id, other_id, score, reason, verdict) "
        "values (?, ?, ?, ?, 'doubt')",
        [(li.first, li.second, li.score, li.reason) for li in found if li.verdict == "doubt"],
    )


def _write_come_backs(conn: sqlite3.Connection, document_id: str, ours: Sequence[link.Item]) -> None:
    """Points of this inspection that an earlier one made, and of a later one that this one made."""
    from extractor import link  # noqa: PLC0415  likewise
    from extractor.store import items  # noqa: PLC0415

    originals = [item for item in ours if item.original]
    if not originals:
        return
    for other in items.inspections_of_council(conn, document_id):
        newer, earlier = (originals, other) if _newer(originals[0], other[0]) else (other, originals)
        if newer[0].paper.inspection == earlier[0].paper.inspection:
            continue
        conn.executemany(
            "insert or replace into come_backs (recommendation_id, earlier_id, score, reason) values (?, ?, ?, ?)",
            [(li.first, li.second, li.score, li.reason) for li in link.come_backs(newer, earlier)],
        )


def _newer(a: link.Item, b: link.Item) -> bool:
    return (a.paper.date or "", a.paper.id) > (b.paper.date or "", b.paper.id)
