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
from extractor.parsers.pieces import LINE_BREAK, split_breaks
from extractor.parsers.text import lines_of, table_lines, table_of

MEDIA_TYPE = "text/markdown"

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}(?:[-*_]\s*){3,}$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
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
    """What the text holds, in reading order."""
    lines = [_QUOTE.sub("", line) for line in lines_of(text)]
    paragraph: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        rows = table_lines(lines, at)
        heading = _HEADING.match(line)
        underlined = _UNDERLINE.match(line) if paragraph and len(paragraph) == 1 else None
        if underlined:
            yield Para(_plain(paragraph.pop()), "heading", level=1 if underlined[1][0] == "=" else 2)
        elif heading or rows or not line.strip() or _RULE.match(line) or _FENCE.match(line) or _ITEM.match(line):
            yield from _paras(paragraph)
            paragraph = []
        if heading and heading[2]:
            yield Para(_plain(heading[2]), "heading", level=len(heading[1]))
        elif rows:
            yield table_of([_plain(row) for row in lines[at : at + rows]])
        elif line.strip() and not (underlined or heading or _RULE.match(line) or _FENCE.match(line)):
            paragraph.append(line)
        at += rows or 1
    yield from _paras(paragraph)


def _paras(lines: list[str]) -> Iterator[Para]:
    """A paragraph; lines that end in two spaces or a backslash are broken there."""
    words = ""
    for line in lines:
        broken = line.endswith("\\") or bool(_BOLD_LINE.match(line))
        words += f"{line.strip().removesuffix(chr(92))}{LINE_BREAK if broken else ' '}"
    for piece in split_breaks(words):
        if not piece.strip():
            continue
        bold = bool(_BOLD_LINE.match(piece)) and not split_label(piece).label
        yield Para(_plain(piece), bold=bold)


def _plain(words: str) -> str:
    """The words without marks of emphasis, links and escapes."""
    words = _BREAK_TAG.sub(LINE_BREAK, words)
    words = _LINK.sub(r"\1", words)
    words = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", words))
    return html.unescape(_ESCAPED.sub(r"\1", _TAG.sub("", words)))
