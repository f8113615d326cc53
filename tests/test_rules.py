"""Rules of a person's own: what they would change is shown first, and they are used where their folder is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from extractor.errors import RulebookError
from extractor.importer.trial import check
from tests.conftest import extractor

MINUTES = """Minutes of the Scrutiny Panel held on 4 March 2025

1. Parks

The meeting plumped for it that the Head of Parks cut the hedge by 30 May 2025.

2. Baths

RESOLVED that the Head of Leisure report back by 30 June 2025.
"""
RULE = """[[rule]]
id = "plumped"
label = "AGREED"
phrases = ["the meeting plumped for it that"]
examples = ["The meeting plumped for it that the gate be shut."]
not_examples = ["They plumped for the red one."]
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory) -> Path:
    """A folder with papers/, their database a.db, and own/rules/words.toml; to be copied."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("papers", "own/rules"):
        (folder / name).mkdir(parents=True)
    (folder / "papers/minutes.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "own/rules/words.toml").write_text(RULE, encoding="utf-8")
    assert extractor("import", "papers", "--db", "a.db", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def office(stored: Path, tmp_path: Path) -> Path:
    shutil.copytree(stored, tmp_path, dirs_exist_ok=True)
    return tmp_path


def texts(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as conn:
        return [text for (text,) in conn.execute("select text from recommendations order by position")]


@pytest.mark.parametrize("tried", ["own/rules/words.toml", "own"])
def test_try_shows_what_would_be_gained_and_saves_nothing(office: Path, run, tried: str):
    before = texts(office / "a.db")
    done = run("rules", "try", tried, "--papers", "papers", "--db", "a.db", "--json")
    assert done.returncode == 0, done.stderr
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["what"], change["rule_id"]) == ("gained", "plumped")
    assert "cut the hedge" in change["text"]
    assert texts(office / "a.db") == before


def test_what_is_in_ones_own_folder_already_changes_nothing(office: Path, run):
    own = {"EXTRACTOR_RULES": "own"}
    done = run("rules", "try", "own/rules/words.toml", "--papers", "papers", "--db", "a.db", **own)
    assert "0 gained, 0 lost, 0 changed" in done.stderr


def test_import_uses_ones_own_rules_and_reads_known_papers_again(office: Path, run):
    assert len(texts(office / "a.db")) == 1
    done = run("import", "papers", "--db", "a.db", "--rules", "own")
    assert done.returncode == 0, done.stderr
    assert len(texts(office / "a.db")) == 2


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("AGREED", "AGREES", "rule plumped: label: nothing reads the cue 'AGREES'"),
        ("phrases", "phrase", "rule plumped: phrase"),
        ('phrases = ["the meeting plumped for it that"]', 'patterns = [[{ LOWR = "x" }]]', "rule plumped:"),
        ('"the meeting', '"a meeting', "rule plumped: examples: it does not find"),
        ("They plumped", "The meeting plumped for it that they", "rule plumped: not_examples: it finds"),
        ("plumped", "resolved", "two rules have the id 'resolved'"),
        (RULE, "", "there is no rule in it"),
        (RULE, "rule = 1", "'rule' is not a list"),
        ("[[rule]]", "[[rule]", "not valid TOML"),
    ],
)
def test_a_broken_rule_is_named(tmp_path: Path, wrong: str, right: str, says: str):
    file = tmp_path / "words.toml"
    file.write_text(RULE.replace(wrong, right), encoding="utf-8")
    with pytest.raises(RulebookError) as raised:
        check(file)
    assert says in str(raised.value)
    assert str(file) in str(raised.value)


def test_a_file_with_notepads_mark_is_read(tmp_path: Path):
    file = tmp_path / "words.toml"
    file.write_text(RULE, encoding="utf-8-sig")
    assert [rule.id for rule in check(file)] == ["plumped"]


def test_try_tells_of_a_broken_rule_in_one_line(office: Path, run):
    (office / "own/rules/words.toml").write_text(RULE.replace("AGREED", "AGREES"), encoding="utf-8")
    done = run("rules", "try", "own", "--papers", "papers", "--db", "a.db")
    assert done.returncode == 1
    assert done.stderr.startswith("extractor: own")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("folder", "says"), [("nowhere", "no such folder"), ("papers", "no rules in this folder")])
def test_a_folder_without_rules_is_named(office: Path, run, folder: str, says: str):
    done = run("import", "papers", "--db", "b.db", "--rules", folder)
    assert done.returncode == 1
    assert says in done.stderr


def test_papers_that_are_not_stored_are_not_tried(office: Path, run):
    (office / "others").mkdir()
    done = run("rules", "try", "own", "--papers", "others", "--db", "a.db")
    assert done.returncode == 1
    assert "none of the stored papers is here" in done.stderr
