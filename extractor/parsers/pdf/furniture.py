"""Running headers, footers and page numbers: what the same edge of several pages repeats."""

from __future__ import annotations

import re
from collections import Counter

from extractor.document import SetAside, SetAsideKind
from extractor.parsers.pdf.page import Piece, PrintedPage

_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")

_EDGE = 0.13  # of the page's height: how far in from top and bottom furniture stands


def without_furniture(pages: list[PrintedPage]) -> tuple[list[list[Piece]], list[SetAside]]:
    """The pieces of each page that belong to its running text, and all that was set aside."""
    rows = [(_edge_rows(page, top=True), _edge_rows(page, top=False)) for page in pages]
    seen = Counter(key for both in rows for edge in both for key in {_key(row, page_top) for row, page_top in edge})
    kept: list[list[Piece]] = []
    aside: list[SetAside] = []
    for page, both in zip(pages, rows, strict=True):
        gone: set[int] = set()
        for edge, kind in zip(both, ("header", "footer"), strict=True):
            for row, place in edge:
                text = " ".join(piece.text for piece in row)
                numbered = bool(_NUMBER.fullmatch(text))
                if not numbered and seen[_key(row, place)] < 2:
                    break
                gone.update(id(piece) for piece in row)
                aside.append(_set_aside("page_number" if numbered else kind, row, text))
        kept.append([piece for piece in page.pieces if id(piece) not in gone])
    return kept, aside


def _edge_rows(page: PrintedPage, *, top: bool) -> list[tuple[list[Piece], int]]:
    """The rows of print within the edge, outermost first, each with its distance from the page's edge."""
    rows: list[list[Piece]] = []
    inside = [
        p for p in page.pieces if (p.baseline < _EDGE * page.height if top else p.baseline > (1 - _EDGE) * page.height)
    ]
    for piece in sorted(inside, key=lambda p: (p.baseline if top else -p.baseline, p.x0)):
        if rows and abs(rows[-1][0].baseline - piece.baseline) < 3:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    ordered = [sorted(row, key=lambda p: p.x0) for row in rows]
    return [(row, round(row[0].baseline if top else page.height - row[0].baseline)) for row in ordered]


def _key(row: list[Piece], place: int) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(piece.text for piece in row)).casefold(), place // 12


def _set_aside(kind: SetAsideKind, row: list[Piece], text: str) -> SetAside:
    box = (min(p.x0 for p in row), min(p.top for p in row), max(p.x1 for p in row), max(p.bottom for p in row))
    return SetAside(kind, text, row[0].page, box)
