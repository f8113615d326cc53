"""What a file is, is told from its bytes, and said in words that help."""

import os
import socket
from pathlib import Path

import pytest

from extractor.errors import UnreadableFileError
from extractor.parsers import parse, parse_bytes, refuse_special
from extractor.parsers.sniffing import format_of
from tests.parsers.word import p, word_file, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (b"1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n", "pdf"),
        (b"9trailer\n<</Size 1>>startxref", "pdf"),
        (word_file(p("x")), "docx"),
        (b"junk" + word_file(p("x")), "docx"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "odt"),
        (zipped({"minutes.txt": "x"}), "zip"),
        (b"{\\rtf1 x}", "rtf"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"\xef\xbb\xbf  <HTML><p>x", "html"),
        ("<html><p>x</p>".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?>\n<html><p>x</p></html>', "html"),
        (b"From: a@example.org\nSubject: x\nMessage-ID: <1>\n\nwords", "eml"),
        (b"From: the Clerk\n\nDear all, the minutes follow.", "text"),
        (b"# Title\n\nSome **words**\n\n## Next\n", "markdown"),
        (b"The panel met.", "text"),
        (b"a < b and b > c", "text"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
    ],
)
def test_formats(data: bytes, expected: str) -> None:
    assert format_of(data) == expected


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
        (b"MZ\x90\0" + bytes(100), "program"),
        (b"SQLite format 3\0", "database"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (zipped({"xl/workbook.xml": "<x/>"}), "Excel"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "not a text"),
        (word_file(p("x"))[:200], "damaged"),
        (b"name,day\nHay,4 May\n", "CSV"),
        (b"<?xml version='1.0'?><feed/>", "XML"),
        (bytes(range(256)) * 20, "neither a paper"),
    ],
)
def test_what_is_no_paper_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        parse_bytes(Path("minutes.pdf"), data)
    message = str(caught.value)
    assert says in message
    assert message.startswith("minutes.pdf: ")
    assert caught.value.todo


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes, sockets or devices among its files")
def test_special_files_are_refused(tmp_path: Path) -> None:
    paper, link, pipe, sock = (tmp_path / name for name in ("paper.txt", "link.txt", "pipe", "sock"))
    paper.write_text("words")
    link.symlink_to(paper)
    os.mkfifo(pipe)
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(sock))
    for path, says in ((link, "a link"), (pipe, "a pipe"), (sock, "a socket"), (Path(os.devnull), "a device"),
                       (tmp_path, "a folder"), (tmp_path / "none", "cannot be opened")):  # fmt: skip
        with pytest.raises(UnreadableFileError, match=says):
            refuse_special(path)
    server.close()
    assert parse(paper).text == "words"


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(UnreadableFileError, match="too big"):
        parse(path)
