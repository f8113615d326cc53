"""A second opinion on ruled tables: pdfplumber's, asked for where print does not keep to the cells that we found."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise

from extractor.errors import Problem
from extractor.parsers.pdf.page import Piece, PrintedPage, Rectangle
from extractor.parsers.pdf.tables import PageTable, ruled_tables

MOST_PAGES = 5  # of a file: pdfplumber takes some tenths of a second for each
_SPACE = 0.4  # of the type size: the widest space between two words


def judge(page: PrintedPage, data: bytes) -> list[Problem]:
    """The page has the grids, ours or pdfplumber's, that its print keeps to best; a warning where it keeps to none."""
    ours, doubts = page.drawing.grids, astray(page)
    page.drawing.grids = _pdfplumbers(page, data)
    if astray(page) >= doubts or not page.drawing.grids:
        page.drawing.grids = ours
    if not astray(page):
        return []
    message = f"page {page.number}: words run over the rules of a table; compare the table with the page"
    return [Problem("warning", "doubtful-table", message, page.number)]


def _pdfplumbers(page: PrintedPage, data: bytes) -> list[list[Rectangle]]:
    """The cells of pdfplumber's tables on this page; none where it cannot read the page."""
    import pdfplumber  # noqa: PLC0415  half a second, for one page in thousands

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page.number]) as pdf:
            return [list(table.cells) for table in pdf.pages[0].find_tables()]
    except Exception:  # it raises whatever a damaged file makes it meet, and no second opinion may cost the first
        return []


def astray(page: PrintedPage) -> int:
    """How many pieces inside a ruled table stand in none of its cells, or read on over a side into the next one."""
    return sum(_astray(table, page.pieces) for table in ruled_tables(page, page.pieces))


def _astray(table: PageTable, pieces: Iterable[Piece]) -> int:
    x0, top, x1, bottom = table.box
    held = [(piece, cell) for cell in table.cells for piece in cell.pieces if not piece.turned]
    known = {id(piece) for piece, _ in held}
    loose = (piece for piece in pieces if not piece.turned and id(piece) not in known)
    outside = sum(x0 < piece.x0 < x1 and top < piece.baseline - 0.3 * piece.size < bottom for piece in loose)
    held.sort(key=lambda pair: (round(pair[0].baseline), pair[0].x0))
    return outside + sum(a is not b and _reads_on(one, other) for (one, a), (other, b) in pairwise(held))


def _reads_on(one: Piece, other: Piece) -> bool:
    """Whether no more than the space between two words parts these neighbours on a line."""
    return abs(one.baseline - other.baseline) < 1 and 0 <= other.x0 - one.x1 < _SPACE * one.size
