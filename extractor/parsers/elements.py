"""What a file holds, in reading order, before it is laid out as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.document import BlockKind
from extractor.parsers.labels import lone_label


@dataclass(frozen=True, slots=True)
class Para:
    """Words of one paragraph, heading or list item, not yet laid out.

    An empty `label` is looked for in the words. `level` None or 0 lets the labels around a list item decide.
    """

    words: str
    kind: BlockKind = "paragraph"
    label: str = ""
    level: int | None = None
    indent: float = 0.0
    bold: bool = False
    underlined: bool = False


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


def unwrapped(elements: Iterable[Para | Table]) -> Iterator[Para | Table]:
    """The elements, with the contents of tables that only arrange the page in place of those tables."""
    waiting: list[Iterator[Para | Table]] = [iter(elements)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif isinstance(element, Table) and is_layout(element):
            waiting.append(iter([inner for row in element.rows for cell in row.cells for inner in cell.content]))
        else:
            yield element


def is_layout(table: Table) -> bool:
    """Whether a table arranges a page: marked so, a list, a column of boxes, or rows that hold nothing but a table.

    A row of its own with a table in it is one, too: a menu beside a page, a page beside its news.
    """
    if table.layout or _is_list(table):
        return True
    nested = boxed = False
    for row in table.rows if len(table.rows) > 1 else ():
        filled = [cell for cell in row.cells if cell.content]
        if len(filled) > 1:
            return False
        nested = nested or any(isinstance(element, Table) for cell in filled for element in cell.content)
        boxed = boxed or any(len(cell.content) > 1 for cell in filled)
    boxed = boxed and all(len(row.cells) == 1 for row in table.rows)
    if len(table.rows) == 1:
        cells = table.rows[0].cells
        return len(cells) == 1 or any(isinstance(element, Table) for cell in cells for element in cell.content)
    return nested or boxed


def _is_list(table: Table) -> bool:
    """Whether every row is a label in one cell and what it numbers in the next, save rows that only lead in to them."""
    numbered = False
    for row in table.rows:
        filled = [cell for cell in row.cells if any(para.words.strip() for para in flat(cell.content))]
        labels = [para.words.strip() for para in flat(filled[0].content)] if filled else []
        labelled = len(labels) == 1 and lone_label(labels[0])
        if len(filled) > 2 or (labels and not labelled and len(row.cells) > 1):
            return False
        numbered = numbered or labelled
    return numbered
