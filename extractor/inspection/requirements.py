"""What a report requires next of somebody, apart from its lists: sentences under "Next steps" and the like."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable

from extractor.document import Block, Document
from extractor.frameworks import plain

# A full stop ends a sentence unless it stands inside an address, a number or after a title.
_SENTENCE = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)[.?!][”\"’')]?\s+(?=[A-Z“\"‘(])"
)
_GAP = re.compile(r"\s*")


def find_requirements(
    document: Document, blocks: Iterable[Block], cues: Collection[int], goes_on: tuple[str, ...]
) -> list[tuple[int, int]]:
    """The place of each requirement: a sentence with one of the `cues` (their places), and the sentences of the same
    block that go on with it ("This should be ...")."""
    found: list[tuple[int, int]] = []
    places = sorted(cues)
    for block in blocks:
        if block.kind not in ("paragraph", "list_item"):
            continue
        open_until = -1
        for start, end in sentences(document.text, block.content_start, block.end_char):
            required = bisect_left(places, start) < bisect_left(places, end)
            back = _refers_back(document.text[start:end], goes_on)
            if not document.text[start].isupper():
                continue
            if required and back and open_until == start:
                found[-1] = (found[-1][0], end)
            elif required and not back:
                found.append((start, end))
            else:
                continue
            open_until = _next_start(document.text, end)
    return found


def find_said(document: Document, phrases: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """The place of each sentence of running text that holds one of the phrases, and the position of its block."""
    found = []
    for position, block in enumerate(document.blocks if phrases else ()):
        if block.kind != "paragraph":
            continue
        for start, end in sentences(document.text, block.content_start, block.end_char):
            if any(phrase in plain(document.text[start:end]) for phrase in phrases):
                found.append((start, end, position))
    return found


def sentences(text: str, start_char: int, end_char: int) -> list[tuple[int, int]]:
    """The places of the sentences of a stretch of text."""
    found, at = [], start_char
    for match in _SENTENCE.finditer(text, start_char, end_char):
        found.append((at, match.start() + len(match.group().rstrip())))
        at = match.end()
    if at < end_char:
        found.append((at, end_char))
    return found


def _next_start(text: str, end: int) -> int:
    gap = _GAP.match(text, end)
    return gap.end() if gap else end


def _refers_back(sentence: str, goes_on: tuple[str, ...]) -> bool:
    words = plain(sentence)
    return any(re.match(rf"{re.escape(opening)}\b", words) for opening in goes_on)
