"""A page of a PDF as pieces of print with their places, fonts and colours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pypdfium2 import raw

from extractor.parsers.pdf import engine
from extractor.parsers.pdf.drawing import read_drawing
from extractor.parsers.pdf.hidden import Covers, under_a_picture
from extractor.parsers.pdf.letters import Letters
from extractor.parsers.pdf.page import Aside, Drawing, Piece, PrintedPage, Rectangle
from extractor.parsers.pdf.runs import WORD, Run, runs_of, words_of
from extractor.parsers.pdf.seams import marks_of
from extractor.parsers.pdf.signs import clean, mark_bullet, may_be_label, with_bullet
from extractor.parsers.pdf.spacing import MAY_BE_SET_APART, SET_APART, closed_up, is_broken, joined_by_gap
from extractor.parsers.pdf.style import TINY, Style, Styles

WIDE_GAP = 0.9  # of the type size: wider than the space between two words, save in justified lines
_SOME_GAP = 0.5  # of the type size: wide enough between two words where columns meet
_LOOSE = 0.68  # of the type size: letters wider than this on average have a gap among them

_RAW_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")
_MARK = re.compile(r"(?=[\d*†‡])(?:(?<=[^\W\d_])|(?<=[.,;:?!’”)\]]))(?:\d{1,2}|[*†‡])(?!\S)")
_MARKS = re.compile(r"\d{1,2}|[*†‡]")
_MAY_BE_MARK = re.compile(r"[\d*†‡](?!\S)")
_GLUED = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)](?=[A-Z‘“\"][A-Za-z ])")
_NAMELESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # what a font may say of a letter that it does not name
_NOTES = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON})
_ON_THE_PAGE = _NOTES | {raw.FPDF_ANNOT_WIDGET}


def read_page(document: int, index: int, form: int = 0) -> PrintedPage | None:
    """The page with this 0-based index, or None where PDFium cannot load it.

    Filled form fields count as print, and boxes that somebody drew as notes cover what is under them.
    """
    with engine.open_page(document, index) as page:
        if not page:
            return None
        marks = engine.annotations_of(page)
        redactions = [box for kind, box in marks if kind == raw.FPDF_ANNOT_REDACT]
        own = engine.count_objects(page)
        if not any(kind in _ON_THE_PAGE for kind, _ in marks):
            return _read(page, index, redactions, [], own)
        engine.flatten(page, form)
    with engine.open_page(document, index) as page:
        notes = [box for kind, box in marks if kind in _NOTES]
        return _read(page, index, redactions, notes, own) if page else None


def _read(page: int, index: int, redactions: list[Rectangle], notes: list[Rectangle], own: int) -> PrintedPage:
    with engine.open_text(page) as text:
        letters = Letters(page, text)
        drawing = read_drawing(page, letters.place, own, [letters.placed(*box) for box in notes])
        reader = _PageReader(index + 1, letters, drawing, redactions)
        reader.read()
        if reader.page.hidden and not reader.page.pieces:
            reader = _PageReader(index + 1, letters, drawing, redactions, tiny_is_seen=True)
            reader.read()
        drawing.order.clear()  # addresses mean nothing once the page is closed, and there are many
        return reader.page


class _PageReader:
    """One page while it is open: its letters, styles and covers, and the pieces found so far."""

    def __init__(
        self,
        number: int,
        letters: Letters,
        drawing: Drawing,
        redactions: list[Rectangle],
        *,
        tiny_is_seen: bool = False,
    ) -> None:
        self._letters, self._text = letters, letters.characters
        self._styles = Styles(0.0 if tiny_is_seen else TINY)
        scanned = bool(drawing.pictures) and under_a_picture(drawing, letters.width, letters.height)
        self.page = PrintedPage(number, letters.width, letters.height, [], drawing, scanned=scanned)
        self.page.unread_letters = letters.unread + len(_NAMELESS.findall(self._text))
        self._covers = Covers(drawing, [letters.placed(*box) for box in redactions], scanned=scanned)
        self._unseen: dict[int | None, bool] = {}
        self._rules = drawing.upright
        self._rules_and_marks = [*drawing.upright, *marks_of(drawing.joints)]
        self._broken = False
        self._set_apart = MAY_BE_SET_APART.search(self._text) is not None

    def read(self) -> None:
        """Fill the page with its pieces."""
        self._find_pieces()
        for dot in self.page.drawing.dots:
            mark_bullet(dot, self.page.pieces)

    def _find_pieces(self) -> None:
        spans = [line.span() for line in _RAW_LINE.finditer(self._text)]
        self._broken = is_broken([self._text[start:end] for start, end in spans])
        if self._broken:
            spans = [(0, len(self._text))]
            self._letters = self._letters.on_one_line()
            self._text = self._letters.characters
        lines = list(runs_of(self._letters, self._styles, spans))
        hides = self._covers.any_over or any(map(self._covers.is_suspect, self._styles.known()))
        for runs in lines:
            self._add_pieces(self._seen(runs) if hides else runs)

    def _seen(self, runs: list[Run]) -> list[Run]:
        """The runs that a reader can see; the others go to the page's hidden words."""
        if self._covers.any_over and self._is_reached(runs):
            words = self._words_of(runs)
            unseen = [w for w in words if self._is_unseen(w) or self._covers.over(w.obj, self._around(w))]
            runs = words if unseen else runs
        else:
            suspect = self._covers.is_suspect
            unseen = [run for run in runs if suspect(run.style) and self._is_unseen(run)]
        if unseen:
            text = clean(" ".join(self._text[run.start : run.end] for run in unseen))
            self.page.hidden.append(Aside(text, self._letters.around(unseen[0].start, unseen[-1].end)))
            runs = [run for run in runs if run not in unseen]
        return runs

    def _is_reached(self, runs: list[Run]) -> bool:
        """Whether anything is drawn over the height of a line after the line."""
        height = runs[0].baseline - 0.3 * runs[0].style.size
        return any(self._covers.reach(run.obj, height) for run in runs)

    def _is_unseen(self, run: Run) -> bool:
        if not self._covers.is_suspect(run.style):
            return False
        if run.obj not in self._unseen:
            self._unseen[run.obj] = self._covers.unseen(run.obj, run.style, self._around(run))
        return self._unseen[run.obj]

    def _around(self, run: Run) -> Rectangle:
        return self._letters.around(run.start, run.end)

    def _words_of(self, runs: Sequence[Run]) -> list[Run]:
        return words_of(self._letters, runs)

    def _add_pieces(self, runs: list[Run]) -> None:
        """Add the pieces of one line as PDFium broke it, cut where a gap, a rule or another baseline parts them."""
        if not runs:
            return
        first, before = 0, runs[0]
        for i, run in enumerate(runs[1:], 1):
            size = max(before.style.size, run.style.size)
            if abs(run.baseline - before.baseline) > 0.5 * size or self._is_apart(before, run):
                self._add_whole(runs[first:i])
                first = i
            elif run.x0 < before.x1 - size and not run.style.along[1]:
                self._add_words(runs[first:])
                return
            before = run
        self._add_whole(runs[first:])

    def _add_words(self, runs: list[Run]) -> None:
        """Add the words of runs that were drawn out of their order on the line, as signs of another font are."""
        words = self._words_of(runs)
        for word in sorted(words, key=lambda word: word.x0):
            self._add_whole([word])

    def _add_whole(self, runs: list[Run]) -> None:
        """Add pieces for runs without a wide gap between them; where one hides a gap of its own, cut there."""
        lead, last = runs[0], runs[-1]
        x0, x1, baseline = lead.x0, last.x1, lead.baseline
        loose = (x1 - x0) > _LOOSE * last.style.size * (last.end - lead.start)
        rules = self._rules_and_marks
        if not loose and not (
            rules and any(r.x0 > x0 + 2 and r.x0 < x1 - 2 and r.top < baseline < r.bottom for r in rules)
        ):
            self._add_piece(runs)
            return
        first, words = 0, self._words_of(runs)
        for i in range(1, len(words) + 1):
            if i == len(words) or self._is_apart(words[i - 1], words[i]):
                self._add_piece(words[first:i])
                first = i

    def _is_apart(self, before: Run, run: Run) -> bool:
        """Whether a wide gap or an upright rule parts a run from the one before it."""
        style = run.style
        if style.along[1]:
            return False
        end, x, y = before.x1, run.x0, run.baseline
        if x - end > WIDE_GAP * style.size:
            return True
        rules = self._rules_and_marks if x - end > _SOME_GAP * style.size else self._rules
        return bool(rules) and any(end - 2 < r.x0 < x + 2 and r.top < y < r.bottom + 2 for r in rules)

    def _add_piece(self, runs: list[Run]) -> None:
        if self._opens_with_mark(runs[0]):
            self._set_mark(runs[0].start, runs[0].end)
            runs = runs[1:]
            if not runs:
                return
        first, last = runs[0], runs[-1]
        start, end, x0, baseline, x1 = first.start, last.end, first.x0, first.baseline, last.x1
        lead = main = first.style
        bold, italic = lead.bold, lead.italic
        styles = {run.style for run in runs}
        if len(styles) > 1:
            main = max(runs, key=_length).style
            if may_be_label(self._text[start : first.end]):
                styles = {run.style for run in runs[1:]}
            bold, italic = all(style.bold for style in styles), all(style.italic for style in styles)
        page, size = self.page, main.size
        text = clean(self._printed(runs, size))
        if not text:
            return
        if x1 < 0 or baseline < 0 or x0 > page.width or baseline > page.height + size:
            page.hidden.append(Aside(text, (x0, baseline - size, x1, baseline)))
            return
        words_x, glued = self._behind_label(start, end)
        text = f"{text[:glued]} {text[glued:]}" if glued else with_bullet(text, lead, words_x - x0)
        piece = Piece(
            text, page.number, x0, baseline - 0.8 * size, x1, baseline + 0.2 * size, baseline, size,
            bold, italic, None if main.colour == "#000000" else main.colour, words_x or x0, False, lead.size,
        )  # fmt: skip
        if lead.along[1] or self._letters.turn:
            self._turn(piece, lead, self._letters.around(start, end))
        page.pieces.append(piece)

    def _turn(self, piece: Piece, lead: Style, box: Rectangle) -> None:
        """Give a piece that is not level in PDFium's coordinates its true box."""
        origin, tip = self._letters.place(0, 0), self._letters.place(*lead.along)
        along, across = tip[0] - origin[0], tip[1] - origin[1]
        piece.turned = not (along > 0 and abs(across) < 0.05 * along)
        if piece.turned:
            piece.x0, piece.top, piece.x1, piece.bottom = box

    def _printed(self, runs: list[Run], size: float) -> str:
        """The letters of the runs, those set apart closed up to words, and without raised footnote marks."""
        start = runs[0].start
        printed = self._text[start : runs[-1].end]
        if self._broken:
            return joined_by_gap(printed, start, self._letters, size)
        if self._set_apart and SET_APART.search(printed):
            return closed_up(printed, start, self._letters)
        return self._without_marks(runs, size) if _MAY_BE_MARK.search(printed) else printed

    def _without_marks(self, runs: list[Run], size: float) -> str:
        """The letters of the runs as PDFium has them, raised footnote marks taken out and set aside."""
        parts = []
        for i, run in enumerate(runs):
            text = self._text[run.start : run.end]
            if i and run.style.size < 0.75 * size and text.isdigit() and len(text) < 3:
                self._set_mark(run.start, run.end)
                continue
            for found in reversed(list(_MARK.finditer(text))):
                start, end = run.start + found.start(), run.start + found.end()
                if self._styles.of(self._letters.object_at(start)).size < 0.8 * run.style.size:
                    self._set_mark(start, end)
                    text = text[: found.start()] + text[found.end() :]
            parts.append(text)
        return " ".join(parts)

    def _opens_with_mark(self, run: Run) -> bool:
        """Whether a run is a footnote mark raised behind the piece before it, which PDFium took for a new line."""
        if run.end - run.start > 2 or not self.page.pieces or not _MARKS.fullmatch(self._text, run.start, run.end):
            return False
        before = self.page.pieces[-1]
        raised = run.style.size < 0.75 * before.size and 0 < before.baseline - run.baseline < 0.6 * before.size
        return raised and -1 < run.x0 - before.x1 < 0.5 * before.size

    def _set_mark(self, start: int, end: int) -> None:
        self.page.marks.append(Aside(self._text[start:end], self._letters.around(start, end)))

    def _behind_label(self, start: int, end: int) -> tuple[float, int]:
        """Where the words behind a list label begin (0.0 without one), and its length where no space parts them."""
        opening = self._text[start:end].partition(" ")[0]
        if len(opening) > 2 and opening.isalpha():
            return 0.0, 0
        glued = _GLUED.match(self._text, start, end)
        if glued:
            return self._letters.start(glued.end())[0], glued.end() - start
        label = WORD.match(self._text, start, end)
        behind = WORD.search(self._text, label.end(), end) if label and may_be_label(label[0]) else None
        return (self._letters.start(behind.start())[0] if behind else 0.0), 0


def _length(run: Run) -> int:
    return run.end - run.start
