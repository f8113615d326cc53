"""A closed part of a paper is out of the full-text index until a person clears it, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import store
from extractor.document import SetAside
from extractor.errors import StoreError
from extractor.records import ExemptPart, Extraction, Quote, content_id
from extractor.store.migrations import SEARCHED, searchable
from tests.store.invented import add, column, imported, inspection

MARKS = ("Not for publication: paragraph 3", "Confidential")


def closed(paper: Extraction, *closed_items: int, **facts: object) -> Extraction:
    """The paper with some of its items in closed parts of their own, the n-th marked by the n-th of `MARKS`."""
    parts = []
    for mark, position in zip(MARKS, closed_items, strict=False):
        quote = paper.recommendations[position].quote
        part_id = content_id(paper.document.id, "x", quote.text, 1)
        first = Quote(quote.text, quote.start_char, quote.end_char)
        parts.append(ExemptPart(part_id, first, (), mark, "3" if "3" in mark else "", quote.start_char, quote.end_char))
    return replace(paper, exempt_parts=tuple(parts), paper=replace(paper.paper, **facts))  # type: ignore[arg-type]


def indexed(db: store.Store) -> dict[str, set[int]]:
    """The rows that the index holds, asked of the index itself."""
    conn = store.raw(db)
    rows = {}
    for table in SEARCHED:
        conn.execute(
            f"create virtual table if not exists temp.{table}_words using fts5vocab(main, {table}_fts, instance)"
        )
        rows[table] = {row[0] for row in conn.execute(f"select distinct doc from {table}_words")}
    return rows


def expected(db: store.Store) -> dict[str, set[int]]:
    return {
        table: {row[0] for row in store.raw(db).execute(f"select n from {table} t where {searchable('t')}")}
        for table in SEARCHED
    }


def test_a_closed_part_is_not_found_until_a_person_clears_it(tmp_path: Path) -> None:
    paper = closed(inspection(), 0, 3)
    db = imported(tmp_path / "x.db", [paper])
    assert store.search(db, "foster") == store.search(db, "complaints", "recommendations") == []
    assert store.search(db, "neglect", "recommendations")
    number = store.decide(db, "edit", paper.exempt_parts[0].id, "exempt=", by="A Clerk", note="public since May")
    assert len(store.search(db, "foster")) == 1
    assert store.search(db, "complaints") == []
    add(db, [paper], "rules 2")
    assert len(store.search(db, "foster")) == 1, "a person's word outlasts a new reading"
    store.undo(db, number, by="A Clerk")
    assert store.search(db, "foster") == []


def test_who_clears_a_paper_clears_its_parts_and_its_doubts(tmp_path: Path) -> None:
    paper = closed(inspection(), 0, 3, exempt="Confidential")
    db = imported(tmp_path / "x.db", [paper])
    assert store.search(db, "the") == []
    number = store.decide(db, "edit", paper.document.id, "exempt=", by="A Clerk")
    assert column(db, "select exempt from exempt_parts") == ["", ""]
    assert column(db, "select checked from documents") == ["yes"]
    assert len(store.search(db, "complaints", "recommendations")) == 1
    store.undo(db, number, by="A Clerk")
    assert column(db, "select exempt from exempt_parts order by position") == list(MARKS)
    assert column(db, "select checked from documents") == [""]
    assert store.search(db, "the") == []


@pytest.mark.parametrize(("action", "value"), [("accept", ""), ("reject", ""), ("close", ""), ("edit", "text=x")])
def test_only_its_closing_can_be_decided_of_a_part(tmp_path: Path, action: str, value: str) -> None:
    paper = closed(inspection(), 0)
    db = imported(tmp_path / "x.db", [paper])
    with pytest.raises(StoreError):
        store.decide(db, action, paper.exempt_parts[0].id, value, by="A Clerk")  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["paper", 0, 1]), st.sampled_from(["", "Closed"])), max_size=6))
def test_the_index_holds_what_is_public_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, str]]
) -> None:
    paper = closed(inspection(), 0, 0)  # two parts over one item
    paper = replace(paper, exempt_parts=(paper.exempt_parts[0], replace(paper.exempt_parts[1], id="x-other")))
    db = imported(tmp_path_factory.mktemp("index") / "x.db", [paper])
    conn = store.raw(db)
    for what, words in steps:
        if what == "paper":
            conn.execute("update documents set exempt = ?", (words,))
        else:
            conn.execute("update exempt_parts set exempt = ? where position = ?", (words, what))
        assert indexed(db) == expected(db)
    store.close(db)


def test_words_that_nobody_can_see_are_not_kept(tmp_path: Path) -> None:
    paper = inspection()
    aside = (SetAside("hidden", "Sam Oak of 3 Elm Row", 1), SetAside("footer", "Page 1", 1))
    db = imported(tmp_path / "x.db", [replace(paper, document=replace(paper.document, set_aside=aside))])
    assert column(db, "select text from set_aside order by position") == ["", "Page 1"]
