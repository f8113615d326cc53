"""Columns that a table marks without upright rules: where level rules or the grounds of its cells meet.

A rule or a ground is drawn cell by cell, so that two of them touch wherever a column ends, though nothing upright is
seen there. Rows at either end that nothing bounds belong to the table as far as their print keeps to its columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.parsers.pdf.page import Drawing, Edge, Fill, Joint, Piece

_TOUCH = 1.5  # points
_MEET = 2.5  # points: rules are drawn past their ends by half their width
_WIDE, _HIGH = 12.0, 9.0  # points: the least size of a cell
_BOUNDS = 3  # level sides of rows: fewer do not show where the rows of a table part
_ROOM = 40.0  # points: how far above its first joint and below its last a column may have print
_FIRST_LINE, _NEXT_LINE = 2.0, 1.6  # sizes: how near the lines of a row stand that no rule bounds


def joints_of(rules: Sequence[Edge], fills: Sequence[Fill]) -> list[list[Joint]]:
    """The joints of these rules and grounds, those that stand over each other together where they show rows."""
    groups = _by_place([*_ends_of_rules(rules), *_sides_of_grounds(fills)])
    return [group for group in groups if len({round(y) for one in group for y in (one.top, one.bottom)}) >= _BOUNDS]


def marks_of(joints: Sequence[Sequence[Joint]]) -> list[Edge]:
    """Where print that stands close together may belong to two columns, as upright edges."""
    return [Edge(group[0].x, group[0].top - _ROOM, group[0].x, group[-1].bottom + _ROOM) for group in joints]


def seams(drawing: Drawing, pieces: Sequence[Piece]) -> tuple[list[Edge], list[Edge]]:
    """Upright edges where the columns of unruled tables part, and level ones along the grounds that show them."""
    upright: list[Edge] = []
    level: list[Edge] = []
    breaks = [gap for joints in drawing.joints for gap in _gaps_with_print_across(joints, pieces)]
    for joints in drawing.joints:
        for stretch in _stretches(joints, breaks, drawing.upright):
            top, bottom = stretch[0].top, max(joint.bottom for joint in stretch)
            if bottom - top > _HIGH:
                upright.append(Edge(joints[0].x, top, joints[0].x, bottom))
                level += [side for joint in stretch for fill in joint.fills for side in _level_sides(fill)]
    return _with_open_rows(upright, pieces), level


def _ends_of_rules(rules: Sequence[Edge]) -> Iterator[Joint]:
    for left, right in pairwise(sorted(rules, key=lambda rule: (round(rule.top), rule.x0))):
        long = min(left.x1 - left.x0, right.x1 - right.x0) > _WIDE
        if long and abs(left.x1 - right.x0) < _MEET and abs(left.top - right.top) < _TOUCH:
            yield Joint((left.x1 + right.x0) / 2, right.top, right.top)


def _sides_of_grounds(fills: Sequence[Fill]) -> Iterator[Joint]:
    sized = [fill for fill in fills if fill.x1 - fill.x0 > _WIDE and fill.bottom - fill.top > _HIGH]
    grounds = {(round(fill.x0), round(fill.top), round(fill.x1)): fill for fill in sized}.values()
    starting: dict[tuple[int, int], list[Fill]] = defaultdict(list)
    for fill in grounds:
        starting[round(fill.x0), round(fill.top)].append(fill)
    for left in grounds:
        for x in (-1, 0, 1):
            for right in starting.get((round(left.x1) + x, round(left.top)), ()):
                if abs(left.x1 - right.x0) < _TOUCH and abs(left.bottom - right.bottom) < _TOUCH:
                    yield Joint(right.x0, right.top, right.bottom, (left, right))


def _by_place(joints: Sequence[Joint]) -> Iterator[list[Joint]]:
    """The joints that stand over each other, from the top."""
    group: list[Joint] = []
    for joint in sorted(joints, key=lambda joint: joint.x):
        if group and joint.x - group[-1].x > _TOUCH:
            yield sorted(group, key=lambda joint: joint.top)
            group = []
        group.append(joint)
    if group:
        yield sorted(group, key=lambda joint: joint.top)


def _gaps_with_print_across(joints: Sequence[Joint], pieces: Sequence[Piece]) -> Iterator[tuple[float, float]]:
    """The gaps between joints, from the one above to the one below, in which print runs across their place."""
    x = joints[0].x
    across = [piece.baseline - 1 for piece in pieces if piece.x0 < x - 2 and piece.x1 > x + 2]
    for above, below in pairwise(joints):
        if any(above.bottom < y < below.top for y in across):
            yield above.bottom, below.top


def _stretches(
    joints: Sequence[Joint], breaks: Sequence[tuple[float, float]], rules: Sequence[Edge]
) -> Iterator[list[Joint]]:
    """The joints of each table, save where a rule is printed on them.

    What parts two columns of a table by print across them parts its others, too.
    """
    near = [rule for rule in rules if abs(rule.x0 - joints[0].x) < 2 * _TOUCH]
    stretch: list[Joint] = []
    for joint in joints:
        ruled = any(rule.top < joint.top + 2 and rule.bottom > joint.bottom - 2 for rule in near)
        parted = stretch and any(stretch[-1].bottom - 2 < start and end < joint.top + 2 for start, end in breaks)
        if stretch and (ruled or parted):
            yield stretch
            stretch = []
        if not ruled:
            stretch.append(joint)
    if stretch:
        yield stretch


def _level_sides(fill: Fill) -> tuple[Edge, Edge]:
    return Edge(fill.x0, fill.top, fill.x1, fill.top), Edge(fill.x0, fill.bottom, fill.x1, fill.bottom)


def _with_open_rows(upright: list[Edge], pieces: Sequence[Piece]) -> list[Edge]:
    """The edges, drawn on past print that stands in the same columns above their tops and below their feet."""
    for top in sorted({round(edge.top) for edge in upright}):
        together = [edge for edge in upright if round(edge.top) == top]
        reach = _reach(together, pieces, top, -1)
        upright = [
            Edge(edge.x0, reach, edge.x1, edge.bottom) if edge in together and reach < edge.top else edge
            for edge in upright
        ]
    for bottom in sorted({round(edge.bottom) for edge in upright}):
        together = [edge for edge in upright if round(edge.bottom) == bottom]
        reach = _reach(together, pieces, bottom, 1)
        upright = [
            Edge(edge.x0, edge.top, edge.x1, reach) if edge in together and reach > edge.bottom else edge
            for edge in upright
        ]
    return upright


def _reach(together: Sequence[Edge], pieces: Sequence[Piece], start: float, way: int) -> float:
    """How far up (-1) or down (1) from here lines of print keep to the columns, one of them to more than one."""
    places = [edge.x0 for edge in together]
    lines: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if (piece.baseline - start) * way > 0:
            lines[round(piece.baseline)].append(piece)
    reach, at, filled = start, start, False
    for _, line in sorted(lines.items(), key=lambda item: item[0] * way):
        y, size = line[0].baseline, max(piece.size for piece in line)
        crossed = any(piece.x0 < x - 2 and piece.x1 > x + 2 for piece in line for x in places)
        if crossed or abs(y - at) > (_FIRST_LINE if at == start else _NEXT_LINE) * size:
            break
        filled = filled or len({sum(piece.x0 > x - 2 for x in places) for piece in line}) > 1
        reach, at = y - size if way < 0 else y + 0.4 * size, y
    return reach if filled else start
