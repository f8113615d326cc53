"""Ruled tables: the pieces of a page sorted into the boxes that its rules close."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.parsers.pdf.grid import grids
from extractor.parsers.pdf.page import Drawing, Piece, PrintedPage, Rectangle
from extractor.parsers.pdf.seams import seams


@dataclass(slots=True)
class GridCell:
    """A cell of a page's table: its place in the grid, its box, the pieces printed in it and its colour."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Rectangle
    pieces: list[Piece] = field(default_factory=list)
    fill: str | None = None


@dataclass(slots=True)
class PageTable:
    """A table as far as one page prints it. `edges` are the left edges of its columns and its right edge."""

    page: int
    box: Rectangle
    edges: list[float]
    row_count: int
    cells: list[GridCell]


def ruled_tables(page: PrintedPage, pieces: Sequence[Piece]) -> list[PageTable]:
    """The tables that the page's rules, or the grounds of their cells, close around at least two cells."""
    found = (_table(page.number, boxes) for boxes in _grids(page, pieces) if len(boxes) > 1)
    tables = [table for table in found if _holds(table, _fill(table, pieces))]
    for table in tables:
        for cell in table.cells:
            cell.fill = fill_of(cell.box, page.drawing)
    return tables


def _grids(page: PrintedPage, pieces: Sequence[Piece]) -> list[list[Rectangle]]:
    drawing = page.drawing
    upright, level = seams(drawing, pieces) if drawing.joints else ([], [])
    if not upright:
        return drawing.grids
    return grids([*drawing.upright, *upright], [*drawing.level, *level])


def _holds(table: PageTable, filled: int) -> bool:
    """Whether a grid with this many cells that hold print is a table and not a frame around one text."""
    return filled > 1 or (filled == 1 and len(table.edges) > 2 and all(_is_roomy(cell.box) for cell in table.cells))


def _is_roomy(box: Rectangle) -> bool:
    return box[2] - box[0] > 20 and box[3] - box[1] > 8


def _table(page: int, boxes: Sequence[Rectangle]) -> PageTable:
    edges = _steps([box[0] for box in boxes], max(box[2] for box in boxes))
    tops = _steps([box[1] for box in boxes], max(box[3] for box in boxes))
    cells = []
    for box in boxes:
        x0, top, x1, bottom = box
        row, low = _at(tops, top), _at(tops, bottom)
        column, far = _at(edges, x0), _at(edges, x1)
        cells.append(GridCell(row, column, max(1, low - row), max(1, far - column), box))
    return PageTable(page, (edges[0], tops[0], edges[-1], tops[-1]), edges, len(tops) - 1, cells)


def _steps(starts: Sequence[float], end: float) -> list[float]:
    """The distinct values in order, then the end."""
    return sorted({*starts, end})


def _at(steps: list[float], value: float) -> int:
    return min(bisect_left(steps, value - 0.01), len(steps) - 1)


def _fill(table: PageTable, pieces: Sequence[Piece]) -> int:
    """Put the pieces into the table's cells; how many cells hold any."""
    x0, top, x1, bottom = table.box
    for piece in pieces:
        x, y = piece.x0 + min(3.0, (piece.x1 - piece.x0) / 2), piece.baseline - 0.3 * piece.size
        if piece.turned:
            x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
        if x0 <= x <= x1 and top <= y <= bottom:
            cell = next((c for c in table.cells if c.box[0] <= x <= c.box[2] and c.box[1] <= y <= c.box[3]), None)
            if cell:
                cell.pieces.append(piece)
    return sum(1 for cell in table.cells if cell.pieces)


def fill_of(box: Rectangle, drawing: Drawing) -> str | None:
    """The colour of a cell's ground, or of a coloured sign drawn inside it; None where it is plain white."""
    x0, top, x1, bottom = box
    inside: str | None = None
    ground: str | None = None
    for fill in drawing.fills:
        wide = min(fill.x1, x1) - max(fill.x0, x0)
        high = min(fill.bottom, bottom) - max(fill.top, top)
        if wide <= 0 or high <= 0 or not fill.colour:
            continue
        if wide * high > 0.6 * (x1 - x0) * (bottom - top):
            ground = fill.colour
        elif wide * high > 0.95 * (fill.x1 - fill.x0) * (fill.bottom - fill.top) and wide > 4 < high:
            inside = fill.colour
    colours = [colour for colour in (ground, inside) if colour and colour != "#ffffff"]
    return colours[0] if colours else None
