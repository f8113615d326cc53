"""A page of a PDF as a reader sees it: its picture, the boxes of words on it, and the words inside boxes.

Boxes are (x0, top, x1, bottom) in PDF points from the top left of the page as it is shown, as in `Line`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2 as pdfium

from extractor.errors import UnreadableFileError
from extractor.parsers.pdf.source import open_pdf
from extractor.records import squash

Box = tuple[float, float, float, float]

FAST_OCTREE = 2  # of Pillow: four times as fast as the method it chooses itself
MAX_PIXELS = 6_000_000  # a poster of a page is drawn smaller, so that no file can ask for all memory


@dataclass(frozen=True, slots=True)
class PartOfLine:
    """A printed line's box and words, and which of them are meant: `words[start:end]`."""

    box: Box
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter or digit, lower case, and where it is printed."""

    char: str
    box: Box

    def is_inside(self, box: Box) -> bool:
        x, y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def picture(path: Path, page: int, scale: float = 1.6) -> bytes:
    """The page (1-based) as a PNG of `scale` pixels a point. Raises UnreadableFileError where there is no such page."""
    with _page(path, page) as opened:
        width, height = opened.get_size()
        scale = min(scale, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        image = opened.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    out = io.BytesIO()
    image.quantize(64, method=FAST_OCTREE).save(out, "png", compress_level=4)
    return out.getvalue()


def boxes_of(path: Path, page: int, parts: Sequence[PartOfLine]) -> tuple[tuple[float, float], list[Box]]:
    """The page's width and height in points, and for each part the box of just its words.

    Where the letters on the page are not those of the line, the box is that of the whole line.
    """
    with _page(path, page) as opened:
        letters = _letters(opened)
        return opened.get_size(), [_box_of(letters, part) for part in parts]


def words_under(path: Path, page: int, boxes: Sequence[Box]) -> str:
    """The letters and digits printed inside the boxes, box after box, as `squash` gives them."""
    with _page(path, page) as opened:
        letters = _letters(opened)
    return "".join(letter.char for box in boxes for letter in letters if letter.is_inside(box))


@contextmanager
def _page(path: Path, page: int) -> Iterator[pdfium.PdfPage]:
    with open_pdf(path, path.read_bytes()) as document:
        if not 1 <= page <= len(document):
            raise UnreadableFileError("there is no such page", "Give another number", filename=path.name, page=page)
        opened = document[page - 1]
        try:
            yield opened
        finally:
            opened.close()


def _letters(page: pdfium.PdfPage) -> list[_Letter]:
    """Every letter and digit of the page, from left to right within what PDFium takes for a line."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation() // 90
    text = page.get_textpage()
    try:
        found = []
        for index in range(text.count_chars()):
            for char in squash(text.get_text_range(index, 1)):
                x0, y0, x1, y1 = text.get_charbox(index)
                corners = (
                    (x0 - left, top - y1, x1 - left, top - y0),
                    (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
                    (right - x1, y0 - bottom, right - x0, y1 - bottom),
                    (top - y1, right - x1, top - y0, right - x0),
                )
                found.append(_Letter(char, corners[turn]))
        return found
    finally:
        text.close()


def _box_of(letters: Sequence[_Letter], part: PartOfLine) -> Box:
    inside = [letter for letter in letters if letter.is_inside(part.box)]
    before, wanted = squash(part.words[: part.start]), squash(part.words[part.start : part.end])
    printed = "".join(letter.char for letter in inside)
    at = _find(printed, squash(part.words), len(before), wanted)
    if at is None:
        return part.box
    meant = [letter.box for letter in inside[at : at + len(wanted)]]
    return min(box[0] for box in meant), part.box[1], max(box[2] for box in meant), part.box[3]


def _find(printed: str, line: str, before: int, wanted: str) -> int | None:
    """Where the wanted letters begin among the printed ones; None where they are not there."""
    if not wanted:
        return None
    if printed == line:
        return before
    shared = SequenceMatcher(None, line, printed, autojunk=False).get_matching_blocks()
    for block in shared:  # the printed line may begin with a number that the text has elsewhere, or the other way round
        if block.a <= before < block.a + block.size:
            at = block.b + before - block.a
            return at if printed.startswith(wanted, at) else None
    return None
