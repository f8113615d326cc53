"""Cells from crossing edges: the smallest boxes that straight lines close on a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extractor.parsers.pdf.page import Edge, Rectangle

SNAP = 3.0  # points: lines nearer than this are one line, and ends nearer than this touch
_SMALL = 4.0
_WIDE, _HIGH = 20.0, 9.0  # points: the least room that print in an open cell needs
_MAX_LINES = 600

Span = tuple[float, float, float]  # where the line stands, where it begins, where it ends


def grids(upright: Sequence[Edge], level: Sequence[Edge]) -> list[list[Rectangle]]:
    """The boxes that these edges close, those that touch by a corner together; top down, then left to right."""
    if not upright or not level:
        return []
    columns = _joined([(edge.x0, edge.top, edge.bottom) for edge in upright])
    rows = _joined([(edge.top, edge.x0, edge.x1) for edge in level])
    if len(columns) + len(rows) > _MAX_LINES:
        return []
    columns, rows = (
        _joined([*columns, *_open_sides(rows, columns, _WIDE)]),
        _joined([*rows, *_open_sides(columns, rows, _HIGH)]),
    )
    if len(columns) < 2 or len(rows) < 2:
        return []
    return _groups(_boxes(columns, rows))


def _open_sides(lines: list[Span], across: list[Span], room: float) -> list[Span]:
    """The sides that a table does without: where lines that others cross end together, far from any of those."""
    ends: list[Span] = []
    for at, start, end in lines:
        there = (x for x, low, high in across if low - SNAP <= at <= high + SNAP)
        crossings = [x for x in there if start - SNAP <= x <= end + SNAP]
        if crossings and min(crossings) - start > room:
            ends.append((start, at, at))
        if crossings and end - max(crossings) > room:
            ends.append((end, at, at))
    pairs = ((x, one, other) for x, ys in _snapped(ends) for (one, _), (other, _) in pairwise(sorted(ys)))
    sides: list[Span] = []
    for x, one, other in pairs:
        both = [(low, high) for _, low, high in across if low - SNAP <= one and other <= high + SNAP]
        if both:
            sides.append((x, min(low for low, _ in both), max(high for _, high in both)))
    return sides


def _joined(spans: list[Span]) -> list[Span]:
    """Lines at nearly one place made one, and their overlapping or touching pieces joined."""
    joined: list[Span] = []
    for at, pieces in _snapped(spans):
        pieces.sort()
        start, end = pieces[0]
        for a, b in pieces[1:]:
            if a <= end + SNAP:
                end = max(end, b)
            else:
                joined.append((at, start, end))
                start, end = a, b
        joined.append((at, start, end))
    return [span for span in joined if span[2] - span[1] >= SNAP]


def _snapped(spans: list[Span]) -> list[tuple[float, list[tuple[float, float]]]]:
    groups: list[list[Span]] = []
    for span in sorted(spans):
        if groups and span[0] - groups[-1][-1][0] <= SNAP:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [(sum(s[0] for s in group) / len(group), [(a, b) for _, a, b in group]) for group in groups]


def _boxes(columns: list[Span], rows: list[Span]) -> list[Rectangle]:
    crossing = {
        (v, h)
        for v, (x, top, bottom) in enumerate(columns)
        for h, (y, x0, x1) in enumerate(rows)
        if top - SNAP <= y <= bottom + SNAP and x0 - SNAP <= x <= x1 + SNAP
    }
    below, right = defaultdict(list), defaultdict(list)
    for v, h in sorted(crossing):
        below[v].append(h)
        right[h].append(v)
    boxes: list[Rectangle] = []
    for v, h in crossing:
        lows = [low for low in below[v] if rows[low][0] > rows[h][0] + _SMALL]
        fars = [far for far in right[h] if columns[far][0] > columns[v][0] + _SMALL]
        box = next(((far, low) for low in lows for far in fars if (far, low) in crossing), None)
        if box:
            boxes.append((columns[v][0], rows[h][0], columns[box[0]][0], rows[box[1]][0]))
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def _groups(boxes: list[Rectangle]) -> list[list[Rectangle]]:
    """The boxes as tables: those that share a corner, directly or through others."""
    owner: dict[tuple[float, float], int] = {}
    parent = list(range(len(boxes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, box in enumerate(boxes):
        x0, top, x1, bottom = box
        for corner in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            parent[root(i)] = root(owner.setdefault(corner, i))
    groups: dict[int, list[Rectangle]] = defaultdict(list)
    for i, box in enumerate(boxes):
        groups[root(i)].append(box)
    return sorted(groups.values(), key=lambda group: (group[0][1], group[0][0]))
