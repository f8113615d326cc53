"""What stands on a page of a PDF before anybody has asked what it means: pieces of print, edges, fills.

All places are points from the top left of the page as a reader sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Rectangle = tuple[float, float, float, float]  # x0, top, x1, bottom
Place = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Piece:
    """A run of words on one line with no wide gap inside it.

    `words_x` is the left edge of what follows the first word where that may be a list label, else x0. `colour` is
    "#rrggbb", None where it is black. `turned` says that it does not run from left to right, `lead_size` how large its
    first letter is.
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
    turned: bool = False
    lead_size: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A printed straight line, or a side of a printed box: from (x0, top) to (x1, bottom), one of them alike."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A box filled with one colour ("" where one sees through it), and its place in the order of drawing."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str
    order: int

    @property
    def box(self) -> Rectangle:
        return self.x0, self.top, self.x1, self.bottom

    def covers(self, box: Rectangle) -> bool:
        """Whether this box lies over nearly all of the other."""
        x0, top, x1, bottom = box
        return self.x0 <= x0 + 1 and self.x1 >= x1 - 1 and self.top <= top + 2 and self.bottom >= bottom - 2


@dataclass(frozen=True, slots=True)
class Joint:
    """Where the ends of two level rules touch, or the sides of two filled boxes, which are then its `fills`."""

    x: float
    top: float
    bottom: float
    fills: tuple[Fill, ...] = ()


@dataclass(slots=True)
class Drawing:
    """What is drawn besides text; `order` gives every text object its place in the order of drawing.

    `fields` are the fills of form fields and notes; `grids` the boxes that the edges close, those of one table
    together; `dots` what may be bullets; `joints` those that stand over each other, from the top.
    """

    upright: list[Edge] = field(default_factory=list)
    level: list[Edge] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    fields: list[Fill] = field(default_factory=list)
    pictures: list[Rectangle] = field(default_factory=list)
    dots: list[Rectangle] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    grids: list[list[Rectangle]] = field(default_factory=list)
    joints: list[list[Joint]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of a page that a reader does not see, or a raised footnote mark, and their place."""

    text: str
    box: Rectangle


@dataclass(slots=True)
class PrintedPage:
    """One page: its size in points, its pieces in the order of drawing, and what was kept out of them.

    `scanned` says that its words lie invisible over a picture of them.
    """

    number: int
    width: float
    height: float
    pieces: list[Piece]
    drawing: Drawing = field(default_factory=Drawing)
    hidden: list[Aside] = field(default_factory=list)
    marks: list[Aside] = field(default_factory=list)
    scanned: bool = False
    unread_letters: int = 0
