"""How the text objects of a page are drawn: size, weight, colour, and whether that can be seen at all."""

from __future__ import annotations

import ctypes
import re
import struct
from dataclasses import dataclass

from extractor.parsers.pdf import engine

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SYMBOLS = re.compile(r"wingdings|symbol|dingbats", re.IGNORECASE)

TINY = 1.5  # points: smaller type is there to be found by programs and not to be read
_CLEAR = 13  # of 255


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How some text objects are drawn; `along` is the direction of their words in PDFium's coordinates.

    `colour` is "#rrggbb". `unseen` says that text drawn so cannot be seen on any ground, `white` that it cannot on
    white paper, `ghost` that it is not drawn at all.
    """

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    symbol: bool = False
    colour: str = "#000000"
    along: tuple[float, float] = (1.0, 0.0)
    unseen: bool = False
    white: bool = False
    ghost: bool = False


class Styles:
    """The styles of the objects of one open page; objects drawn alike share one."""

    def __init__(self, tiny: float = TINY) -> None:
        self._tiny = tiny
        self._of: dict[int | None, Style] = {None: Style()}
        self._alike: dict[tuple[int | None, int, bytes], Style] = {}
        self._fonts: dict[int, tuple[bool, bool, bool]] = {}
        drawn = (ctypes.c_char * 44)()  # size, red, green, blue, alpha, then the six of the matrix
        at = ctypes.addressof(drawn)
        self._size_at, self._matrix_at = engine.place(at), engine.place(at + 20)
        self._rgba_at = tuple(engine.place(at + part) for part in (4, 8, 12, 16))
        self._drawn = (ctypes.c_char * 36).from_buffer(drawn)  # all but where the object stands

    def of(self, obj: int | None) -> Style:
        """The style of the text object at this address."""
        style = self._of.get(obj)
        if style is None:
            engine.font_size(obj, self._size_at)
            engine.matrix_of(obj, self._matrix_at)
            engine.fill_colour(obj, *self._rgba_at)
            key = (engine.font_of(obj), engine.render_mode(obj), self._drawn.raw)
            style = self._alike.get(key)
            if style is None:
                style = self._alike[key] = self._new(*key)
            self._of[obj] = style
        return style

    def _new(self, font: int | None, mode: int, drawn: bytes) -> Style:
        bold, italic, symbol = self._font(font or 0)
        size, red, green, blue, alpha, a, b, c, d = struct.unpack("=f4I4f", drawn)
        level = abs(b) <= 0.02 * abs(a)
        true_size = abs(size) * ((abs(d) if level else (c * c + d * d) ** 0.5) or 1.0)
        ghost = mode in (3, 7)
        return Style(
            true_size,
            bold or mode == 2,
            italic or (level and abs(c) > 0.1 * abs(d) > 0),
            symbol,
            f"#{red:02x}{green:02x}{blue:02x}",
            (a, b),
            ghost or alpha < _CLEAR or true_size < self._tiny,
            min(red, green, blue) >= 248,
            ghost,
        )

    def _font(self, font: int) -> tuple[bool, bool, bool]:
        """Whether a font is bold, italic, of symbols."""
        if font not in self._fonts:
            buffer = ctypes.create_string_buffer(128)
            engine.font_name(font, buffer, 128)
            name, flags = buffer.value.decode("utf-8", "replace"), engine.font_flags(font)
            bold = bool(_BOLD.search(name)) or bool(flags & 1 << 18) or engine.font_weight(font) >= 600
            italic = bool(flags & 1 << 6) or bool(_ITALIC.search(name))
            self._fonts[font] = bold, italic, bool(_SYMBOLS.search(name))
        return self._fonts[font]
