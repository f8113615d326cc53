"""The command itself, with its workers, killed at any moment and started again, and many of it at once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from extractor import store
from extractor.errors import StoreError
from tests.conftest import ROOT
from tests.store.test_durability import HARM, assert_says, assert_whole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

KILLS = max(1, HARM // 5)


@pytest.fixture(scope="module")
def quiet(sample_db: Path) -> str:
    """What a run that nobody disturbed leaves."""
    db = store.connect(sample_db, readonly=True)
    said = store.fingerprint(db)
    db.close()
    return said


def start(db: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor.cli", "import", ROOT / "corpus", "--db", db, "--jobs", "2"]
    quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(
        list(map(str, command)), cwd=db.parent, env=os.environ | {"PYTHONPATH": str(ROOT)}, **quietly
    )


def stored(db: Path) -> int:
    """How many papers the database holds by now; 0 while it is being made."""
    try:
        with closing(store.connect(db, readonly=True)) as connection:
            (count,) = connection.execute("select count(*) from documents").fetchone()
            return int(count)
    except (StoreError, sqlite3.Error):
        return 0


def test_a_killed_command_leaves_whole_papers_and_goes_on(tmp_path: Path, quiet: str) -> None:
    chance, kills, number = random.Random(HARM), 0, 0
    while kills < KILLS:
        db, number = tmp_path / f"{number}.db", number + 1
        for _ in range(min(KILLS, chance.randrange(1, 4))):
            process, wanted = start(db), chance.randrange(15)
            while process.poll() is None and stored(db) < wanted:
                time.sleep(0.02)
            time.sleep(chance.random() * 0.3)
            process.send_signal(signal.SIGKILL)
            kills += process.wait() == -signal.SIGKILL
            if db.exists():
                assert_whole(db)
        assert start(db).wait() == 0
        assert_says(db, quiet)


@pytest.mark.skipif(HARM < 30, reason="takes half a minute: EXTRACTOR_TEST_HARM=30 runs it")
def test_eight_commands_at_once_all_succeed(tmp_path: Path, quiet: str) -> None:
    crowd = [start(tmp_path / "x.db") for _ in range(8)]
    assert [process.wait() for process in crowd] == [0] * 8
    assert_says(tmp_path / "x.db", quiet)
