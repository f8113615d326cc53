"""The file itself: opened once, its bookmarks and properties read, its defects named."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.document import Bookmark, Properties, fold
from extractor.errors import Problem, UnreadableFileError

ASK = "Download it again, or ask the sender for a new copy"

_MAX_BOOKMARKS = 5_000
_MAX_UNPACKED = 200_000_000  # bytes: enough for any paper, and no bomb
_PACKED = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_PHOTO = re.compile(rb"/Filter\s*(?:/DCTDecode|\[\s*/DCTDecode\s*\])")
_OBJECT = re.compile(rb"\b(\d{1,9}) \d{1,5} obj\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})\b(?!\s+\d+\s+R)")
_END = re.compile(rb"\s{0,3}endstream")
_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")


@contextmanager
def open_pdf(path: Path, data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The open file, closed again afterwards; raises UnreadableFileError where it cannot be opened or has no page."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(error.err_code, path.name) from error
    try:
        if len(document) == 0:
            raise UnreadableFileError("this PDF has no pages", ASK, filename=path.name)
        yield document
    finally:
        document.close()


def _refusal(code: int | None, filename: str) -> UnreadableFileError:
    if code == raw.FPDF_ERR_PASSWORD:
        todo = "Open it with its password, save a copy without one, and import the copy"
        return UnreadableFileError("this PDF is locked with a password", todo, filename=filename)
    if code == raw.FPDF_ERR_SECURITY:
        todo = "Open it in a PDF reader, print it to a new PDF, and import that"
        return UnreadableFileError("this PDF is protected in a way that cannot be read", todo, filename=filename)
    return UnreadableFileError("this PDF is damaged and cannot be opened", ASK, filename=filename)


def address_of(document: pdfium.PdfDocument) -> int:
    """The address of an open file, as the functions in `engine` take it."""
    return ctypes.cast(document.raw, ctypes.c_void_p).value or 0


def form_of(document: pdfium.PdfDocument) -> int:
    """The address of what draws the fields of an open form, as the functions in `engine` take it; 0 without a form."""
    if document.get_formtype() != raw.FORMTYPE_ACRO_FORM:
        return 0
    document.init_forms()
    return ctypes.cast(document.formenv.raw, ctypes.c_void_p).value or 0


def outline_of(document: pdfium.PdfDocument) -> tuple[Bookmark, ...]:
    """The file's own bookmarks that lead to a page of it."""
    marks: list[Bookmark] = []
    for entry in islice(document.get_toc(), _MAX_BOOKMARKS):
        target = entry.get_dest()
        index = target.get_index() if target else None
        title = fold(entry.get_title())
        if title and index is not None:
            marks.append(Bookmark(title, entry.level + 1, index + 1))
    return tuple(marks)


def properties_of(document: pdfium.PdfDocument) -> Properties:
    """What the file's metadata says of itself."""
    says = document.get_metadata_dict(skip_empty=True)
    day = _DAY.match(says.get("CreationDate", ""))
    created = "-".join(part for part in day.groups() if part) if day else ""
    return Properties(fold(says.get("Title", "")), fold(says.get("Author", "")), created if len(created) == 10 else "")


def defects_of(document: pdfium.PdfDocument, data: bytes) -> list[Problem]:
    """A warning where the file was mended to be read at all or holds broken parts, so that something may be missing.

    A wrong table of objects alone loses nothing: PDFium makes a new one, and no part has an older version to confuse.
    """
    listed = raw.FPDF_DocumentHasValidCrossReferenceTable(document.raw) or _is_listed_once(data)
    ended = data.rfind(b"%%EOF") > data.rfind(b"endobj")
    opened = data.count(b" 0 obj") - data.count(b" 0 object")
    if listed and ended and opened <= data.count(b"endobj") and not _has_broken_stream(data):
        return []
    message = (
        "this PDF is damaged and was read as far as it could be; compare it with the original, or ask for a new copy"
    )
    return [Problem("warning", "damaged", message)]


def _is_listed_once(data: bytes) -> bool:
    """Whether the file was never changed after it was made, and every object stands in the open, once and whole."""
    opened = _OBJECT.findall(data)
    unpacked = b"/ObjStm" not in data and b"/XRef" not in data
    return unpacked and len(set(opened)) == len(opened) == data.count(b"endobj") and data.count(b"%%EOF") == 1


def _has_broken_stream(data: bytes) -> bool:
    """Whether a part of the file is not as long as it says or does not unpack; PDFium passes over both in silence."""
    left, at, locked = _MAX_UNPACKED, 0, b"/Encrypt" in data
    while (at := data.find(b"stream", at)) >= 0 and left > 0:
        # After a return without a new line readers differ on where the part begins: that counts as a wrong length.
        start = at + 6 + (data[at + 6 : at + 7] == b"\r") + 1
        opening = data.rfind(b" obj", max(0, at - 600), at)
        end = data.find(b"endstream", start)
        if opening >= 0 and _has_wrong_length(data, data[opening:at], start):
            return True
        if end < 0:
            return False
        at = end + 9
        if opening < 0 or locked:
            continue
        if data[start : start + 2] != b"\xff\xd8" and _PHOTO.search(data, opening, start):
            return True
        if not _PACKED.search(data, opening, start):
            continue
        unpack, rest = zlib.decompressobj(), data[start:end]
        try:
            while rest and left > 0 and not unpack.eof:
                left -= len(unpack.decompress(rest, 1 << 16))
                rest = unpack.unconsumed_tail
        except zlib.error:
            return True
    return False


def _has_wrong_length(data: bytes, says: bytes, start: int) -> bool:
    """Whether the part that begins at `start` does not end where its description `says`."""
    if not says.rstrip().endswith(b">>") or b"endobj" in says or b"stream" in says:
        return False  # the word stands in something else
    length = _LENGTH.search(says)
    end = start + int(length.group(1)) if length else 0
    return not _END.match(data, end, end + 14) if length else b"/Length" not in says
