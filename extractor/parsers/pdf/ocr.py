"""Pages that are pictures of text, read with Tesseract where the extra `ocr` is installed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2

from extractor.parsers.pdf.lines import is_label
from extractor.parsers.pdf.page import Piece, PrintedPage

MOST_PAGES = 60  # of one file: each takes about a second, and a file has a minute and a half
_DOTS = 200  # an inch: enough for print of the usual size, and quick
_MAX_PIXELS = 12_000_000
_DOUBTED = 25  # of 100: what is surer than this is taken for a word
_SIGNS = re.compile(r"[@©®¢°»*]+$")  # what bullets are taken for at the start of a line
_ALIKE = 0.25  # lines whose height differs by less are of one size: their letters make them higher or lower


def is_installed() -> bool:
    """Whether pictures of text can be read."""
    return find_spec("tesserocr") is not None and _data_folder() is not None


@cache
def _data_folder() -> str | None:
    """The folder with the English language data: where it is told to be, beside Python, or beside the program."""
    told = os.environ.get("TESSDATA_PREFIX")
    beside = Path(sys.executable).parent
    folders = [Path(told)] if told else []
    folders += [Path(sys.prefix) / "share" / "tessdata", beside / "tessdata", beside.parent / "share" / "tessdata"]
    return next((str(folder) for folder in folders if (folder / "eng.traineddata").is_file()), None)


def read_picture(pdf: pypdfium2.PdfDocument, page: PrintedPage) -> list[Piece]:
    """The lines of print that the picture of a page shows, with their places."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads hinder each other
    tesserocr = import_module("tesserocr")
    opened = pdf[page.number - 1]
    try:
        area = max(1.0, page.width * page.height)
        scale = min(_DOTS / 72, (_MAX_PIXELS / area) ** 0.5)
        image = opened.render(scale=scale, grayscale=True).to_pil()
    finally:
        opened.close()
    with tesserocr.PyTessBaseAPI(path=_data_folder(), lang="eng") as reader:
        reader.SetImage(image)
        reader.SetSourceResolution(round(scale * 72))
        reader.Recognize()
        pieces = list(_pieces(reader, tesserocr.RIL, page.number, scale))
    return _labelled(_evened(pieces))


def _pieces(reader: Any, levels: Any, page: int, scale: float) -> Iterator[Piece]:
    """One piece for each run of words without a wide gap."""
    words: list[tuple[str, float, float, float, float]] = []
    for found in _words(reader, levels):
        text, sure, box, opens = found
        x0, top, x1, bottom = (side / scale for side in box)
        if words and (opens or x0 - words[-1][3] > 1.2 * (bottom - top)):
            yield _piece(words, page)
            words = []
        text = _SIGNS.sub("•", text.strip()) if not words else text.strip()
        if sure >= _DOUBTED and text.strip("|[]_~"):  # the rest are rules of tables
            words.append((text, x0, top, x1, bottom))
    if words:
        yield _piece(words, page)


def _words(reader: Any, levels: Any) -> Iterator[tuple[str, float, tuple[int, int, int, int], bool]]:
    """Every word with how sure it is, its box in pixels, and whether it opens a line."""
    iterator = reader.GetIterator()
    if iterator is None:
        return
    while True:
        box = iterator.BoundingBox(levels.WORD)
        if box:
            opens = iterator.IsAtBeginningOf(levels.TEXTLINE)
            yield iterator.GetUTF8Text(levels.WORD), iterator.Confidence(levels.WORD), box, opens
        if not iterator.Next(levels.WORD):
            return


def _piece(words: list[tuple[str, float, float, float, float]], page: int) -> Piece:
    text = " ".join(word[0] for word in words)
    top, bottom = min(word[2] for word in words), max(word[4] for word in words)
    deep = any(letter in text for letter in "gjpqy,;()")
    baseline = bottom - (0.2 * (bottom - top) if deep else 0.0)
    size = (bottom - top) / (0.92 if deep else 0.72)
    second = words[1][1] if len(words) > 1 else words[0][1]
    return Piece(text, page, words[0][1], top, words[-1][3], bottom, baseline, size, words_x=second)


def _evened(pieces: list[Piece]) -> list[Piece]:
    """The pieces with one size where their heights differ by no more than their letters explain."""
    usual = median(piece.size for piece in pieces) if pieces else 0.0
    for piece in pieces:
        if abs(piece.size - usual) < _ALIKE * usual:
            piece.size = usual
    return pieces


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """The pieces with each list label right before its words: a column of labels is read as a text of its own."""
    ordered = [piece for piece in pieces if not is_label(piece.text)]
    for label in reversed([piece for piece in pieces if is_label(piece.text)]):
        beside = [
            (piece.x0, at)
            for at, piece in enumerate(ordered)
            if abs(piece.baseline - label.baseline) < 0.5 * label.size and piece.x0 > label.x0
        ]
        ordered.insert(min(beside)[1] if beside else len(ordered), label)
    return ordered
