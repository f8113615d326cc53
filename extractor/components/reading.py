"""A paper as a run of passages: what the components for committee papers look through.

A passage is a block, or a paragraph of a table cell, with the headings it stands under. A table that only
arranges a page, or a page pasted as a table, is read like any other text that way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from extractor.components.cues import Cue, cues
from extractor.components.tags import Place, document_of
from extractor.document import Block, Cell, Document
from extractor.records import PaperKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A block or a part of a cell. `headings` are the places of the headings over it, outermost first.

    `row` is the index of the table row's block that it stands in, None outside tables; `column` its cell's.
    """

    block: Block
    headings: tuple[Place, ...]
    row: int | None = None
    column: int = 0

    @property
    def start(self) -> int:
        """Where its words begin, number and bullet left out."""
        return self.block.content_start

    @property
    def end(self) -> int:
        return self.block.end_char

    @property
    def is_heading(self) -> bool:
        return self.block.kind == "heading"

    @property
    def listed(self) -> bool:
        return bool(self.block.label) and not self.is_heading


class Reading:
    """A tagged doc as passages, with its cues in order and the words of `models/committee.toml`."""

    def __init__(self, doc: Doc, words: dict[str, Any]) -> None:
        self.document: Document = document_of(doc)
        self.kind: PaperKind = doc._.given.kind or doc._.paper.kind
        self.words = words
        self._cues = cues(doc)
        self._starts = [cue.start_char for cue in self._cues]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(_passages(self.document))

    def found(self, label: str, start: int, end: int) -> list[Cue]:
        """The cues of this label that stand wholly between the places."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [cue for cue in self._cues[first:last] if cue.label == label and cue.end_char <= end]

    def has(self, label: str, start: int, end: int) -> bool:
        return bool(self.found(label, start, end))

    def opens(self, label: str, start: int, end: int) -> Cue | None:
        """The cue of this label that the words begin with, marks before it aside."""
        for cue in self.found(label, start, end):
            if not self.text(start, cue.start_char).strip(" \"'“‘([*_\t"):
                return cue
        return None

    def text(self, start: int, end: int) -> str:
        return self.document.text[start:end]

    def section(self, passage: Passage) -> tuple[str, ...]:
        """The words of the headings over a passage, outermost first."""
        return tuple(self.document.quote(place.start_char, place.end_char) for place in passage.headings)

    def under(self, label: str, passage: Passage) -> bool:
        """Whether a heading over the passage holds a cue of this label."""
        return any(self.has(label, place.start_char, place.end_char) for place in passage.headings)

    def says(self, label: str) -> bool:
        """Whether the cue stands anywhere in the paper."""
        return any(cue.label == label for cue in self._cues)

    def sentences(self, start: int, end: int) -> list[Place]:
        """The sentences between the places; a full stop after "Mr" or an initial ends none."""
        return sentences(self.document.text, start, end, frozenset(self.words["abbreviations"]))


_SENTENCE_END = re.compile(r"[.?!]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
_LAST_WORD = re.compile(r"([\w.]+)[.?!]+[\"”’')\]]*\s*$")


def sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> list[Place]:
    """The places of the sentences of `text[start:end]`, in order, white space between them left out."""
    places, at = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        last = _LAST_WORD.search(text, max(start, match.start() - 24), match.end())
        word = last.group(1).rstrip(".").casefold() if last else ""
        if "." in match.group() and (word in abbreviations or (len(word) == 1 and word.isalpha())):
            continue
        stop = match.start() + len(match.group().rstrip())
        places.append(Place(at, stop))
        at = match.end()
    if text[at:end].strip():
        places.append(trim(text, at, end))
    return places


def trim(text: str, start: int, end: int, marks: str = "") -> Place:
    """The place without white space, and without `marks`, at its ends."""
    drop = marks + " \t\n\r"
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Place(start, end)


def cells_of(block: Block) -> list[Cell]:
    """The cells that begin in this row; one that spans down from a row above is left out."""
    return [
        cell for cell in block.cells if block.start_char <= cell.start_char < max(block.end_char, block.start_char + 1)
    ]


def parts_of(cell: Cell) -> tuple[Block, ...]:
    """The paragraphs of a cell, one for the whole cell where the parser told none apart."""
    if cell.parts or cell.start_char == cell.end_char:
        return cell.parts
    return (Block("paragraph", cell.start_char, cell.end_char, cell.start_char),)


def _passages(document: Document) -> list[Passage]:
    found: list[Passage] = []
    table_heading: tuple[int | None, Place | None] = (None, None)
    for index, block in enumerate(document.blocks):
        headings = tuple(_heading_place(document.blocks[i]) for i in document.sections[index])
        if block.kind != "table_row":
            found.append(Passage(block, headings))
            continue
        if table_heading[0] != block.table:
            table_heading = (block.table, None)
        title = sub_heading(block)
        if title:
            table_heading = (block.table, title)
        over = headings + ((table_heading[1],) if table_heading[1] and not title else ())
        for cell in cells_of(block):
            found.extend(Passage(part, over, index, cell.column) for part in parts_of(cell))
    return found


def sub_heading(row: Block) -> Place | None:
    """The words of a row that heads the rows below it: one short bold cell and nothing beside it."""
    filled = [cell for cell in cells_of(row) if cell.end_char > cell.start_char]
    if len(filled) != 1 or len(parts_of(filled[0])) != 1 or row.header:
        return None
    part = parts_of(filled[0])[0]
    short = part.end_char - part.start_char <= 120
    return Place(part.start_char, part.end_char) if short and (part.bold or row.bold) and not part.label else None


def _heading_place(block: Block) -> Place:
    start = block.content_start if block.bulleted else block.start_char
    return Place(start, block.end_char)
