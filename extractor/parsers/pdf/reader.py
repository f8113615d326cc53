"""A page of a PDF as pieces of print with their places, fonts and colours."""

from __future__ import annotations

import ctypes
import re
from ctypes import byref
from dataclasses import dataclass

from extractor.parsers.pdf import engine
from extractor.parsers.pdf.page import Piece, PrintedPage

_RAW_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")
_WORD = re.compile(r"\S+")
_GLYPH_BULLET = re.compile("[\ue000-\uf8ff]")
_PLAIN = str.maketrans(
    {"\ufffe": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": None, "\ufeff": None, "\u2011": "-"}
    | {0xFB00 + i: s for i, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
    | {"\uf0fc": "✓", "\uf0d8": "➢", "\uf0e0": "→"}
    | {code: " " for code in (*range(32), 127) if code not in (10, 13)}
)
_SPACES = re.compile(r"\s+")
_TICKS = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_SYMBOLS = re.compile(r"wingdings|symbol|dingbats", re.IGNORECASE)

WIDE_GAP = 0.9  # of the type size: wider than any space between words of one sentence, save in justified lines


@dataclass(slots=True)
class Style:
    """How one text object is drawn."""

    size: float
    bold: bool
    italic: bool
    symbol: bool
    mode: int
    colour: str
    alpha: int
    typewriter: bool
    slanted: bool


def read_page(document: int, index: int) -> PrintedPage | None:
    """The page with this 0-based index, or None where PDFium cannot load it."""
    with engine.open_page(document, index) as (page, text):
        if not page:
            return None
        return _PageReader(page, text, index + 1).read()


class _PageReader:
    """One page while it is open: the places of its letters, and a memory of its objects' styles."""

    def __init__(self, page: int, text: int, number: int) -> None:
        self.page, self.text, self.number = page, text, number
        self.styles: dict[int, Style] = {}
        self.fonts: dict[int, tuple[bool, bool, bool, bool]] = {}
        box = (ctypes.c_float * 4)()  # left, top, right, bottom
        engine.page_box(page, byref(box))
        self.left, self.top, self.right, self.bottom = box
        self.turn = engine.page_rotation(page)
        self._l, self._r, self._b, self._t = (ctypes.c_double() for _ in range(4))
        self._box_args = (byref(self._l), byref(self._r), byref(self._b), byref(self._t))
        self._origin_args = (byref(self._l), byref(self._b))

    def read(self) -> PrintedPage:
        width, height = self.right - self.left, self.top - self.bottom
        if self.turn % 2:
            width, height = height, width
        pieces = [piece for raw in _RAW_LINE.finditer(self._characters()) for piece in self._pieces(raw)]
        return PrintedPage(self.number, width, height, pieces)

    def _characters(self) -> str:
        """The page's text with one Python character for each PDFium character."""
        if not self.text:
            return ""
        count = engine.count_chars(self.text)
        buffer = ctypes.create_string_buffer(2 * count + 2)
        written = engine.get_text(self.text, 0, count, buffer)
        characters = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(characters) == count:
            return characters
        codes = (engine.get_unicode(self.text, i) for i in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _pieces(self, raw: re.Match[str]) -> list[Piece]:
        """The pieces of one line as PDFium broke it, cut at every wide gap."""
        words = list(_WORD.finditer(raw.string, raw.start(), raw.end()))
        pieces: list[Piece] = []
        first, last_object = 0, 0
        for i, word in enumerate(words):
            obj = engine.object_of_char(self.text, word.start()) or 0
            if i > first and obj != last_object:
                size = self._style(obj).size
                if self._start_x(word.start()) - self._end_x(words[i - 1].end() - 1) > WIDE_GAP * size:
                    pieces.append(self._piece(words[first:i]))
                    first = i
            last_object = obj
        if words:
            pieces.append(self._piece(words[first:]))
        return pieces

    def _piece(self, words: list[re.Match[str]]) -> Piece:
        text = words[0].string[words[0].start() : words[-1].end()]
        styles = [self._style(engine.object_of_char(self.text, word.start()) or 0) for word in words]
        lead = styles[0]
        if lead.symbol:
            text = _GLYPH_BULLET.sub("•", text[0]) + text[1:]
        if lead.typewriter and text.startswith("o ") and len(styles) > 1 and not styles[1].typewriter:
            text = "◦" + text[1:]
        text = _SPACES.sub(" ", _GLYPH_BULLET.sub("•", text.translate(_PLAIN))).strip()
        main = styles[-1] if len(words) > 1 else lead
        engine.char_origin(self.text, words[0].start(), *self._origin_args)
        x0, baseline = self._l.value, self._b.value
        x1 = self._end_x(words[-1].end() - 1)
        words_x = self._start_x(words[1].start()) if len(words) > 1 and len(words[0][0]) < 8 else x0
        base = self.top - baseline
        return Piece(
            text, self.number, x0 - self.left, base - 0.8 * main.size, x1 - self.left, base + 0.2 * main.size, base,
            main.size, all(style.bold for style in styles if not style.symbol), all(style.italic for style in styles),
            main.colour if main.colour != "#000000" else None, words_x - self.left,
        )  # fmt: skip

    def _start_x(self, char: int) -> float:
        engine.char_origin(self.text, char, *self._origin_args)
        return self._l.value

    def _end_x(self, char: int) -> float:
        engine.char_box(self.text, char, *self._box_args)
        return self._r.value

    def _style(self, obj: int) -> Style:
        style = self.styles.get(obj)
        if style is None:
            style = self.styles[obj] = self._read_style(obj)
        return style

    def _read_style(self, obj: int) -> Style:
        if not obj:
            return Style(10.0, False, False, False, 0, "#000000", 255, False, False)
        size, matrix, rgba = ctypes.c_float(), (ctypes.c_float * 6)(), [ctypes.c_uint() for _ in range(4)]
        engine.font_size(obj, byref(size))
        engine.matrix_of(obj, byref(matrix))
        engine.fill_colour(obj, *(byref(part) for part in rgba))
        a, b, c, d, *_ = matrix
        red, green, blue, alpha = (part.value for part in rgba)
        bold, italic, symbol, typewriter = self._font(engine.font_of(obj) or 0)
        mode = engine.render_mode(obj)
        scale = abs(d) or abs(c) or 1.0
        return Style(
            abs(size.value) * scale, bold or mode == 2, italic or abs(c) > 0.1 * abs(d) > 0 and abs(b) < 0.01 * abs(a),
            symbol, mode, f"#{red:02x}{green:02x}{blue:02x}", alpha, typewriter, abs(b) > 0.02 * abs(a),
        )  # fmt: skip

    def _font(self, font: int) -> tuple[bool, bool, bool, bool]:
        """Whether a font is bold, italic, of symbols, like a typewriter's."""
        if font not in self.fonts:
            buffer = ctypes.create_string_buffer(128)
            engine.font_name(font, buffer, 128)
            name, flags = buffer.value.decode("utf-8", "replace"), engine.font_flags(font)
            bold = bool(_TICKS.search(name)) or bool(flags & 1 << 18) or engine.font_weight(font) >= 600
            italic = bool(flags & 1 << 6) or "italic" in name.lower() or "oblique" in name.lower()
            self.fonts[font] = bold, italic, bool(_SYMBOLS.search(name)), bool(flags & 1) or "ourier" in name
        return self.fonts[font]
