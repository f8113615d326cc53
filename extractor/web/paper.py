"""What the page of a document shows: its words or the picture of a page, and what was tagged there by which rule."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from extractor.errors import ExtractorError
from extractor.parsers.pdf.picture import PartOfLine, boxes_of, picture
from extractor.web.drawing import Drawer
from extractor.web.lists import one_of, rows_of
from extractor.web.papers import Papers
from extractor.web.standing import Row

PDF = "application/pdf"
BLOCKS = 60  # blocks of text on one page of a paper that has no pages of its own
SCALE = 1.6


@dataclass(frozen=True, slots=True)
class Mark:
    """Something tagged: its row's id, what it is, its words and place, the rule, and the thread it belongs to."""

    id: str
    what: str
    text: str
    start_char: int
    end_char: int
    rule: str
    thread_id: str | None = None
    status: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage and the marks that lie over them, the innermost first."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the text, or one cell of it, in pieces; `cells` where it is a row of a table."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    cells: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture: its size in points and, for each mark on it, the boxes of its words."""

    width: float
    height: float
    boxes: dict[str, list[tuple[float, float, float, float]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page is made from: the database, the folders of the original files, and who draws them."""

    conn: sqlite3.Connection
    papers: Papers
    drawer: Drawer


def document(desk: Desk, document_id: str, page: int | None, marked: str) -> dict[str, Any] | None:
    """One page of a paper (the one with the mark, if none is asked for); None where there is no such paper."""
    paper = one_of(desk.conn, _PAPER, document_id)
    if paper is None:
        return None
    marks = marks_of(desk.conn, document_id)
    chosen = next((mark for mark in marks if mark.id == marked), None)
    view = _printed if paper["page_count"] else _flowing
    about = {"paper": paper, "chosen": chosen, "marked": marked if chosen else "", "marks_total": len(marks)}
    return about | {"withheld": withheld_on(desk.conn, document_id)} | view(desk, paper, marks, page, chosen)


def page_picture(desk: Desk, document_id: str, page: int) -> bytes | None:
    """The page as PNG, drawn from the original file; None where the folders lack it, or it is not to be shown."""
    paper = one_of(desk.conn, _PAPER, document_id)
    if paper is None or paper["media_type"] != PDF or page not in _numbers(paper):
        return None
    if withheld_on(desk.conn, document_id, page):
        return None
    path = desk.papers.find(paper["file"], paper["file_sha256"])
    return desk.drawer.ask(picture, path, page, SCALE) if path else None


def withheld_on(conn: sqlite3.Connection, document_id: str, page: int | None = None) -> list[Row]:
    """The parts of a paper, or those on a page of it, that are left out of the file that is shown."""
    return rows_of(conn, _WITHHELD, {"id": document_id, "page": page})


def _numbers(paper: Row) -> range:
    """The numbers of the paper's pages; one bound into a pack has those that it has there."""
    return range(paper["first_page"], paper["first_page"] + paper["page_count"])


def marks_of(conn: sqlite3.Connection, document_id: str) -> list[Mark]:
    """Everything tagged in a paper, in the order of the text."""
    return [Mark(*row.values()) for row in rows_of(conn, _MARKS, {"id": document_id})]


def parts_of(conn: sqlite3.Connection, document_id: str, start: int, end: int) -> dict[int, list[PartOfLine]]:
    """The printed lines of a place, page by page, each with the part of it that is meant."""
    found: dict[int, list[PartOfLine]] = defaultdict(list)
    for line in conn.execute(_LINES, {"id": document_id, "start": start, "end": end}):
        first, last, page, x0, top, x1, bottom, text = line
        part = PartOfLine((x0, top, x1, bottom), text, max(start, first) - first, min(end, last) - first)
        found[page].append(part)
    return found


def _printed(desk: Desk, paper: Row, marks: Sequence[Mark], page: int | None, chosen: Mark | None) -> dict[str, Any]:
    """A page of a paper that has pages: its picture where the original file is there, its words in any case."""
    numbers = _numbers(paper)
    if page is None and chosen:
        page = min(parts_of(desk.conn, paper["id"], chosen.start_char, chosen.end_char), default=None)
    page = min(max(numbers[0], page or 1), numbers[-1])
    span = desk.conn.execute(_PAGE_SPAN, (paper["id"], page)).fetchone()
    start, end = span if span[0] is not None else (0, 0)
    here = [mark for mark in marks if mark.start_char < end and mark.end_char > start]
    sheet, trouble = _sheet(desk, paper, here, page)
    return {
        "page": page,
        "first": numbers[0],
        "pages": numbers[-1],
        "marks": here,
        "sheet": sheet,
        "trouble": trouble,
        "passages": list(_passages(desk.conn, paper["id"], start, end, here)),
    }


def _sheet(desk: Desk, paper: Row, marks: Iterable[Mark], page: int) -> tuple[Sheet | None, str]:
    """The page's picture with its boxes, or why there is none."""
    if paper["media_type"] != PDF:
        return None, ""
    if withheld_on(desk.conn, paper["id"], page):
        return None, ""
    path = desk.papers.find(paper["file"], paper["file_sha256"])
    if path is None:
        return None, "The original file is not in the folders that this server may open: start it with --papers FOLDER."
    parts, whose = [], []
    for mark in marks:
        for part in parts_of(desk.conn, paper["id"], mark.start_char, mark.end_char).get(page, ()):
            parts.append(part)
            whose.append(mark.id)
    try:
        (width, height), boxes = desk.drawer.ask(boxes_of, path, page, tuple(parts))
    except ExtractorError as error:
        return None, str(error)
    found = Sheet(width, height, defaultdict(list))
    for mark_id, box in zip(whose, boxes, strict=True):
        found.boxes[mark_id].append(box)
    return found, ""


def _flowing(desk: Desk, paper: Row, marks: Sequence[Mark], page: int | None, chosen: Mark | None) -> dict[str, Any]:
    """A part of a paper without pages: so many blocks of its text."""
    total = desk.conn.execute("select count(*) from passages where document_id = ?", (paper["id"],)).fetchone()[0]
    pages = max(1, -(-total // BLOCKS))
    if page is None:
        page = 1
        if chosen:
            row = desk.conn.execute(_BLOCK_AT, (paper["id"], chosen.start_char)).fetchone()
            page = (row[0] if row else 0) // BLOCKS + 1
    page = min(max(1, page), pages)
    span = desk.conn.execute(_BLOCK_SPAN, (paper["id"], (page - 1) * BLOCKS, page * BLOCKS)).fetchone()
    start, end = span if span[0] is not None else (0, 0)
    here = [mark for mark in marks if mark.start_char < end and mark.end_char > start]
    passages = list(_passages(desk.conn, paper["id"], start, end, here))
    return {"page": page, "first": 1, "pages": pages, "marks": here, "sheet": None, "trouble": "", "passages": passages}


def _passages(
    conn: sqlite3.Connection, document_id: str, start: int, end: int, marks: Sequence[Mark]
) -> Iterator[Passage]:
    """The blocks between two places, cut where marks begin and end."""
    for kind, first, last, text in conn.execute(_BLOCKS, {"id": document_id, "start": start, "end": end}):
        over = [mark for mark in marks if mark.start_char < last and mark.end_char > first]
        if kind != "table_row":
            yield Passage(kind, tuple(_pieces(text, first, over)))
            continue
        cells, at = [], first
        for cell in text.split("\t"):
            cells.append(tuple(_pieces(cell, at, over)))
            at += len(cell) + 1
        yield Passage(kind, cells=tuple(cells))


def _pieces(text: str, first: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    last = first + len(text)
    cuts = {first, last}
    for mark in marks:
        cuts |= {place for place in (mark.start_char, mark.end_char) if first < place < last}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        over = [mark for mark in marks if mark.start_char <= start and mark.end_char >= end]
        over.sort(key=lambda mark: mark.end_char - mark.start_char)
        yield Piece(text[start - first : end - first], tuple(over))


_PAPER = """
    select d.*, a.name as authority, b.name as body, m.date as meeting_date,
           coalesce(pack.filename, d.filename) as file, coalesce(d.pack_sha256, d.sha256) as file_sha256,
           n.filename as newer, n.id as newer_id, (select started_at from runs where id = d.run_id) as read_at
    from documents d left join authorities a on a.id = d.authority_id left join bodies b on b.id = d.body_id
    left join meetings m on m.id = d.meeting_id left join documents n on n.id = d.superseded_by
    left join documents pack on pack.sha256 = d.pack_sha256 where d.id = ?"""
# In a public copy a part that is left out has its place, and no words.
_WITHHELD = """
    select page, paragraphs from exempt_parts where document_id = :id and exempt <> '' and text = ''
    and (:page is null or (page <= :page and last_page >= :page)) order by start_char"""
_MARKS = """
    select id, 'recommendation' as what, text, start_char, end_char, rule_id as rule, thread_id, null as status,
           case verdict when 'rejected' then 'rejected by a person' else '' end as note
    from recommendations where document_id = :id
    union all
    select id, 'progress', text, start_char, end_char, rule_id,
           (select r.thread_id from progress_links l join recommendations r on r.id = l.recommendation_id
            where l.progress_id = progress.id limit 1), status,
           case verdict when 'rejected' then 'rejected by a person' else '' end
    from progress where document_id = :id
    union all
    select 'd-' || start_char, 'date', text, start_char, end_char, role, null, null, coalesce(date_to, 'no day said')
    from dates where document_id = :id
    union all
    select 'o-' || ro.start_char, 'owner', ro.text, ro.start_char, ro.end_char, ro.basis, null, null, ''
    from recommendation_owners ro join recommendations r on r.id = ro.recommendation_id
    where r.document_id = :id and ro.start_char is not null group by ro.start_char, ro.end_char
    union all
    select 'g-' || position, 'grade', area || ': ' || grade, start_char, end_char, 'grade', null, null, ''
    from judgements where document_id = :id
    order by start_char, end_char desc"""
_LINES = """
    select l.start_char, l.end_char, l.page, l.x0, l.top, l.x1, l.bottom,
           substr(t.text, l.start_char + 1, l.end_char - l.start_char)
    from lines l join document_texts t on t.document_id = l.document_id
    where l.document_id = :id and l.start_char < :end and l.end_char > :start order by l.start_char"""
_PAGE_SPAN = "select min(start_char), max(end_char) from lines where document_id = ? and page = ?"
_BLOCK_AT = "select position from passages where document_id = ? and start_char <= ? order by start_char desc limit 1"
_BLOCK_SPAN = """
    select min(start_char), max(end_char) from passages where document_id = ? and position >= ? and position < ?"""
_BLOCKS = """
    select p.kind, p.start_char, p.end_char, substr(t.text, p.start_char + 1, p.end_char - p.start_char)
    from passages p join document_texts t on t.document_id = p.document_id
    where p.document_id = :id and p.start_char < :end and p.end_char > :start order by p.start_char"""
