"""Pieces of print put together to printed lines in reading order, with their list labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import BULLETS
from extractor.parsers.pdf.page import Piece

_BULLET_LABEL = re.compile(rf"[{re.escape(''.join(sorted(BULLETS)))}](?=\s|$)")
_NUMBER_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{2,5})[.)]+|\d{1,2}(?:\.\d{1,3})+|[A-Z]?\d{1,3})(?=\s|$)"
)


@dataclass(slots=True)
class PrintedLine:
    """Pieces side by side. `label` is the list label that the text starts with, `words_x` where its words start."""

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

    @property
    def content(self) -> str:
        return self.text[len(self.label) :].lstrip()


def lines_of(pieces: list[Piece]) -> list[PrintedLine]:
    """The pieces as printed lines, a page's order of drawing kept unless it runs backwards up the page."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and _beside(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(row) for row in in_order(rows)]


def _beside(before: Piece, piece: Piece) -> bool:
    same = abs(before.baseline - piece.baseline) < 0.4 * min(before.size, piece.size)
    return same and before.page == piece.page and piece.x0 > before.x0 and piece.x0 > before.x1 - piece.size


def in_order(rows: list[list[Piece]]) -> list[list[Piece]]:
    """The rows of a page top down where drawing goes back up over print that it has passed already."""
    for i, row in enumerate(rows[1:], 1):
        if row[0].page != rows[i - 1][0].page or row[0].baseline > rows[i - 1][0].baseline - 2:
            continue
        x0, x1 = row[0].x0, row[-1].x1
        if any(r[0].x0 < x1 and r[-1].x1 > x0 and r[0].baseline > row[0].baseline + 2 for r in rows[:i]):
            return _merged(sorted(rows, key=lambda r: (r[0].page, round(r[0].baseline / 4), r[0].x0)))
    return rows


def _merged(rows: list[list[Piece]]) -> list[list[Piece]]:
    merged: list[list[Piece]] = []
    for row in rows:
        if merged and _beside(merged[-1][-1], row[0]):
            merged[-1] = merged[-1] + row
        else:
            merged.append(row)
    return merged


def _line(row: list[Piece]) -> PrintedLine:
    text = " ".join(piece.text for piece in row)
    first = row[0]
    found = _BULLET_LABEL.match(text) or _NUMBER_LABEL.match(text)
    label = found[0] if found else ""
    words_x = row[1].x0 if label and len(row) > 1 and first.text == label else first.words_x
    words = row[1:] if label and len(row) > 1 and first.text == label else row
    longest = max(words, key=lambda piece: len(piece.text))
    return PrintedLine(
        text, first.page, min(p.x0 for p in row), min(p.top for p in row), max(p.x1 for p in row),
        max(p.bottom for p in row), longest.baseline, longest.size, all(p.bold for p in words),
        all(p.italic for p in words), longest.colour, label, words_x if label else first.x0,
    )  # fmt: skip
