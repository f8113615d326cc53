"""Walks a report for the lists that its form has: where each opens, what groups stand in it, where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.document import Block, Document, fold
from extractor.frameworks import ItemList, heading_pattern, plain
from extractor.inspection.points import labelled, number_of

_Patterns = list[tuple[ItemList, re.Pattern[str], re.Pattern[str]]]

_NO_LEVEL = 50  # of a heading that the file does not mark as one
_DEADLINE_LEVEL = 80
_LONG_HEADING = 20
_LONG_BLOCK = 200
_IN_CONTENTS = re.compile(r"[\s.…]\d{1,3}$")  # a line of a table of contents ends with its page
_SPLIT_HEADING = re.compile(r"\s*[:–—-]\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that a list's points stand under; `words` as headings are compared, `printed` as they stand."""

    block: Block
    words: str
    printed: str
    level: int
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks that stand under the same headings of one list (`of`); `path` from the heading that opens it."""

    of: ItemList
    path: tuple[Heading, ...]
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class _Open:
    of: ItemList
    path: list[Heading]
    part: ItemList  # the list whose form the points under the heading have: `of`, or one that stands within it
    blocks: list[Block] = field(default_factory=list)
    flat: int = 0  # the level of its groups' headings, where they are as large as its own


@dataclass(slots=True)
class ListWalk:
    """One walk over a document; `deadlines` are the starts of blocks that are deadline headings, and
    `columns` matches a line of column headings, which belongs to the list it stands in."""

    document: Document
    lists: tuple[ItemList, ...]
    closers: Iterable[str]
    deadlines: frozenset[int]
    columns: re.Pattern[str]
    sections: list[Section] = field(default_factory=list)
    _open: _Open | None = None
    _position: int = 0
    _last_heading: int = -1  # where the block before begins, if it is a heading of the open list

    def run(self) -> list[Section]:
        """Every section of every list, in reading order."""
        patterns = [(entry, heading_pattern(entry.headings), heading_pattern(entry.within)) for entry in self.lists]
        closing = heading_pattern([*self.closers, *(closer for entry in self.lists for closer in entry.closers)])
        running = self._running_heads()
        for position, block in enumerate(self.document.blocks):
            if block.start_char in running:
                continue
            self._position = position
            words, printed = self._heading_words(block, patterns)
            if words and self._open and block.kind != "table_row" and self.columns.fullmatch(words):
                self._open.blocks.append(block)
            elif words and any(closing.fullmatch(part) for part in (words, *_SPLIT_HEADING.split(words))):
                self._close()
            elif words and self._headed(block, words, printed, patterns):
                self._last_heading = block.start_char
            elif block.kind != "heading" or self._numbered_in_words(block):
                self._body(block)
        self._close()
        return self.sections

    def _running_heads(self) -> set[int]:
        """Where a page begins with a line of the paper's first page: a short paper prints it too seldom for a reader
        of pages to know it as a running head."""
        blocks, page = self.document.blocks, 1
        first = {self._plain(block) for block in blocks if block.page == 1 and block.kind != "table_row"}
        found = set()
        for block in blocks:
            if block.page is not None and block.page > page:
                page = block.page
                if self._plain(block) in first:
                    found.add(block.start_char)
        return found

    def _plain(self, block: Block) -> str:
        return plain(self.document.text[block.start_char : min(block.end_char, block.start_char + _LONG_BLOCK)])

    def _heading_words(self, block: Block, patterns: _Patterns) -> tuple[str, str]:
        """The words of a block that could be a heading, as headings are compared and as printed; "" for any other. Of
        a table's header, or a row of one cell, those of the cell that heads a list."""
        if block.end_char - block.start_char > _LONG_BLOCK or self._numbered_in_words(block):
            return "", ""
        if block.kind == "table_row":
            filled = (
                [c for c in block.cells if c.end_char > c.start_char] if block.header or len(block.cells) == 1 else []
            )
            cells = [fold(self.document.text[c.start_char : c.end_char]) for c in filled]
            printed = next((cell for cell in cells if self._opener(plain(cell), patterns)), "")
        else:
            printed = fold(self.document.text[block.content_start : block.end_char])
        words = plain(printed)
        in_contents = _IN_CONTENTS.search(printed) and not number_of(printed)
        if len(words.split()) > _LONG_HEADING or in_contents:
            return "", ""
        return words, printed.rstrip(":")

    def _numbered_in_words(self, block: Block) -> bool:
        return block.kind != "table_row" and labelled(self.document.text[block.content_start : block.end_char])

    def _headed(self, block: Block, words: str, printed: str, patterns: _Patterns) -> bool:
        """Whether the block is a heading of a list, or one that ends it; the walk then stands under it."""
        level = block.level if block.kind == "heading" else _NO_LEVEL
        opened = self._open
        if opened and block.start_char in self.deadlines:
            self._under(
                Heading(block, words, printed, level if block.kind == "heading" else _DEADLINE_LEVEL, deadline=True)
            )
            return True
        within = next((w for entry, _, w in patterns if opened and entry is opened.of), None)
        if opened and within and within.fullmatch(words):
            self._under(Heading(block, words, printed, max(level, opened.path[0].level + 1)))
            opened.flat, opened.part = 0, self._opener(words, patterns) or opened.of
            return True
        if entry := self._opener(words, patterns):
            self._start(entry, Heading(block, words, printed, level))
            return True
        if not opened or block.kind != "heading":
            return False
        if opened.of.requirements or (level <= opened.path[0].level and not self._groups_anyway(opened, level)):
            self._close()
        elif level <= opened.path[0].level:
            opened.flat = level
            self._under(Heading(block, words, printed, opened.path[0].level + 2))
        else:
            self._under(Heading(block, words, printed, level))
        return True

    def _groups_anyway(self, opened: _Open, level: int) -> bool:
        """Whether a heading as large as the list's own still stands in it: points follow it, and it is the first thing
        under the list's heading, or as large as one that was."""
        after = self.document.blocks[self._position + 1 : self._position + 2]
        first = not opened.blocks and opened.path[-1].block.start_char == self._last_heading
        return (first or opened.flat == level) and bool(after) and after[0].kind in ("list_item", "table_row")

    def _opener(self, words: str, patterns: _Patterns) -> ItemList | None:
        first = _SPLIT_HEADING.split(words, maxsplit=1)[0]
        return next((e for e, p, _ in patterns if p.fullmatch(words)), None) or next(
            (e for e, p, _ in patterns if first != words and p.fullmatch(first)), None
        )

    def _start(self, entry: ItemList, heading: Heading) -> None:
        opened = self._open
        same = opened and heading.level > opened.path[0].level and entry.requirements == opened.of.requirements
        if opened and same:
            self._under(heading)
        else:
            self._close()
            self._open = _Open(entry, [heading], entry)

    def _under(self, heading: Heading) -> None:
        opened = self._open
        if opened is None:
            return
        self._flush()
        same = [n for n, above in enumerate(opened.path) if n and heading.deadline and above.deadline]
        del opened.path[same[0] if same else len(opened.path) :]
        while len(opened.path) > 1 and opened.path[-1].level >= heading.level:
            opened.path.pop()
        if opened.path[-1].words != heading.words:
            opened.path.append(heading)

    def _body(self, block: Block) -> None:
        if self._open:
            self._open.blocks.append(block)
        elif block.kind == "paragraph":
            self._lead_in(block)

    def _lead_in(self, block: Block) -> None:
        """Opens a list that a sentence announces and no heading does, under the nearest heading."""
        words = fold(self.document.text[block.start_char : block.end_char])
        if not words.endswith((":", "-", "–")):
            return
        said = plain(words)
        for entry in self.lists:
            if any(plain(phrase) in said for phrase in entry.lead_ins):
                above = [b for b in self.document.blocks if b.kind == "heading" and b.start_char < block.start_char]
                at = above[-1] if above else block
                printed = fold(self.document.text[at.content_start : at.end_char])
                heading = Heading(at, plain(printed), printed, _NO_LEVEL)
                self._open = _Open(entry, [heading], entry)
                self._open.blocks.append(block)
                return

    def _flush(self) -> None:
        if self._open and self._open.blocks:
            self.sections.append(Section(self._open.part, tuple(self._open.path), tuple(self._open.blocks)))
            self._open.blocks = []

    def _close(self) -> None:
        self._flush()
        self._open = None
