"""Print side by side: the runs of words on one baseline, and the left edges that several baselines share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.parsers.pdf.lines import is_label
from extractor.parsers.pdf.page import Piece

SAME_EDGE = 4.0  # points
_MIN_GAP = 1.4  # of the type size, between columns


@dataclass(slots=True)
class Run:
    """Pieces that belong together on one line: a list label and its words, or one piece alone."""

    pieces: list[Piece]

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return self.pieces[-1].x1

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Band:
    """The runs that stand on one baseline, from left to right."""

    runs: list[Run]
    baseline: float
    size: float

    def inner_edges(self) -> Iterator[float]:
        """The left edges of runs with print and a gap to their left."""
        for before, run in pairwise(self.runs):
            if run.x0 - before.x1 > _MIN_GAP * self.size:
                yield run.x0

    @property
    def is_set_off(self) -> bool:
        """Whether all its print is bold or all of it italic."""
        pieces = [piece for run in self.runs for piece in run.pieces]
        return all(piece.bold for piece in pieces) or all(piece.italic for piece in pieces)

    def crosses(self, x: float) -> bool:
        return any(run.x0 < x - SAME_EDGE and run.x1 > x - 2 for run in self.runs)

    def starts(self, x: float) -> bool:
        """Whether a run starts at this edge, whatever stands to its left."""
        return any(abs(run.x0 - x) < SAME_EDGE for run in self.runs)

    def has(self, x: float) -> bool:
        return any(abs(edge - x) < SAME_EDGE for edge in self.inner_edges())

    def column(self, columns: Sequence[float], index: int) -> list[Run]:
        """The runs of this band that stand in one column."""
        low = columns[index] - SAME_EDGE
        high = columns[index + 1] - SAME_EDGE if index + 1 < len(columns) else 1e9
        return [run for run in self.runs if low <= run.x0 < high]


def bands_of(pieces: Sequence[Piece], *, join_labels: bool = True) -> list[Band]:
    """The pieces by baseline, top down; a list label in front is one run with its words, unless told otherwise."""
    return [band_of(row, join_labels=join_labels) for row in rows_of(pieces)]


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by baseline, top down."""
    rows: list[list[Piece]] = []
    for piece in sorted((p for p in pieces if not p.turned), key=lambda p: p.baseline):
        if rows and piece.baseline - rows[-1][0].baseline < 0.35 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def band_of(row: list[Piece], *, join_labels: bool = True) -> Band:
    """The band of the pieces on one baseline."""
    row.sort(key=lambda piece: piece.x0)
    runs = [Run([piece]) for piece in row]
    if join_labels and len(runs) > 1 and is_label(row[0].text) and row[1].x0 - row[0].x0 < 60:
        runs[:2] = [Run(row[:2])]
    return Band(runs, row[0].baseline, max(piece.size for piece in row))


def shared_edges(bands: Sequence[Band]) -> list[float]:
    """The inner left edges that at least two bands share."""
    found = inner_edges_of(bands)
    edges: list[float] = []
    for i, x in enumerate(found):
        near = sum(1 for y in found[i : i + 60] if y - x < SAME_EDGE)
        if near > 1 and (not edges or x - edges[-1] > SAME_EDGE):
            edges.append(x)
    return edges


def inner_edges_of(bands: Sequence[Band]) -> list[float]:
    """Every inner left edge of these bands, from left to right."""
    return sorted(edge for band in bands if len(band.runs) > 1 for edge in band.inner_edges())
