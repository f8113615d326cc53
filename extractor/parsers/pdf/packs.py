"""Agenda packs: the agenda of a meeting and the papers that go with it, bound into one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.document import Bookmark
from extractor.parsers.pdf.page import PrintedPage

_AGENDA = re.compile(r"(?:public |supplementary |full )?agenda\b|.*\b(?:reports|document|agenda) pack\b", re.IGNORECASE)
_SAYS_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)
_ENCLOSED = re.compile(r"\b(?:appendi(?:x|ces)|annexe?|enclosure|attachment|schedule)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:agenda )?(?:item )?(?:no\.? ?)?\d{1,2}[a-z]?\b(?!/)|(?:agenda )?item\b", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:agenda )?item(?: no\.?| number)?:? ?(?P<number>\d{1,2}[a-z]?(?:\.\d{1,2})?|[a-z])", re.IGNORECASE
)
_TOP = 0.2  # of the page's height: where a number of the agenda is stamped
_SPACES = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Part:
    """Pages of a file that are one paper, from the first to the last; the title is "" for what comes first."""

    title: str
    first: int
    last: int


def parts_of(outline: Sequence[Bookmark], pages: Sequence[PrintedPage]) -> list[Part]:
    """The agenda and the papers of a pack in printed order; a file that is no pack is one part."""
    last = pages[-1].number if pages else 1
    starts = [("", 1), *(_bookmarked(outline, pages) or _stamped(pages)), ("", last + 1)]
    return [Part(title, first, after - 1) for (title, first), (_, after) in pairwise(starts)]


def _bookmarked(outline: Sequence[Bookmark], pages: Sequence[PrintedPage]) -> list[tuple[str, int]]:
    """Where the bookmarks say that papers begin; none where they are the headings of one paper."""
    outermost = min((mark.level for mark in outline), default=1)
    items = [mark for mark in outline if mark.level == outermost]
    if len(items) < 2 or not _AGENDA.match(items[0].title) or any(b.page <= a.page for a, b in pairwise(items)):
        return []
    agenda = _squash(" ".join(_words(page) for page in pages if page.number < items[1].page))
    if not all(_NUMBERED.match(mark.title) or _squash(mark.title) in agenda for mark in items[1:]):
        return []
    return list(_rising(mark for mark in outline if mark in items[1:] or _ENCLOSED.search(mark.title)))


def _rising(marks: Iterator[Bookmark]) -> Iterator[tuple[str, int]]:
    """Of several marks on a page the first; of one that leads backwards nothing."""
    reached = 1
    for mark in marks:
        if mark.page > reached:
            yield mark.title, mark.page
            reached = mark.page


def _stamped(pages: Sequence[PrintedPage]) -> list[tuple[str, int]]:
    """Where a new number of the agenda stands at the top of a page; none where the file does not begin with it."""
    stamps = [(stamp, page) for page in pages if (stamp := _stamp(page))]
    if not stamps or stamps[0][1].number == 1:
        return []
    before = [page for page in pages if page.number < stamps[0][1].number]
    after = pages[len(before) :]
    if any(_stamp(page, top=False) for page in after) or not any(_SAYS_AGENDA.search(_words(p)) for p in before):
        return []  # where they stand in the middle of pages too, they are the headings of one paper
    new = (pair for at, pair in enumerate(stamps) if not at or stamps[at - 1][0] != pair[0])
    return [(f"Agenda item {number}", page.number) for number, page in new]


def _stamp(page: PrintedPage, *, top: bool = True) -> str:
    """The number of the agenda that is printed on its own at the top of a page, or below it; "" if there is none."""
    there = (piece for piece in page.pieces if (piece.bottom < _TOP * page.height) == top)
    found = (_STAMP.fullmatch(piece.text.strip()) for piece in there)
    return next((match["number"] for match in found if match), "")


def _words(page: PrintedPage) -> str:
    return " ".join(piece.text for piece in page.pieces)


def _squash(words: str) -> str:
    return _SPACES.sub("", words).casefold()
