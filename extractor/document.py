"""One text, made once by a parser, with the place of everything in it.

A place is `(start_char, end_char)` into `Document.text`. Nothing after the parser changes a character, so a
place found anywhere in the tool is good everywhere. Blocks are joined by a blank line, the cells of a table
row by a tab, paragraphs inside a cell by a newline; the printed lines of a block are joined by one space and
words that a line end had split are whole again. Printed list numbers and bullets stand in the text in front
of what they number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from extractor.errors import Problem

BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "margin_note"]
SetAsideKind = Literal["header", "footer", "page_number", "footnote", "footnote_mark", "hidden"]
TextSource = Literal["text", "ocr", "none"]

BLOCK_JOINT = "\n\n"
CELL_JOINT = "\t"
PART_JOINT = "\n"

BULLETS = frozenset("•◦▪■◼●○‣⁃∙·-–—*>➢➔✓□❖◆")


class Line(NamedTuple):
    """A printed line: its place in the text, its 1-based page and its box in PDF points from the top left."""

    start_char: int
    end_char: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. One that spans several rows stands in each of them, with the same place every time.

    `column` is its first grid column, 0-based. `heading` is the words of the column heading over it ("" if none).
    `fill` and `colour` (of the text) are "#rrggbb", None where the file does not say or says plain white and black.
    `parts` are its paragraphs and list items.
    """

    start_char: int
    end_char: int
    column: int
    column_span: int = 1
    row_span: int = 1
    heading: str = ""
    fill: str | None = None
    colour: str | None = None
    parts: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row, or note in the right margin, in reading order.

    `label` is the printed number, letter or bullet ("1.", "(a)", "•"; "" if none), and `content_start` where the
    words after it begin. `level` is 1 for the outermost heading, 0 for the outermost list item. `table` numbers
    the tables of the document from 0; `header` marks a row of column headings. `indent` is the left edge of the
    words in points (PDF) or twips/20 (Word), 0.0 where a format has none. `bold` says that all its words are bold.
    """

    kind: BlockKind
    start_char: int
    end_char: int
    content_start: int
    label: str = ""
    level: int = 0
    page: int | None = None
    indent: float = 0.0
    bold: bool = False
    table: int | None = None
    header: bool = False
    cells: tuple[Cell, ...] = ()

    @property
    def bulleted(self) -> bool:
        """Whether the label is a bullet and not a number or a letter."""
        return bool(self.label) and all(char in BULLETS for char in self.label)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Printed words kept out of the running text: a running header, a page number, a footnote, hidden text."""

    kind: SetAsideKind
    text: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a file's own outline; `level` is 1 for the outermost."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file's own metadata says, unverified; "" where it says nothing. `created` is an ISO day."""

    title: str = ""
    author: str = ""
    created: str = ""


@dataclass(frozen=True)
class Document:
    """A paper as text, with the place of every block and printed line.

    `id` is the first 16 hex digits of `sha256`, the hash of the file's bytes. `page_count` is None for a format
    without pages, and `lines` is then empty. `problems` says what could not be read. A paper bound into an agenda
    pack has a hash of the pack and of its pages, `pack_sha256` is that of the pack's bytes ("" for a file of its own),
    and its pages keep the numbers that they have in the pack: they begin with `first_page`.
    """

    sha256: str
    filename: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...] = ()
    page_count: int | None = None
    text_source: TextSource = "text"
    set_aside: tuple[SetAside, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    properties: Properties = field(default_factory=Properties)
    problems: tuple[Problem, ...] = ()
    pack_sha256: str = ""
    first_page: int = 1

    @property
    def id(self) -> str:
        return self.sha256[:16]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start_char for block in self.blocks]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start_char for line in self.lines]

    @cached_property
    def _bullets(self) -> list[tuple[int, int]]:
        """The places of all bullet labels, blocks inside cells included."""
        blocks = [b for block in self.blocks for b in (block, *(p for c in block.cells for p in c.parts))]
        return sorted({(b.start_char, b.content_start) for b in blocks if b.bulleted})

    def block_at(self, char: int) -> Block:
        """The block that holds this character."""
        return self.blocks[max(0, bisect_right(self._block_starts, char) - 1)]

    def blocks_between(self, start_char: int, end_char: int) -> tuple[Block, ...]:
        """Every block that shares a character with the place."""
        first = max(0, bisect_right(self._block_starts, start_char) - 1)
        last = bisect_left(self._block_starts, end_char)
        return tuple(b for b in self.blocks[first:last] if b.end_char > start_char)

    def lines_at(self, start_char: int, end_char: int) -> tuple[Line, ...]:
        """Every printed line that shares a character with the place."""
        first = max(0, bisect_right(self._line_starts, start_char) - 1)
        last = bisect_left(self._line_starts, end_char)
        return tuple(line for line in self.lines[first:last] if line.end_char > start_char)

    def page_at(self, char: int) -> int | None:
        """The 1-based page that this character is printed on, None in a format without pages."""
        lines = self.lines_at(char, char + 1)
        return lines[0].page if lines else self.block_at(char).page if self.blocks else None

    def quote(self, start_char: int, end_char: int) -> str:
        """The words of a place as a reader would copy them: white space folded, bullets of list items left out."""
        pieces, at = [], start_char
        first = bisect_left(self._bullets, (start_char, 0))
        last = bisect_left(self._bullets, (end_char, 0))
        for start, end in self._bullets[first:last]:
            pieces.append(self.text[at:start])
            at = min(end, end_char)
        pieces.append(self.text[at:end_char])
        return fold("".join(pieces))

    @cached_property
    def sections(self) -> tuple[tuple[int, ...], ...]:
        """For each block the indexes of the headings it stands under, outermost first; its own is not among them."""
        paths: list[tuple[int, ...]] = []
        open_headings: list[int] = []
        for index, block in enumerate(self.blocks):
            if block.kind == "heading":
                while open_headings and self.blocks[open_headings[-1]].level >= block.level:
                    open_headings.pop()
            paths.append(tuple(open_headings))
            if block.kind == "heading":
                open_headings.append(index)
        return tuple(paths)


def fold(words: str) -> str:
    """The same words with every run of white space as one space and none at the ends."""
    return " ".join(words.split())
