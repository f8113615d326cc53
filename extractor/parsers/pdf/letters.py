"""The letters of an open page: what they are, and where each stands as a reader sees the page."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from copy import copy
from functools import partial

from extractor.parsers.pdf import engine
from extractor.parsers.pdf.page import Rectangle

_ODD_SPACES = (
    "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


class Letters:
    """An open page's text, one character for each of PDFium's, with places from the top left of the shown page.

    Its white space is plain spaces, and the line ends that PDFium put in.
    """

    def __init__(self, page: int, text: int) -> None:
        self._text = engine.place(text)
        sides = array("f", [0.0] * 4)  # left, top, right, bottom
        engine.page_box(page, engine.place_in(sides))
        self._left, self._top, self._right, self._bottom = sides
        self.turn = engine.page_rotation(page)
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if self.turn % 2 else (width, height)
        self._sides = array("d", [0.0] * 4)  # left, right, bottom, top
        self._box = tuple(engine.place_in(self._sides, 8 * side) for side in range(4))
        self._point = self._box[0], self._box[2]
        self.unread = 0
        # The address of the text object that a letter belongs to, None for a space that PDFium put in.
        self.object_at: Callable[[int], int | None] = partial(engine.object_of_char, self._text)
        self.characters = self._read() if text else ""

    def _read(self) -> str:
        count = engine.count_chars(self._text)
        buffer = bytearray(2 * count + 2)
        written = engine.get_text(self._text, 0, count, engine.place_in(buffer))
        characters = buffer[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(characters) != count:
            codes = [engine.get_unicode(self._text, i) for i in range(count)]
            known = [0 < code < 0x110000 and not 0xD800 <= code < 0xE000 for code in codes]
            self.unread = count - sum(known)
            characters = "".join(chr(code) if good else "\ufffd" for code, good in zip(codes, known, strict=True))
        for space in _ODD_SPACES:
            characters = characters.replace(space, " ")
        return characters

    def on_one_line(self) -> Letters:
        """The same letters, with plain spaces for the line ends."""
        letters = copy(self)
        letters.characters = self.characters.replace("\r", " ").replace("\n", " ")
        return letters

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of PDFium's as a reader sees it: from the top left of the page, turned as it is shown."""
        if self.turn == 0:
            return x - self._left, self._top - y
        if self.turn == 1:
            return y - self._bottom, x - self._left
        if self.turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def placed(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A box of PDFium's as x0, top, x1, bottom on the shown page."""
        (x, y), (u, v) = self.place(left, bottom), self.place(right, top)
        return min(x, u), min(y, v), max(x, u), max(y, v)

    def start(self, index: int) -> tuple[float, float]:
        """Where a letter begins on its baseline."""
        engine.char_origin(self._text, index, *self._point)
        x, y = self._sides[0], self._sides[2]
        return (x - self._left, self._top - y) if self.turn == 0 else self.place(x, y)

    def end(self, index: int) -> float:
        """The right edge of a letter."""
        engine.char_box(self._text, index, *self._box)
        if self.turn == 0:
            return self._sides[1] - self._left
        left, right, bottom, top = self._sides
        return self.placed(left, bottom, right, top)[2]

    def reach(self, start: int, end: int) -> tuple[float, float, float]:
        """Where these letters begin on their baseline, x and y, and the right edge of the last of them."""
        if self.turn:
            return *self.start(start), self.end(end - 1)
        at, text, (left_at, right_at, bottom_at, top_at) = self._sides, self._text, self._box
        engine.char_origin(text, start, left_at, bottom_at)
        x, y = at[0], at[2]
        engine.char_box(text, end - 1, left_at, right_at, bottom_at, top_at)
        return x - self._left, self._top - y, at[1] - self._left

    def around(self, start: int, end: int) -> Rectangle:
        """The box around the first and last of some letters of one line."""
        boxes = []
        for index in (start, end - 1):
            engine.char_box(self._text, index, *self._box)
            left, right, bottom, top = self._sides
            boxes.append(self.placed(left, bottom, right, top))
        (a, b, c, d), (e, f, g, h) = boxes
        return min(a, e), min(b, f), max(c, g), max(d, h)
