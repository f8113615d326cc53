"""What is drawn on a page besides its text: straight edges, filled boxes, pictures, and the order of drawing."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref
from itertools import repeat

from extractor.parsers.pdf import engine
from extractor.parsers.pdf.grid import grids
from extractor.parsers.pdf.page import Drawing, Edge, Fill, Place, Rectangle
from extractor.parsers.pdf.seams import joints_of

THIN = 3.0  # points: what is thinner is a rule, not a box
_DOT = (1.2, 14.0)  # points: how small and how large a drawn bullet is
_SIGN = 7.0  # points: a larger dot may also be a coloured sign in a cell
_MAX_OBJECTS = 60_000
_MAX_DEPTH = 6
_MAX_SEGMENTS = 4_000

_Six = ctypes.c_float * 6

Matrix = tuple[float, float, float, float, float, float]

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_drawing(page: int, place: Place, own: int, notes: Sequence[Rectangle] = ()) -> Drawing:
    """All that is drawn on an open page, forms inside it included; `place` turns PDFium's coordinates into ours.

    `own` is the number of objects of the page itself; what comes after them covers it only where it stands in the
    boxes of `notes`, and not in a form field.
    """
    drawing = Drawing()
    sorter = _Sorter(drawing, place)
    sorter.sort(page, range(own), engine.object_at, _UNIT, 0)
    sorter.fills = drawing.fields
    sorter.sort(page, range(own, engine.count_objects(page)), engine.object_at, _UNIT, 0)
    drawing.fills += [fill for fill in drawing.fields if any(Fill(*note, "", 0).covers(fill.box) for note in notes)]
    drawing.grids = grids(drawing.upright, drawing.level)
    drawing.joints = joints_of(drawing.level, drawing.fills)
    return drawing


def _times(m: tuple[float, ...], n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    return (
        a * n[0] + b * n[2], a * n[1] + b * n[3], c * n[0] + d * n[2], c * n[1] + d * n[3],
        e * n[0] + f * n[2] + n[4], e * n[1] + f * n[3] + n[5],
    )  # fmt: skip


class _Sorter:
    """Sorts what is drawn into edges, fills and pictures, and counts the objects in the order of drawing."""

    def __init__(self, drawing: Drawing, place: Place) -> None:
        self.drawing, self.place, self.fills = drawing, place, drawing.fills
        self.sides = [ctypes.c_float() for _ in range(4)]
        self.side_refs = [byref(side) for side in self.sides]
        self.rgba = [ctypes.c_uint() for _ in range(4)]
        self.rgba_refs = [byref(part) for part in self.rgba]
        self.mode, self.stroked = ctypes.c_int(), ctypes.c_int()
        self.count = 0
        self.clear = False  # whether one sees through what is drawn now

    def sort(self, holder: int, part: range, at: Callable[[int, int], int], matrix: Matrix, depth: int) -> None:
        """Sort these objects of a page or of a form on it."""
        objects = list(map(at, repeat(holder), part[: max(0, _MAX_OBJECTS - self.count)]))
        text_order, text_object = self.drawing.order, engine.TEXT_OBJECT
        for obj, kind in zip(objects, map(engine.object_type, objects), strict=True):
            self.count += 1
            if kind == text_object:
                text_order[obj] = self.count
            elif kind == engine.PATH_OBJECT:
                self.read(obj, matrix, self.count)
            elif kind in (engine.IMAGE_OBJECT, engine.SHADING_OBJECT):
                self.drawing.pictures.append(self.box(obj, matrix))
            elif kind == engine.FORM_OBJECT and depth < _MAX_DEPTH:
                own = _Six()
                engine.matrix_of(obj, byref(own))
                clear, self.clear = self.clear, self.clear or bool(engine.has_transparency(obj))
                inner = range(engine.count_form_objects(obj))
                self.sort(obj, inner, engine.form_object_at, _times(tuple(own), matrix), depth + 1)
                self.clear = clear

    def box(self, obj: int, matrix: Matrix) -> Rectangle:
        """The bounds of an object in our coordinates."""
        engine.bounds_of(obj, *self.side_refs)
        left, bottom, right, top = (side.value for side in self.sides)
        return self._placed(left, bottom, right, top, matrix)

    def _placed(self, left: float, bottom: float, right: float, top: float, m: Matrix) -> Rectangle:
        if m is not _UNIT:
            corners = [
                (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x in (left, right) for y in (bottom, top)
            ]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        x, y = self.place(left, top)
        u, v = self.place(right, bottom)
        return min(x, u), min(y, v), max(x, u), max(y, v)

    def read(self, obj: int, matrix: Matrix, order: int) -> None:
        engine.draw_mode(obj, byref(self.mode), byref(self.stroked))
        if not self.mode.value and not self.stroked.value:
            return  # only clips
        count = engine.count_segments(obj)
        if count <= 5:
            self._sort(self.box(obj, matrix), obj, order, whole=True)
        elif count <= _MAX_SEGMENTS:
            own = _Six()
            engine.matrix_of(obj, byref(own))
            for box in self._parts(obj, count, _times(tuple(own), matrix)):
                self._sort(box, obj, order, whole=False)

    def _parts(self, obj: int, count: int, matrix: Matrix) -> Iterator[Rectangle]:
        """The bounds of every sub-path of straight lines; a curved one counts as a whole."""
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = engine.segment_of(obj, index)
            engine.segment_point(segment, byref(x), byref(y))
            if engine.segment_type(segment) == 2 and points:  # a move opens the next sub-path
                yield self._around(points, matrix)
                points = []
            points.append((x.value, y.value))
        if points:
            yield self._around(points, matrix)

    def _around(self, points: list[tuple[float, float]], matrix: Matrix) -> Rectangle:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self._placed(min(xs), min(ys), max(xs), max(ys), matrix)

    def _sort(self, box: Rectangle, obj: int, order: int, *, whole: bool) -> None:
        x0, top, x1, bottom = box
        width, height = x1 - x0, bottom - top
        if _DOT[0] <= width <= _DOT[1] and abs(width - height) < 1.6:
            self.drawing.dots.append(box)
            if width <= _SIGN:
                return
        if width < THIN and height < THIN:
            return
        if width < THIN:
            self.drawing.upright.append(Edge((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
        elif height < THIN:
            self.drawing.level.append(Edge(x0, (top + bottom) / 2, x1, (top + bottom) / 2))
        else:
            if self.stroked.value:
                self.drawing.upright += [Edge(x0, top, x0, bottom), Edge(x1, top, x1, bottom)]
                self.drawing.level += [Edge(x0, top, x1, top), Edge(x0, bottom, x1, bottom)]
            if self.mode.value:
                self.fills.append(Fill(x0, top, x1, bottom, self._colour(obj), order))

    def _colour(self, obj: int) -> str:
        """The colour of a fill, "" where what lies under it shows through."""
        engine.fill_colour(obj, *self.rgba_refs)
        red, green, blue, alpha = (part.value for part in self.rgba)
        clear = self.clear or alpha < 250 or engine.has_transparency(obj)
        return "" if clear else f"#{red:02x}{green:02x}{blue:02x}"
