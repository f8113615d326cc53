"""The top of a paper: the blocks that say what it is, and the labelled lines among them ("Date: 4 May 2021")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from extractor import rulebook
from extractor.document import Block, Document, fold

_HEAD_BLOCKS = 30
_HEAD_CHARS = 4000
_LABEL = re.compile(r"\s*([A-Z][A-Za-z()/’' -]{1,40}?)\s*:[\s]*(?=\S|$)")


@lru_cache(maxsize=4)
def paper_words(own: str | None = None) -> dict[str, Any]:
    """The table `models/paper_words.toml`."""
    return rulebook.load(own).table("paper_words")


def opens_with(words: str, openings: Sequence[str]) -> bool:
    """Whether the words begin with one of the openings, capitals and white space aside."""
    said = fold(words).casefold()
    return any(said.startswith(opening) and not said[len(opening) : len(opening) + 1].isalnum() for opening in openings)


def head_blocks(document: Document) -> list[Block]:
    """The first blocks of the paper, those of its first page where it has pages."""
    first = document.blocks[0].page if document.blocks else None
    blocks = [b for b in document.blocks[:_HEAD_BLOCKS] if b.start_char < _HEAD_CHARS]
    return [b for b in blocks if b.page == first] if first is not None else blocks


def labels_of(document: Document) -> Iterator[tuple[str, int, int]]:
    """Each label at the top of the paper and the place of its words: after the colon, in the next cell, or in the
    next block where nothing follows on the line."""
    blocks = head_blocks(document)
    for position, block in enumerate(blocks):
        if len(block.cells) > 1:
            yield from _in_row(document, block)
            continue
        match = _LABEL.match(document.text, block.start_char, block.end_char)
        if match is None:
            continue
        start, end = match.end(), block.end_char
        if start >= end and position + 1 < len(blocks):
            start, end = blocks[position + 1].start_char, blocks[position + 1].end_char
        yield match[1], start, end


def _in_row(document: Document, block: Block) -> Iterator[tuple[str, int, int]]:
    first, second = block.cells[0], block.cells[1]
    words = document.text[first.start_char : first.end_char].strip()
    if words and len(words.split()) <= 5:
        yield words.rstrip(": "), second.start_char, second.end_char
