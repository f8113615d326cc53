"""Text that a reader of the page cannot see: it must not become part of what the paper says.

A failed redaction is text under a black box or under a Redact mark that nobody applied: it is there for every
program to read. Invisible text over a scanned page is the exception: there it is what the picture says.
"""

from __future__ import annotations

from functools import cache

from extractor.parsers.pdf import engine
from extractor.parsers.pdf.page import Drawing, Fill, Rectangle

_TINY = 1.5  # points
_CLEAR = 13  # of 255


def unseen_by_style(mode: int, alpha: int, size: float) -> bool:
    """Whether text drawn so cannot be seen on any ground."""
    return mode in (3, 7) or alpha < _CLEAR or size < _TINY


@cache
def is_white(colour: str) -> bool:
    """Whether a colour cannot be told from white paper."""
    return all(int(colour[i : i + 2], 16) >= 248 for i in (1, 3, 5))


def unseen_by_place(box: Rectangle, colour: str, order: int, drawing: Drawing) -> bool:
    """Whether text drawn at this place has the colour of its ground."""
    ground = [fill for fill in drawing.fills if fill.order < order and fill.colour and fill.covers(box)]
    if ground:
        return ground[-1].colour == colour
    return is_white(colour) and not any(_covers(picture, box) for picture in drawing.pictures)


def has_later_fills(drawing: Drawing) -> bool:
    """Whether any box is drawn over what stood on the page before it."""
    first = min(drawing.order.values(), default=0)
    return any(fill.order > first for fill in drawing.fills)


def under_a_picture(drawing: Drawing, width: float, height: float) -> bool:
    """Whether pictures fill most of the page and all its text is invisible: a scan with its words read by machine."""
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in drawing.pictures)
    if area < 0.5 * width * height:
        return False
    return all(engine.render_mode(obj) in (3, 7) for obj in drawing.order)


def _covers(outer: Rectangle, box: Rectangle) -> bool:
    return Fill(*outer, "", 0).covers(box)
