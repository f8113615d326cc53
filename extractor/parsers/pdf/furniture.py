"""Running headers, footers, page numbers and footnotes: print that belongs to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document import SetAside, SetAsideKind
from extractor.parsers.pdf.page import Piece, PrintedPage

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_FOOTNOTE = re.compile(r"(\d{1,2}|[*†‡])\s*(?=\D)")

_EDGE = 0.13  # of the page's height: how far in from top and bottom furniture stands
_SLOT = 12  # points: print this near the same height on two pages stands at one place
_SMALL = 0.93  # of the usual size of type


@dataclass(slots=True)
class _Row:
    """Pieces on one baseline, and their distance from the nearer edge of the page."""

    pieces: list[Piece]
    distance: float

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def keys(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """What the row has in common with its fellow on another page: its words without digits, and its slot."""
        words = _DIGITS.sub("#", "".join(piece.text for piece in self.pieces)).casefold()
        slot = int(self.distance // _SLOT)
        return (words, slot), (words, slot + 1)


def without_furniture(pages: Sequence[PrintedPage]) -> tuple[list[list[Piece]], list[SetAside]]:
    """The pieces of each page that belong to its running text, and all that was set aside, in printed order.

    A paper that prints nothing else keeps its headers and numbers as text.
    """
    edges = [(_edge_rows(page, top=True), _edge_rows(page, top=False)) for page in pages]
    seen = [_pages_by_key([both[side] for both in edges]) for side in (0, 1)]
    limit = _SMALL * _usual_size(pages)
    kept: list[list[Piece]] = []
    aside: list[SetAside] = []
    kinds: tuple[SetAsideKind, SetAsideKind] = ("header", "footer")
    for number, (page, both) in enumerate(zip(pages, edges, strict=True)):
        gone: list[SetAside] = []
        taken: set[int] = set()
        for rows, kind, where in zip(both, kinds, seen, strict=True):
            for row in rows:
                numbered = _PAGE_NUMBER.fullmatch(row.text) is not None
                if not numbered and not any(_is_near(number, where[key]) for key in row.keys):
                    break
                taken.update(id(piece) for piece in row.pieces)
                gone.append(_set_aside("page_number" if numbered else kind, row.pieces))
        pieces = [piece for piece in page.pieces if id(piece) not in taken]
        pieces, notes = _without_footnotes(page, pieces, limit)
        gone += notes
        gone += [SetAside("footnote_mark", mark.text, page.number, mark.box) for mark in page.marks]
        gone += [SetAside("hidden", words.text, page.number, words.box) for words in page.hidden]
        watermarks = [piece for piece in pieces if _is_watermark(piece)]
        gone += [_set_aside("header", [piece]) for piece in watermarks]
        kept.append([piece for piece in pieces if piece not in watermarks] if watermarks else pieces)
        aside += sorted(gone, key=lambda a: a.box[1] if a.box else 0.0)
    if not any(kept):
        return [page.pieces for page in pages], [a for a in aside if a.kind in ("hidden", "footnote_mark")]
    return kept, aside


def _usual_size(pages: Sequence[PrintedPage]) -> float:
    printed: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            printed[piece.size] += len(piece.text)
    sizes: Counter[float] = Counter()
    for size, count in printed.items():
        sizes[round(size, 1)] += count
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _pages_by_key(pages: Sequence[Sequence[_Row]]) -> dict[tuple[str, int], set[int]]:
    where: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, rows in enumerate(pages):
        for row in rows:
            for key in row.keys:
                where[key].add(number)
    return where


def _is_near(number: int, where: set[int]) -> bool:
    """Whether the next page, or the next left or right one, prints the same: a heading may recur, but not so soon."""
    return any(number + step in where for step in (-2, -1, 1, 2))


def _edge_rows(page: PrintedPage, *, top: bool) -> list[_Row]:
    """The rows of print within the edge of a page, outermost first."""
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    inside = [p for p in page.pieces if (p.baseline < low if top else p.baseline > high) and not p.turned]
    for grid in page.drawing.grids if inside else ():
        x0, y0, x1, y1 = (
            min(b[0] for b in grid),
            min(b[1] for b in grid),
            max(b[2] for b in grid),
            max(b[3] for b in grid),
        )
        if len(grid) > 1 and y1 > low and y0 < high:  # a table of the text, though it begins or ends in the edge
            inside = [p for p in inside if not (x0 <= p.x0 <= x1 and y0 <= p.baseline <= y1)]
    rows: list[_Row] = []
    for piece in sorted(inside, key=lambda p: p.baseline if top else -p.baseline):
        distance = piece.baseline if top else page.height - piece.baseline
        if rows and distance - rows[-1].distance < 3:
            rows[-1].pieces.append(piece)
        else:
            rows.append(_Row([piece], distance))
    for row in rows:
        row.pieces.sort(key=lambda p: p.x0)
    return rows


def _is_watermark(piece: Piece) -> bool:
    """Whether a piece runs aslant and is far larger than any type, as "DRAFT" across a page is."""
    return piece.turned and piece.bottom - piece.top > 60 and piece.x1 - piece.x0 > 60


def _without_footnotes(page: PrintedPage, pieces: list[Piece], limit: float) -> tuple[list[Piece], list[SetAside]]:
    """The pieces without the notes in small type at the foot of the page, and those notes."""
    marks = {mark.text for mark in page.marks}
    foot: list[list[Piece]] = []
    for row in _rows_upward(pieces):
        if max(row, key=lambda p: len(p.text)).size > limit:
            break
        foot.append(row)
    notes: list[list[Piece]] = []
    for row in reversed(foot):
        if _opens_note(row, marks):
            notes.append(list(row))
        elif notes:
            notes[-1] += row
    if not notes:
        return pieces, []
    taken = {id(piece) for note in notes for piece in note}
    return [p for p in pieces if id(p) not in taken], [_set_aside("footnote", note) for note in notes]


def _rows_upward(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The rows of print from the foot of the page."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -p.baseline):
        if row and row[0].baseline - piece.baseline >= 0.6 * max(piece.size, row[0].size):
            yield sorted(row, key=lambda p: p.x0)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda p: p.x0)


def _opens_note(row: Sequence[Piece], marks: set[str]) -> bool:
    """Whether a row begins with a raised mark, or with one that stands in the text of the page."""
    found = _FOOTNOTE.match(" ".join(piece.text for piece in row))
    if not found:
        return False
    raised = 0 < row[0].lead_size < 0.85 * max(piece.size for piece in row)
    return raised or found[1] in marks


def _set_aside(kind: SetAsideKind, pieces: Sequence[Piece]) -> SetAside:
    box = (
        min(p.x0 for p in pieces), min(p.top for p in pieces), max(p.x1 for p in pieces), max(p.bottom for p in pieces),
    )  # fmt: skip
    return SetAside(kind, " ".join(piece.text for piece in pieces), pieces[0].page, box)
