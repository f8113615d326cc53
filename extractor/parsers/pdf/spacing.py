"""Words whose letters are set apart, "M I N U T E S": the width of a gap tells where a word ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractor.parsers.pdf.letters import Letters

SET_APART = re.compile(r"(?<!\S)[^\W\d_](?:\s+[^\W\d_]){3,}[:.]?(?!\S)")
MAY_BE_SET_APART = re.compile(r" \w +\w +\w(?!\w)")  # far quicker to look for
_LETTER = re.compile(r"\S+")
_IN_A_ROW = 4
_TOUCHING = 0.17  # of the type size: no space between two words is as narrow
_WIDER = 1.5  # times the gap between two letters is one between two words


def is_broken(lines: Sequence[str]) -> bool:
    """Whether PDFium took print on a page of few words for written downwards, and gives a line for every letter."""
    alone = "".join("x" if len(line) < 3 and line.isalpha() else " " for line in lines)
    return _IN_A_ROW * "x" in alone


def closed_up(text: str, start: int, letters: Letters) -> str:
    """The words of some of a page's characters, which begin at `start`, each run of letters set apart made whole."""
    return SET_APART.sub(lambda run: _whole(run[0], start + run.start(), letters), text)


def joined_by_gap(text: str, start: int, letters: Letters, size: float) -> str:
    """The words of characters that PDFium broke apart: what touches belongs together."""
    return _joined(text, start, letters, _TOUCHING * size)


def _whole(run: str, start: int, letters: Letters) -> str:
    signs = run.split()
    if len(set(signs)) < 3 or signs == sorted(signs):  # marks in a row, "A B C D"
        return run
    places = [(start + m.start(), start + m.end()) for m in _LETTER.finditer(run)]
    usual = median(_gaps(places, letters))
    return _joined(run, start, letters, _WIDER * usual)


def _joined(text: str, start: int, letters: Letters, narrow: float) -> str:
    found = list(_LETTER.finditer(text))
    gaps = _gaps([(start + m.start(), start + m.end()) for m in found], letters)
    return "".join(m[0] + (" " if gap > narrow else "") for m, gap in zip(found, [*gaps, 0.0], strict=True))


def _gaps(places: list[tuple[int, int]], letters: Letters) -> list[float]:
    return [letters.start(after[0])[0] - letters.end(before[1] - 1) for before, after in pairwise(places)]
