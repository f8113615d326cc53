"""PDF papers, read with PDFium: text in reading order, its lists, headings and tables, and the place of every line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from extractor.document import Bookmark, Document, Properties, SetAside
from extractor.errors import Problem, UnreadableFileError
from extractor.parsers.joining import words_of
from extractor.parsers.pdf import judge, ocr
from extractor.parsers.pdf.assemble import Assembler
from extractor.parsers.pdf.defects import empty_paper, is_picture, missing_page, problems_of, read_by_machine
from extractor.parsers.pdf.flow import read_flow
from extractor.parsers.pdf.furniture import without_furniture
from extractor.parsers.pdf.packs import Part, parts_of
from extractor.parsers.pdf.page import Piece, PrintedPage
from extractor.parsers.pdf.reader import read_page
from extractor.parsers.pdf.source import ASK, address_of, defects_of, form_of, open_pdf, outline_of, properties_of

MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True, slots=True)
class _File:
    """A PDF with its pages read: `kept` are the pieces of each page that belong to the text."""

    sha256: str
    name: str
    page_count: int
    outline: tuple[Bookmark, ...]
    properties: Properties
    pages: list[PrintedPage]
    kept: list[list[Piece]]
    aside: list[SetAside]
    problems: list[Problem]


def parse(path: Path, data: bytes) -> Document:
    """The PDF as one document; raises UnreadableFileError where it is encrypted or cannot be opened."""
    return _document(_read(path, data))


def papers(path: Path, data: bytes) -> Iterator[Document]:
    """The papers of an agenda pack, the agenda first, or the one paper that the file is; raises as `parse` does."""
    file = _read(path, data)
    parts = parts_of(file.outline, file.pages)
    for part in parts:
        document = _document(file if len(parts) == 1 else _part_of(file, part))
        yield replace(document, first_page=part.first, pack_sha256=file.sha256 if part.title else "")


def _read(path: Path, data: bytes) -> _File:
    with open_pdf(path, data) as pdf:
        page_count, outline, properties = len(pdf), outline_of(pdf), properties_of(pdf)
        pages, problems = _read_pages(pdf, data)
        damage = defects_of(pdf, data)
    shown = any(page.pieces or page.hidden or page.drawing.pictures for page in pages)
    if not pages or (damage and problems and not shown):
        raise UnreadableFileError("this PDF is damaged, and no page can be read", ASK, filename=path.name)
    kept, aside = without_furniture(pages)
    sha256 = hashlib.sha256(data).hexdigest()
    return _File(sha256, path.name, page_count, outline, properties, pages, kept, aside, [*damage, *problems])


def _part_of(file: _File, part: Part) -> _File:
    """The same file with the pages of one part; the first keeps the file's name, hash and what is said of all of it."""
    there = range(part.first, part.last + 1)
    held = [number for number, page in enumerate(file.pages) if page.number in there]
    pages = f"{part.first}-{part.last}"
    about = (*there, None) if not part.title else there
    return replace(
        file,
        sha256=hashlib.sha256(f"{file.sha256} {pages}".encode()).hexdigest() if part.title else file.sha256,
        name=f"{file.name}/{part.title.replace('/', '-')} (pages {pages})" if part.title else file.name,
        page_count=len(there),
        outline=tuple(mark for mark in file.outline if mark.page in there),
        pages=[file.pages[number] for number in held],
        kept=[file.kept[number] for number in held],
        aside=[aside for aside in file.aside if aside.page in about],
        problems=[problem for problem in file.problems if problem.page in about],
    )


def _document(file: _File) -> Document:
    drafts = read_flow(file.pages, file.kept)
    assembler = Assembler(words_of(piece.text for pieces in file.kept for piece in pieces))
    blocks = assembler.blocks(drafts)
    scanned = any(page.scanned for page in file.pages)
    return Document(
        sha256=file.sha256,
        filename=file.name,
        media_type=MEDIA_TYPE,
        text="".join(assembler.text),
        blocks=blocks,
        lines=tuple(assembler.lines),
        page_count=file.page_count,
        text_source="ocr" if scanned else "text" if blocks else "none",
        set_aside=tuple(file.aside),
        outline=file.outline,
        properties=file.properties,
        problems=(*file.problems, *_doubts(file.pages, file.kept)),
    )


def _read_pages(pdf: pypdfium2.PdfDocument, data: bytes) -> tuple[list[PrintedPage], list[Problem]]:
    """Every page that can be loaded, and a problem for every other; each is closed before the next is opened."""
    address, form = address_of(pdf), form_of(pdf)
    pages: list[PrintedPage] = []
    problems: list[Problem] = []
    judged = 0
    for index in range(len(pdf)):
        page = read_page(address, index, form)
        if not page:
            problems.append(missing_page(index + 1))
            continue
        if is_picture(page) and ocr.is_installed() and sum(page.scanned for page in pages) < ocr.MOST_PAGES:
            page.pieces, page.scanned = ocr.read_picture(pdf, page), True
            problems.append(read_by_machine(page))
        if judged < judge.MOST_PAGES and judge.astray(page):
            problems += judge.judge(page, data)
            judged += 1
        pages.append(page)
    return pages, problems


def _doubts(pages: Sequence[PrintedPage], kept: Sequence[Sequence[Piece]]) -> list[Problem]:
    problems = []
    for page, pieces in zip(pages, kept, strict=True):
        problems += problems_of(page, sum(len(piece.text) for piece in pieces))
    return problems or empty_paper(pages)
