"""Pieces of print put together to printed lines in reading order, with their list labels."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import BULLETS
from extractor.parsers.pdf.page import Piece, Rectangle
from extractor.parsers.pdf.tables import PageTable

_BULLET_LABEL = re.compile(rf"[{re.escape(''.join(sorted(BULLETS)))}](?=\s|$)")
_NUMBER_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{2,5})[.)]+|\d{1,2}(?:\.\d{1,3})+|[A-Z]?\d{1,3})(?=\s|$)"
)

_SAME_PLACE = 3.0  # points
_PAGE_NUMBER = re.compile(r"[\s.…·_]*\d{1,3}")
_PAGES = re.compile(r"\(?pages?\s*\d[\d\s,–to-]*\)?", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,3}$")


def is_label(text: str) -> bool:
    """Whether the words are a list label and nothing else."""
    found = _BULLET_LABEL.fullmatch(text) or _NUMBER_LABEL.fullmatch(text)
    return found is not None


@dataclass(slots=True)
class PrintedLine:
    """Pieces side by side. `label` is the list label that the text starts with, `words_x` where its words start.

    `listed` says that the line ends in a page number set apart, as those of a list of contents do. `room` is how far
    right it may reach, where other print stands beside it; `behind` where the words behind its first word start.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    colour: str | None
    label: str
    words_x: float
    listed: bool = False
    room: float = math.inf
    behind: float = 0.0

    @property
    def content(self) -> str:
        return self.text[len(self.label) :].lstrip()


@dataclass(slots=True)
class _Row:
    """Pieces side by side, or a table, and the box around them."""

    pieces: list[Piece]
    box: Rectangle
    table: PageTable | None = None

    @property
    def middle(self) -> float:
        return self.pieces[0].baseline if self.pieces else self.box[1] + 8

    def add(self, piece: Piece) -> None:
        x0, top, x1, bottom = self.box
        self.pieces.append(piece)
        self.box = min(x0, piece.x0), min(top, piece.top), max(x1, piece.x1), max(bottom, piece.bottom)


def lines_of(pieces: Sequence[Piece]) -> list[PrintedLine]:
    """The pieces as printed lines, the order of drawing kept unless it runs backwards up the page."""
    return [line for line in flow_of(pieces, []) if isinstance(line, PrintedLine)]


def flow_of(pieces: Sequence[Piece], tables: Sequence[PageTable]) -> list[PrintedLine | PageTable]:
    """A page's printed lines and tables in reading order, each table where its first piece was drawn."""
    owner = {id(piece): table for table in tables for cell in table.cells for piece in cell.pieces}
    rows: list[_Row] = []
    placed: set[int] = set()
    for piece in pieces:
        table = owner.get(id(piece))
        if table:
            if id(table) not in placed:
                placed.add(id(table))
                rows.append(_Row([], table.box, table))
        elif rows and rows[-1].pieces and _beside(rows[-1].pieces[-1], piece):
            rows[-1].add(piece)
        else:
            rows.append(_Row([piece], (piece.x0, piece.top, piece.x1, piece.bottom)))
    return [row.table or _line(row.pieces) for row in _in_order(rows)]


def _beside(before: Piece, piece: Piece) -> bool:
    same = abs(before.baseline - piece.baseline) < 0.4 * min(before.size, piece.size)
    return same and before.page == piece.page and piece.x0 > before.x0 and piece.x0 > before.x1 - piece.size


def _in_order(rows: list[_Row]) -> list[_Row]:
    """The rows of a page with those that were drawn too late, below print that they stand above, in their place.

    Where that is true of many, the page was drawn in no order, and its rows are read from the top.
    """
    late = [row for i, row in enumerate(rows) if i and _goes_up(rows[i - 1], row) and _is_late(row, rows[:i])]
    if not late:
        return rows
    if len(late) > max(2, 0.15 * len(rows)):
        return _merged(_top_down(rows))
    ordered = [row for row in rows if not any(row is found for found in late)]
    for row in late:
        below = (at for at, other in enumerate(ordered) if _overlap(row, other) and other.middle > row.middle + 2)
        ordered.insert(next(below, len(ordered)), row)
    return _merged(ordered)


def _goes_up(before: _Row, row: _Row) -> bool:
    return row.box[1] <= before.box[1] - 2


def _is_late(row: _Row, drawn: Sequence[_Row]) -> bool:
    """Whether print that stands below a row in its own column was drawn before it."""
    middle = (row.box[1] + row.box[3]) / 2
    return any(_overlap(row, other) and other.box[1] > middle for other in drawn)


def _overlap(row: _Row, other: _Row) -> bool:
    return other.box[0] < row.box[2] and other.box[2] > row.box[0]


def _top_down(rows: list[_Row]) -> list[_Row]:
    """The rows from the top, those on one baseline from the left."""
    levels: list[list[_Row]] = []
    for row in sorted(rows, key=lambda r: r.middle):
        if levels and row.middle - levels[-1][0].middle < 4:
            levels[-1].append(row)
        else:
            levels.append([row])
    return [row for level in levels for row in sorted(level, key=lambda r: r.box[0])]


def _merged(rows: list[_Row]) -> list[_Row]:
    merged: list[_Row] = []
    for row in rows:
        if merged and row.pieces and merged[-1].pieces and _beside(merged[-1].pieces[-1], row.pieces[0]):
            for piece in row.pieces:
                merged[-1].add(piece)
        else:
            merged.append(row)
    return merged


def _line(row: list[Piece]) -> PrintedLine:
    first = row[0]
    if len(row) == 1:
        text = first.text
        label = _label(text, first)
        return PrintedLine(
            text, first.page, first.x0, first.top, first.x1, first.bottom, first.baseline, first.size, first.bold,
            first.italic, first.colour, label, first.words_x if label or _heads_itself(first) else first.x0,
            text[-1:].isdecimal() and _LEADER.search(text) is not None, math.inf, first.words_x,
        )  # fmt: skip
    text = " ".join(piece.text for piece in row)
    label = _label(text, first)
    apart = bool(label) and first.text == label
    words = row[1:] if apart else row
    listed = len(words) > 1 and _PAGE_NUMBER.fullmatch(words[-1].text) is not None
    if len(words) > 1 and _PAGES.fullmatch(words[-1].text):
        words = words[:-1]
    main = max(words, key=lambda piece: len(piece.text))
    words_x = row[1].x0 if apart or (not label and first.text.endswith(":")) else first.words_x if label else first.x0
    return PrintedLine(
        text, first.page, min(p.x0 for p in row), min(p.top for p in row), max(p.x1 for p in row),
        max(p.bottom for p in row), main.baseline, main.size, all(p.bold for p in words),
        all(p.italic for p in words), main.colour, label, words_x, listed,
    )  # fmt: skip


def number_on(lines: Sequence[PrintedLine]) -> None:
    """Label the lines whose bare number, with no wide gap behind it, goes on a list of such: "9  Write", "10 Call"."""
    number, words_x = 0, 0.0
    for line in lines:
        if line.label.isdigit():
            number, words_x = int(line.label), line.words_x
            continue
        if not number or line.label or abs(line.behind - words_x) >= _SAME_PLACE:
            continue
        first = line.text.split(" ", 1)[0]
        if first == str(number + 1):
            line.label, line.words_x, number = first, line.behind, number + 1


def _heads_itself(first: Piece) -> bool:
    """Whether a line begins like "Summary:" with its words set in behind that."""
    return first.words_x > first.x0 and first.text.split(" ", 1)[0].endswith(":")


def _label(text: str, first: Piece) -> str:
    """The list label that a line starts with, "" if none; a bare number is one only where a gap sets it apart."""
    if text.partition(" ")[0].isalpha():
        return ""
    found = _BULLET_LABEL.match(text) or _NUMBER_LABEL.match(text)
    if not found or (found[0][-1].isdigit() and "." not in found[0] and first.text != found[0]):
        return ""
    return found[0]
