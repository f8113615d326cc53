"""Reads a paper, whatever its format, into one `Document`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.parsers.sniffing import Format, format_of, read_bytes, refuse_special

if TYPE_CHECKING:
    from extractor.document import Document

__all__ = ["parse", "refuse_special"]

# One line a format: the module whose parse(path, data) reads it. Imported when first needed: some are slow to load.
PARSERS: dict[Format, str] = {
    "pdf": "extractor.parsers.pdf",
    "docx": "extractor.parsers.docx",
    "odt": "extractor.parsers.odt",
    "html": "extractor.parsers.html",
    "text": "extractor.parsers.text",
    "markdown": "extractor.parsers.text",
}


def parse(path: Path) -> Document:
    """The paper in this file. Raises UnreadableFileError that says what the file is and what to do."""
    data = read_bytes(path)
    return parse_bytes(path, data)


def parse_bytes(path: Path, data: bytes) -> Document:
    """The paper in these bytes; `path` is where they came from and is not opened."""
    found = format_of(data, path.name)
    document: Document = import_module(PARSERS[found]).parse(path, data)
    return document
