"""PDFium through its C interface, with page objects as plain integers: a handle that can be a dictionary key.

pypdfium2 hands out a new ctypes pointer for every object, and checks every argument, which costs more than the call
itself; the functions asked once a word are therefore bound a second time here. Only an argument that is a handle is
converted; what stands behind it is a whole number or a place, which ctypes passes on as it is.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

_ADDRESS, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint

TEXT_OBJECT, PATH_OBJECT, IMAGE_OBJECT, SHADING_OBJECT, FORM_OBJECT = 1, 2, 3, 4, 5


def _bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    bound = ctypes.PYFUNCTYPE(result)(ctypes.cast(function, _ADDRESS).value or 0)
    bound.argtypes = arguments
    return bound


def place(address: int) -> Any:
    """The address as an argument that needs no conversion: a handle used often."""
    return ctypes.byref(ctypes.c_char.from_address(address))


def place_in(buffer: Any, offset: int = 0) -> Any:
    """The address of a byte of a buffer as an argument: where an answer is to be put."""
    return ctypes.byref(ctypes.c_char.from_buffer(buffer, offset))


load_page = _bound(pdfium.FPDF_LoadPage, _ADDRESS, _ADDRESS)
close_page = _bound(pdfium.FPDF_ClosePage, None, _ADDRESS)
load_text = _bound(pdfium.FPDFText_LoadPage, _ADDRESS, _ADDRESS)
close_text = _bound(pdfium.FPDFText_ClosePage, None, _ADDRESS)
# The page's text that these are asked of is given as a `place`.
count_chars = _bound(pdfium.FPDFText_CountChars, _INT)
get_text = _bound(pdfium.FPDFText_GetText, _INT)
get_unicode = _bound(pdfium.FPDFText_GetUnicode, _UINT)
object_of_char = _bound(pdfium.FPDFText_GetTextObject, _ADDRESS)
char_box = _bound(pdfium.FPDFText_GetCharBox, _INT)
char_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT)
font_of = _bound(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
font_size = _bound(pdfium.FPDFTextObj_GetFontSize, _INT, _ADDRESS)
render_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
font_name = _bound(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
font_flags = _bound(pdfium.FPDFFont_GetFlags, _INT, _ADDRESS)
font_weight = _bound(pdfium.FPDFFont_GetWeight, _INT, _ADDRESS)
matrix_of = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS)
bounds_of = _bound(pdfium.FPDFPageObj_GetBounds, _INT, _ADDRESS)
fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, _ADDRESS)
has_transparency = _bound(pdfium.FPDFPageObj_HasTransparency, _INT, _ADDRESS)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, _ADDRESS)
count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
segment_of = _bound(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, _ADDRESS)
segment_type = _bound(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
object_type = _bound(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
count_objects = _bound(pdfium.FPDFPage_CountObjects, _INT, _ADDRESS)
object_at = _bound(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS)
count_form_objects = _bound(pdfium.FPDFFormObj_CountObjects, _INT, _ADDRESS)
form_object_at = _bound(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
count_annotations = _bound(pdfium.FPDFPage_GetAnnotCount, _INT, _ADDRESS)
annotation_at = _bound(pdfium.FPDFPage_GetAnnot, _ADDRESS, _ADDRESS)
annotation_kind = _bound(pdfium.FPDFAnnot_GetSubtype, _INT, _ADDRESS)
annotation_box = _bound(pdfium.FPDFAnnot_GetRect, _INT, _ADDRESS)
close_annotation = _bound(pdfium.FPDFPage_CloseAnnot, None, _ADDRESS)
_draw_fields = _bound(pdfium.FORM_OnAfterLoadPage, None, _ADDRESS, _ADDRESS)
_leave_fields = _bound(pdfium.FORM_OnBeforeClosePage, None, _ADDRESS, _ADDRESS)
_flatten = _bound(pdfium.FPDFPage_Flatten, _INT, _ADDRESS, _INT)
page_box = _bound(pdfium.FPDF_GetPageBoundingBox, _INT, _ADDRESS)
page_rotation = _bound(pdfium.FPDFPage_GetRotation, _INT, _ADDRESS)


@contextmanager
def open_page(document: int, index: int) -> Iterator[int]:
    """The address of a page, closed again afterwards; 0 where PDFium cannot load it."""
    page = load_page(document, index) or 0
    try:
        yield page
    finally:
        if page:
            close_page(page)


@contextmanager
def open_text(page: int) -> Iterator[int]:
    """The address of an open page's text, closed again afterwards; 0 where PDFium cannot load it."""
    text = load_text(page) or 0
    try:
        yield text
    finally:
        if text:
            close_text(text)


def flatten(page: int, form: int) -> None:
    """The fields and notes of an open page are part of it when it is loaded anew.

    A field whose maker left its drawing to the reader, as programs that fill in forms do, is drawn where there is a
    `form`.
    """
    if form:
        _draw_fields(page, form)
    _flatten(page, 0)
    if form:
        _leave_fields(page, form)


def annotations_of(page: int) -> list[tuple[int, tuple[float, float, float, float]]]:
    """The kind of each annotation of an open page, and its left, bottom, right and top in PDFium's coordinates."""
    found = []
    for index in range(count_annotations(page)):
        annotation = annotation_at(page, index) or 0
        if annotation:
            box = pdfium.FS_RECTF()
            annotation_box(annotation, ctypes.byref(box))
            found.append((annotation_kind(annotation), (box.left, box.bottom, box.right, box.top)))
            close_annotation(annotation)
    return found
