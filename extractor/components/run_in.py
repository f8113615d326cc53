"""Titles that run into the words of numbered paragraphs: "8. Correspondence. The Clerk reported ..."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from extractor.components.numbering import ordinals
from extractor.components.tags import Place
from extractor.document import Document
from extractor.parsers.headings import run_in_title

# Level, number and place of each heading that is open, outermost first.
Open = list[tuple[int, str, Place]]

_FEWEST = 2  # of one look, before a paper is taken to set its titles so


def run_in_titles(document: Document, parts: Collection[str]) -> dict[int, Place]:
    """The titles that run into their paragraphs, by the index of the block; numbers of one look bear several.

    `parts` are words that only name a part of an item of business ("Action:").
    """
    found: dict[int, Place] = {}
    for index, block in enumerate(document.blocks):
        if block.kind not in {"list_item", "paragraph"} or not block.label or block.bulleted:
            continue
        end = run_in_title(document.text[block.content_start : block.end_char], block.label)
        if end and document.text[block.content_start : block.content_start + end].casefold() not in parts:
            found[index] = Place(block.start_char, block.content_start + end)
    looks = Counter(look(document.blocks[index].label) for index in found)
    return {index: place for index, place in found.items() if looks[look(document.blocks[index].label)] >= _FEWEST}


def open_with(over: Open, label: str, title: Place | None, titles: set[Place]) -> Open:
    """The headings open from a numbered paragraph on: its title, where one runs into it, in place of the one before.

    `titles` are all that run in; the next number ends such a title even where it has none itself.
    """
    earlier = [at for at, (_, number, _) in enumerate(over) if look(number) == look(label) and _before(number, label)]
    at = earlier[-1] if earlier else len(over)
    if not title:
        return over[:at] if earlier and over[at][2] in titles else over
    level = over[at][0] if earlier else max((level for level, *_ in over), default=0) + 1
    return [*over[:at], (level, label, title)]


def look(label: str) -> str:
    """How a number looks: "7." and "8." look alike."""
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", label))


def _before(number: str, label: str) -> bool:
    earlier, later = ordinals(number), ordinals(label)
    return any(count < later.get(way, 0) for way, count in earlier.items())
