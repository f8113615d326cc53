"""PDF papers, read with PDFium: text in reading order, its lists, headings and tables, and the place of every line."""

from __future__ import annotations

import ctypes
import hashlib
from pathlib import Path

import pypdfium2 as pdfium

from extractor.document import Document, SetAside
from extractor.errors import UnreadableFileError
from extractor.parsers.joining import words_of
from extractor.parsers.pdf.assemble import Assembler
from extractor.parsers.pdf.flow import read_flow
from extractor.parsers.pdf.furniture import without_furniture
from extractor.parsers.pdf.page import PrintedPage
from extractor.parsers.pdf.reader import read_page

MEDIA_TYPE = "application/pdf"


def parse(path: Path, data: bytes) -> Document:
    """The PDF as a document; raises UnreadableFileError where it is encrypted or cannot be opened."""
    pages = _read(path, data)
    kept, aside = without_furniture(pages)
    drafts = read_flow(pages, kept)
    assembler = Assembler(words_of(piece.text for pieces in kept for piece in pieces))
    blocks = assembler.blocks(drafts)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        filename=path.name,
        media_type=MEDIA_TYPE,
        text="".join(assembler.text),
        blocks=blocks,
        lines=tuple(assembler.lines),
        page_count=len(pages),
        text_source="text" if blocks else "none",
        set_aside=_in_order(aside),
    )


def _in_order(aside: list[SetAside]) -> tuple[SetAside, ...]:
    return tuple(sorted(aside, key=lambda a: (a.page or 0, a.box[1] if a.box else 0.0)))


def _read(path: Path, data: bytes) -> list[PrintedPage]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableFileError("this PDF cannot be opened", "Ask for a new copy", filename=path.name) from error
    try:
        address = ctypes.cast(document.raw, ctypes.c_void_p).value or 0
        pages = [read_page(address, index) for index in range(len(document))]
    finally:
        document.close()
    return [page for page in pages if page]
