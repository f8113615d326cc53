"""Plain text: e-mailed minutes, reports saved as text, web pages pasted into a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from extractor.document import Document, fold
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder, clean
from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.encoding import decode
from extractor.parsers.headings import text_heading_level
from extractor.parsers.joining import joint, words_of
from extractor.parsers.labels import split_label
from extractor.parsers.pieces import hangs

MEDIA_TYPE = "text/plain"

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x85\u2028]")
_PAGE_END = re.compile(r"[\x0c\u2029]")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
_STATEMENT = re.compile(r"[A-Z][\w’'/()-]*(?: [\w’'/&()-]+){0,3} ?[:;](?:\s|$)")
_ENDS = re.compile(r"[.;:!?][”\"’')\]]*$")
_RULE = re.compile(r"[-_=*~.·•—–\s]{3,200}")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*(?:page\s+)?\d{1,4}\s*[-–—]|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*", re.I)
# A line that begins this much further in than the paragraph above it hangs from it.
_HANGING = 4
# Lines are wrapped a little short of the longest of them.
_RAGGED = 3
_LONG = 400
_MARKDOWN_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


def parse(path: Path, data: bytes) -> Document:
    """The text's paragraphs, list items, tables and headings. Raises UnreadableFileError where it holds no words."""
    text, problems = decode(data)
    builder = Builder(problems=problems)
    add(builder, text)
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
    pieces = list(_pieces(lines_of(text)))
    signed = len(pieces)  # titles with nothing under them at the end are the names of those who sign
    while signed and isinstance(piece := pieces[signed - 1], str) and text_heading_level(fold(piece)) == 2:
        signed -= 1
    yield from _told_apart(pieces[: signed or len(pieces)])
    yield from (Para(piece) for piece in pieces[signed:] if signed and isinstance(piece, str))


def elements_between(lines: list[str]) -> Iterator[Para | Table]:
    """What some lines of a text hold, more of it following."""
    return _told_apart(list(_pieces(lines)))


def _told_apart(pieces: list[str | Table]) -> Iterator[Para | Table]:
    """The pieces, with the headings among them known as such."""
    told: dict[int, bool] = {}
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        yield piece if isinstance(piece, Table) else _as_heading(piece, following, told)


def lines_of(text: str) -> list[str]:
    """The lines of the text, whatever ends them; a page end is a blank line."""
    text = _PAGE_END.sub("\n\n", _ESCAPE.sub("", text.removeprefix("\ufeff")))
    return [clean(line).rstrip() for line in _LINE_END.split(text)]


def _pieces(lines: list[str]) -> Iterator[str | Table]:
    """Paragraphs, their gaps kept, and tables."""
    width = _wrap_width(lines)
    words = words_of(lines)
    paragraph: list[str] = []
    blank = True
    at = 0
    while at < len(lines):
        line = lines[at]
        count = _table_lines(lines, at)
        if count:
            yield from _joined(paragraph, words)
            paragraph = []
            yield _table_of(lines[at : at + count])
        elif line.strip() and not _RULE.fullmatch(line):
            if not (paragraph and _goes_on(paragraph, line, blank, width)):
                yield from _joined(paragraph, words)
                paragraph = []
            paragraph.append(line)
        blank = not line.strip()
        at += count or 1
    yield from _joined(paragraph, words)


def _joined(lines: list[str], words: frozenset[str]) -> Iterator[str]:
    """The lines of a paragraph, if there are any, as one."""
    pieces: list[str] = []
    for line in lines:
        piece = line.strip() if pieces else line
        if pieces:
            drop, between = joint(pieces[-1], piece, words)
            pieces[-1] = pieces[-1][: len(pieces[-1]) - drop] + between
        pieces.append(piece)
    if pieces:
        yield "".join(pieces)


def _wrap_width(lines: list[str]) -> int:
    """The width at which the file's lines are wrapped, in characters; 0 where every line is a paragraph."""
    certain = sorted(
        len(line)
        for line, after in pairwise(lines)
        if line and after.lstrip()[:1].islower() and not _ENDS.search(line) and not split_label(after).label
    )
    if len(certain) < 2:
        return 0
    width = certain[-1 - len(certain) // 20]
    return width if width <= 200 else 0


def _goes_on(paragraph: list[str], line: str, blank: bool, width: int) -> bool:
    """Whether a line carries on the paragraph above it."""
    words, before = line.strip(), paragraph[-1].rstrip()
    if split_label(line).label or _STATEMENT.match(words):
        return False
    unfinished = not _ENDS.search(before[-40:])
    if blank:
        return unfinished and _goes_on_over_gap(paragraph, before, words)
    if _indent(line) >= _indent(paragraph[0]) + _HANGING and len(paragraph[0].strip()) > _HANGING:
        return True
    if words[0].islower() and unfinished:
        return True
    return bool(width) and len(before) + 1 + len(words.split()[0]) > width - _RAGGED


def _goes_on_over_gap(paragraph: list[str], before: str, words: str) -> bool:
    """Whether a sentence runs on over a blank line that a page end or a paste left in it."""
    length = sum(map(len, paragraph))
    if length < _LONG and "".join(paragraph).count("(") > "".join(paragraph).count(")") and ")" in words:
        return True
    if words[0].islower() and length >= 40 and before[-1] not in "-–—":
        return True
    carries_on = words[0].islower() or (before.isupper() and words.isupper())
    return length > 12 and carries_on and (hangs(before[-40:]) or before.endswith(","))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _table_lines(lines: list[str], at: int) -> int:
    """How many lines from here on are rows of one table: at least two, of the same number of cells."""
    first = _split_row(lines[at])
    if len(first) < 2:
        return 0
    count = 1
    while at + count < len(lines):
        line = lines[at + count]
        if not (_MARKDOWN_ROW.fullmatch(line.strip()) and "|" in lines[at]) and len(_split_row(line)) != len(first):
            break
        count += 1
    return count if count > 1 else 0


def _split_row(line: str) -> list[str]:
    """The cells of a line that is written as a table row; one or none where it is not."""
    words = line.strip(" ")
    if words.count("|") >= 1 and (words.startswith("|") or words.count("|") >= 2 or " | " in words):
        return [cell.strip() for cell in words.removeprefix("|").removesuffix("|").split("|")]
    if "\t" not in words.strip() or split_label(words).label:
        return []
    return [cell.strip() for cell in re.split(r"\t+", words.strip())]


def _table_of(lines: list[str]) -> Table:
    """The lines as the rows of a table; a line of dashes under the first makes that one the header."""
    ruled = len(lines) > 1 and bool(_MARKDOWN_ROW.fullmatch(lines[1].strip()))
    rows: list[TableRow] = []
    for line in lines:
        if _MARKDOWN_ROW.fullmatch(line.strip()):
            continue
        cells = tuple(TableCell(column, (Para(words),)) for column, words in enumerate(_split_row(line)))
        rows.append(TableRow(cells, header=ruled and not rows))
    return Table(tuple(rows))


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
    words = fold(found.words).removesuffix(".")
    depth = found.label.strip(".").removesuffix(".0").count(".")
    after = split_label(following).label if isinstance(following, str) else ""
    over_prose = isinstance(following, str) and (not after or after.startswith(found.label.rstrip(".0")))
    look = text_heading_level(words, numbered=True) if len(words.split()) <= 8 else None
    told[depth] = (look is not None and words.isupper()) or (look == 2 and over_prose and told.get(depth, True))
    return Para(piece, "heading", level=2 + depth) if told[depth] else Para(piece)
