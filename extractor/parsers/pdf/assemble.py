"""Drafts of blocks become one text, and every block, cell and printed line its place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.document import BLOCK_JOINT, CELL_JOINT, PART_JOINT, Block, BlockKind, Cell, Line
from extractor.parsers.joining import joint
from extractor.parsers.pdf.lines import PrintedLine


@dataclass(slots=True)
class CellDraft:
    """The paragraphs of a cell before they have a place; `spanned` is the draft row above that prints this cell."""

    parts: list[BlockDraft]
    column: int
    column_span: int = 1
    row_span: int = 1
    heading: str = ""
    fill: str | None = None
    colour: str | None = None
    printed: Cell | None = None


@dataclass(slots=True)
class BlockDraft:
    """A block before it has a place: its printed lines, or the cells of a table row."""

    kind: BlockKind
    lines: list[PrintedLine] = field(default_factory=list)
    label: str = ""
    level: int = 0
    indent: float = 0.0
    bold: bool = False
    table: int | None = None
    header: bool = False
    cells: list[CellDraft] = field(default_factory=list)
    page: int | None = None


class Assembler:
    """The text so far, and the places in it."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self.text: list[str] = []
        self.length = 0
        self.lines: list[Line] = []

    def blocks(self, drafts: Iterable[BlockDraft]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for draft in drafts:
            if blocks:
                self._write(BLOCK_JOINT)
            blocks.append(self._row(draft) if draft.kind == "table_row" else self._block(draft))
        return tuple(blocks)

    def _write(self, characters: str) -> None:
        self.text.append(characters)
        self.length += len(characters)

    def _block(self, draft: BlockDraft) -> Block:
        start = self.length
        self._print(draft.lines)
        first = draft.lines[0]
        after = first.text[len(draft.label) :]
        content = start + len(draft.label) + (len(after) - len(after.lstrip())) if draft.label else start
        if draft.label and not after.strip() and len(draft.lines) > 1:
            content += 1  # the label stands on a line of its own, a joint before its words
        return Block(
            draft.kind, start, self.length, min(content, self.length), draft.label, draft.level,
            first.page, round(draft.indent, 1), draft.bold, draft.table, draft.header,
        )  # fmt: skip

    def _print(self, lines: Sequence[PrintedLine]) -> None:
        for i, line in enumerate(lines):
            if i:
                drop, between = joint(lines[i - 1].text, line.text, self.words)
                if drop:
                    self._drop(drop)
                self._write(between)
            start = self.length
            self._write(line.text)
            x0, top, x1, bottom = round(line.x0, 2), round(line.top, 2), round(line.x1, 2), round(line.bottom, 2)
            self.lines.append(Line(start, self.length, line.page, x0, top, x1, bottom))

    def _drop(self, count: int) -> None:
        self.text[-1] = self.text[-1][:-count]
        self.length -= count
        self.lines[-1] = self.lines[-1]._replace(end_char=self.length)

    def _row(self, draft: BlockDraft) -> Block:
        start = self.length
        cells: list[Cell] = []
        for cell in draft.cells:
            if cell.printed:
                cells.append(cell.printed)
                continue
            if self.length > start and cell.parts:
                self._write(CELL_JOINT)
            cell.printed = self._cell(cell)
            cells.append(cell.printed)
        return Block(
            "table_row", start, self.length, start, page=draft.page, indent=round(draft.indent, 1), bold=draft.bold,
            table=draft.table, header=draft.header, cells=tuple(cells),
        )  # fmt: skip

    def _cell(self, draft: CellDraft) -> Cell:
        start = self.length
        parts: list[Block] = []
        for part in draft.parts:
            if parts:
                self._write(PART_JOINT)
            parts.append(self._block(part))
        return Cell(
            start, self.length, draft.column, draft.column_span, draft.row_span, draft.heading, draft.fill,
            draft.colour, tuple(parts),
        )  # fmt: skip
