"""One paper, one transaction: whole, once, and found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractor import store
from extractor.document import Line as PrintedLine
from extractor.errors import Problem, StoreError
from extractor.records import Extraction
from tests.store.invented import Line, add, column, imported, inspection, listed, paper


def minutes(name: str = "minutes.txt", **facts: object) -> Extraction:
    lines = (Line("The Head of Service bring a report on visits.", kind="action", says=(("complete", "Done."),)),)
    return paper(name, "minutes", "Midvale", "Scrutiny Committee", "2020-06-01", lines, **facts)  # type: ignore[arg-type]


def counts(db: store.Store) -> dict[str, object]:
    tables = ("documents", "passages", "recommendations", "progress", "progress_links", "set_aside", "judgements")
    return {table: column(db, f"select count(*) from {table}")[0] for table in tables}


def test_a_paper_is_stored_with_all_that_was_found_in_it(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), minutes()])
    assert counts(db) == {
        "documents": 2,
        "passages": 12,
        "recommendations": 9,
        "progress": 1,
        "progress_links": 1,
        "set_aside": 2,
        "judgements": 1,
    }
    assert column(db, "select id from meetings") == ["midvale.scrutiny-committee.2020-06-01"]
    assert column(db, "select kind from bodies where authority_id is null") == ["inspectorate"]
    assert store.misplaced(db) == []


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), minutes()])
    before = store.fingerprint(db)
    run = store.start_run(db, "again", "1", "rules 1")
    assert store.save(db, minutes(), run, "minutes.txt").status == "unchanged"
    store.relink(db)
    assert store.fingerprint(db) == before


def test_a_second_name_is_no_second_document(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [minutes()])
    run = store.start_run(db, "again", "1", "rules 1")
    assert store.save(db, minutes(), run, "a copy.txt").status == "renamed"
    assert column(db, "select filename from document_names order by 1") == ["a copy.txt", "minutes.txt"]
    assert column(db, "select filename from documents") == ["a copy.txt"]
    assert store.save_name(db, minutes().document.sha256, "b.txt")
    assert not store.save_name(db, "0" * 64, "c.txt")


def test_other_rules_replace_what_the_machine_read(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), minutes()])
    poorer = replace(minutes(), progress=())
    run = store.start_run(db, "again", "1", "rules 2")
    assert store.save(db, poorer, run, "minutes.txt").status == "read_again"
    assert column(db, "select count(*) from progress") == [0]
    assert column(db, "select count(*) from progress_fts where progress_fts match 'done'") == [0]
    store.relink(db)
    assert store.fingerprint(db) == store.fingerprint(imported(tmp_path / "y.db", [inspection(), poorer]))


def test_known_means_stored_or_read_under_these_rules(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [minutes()])
    sha256 = minutes().document.sha256
    assert store.known(db, sha256)
    assert store.known(db, sha256, "rules 1")
    assert not store.known(db, sha256, "rules 2")
    assert not store.known(db, "0" * 64)


def test_a_failure_is_kept_by_name(tmp_path: Path) -> None:
    db = store.open_database(tmp_path / "x.db")
    run = store.start_run(db, "import", "1", "rules 1")
    store.record_failure(db, run, "scan.pdf", Problem("error", "encrypted", "It is locked. Ask for the password"))
    assert [row["filename"] for row in store.ask(db, "unread_papers")] == ["scan.pdf"]
    store.save(db, minutes("scan.pdf"), run, "scan.pdf")
    assert store.ask(db, "unread_papers") == []


def test_what_is_no_paper_is_dismissed_until_another_file_has_its_name(tmp_path: Path) -> None:
    db = store.open_database(tmp_path / "x.db")
    problem = Problem("error", "unreadable", "is a picture. Scan the paper as a PDF")
    run = store.start_run(db, "import", "1", "rules 1")
    store.record_failure(db, run, "visit.jpg", problem, sha256="a" * 64)
    number = store.decide(db, "dismiss", "visit.jpg", by="A Clerk", note="a photo")
    store.record_failure(db, run, "visit.jpg", problem, sha256="a" * 64)
    assert store.ask(db, "unread_papers") == []
    (kept,) = store.ask(db, "decision_log")
    assert (kept["action"], kept["filename"], kept["state"]) == ("dismiss", "visit.jpg", "in force")
    with pytest.raises(StoreError, match="counts as unread"):
        store.decide(db, "dismiss", "visit.jpg", by="A Clerk")
    undone = store.undo(db, number, by="A Clerk")
    assert [row["filename"] for row in store.ask(db, "unread_papers")] == ["visit.jpg"]
    store.undo(db, undone, by="A Clerk")
    assert store.ask(db, "unread_papers") == []
    store.record_failure(db, run, "visit.jpg", problem, sha256="b" * 64)
    assert [row["filename"] for row in store.ask(db, "unread_papers")] == ["visit.jpg"]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("foster carers", 1),
        ('"written agreement"', 1),
        ('"agreement written"', 0),
        ("neglect", 1),
        ("visits", 1),
        ("nowhere", 0),
        ('un"balanced (', 0),
        ("*", 0),
    ],
)
def test_search_finds_words_in_any_form(tmp_path: Path, words: str, hits: int) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    assert len(store.search(db, words, "recommendations")) == hits


def test_exempt_papers_are_never_found_until_a_person_clears_them(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [minutes(exempt="Not for publication"), inspection()])
    assert store.search(db, "report on visits") == []
    (document,) = column(db, "select id from documents where exempt <> ''")
    number = store.decide(db, "edit", str(document), "exempt=", by="A Clerk", note="the report is public now")
    assert [hit.filename for hit in store.search(db, "report on visits")] == ["minutes.txt"]
    add(db, [minutes(exempt="Not for publication")], "rules 2")
    assert len(store.search(db, "report on visits")) == 1, "a person's word outlasts a new reading"
    store.undo(db, number, by="A Clerk")
    assert store.search(db, "report on visits") == []


def test_the_full_text_index_follows_every_change(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    conn = store.raw(db)
    conn.execute("update recommendations set text = 'Mend the roof' where position = 0")
    conn.execute("delete from recommendations where position = 1")
    assert len(store.search(db, "roof", "recommendations")) == 1
    assert store.search(db, "foster", "recommendations") == []
    assert store.search(db, "families", "recommendations") == []
    for table in ("passages", "recommendations", "progress"):
        conn.execute(f"insert into {table}_fts ({table}_fts, rank) values ('integrity-check', 1)")


def test_a_paper_that_cannot_be_stored_leaves_nothing(tmp_path: Path) -> None:
    db = store.open_database(tmp_path / "x.db")
    good = minutes()
    run = store.start_run(db, "import", "1", "rules 1")
    before = store.fingerprint(db)
    torn = replace(good.document, lines=(PrintedLine(0, 1, None, 0, 0, 0, 0),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        store.save(db, replace(good, document=torn), run, "minutes.txt")
    assert store.fingerprint(db) == before
    store.save(db, good, run, "minutes.txt")


def test_a_run_that_nobody_started_is_refused(tmp_path: Path) -> None:
    db = store.open_database(tmp_path / "x.db")
    with pytest.raises(StoreError, match="no run"):
        store.save(db, inspection(), "run-0", "x.pdf")


def test_a_list_in_two_papers_keeps_its_own_rows(tmp_path: Path) -> None:
    plan = paper("plan.docx", "action_plan", "Midvale", "Board", "2020-05-01", listed(restated=True))
    db = imported(tmp_path / "x.db", [inspection(), plan])
    assert column(db, "select count(*) from recommendations") == [16]
    assert column(db, "select count(*) from threads") == [8]
