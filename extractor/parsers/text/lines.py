"""The lines of a text as a reader sees them: what a page's layout left between the words is undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.parsers.building import clean
from extractor.parsers.labels import lone_label

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x85\u2028]")
_PAGE_END = re.compile(r"[\x0c\u2029]")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
# A list that lost its line ends keeps its bullets, in the middle of the line.
_INLINE_BULLET = re.compile(r"(?<![ \xa0])[ \xa0]+(?=[·•][ \xa0]+\S)")
_FILE_SIZE = re.compile(
    r"(?<![ \xa0])[ \xa0]+(?:(?:pdf|word|excel|document)[ \xa0]icon[ \xa0])?PDF[ \xa0][\d.]{1,5}[ \xa0][KM]B$", re.I
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
# What ModernGov prints over the parts of an item, and how a text gives away that it is from one of its pages.
_PART = r"(?:Additional documents|Supporting documents|Minutes?|Decisions?)"
_PART_INSIDE = re.compile(rf"(?:^|(?<=[.!?:)]))\s*({_PART}:)(?:\s+|$)")
_IS_PART = re.compile(rf"{_PART}:")
_FROM_MODERNGOV = re.compile(
    r"^(?:Supporting documents:|Agenda item$|(?:Note ?\|? ?)?No\. ?\|? ?Item)|Additional documents:", re.M
)
_NUMBERED_TITLE = re.compile(r"(\d{1,4}[a-z]?) (?=[A-Z])")


def lines_of(text: str) -> list[str]:
    """The lines of the text, whatever ends them; a page end is a blank line."""
    text = _PAGE_END.sub("\n\n", _ESCAPE.sub("", text.removeprefix("\ufeff")))
    parts = bool(_FROM_MODERNGOV.search(text)) or text.count("Minutes:") > 1
    lines: list[str] = []
    for line in _LINE_END.split(text):
        whole = _without_layout(_without_file_size(clean(line).rstrip()))
        for piece in _INLINE_BULLET.sub("\n", whole).split("\n"):
            lines.extend(_parts(piece) if parts else [piece])
    return lines


def names_part(line: str) -> bool:
    """Whether a line is the name of a part of an item of business ("Additional documents:")."""
    return _IS_PART.fullmatch(line.strip()) is not None


def _without_file_size(line: str) -> str:
    """The line without the size of a file behind it. Only titles link to files, so a number in front is an item's."""
    title = _FILE_SIZE.sub("", line)
    return line if title == line else _NUMBERED_TITLE.sub("\\1\t", title, count=1)


def _without_layout(line: str) -> str:
    """The line without the bars of a table that only arranged the page: around one cell, or a number and its words."""
    if "|" not in line:
        return line
    cells = [cell.strip() for cell in line.split("|")]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return filled[0] if filled else ""
    if len(filled) == 2 and (lone_label(filled[0]) or _BARE_NUMBER.fullmatch(filled[0])):
        return "\t".join(filled)
    return line


def _parts(line: str) -> Iterator[str]:
    """The line, with the names of parts that run into the words on lines of their own."""
    at = 0
    for match in _PART_INSIDE.finditer(line):
        if line[at : match.start()].strip():
            yield line[at : match.start()]
        yield match[1]
        yield ""
        at = match.end()
    if at == 0 or line[at:].strip():
        yield line[at:]
