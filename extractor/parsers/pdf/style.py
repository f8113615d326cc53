"""How the text objects of a page are drawn: size, weight, colour, and whether they can be seen at all."""

from __future__ import annotations

import ctypes
import re
from ctypes import byref
from dataclasses import dataclass

from extractor.parsers.pdf import engine

BLACK = "#000000"

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SYMBOLS = re.compile(r"wingdings|symbol|dingbats", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """How one text object is drawn; `along` is the direction of its words in PDFium's coordinates."""

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    symbol: bool = False
    typewriter: bool = False
    colour: str = BLACK
    mode: int = 0
    alpha: int = 255
    along: tuple[float, float] = (1.0, 0.0)
    hidden: bool = False


class Styles:
    """The styles of the objects of one open page, each read once."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[bool, bool, bool, bool]] = {}
        self._size = ctypes.c_float()
        self._matrix = (ctypes.c_float * 6)()
        self._rgba = [ctypes.c_uint() for _ in range(4)]
        self._size_ref, self._matrix_ref = byref(self._size), byref(self._matrix)
        self._rgba_refs = [byref(part) for part in self._rgba]

    def read(self, obj: int) -> Style:
        engine.font_size(obj, self._size_ref)
        engine.matrix_of(obj, self._matrix_ref)
        engine.fill_colour(obj, *self._rgba_refs)
        a, b, c, d, *_ = self._matrix
        red, green, blue, alpha = (part.value for part in self._rgba)
        bold, italic, symbol, typewriter = self._font(engine.font_of(obj) or 0)
        mode = engine.render_mode(obj)
        level = abs(b) <= 0.02 * abs(a)
        return Style(
            abs(self._size.value) * ((abs(d) if level else (c * c + d * d) ** 0.5) or 1.0),
            bold or mode == 2,
            italic or (level and abs(c) > 0.1 * abs(d) > 0),
            symbol,
            typewriter,
            f"#{red:02x}{green:02x}{blue:02x}",
            mode,
            alpha,
            (a, b),
        )

    def _font(self, font: int) -> tuple[bool, bool, bool, bool]:
        """Whether a font is bold, italic, of symbols, like a typewriter's."""
        if font not in self._fonts:
            buffer = ctypes.create_string_buffer(128)
            engine.font_name(font, buffer, 128)
            name, flags = buffer.value.decode("utf-8", "replace"), engine.font_flags(font)
            bold = bool(_BOLD.search(name)) or bool(flags & 1 << 18) or engine.font_weight(font) >= 600
            italic = bool(flags & 1 << 6) or bool(_ITALIC.search(name))
            self._fonts[font] = bold, italic, bool(_SYMBOLS.search(name)), bool(flags & 1) or "ourier" in name
        return self._fonts[font]
