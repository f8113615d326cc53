"""How far to the right the lines of a column may reach, on a page that prints columns or a panel beside its text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from extractor.parsers.pdf.lines import PrintedLine

_FEW = 4  # lines: too few to show the right edge of a column
_FULL = 0.85  # of the longest line's width


def set_room(lines: Sequence[PrintedLine]) -> None:
    """Tell the lines of one page, in reading order, how far they may reach where other print stands beside them."""
    if not any(_goes_up(before, line) for before, line in pairwise(lines)):
        return
    gutter = math.inf
    run: list[PrintedLine] = []
    for line in lines:
        beside = _print_beside(line, lines)
        if run and (_goes_up(run[-1], line) or line.x1 > gutter or max(above.x1 for above in run) > beside):
            _set(run, gutter)
            run, gutter = [], math.inf
        run.append(line)
        gutter = min(gutter, beside)
    _set(run, gutter)


def _goes_up(before: PrintedLine, line: PrintedLine) -> bool:
    return line.baseline < before.baseline - line.size


def _print_beside(line: PrintedLine, lines: Sequence[PrintedLine]) -> float:
    """Where the nearest print to the right of a line begins, at its own height."""
    level = (other for other in lines if other.top < line.baseline < other.bottom + 0.5 * line.size)
    return min((other.x0 for other in level if other.x0 > line.x1), default=math.inf)


def _set(run: Sequence[PrintedLine], gutter: float) -> None:
    """Let these lines reach as far as the longest of them where they fill a column, else as far as the print beside."""
    if gutter == math.inf:
        return
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    full = [line for line in run if line.x1 - left > _FULL * (right - left)]
    fills = len(run) >= _FEW and 2 * len(full) >= len(run)
    for line in run:
        line.room = right if fills else gutter
