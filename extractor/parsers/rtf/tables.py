"""Tables of Rich Text Format, which says of each row where its cells end, and not what columns they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.words import Words

# Edges of cells in different rows that lie this close, in twips, are one.
_SAME_EDGE = 60


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a row defines a cell: its edges in twips, its shading, and whether a merge covers it."""

    left: int = 0
    right: int = 0
    fill: str | None = None
    covered: bool = False
    covered_from_left: bool = False


@dataclass(slots=True)
class OpenTable:
    """A table being read, row by row."""

    rows: list[tuple[list[TableCell], list[_Shape], bool]] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    shapes: list[_Shape] = field(default_factory=list)
    shape: _Shape = field(default_factory=_Shape)
    header: bool = False

    def start_row(self) -> None:
        """The definition of a row begins; some writers give it again behind the cells."""
        self.shapes, self.shape, self.header = [], _Shape(), False

    def says(self, word: str, fill: str | None) -> None:
        """A switch of the row's definition; `fill` is the colour that it names, if it names one."""
        if word == "clcbpat":
            self.shape = replace(self.shape, fill=fill)
        elif word == "clvmrg":
            self.shape = replace(self.shape, covered=True)
        elif word == "clmrg":
            self.shape = replace(self.shape, covered_from_left=True)
        elif word == "trhdr":
            self.header = True

    def end_shape(self, right: int) -> None:
        """The cell that was described ends at this edge."""
        left = self.shapes[-1].right if self.shapes else 0
        self.shapes.append(replace(self.shape, left=left, right=right))
        self.shape = _Shape()

    def end_cell(self, paras: Iterable[Para | Table], words: Iterable[Words]) -> None:
        whole = Words.together(words)
        self.cells.append(TableCell(0, tuple(paras), fill=whole.main_fill, colour=whole.main_colour))

    def end_row(self) -> None:
        if self.cells:
            spare = [_Shape(number, number + 1) for number in range(len(self.shapes), len(self.cells))]
            self.rows.append((self.cells, self.shapes + spare, self.header))
        self.cells = []

    def close(self) -> Table | None:
        """The table with its cells in their columns, None where it has no rows; it is then empty."""
        self.end_row()
        rows, self.rows = self.rows, []
        edges = _edges(shape.left for _, shapes, _ in rows for shape in shapes)
        placed: list[list[TableCell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for cells, shapes, _ in rows:
            placed.append([])
            for cell, shape in zip(cells, shapes, strict=False):
                column, end = _column(edges, shape.left), _column(edges, shape.right)
                if shape.covered_from_left and placed[-1]:
                    before = placed[-1][-1]
                    placed[-1][-1] = replace(before, column_span=max(1, end - before.column))
                elif shape.covered and column in open_cells:
                    row, index = open_cells[column]
                    placed[row][index] = replace(placed[row][index], row_span=len(placed) - row)
                else:
                    open_cells[column] = (len(placed) - 1, len(placed[-1]))
                    span = max(1, end - column)
                    placed[-1].append(replace(cell, column=column, column_span=span, fill=shape.fill or cell.fill))
        found = zip(placed, rows, strict=True)
        return Table(tuple(TableRow(tuple(cells), header) for cells, (_, _, header) in found)) if rows else None


def _edges(lefts: Iterable[int]) -> list[int]:
    """The left edges of the columns, in order; edges that all but coincide are one."""
    edges: list[int] = []
    for left in sorted(set(lefts)):
        if not edges or left - edges[-1] > _SAME_EDGE:
            edges.append(left)
    return edges


def _column(edges: list[int], at: int) -> int:
    return bisect_left(edges, at - _SAME_EDGE)
