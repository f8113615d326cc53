"""Walks a web page and collects what it shows, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extractor.document import fold
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table
from extractor.parsers.html.lists import OpenList, open_list
from extractor.parsers.html.tables import OpenTable, open_table
from extractor.parsers.html.vocabulary import (
    BLOCKS,
    CLASS_HEADINGS,
    FURNITURE,
    HEADINGS,
    LISTS,
    NOT_SHOWN_CLASSES,
    NOT_TEXT,
    TABLE_PARTS,
    VERBATIM,
    classes,
    footnote_kind,
    is_bold,
    is_invisible,
    is_menu,
    words_of,
)
from extractor.parsers.pieces import LINE_BREAK, split_breaks

_SPACE = re.compile(r"[ \t\n\r\f\x0b]+")


@dataclass(slots=True)
class Reader:
    """Walks a page and collects what it shows, paragraph by paragraph."""

    builder: Builder
    content: list[Para | Table] = field(default_factory=list)
    cells: list[list[Para | Table]] = field(default_factory=list)
    tables: list[OpenTable] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    letters: list[bool] = field(default_factory=list)  # for each, whether it is bold
    bold: int = 0
    heading: int = 0
    pre: int = 0
    label: str | None = None

    def read(self, root: Any) -> list[Para | Table]:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, node in walker:
            if not isinstance(node.tag, str):
                continue
            if event == "start":
                if self._skips(node):
                    skipped = node
                    walker.skip_subtree()
                else:
                    self._start(node)
                    self._add(node.text)
                continue
            if node is skipped:
                skipped = None
            else:
                self._end(node)
            if node is not root:
                self._add(node.tail)
        self._flush()
        return self.content

    def _skips(self, node: Any) -> bool:
        """Whether the element prints nothing, or furniture of the site that is kept aside."""
        if node.tag in NOT_TEXT:
            return True
        menu = node.get("role") == "navigation" or (not self.content and is_menu(node))
        kind = "header" if menu else FURNITURE.get(node.tag)
        if kind and not self.cells:
            self._flush()
            self.builder.keep_aside(kind, words_of(node))
            return True
        if note := footnote_kind(node):
            self.builder.keep_aside(note, words_of(node))
            return True
        if is_invisible(node):
            self.builder.keep_aside("hidden", words_of(node))
            return True
        return not NOT_SHOWN_CLASSES.isdisjoint(classes(node)) and node.tag not in {"td", "tr", "table", "body"}

    def _start(self, node: Any) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self._flush()
        if not self.heading:
            self.heading = self._heading_level(node)
        if is_bold(node):
            self.bold += 1
        if tag == "br":
            self.words.append(LINE_BREAK)
        elif tag in VERBATIM:
            self.pre += 1
        elif tag in LISTS:
            self.lists.append(open_list(node))
        elif tag == "li":
            self.label = self.lists[-1].next_label(node) if self.lists else "•"
        elif tag in TABLE_PARTS:
            self._start_table_part(node)

    def _heading_level(self, node: Any) -> int:
        for name in classes(node):
            if level := CLASS_HEADINGS.get(name):
                return 4 if name == "mgSectionTitle" and self.cells else level
        return HEADINGS.get(node.tag, 0)

    def _end(self, node: Any) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self._flush()
        if tag in HEADINGS or not CLASS_HEADINGS.keys().isdisjoint(classes(node)):
            self.heading = 0
        if is_bold(node):
            self.bold -= 1
        if tag in VERBATIM:
            self.pre -= 1
        elif tag in LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.label = None
        elif tag in TABLE_PARTS:
            self._end_table_part(node)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        text = text.replace("\n", LINE_BREAK) if self.pre else _SPACE.sub(" ", text)
        self.letters += [self.bold > 0] * _letter_count(text)
        self.words.append(text)

    def _flush(self) -> None:
        if not self.words:
            return
        words = "".join(self.words)
        letters, at = self.letters, 0
        self.words, self.letters = [], []
        for piece in split_breaks(words):
            at, first = at + _letter_count(piece), at
            bold = at > first and all(letters[first:at])
            if not fold(piece):
                continue
            if self.heading:
                self.content.append(Para(piece, "heading", level=self.heading, bold=bold))
            elif self.label is not None:
                level = max(0, len(self.lists) - 1)
                self.content.append(Para(piece, "list_item", label=self.label, level=level, bold=bold))
                self.label = None
            else:
                self.content.append(Para(piece, bold=bold))

    def _start_table_part(self, node: Any) -> None:
        if node.tag == "table":
            self.tables.append(open_table(node))
        elif self.tables and node.tag == "thead":
            self.tables[-1].in_head = True
        elif self.tables and node.tag in {"td", "th"}:
            self.cells.append(self.content)
            self.content = []

    def _end_table_part(self, node: Any) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        if node.tag == "thead":
            table.in_head = False
        elif node.tag in {"td", "th"} and self.cells:
            content, self.content = self.content, self.cells.pop()
            table.close_cell(node, content)
        elif node.tag == "tr":
            table.close_row()
        elif node.tag == "table" and (closed := self.tables.pop().close()):
            self.content.append(closed)


def _letter_count(text: str) -> int:
    return sum(map(str.isalnum, text))
