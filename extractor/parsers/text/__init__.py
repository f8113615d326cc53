"""Plain text: e-mailed minutes, reports saved as text, web pages pasted into a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extractor.document import Document, fold
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table
from extractor.parsers.encoding import decode
from extractor.parsers.headings import run_in_title, text_heading_level
from extractor.parsers.labels import split_label
from extractor.parsers.text.lines import lines_of, names_part
from extractor.parsers.text.paragraphs import pieces_of

MEDIA_TYPE = "text/plain"

# What a server answers instead of a paper ("Access denied") is kept under the paper's name.
_NOT_TEXT = frozenset({".pdf", ".docx", ".doc", ".odt"})
_ASKS = re.compile(r"\b(?:should|must|shall)\b|^(?:To|That) ")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*(?:page\s+)?\d{1,4}\s*[-–—]|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*", re.I)


def parse(path: Path, data: bytes) -> Document:
    """The text's paragraphs, list items, tables and headings. Raises UnreadableFileError where it holds no words."""
    text, problems = decode(data)
    builder = Builder(problems=problems)
    add(builder, text)
    if path.suffix.lower() in _NOT_TEXT:
        builder.warn(
            "misnamed", f"It is called {path.suffix} and is plain text: the download may have failed. Look at it"
        )
    if builder.empty:
        raise UnreadableFileError("holds no words", "Check that the right file was saved", filename=path.name)
    return builder.document(path, data, MEDIA_TYPE)


def add(builder: Builder, text: str) -> None:
    """The builder holds what the text does; page numbers on lines of their own are set aside."""
    lines = lines_of(text)
    for line in filter(_PAGE_NUMBER.fullmatch, lines):
        builder.keep_aside("page_number", line)
    builder.add(elements("\n".join("" if _PAGE_NUMBER.fullmatch(line) else line for line in lines)))


def elements(text: str) -> Iterator[Para | Table]:
    """What the text holds, in reading order."""
    pieces = list(pieces_of(lines_of(text)))
    signed = len(pieces)  # titles with nothing under them at the end are the names of those who sign
    while signed and isinstance(piece := pieces[signed - 1], str) and text_heading_level(fold(piece)) == 2:
        signed -= 1
    yield from _told_apart(pieces[: signed or len(pieces)])
    yield from (Para(piece) for piece in pieces[signed:] if signed and isinstance(piece, str))


def elements_between(lines: list[str]) -> Iterator[Para | Table]:
    """What some lines of a text hold, more of it following."""
    return _told_apart(list(pieces_of(lines)))


def _told_apart(pieces: list[str | Table]) -> Iterator[Para | Table]:
    """The pieces, with the headings among them known as such."""
    told: dict[int, bool] = {}
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        yield piece if isinstance(piece, Table) else _as_heading(piece, following, told)


def _as_heading(piece: str, following: str | Table | None, told: dict[int, bool]) -> Para:
    """The paragraph, as a heading where it is one.

    A short numbered line is one if prose stands under it, and if the numbered lines before it at its depth were: else
    it is the last of a list. `told` keeps by depth what the last numbered line was.
    """
    found = split_label(piece)
    if not found.label:
        level = text_heading_level(fold(piece))
        return Para(piece, "heading", level=level) if level else Para(piece)
    if not found.label[0].isdigit() or found.label[-1] == ")" or found.printed != found.label:
        return Para(piece)
    words = fold(found.words).removesuffix(".").removesuffix(":")
    depth = found.label.strip(".").removesuffix(".0").count(".")
    after = split_label(following).label if isinstance(following, str) else ""
    over_own = bool(after) and after.startswith(found.label.rstrip(".0")) and after != found.label
    over_prose = isinstance(following, str) and (not after or over_own)
    asks = _ASKS.search(words) is not None
    look = text_heading_level(words, numbered=True) if len(words.split()) <= 8 and not asks else None
    if found.label.isdigit() and isinstance(following, str) and names_part(following):
        return Para(piece, "heading", level=2)
    sentence = found.words.rstrip().endswith((".", ";", "!", "?"))
    if (look is None or sentence) and run_in_title(found.words, found.label):
        return Para(piece)  # and that does not show that the numbered lines are no headings
    titled = look == 2 and over_prose and (over_own or told.get(depth, True))
    told[depth] = (look is not None and words.isupper()) or titled
    return Para(piece, "heading", level=2 + depth) if told[depth] else Para(piece)
