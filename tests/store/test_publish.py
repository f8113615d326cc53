"""The published file: what is withheld is nowhere in its bytes, and whatever happens a whole file stands there."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from extractor import store
from extractor.document import SetAside
from extractor.errors import Problem, StoreError
from extractor.parsers import parse_bytes
from extractor.pipeline import build, read_paper
from extractor.records import Extraction, Given
from extractor.rulebook import load
from extractor.store.public import BLACK, ROWS
from tests.conftest import Run
from tests.store.invented import POINTS, Line, add, column, imported, inspection, paper

# Tables that hold only what the tool notes for itself, or is told of a file.
OURS = {"bulk_load", "decision_targets", "given", "reports", "settings", "stale_items", "sqlite_sequence"}

MINUTES = """# Staffing Panel

Minutes of the meeting held on 4 May 2021

## 1. Foster carers

RESOLVED that the Head of Fostering write to every carer by 30 June 2021.

## 2. Exclusion of the press and public

RESOLVED that under section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting for the
following items as they involve exempt information as defined in paragraph 1 of Part 1 of Schedule 12A to the Act.

## 3. Grievance of Walter Quillfeather

The panel heard that Walter Quillfeather had been unwell.

RESOLVED that the Keeper of the Orchid House dismiss Walter Quillfeather by 1 July 2021.
"""
SECRETS = ("Quillfeather", "Orchid House", "1 July 2021", "unwell")


@pytest.fixture(scope="module")
def minutes() -> Extraction:
    document = parse_bytes(Path("minutes.md"), MINUTES.encode())
    return read_paper(build(), document, Given(kind="minutes", authority="Midvale", date="2021-05-04"))


def closed_report(**facts: object) -> Extraction:
    """A whole paper that is closed, whose first item an open paper repeats later."""
    lines = (
        Line(POINTS[0], "1"),
        Line("Sell the walled garden to Hesper Brothers.", "2", owner="Warden of the Garden"),
    )
    name = "hesper-sale.pdf"
    return paper(name, "officer_report", "Midvale", "Garden Board", "2019-01-07", lines, exempt="Confidential", **facts)


def everything(minutes: Extraction, path: Path) -> store.Store:
    """A database with all that can be withheld in it, next to what cannot."""
    hidden = replace(paper("scan.pdf", "action_plan", "Midvale", "Board", "2020-06-01", (Line("Mend the sundial."),)))
    aside = (SetAside("hidden", "Call Ottoline Pepperday", 1),)
    doubt = Problem("warning", "hidden-text", "page 1 has words that cannot be seen", 1)
    document = replace(hidden.document, set_aside=aside, problems=(doubt,))
    db = imported(path, [closed_report(), inspection(), minutes, replace(hidden, document=document)])
    run = store.start_run(db, "import /home/jane/secret-folder", "1", "rules 1")
    store.record_failure(db, run, "pepperday-complaint.pdf", Problem("error", "unreadable", "pepperday is locked"))
    (item,) = column(db, "select id from recommendations where text = ? and restated = 0 and ref = '2'", POINTS[1])
    store.decide(db, "close", str(item), "2021-01-01", by="Jane Clerk", note="Councillor Oake told me so")
    return db


def test_no_byte_of_what_is_withheld_is_in_the_file(minutes: Extraction, tmp_path: Path) -> None:
    everything(minutes, tmp_path / "x.db")
    done = store.publish(tmp_path / "x.db", tmp_path / "public.db")
    assert store.summary(done.withheld) == ("1 paper, 1 item and 1 paper to be looked at first withheld, paragraph 1")
    data = (tmp_path / "public.db").read_bytes()
    words = [*SECRETS, "Hesper", "walled garden", "Warden of the Garden", "Garden Board", "hesper-sale", "sundial",
             "scan.pdf", "Ottoline", "pepperday", "secret-folder", "Jane", "Oake"]  # fmt: skip
    assert [each for each in words if each.encode() in data] == []
    secret = withheld_words(tmp_path / "x.db", tmp_path / "public.db")
    assert len(secret) >= 10
    assert [each for each in secret if each.encode() in data] == []
    home = b"".join(path.read_bytes() for path in tmp_path.glob("x.db*"))
    assert all(each.encode() in home for each in words if each != "Ottoline"), "the test looks for words that are there"


def withheld_words(home: Path, public: Path) -> set[str]:
    """All that any row at home says and no published text does."""
    conn = sqlite3.connect(public)
    shown = " ".join(" ".join(text.split()) for (text,) in conn.execute("select text from document_texts"))
    conn.execute("attach ? as home", (str(home),))
    said: set[str] = set()
    for source in ("text from home.passages", "text from home.recommendations", "title from home.agenda_items",
                   "text from home.dates", "text from home.exempt_parts", "title from home.documents"):  # fmt: skip
        said |= {row[0] for row in conn.execute(f"select {source}")}
    conn.close()
    return {words for words in said if words and words not in shown}


def test_what_was_read_since_or_dismissed_is_not_unread_in_the_published_file(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    run = store.start_run(db, "import", "1", "rules 1")
    for name, sha256 in (("photo.jpg", "a" * 64), ("locked.pdf", "b" * 64)):
        store.record_failure(db, run, name, Problem("error", "unreadable", "cannot be read"), sha256)
    store.record_failure(db, run, "late.txt", Problem("error", "unreadable", "cannot be read"))
    add(db, [paper("late.txt", "minutes", "Midvale", "Board", "2020-06-01")])
    store.decide(db, "dismiss", "photo.jpg", by="A Clerk")
    store.publish(tmp_path / "x.db", tmp_path / "public.db")
    conn = store.connect(tmp_path / "public.db", readonly=True)
    assert conn.execute("select count(*) from problems where severity = 'error'").fetchone()[0] == 1


def test_what_is_public_is_all_there_and_can_be_asked(minutes: Extraction, run: Run, tmp_path: Path) -> None:
    everything(minutes, tmp_path / "x.db")
    done = store.publish(tmp_path / "x.db", tmp_path / "public.db")
    assert (done.papers, done.recommendations) == (2, len(POINTS) + 2)
    conn = store.connect(tmp_path / "public.db", readonly=True)
    found = {hit.filename for hit in store.search(conn, "foster", "recommendations")}
    assert found == {"Midvale inspection 2020-03-02.pdf", "minutes.md"}
    assert store.search(conn, "Quillfeather") == store.search(conn, "dismiss", "recommendations") == []
    for row in conn.execute(
        "select r.text, substr(x.text, r.start_char + 1, r.end_char - r.start_char) from recommendations r "
        "join document_texts x using (document_id)"
    ):
        assert " ".join(row[1].split()) == row[0]
    (text,) = conn.execute("select text from document_texts where text like '%RESOLVED%'").fetchone()
    assert len(text) == len(minutes.document.text)
    assert BLACK in text
    # A thread that a closed paper began goes on from its first public printing.
    assert ("2020-03-02",) in conn.execute("select first_date from threads where text = ?", (POINTS[0],)).fetchall()
    told = run("gaps", "--db", tmp_path / "public.db", "--as-of", "2021-09-01")
    assert told.returncode == 0, told.stderr
    assert "1 paper, 1 item and 1 paper to be looked at first withheld" in told.stderr + told.stdout
    for (view,) in conn.execute("select name from sqlite_master where type = 'view'").fetchall():
        conn.execute(f"select * from {view}").fetchall()


def test_the_file_holds_the_listed_tables_and_columns_and_is_one_file(minutes: Extraction, tmp_path: Path) -> None:
    everything(minutes, tmp_path / "x.db")
    store.publish(tmp_path / "x.db", tmp_path / "public.db")
    listed = load().table("publishing")["tables"]
    with sqlite3.connect(tmp_path / "public.db") as conn:
        master = conn.execute("select type, name from sqlite_master").fetchall()
        tables = {
            name for kind, name in master if kind == "table" and "_fts" not in name and not name.startswith("sqlite_")
        }
        assert tables == set(listed)
        assert not [name for kind, name in master if kind == "trigger"]
        assert conn.execute("pragma journal_mode").fetchone() == ("delete",)
        assert conn.execute("pragma freelist_count").fetchone() == (0,)
        assert conn.execute("pragma integrity_check").fetchone() == ("ok",)
        for table, columns in listed.items():
            for _, name, *_ in conn.execute(f"pragma table_info({table})").fetchall():
                if name not in columns:
                    rows = conn.execute(f"select count(*) from {table} where coalesce({name}, '') not in ('', 0)")
                    assert rows.fetchone() == (0,), f"{table}.{name} is not listed, and not empty"
    assert [path.name for path in tmp_path.iterdir() if "public" in path.name] == ["public.db"]


def test_every_table_has_a_rule_or_stays_at_home(tmp_path: Path) -> None:
    db = store.open_database(tmp_path / "x.db")
    tables = {
        str(name)
        for name in column(db, "select name from sqlite_master where type = 'table'")
        if "_fts" not in str(name)
    }
    assert tables - OURS == set(ROWS)
    listed = load().table("publishing")["tables"]
    assert {table for table, columns in listed.items() if columns} <= set(ROWS) | {"reports", "settings"}
    for table, columns in listed.items():
        assert set(columns) <= {str(name) for name in column(db, f"select name from pragma_table_info('{table}')")}


@pytest.mark.parametrize(
    ("kind", "secret"), [("part", b"Quillfeather"), ("paper", b"Hesper"), ("unchecked", b"sundial")]
)
def test_what_is_cleared_is_published_and_is_not_after_undo(
    minutes: Extraction, tmp_path: Path, kind: str, secret: bytes
) -> None:
    db = everything(minutes, tmp_path / "x.db")
    (subject,) = (each.id for each in store.withheld(db, store.doubts()) if each.kind == kind)
    number = store.decide(db, "edit", subject, "exempt=", by="A Clerk", note="it was in the press")
    store.publish(tmp_path / "x.db", tmp_path / "public.db")
    assert secret in (tmp_path / "public.db").read_bytes()
    store.undo(db, number, by="A Clerk")
    store.publish(tmp_path / "x.db", tmp_path / "public.db")
    assert secret not in (tmp_path / "public.db").read_bytes()


def test_a_clerk_lists_clears_and_publishes(minutes: Extraction, run: Run, tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    store.close(everything(minutes, db))
    listed = json.loads(run("withheld", "--db", db, "--format", "json").stdout)
    assert {row["what"] for row in listed} == {"paper", "item", "paper to be looked at"}
    (item,) = (row for row in listed if row["what"] == "item")
    assert (item["title"], item["why"][:8]) == ("3. Grievance of Walter Quillfeather", "RESOLVED")
    assert run("clear", item["id"], "--why", "it was in the press", "--db", db).returncode == 0
    told = run("publish", "public.db", "--db", db).stderr
    assert "withheld: hesper-sale.pdf: Confidential" in told
    assert "withheld: scan.pdf, page 1: page 1 has words that cannot be seen" in told
    assert "public.db is published: 2 papers" in told
    again = run("clear", item["id"], "--why", "x", "--db", db)
    assert (again.returncode, "nothing of this id is withheld" in again.stderr) == (1, True)


def test_a_clerk_withholds_a_paper_by_the_name_of_its_file_and_nothing_is_left_unlinked(
    minutes: Extraction, run: Run, tmp_path: Path
) -> None:
    db = tmp_path / "x.db"
    store.close(everything(minutes, db))
    run("withhold", minutes.document.filename, "--why", "Paragraph 3", "--db", db)
    with sqlite3.connect(db) as conn:
        assert conn.execute("select count(*) from documents where linked = 0").fetchone() == (0,)
    conn.close()
    listed = json.loads(run("withheld", "--db", db, "--format", "json").stdout)
    assert ("paper", minutes.document.filename) in {(row["what"], row["paper"]) for row in listed}
    assert run("clear", minutes.document.id, "--why", "In the press", "--db", db).returncode == 0
    made = json.loads(run("decisions", "--of", minutes.document.id, "--db", db, "--format", "json").stdout)
    assert [each["decision"].partition(": ")[2] for each in made] == ["edit exempt=", "edit exempt=Paragraph 3"]


@pytest.mark.parametrize(
    "breaks", ["extractor.store.publishing._check", "extractor.store.publishing._counted", "pathlib.Path.replace"]
)
def test_a_failure_before_the_swap_leaves_the_old_file(
    minutes: Extraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: str
) -> None:
    everything(minutes, tmp_path / "x.db")
    store.publish(tmp_path / "x.db", tmp_path / "public.db")
    before = (tmp_path / "public.db").read_bytes()

    def broken(*_: object) -> None:
        raise OSError("the power is gone")

    monkeypatch.setattr(breaks, broken)
    with pytest.raises(OSError, match="power"):
        store.publish(tmp_path / "x.db", tmp_path / "public.db")
    assert (tmp_path / "public.db").read_bytes() == before
    assert not list(tmp_path.glob(".public*"))


def test_words_that_slip_through_stop_the_publishing(
    minutes: Extraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(minutes, tmp_path / "x.db")
    monkeypatch.setitem(ROWS, "recommendations", "true")
    with pytest.raises(StoreError, match="not for publication"):
        store.publish(tmp_path / "x.db", tmp_path / "public.db")
    assert not (tmp_path / "public.db").exists()


def test_a_database_whose_index_lost_what_it_withholds_is_not_published(minutes: Extraction, tmp_path: Path) -> None:
    store.close(everything(minutes, tmp_path / "x.db"))
    with sqlite3.connect(tmp_path / "x.db") as conn:
        index = "select rootpage from sqlite_master where name = 'exempt_parts_document'"
        start = (conn.execute(index).fetchone()[0] - 1) * 4096
        assert conn.execute("pragma journal_mode=delete").fetchone()[0] == "delete"
    damaged = bytearray((tmp_path / "x.db").read_bytes())
    damaged[start + 3 : start + 7] = bytes(4)  # no cells: a sound page, and an empty index
    (tmp_path / "x.db").write_bytes(damaged)
    with pytest.raises(StoreError, match=r"x\.db: the database is damaged"):
        store.publish(tmp_path / "x.db", tmp_path / "public.db")
    assert not (tmp_path / "public.db").exists()


def test_only_a_published_file_is_replaced(minutes: Extraction, tmp_path: Path) -> None:
    db = everything(minutes, tmp_path / "x.db")
    before = store.fingerprint(db)
    for name, words in (("x.db", "was not published"), ("notes.txt", "was not published"), ("no/x.db", "folder")):
        if name == "notes.txt":
            (tmp_path / name).write_text("Dear all", encoding="utf-8")
        with pytest.raises(StoreError, match=words):
            store.publish(tmp_path / "x.db", tmp_path / name)
    assert store.fingerprint(db) == before
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "Dear all"


def test_nothing_is_published_where_nothing_may_be(tmp_path: Path) -> None:
    imported(tmp_path / "x.db", [closed_report()])
    with pytest.raises(StoreError, match="nothing in this database may be published"):
        store.publish(tmp_path / "x.db", tmp_path / "public.db")


def test_a_paper_that_is_called_closed_by_any_of_its_names_is_looked_at_first(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    (sha256,) = column(db, "select sha256 from documents")
    assert store.withheld(db, store.doubts()) == []
    store.save_name(db, str(sha256), "Exempt Appendix 2.pdf")
    (found,) = store.withheld(db, store.doubts())
    assert (found.kind, found.words) == ("unchecked", "It is called “Exempt Appendix 2.pdf”")
    store.decide(db, "edit", found.id, "exempt=", by="A Clerk", note="the name is old")
    assert store.withheld(db, store.doubts()) == []


def test_a_printing_of_a_closed_paper_is_looked_at_first(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), closed_report()])
    open_one, closed_one = sorted(map(str, column(db, "select id from documents")))
    store.raw(db).execute("insert into document_versions values (?, ?, 'the same words')", (open_one, closed_one))
    kinds = {each.kind for each in store.withheld(db, store.doubts())}
    assert kinds == {"paper", "unchecked"}
    add(db, [])
    assert {each.kind for each in store.withheld(db)} == {"paper"}
