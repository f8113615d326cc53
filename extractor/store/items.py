"""The items of papers as linking sees them, and those of other papers worth comparing with them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from extractor import link
from extractor.link.keys import search_keys
from extractor.link.wording import wording
from extractor.store import names
from extractor.store.shapes import SECTION_JOINT

_ITEMS = """
    select r.id, r.kind, r.position, r.text, r.due_text, r.ref, r.section, r.restated, r.due_date, d.id, d.kind,
           d.framework, d.authority_id, d.body_id, d.meeting_id, d.date, substr(d.imported_at, 1, 10),
           (select group_concat(o.owner_id, char(10)) from recommendation_owners o where o.recommendation_id = r.id)
    from recommendations r join documents d on d.id = r.document_id
    where r.verdict <> 'rejected' and {condition} order by d.id, r.position"""


def of_document(conn: sqlite3.Connection, document_id: str) -> list[link.Item]:
    """The items of a paper in reading order."""
    return _items(conn, "d.id = ?", (document_id,))


def by_id(conn: sqlite3.Connection, item_ids: Iterable[str]) -> dict[str, link.Item]:
    """The items of these ids; rejected ones and those that are gone are left out."""
    wanted = json.dumps(sorted(item_ids))
    return {item.id: item for item in _items(conn, "r.id in (select value from json_each(?))", (wanted,))}


def partners(conn: sqlite3.Connection, document_id: str, keys: Iterable[int]) -> list[list[link.Item]]:
    """All items of every other linked paper that shares two of the paper's keys or more: a list a paper."""
    return _by_paper(
        conn,
        "d.id in (select r.document_id from link_keys k join recommendations r on r.id = k.recommendation_id "
        "where k.key in (select value from json_each(?1)) group by r.document_id having count(distinct k.key) > 1) "
        "and d.linked = 1 and d.id <> ?2",
        (json.dumps(sorted(keys)), document_id),
    )


def write_keys(conn: sqlite3.Connection, document_id: str, ours: Sequence[link.Item]) -> set[int]:
    """The items can be found by what they share with others; the keys by which they find the others."""
    conn.execute(
        "delete from link_keys where recommendation_id in (select id from recommendations where document_id = ?)",
        (document_id,),
    )
    (basis,) = conn.execute("select authority_basis from documents where id = ?", (document_id,)).fetchone()
    own = [(link.keys_of(item), item) for item in ours]
    found = {(key, item.id) for keys, item in own for key in keys | _search_keys(item, basis)}
    conn.executemany("insert into link_keys values (?, ?)", sorted(found))
    return {key for keys, _ in own for key in keys}


def nameless_partners(conn: sqlite3.Connection, ours: Sequence[link.Item]) -> set[str]:
    """The linked papers without a printed council whose items share words with our list, if ours is an inspection's."""
    originals = [item for item in ours if item.original]
    keys = sorted({key for item in originals for key in search_keys(item, nameless=True)})
    found = conn.execute(
        "select distinct r.document_id from link_keys k join recommendations r on r.id = k.recommendation_id "
        "join documents d on d.id = r.document_id "
        "where k.key in (select value from json_each(?)) and d.linked = 1 and d.authority_basis is not 'printed'",
        (json.dumps(keys),),
    )
    return {row[0] for row in found}


def inspections_of_council(conn: sqlite3.Connection, document_id: str) -> list[list[link.Item]]:
    """The lists of the other inspection reports of the same council."""
    found = _by_paper(
        conn,
        "d.kind = 'inspection_report' and d.linked = 1 and d.id <> ?1 "
        "and d.authority_id = (select authority_id from documents where id = ?1)",
        (document_id,),
    )
    return [originals for paper in found if (originals := [item for item in paper if item.original])]


def infer_authority(conn: sqlite3.Connection, document_id: str) -> None:
    """A paper that names no council has the one whose list it restates, marked as inferred, with the reason."""
    before, basis = conn.execute(
        "select authority_id, authority_basis from documents where id = ?", (document_id,)
    ).fetchone()
    if basis in ("printed", "person"):
        return
    restated = link.restated(of_document(conn, document_id))
    found = link.infer_authority(restated, _reports_like(conn, restated)) if restated else None
    council = found.authority if found and not found.rivals else None
    reason = found.reason if found else None
    if found and found.rivals:
        reason = f"{reason}; but so do the lists of {', '.join(found.rivals)}"
    conn.execute(
        "update documents set authority_id = ?, authority_basis = ?, authority_reason = ? where id = ?",
        (council, "inferred" if council else None, reason, document_id),
    )
    if council != before:
        names.seat(conn, document_id)


def _reports_like(conn: sqlite3.Connection, restated: Sequence[link.Item]) -> dict[str, list[link.Item]]:
    """The lists of every inspection report that shares words with these items and is not younger than they are."""
    keys = sorted({key for item in restated for key in search_keys(item, nameless=False)})
    found = _by_paper(
        conn,
        "d.kind = 'inspection_report' and d.authority_id is not null and d.linked = 1 and d.id in ("
        "select document_id from recommendations where id in ("
        "select recommendation_id from link_keys where key in (select value from json_each(?))))",
        (json.dumps(keys),),
    )
    day = restated[0].paper.day
    lists = {paper[0].paper.id: [item for item in paper if item.original] for paper in found}
    return {paper: items for paper, items in lists.items() if items and items[0].paper.day <= day}


def _search_keys(item: link.Item, basis: str | None) -> frozenset[int]:
    """Under which an inspection's point is found by papers that name no council, and theirs by it."""
    listed = item.kind in ("inspection_recommendation", "action")
    if not listed or (not item.original and basis == "printed"):
        return frozenset()
    return search_keys(item, nameless=not item.original)


def _by_paper(conn: sqlite3.Connection, condition: str, values: Sequence[object]) -> list[list[link.Item]]:
    papers: dict[str, list[link.Item]] = {}
    for item in _items(conn, condition, values):
        papers.setdefault(item.paper.id, []).append(item)
    return list(papers.values())


def _items(conn: sqlite3.Connection, condition: str, values: Sequence[object]) -> list[link.Item]:
    found = []
    paper = None
    for row in conn.execute(_ITEMS.format(condition=condition), values):
        item_id, kind, position, text, due_text, ref, section, restated, due_date, *facts, owners = row
        if paper is None or paper.id != facts[0]:
            paper = link.Facts(*facts)
        heading = section.rsplit(SECTION_JOINT, 1)[-1]
        found.append(
            link.Item(
                item_id,
                paper,
                kind,
                position,
                text,
                wording(text, due_text),
                ref,
                heading,
                bool(restated),
                frozenset((owners or "").split("\n")) - {""},
                due_date,
            )
        )
    return found
