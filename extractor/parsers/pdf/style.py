"""How the text objects of a page are drawn: size, weight, colour, and whether that can be seen at all."""

from __future__ import annotations

import ctypes
import re
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
        self._of: dict[int, Style] = {0: Style()}
        self._alike: dict[tuple[object, ...], Style] = {}
        self._fonts: dict[int, tuple[bool, bool, bool]] = {}
        self._size = (ctypes.c_float * 1)()
        self._matrix = (ctypes.c_float * 6)()
        self._rgba = (ctypes.c_uint * 4)()
        self._size_at, self._matrix_at = ctypes.addressof(self._size), ctypes.addressof(self._matrix)
        colour = ctypes.addressof(self._rgba)
        self._rgba_at = (colour, colour + 4, colour + 8, colour + 12)

    def of(self, obj: int) -> Style:
        """The style of the text object at this address."""
        style = self._of.get(obj)
        if style is None:
            engine.font_size(obj, self._size_at)
            engine.matrix_of(obj, self._matrix_at)
            engine.fill_colour(obj, *self._rgba_at)
            a, b, c, d, _, _ = self._matrix
            font, mode, matrix = engine.font_of(obj) or 0, engine.render_mode(obj), (a, b, c, d)
            key = (font, self._size[0], matrix, mode, *self._rgba)
            style = self._alike.get(key)
            if style is None:
                style = self._alike[key] = self._new(font, self._size[0], matrix, mode)
            self._of[obj] = style
        return style

    def _new(self, font: int, size: float, matrix: tuple[float, float, float, float], mode: int) -> Style:
        bold, italic, symbol = self._font(font)
        (a, b, c, d), (red, green, blue, alpha) = matrix, self._rgba
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
