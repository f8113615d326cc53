"""The words of a line as PDFium broke it, by the text objects that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from extractor.parsers.pdf.letters import Letters
from extractor.parsers.pdf.style import Style, Styles

WORD = re.compile(r"\S+")

_Words = tuple[int, int, int | None]  # where they start and end in the page's text, and their text object


@dataclass(slots=True)
class Run:
    """Words of one text object side by side: where they start and end in the page's text and on the page."""

    start: int
    end: int
    obj: int | None
    style: Style
    x0: float
    baseline: float
    x1: float


def runs_of(letters: Letters, styles: Styles, lines: Iterable[tuple[int, int]]) -> Iterator[list[Run]]:
    """The runs of each line, given as its place in the page's text, that holds any words."""
    found = [words for line in lines if (words := _words_by_object(letters, *line))]
    # A whole page is asked at once: with PDFium it is the asking that takes the time.
    every = [words for line in found for words in line]
    places = letters.reaches((start, end) for start, end, _ in every)
    drawn = styles.of_all(obj for _, _, obj in every)
    runs = (
        Run(start, end, obj, style, x0, baseline, x1)
        for (start, end, obj), style, (x0, baseline, x1) in zip(every, drawn, places, strict=True)
    )
    return (list(islice(runs, len(line))) for line in found)


def words_of(letters: Letters, runs: Iterable[Run]) -> list[Run]:
    """Every word of these runs as a run of its own."""
    words = [(run, *word.span()) for run in runs for word in WORD.finditer(letters.characters, run.start, run.end)]
    places = letters.reaches((start, end) for _, start, end in words)
    return [Run(start, end, run.obj, run.style, *place) for (run, start, end), place in zip(words, places, strict=True)]


def _words_by_object(letters: Letters, start: int, end: int) -> list[_Words]:
    """The words between two places in the page's text, together as long as they belong to one text object."""
    inside = letters.characters[start:end]
    start, end = end - len(inside.lstrip()), start + len(inside.rstrip())
    if start >= end:
        return []
    object_at = letters.object_at
    obj = object_at(start)
    if obj == object_at(end - 1):
        return [(start, end, obj)]
    found: list[_Words] = []
    ended = start
    for word in WORD.finditer(letters.characters, start, end):
        begins, ends = word.span()
        here = object_at(begins)
        if here != obj:
            found.append((start, ended, obj))
            start, obj = begins, here
        ended = ends
    found.append((start, ended, obj))
    return found
