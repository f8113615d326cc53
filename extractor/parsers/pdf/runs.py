"""The words of a line as PDFium broke it, by the text objects that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.parsers.pdf.letters import Letters
from extractor.parsers.pdf.style import Style, Styles

WORD = re.compile(r"\S+")


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
    characters, object_at, space_after = letters.characters, letters.object_at, letters.characters.find
    style_of, reach = styles.of, letters.reach
    for first, beyond in lines:
        inside = characters[first:beyond]
        start, end = beyond - len(inside.lstrip()), first + len(inside.rstrip())
        if start >= end:
            continue
        found: list[Run] = []
        obj = object_at(start)
        space = -1 if obj == object_at(end - 1) else space_after(" ", start, end)
        while space >= 0:
            here = object_at(space + 1)
            if here != obj and characters[space + 1] != " ":
                ended = start + len(characters[start:space].rstrip())
                found.append(Run(start, ended, obj, style_of(obj), *reach(start, ended)))
                start, obj = space + 1, here
            space = space_after(" ", space + 1, end)
        found.append(Run(start, end, obj, style_of(obj), *reach(start, end)))
        yield found


def words_of(letters: Letters, runs: Iterable[Run]) -> list[Run]:
    """Every word of these runs as a run of its own."""
    words = [(run, *word.span()) for run in runs for word in WORD.finditer(letters.characters, run.start, run.end)]
    return [Run(start, end, run.obj, run.style, *letters.reach(start, end)) for run, start, end in words]
