"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Literal

from extractor.errors import UnreadableFileError
from extractor.parsers.encoding import decode, is_text
from extractor.parsers.zips import ZIP_ERRORS, open_zip

Format = Literal["pdf", "docx", "odt", "html", "text", "markdown", "rtf", "eml", "zip", "doc"]

MAX_FILE_BYTES = 400_000_000

_SAVE_AS = "Open it in the program that made it and save it as PDF or .docx"
_PICTURE = "Save or scan the paper as a PDF; if it is no paper, take it out of the folder"

# What a file begins with, what that is, what to do.
_NOT_PAPERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "is a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "is a picture (JPEG)", _PICTURE),
    (b"GIF8", "is a picture (GIF)", _PICTURE),
    (b"II*\0", "is a picture (TIFF)", _PICTURE),
    (b"MM\0*", "is a picture (TIFF)", _PICTURE),
    (b"BM", "is a picture (BMP)", _PICTURE),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", "Unpack it and import the papers inside"),
    (b"Rar!\x1a\x07", "is a RAR archive", "Unpack it and import the papers inside"),
    (b"\x1f\x8b", "is a gzip archive", "Unpack it and import the papers inside"),
    (b"BZh", "is a bzip2 archive", "Unpack it and import the papers inside"),
    (b"\xfd7zXZ", "is an xz archive", "Unpack it and import the papers inside"),
    (b"MZ", "is a program", "Check that the right file was chosen"),
    (b"\x7fELF", "is a program", "Check that the right file was chosen"),
    (b"SQLite format 3\0", "is a database", "Name it as the database, not as a paper"),
    (b"version https://git-lfs.github.com/spec/", "is a Git LFS pointer and not the paper itself", "Run: git lfs pull"),
)  # fmt: skip
_PART_OF = (
    ("xl/", "is an Excel workbook", "Save the sheet as PDF, or copy its table into a Word document"),
    ("ppt/", "is a PowerPoint presentation", "Save it as PDF"),
)
_OLE_STREAMS = (
    ("Workbook", "an old Excel workbook"),
    ("PowerPoint Document", "an old PowerPoint presentation"),
    ("__substg1.0_", "an Outlook message"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|h[1-6]|ul|ol|span"
    r"|frameset|script|style|article|section|main|font|center|b|a|br|strong|em|img|pre|plaintext|base|link)\b",
    re.I | re.S,
)
_MAIL_HEADER = re.compile(r"(?:[A-Z][A-Za-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.M)
_MAIL_KEYS = re.compile(
    r"^(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type):", re.M | re.I
)
_PDF_OBJECT = re.compile(rb"\b\d{1,9} \d{1,5} obj\b|trailer\s*<<")
_SVG = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\b", re.I)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\*\*[^*\n]{2,}\*\*|\|(?:\s*:?-{3,}:?\s*\|)+\s*$|\[[^\]\n]+\]\([^)\n]+\))", re.M)


def refuse_special(path: Path) -> None:
    """Returns where the path is an ordinary file; a link, pipe, device or folder raises UnreadableFileError."""
    try:
        mode = path.lstat()
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            f"cannot be opened ({_reason(error)})", "Check the name and that you may read it", filename=path.name
        ) from error
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
             (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"), (stat.S_ISDIR, "a folder"))  # fmt: skip
    for test, name in kinds:
        if test(mode.st_mode):
            raise UnreadableFileError(f"is {name}, not a file", "Name the paper itself", filename=path.name)
    if mode.st_size > MAX_FILE_BYTES:
        size = f"{mode.st_size / 1e6:,.0f} MB"
        raise UnreadableFileError(
            f"is too big to be read ({size})",
            f"Split it into files under {MAX_FILE_BYTES // 1_000_000} MB",
            filename=path.name,
        )


def read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file. Raises UnreadableFileError for anything else."""
    refuse_special(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"cannot be read ({_reason(error)})", "Close it in other programs and try again", filename=path.name
        ) from error


def format_of(data: bytes, name: str = "") -> Format:
    """Which parser reads these bytes. Raises UnreadableFileError that says what else they are, and names the file."""
    head = data[:4096]
    if not data:
        raise UnreadableFileError("is empty (0 bytes)", "Download or save it again", filename=name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for magic, what, todo in _NOT_PAPERS:
        if head.startswith(magic):
            raise UnreadableFileError(what, todo, filename=name)
    if head.startswith((b"{\\rtf", b"\xef\xbb\xbf{\\rtf")):
        return "rtf"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data, name)
    zipped = b"PK\x03\x04" in head or head.startswith(b"PK\x05\x06") or _ends_as_zip(data)
    if zipped and (packed := _packed(data, name)):
        return packed
    if _PDF_OBJECT.search(head) and any(word in data for word in (b"endobj", b"xref", b"trailer")):
        return "pdf"  # one that lost its first line
    if not is_text(data):
        raise UnreadableFileError("is neither a paper nor text that can be read", _SAVE_AS, filename=name)
    return _written(data, name)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


def _ends_as_zip(data: bytes) -> bool:
    return b"PK\x05\x06" in data[-66_000:] and b"PK\x01\x02" in data


def _packed(data: bytes, name: str) -> Format | None:
    """What a zip file holds; None where the bytes only happen to look like one."""
    try:
        archive, _ = open_zip(data)
        names = archive.namelist()
        mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except ZIP_ERRORS as error:
        if data.startswith(b"PK"):
            raise UnreadableFileError(
                f"is a damaged Word file or archive ({_reason(error)})", "Download or save it again", filename=name
            ) from error
        return None
    return _packed_format([member.replace("\\", "/") for member in names], mimetype, name)


def _packed_format(names: list[str], mimetype: bytes, name: str) -> Format:
    if mimetype.startswith(b"application/vnd.oasis.opendocument."):
        if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        raise UnreadableFileError("is an OpenDocument file, but not a text", "Save it as PDF", filename=name)
    lowered = [member.lower() for member in names]
    for part, what, todo in _PART_OF:
        if any(member.startswith(part) and member.endswith((".xml", ".bin")) for member in lowered):
            raise UnreadableFileError(what, todo, filename=name)
    if "[content_types].xml" in lowered or any(member.endswith("word/document.xml") for member in lowered):
        return "docx"
    return "zip"


def _ole(data: bytes, name: str) -> Format:
    """An old Office file, a message, or an encrypted new one; stream names stand in it as UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFileError(
            "is protected by a password", "Open it, save it without the password, and import that", filename=name
        )
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    for stream, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise UnreadableFileError(f"is {what}", "Save it as PDF, or a message as .eml", filename=name)
    if name.lower().endswith((".doc", ".docx")):
        return "doc"
    raise UnreadableFileError("is an old Office file of an unknown kind", _SAVE_AS, filename=name)


def _written(data: bytes, name: str) -> Format:
    head = decode(data[:8192])[0].lstrip("\ufeff\0 \r\n\t")
    if _SVG.match(head):
        raise UnreadableFileError("is a picture (SVG)", _PICTURE, filename=name)
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        raise UnreadableFileError("is an XML file and not a paper", _SAVE_AS, filename=name)
    headers = _MAIL_HEADER.match(head.replace("\r\n", "\n"))
    if headers and len(set(map(str.lower, _MAIL_KEYS.findall(headers.group())))) >= 2:
        return "eml"
    if _is_csv(data):
        raise UnreadableFileError("is a table of values (CSV)", "Copy the table into a Word document", filename=name)
    return "markdown" if len(_MARKDOWN.findall(head)) >= 2 else "text"


def _is_csv(data: bytes) -> bool:
    """Whether every line has the same number of commas, with no space after any: no prose is written so."""
    counts = {line.count(b",") for line in data[:100_000].splitlines()[:-1] or data.splitlines() if line.strip()}
    return b", " not in data[:100_000] and len(counts) == 1 and counts != {0} and data.count(b"\n") > 0
