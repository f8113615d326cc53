"""The points of a table: a row is one, its columns say who and by when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.dates import find_dates
from extractor.document import Block, Cell, Document, fold
from extractor.frameworks import heading_pattern, plain
from extractor.inspection.points import ref_of

_SHORT = 3

Column = Literal["item", "owner", "due", "ref"]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row that is a point: the place of what is to be done, and the cells beside it."""

    block: Block
    start_char: int
    end_char: int
    ref: str | None
    owners: tuple[Cell, ...]
    dues: tuple[Cell, ...]


def find_rows(document: Document, blocks: Sequence[Block], columns: dict[str, list[str]]) -> list[FoundRow]:
    """One point for each row that says what is to be done; a cell that spans rows is said once."""
    found: list[FoundRow] = []
    seen: set[int] = set()
    heads: dict[int | None, dict[int, Column]] = {}
    alone_above: dict[int, Column] = {}  # a head whose table holds nothing else: its rows stand on the next page
    alone = {row.start_char for row in _boxes(document, blocks)}
    for block in blocks:
        if block.kind != "table_row" or block.header or block.start_char in alone:
            continue
        if head := _head_row(document, block, columns):
            heads[block.table] = alone_above = head
            continue
        under = heads.setdefault(block.table, alone_above)
        alone_above = {}
        kinds = {cell.column: _column(cell.heading, columns) or under.get(cell.column) for cell in block.cells}
        item = _item_cell(document, block, kinds)
        if item is None or item.start_char in seen:
            continue
        seen.add(item.start_char)
        first = item.parts[0] if item.parts else None
        number = next((c for c in block.cells if kinds[c.column] == "ref"), None)
        found.append(
            FoundRow(
                block,
                first.content_start if first else item.start_char,
                item.end_char,
                (_words(document, number) if number else None) or (ref_of(first) if first else None),
                tuple(c for c in block.cells if kinds[c.column] == "owner" and _words(document, c)),
                tuple(c for c in block.cells if kinds[c.column] == "due" and _words(document, c)),
            )
        )
    return found


def column_line(columns: dict[str, list[str]]) -> re.Pattern[str]:
    """Matches the `plain()` words of a line that is a row of column headings, as a table becomes in plain text; its
    group `due` says that the last column is for deadlines."""
    item, owner, due, ref = (heading_pattern(columns[kind]).pattern for kind in ("item", "owner", "due", "ref"))
    beside = rf"(?:{owner}|{ref})"
    row = rf"(?:{beside}\.? )*(?:{item})(?: {beside})*(?P<due> (?:{due}))?"
    return re.compile(rf"(?!(?:{item})$)(?:{row}|(?P<only_due>{due}))")


def find_text_rows(document: Document, blocks: Sequence[Block], line: re.Pattern[str]) -> list[FoundRow]:
    """Below such a line each paragraph that ends with a date is a row: what is to be done, and by when."""
    found: list[FoundRow] = []
    dated = False
    for block in blocks:
        text = document.text[block.content_start : block.end_char]
        if heads := line.fullmatch(plain(text)):
            dated = bool(heads["due"] or heads["only_due"])
        elif dated and block.kind != "table_row" and (days := find_dates(text)) and days[-1].end_char == len(text):
            at = block.content_start + days[-1].start_char
            end = block.content_start + len(text[: days[-1].start_char].rstrip())
            due = Cell(at, block.end_char, 1)
            found.append(FoundRow(block, block.content_start, end, ref_of(block), (), (due,)))
    return found


def running_text(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are no rows, and the parts of those rows that are a box around running text."""
    found: list[Block] = []
    boxes = {row.start_char for row in _boxes(document, blocks)}
    for block in blocks:
        if block.kind != "table_row":
            found.append(block)
        elif block.start_char in boxes:
            cell = _filled(document, block)[0]
            found.extend(cell.parts or [Block("paragraph", cell.start_char, cell.end_char, cell.start_char)])
    return found


def _boxes(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """The rows that are the only one of their table, and hold one cell."""
    rows = [b for b in blocks if b.kind == "table_row" and not b.header and _filled(document, b)]
    tables = Counter(row.table for row in rows)
    return [row for row in rows if tables[row.table] == 1 and len(_filled(document, row)) == 1]


def _filled(document: Document, block: Block) -> list[Cell]:
    return [cell for cell in block.cells if _words(document, cell)]


def _words(document: Document, cell: Cell) -> str:
    return fold(document.text[cell.start_char : cell.end_char])


def _head_row(document: Document, block: Block, columns: dict[str, list[str]]) -> dict[int, Column]:
    """What each column holds, where every filled cell of the row is a known column heading, or short beside one of
    items; else nothing."""
    words = {cell.column: _words(document, cell) for cell in _filled(document, block)}
    kinds = {column: kind for column, said in words.items() if (kind := _column(said, columns))}
    short = "item" in kinds.values() and all(
        len(said.split()) <= _SHORT and said[0].isupper() for said in words.values()
    )
    return kinds if len(kinds) == len(words) or short else {}


def _column(heading: str, columns: dict[str, list[str]]) -> Column | None:
    kinds: tuple[Column, ...] = ("item", "owner", "due", "ref")
    return next((kind for kind in kinds if plain(heading) in columns[kind]), None)


def _item_cell(document: Document, block: Block, kinds: dict[int, Column | None]) -> Cell | None:
    named = [cell for cell in block.cells if kinds[cell.column] == "item" and _words(document, cell)]
    unnamed = [cell for cell in block.cells if kinds[cell.column] is None and _words(document, cell)]
    longest = max(unnamed, key=lambda cell: cell.end_char - cell.start_char, default=None)
    return named[0] if named else longest
