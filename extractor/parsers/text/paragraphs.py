"""Which lines of a text make a paragraph: judged from how the whole text is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.parsers.elements import Table
from extractor.parsers.joining import joint, words_of
from extractor.parsers.labels import split_label
from extractor.parsers.pieces import hangs
from extractor.parsers.text.aligned import aligned_lines, aligned_table
from extractor.parsers.text.tables import table_lines, table_of

_STATEMENT = re.compile(r"[A-Z][\w’'/()-]*(?: [\w’'/&()-]+){0,3} ?[:;](?:\s|$)")
_ENDS = re.compile(r"[.;:!?][”\"’')\]]*$")
_RULE = re.compile(r"[-_=*~.·•—–\s]{3,200}")
# A line that begins this much further in than the paragraph above it hangs from it.
_HANGING = 4
# Lines are wrapped a little short of the longest of them.
_RAGGED = 3
_LONG = 400
_NARROWEST, _WIDEST = 30, 200


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: the width it is wrapped at, 0 if it is not, and whether lines end well short of it too."""

    width: int = 0
    ragged: bool = False


def pieces_of(lines: list[str]) -> Iterator[str | Table]:
    """Paragraphs, their gaps kept, and tables."""
    setting = _setting(lines)
    words = words_of(lines)
    paragraph: list[str] = []
    blank = True
    at = 0
    while at < len(lines):
        line = lines[at]
        count = table_lines(lines, at)
        aligned = 0 if count else aligned_lines(lines, at)
        if count or aligned:
            yield from _joined(paragraph, words)
            paragraph = []
            count = count or aligned
            yield (aligned_table if aligned else table_of)(lines[at : at + count])
        elif line.strip() and not _RULE.fullmatch(line):
            if not (paragraph and _goes_on(paragraph, line, blank, setting)):
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


def _setting(lines: list[str]) -> Setting:
    pairs = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    certain = sorted(
        len(line)
        for line, after in pairs
        if after.lstrip()[:1].islower() and not _ENDS.search(line[-40:]) and not split_label(after).label
    )
    width = certain[-1 - len(certain) // 20] if len(certain) > 1 else 0
    return Setting(width, len(certain) * 4 >= len(pairs)) if _NARROWEST <= width <= _WIDEST else Setting()


def _goes_on(paragraph: list[str], line: str, blank: bool, setting: Setting) -> bool:
    """Whether a line carries on the paragraph above it."""
    words, before = line.strip(), paragraph[-1].rstrip()
    if split_label(line).label or _STATEMENT.match(words):
        return False
    unfinished = not _ENDS.search(before[-40:])
    if blank:
        return unfinished and _goes_on_over_gap(paragraph, before, words)
    if _indent(line) >= _indent(paragraph[0]) + _HANGING and len(paragraph[0].strip()) > _HANGING:
        return not _is_capital_title(before) or words.isupper()
    if unfinished and (words[0].islower() or hangs(before[-40:])):
        return True
    title = words.isupper() and not (before.isupper() or unfinished)
    if title or not setting.width or (before.isupper() and not words.isupper()):
        return False
    full = len(before) + 1 + len(words.split()[0]) > setting.width - _RAGGED
    short = setting.ragged and unfinished and len(before) * 9 >= setting.width * 5 and not _is_title(before)
    return full or short


def _is_capital_title(line: str) -> bool:
    """Whether a line is a numbered title in capitals, with which the words set in under it do not run on."""
    title = split_label(line).words.strip()
    return title.isupper() and len(title) > _HANGING and not hangs(title)


def _is_title(line: str) -> bool:
    """Whether most words of a line are written large, as in headings and names."""
    long = [word for word in line.split() if len(word) > 3]
    return sum(word[0].isupper() for word in long) * 4 >= len(long) * 3


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
