"""The highlight covers the words it claims, and no others: read back from the PDF, they are the row's words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor.parsers import parse
from extractor.parsers.pdf.picture import boxes_of, picture, words_under
from extractor.records import squash
from extractor.web.paper import parts_of
from tests.web.story import CORPUS

PDFS = sorted(path.name for path in (CORPUS / "papers").glob("*.pdf"))


@pytest.mark.parametrize("filename", PDFS)
@pytest.mark.parametrize("found_by", ["story_db", "sample_db"])
def test_the_words_under_the_boxes_are_the_rows_words(
    request: pytest.FixtureRequest, found_by: str, filename: str
) -> None:
    """Of the gold answers, and of what an import finds."""
    path = CORPUS / "papers" / filename
    wrong, seen = [], 0
    with sqlite3.connect(request.getfixturevalue(found_by)) as conn:
        for table in ("recommendations", "progress"):
            for document_id, text, start, end in conn.execute(
                f"select document_id, i.text, start_char, end_char from {table} i "
                "join documents d on d.id = i.document_id where filename like ?",
                (f"%{filename}",),
            ).fetchall():
                under = ""
                for page, parts in parts_of(conn, document_id, start, end).items():
                    _, boxes = boxes_of(path, page, parts)
                    under += words_under(path, page, boxes)
                seen += 1
                if under != squash(text):
                    wrong.append((text, under))
    assert seen or "agenda" in filename
    assert not wrong


def test_a_page_of_a_poster_is_drawn_small_enough(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "poster.pdf"), pagesize=(14_000, 14_000))
    canvas.drawString(100, 100, "A large page")
    canvas.save()
    png = picture(tmp_path / "poster.pdf", 1)
    assert int.from_bytes(png[16:20], "big") * int.from_bytes(png[20:24], "big") <= 6_100_000


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_has_its_boxes_where_it_is_read(tmp_path: Path, turn: int) -> None:
    canvas = Canvas(str(tmp_path / "turned.pdf"), pagesize=(400, 600))
    canvas.setPageRotation(turn)  # which makes the paper 600 by 400 before it is turned by 90 or 270
    canvas.translate(*{0: (0, 0), 90: (600, 0), 180: (400, 600), 270: (0, 400)}[turn])
    canvas.rotate(turn)
    canvas.drawString(50, 300, "The board will visit every team.")
    canvas.save()
    document = parse(tmp_path / "turned.pdf")
    start = document.text.index("visit")
    with sqlite3.connect(":memory:") as conn:
        conn.execute("create table document_texts (document_id, text)")
        conn.execute("create table lines (document_id, start_char, end_char, page, x0, top, x1, bottom)")
        conn.execute("insert into document_texts values ('d', ?)", (document.text,))
        for line in document.lines:
            place = (line.start_char, line.end_char, line.page, line.x0, line.top, line.x1, line.bottom)
            conn.execute("insert into lines values ('d', ?, ?, ?, ?, ?, ?, ?)", place)
        parts = parts_of(conn, "d", start, start + len("visit every"))
    (width, height), boxes = boxes_of(tmp_path / "turned.pdf", 1, parts[1])
    assert words_under(tmp_path / "turned.pdf", 1, boxes) == "visitevery"
    assert all(0 <= x0 < x1 <= width and 0 <= top < bottom <= height for x0, top, x1, bottom in boxes)
