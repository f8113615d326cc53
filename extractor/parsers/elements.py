"""What a file holds, in reading order, before it is laid out as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import BlockKind


@dataclass(frozen=True, slots=True)
class Para:
    """Words of one paragraph, heading or list item, not yet laid out.

    An empty `label` is looked for in the words. `level` None lets the labels around it decide.
    """

    words: str
    kind: BlockKind = "paragraph"
    label: str = ""
    level: int | None = None
    indent: float = 0.0
    bold: bool = False
    underlined: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as a file gives it: its first grid column, what it spans, and what stands in it."""

    column: int
    content: tuple[Para | Table, ...] = ()
    column_span: int = 1
    row_span: int = 1
    fill: str | None = None
    colour: str | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the cells that begin in it; `header` where the file itself says that it heads the columns."""

    cells: tuple[TableCell, ...]
    header: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table in reading order. `layout` says that the file uses it to arrange a page and not to hold data."""

    rows: tuple[TableRow, ...]
    layout: bool = False


def flat(content: Sequence[Para | Table]) -> list[Para]:
    """The paragraphs of a cell in reading order, those of tables inside it included."""
    found: list[Para] = []
    waiting = list(reversed(content))
    while waiting:
        element = waiting.pop()
        if isinstance(element, Para):
            found.append(element)
        else:
            waiting.extend(
                inner for row in reversed(element.rows) for cell in reversed(row.cells) for inner in cell.content[::-1]
            )
    return found


def is_layout(table: Table) -> bool:
    """Whether a table arranges a page: marked so, a box of one cell, or holding nothing but tables in its rows."""
    if table.layout or (len(table.rows) == 1 and len(table.rows[0].cells) == 1):
        return True
    nested = False
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.content]
        nested = nested or any(isinstance(element, Table) for cell in filled for element in cell.content)
        if len(filled) > 1:
            return False
    return nested
