"""Tables of web pages, their cells placed on the grid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.html.vocabulary import LAYOUT_CLASSES, classes, colour_of

_MAX_SPAN = 1000
_MAX_CARRIED = 64


@dataclass(slots=True)
class OpenTable:
    """A table being read; `taken` holds the columns that cells of earlier rows reach down into, and how far."""

    layout: bool
    rows: list[TableRow] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    column: int = 0
    heads: int = 0
    in_head: bool = False
    taken: dict[int, int] = field(default_factory=dict)

    def close_cell(self, node: Any, content: Sequence[Para | Table]) -> None:
        """The cell stands in the row being read, in the first column that is free."""
        if node.tag == "td" and len(self.cells) > 1 and self.heads == len(self.cells):
            self.close_row()  # the row of headings was never closed
        while self.taken.get(self.column, 0):
            self.column += 1
        column_span, row_span = _span(node, "colspan"), _span(node, "rowspan")
        if row_span > 1:
            for column in range(self.column, self.column + min(column_span, _MAX_CARRIED)):
                self.taken[column] = row_span
        self.cells.append(
            TableCell(
                self.column,
                tuple(content),
                column_span,
                row_span,
                fill=colour_of(node, "bgcolor"),
                colour=colour_of(node, "color"),
                header=node.tag == "th" and node.get("scope") != "row",
            )
        )
        self.heads += node.get("scope") == "col"
        self.column += column_span

    def close_row(self) -> None:
        if self.cells:
            in_head = self.in_head and (not self.rows or all(cell.header for cell in self.cells))
            self.rows.append(TableRow(tuple(self.cells), header=in_head))
        self.cells, self.heads, self.column = [], 0, 0
        self.taken = {column: left - 1 for column, left in self.taken.items() if left > 1}

    def close(self) -> Table | None:
        """The table, None where it has no rows."""
        self.close_row()
        return Table(tuple(self.rows), self.layout) if self.rows else None


def open_table(node: Any) -> OpenTable:
    """The table that a `table` opens: for layout where the page says so, or heads whole sections in it."""
    marked = not LAYOUT_CLASSES.isdisjoint(classes(node)) or node.get("role") in {"presentation", "none"}
    heads = any(node.find(f".//{tag}") is not None for tag in ("h1", "h2"))
    return OpenTable(marked or heads or node.find(".//p[@class='mgAiTitleTxt']") is not None)


def _span(node: Any, name: str) -> int:
    value = node.get(name) or ""
    return max(1, min(int(value), _MAX_SPAN)) if re.fullmatch(r"\d{1,9}", value) else 1
