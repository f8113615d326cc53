"""Tables become rows: column headings found, tables that run over pages joined, split cells made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.parsers.joining import SOFT_HYPHEN
from extractor.parsers.pdf.assemble import BlockDraft, CellDraft
from extractor.parsers.pdf.blocks import Measure, cell_drafts
from extractor.parsers.pdf.lines import PrintedLine, lines_of
from extractor.parsers.pdf.tables import GridCell, PageTable

_WORD_REST = re.compile(
    r"(?:e?[sdr]|n|l?y|al|ty|ng|nts?|ce|ry|ions?|ity|ies|ings?|ers|ors|ents?|ial|ive|ble"
    r"|[a-z]{0,2}(?:ations?|ments?|ances?|ences?|ability|ional)|tions?|sions?|ness)\b"
)
_SAME_EDGE = 5.0  # points: how far the columns of a continued table may have moved


@dataclass(slots=True)
class _Cell:
    """A cell of the whole table: the lines printed in it on one page or over several."""

    grid: GridCell
    lines: list[PrintedLine]
    draft: CellDraft | None = None

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines).replace(f"{SOFT_HYPHEN} ", "")

    @property
    def bold(self) -> bool:
        return bool(self.lines) and all(line.bold for line in self.lines)


@dataclass(slots=True)
class _Row:
    page: int
    cells: list[_Cell] = field(default_factory=list)  # those that span this row from above included
    header: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(cell.text.casefold() for cell in self.cells)

    @property
    def empty(self) -> bool:
        return not any(cell.lines for cell in self.cells)


def goes_on(table: PageTable, following: PageTable) -> bool:
    """Whether a table at the top of a page continues the one at the bottom of the page before."""
    if following.page - table.page != 1 or len(table.edges) != len(following.edges):
        return False
    return all(abs(a - b) < _SAME_EDGE for a, b in zip(table.edges, following.edges, strict=True))


def row_drafts(tables: Sequence[PageTable], number: int, usual: Measure) -> list[BlockDraft]:
    """The rows of one table, printed on one page or on several, as drafts of blocks."""
    rows: list[_Row] = []
    for table in tables:
        fresh = _rows(table)
        if not rows:
            rows = fresh
            _mark_headers(rows)
            continue
        _mark_repeated(rows, fresh)
        body = [row for row in fresh if not row.header]
        if body and rows and _is_rest(rows[-1], body[0]):
            _append(rows[-1], body[0])
            fresh.remove(body[0])
        rows += fresh
    rows = [row for row in rows if not row.empty]
    return _drafts(rows, number, usual)


def _rows(table: PageTable) -> list[_Row]:
    rows = [_Row(table.page) for _ in range(table.row_count)]
    for grid in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        cell = _Cell(grid, _with_broken_words_marked(lines_of(grid.pieces), grid))
        for row in rows[grid.row : grid.row + grid.row_span]:
            row.cells.append(cell)
    for row in rows:
        row.cells.sort(key=lambda cell: cell.grid.column)
    return [row for row in rows if row.cells and not row.empty]


def _with_broken_words_marked(lines: list[PrintedLine], grid: GridCell) -> list[PrintedLine]:
    """The lines of a cell, a soft hyphen behind a word that the cell is too narrow for, so that it is whole again."""
    for line, following in pairwise(lines):
        left, right = line.x0 - grid.box[0], grid.box[2] - line.x1
        alone = " " not in line.text and len(line.text) > 4 and line.text[-1].islower()
        if alone and right < left + 0.6 * line.size and _WORD_REST.match(following.text):
            line.text += SOFT_HYPHEN
    return lines


def _mark_headers(rows: list[_Row]) -> None:
    """Mark the rows at the top whose print or ground sets them off from all that follows."""
    for i, row in enumerate(rows[:3]):
        rest = rows[i + 1 :]
        if not rest or not _looks_like_header(row, rest):
            return
        row.header = True


def _looks_like_header(row: _Row, rest: Sequence[_Row]) -> bool:
    filled = [cell for cell in row.cells if cell.lines]
    if not filled or any(len(cell.text) > 120 for cell in filled):
        return False
    if all(cell.bold for cell in filled):
        return not all(cell.bold for other in rest for cell in other.cells if cell.lines)
    grounds = {cell.grid.fill for cell in row.cells}
    if len(grounds) == 1 and None not in grounds and len(row.cells) > 1:
        return all(cell.grid.fill not in grounds for other in rest for cell in other.cells)
    return False


def _mark_repeated(rows: Sequence[_Row], fresh: Sequence[_Row]) -> None:
    """Mark the rows of a continued table that print its column headings again."""
    known = any(row.header for row in rows)
    for first, again in zip(rows, fresh, strict=False):
        if first.key != again.key or first.empty or (known and not first.header):
            return
        first.header = again.header = True


def _is_rest(row: _Row, following: _Row) -> bool:
    """Whether the first row of the next page is the rest of a row that the page end has cut."""
    if [cell.grid.column for cell in row.cells] != [cell.grid.column for cell in following.cells]:
        return False
    pairs = [(a, b) for a, b in zip(row.cells, following.cells, strict=True) if b.lines]
    if any(b.lines[0].label and a.lines and not a.lines[0].label for a, b in pairs):
        return False
    if any(a.lines and b.lines[0].text[:1].islower() and a.text[-1] not in ".?!" for a, b in pairs):
        return True
    alone = len(pairs) == 1 and bool(pairs[0][0].lines) and pairs[0][0] is not row.cells[0]
    spanned = any(cell.grid.row_span > 1 for cell in row.cells)  # then a row may well begin without its first cell
    return alone and bool(row.cells[0].lines) and not spanned


def _append(row: _Row, rest: _Row) -> None:
    for cell, more in zip(row.cells, rest.cells, strict=True):
        cell.lines += more.lines
        cell.grid.fill = cell.grid.fill or more.grid.fill


def _drafts(rows: Sequence[_Row], number: int, usual: Measure) -> list[BlockDraft]:
    headings: dict[int, str] = {}
    drafts: list[BlockDraft] = []
    last_was_header = False
    for row in rows:
        if row.header:
            headings = _headings(row, headings if last_was_header else {})
        last_was_header = row.header
        cells = [_draft(cell, headings, row, usual) for cell in row.cells]
        if any(cell.parts and not cell.printed for cell in cells):
            bold = all(cell.bold for cell in row.cells if cell.lines)
            left = min(line.x0 for cell in row.cells for line in cell.lines)
            drafts.append(BlockDraft("table_row", [], "", 0, left, bold, number, row.header, cells, row.page))
    return drafts


def _headings(row: _Row, above: dict[int, str]) -> dict[int, str]:
    """The words over each column: those of this row, behind those of a header row right above it."""
    width = max(cell.grid.column + cell.grid.column_span for cell in row.cells)
    headings = dict(above)
    for cell in row.cells:
        if cell.grid.column_span == width and width > 1:
            continue  # a title over the whole table heads no column
        for column in range(cell.grid.column, cell.grid.column + cell.grid.column_span):
            over = above.get(column, "")
            headings[column] = f"{over} {cell.text}".strip() if over != cell.text else over
    return headings


def _draft(cell: _Cell, headings: dict[int, str], row: _Row, usual: Measure) -> CellDraft:
    if cell.draft is None:
        x0, _, x1, _ = cell.grid.box
        colours = {line.colour for line in cell.lines}
        cell.draft = CellDraft(
            cell_drafts(cell.lines, x0, x1, usual),
            cell.grid.column,
            cell.grid.column_span,
            cell.grid.row_span,
            "" if row.header else headings.get(cell.grid.column, ""),
            cell.grid.fill,
            colours.pop() if len(colours) == 1 else None,
        )
    return cell.draft
