"""Lays paragraphs and tables out as one text, so that the place of every block, cell and part is right.

A parser says what a file holds as `Para` and `Table`, in reading order; nothing else knows the joints.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.document import (
    BLOCK_JOINT,
    CELL_JOINT,
    PART_JOINT,
    Block,
    BlockKind,
    Cell,
    Document,
    Properties,
    SetAside,
    SetAsideKind,
    fold,
)
from extractor.errors import Problem
from extractor.parsers.elements import Para, Table, TableRow, flat, unwrapped
from extractor.parsers.headings import header_rows, promote
from extractor.parsers.labels import Levels, bulleted, split_label
from extractor.parsers.pieces import rejoin, split_limbs, split_para

# Word's widest table has 63 columns; a wider one is a trap, and its spans are not carried down.
MAX_COLUMNS = 256

# Controls, marks of byte order, soft hyphens and marks of writing direction: none is printed, each can hide words.
_CONTROLS = (*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_MARKS = (0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNPRINTED = dict.fromkeys((*_CONTROLS, *_MARKS, *range(0xD800, 0xE000)))


@dataclass(slots=True)
class Builder:
    """Collects what a parser reads; `document()` then gives the paper with every place set."""

    problems: list[Problem] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    properties: Properties = field(default_factory=Properties)
    _pieces: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0
    _tables: int = 0
    _levels: Levels = field(default_factory=Levels)

    def add(self, elements: Iterable[Para | Table]) -> None:
        """The elements follow what was added before. A label alone numbers the words that follow it."""
        run: list[Para] = []
        for element in promote(rejoin(unwrapped(elements))):
            if isinstance(element, Para):
                run.extend(map(labelled, split_para(element)))
                continue
            self._append_all(run)
            run = []
            self._add_table(element)
        self._append_all(run)

    def keep_aside(self, kind: SetAsideKind, words: str) -> None:
        """The words are kept out of the text, but not lost."""
        if cleaned := fold(clean(words)):
            self.set_aside.append(SetAside(kind, cleaned))

    def warn(self, code: str, message: str) -> None:
        self.problems.append(Problem("warning", code, message))

    @property
    def empty(self) -> bool:
        return not self._blocks

    def document(self, path: Path, data: bytes, media_type: str) -> Document:
        """The paper with all that was added, named after the file and known by the hash of its bytes."""
        return Document(
            sha256=hashlib.sha256(data).hexdigest(),
            filename=path.name,
            media_type=media_type,
            text="".join(self._pieces),
            blocks=tuple(self._blocks),
            set_aside=tuple(self.set_aside),
            properties=self.properties,
            problems=tuple(self.problems),
        )

    def _append_all(self, run: list[Para]) -> None:
        for para in _numbered(run):
            self._append(para)

    def _append(self, para: Para) -> None:
        if para.kind == "heading":
            self._levels.reset()
        start = self._begin()
        block = _block(para, start, self._levels)
        self._pieces.append(_printed(para))
        self._length = block.end_char
        self._blocks.append(block)

    def _begin(self) -> int:
        if self._blocks:
            self._pieces.append(BLOCK_JOINT)
            self._length += len(BLOCK_JOINT)
        return self._length

    def _add_table(self, table: Table) -> None:
        number, self._tables = self._tables, self._tables + 1
        headers = header_rows([_row_look(row) for row in table.rows])
        headings: dict[int, str] = {}
        open_cells: dict[int, tuple[Cell, int]] = {}
        was_header = False
        for row, header in zip(table.rows, headers, strict=True):
            cells, words = self._cells(row, {} if header else headings)
            if header:
                _add_headings(headings, row, keep=was_header)
            was_header = header
            everything = tuple(
                sorted([*cells, *(cell for cell, _ in open_cells.values())], key=lambda cell: cell.column)
            )
            open_cells = {column: (cell, left - 1) for column, (cell, left) in open_cells.items() if left > 1}
            if words.strip():
                _carry(open_cells, row, cells)
                self._append_row(row, words, everything, number, header)

    def _cells(self, row: TableRow, headings: dict[int, str]) -> tuple[list[Cell], str]:
        """The cells of a row laid out where the next block begins, and the row's words."""
        start = self._length + (len(BLOCK_JOINT) if self._blocks else 0)
        cells, pieces, at = [], [], start
        for cell in row.cells:
            parts, words = _lay_out_parts(cell.content, at)
            cells.append(
                Cell(at, at + len(words), cell.column, cell.column_span, cell.row_span,
                     headings.get(cell.column, ""), cell.fill, cell.colour, parts)
            )  # fmt: skip
            pieces.append(words)
            at += len(words) + len(CELL_JOINT)
        return cells, CELL_JOINT.join(pieces)

    def _append_row(self, row: TableRow, words: str, cells: tuple[Cell, ...], table: int, header: bool) -> None:
        start = self._begin()
        bold = all(para.bold for cell in row.cells for para in flat(cell.content) if para.words)
        self._blocks.append(
            Block("table_row", start, start + len(words), start, bold=bold, table=table,
                  header=header, cells=cells)
        )  # fmt: skip
        self._pieces.append(words)
        self._length += len(words)


def clean(words: str) -> str:
    """The words without characters that print nothing."""
    return words.translate(_UNPRINTED)


def labelled(para: Para) -> Para:
    """The same paragraph, its words folded, and a label that was typed into them taken apart from them."""
    words = clean(para.words)
    if para.kind == "margin_note":
        return replace(para, words=fold(words))
    if para.label and not bulleted(para.label):
        return replace(para, words=fold(words))
    found = split_label(words)
    if not found.label:
        return replace(para, words=fold(words))
    printed = f"{para.label} {found.printed}" if para.label else found.printed
    kind = "list_item" if para.kind == "paragraph" else para.kind
    return replace(para, words=fold(found.words), label=printed, kind=kind)


def _printed(para: Para) -> str:
    return f"{para.label} {para.words}".strip()


def _block(para: Para, start: int, levels: Levels) -> Block:
    end = start + len(_printed(para))
    content = min(end, start + len(para.label) + 1) if para.label else start
    label = _own_label(para.label)
    level = para.level
    if para.kind == "list_item" and label:
        level = levels.level(label, para.indent, level or 0)
    elif level is None:
        level = 1 if para.kind == "heading" else 0
    return Block(para.kind, start, end, content, label, level, None, para.indent, para.bold)


_LAST_LABEL = re.compile(r"^[^\w(]+\s+(?=[\w(])|\s+[–-]$")


def _own_label(printed: str) -> str:
    """The number in "• 1 –": the bullet before it and the dash after it are printed, but name nothing."""
    return _LAST_LABEL.sub("", _LAST_LABEL.sub("", printed))


def _lay_out_parts(content: Sequence[Para | Table], at: int) -> tuple[tuple[Block, ...], str]:
    """The paragraphs of a cell that begins at `at`, as blocks, and the cell's words."""
    parts: list[Block] = []
    pieces: list[str] = []
    levels = Levels()
    limbs = (limb for para in flat(content) for limb in split_limbs(para))
    for para in _numbered(map(labelled, limbs)):
        block = _block(para, at, levels)
        parts.append(block)
        pieces.append(_printed(para))
        at = block.end_char + len(PART_JOINT)
    return tuple(parts), PART_JOINT.join(pieces)


def _numbered(paras: Iterable[Para]) -> Iterator[Para]:
    """The paragraphs that have words; a label alone numbers the words that follow, or stands for itself."""
    waiting: Para | None = None
    for para in paras:
        if not para.words and not para.label:
            continue
        if waiting and para.words and not para.label:
            kind: BlockKind = "list_item" if para.kind == "paragraph" else para.kind
            # A numbered heading stands under the title of its paper, whatever both look like.
            level = max(2, para.level or 2) if kind == "heading" else para.level or waiting.level
            yield replace(para, label=waiting.label, kind=kind, level=level)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = None if para.words else para
        if para.words:
            yield para
    if waiting:
        yield waiting


def _row_look(row: TableRow) -> tuple[bool, list[tuple[str, bool, str | None]]]:
    """What tells a header row from another: said so, and of each cell the words, whether bold, and the fill."""
    looks = []
    for cell in row.cells:
        paras = [para for para in flat(cell.content) if para.words.strip()]
        words = fold(" ".join(para.words for para in paras))
        looks.append((words, cell.header or (bool(paras) and all(para.bold for para in paras)), cell.fill))
    declared = row.header or (bool(row.cells) and all(cell.header for cell in row.cells))
    return declared, looks


def _add_headings(headings: dict[int, str], row: TableRow, keep: bool) -> None:
    if not keep:
        headings.clear()
    for cell in row.cells:
        words = fold(clean(" ".join(para.words for para in flat(cell.content))))
        if len(row.cells) == 1 and cell.column_span > 1:
            continue  # a title over the whole table heads no column
        for column in range(cell.column, min(cell.column + cell.column_span, MAX_COLUMNS)):
            headings[column] = fold(f"{headings.get(column, '')} {words}")


def _carry(open_cells: dict[int, tuple[Cell, int]], row: TableRow, cells: list[Cell]) -> None:
    for source, cell in zip(row.cells, cells, strict=True):
        if source.row_span > 1 and len(open_cells) < MAX_COLUMNS and source.column < MAX_COLUMNS:
            open_cells[source.column] = (cell, source.row_span - 1)
