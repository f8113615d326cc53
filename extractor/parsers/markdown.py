"""Markdown: text with marks for headings, lists, tables and emphasis."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table
from extractor.parsers.encoding import decode
from extractor.parsers.labels import split_label
from extractor.parsers.pieces import LINE_BREAK
from extractor.parsers.text import elements_between
from extractor.parsers.text.lines import lines_of

MEDIA_TYPE = "text/markdown"

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?=\S)([^*_]+)\1:?\s*$")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,1000})\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\)")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
_TAG = re.compile(r"</?[a-z][^<>\n]{0,300}>", re.I)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def parse(path: Path, data: bytes) -> Document:
    """The paper, its marks read and left out. Raises UnreadableFileError where it holds no words."""
    text, problems = decode(data)
    builder = Builder(problems=problems)
    builder.add(elements(text))
    if builder.empty:
        raise UnreadableFileError("holds no words", "Check that the right file was saved", filename=path.name)
    return builder.document(path, data, MEDIA_TYPE)


def elements(text: str) -> Iterator[Para | Table]:
    """What the text holds, in reading order. Lines without a mark are read as those of plain text are."""
    lines = [_QUOTE.sub("", line) for line in lines_of(text)]
    plain: list[str] = []
    for line in lines:
        marked = _marked(line, plain)
        if marked is None and not _FENCE.match(line):
            plain.append(_plain(line))
            continue
        yield from elements_between(plain)
        plain = []
        if marked and marked.words:
            yield marked
    yield from elements_between(plain)


def _marked(line: str, above: list[str]) -> Para | None:
    """The heading or bold line that a line is marked as; one underlined is taken from the lines above."""
    if heading := _HEADING.match(line):
        return Para(_plain(heading[2]), "heading", level=len(heading[1]))
    underline = _UNDERLINE.match(line)
    alone = above and above[-1].strip() and (len(above) == 1 or not above[-2].strip())
    if underline and alone and not split_label(above[-1]).label and "|" not in above[-1]:
        return Para(above.pop(), "heading", level=1 if underline[1][0] == "=" else 2)
    bold = _BOLD_LINE.match(line)
    return Para(_plain(line), bold=True) if bold and not split_label(_plain(line)).label else None


def _plain(words: str) -> str:
    """The words without marks of emphasis, links and escapes."""
    words = _BREAK_TAG.sub(LINE_BREAK, words)
    words = _LINK.sub(r"\1", words)
    words = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", words))
    return html.unescape(_ESCAPED.sub(r"\1", _TAG.sub("", words)))
