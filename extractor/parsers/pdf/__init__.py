"""PDF papers, read with PDFium: text in reading order, its lists, headings and tables, and the place of every line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from extractor.document import Document
from extractor.errors import Problem, UnreadableFileError
from extractor.parsers.joining import words_of
from extractor.parsers.pdf import ocr
from extractor.parsers.pdf.assemble import Assembler
from extractor.parsers.pdf.defects import empty_paper, is_picture, missing_page, problems_of, read_by_machine
from extractor.parsers.pdf.flow import read_flow
from extractor.parsers.pdf.furniture import without_furniture
from extractor.parsers.pdf.page import Piece, PrintedPage
from extractor.parsers.pdf.reader import read_page
from extractor.parsers.pdf.source import ASK, address_of, defects_of, open_pdf, outline_of, properties_of

MEDIA_TYPE = "application/pdf"


def parse(path: Path, data: bytes) -> Document:
    """The PDF as a document; raises UnreadableFileError where it is encrypted or cannot be opened."""
    with open_pdf(path, data) as pdf:
        page_count = len(pdf)
        outline, properties = outline_of(pdf), properties_of(pdf)
        pages, problems = _read_pages(pdf)
        damage = defects_of(pdf, data)
    shown = any(page.pieces or page.hidden or page.drawing.pictures for page in pages)
    if not pages or (damage and problems and not shown):
        raise UnreadableFileError("this PDF is damaged, and no page can be read", ASK, filename=path.name)
    problems = [*damage, *problems]
    kept, aside = without_furniture(pages)
    problems += _doubts(pages, kept)
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
        page_count=page_count,
        text_source="ocr" if any(page.scanned for page in pages) else "text" if blocks else "none",
        set_aside=tuple(aside),
        outline=outline,
        properties=properties,
        problems=tuple(problems),
    )


def _read_pages(pdf: pypdfium2.PdfDocument) -> tuple[list[PrintedPage], list[Problem]]:
    """Every page that can be loaded, and a problem for every other; each is closed before the next is opened."""
    address = address_of(pdf)
    pages: list[PrintedPage] = []
    problems: list[Problem] = []
    for index in range(len(pdf)):
        page = read_page(address, index)
        if not page:
            problems.append(missing_page(index + 1))
            continue
        if is_picture(page) and ocr.is_installed() and sum(page.scanned for page in pages) < ocr.MOST_PAGES:
            page.pieces, page.scanned = ocr.read_picture(pdf, page), True
            problems.append(read_by_machine(page))
        pages.append(page)
    return pages, problems


def _doubts(pages: Sequence[PrintedPage], kept: Sequence[Sequence[Piece]]) -> list[Problem]:
    problems = []
    for page, pieces in zip(pages, kept, strict=True):
        problems += problems_of(page, sum(len(piece.text) for piece in pieces))
    return problems or empty_paper(pages)
