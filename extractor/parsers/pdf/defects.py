"""What a person must be told about the pages of a PDF: pictures of text, words nobody can see, letters unknown."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.errors import Problem
from extractor.parsers.pdf import ocr
from extractor.parsers.pdf.page import PrintedPage

_FEW = 40  # characters: a page with fewer holds a number or a stamp at most
_ALL_OVER = 0.5  # of the page
_UNREAD = 0.02  # of the letters


def problems_of(page: PrintedPage, letters: int) -> list[Problem]:
    """The doubts about one page; `letters` is how many characters of running text it has."""
    found = [_no_text(page), _hidden(page), _unread(page, letters)]
    return [problem for problem in found if problem]


def missing_page(number: int) -> Problem:
    """A page that PDFium could not load."""
    message = f"page {number} is damaged and was left out; ask for a new copy"
    return Problem("warning", "damaged-page", message, number)


def empty_paper(pages: Sequence[PrintedPage]) -> list[Problem]:
    """A warning where a whole paper gave no words and no page of it has said why."""
    if any(page.pieces or page.scanned for page in pages):
        return []
    message = "there are no words in this PDF; if its pages look printed, ask for a copy whose text can be marked"
    return [Problem("warning", "no-text", message)]


def read_by_machine(page: PrintedPage) -> Problem:
    """A page whose words were made out from its picture."""
    if not page.pieces:
        message = f"page {page.number} is a picture in which no words could be made out; look at it yourself"
        return Problem("warning", "no-words", message, page.number)
    message = f"page {page.number} is a picture whose words were read by machine; compare them with the page"
    return Problem("warning", "read-by-machine", message, page.number)


def is_picture(page: PrintedPage) -> bool:
    """Whether a page shows a picture and next to no text."""
    letters = sum(len(piece.text) for piece in page.pieces)
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in page.drawing.pictures)
    drawn = len(page.drawing.fills) > 200  # letters drawn as shapes
    return letters < _FEW and (area > _ALL_OVER * page.width * page.height or drawn)


def _no_text(page: PrintedPage) -> Problem | None:
    if page.scanned or not is_picture(page):
        return None
    todo = "install the ocr extra (pip install 'council-extractor[ocr]') and import the file again to read it"
    if ocr.is_installed():
        todo = f"only the first {ocr.MOST_PAGES} pictures of a file are read; import the rest as a file of its own"
    return Problem("warning", "no-text-layer", f"page {page.number} is a picture: {todo}", page.number)


def _hidden(page: PrintedPage) -> Problem | None:
    if not page.hidden:
        return None
    message = (
        f"page {page.number} has words that cannot be seen on it (white, invisible, off the page or covered); they "
        "were left out. If something was blacked out here, every reader can still copy it: tell whoever sent the file"
    )
    return Problem("warning", "hidden-text", message, page.number)


def _unread(page: PrintedPage, letters: int) -> Problem | None:
    if page.unread_letters <= max(1, _UNREAD * letters):
        return None
    message = (
        f"page {page.number} has {page.unread_letters} letters that the file does not name; compare the text with the "
        "page, or ask for a copy made anew from the original"
    )
    return Problem("warning", "unread-letters", message, page.number)
