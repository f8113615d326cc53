"""The README keeps its word: its commands run, its exit codes and its files are the real ones."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import ROOT, extractor

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in README.splitlines() if line.startswith("    extractor ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_db: Path) -> Path:
    """A checkout as the README expects it after `make demo`: the sample papers, and a database of them."""
    made = tmp_path_factory.mktemp("readme")
    (made / "corpus").symlink_to(ROOT / "corpus")
    (made / "output").mkdir()
    shutil.copy(sample_db, made / "output" / "extractor.db")
    return made


def an_id(folder: Path) -> str:
    with sqlite3.connect(folder / "output" / "extractor.db") as db:
        return str(db.execute("select id from recommendations where thread_id is not null order by id").fetchone()[0])


def a_withheld_item(folder: Path) -> str:
    with sqlite3.connect(folder / "output" / "extractor.db") as db:
        return str(db.execute("select id from exempt_parts").fetchone()[0])


def an_unread_file(folder: Path) -> str:
    with sqlite3.connect(folder / "output" / "extractor.db") as db:
        db.execute(
            "insert into problems (run_id, filename, severity, code, message) "
            "select id, 'site visit.jpg', 'error', 'unreadable', 'is a picture' from runs limit 1"
        )
    return "site visit.jpg"


_IDS = {"ID": an_id, "ITEM": a_withheld_item, "NAME": an_unread_file}


@pytest.mark.parametrize("command", [each for each in COMMANDS if " serve" not in each])  # it would serve for ever
def test_every_command_runs(command: str, folder: Path) -> None:
    words = shlex.split(command, comments=True)[1:]
    done = extractor(*(_IDS[word](folder) if word in _IDS else word for word in words), cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_of_the_tool_is_in_the_readme() -> None:
    listed = set(re.findall(r"^│ (\w+) ", extractor("--help", cwd=ROOT, NO_COLOR="1").stdout, re.MULTILINE))
    shown = {shlex.split(command)[1] for command in COMMANDS}
    assert listed
    assert listed <= shown


@pytest.mark.parametrize("target", re.findall(r"`?make (\w+)", README))
def test_every_target_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_views_it_names_are_there(folder: Path) -> None:
    with sqlite3.connect(folder / "output" / "extractor.db") as db:
        views = {row[0] for row in db.execute("select name from sqlite_schema where type = 'view'")}
    promised = {"recommendation_status", "unreported_recommendations", "overdue_recommendations", "timeline"}
    assert all(f"`{name}`" in README for name in promised)
    assert promised <= views


@pytest.mark.parametrize("name", ["requirements.lock", "tests/requirements.lock"])
def test_locks_have_a_hash_each_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 20
    assert all("--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links", text)
