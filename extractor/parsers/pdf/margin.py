"""Notes in the right margin: "Clerk" or "Noted" beside the paragraph that they are about.

A right margin is a column that the running text of a page never enters, with a few short words in it here and there.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from statistics import median

from extractor.parsers.pdf.assemble import BlockDraft
from extractor.parsers.pdf.bands import SAME_EDGE, Band, bands_of, shared_edges
from extractor.parsers.pdf.lines import PrintedLine, lines_of
from extractor.parsers.pdf.page import Piece, PrintedPage

_FROM = 0.62  # of the page's width
_LONGEST = 32  # characters
_SPARSE = 0.35  # of the lines of running text


def without_margin(
    pages: Sequence[PrintedPage], kept: Sequence[list[Piece]], ruled: AbstractSet[int]
) -> tuple[list[list[Piece]], list[list[PrintedLine]]]:
    """The pieces of each page without those in its right margin, and the notes there, line by line.

    `ruled` are the ids of the pieces in ruled tables, whose last column is no margin.
    """
    free = [[piece for piece in pieces if id(piece) not in ruled] for pieces in kept]
    edges = [edge for page, pieces in zip(pages, free, strict=True) if (edge := _margin(page, pieces))]
    if not edges:
        return list(kept), []
    inside: list[list[Piece]] = []
    notes: list[list[PrintedLine]] = []
    for page, pieces, loose in zip(pages, kept, free, strict=True):
        edge = next((edge for edge in edges if _keeps_clear(bands_of(loose), edge)), page.width)
        notes += _notes([piece for piece in loose if piece.x0 >= edge - SAME_EDGE])
        inside.append([piece for piece in pieces if piece.x0 < edge - SAME_EDGE or id(piece) in ruled])
    return inside, notes


def _margin(page: PrintedPage, pieces: Sequence[Piece]) -> float | None:
    """The left edge of a right margin with at least two notes in it."""
    if sum(1 for piece in pieces if piece.x0 > _FROM * page.width) < 2:
        return None
    bands = bands_of(pieces)
    for edge in shared_edges(bands):
        if edge > _FROM * page.width and _keeps_clear(bands, edge) and _is_beside_prose(bands, edge):
            return edge
    return None


def _keeps_clear(bands: Sequence[Band], edge: float) -> bool:
    return not any(band.crosses(edge) for band in bands)


def _is_beside_prose(bands: Sequence[Band], edge: float) -> bool:
    left = [run for band in bands for run in band.runs if run.x0 < edge - SAME_EDGE]
    right = [run for band in bands for run in band.runs if run.x0 >= edge - SAME_EDGE]
    if len(right) > _SPARSE * len(left) or any(len(run.text) > _LONGEST for run in right):
        return False
    width = edge - min(run.x0 for run in left)
    return median(run.x1 - run.x0 for run in left) > 0.6 * width


def _notes(pieces: Sequence[Piece]) -> list[list[PrintedLine]]:
    """The lines of each note: those of one note follow each other closely."""
    notes: list[list[PrintedLine]] = []
    for line in lines_of(sorted(pieces, key=lambda piece: piece.baseline)):
        if notes and line.baseline - notes[-1][-1].baseline < 1.5 * line.size:
            notes[-1].append(line)
        else:
            notes.append([line])
    return notes


def with_notes(drafts: Sequence[BlockDraft], notes: Sequence[list[PrintedLine]]) -> list[BlockDraft]:
    """The drafts with each note behind the block it stands beside."""
    placed = list(drafts)
    for lines in notes:
        first = lines[0]
        at = 0
        for i, draft in enumerate(placed):
            above = [line for line in draft.lines if (line.page, line.baseline) <= (first.page, first.baseline + 3)]
            at = i + 1 if above or (draft.page or 0) < first.page else at
        bold = all(line.bold for line in lines)
        note = BlockDraft("margin_note", lines, indent=first.x0, bold=bold, page=first.page)
        placed.insert(at, note)
    return placed
