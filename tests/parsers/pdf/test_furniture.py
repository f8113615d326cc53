"""Headers, footers, page numbers and footnotes are set aside; hidden words are, too, with a warning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

from tests.parsers.pdf.printing import HEIGHT, Paper, outline

PROSE = (
    "The panel heard that the number of visits to the reading rooms had risen in each of the last four quarters, "
    "and that the opening hours agreed in the spring were now kept at every branch."
)


def printed(paper: Paper, pages: int, **edges: str) -> Paper:
    for number in range(1, pages + 1):
        if "top" in edges:
            paper.at(72, 40, edges["top"].format(number), size=9)
        if "foot" in edges:
            paper.at(72, 810, edges["foot"].format(number), size=9)
        if "number" in edges:
            paper.at(500, 825, edges["number"].format(number), size=9)
        paper.prose(f"Page {'ABCD'[number - 1]}. {PROSE}")
        if number < pages:
            paper.page()
    return paper


@pytest.mark.parametrize(
    ("edges", "kinds"),
    [
        ({"top": "Parks Panel"}, {"header"}),
        ({"foot": "Riverside Council, June 2019"}, {"footer"}),
        ({"foot": "Draft {} of the plan"}, {"footer"}),
        ({"number": "{}"}, {"page_number"}),
        ({"number": "Page {} of 4"}, {"page_number"}),
        ({"number": "- {} -"}, {"page_number"}),
        ({"top": "Parks Panel", "foot": "Riverside Council", "number": "{}/4"}, {"header", "footer", "page_number"}),
    ],
)
def test_what_pages_repeat_is_set_aside(edges: dict[str, str], kinds: set[str]) -> None:
    document = printed(Paper(), 4, **edges).read()
    assert [kind for kind, _, _ in outline(document)] == ["paragraph"] * 4
    assert {aside.kind for aside in document.set_aside} == kinds
    assert len(document.set_aside) == 4 * len(kinds)


def test_a_heading_that_recurs_far_apart_is_a_heading() -> None:
    paper = Paper()
    for number in range(8):
        if number in (1, 6):
            paper.line("Findings", size=16, font="Helvetica-Bold")
        paper.prose(f"Part {'abcdefgh'[number]}. {PROSE}")
        paper.page()
    headings = [words for kind, _, words in outline(paper.read()) if kind == "heading"]
    assert headings == ["Findings", "Findings"]


def test_a_paper_of_numbers_alone_keeps_them() -> None:
    paper = Paper()
    for number in range(3):
        paper.at(300, 820, str(number + 1))
        paper.page()
    assert paper.read().text == "1\n\n2\n\n3"


def test_footnotes_and_their_marks() -> None:
    paper = Paper()
    paper.at(72, 100, "The board met in March")
    paper.at(72 + 116, 96, "1", size=6)
    paper.at(72 + 122, 100, "and agreed its plan for the year with all its partners.")
    paper.y = 120
    paper.prose(PROSE)
    paper.at(72, 760, "1", size=6)
    paper.at(77, 764, "The board is made up of the council, the police and the health service, and meets", size=8)
    paper.at(72, 774, "four times a year.", size=8)
    document = paper.read()
    assert document.text.startswith("The board met in March and agreed its plan")
    assert [(a.kind, a.text) for a in document.set_aside] == [
        ("footnote_mark", "1"),
        ("footnote", "1 The board is made up of the council, the police and the health service, and meets "
         "four times a year."),
    ]  # fmt: skip


def print_invisible(paper: Paper) -> None:
    text = paper.canvas.beginText(72, HEIGHT - 300)
    text.setTextRenderMode(3)
    text.textOut("Secret name")
    paper.canvas.drawText(text)


def print_white(paper: Paper) -> None:
    paper.at(72, 300, "Secret name", colour="#ffffff")


def print_off_the_page(paper: Paper) -> None:
    paper.at(-300, 300, "Secret name")


def print_tiny(paper: Paper) -> None:
    paper.at(72, 300, "Secret name", size=0.5)


def print_under_a_black_box(paper: Paper) -> None:
    paper.at(72, 300, "Secret name")
    paper.canvas.setFillColor(HexColor("#000000"))
    paper.canvas.rect(70, HEIGHT - 304, 80, 14, stroke=0, fill=1)


def print_on_its_own_colour(paper: Paper) -> None:
    paper.canvas.setFillColor(HexColor("#336699"))
    paper.canvas.rect(70, HEIGHT - 310, 120, 24, stroke=0, fill=1)
    paper.at(72, 300, "Secret name", colour="#336699")


def mark_for_redaction(paper: Paper) -> None:
    paper.at(72, 300, "Secret name")
    mark = PDFDictionary({"Type": PDFName("Annot"), "Subtype": PDFName("Redact")})
    mark["Rect"] = PDFArray([70, HEIGHT - 304, 150, HEIGHT - 288])
    paper.canvas._addAnnotation(mark)


@pytest.mark.parametrize(
    "hide",
    [
        print_invisible, print_white, print_off_the_page, print_tiny, print_under_a_black_box,
        print_on_its_own_colour, mark_for_redaction,
    ],
)  # fmt: skip
def test_hidden_words_are_left_out_and_named(hide: Callable[[Paper], None]) -> None:
    paper = Paper()
    paper.prose(PROSE)
    hide(paper)
    document = paper.read()
    assert "Secret" not in document.text
    assert [(a.kind, a.text) for a in document.set_aside] == [("hidden", "Secret name")]
    assert [(p.code, p.page) for p in document.problems] == [("hidden-text", 1)]


def test_a_black_box_over_one_word_hides_that_word_alone() -> None:
    paper = Paper()
    paper.at(72, 300, "The child Robin lives in the west of the town.")
    paper.canvas.setFillColor(HexColor("#000000"))
    paper.canvas.rect(120, HEIGHT - 304, 31, 14, stroke=0, fill=1)
    assert paper.read().text == "The child lives in the west of the town."


def test_white_print_on_a_dark_ground_is_seen() -> None:
    paper = Paper()
    paper.canvas.setFillColor(HexColor("#002060"))
    paper.canvas.rect(70, HEIGHT - 310, 200, 24, stroke=0, fill=1)
    paper.at(72, 300, "Areas for improvement", colour="#ffffff")
    document = paper.read()
    assert document.text == "Areas for improvement"
    assert document.problems == ()
