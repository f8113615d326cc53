"""Tables without rules: columns that white space parts, and the rows in them.

A column begins where several lines have print at one left edge with a gap before it, and no line of the stretch
runs across that edge. A row goes on as long as what stands in its columns reads on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.parsers.pdf.bands import SAME_EDGE, Band, Run, band_of, bands_of, inner_edges_of, rows_of, shared_edges
from extractor.parsers.pdf.blocks import POINTS
from extractor.parsers.pdf.lines import is_label
from extractor.parsers.pdf.page import Piece, PrintedPage
from extractor.parsers.pdf.tables import GridCell, PageTable, fill_of

_BLANK_STEP = 1.9  # sizes from line to line: more leaves a blank line between them
_FAR_STEP = 4.5
_ROW_GAP = 0.25  # points: the least that rules drawn between rows, even unseen, add to a step
_SOME_ROOM, _MUCH_ROOM = 0.06, 0.4
_PAGE_NUMBER = re.compile(
    r"[\s.…·(]*(?:pages?|pp?\.?)?\s*(?:\d{1,4}|[ivxl]+)(?:\s*(?:[-–]|to)\s*\d{1,4})?\)?", re.IGNORECASE
)


@dataclass(slots=True)
class _Row:
    bands: list[Band] = field(default_factory=list)


def rowless_tables(page: PrintedPage, pieces: Sequence[Piece]) -> list[PageTable]:
    """The tables that stand in aligned columns among these pieces of a page.

    Two rows make a table; where a page has one, a single row with the same columns is another.
    """
    rows = rows_of(pieces)
    edges = shared_edges([band_of(row) for row in rows if len(row) > 1])
    if not edges:
        return []
    bands = [band_of(row) for row in rows]
    tables: list[PageTable] = []
    left: list[list[Band]] = [[]]
    first = 0
    while first < len(bands):
        last, columns = _stretch(bands, first, edges)
        if len(columns) > 1 and _is_table(bands[first:last], columns, pieces):
            tables.append(_table(page, bands[first:last], columns))
            left.append([])
        else:
            left[-1] += bands[first : max(last, first + 1)]
        first = max(last, first + 1)
    known = [table.edges[1] for table in tables if len(table.edges) == 3]
    return tables + [table for part in left if known for table in _single_rows(page, part, known)]


def _single_rows(page: PrintedPage, bands: Sequence[Band], known: Sequence[float]) -> list[PageTable]:
    """Tables of one row between print of another kind, with the two columns of a table on the same page."""
    tables: list[PageTable] = []
    first = 0
    while first < len(bands):
        edge = next((edge for edge in known if bands[first].has(edge)), None)
        last = first + 1 if edge is None else _reach(bands, first, edge)
        if edge is not None:
            tables.append(_table(page, bands[first:last], [bands[first].runs[0].x0, edge]))
        first = last
    return tables


def _stretch(bands: Sequence[Band], first: int, edges: Sequence[float]) -> tuple[int, list[float]]:
    """The end of the longest stretch of bands from here that keeps clear of a column edge, and all its columns."""
    best: tuple[int, float] | None = None
    for edge in edges:
        if not bands[first].has(edge):
            continue
        last = _reach(bands, first, edge)
        if sum(band.has(edge) for band in bands[first:last]) > 1 and (best is None or last > best[0]):
            best = last, edge
    if best is None:
        return first, []
    part = bands[first : best[0]]
    columns = [min(band.runs[0].x0 for band in part)]
    for edge in inner_edges_of(part):
        apart = edge - columns[-1] > 2 * SAME_EDGE and sum(band.starts(edge) for band in part) > 1
        if apart and not any(band.crosses(edge) for band in part):
            columns.append(edge)
    return best[0], columns


def _reach(bands: Sequence[Band], first: int, edge: float) -> int:
    """How far down from here no line crosses the edge, to the last print behind it and what joins that."""
    last, end = first, first + 1
    for i in range(first + 1, len(bands)):
        band, before = bands[i], bands[i - 1]
        step = (band.baseline - before.baseline) / band.size
        if band.crosses(edge) or step > _FAR_STEP:
            break
        behind = band.starts(edge)
        if not behind and step > _BLANK_STEP and band.is_set_off:
            break  # a heading
        if behind:
            last = i
        elif step > _BLANK_STEP and i > last + 1:
            break
        end = i + 1
    tail = last + 1
    while tail < end and (bands[tail].baseline - bands[tail - 1].baseline) / bands[tail].size < _BLANK_STEP:
        tail += 1  # the first column may be longer than the others in the last row
    return tail


def _is_table(bands: Sequence[Band], columns: Sequence[float], pieces: Sequence[Piece]) -> bool:
    """Whether the columns are read across and not each down to its end, and are no list of contents."""
    behind = [run for band in bands for run in band.column(columns, len(columns) - 1)]
    if sum(1 for run in behind if _PAGE_NUMBER.fullmatch(run.text)) > 0.5 * len(behind):
        return False
    if all(is_label(run.text) for band in bands for run in band.column(columns, 0)):
        return False
    inside = {
        id(piece): run.x0 >= columns[1] - SAME_EDGE for band in bands for run in band.runs for piece in run.pieces
    }
    order = [inside[id(piece)] for piece in pieces if id(piece) in inside]
    turns = sum(1 for a, b in pairwise(order) if a != b)
    return turns > 2


def with_rows_parted(page: PrintedPage, table: PageTable) -> PageTable:
    """A ruled table, its body parted into rows where its frame and columns are ruled and its rows are not.

    It is parted only where every row begins in at least two columns, the first among them, on one baseline.
    """
    body = sorted((cell for cell in table.cells if cell.row == table.row_count - 1), key=lambda cell: cell.column)
    if table.row_count > 2 or len(body) < 2 or not all(cell.pieces for cell in body[:2]):
        return table
    columns = [min((piece.x0 for piece in cell.pieces), default=cell.box[0]) for cell in body]
    bands = bands_of([piece for cell in body for piece in cell.pieces], join_labels=False)
    if not bands:  # print that runs upwards stands on no line
        return table
    rows = _rows(bands, columns, [])
    heads = [[bool(row.bands[0].column(columns, i)) for i in range(len(columns))] for row in rows]
    if len(rows) < 2 or not all(head[0] and sum(head) > 1 for head in heads):
        return table
    kept = [cell for cell in table.cells if cell.row < table.row_count - 1]
    parted = _cells(page, rows, columns, [cell.box[2] for cell in body])
    for cell in parted:
        cell.row, cell.column = cell.row + table.row_count - 1, body[cell.column].column
    return PageTable(table.page, table.box, table.edges, table.row_count - 1 + len(rows), kept + parted)


def _table(page: PrintedPage, bands: Sequence[Band], columns: list[float]) -> PageTable:
    left, right = columns[0], max(run.x1 for band in bands for run in band.runs)
    rules = [
        edge.top
        for edge in page.drawing.level
        if min(edge.x1, right) - max(edge.x0, left) > 0.6 * (right - left)
        and bands[0].baseline < edge.top < bands[-1].baseline
    ]
    rows = _rows(bands, columns, rules)
    edges = [*columns, right + 1]
    cells = _cells(page, rows, columns, [edge - 6 for edge in edges[1:]])
    top, bottom = cells[0].box[1], cells[-1].box[3]
    return PageTable(page.number, (left, top, right, bottom), edges, len(rows), cells)


def _cells(page: PrintedPage, rows: Sequence[_Row], columns: Sequence[float], ends: Sequence[float]) -> list[GridCell]:
    """A cell for each row and column, filled or not."""
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        top = row.bands[0].baseline - 0.8 * row.bands[0].size
        bottom = row.bands[-1].baseline + 0.2 * row.bands[-1].size
        for index, (start, end) in enumerate(zip(columns, ends, strict=True)):
            pieces = [piece for band in row.bands for run in band.column(columns, index) for piece in run.pieces]
            box = (start, top, end, bottom)
            cells.append(GridCell(number, index, 1, 1, box, pieces, fill_of(box, page.drawing)))
    return cells


def _rows(bands: Sequence[Band], columns: Sequence[float], rules: Sequence[float]) -> list[_Row]:
    """The bands by table row: as level rules part them, or where the print in no column reads on."""
    right = max(run.x1 for band in bands for run in band.runs)
    steps = [b.baseline - a.baseline for a, b in pairwise(bands)]
    closest = min((step for step in steps if step > 0.9 * bands[0].size), default=0.0)
    rows: list[_Row] = []
    for band in bands:
        if not rows:
            opens = True
        elif len(rules) > 1:
            opens = any(rows[-1].bands[-1].baseline < rule < band.baseline for rule in rules)
        else:
            opens = _opens(rows[-1], band, columns, right, closest)
        if opens:
            rows.append(_Row())
        rows[-1].bands.append(band)
    return rows


def _opens(row: _Row, band: Band, columns: Sequence[float], right: float, closest: float) -> bool:
    """Whether a band begins a row of its own; `closest` is the smallest step from line to line in the table."""
    before = row.bands[-1]
    first = band.column(columns, 0)
    if (band.baseline - before.baseline) / band.size > _BLANK_STEP:
        return bool(first)
    if first and is_label(first[0].pieces[0].text):
        return True
    present = [(i, band.column(columns, i)) for i in range(len(columns))]
    verdicts = [_reads_on(row, runs, columns, i, right) for i, runs in present if runs]
    if not first and len(verdicts) < 2:
        return False
    if first and not any(found.column(columns, 0) for found in row.bands):
        return False  # the first words of the row stand lower than the others: cells set in the middle of their row
    if True in verdicts:
        return False
    return False in verdicts or band.baseline - before.baseline > closest + _ROW_GAP


def _reads_on(row: _Row, runs: Sequence[Run], columns: Sequence[float], index: int, right: float) -> bool | None:
    """Whether print continues what stands above it in its column; None where it may or may not."""
    above = next((found for band in reversed(row.bands) if (found := band.column(columns, index))), None)
    if above is None:
        return None
    text, last = runs[0].text, above[-1]
    end = columns[index + 1] - 8 if index + 1 < len(columns) else right
    word = text.split(" ", 1)[0]
    width = (runs[0].x1 - runs[0].x0) / max(1, len(text)) * (len(word) + 1)
    room = (end - last.x1 - 1.2 * width) / max(1.0, end - columns[index])  # of the column, behind the next word
    if text[:1].islower() or text[:1] in "(&":
        return None if room > _MUCH_ROOM else True
    return False if last.text.endswith(POINTS) or room > _SOME_ROOM else None
