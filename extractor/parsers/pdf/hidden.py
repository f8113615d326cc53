"""Text that a reader of the page cannot see: it must not become part of what the paper says.

A failed redaction is text under a black box or under a Redact mark that nobody applied: it is there for every
program to read. Invisible text over a scanned page is the exception: there it is what the picture says.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.parsers.pdf import engine
from extractor.parsers.pdf.page import Drawing, Fill, Rectangle
from extractor.parsers.pdf.style import Style

_LAST = 1 << 30


class Covers:
    """What can hide text of one page: fills drawn after it, redaction marks, a ground of its own colour."""

    def __init__(self, drawing: Drawing, redactions: Sequence[Rectangle], *, scanned: bool) -> None:
        first = min(drawing.order.values(), default=0)
        self._drawing, self._scanned = drawing, scanned
        self._fills = [*drawing.fills, *drawing.fields]
        self._grounds = {fill.colour for fill in self._fills}
        self._over = [fill for fill in drawing.fills if fill.colour and fill.order > first]
        self._over += [Fill(*box, "#000000", _LAST) for box in redactions]
        self.any_over = bool(self._over)

    def unseen(self, obj: int | None, style: Style, box: Rectangle) -> bool:
        """Whether nobody sees a text object at this place, whatever lies over it."""
        if style.unseen:
            return not (self._scanned and style.ghost)
        order = self._drawing.order.get(obj or 0, _LAST)
        ground = [fill for fill in self._fills if fill.order < order and fill.colour and fill.covers(box)]
        if ground:
            return ground[-1].colour == style.colour
        return style.white and not any(Fill(*picture, "", 0).covers(box) for picture in self._drawing.pictures)

    def is_suspect(self, style: Style) -> bool:
        """Whether text drawn so may be unseen."""
        return style.unseen or style.white or style.colour in self._grounds

    def reach(self, obj: int | None, height: float) -> bool:
        """Whether anything is drawn over print at this height that was drawn before it."""
        order = self._drawing.order.get(obj or 0, _LAST - 1)
        return any(fill.order > order and fill.top < height < fill.bottom for fill in self._over)

    def over(self, obj: int | None, box: Rectangle) -> bool:
        """Whether the middle of a word lies under something."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        order = self._drawing.order.get(obj or 0, _LAST - 1)
        return any(fill.order > order and fill.x0 < x < fill.x1 and fill.top < y < fill.bottom for fill in self._over)


def under_a_picture(drawing: Drawing, width: float, height: float) -> bool:
    """Whether pictures fill most of the page and all its text is invisible: a scan with its words read by machine."""
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in drawing.pictures)
    if area < 0.5 * width * height:
        return False
    return bool(drawing.order) and all(engine.render_mode(obj) in (3, 7) for obj in drawing.order)
