"""Kills, crowds, full disks and copies: what is stored is whole, and running again ends where a quiet run ends."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from extractor import store
from extractor.errors import StoreError
from extractor.records import Extraction
from tests.store.invented import POINTS, Line, column, imported, inspection, listed, paper

# How often harm is done; a person sets it to 300 now and then, with time to spare.
HARM = int(os.environ.get("EXTRACTOR_TEST_HARM", "5"))
FULL_DISKS = min(max(HARM // 2, 2), 30)
CROWD = 8 if HARM >= 30 else 4
ROOT = Path(__file__).parents[2]


def papers() -> list[Extraction]:
    """Three councils, each with an inspection, plans that restate it, and minutes."""
    found = []
    for council in ("Midvale", "Northmere", "Easterby"):
        found.append(inspection(council))
        for month in (4, 6, 8):
            day = f"2020-0{month}-01"
            said = listed(POINTS[: month - 2], restated=True, says=(("in_progress", f"Work began in month {month}."),))
            task = Line(f"The clerk write to the ministry about letter {month}.", kind="action")
            found.append(paper(f"{council} plan {month}.docx", "action_plan", council, "Board", day, said))
            found.append(paper(f"{council} minutes {month}.txt", "minutes", council, "Board", day, [task]))
    return found


def import_all(path: Path) -> None:
    """What a run of the importer does; run in a child process, it is killed at any moment."""
    db = store.open_database(path)
    run = store.start_run(db, "import", "1", "rules")
    for extraction in papers():
        if not store.known(db, extraction.document.sha256, "rules"):
            store.save(db, extraction, run, extraction.document.filename)
            print("stored", extraction.document.id, flush=True)  # noqa: T201 - read by the test
    store.relink(db, run_id=run)
    store.finish_run(db, run)
    store.close(db)


def child(path: Path) -> subprocess.Popen[str]:
    code = f"from tests.store.test_durability import *; import_all(Path({str(path)!r}))"
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fingerprint of a run that nobody disturbed."""
    return store.fingerprint(imported(tmp_path_factory.mktemp("quiet") / "x.db", papers(), "rules"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; TerminateProcess is tried there by hand")
def test_a_killed_import_leaves_whole_papers_and_goes_on(tmp_path: Path, quiet: str) -> None:
    chance, kills, number = random.Random(HARM), 0, 0
    while kills < HARM:
        path, number = tmp_path / f"{number}.db", number + 1
        for _ in range(chance.randrange(1, 4)):
            process = child(path)
            acknowledged = list(_stored_until(process, chance.randrange(9), chance.random() * 0.03))
            kills += process.returncode == -signal.SIGKILL
            if path.exists():
                assert_whole(path, acknowledged)
        import_all(path)
        assert_says(path, quiet)


def assert_says(path: Path, quiet: str) -> None:
    """The database is sound, and says what a run that nobody disturbed leaves."""
    assert store.check(path) == []
    db = store.connect(path)
    assert store.fingerprint(db) == quiet
    db.close()


def assert_whole(path: Path, acknowledged: Iterable[str] = ()) -> None:
    """Every paper in the database has all its rows, and all that were said to be stored are there."""
    db = store.connect(path)
    assert set(acknowledged) <= set(column(db, "select id from documents")), "said to be stored, and is not"
    half = "select d.id from documents d left join document_texts t on t.document_id = d.id where t.text is null"
    assert column(db, half) == []
    assert column(db, "select count(*) from bulk_load") == [0]
    assert store.misplaced(db) == []
    db.close()


def _stored_until(process: subprocess.Popen[str], lines: int, pause: float) -> Iterator[str]:
    """The documents said to be stored before the process was killed."""
    assert process.stdout
    for _ in range(lines):
        if line := process.stdout.readline():
            yield line.split()[1]
    time.sleep(pause)
    process.send_signal(signal.SIGKILL)
    for line in process.stdout:
        if line.endswith("\n"):
            yield line.split()[1]
    process.wait()


def test_many_importers_at_once_all_succeed(tmp_path: Path, quiet: str) -> None:
    path = tmp_path / "x.db"
    crowd = [child(path) for _ in range(CROWD)]
    assert [process.wait(timeout=120) for process in crowd] == [0] * CROWD
    for process in crowd:
        assert process.stdout
        process.stdout.close()
    assert_says(path, quiet)


# Bytes that there is room for: nearly none, and more and more until the database and its log fit.
ROOM = [int(30_000 + 1_400_000 * step / FULL_DISKS) for step in range(FULL_DISKS)]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file size there")
@pytest.mark.parametrize("room", ROOM)
def test_a_full_disk_is_named_and_leaves_whole_papers(tmp_path: Path, room: int, quiet: str) -> None:
    path = tmp_path / "x.db"
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room},) * 2)"
    )
    assert_disk_is_named(imported_by_child(path, code))
    import_all(path)
    assert_says(path, quiet)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of its own, made and made larger by calling this with its size in bytes."""
    place = tmp_path / "disk"
    place.mkdir()

    def of(size: int) -> Path:
        again = "remount," if place.is_mount() else ""
        mount = ["mount", "-t", "tmpfs", "-o", f"{again}size={size}", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("mounting a disk needs more rights than this account has")
        return place

    yield of
    if place.is_mount():
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs tmpfs")
@pytest.mark.parametrize("room", ROOM)
def test_a_full_disk_that_is_given_room_is_imported_into_again(
    small_disk: Callable[[int], Path], room: int, quiet: str
) -> None:
    path = small_disk(room) / "x.db"
    assert_disk_is_named(imported_by_child(path))
    small_disk(50_000_000)
    import_all(path)
    assert_says(path, quiet)


def imported_by_child(path: Path, first: str = "pass") -> subprocess.CompletedProcess[str]:
    code = (
        f"import sys; {first}; from tests.store.test_durability import *; from extractor.errors import StoreError\n"
        f"try: import_all(Path({str(path)!r}))\n"
        "except StoreError as error: sys.exit(str(error))"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def assert_disk_is_named(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1, done.stdout
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_taken_during_an_import_is_whole(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", papers()[:3])
    with store.transaction(db) as conn:
        conn.execute("update documents set title = 'half way'")
        copy = store.backup(store.connect(tmp_path / "x.db"), tmp_path / "copy.db")
    assert store.check(copy) == []
    assert column(store.connect(copy), "select count(*) from documents where title = 'half way'") == [0]
    assert store.fingerprint(store.connect(copy)) != store.fingerprint(db)


def test_a_backup_never_overwrites_and_can_be_searched(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", papers())
    store.raw(db).execute("delete from passages where n % 3 = 0")
    copy = store.backup(db, tmp_path / "copy.db")
    found = [hit.id for hit in store.search(db, "foster")]
    assert found == [hit.id for hit in store.search(store.connect(copy), "foster")] != []
    with pytest.raises(StoreError, match="already"):
        store.backup(db, copy)
    with pytest.raises(StoreError, match="folder"):
        store.backup(db, tmp_path / "nowhere" / "copy.db")
    assert sorted(p.name for p in tmp_path.glob("*copy*")) == ["copy.db", "copy.db-shm", "copy.db-wal"]
