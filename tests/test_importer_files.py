"""Which files an import takes, which it passes over, and which it refuses by name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from extractor import store
from extractor.importer.files import Found, Passed, Refused, find, printable


def png(width: int, height: int) -> bytes:
    """The beginning of a picture of this size."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")


def names(folder: Path, *, of: type) -> list[str]:
    return [Path(each.name).name for each in find([folder]) if isinstance(each, of)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "papers"
    (inside / "2025" / "march").mkdir(parents=True)
    for name in ("b.pdf", "a.docx", "2025/minutes.html", "2025/march/notes", "old.doc"):
        (inside / name).write_text("words", encoding="utf-8")
    return inside


def test_folders_are_walked_in_the_order_of_names(folder: Path) -> None:
    assert names(folder, of=Found) == ["notes", "minutes.html", "a.docx", "b.pdf", "old.doc"]


def test_folders_may_stand_in_each_other_a_thousand_deep(tmp_path: Path) -> None:
    folders = [tmp_path]
    try:
        for _ in range(1_200):
            folders.append(folders[-1] / "d")
            folders[-1].mkdir()
        (folders[-1] / "minutes.txt").write_text("words", encoding="utf-8")
        assert names(tmp_path, of=Found) == ["minutes.txt"]
    finally:  # pytest would take them away one inside the other, and run out of calls
        (folders[-1] / "minutes.txt").unlink(missing_ok=True)
        for folder in reversed(folders[1:]):
            folder.rmdir()


@pytest.mark.parametrize(
    "name",
    [
        *("~$a.docx", ".hidden.pdf", "a.pdf.part", "a.tmp", "Thumbs.db", "x.py", "data.json", "a.CRDOWNLOAD", "a.pdf~"),
        *("README.md", "readme", "README_first.txt", "LICENSE", "Licence-OGL.txt", "CHANGELOG.md", "Contributing.md"),
    ],
)
def test_what_is_no_paper_is_passed_over(folder: Path, name: str) -> None:
    (folder / name).write_text("words", encoding="utf-8")
    assert name not in names(folder, of=Found) + names(folder, of=Refused)
    assert names(folder, of=Passed) == [name]


@pytest.mark.parametrize(
    ("name", "data", "of"),
    [
        ("logo.png", png(1600, 200), Passed),
        ("portrait.GIF", b"GIF89a" + (120).to_bytes(2, "little") + (160).to_bytes(2, "little"), Passed),
        (
            "icon.bmp",
            b"BM".ljust(18, b"\0") + (48).to_bytes(4, "little") + (-48 & 0xFFFFFFFF).to_bytes(4, "little"),
            Passed,
        ),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\4\0\0\xff\xc2\0\x11\x08\x01\x2c\x01\x90", Passed),  # 400 by 300
        ("drawing.svg", b"<svg/>", Passed),
        ("page.png", png(1240, 1754), Found),
        ("page.jpg", b"\xff\xd8\xff\xc0\0\x11\x08\x06\xda\x04\xd8", Found),  # 1240 by 1754
        ("cut.jpg", b"\xff\xd8\xff\xe0\0\4\0\0", Found),
        ("cut.png", b"\x89PNG", Found),
        ("paper.png", b"%PDF-1.7", Found),
        ("paper.pdf", png(1600, 200), Found),
        ("scan.tif", b"II*\0", Found),
    ],
)
def test_a_picture_too_small_for_a_page_is_passed_over_and_any_other_is_not(
    folder: Path, name: str, data: bytes, of: type
) -> None:
    (folder / name).write_bytes(data)
    assert name in names(folder, of=of)
    assert isinstance(next(find([folder / name])), Found), "named outright, it is tried"


def test_a_hidden_folder_is_not_entered(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "paper.pdf").write_text("words", encoding="utf-8")
    assert "paper.pdf" not in names(folder, of=Found)


@pytest.mark.parametrize("name", ["licensing.txt", "Licence fees.txt", "licence-fees.docx", "readmissions.md"])
def test_a_paper_whose_name_begins_likewise_is_read(folder: Path, name: str) -> None:
    (folder / name).write_text("words", encoding="utf-8")
    assert name in names(folder, of=Found)


@pytest.mark.parametrize("name", [".hidden.json", "README.md"])
def test_a_file_named_outright_is_always_tried(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text("words", encoding="utf-8")
    assert list(find([path])) == [Found(path, str(path))]


def test_the_database_and_its_helpers_are_never_opened(tmp_path: Path) -> None:
    """On POSIX, a process that opens and closes a file drops its own locks on it, and SQLite's with them."""
    path = tmp_path / "a.pdf"
    db = store.open_database(path)
    (tmp_path / "linked.pdf").symlink_to(path)
    outright = [tmp_path / name for name in ("a.pdf", "a.pdf-wal", "linked.pdf")]
    found = list(find([tmp_path, *outright], store.own_files(db)))
    assert [type(each) for each in found] == [Passed] * 4 + [Refused] * 3
    store.close(db)


def test_a_missing_file_is_refused_with_advice(tmp_path: Path) -> None:
    (refused,) = find([tmp_path / "gone.pdf"])
    assert isinstance(refused, Refused)
    assert refused.problem.code == "no-such-file"
    assert "Check the name" in refused.problem.message


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
class TestSpecialFiles:
    def test_links_out_of_the_folder_are_refused_and_those_within_are_read(self, folder: Path) -> None:
        secret = folder.parent / "secret.txt"
        secret.write_text("words", encoding="utf-8")
        (folder / "out.txt").symlink_to(secret)
        (folder / "up.txt").symlink_to("../secret.txt")
        (folder / "within.pdf").symlink_to(folder / "b.pdf")
        refused = {Path(each.name).name: each.problem.code for each in find([folder]) if isinstance(each, Refused)}
        assert refused == {"out.txt": "link-outside", "up.txt": "link-outside"}
        assert "within.pdf" in names(folder, of=Found)

    def test_a_linked_folder_is_refused(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (folder / "linked").symlink_to(tmp_path / "elsewhere")
        assert names(folder, of=Refused) == ["linked"]

    def test_links_that_lead_nowhere_or_round_are_refused(self, folder: Path) -> None:
        (folder / "nowhere.pdf").symlink_to("gone.pdf")
        (folder / "round.pdf").symlink_to("round.pdf")
        assert names(folder, of=Refused) == ["nowhere.pdf", "round.pdf"]

    def test_pipes_and_devices_are_refused_unopened(self, folder: Path) -> None:
        os.mkfifo(folder / "pipe.pdf")
        (folder / "zero.pdf").symlink_to("/dev/zero")
        assert names(folder, of=Refused) == ["pipe.pdf", "zero.pdf"]
        (refused,) = find([Path("/dev/null")])
        assert isinstance(refused, Refused)

    def test_odd_names_are_made_printable(self) -> None:
        assert printable(os.fsdecode(b"bad\xff\x1b[31m.pdf")) == "bad\ufffd\ufffd[31m.pdf"
