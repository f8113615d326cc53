"""What stands on a page of a PDF before anybody has asked what it means: pieces of print, edges, fills.

All places are points from the top left of the page as a reader sees it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Piece:
    """A run of words on one line with no wide gap inside it.

    `words_x` is the left edge of what follows the first word (the words behind a list label), or x0.
    `colour` is "#rrggbb", None where it is black.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    words_x: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A printed straight line, or a side of a printed box: from (x0, top) to (x1, bottom), one of them alike."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A box filled with one colour, and its place in the order of drawing."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str
    order: int


@dataclass(slots=True)
class PrintedPage:
    """One page: its size in points, its pieces in the order of drawing, its edges and fills."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    upright: list[Edge] = field(default_factory=list)
    level: list[Edge] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    picture_share: float = 0.0
