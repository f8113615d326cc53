"""Opening a database: what a clerk is told when it cannot be used, and that nothing is harmed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import store
from extractor.errors import StoreError
from extractor.store.connection import explain, network_mount
from extractor.store.migrations import SCHEMA_VERSION, STEPS, statements
from tests.store.invented import column, imported, inspection


def not_a_database(path: Path) -> None:
    path.write_text("Dear Sir or Madam, " * 20)


def somebody_elses(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("create table accounts (id)")


def newer(path: Path) -> None:
    store.close(store.open_database(path))
    with sqlite3.connect(path) as conn:
        conn.execute(f"pragma user_version={SCHEMA_VERSION + 1}")


def cut_short(path: Path) -> None:
    store.close(imported(path, [inspection()]))
    path.write_bytes(path.read_bytes()[:20_000])


def a_folder(path: Path) -> None:
    path.mkdir()


def too_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (not_a_database, "not a database"),
        (too_short, "not a database"),
        (somebody_elses, "not made by this tool"),
        (newer, "newer version"),
        (cut_short, "damaged"),
        (a_folder, "folder"),
    ],
)
def test_what_is_no_database_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: object, says: str, readonly: bool
) -> None:
    path = tmp_path / "papers.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=says) as caught:
        store.open_database(path, readonly=readonly)
    assert "papers.db" in str(caught.value)
    assert before is None or path.read_bytes() == before


def test_a_missing_database_is_only_made_when_asked(tmp_path: Path) -> None:
    for options in ({"readonly": True}, {"create": False}):
        with pytest.raises(StoreError, match="no such database"):
            store.open_database(tmp_path / "x.db", **options)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="folder for the database"):
        store.open_database(tmp_path / "nowhere" / "x.db")
    assert list(tmp_path.iterdir()) == []


def page_of_words(path: Path) -> int:
    """The first page of the passages, counted from 1."""
    with sqlite3.connect(path) as conn:
        return int(conn.execute("select rootpage from sqlite_master where name = 'passages'").fetchone()[0])


def page_of_schema(path: Path) -> int:
    """The last page of the table of tables: the schema takes more than page 1, which names its others."""
    return int.from_bytes(path.read_bytes()[108:112], "big")


@pytest.mark.parametrize("page", [page_of_words, page_of_schema])
def test_a_copy_with_a_torn_page_is_found_when_it_is_next_opened(tmp_path: Path, page: Callable[[Path], int]) -> None:
    store.close(imported(tmp_path / "x.db", [inspection()]))
    damaged = bytearray((tmp_path / "x.db").read_bytes())
    start = (page(tmp_path / "x.db") - 1) * 4096
    damaged[start : start + 64] = b"\xff" * 64
    (tmp_path / "copy.db").write_bytes(damaged)
    with pytest.raises(StoreError, match="the database is damaged"):
        store.open_database(tmp_path / "copy.db")
    assert store.check(tmp_path / "copy.db") != []
    assert (tmp_path / "copy.db").read_bytes() == damaged


def test_a_database_of_no_bytes_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    with pytest.raises(StoreError, match=r"x\.db: the database is empty"):
        store.connect(tmp_path / "x.db", readonly=True)


def test_words_that_a_damaged_database_holds_are_not_in_what_is_said_of_it(tmp_path: Path) -> None:
    db = store.raw(imported(tmp_path / "x.db", [inspection()]))
    with pytest.raises(sqlite3.Error) as caught:
        db.execute("select cast(x'61766172ff' as text)").fetchall()
    told = str(explain(caught.value, "x.db"))
    assert told.startswith("x.db: the database is damaged")
    assert "avar" not in told


def put_another(path: Path) -> None:
    store.close(store.open_database(path.with_name("other.db")))
    path.with_name("other.db").replace(path)


@pytest.mark.skipif(os.name != "posix", reason="an open file can be taken away on POSIX alone")
@pytest.mark.parametrize("take_away", [Path.unlink, lambda path: path.rename(path.with_name("y.db")), put_another])
def test_nothing_is_stored_in_a_file_that_was_taken_away(tmp_path: Path, take_away: Callable[[Path], None]) -> None:
    db = store.connect(tmp_path / "x.db")
    store.start_run(db, "import", "1", "rules")
    take_away(tmp_path / "x.db")
    with pytest.raises(StoreError, match=r"x\.db: the database was taken away"):
        store.start_run(db, "import", "1", "rules")
    assert db.execute("select count(*) from runs").fetchone() == (1,)
    store.close(db)


WRITES = """
import sys
from extractor import store
db = store.connect(sys.argv[1])
db.execute("insert into settings values ('theirs', '1')")
store.close(db)
"""
LOOKS = """
import sys
from extractor import store
db = store.connect(sys.argv[1])
names = [row[0] for row in db.execute("select name from settings where value = '1' order by name")]
print(names, store.check(sys.argv[1]))
"""


def elsewhere(program: str, path: Path) -> str:
    """What the program says, run on the database in another process."""
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


@pytest.mark.parametrize("readonly", [True, False])
def test_opening_a_database_again_takes_no_lock_from_a_connection_of_this_process(
    tmp_path: Path, readonly: bool
) -> None:
    path = tmp_path / "x.db"
    first = store.connect(path)
    first.execute("insert into settings values ('ours before', '1')")
    store.connect(path, readonly=readonly).close()
    elsewhere(WRITES, path)
    first.execute("insert into settings values ('ours after', '1')")
    assert elsewhere(LOOKS, path) == "['ours after', 'ours before', 'theirs'] []"
    assert column(first, "pragma integrity_check") == ["ok"]
    store.close(first)


def test_a_whole_copy_opens(tmp_path: Path) -> None:
    store.close(imported(tmp_path / "x.db", [inspection()]))
    (tmp_path / "copy.db").write_bytes((tmp_path / "x.db").read_bytes())
    assert column(store.open_database(tmp_path / "copy.db"), "select count(*) from documents") == [1]


def test_a_locked_database_says_who_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.store.connection.BUSY_SECONDS", 0.05)
    first = store.open_database(tmp_path / "x.db")
    second = store.open_database(tmp_path / "x.db")
    with store.transaction(first), pytest.raises(StoreError, match="another program"), store.transaction(second):
        pass


def test_reading_never_writes(tmp_path: Path) -> None:
    store.close(imported(tmp_path / "x.db", [inspection()]))
    db = store.open_database(tmp_path / "x.db", readonly=True)
    with pytest.raises(StoreError, match="may not be written"):
        store.start_run(db, "import", "1", "rules")
    assert len(store.ask(db, "unreported_recommendations")) == 8


def test_how_a_database_is_opened(tmp_path: Path) -> None:
    db = store.open_database(tmp_path / "x.db")
    settings = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
    assert {name: column(db, f"pragma {name}")[0] for name in settings} == settings


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/anna/papers.db", False),
        ("/mnt/council/papers.db", True),
        ("/mnt/council drive/papers.db", True),
        ("/mnt/council/local/papers.db", False),
        ("/mnt/councilors/papers.db", False),
    ],
)
def test_a_network_folder_is_recognised(path: str, network: bool) -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n//server/share /mnt/council cifs rw 0 0\n"
        "//server/other /mnt/council\\040drive nfs4 rw 0 0\n/dev/sdb1 /mnt/council/local ext4 rw 0 0\n"
    )
    assert network_mount(path, mounts) is network


def test_a_schema_file_is_split_into_whole_statements() -> None:
    script = "-- a\ncreate table a (b);\ncreate trigger t before update on a begin\n select 1; end;\nselect ';';\n"
    assert len(list(statements(script))) == 3


def test_a_migration_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(conn: sqlite3.Connection) -> None:
        conn.execute("create table half (a)")
        raise sqlite3.OperationalError("database or disk is full")

    store.close(store.open_database(tmp_path / "x.db"))
    monkeypatch.setattr("extractor.store.migrations.STEPS", (*STEPS, breaks))
    with pytest.raises(StoreError, match="disk is full"):
        store.open_database(tmp_path / "x.db")
    monkeypatch.undo()
    db = store.open_database(tmp_path / "x.db")
    assert column(db, "select count(*) from sqlite_master where name = 'half'") == [0]
    assert column(db, "pragma user_version") == [SCHEMA_VERSION]
