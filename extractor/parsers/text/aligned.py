"""Tables in plain text whose columns are set apart by spaces and begin, row after row, at the same places."""

from __future__ import annotations

import re

from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.labels import split_label

_CELL = re.compile(r"\S+(?: \S+)*")
_FIGURES = re.compile(r"\d{3}|[.:;,]$")
_COLUMNS, _ROWS = 3, 2  # the fewest below headings in one line
_APART = 1  # characters that a cell may stand off the place of its heading


def aligned_lines(lines: list[str], at: int) -> int:
    """How many lines from here on are a row of headings and rows of cells under them; blank lines end the table."""
    heads = _places(lines[at])
    if len(heads) < _COLUMNS or split_label(lines[at]).label or any(_FIGURES.search(name) for name in heads.values()):
        return 0
    count = rows = 0
    for line in lines[at + 1 :]:
        cells = _under(heads, line)
        if not cells or (0 not in cells and not rows):
            break
        count += 1
        rows += 0 in cells and len(cells) > 1
    return count + 1 if rows >= _ROWS else 0


def aligned_table(lines: list[str]) -> Table:
    """The table that these lines are, the words of a row that is wrapped in one of its cells together."""
    heads = _places(lines[0])
    rows: list[list[list[str]]] = [[[name] for name in heads.values()]]
    for line in lines[1:]:
        cells = _under(heads, line)
        if 0 in cells:
            rows.append([[] for _ in heads])
        for column, words in cells.items():
            rows[-1][column].append(words)
    return Table(
        tuple(
            TableRow(tuple(TableCell(at, (Para(" ".join(cell)),)) for at, cell in enumerate(row)), header=number == 0)
            for number, row in enumerate(rows)
        )
    )


def _places(line: str) -> dict[int, str]:
    """The words of a line that two spaces or more set apart, by the place where they begin."""
    return {found.start(): found[0] for found in _CELL.finditer(line)}


def _under(heads: dict[int, str], line: str) -> dict[int, str]:
    """The cells of a line by column, none where it does not keep to the columns."""
    cells: dict[int, str] = {}
    for start, words in _places(line).items():
        column = next((i for i, head in enumerate(heads) if abs(head - start) <= _APART), None)
        if column is None or column in cells:
            return {}
        cells[column] = words
    return cells
