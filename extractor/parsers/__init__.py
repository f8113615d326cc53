"""Reads papers, whatever their format, into `Document`s: the text, made once, with the place of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers.pictures import shows_no_page
from extractor.parsers.sniffing import Format, format_of, read_bytes, refuse_special

__all__ = ["bound_in", "parse", "parse_all", "parse_bytes", "refuse_special", "shows_no_page"]

# One line a format: the module whose parse(path, data) reads it. Imported when first needed: some are slow to load.
PARSERS: dict[Format, str] = {
    "pdf": "extractor.parsers.pdf",
    "docx": "extractor.parsers.docx",
    "doc": "extractor.parsers.doc",
    "odt": "extractor.parsers.odt",
    "rtf": "extractor.parsers.rtf",
    "html": "extractor.parsers.html",
    "text": "extractor.parsers.text",
    "markdown": "extractor.parsers.markdown",
    "eml": "extractor.parsers.eml",
}


def parse(path: Path) -> Document:
    """The paper in this file. Raises UnreadableFileError that says what the file is and what to do."""
    return parse_bytes(path, read_bytes(path))


def parse_bytes(path: Path, data: bytes) -> Document:
    """The paper in these bytes, called by the path's name; the path is not opened. Raises UnreadableFileError."""
    found = format_of(data, path.name)
    if found == "zip":
        raise UnreadableFileError("is an archive of several files", "Import it, or unpack it first", filename=path.name)
    document: Document = import_module(PARSERS[found]).parse(path, data)
    return document


def bound_in(path: Path, data: bytes) -> Iterator[Document]:
    """The papers of an agenda pack, the agenda first, or the one paper in these bytes; raises as `parse_bytes` does."""
    if format_of(data, path.name) != "pdf":
        yield parse_bytes(path, data)
        return
    from extractor.parsers import pdf  # noqa: PLC0415  slow to load, and not needed for every paper

    yield from pdf.papers(path, data)


def parse_all(path: Path) -> Iterator[Document]:
    """Every paper in this file: one, or those of an archive, or a message or a PDF and what is attached to it
    ("box.zip/minutes.docx"), or an agenda and the papers bound with it ("pack.pdf/5 Improvement plan (pages 12-30)").

    A member that cannot be read is a `Document` without text, whose problem of severity "error" says why.
    Raises UnreadableFileError where the file itself cannot be read.
    """
    from extractor.parsers.members import Allowance, papers_in  # noqa: PLC0415  most files have no members

    return papers_in(path.name, read_bytes(path), Allowance())
