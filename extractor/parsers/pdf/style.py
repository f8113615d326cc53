"""How the text objects of a page are drawn: size, weight, colour, and whether that can be seen at all."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractor.parsers.pdf import engine

_BOLD = ("bold", "black", "heavy", "demi")
_ITALIC = ("italic", "oblique")
_SYMBOLS = ("wingdings", "symbol", "dingbats")

TINY = 1.5  # points: smaller type is there to be found by programs and not to be read
_CLEAR = 13  # of 255
_LONGEST_NAME = 128  # bytes

_Name = ctypes.c_char * _LONGEST_NAME
_Drawn = ctypes.c_char * 44  # size, red, green, blue, alpha, then the six of the matrix
_Alike = ctypes.c_char * 36  # all but where the object stands


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
        self._plain = Style()
        self._alike: dict[tuple[int | None, int, bytes], Style] = {}
        self._fonts: dict[int | None, tuple[bytes, int, int]] = {}
        self._name = _Name()
        drawn = _Drawn()
        self._places = tuple(engine.place_in(drawn, part) for part in (0, 4, 8, 12, 16, 20))
        self._drawn = _Alike.from_buffer(drawn)

    def of(self, obj: int | None) -> Style:
        """The style of the text object at this address."""
        if obj is None:
            return self._plain
        size_at, red_at, green_at, blue_at, alpha_at, matrix_at = self._places
        engine.font_size(obj, size_at)
        engine.matrix_of(obj, matrix_at)
        engine.fill_colour(obj, red_at, green_at, blue_at, alpha_at)
        key = engine.font_of(obj), engine.render_mode(obj), self._drawn.raw
        return self._alike.get(key) or self._alike.setdefault(key, self._new(*key))

    def known(self) -> Iterable[Style]:
        """Every style that was asked for, that of letters without an object among them."""
        return {self._plain, *self._alike.values()}

    def _new(self, font: int | None, mode: int, drawn: bytes) -> Style:
        if font not in self._fonts:
            written = engine.font_name(font, self._name, _LONGEST_NAME)
            name = self._name.value if 0 < written <= _LONGEST_NAME else b""
            self._fonts[font] = name, engine.font_flags(font), engine.font_weight(font)
        return _style(self._fonts[font], mode, drawn, self._tiny)


@lru_cache(maxsize=1024)  # the pages of a paper have their styles in common
def _style(font: tuple[bytes, int, int], mode: int, drawn: bytes, tiny: float) -> Style:
    bold, italic, symbol = _look(*font)
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
        ghost or alpha < _CLEAR or true_size < tiny,
        min(red, green, blue) >= 248,
        ghost,
    )


def _look(name: bytes, flags: int, weight: int) -> tuple[bool, bool, bool]:
    """Whether a font is bold, italic, of symbols."""
    words = name.decode("utf-8", "replace").lower()
    bold = any(word in words for word in _BOLD) or bool(flags & 1 << 18) or weight >= 600
    italic = bool(flags & 1 << 6) or any(word in words for word in _ITALIC)
    return bold, italic, any(word in words for word in _SYMBOLS)
