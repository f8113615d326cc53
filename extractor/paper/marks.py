"""What the top of a paper says of its standing: draft or final, and whether it is closed to the public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.document import Block, Document, fold
from extractor.frameworks import plain
from extractor.paper.head import head_blocks, paper_words
from extractor.paper.markings import Markings, markings, parts_of
from extractor.records import PaperKind, Version

OF_MEETINGS: frozenset[PaperKind] = frozenset({"minutes", "agenda", "agenda_item"})
_TITLE_BLOCKS = 6
_MARK_BLOCKS = 15
_NUMBERED = re.compile(r"(?:item (?:no\.? ?)?)?\d{1,3}[.):]?\s")
_FAR = 2000  # characters of a block
_BEFORE = re.compile(r"^[\W\d_]+")  # "2021-05-04 Confidential minutes.pdf"
_BETWEEN = re.compile(r"_|(?<=\w)-(?=\w)")
_ENDING = re.compile(r"\.[a-z]{2,5}$")


def version_of(document: Document, kind: PaperKind, own: str | None = None) -> Version:
    """Draft or final where the paper says so; an inspectorate's report is final unless it says that it is a draft."""
    table = paper_words(own)
    aside = dict.fromkeys(a.text for a in document.set_aside if a.kind in ("header", "footer"))
    lines = [
        part for words in (*_top_lines(document, _TITLE_BLOCKS), *aside) for part in (plain(words), *parts_of(words))
    ]
    if any(_says(line, table["draft"]) for line in lines):
        return "draft"
    if kind == "inspection_report" or any(_says(line, table["final"]) for line in lines):
        return "final"
    return "unknown"


def exempt_of(document: Document, kind: PaperKind, own: str | None = None) -> str:
    """The words at the top, or in the header or footer of most pages, that close the whole paper to the public.

    "" where there are none, and where what is marked there is a part of the paper: an appendix, an item of business.
    """
    table = markings(own)
    has_open = any(table.opens_part(plain(looked_at(document, b))) for b in document.blocks if b.kind == "heading")
    lines = [looked_at(document, block) for block in _before_its_parts(document, table)] + [""]
    for position, (words, after) in enumerate(pairwise(lines)):
        line = plain(words)
        weak = position < _TITLE_BLOCKS // 2 and line in table.weak and not has_open
        said = line if weak else table.marking(line)
        if said and not table.takes_back(plain(after)) and (position == 0 or not _is_of_part(said, kind, table)):
            return fold(words)
    pages = marked_pages(document, own)
    return next(iter(pages.values())) if pages and 2 * len(pages) >= (document.page_count or 1) else ""


def marked_pages(document: Document, own: str | None = None) -> dict[int, str]:
    """The words in a page's header or footer that close it to the public, by its number (0 in a format without)."""
    table = markings(own)
    aside = ((a.page or 0, fold(a.text)) for a in document.set_aside if a.kind in ("header", "footer"))
    return {page: words for page, words in aside if table.marking(plain(words)) or plain(words) in table.weak}


def names_closed(name: str) -> bool:
    """Whether what a file is called, or its title among its properties, says that it is not for publication.

    That is no word of the paper, and may be left over from another: a person has to look.
    """
    words = plain(_BETWEEN.sub(" ", _BEFORE.sub("", name.rpartition("/")[2])))
    words = _ENDING.sub("", words)
    return bool(markings().marking(words)) or any(words.endswith(f" {mark}") for mark in markings().marks)


def looked_at(document: Document, block: Block) -> str:
    """The beginning of the block's words, cells parted by bars: a mark stands in a line and not behind a chapter."""
    return document.text[block.start_char : min(block.end_char, block.start_char + _FAR)].replace("\t", " | ")


def _before_its_parts(document: Document, table: Markings) -> Iterator[Block]:
    """The blocks at the top of the paper, up to its first numbered heading or item, or its first appendix."""
    for position, block in enumerate(head_blocks(document)[:_MARK_BLOCKS]):
        words = plain(looked_at(document, block))
        opens = block.kind != "paragraph" and (_NUMBERED.match(words) or table.appendices.match(words))
        if position and opens:
            return
        yield block


def _is_of_part(line: str, kind: PaperKind, table: Markings) -> bool:
    """Whether the line speaks of an appendix, or in the papers of a meeting of an item of business."""
    business = not table.says_only_that(line) or table.divides(line)
    return table.speaks_of_part(line) or (kind in OF_MEETINGS and business)


def _top_lines(document: Document, blocks: int) -> list[str]:
    return [looked_at(document, block) for block in head_blocks(document)[:blocks]]


def _says(line: str, phrases: list[str]) -> bool:
    """Whether the line is one of the phrases, or opens or ends with one of two words or more."""
    return any(line == p or (" " in p and (line.startswith(p + " ") or line.endswith(" " + p))) for p in phrases)
