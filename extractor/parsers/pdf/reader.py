"""A page of a PDF as pieces of print with their places, fonts and colours."""

from __future__ import annotations

import ctypes
import re
from ctypes import byref
from dataclasses import dataclass

from pypdfium2 import raw

from extractor.parsers.pdf import engine
from extractor.parsers.pdf.drawing import read_drawing
from extractor.parsers.pdf.hidden import (
    has_later_fills,
    is_white,
    under_a_picture,
    unseen_by_place,
    unseen_by_style,
)
from extractor.parsers.pdf.page import Aside, Piece, PrintedPage, Rectangle
from extractor.parsers.pdf.style import BLACK, Style, Styles

WIDE_GAP = 0.9  # of the type size: wider than the space between two words, save in justified lines
_LOOSE = 0.68  # of the type size: letters wider than this on average have a gap among them

_RAW_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")
_WORD = re.compile(r"\S+")
_SPACES = re.compile(r"\s{2,}|[^\S ]")
_GLUED = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)](?=[A-Z‘“\"][A-Za-z ])")
_PRINTED_ANNOTATIONS = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT})
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARK = re.compile(r"(?:(?<=[^\W\d_])|(?<=[.,;:?!’”)\]]))(?:\d{1,2}|[*†‡])(?!\S)")
_SYMBOLS = {"\uf0fc": "✓", "\uf0fe": "✓", "\uf0d8": "➢", "\uf0e0": "→", "\uf06f": "□", "\uf0a8": "□"}
_PLAIN = str.maketrans(
    {"\ufffe": "-", "\u2011": "-", "\u200b": None, "\ufeff": None, "\u2060": None}
    | dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
    | {0xFB00 + i: letters for i, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
    | dict.fromkeys((*range(32), *range(127, 160)), " ")
    | _SYMBOLS
)


@dataclass(slots=True)
class _Run:
    """Words of one text object side by side: where they start and end in PDFium's text, and their style."""

    start: int
    end: int
    obj: int
    style: Style


def read_page(document: int, index: int) -> PrintedPage | None:
    """The page with this 0-based index, or None where PDFium cannot load it. Filled form fields count as print."""
    with engine.open_page(document, index) as page:
        if not page:
            return None
        marks = engine.annotations_of(page)
        if not any(kind in _PRINTED_ANNOTATIONS for kind, _ in marks):
            return _read(page, index, marks)
        engine.flatten(page, 0)
    with engine.open_page(document, index) as page:
        return _read(page, index, marks) if page else None


def _read(page: int, index: int, marks: list[tuple[int, Rectangle]]) -> PrintedPage:
    with engine.open_text(page) as text:
        redactions = [box for kind, box in marks if kind == raw.FPDF_ANNOT_REDACT]
        return _PageReader(page, text, index + 1, redactions).read()


class _PageReader:
    """One page while it is open: the places of its letters, and a memory of its objects' styles."""

    def __init__(self, page: int, text: int, number: int, redactions: list[Rectangle]) -> None:
        self.text = text
        self._styles: dict[int, Style] = {0: Style()}
        self._reader = Styles()
        sides = (ctypes.c_float * 4)()  # left, top, right, bottom
        engine.page_box(page, byref(sides))
        self.left, self.top, self.right, self.bottom = sides
        self.turn = engine.page_rotation(page)
        width, height = self.right - self.left, self.top - self.bottom
        width, height = (height, width) if self.turn % 2 else (width, height)
        self.page = PrintedPage(number, width, height, [])
        self.page.drawing = read_drawing(page, self.place)
        self._grounds = {fill.colour for fill in self.page.drawing.fills}
        self._redactions = [self._placed(box) for box in redactions]
        self._look_under = has_later_fills(self.page.drawing) or bool(self._redactions)
        self.page.scanned = bool(self.page.drawing.pictures) and under_a_picture(self.page.drawing, width, height)
        self._l, self._r, self._b, self._t = (ctypes.c_double() for _ in range(4))
        self._box_refs = (byref(self._l), byref(self._r), byref(self._b), byref(self._t))
        self._origin_refs = (byref(self._l), byref(self._b))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of PDFium's as a reader sees it: from the top left of the page, turned as it is shown."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def read(self) -> PrintedPage:
        self._all = self._characters()
        for line in _RAW_LINE.finditer(self._all):
            runs = self._runs(line.start(), line.end())
            if runs:
                self._add_pieces(runs)
        return self.page

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
        codes = [engine.get_unicode(self.text, i) for i in range(count)]
        known = [0 < code < 0x110000 and not 0xD800 <= code < 0xE000 for code in codes]
        self.page.unread_letters = count - sum(known)
        return "".join(chr(code) if good else "\ufffd" for code, good in zip(codes, known, strict=True))

    def _runs(self, start: int, end: int) -> list[_Run]:
        """The words of a line that can be seen, by text object; the others go to the page's hidden ones."""
        runs: list[_Run] = []
        last = -1
        for match in _WORD.finditer(self._all, start, end):
            at, until = match.span()
            obj = engine.object_of_char(self.text, at) or 0
            if obj == last:
                runs[-1].end = until
            else:
                runs.append(_Run(at, until, obj, self._style(obj)))
                last = obj
        unseen = [run for run in runs if run.style.hidden or (self._look_under and self._is_covered(run))]
        if unseen:
            text = _clean(" ".join(self._all[run.start : run.end] for run in unseen))
            self.page.hidden.append(Aside(text, self._around(unseen[0].start, unseen[-1].end)))
            return [run for run in runs if run not in unseen]
        return runs

    def _add_pieces(self, runs: list[_Run]) -> None:
        """Add the pieces of one line as PDFium broke it, cut at every wide gap and at upright rules."""
        first = 0
        for i in range(1, len(runs)):
            if self._is_apart(runs[i - 1].end, runs[i]):
                self._add_whole(runs[first:i])
                first = i
        self._add_whole(runs[first:])

    def _add_whole(self, runs: list[_Run]) -> None:
        """Add pieces for runs without a wide gap between them; where one hides a gap of its own, cut there."""
        x0, baseline = self._start(runs[0].start)
        x1 = self._end(runs[-1].end - 1)
        loose = (x1 - x0) > _LOOSE * runs[-1].style.size * (runs[-1].end - runs[0].start)
        if not loose and not any(
            x0 + 2 < rule.x0 < x1 - 2 and rule.top < baseline < rule.bottom for rule in self.page.drawing.upright
        ):
            self._add_piece(runs, x0, baseline, x1)
            return
        first, words = 0, [word for run in runs for word in self._words_of(run)]
        for i in range(1, len(words) + 1):
            if i == len(words) or self._is_apart(words[i - 1].end, words[i]):
                x0, baseline = self._start(words[first].start)
                self._add_piece(words[first:i], x0, baseline, self._end(words[i - 1].end - 1))
                first = i

    def _words_of(self, run: _Run) -> list[_Run]:
        return [_Run(*word.span(), run.obj, run.style) for word in _WORD.finditer(self._all, run.start, run.end)]

    def _is_apart(self, before: int, run: _Run) -> bool:
        """Whether a wide gap or an upright rule parts a run from the letters that end before it."""
        if run.style.along[1]:
            return False
        (x, y), end = self._start(run.start), self._end(before - 1)
        if x - end > WIDE_GAP * run.style.size:
            return True
        return any(end - 2 < rule.x0 < x + 2 and rule.top < y < rule.bottom + 2 for rule in self.page.drawing.upright)

    def _add_piece(self, runs: list[_Run], x0: float, baseline: float, x1: float) -> None:
        start, end = runs[0].start, runs[-1].end
        lead = runs[0].style
        main = max(runs, key=lambda run: run.end - run.start).style
        text = _clean(self._without_marks(runs, main.size))
        if not text:
            return
        if x1 < 0 or baseline < 0 or x0 > self.page.width or baseline > self.page.height + main.size:
            self.page.hidden.append(Aside(text, (x0, baseline - main.size, x1, baseline)))
            return
        words_x, glued = self._behind_label(start, end)
        if glued:
            text = f"{text[:glued]} {text[glued:]}"
        elif _is_sign(text, lead, words_x - x0):
            text = ("◦" if text[0] == "o" else "•") + text[1:]
        words = runs[1:] if len(runs) > 1 and _may_be_label(self._all[start : runs[0].end]) else runs
        piece = Piece(
            text, self.page.number, x0, baseline - 0.8 * main.size, x1, baseline + 0.2 * main.size, baseline,
            main.size, all(run.style.bold for run in words),
            all(run.style.italic for run in words), None if main.colour == BLACK else main.colour, words_x or x0,
        )  # fmt: skip
        if lead.along[1] or self.turn:
            self._turn(piece, lead, self._around(start, end))
        self.page.pieces.append(piece)

    def _turn(self, piece: Piece, lead: Style, box: Rectangle) -> None:
        """Give a piece that is not level in PDFium's coordinates its true box."""
        origin, tip = self.place(0, 0), self.place(*lead.along)
        along, across = tip[0] - origin[0], tip[1] - origin[1]
        piece.turned = not (along > 0 and abs(across) < 0.05 * along)
        if piece.turned:
            piece.x0, piece.top, piece.x1, piece.bottom = box

    def _without_marks(self, runs: list[_Run], size: float) -> str:
        """The letters of the runs as PDFium has them, raised footnote marks taken out and set aside."""
        parts = []
        for i, run in enumerate(runs):
            text = self._all[run.start : run.end]
            if i and run.style.size < 0.75 * size and text.isdigit() and len(text) < 3:
                self._set_mark(run.start, run.end)
                continue
            for found in reversed(list(_MARK.finditer(text))):
                start, end = run.start + found.start(), run.start + found.end()
                if self._style(engine.object_of_char(self.text, start) or 0).size < 0.8 * run.style.size:
                    self._set_mark(start, end)
                    text = text[: found.start()] + text[found.end() :]
            parts.append(text)
        return " ".join(parts)

    def _set_mark(self, start: int, end: int) -> None:
        self.page.marks.append(Aside(self._all[start:end], self._around(start, end)))

    def _behind_label(self, start: int, end: int) -> tuple[float, int]:
        """Where the words behind a list label begin (0.0 without one), and its length where no space parts them."""
        glued = _GLUED.match(self._all, start, end)
        if glued:
            return self._start(glued.end())[0], glued.end() - start
        label = _WORD.match(self._all, start, end)
        behind = _WORD.search(self._all, label.end(), end) if label and _may_be_label(label[0]) else None
        return (self._start(behind.start())[0] if behind else 0.0), 0

    def _is_covered(self, run: _Run) -> bool:
        box = self._around(run.start, run.end)
        order = self.page.drawing.order.get(run.obj, 1 << 30)
        if any(fill.order > order and fill.colour and fill.covers(box) for fill in self.page.drawing.fills):
            return True
        return any(
            x0 < (box[0] + box[2]) / 2 < x1 and t < (box[1] + box[3]) / 2 < b for x0, t, x1, b in self._redactions
        )

    def _start(self, char: int) -> tuple[float, float]:
        """Where a letter stands on its baseline."""
        engine.char_origin(self.text, char, *self._origin_refs)
        return self.place(self._l.value, self._b.value)

    def _end(self, char: int) -> float:
        """The right edge of a letter."""
        engine.char_box(self.text, char, *self._box_refs)
        if self.turn:
            return max(
                self.place(x, y)[0] for x in (self._l.value, self._r.value) for y in (self._b.value, self._t.value)
            )
        return self._r.value - self.left

    def _around(self, start: int, end: int) -> Rectangle:
        """The box around the first and last of these letters of one line."""
        xs: list[float] = []
        ys: list[float] = []
        for char in (start, end - 1):
            engine.char_box(self.text, char, *self._box_refs)
            for x, y in ((self._l.value, self._b.value), (self._r.value, self._t.value)):
                u, v = self.place(x, y)
                xs.append(u)
                ys.append(v)
        return min(xs), min(ys), max(xs), max(ys)

    def _style(self, obj: int) -> Style:
        style = self._styles.get(obj)
        if style is None:
            style = self._styles[obj] = self._reader.read(obj)
            style.hidden = self._is_hidden(obj, style)
        return style

    def _is_hidden(self, obj: int, style: Style) -> bool:
        """Whether nobody sees this text object, whatever lies over it."""
        if unseen_by_style(style.mode, style.alpha, style.size):
            return not (self.page.scanned and style.mode in (3, 7))
        if not is_white(style.colour) and style.colour not in self._grounds:
            return False
        order = self.page.drawing.order.get(obj, 1 << 30)
        return unseen_by_place(self._bounds(obj), style.colour, order, self.page.drawing)

    def _bounds(self, obj: int) -> Rectangle:
        sides = [ctypes.c_float() for _ in range(4)]
        engine.bounds_of(obj, *(byref(side) for side in sides))
        left, bottom, right, top = (side.value for side in sides)
        return self._placed((left, bottom, right, top))

    def _placed(self, box: Rectangle) -> Rectangle:
        """A box of PDFium's (left, bottom, right, top) in our coordinates."""
        (x, y), (u, v) = self.place(box[0], box[1]), self.place(box[2], box[3])
        return min(x, u), min(y, v), max(x, u), max(y, v)


def _may_be_label(word: str) -> bool:
    return len(word) < 3 or (len(word) < 9 and not word.isalpha())


def _clean(text: str) -> str:
    """The letters as anybody would type them: no ligature, odd space, control or private sign."""
    text = text.translate(_PLAIN)
    if not text.isascii():
        text = _PRIVATE.sub("•", text)
    return _SPACES.sub(" ", text).strip()


def _is_sign(text: str, lead: Style, words_x: float) -> bool:
    """Whether a letter at the start of a line is a bullet: a symbol font's, or an "o" with a gap behind it."""
    if len(text) > 1 and text[1] != " ":
        return False
    if lead.symbol:
        return text[0].isalnum()
    return text[0] == "o" and (len(text) == 1 or words_x > 1.1 * lead.size)
