"""One import of a folder that means harm: nothing outside is read or written, no connection is made, all is named."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.benchmarks.mutants import packed, unpacked
from tests.conftest import ROOT
from tests.parsers.test_packed import odt
from tests.parsers.word import p, word_file

SECRET = "the child lives at 4 Mill Lane"
# Runs the command; whatever Python opens for writing, makes, renames, sends or starts stands in a log, also in workers.
WATCHED = """
import os, sys
log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.symlink", "os.link", "os.truncate", "shutil.move"}
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)) and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        os.write(log, f"write {os.fsdecode(arguments[0])}\\n".encode("utf-8", "replace"))
    elif event in CHANGES or event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec")):
        os.write(log, f"{event} {arguments[0]!r}\\n".encode("utf-8", "replace"))
sys.addaudithook(watch)
from extractor.cli import main
main()
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The folder, with a secret beside it."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "good.txt").write_text("RESOLVED that the lease be renewed.", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b SYSTEM "http://192.0.2.1/">]>'
    page = (
        f"<html><head><base href='http://192.0.2.1/'></head><body><p>Words &a; &b;<img src='{secret.as_uri()}'></body>"
    )
    (folder / "entity.html").write_text(entity + page, encoding="utf-8")
    whole = word_file(p("Words"))
    (folder / "entity.docx").write_bytes(_with_member(whole, "word/document.xml", entity + "<x>&a;</x>"))
    (folder / "entity.odt").write_bytes(
        _with_member(odt("<text:p>Words</text:p>"), "content.xml", entity + "<x>&a;</x>")
    )
    (folder / "bomb.docx").write_bytes(_with_member(whole, "word/document.xml", "<x>" + " " * 70_000_000 + "</x>"))
    with zipfile.ZipFile(folder / "slip.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../../slipped.txt", f"{tmp_path.as_posix()}/slipped.txt", "inside.txt"):
            archive.writestr(name, f"Words of {name}")
        archive.writestr("swollen.txt", b" " * 40_000_000)
    if sys.platform != "win32":
        os.mkfifo(folder / "pipe.pdf")
        (folder / "secret.pdf").symlink_to(secret)
        (folder / "zero.pdf").symlink_to("/dev/zero")
    return folder


def _with_member(whole: bytes, member: str, content: str) -> bytes:
    """The file with one of its parts put in the place of another."""
    return packed([(name, content.encode() if name == member else data) for name, data in unpacked(whole)])


def test_nothing_outside_is_read_or_written_and_all_is_named(hostile: Path, tmp_path: Path) -> None:
    db, log = tmp_path / "db" / "a.db", tmp_path / "log"
    db.parent.mkdir()
    before = set(tmp_path.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, log, "import", hostile, "--db", db],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 3, done.stderr
    for name in ("entity.docx", "entity.odt", "bomb.docx", "swollen.txt", "slipped.txt"):
        assert name in done.stderr
    for name in ("pipe.pdf", "secret.pdf", "zero.pdf") if sys.platform != "win32" else ():
        assert name in done.stderr
    with sqlite3.connect(db) as connection:
        names = {name for (name,) in connection.execute("select filename from documents")}
        texts = " ".join(text for (text,) in connection.execute("select text from document_texts"))
    connection.close()
    assert names == {"good.txt", "entity.html", "slip.zip/inside.txt"}
    assert SECRET not in texts
    assert SECRET.encode() not in db.read_bytes()
    assert {path for path in tmp_path.rglob("*") if path.parent != db.parent} - {log} == before
    lines = set(log.read_text(encoding="utf-8").splitlines())
    assert f"write {os.devnull}" in lines, "the watch must see what workers open"
    assert [line for line in lines if not _is_ours(line, db)] == []


def _is_ours(line: str, db: Path) -> bool:
    """Whether it is the database, or the bin that a worker's chatter goes into."""
    return str(db) in line or line == f"write {os.devnull}"
