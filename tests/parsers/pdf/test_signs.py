"""Letters as anybody would type them."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractor.parsers.pdf.signs import clean, with_bullet
from extractor.parsers.pdf.style import Style
from tests.parsers.pdf.printing import HEIGHT, Paper, outline


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("o\ufb03cers \ufb01nd a \ufb02aw", "officers find a flaw"),
        ("26\u00a0March\u20072019", "26 March 2019"),
        ("two  spaces \t and a tab", "two spaces and a tab"),
        ("zero\u200bwidth", "zerowidth"),
        ("line-end hyphen\ufffe", "line-end hyphen-"),
        ("non\u2011breaking", "non-breaking"),
        ("\uf0b7 item", "• item"),
        ("\uf06e item", "• item"),
        ("\uf0fc done", "✓ done"),
        ("½ of x² at 3 m² – £5…", "½ of x² at 3 m² – £5…"),
    ],
)
def test_letters(printed: str, read: str) -> None:
    assert clean(printed) == read


@pytest.mark.parametrize(
    ("printed", "symbol", "gap", "read"),
    [
        ("n Improve the plans", True, 18, "• Improve the plans"),
        ("n", True, 0, "•"),
        ("o in the east", False, 18, "◦ in the east"),
        ("o in the east", False, 6, "o in the east"),
        ("− in the west", False, 6, "– in the west"),
        ("of the plan", False, 30, "of the plan"),
        ("✓ done", True, 18, "✓ done"),
    ],
)
def test_signs_at_the_start_of_a_line(printed: str, symbol: bool, gap: float, read: str) -> None:
    assert with_bullet(printed, Style(size=11, symbol=symbol), gap) == read


def test_a_bullet_from_a_symbol_font() -> None:
    paper = Paper()
    for words in ("mow the green", "paint the railings"):
        paper.at(72, paper.y, "n", font="ZapfDingbats")
        paper.line(words, x=90)
    assert outline(paper.read()) == [("list_item", "■", "mow the green"), ("list_item", "■", "paint the railings")]


@pytest.mark.parametrize(
    ("typed", "spacing", "read"),
    [
        ("RESOLVED", 3.0, "RESOLVED"),
        ("AGENDA ITEM FOUR", 5.0, "AGENDA ITEM FOUR"),
        ("Minutes of the Panel", 2.5, "Minutes of the Panel"),
        ("D E C I S I O N", 0.0, "DECISION"),
        ("N O T E D   T H A T", 0.0, "NOTED THAT"),
        ("A B C D E F", 0.0, "A B C D E F"),
        ("X X X X", 0.0, "X X X X"),
        ("Plan B or a C", 0.0, "Plan B or a C"),
    ],
)
def test_letters_set_apart_are_words(typed: str, spacing: float, read: str) -> None:
    paper = Paper()
    letters = paper.canvas.beginText(72, 700)
    letters.setFont("Helvetica", 11)
    letters.setCharSpace(spacing)
    letters.textOut(typed)
    letters.setCharSpace(0)
    paper.canvas.drawText(letters)
    paper.line("The panel met in the Town Hall.")
    assert read in [words for _, _, words in outline(paper.read())]


def test_words_of_a_sparse_page_that_pdfium_takes_for_written_downwards_are_whole() -> None:
    paper = Paper()
    lines = ["Contents", "Introduction", "What must improve"]
    for y, words in zip((60, 90, 104), lines, strict=True):
        for at, letter in enumerate(words):
            paper.at(60 + stringWidth(words[:at], "Helvetica", 11), y, letter)
        paper.at(530, y, "4")
    assert [words for _, _, words in outline(paper.read())] == [f"{words} 4" for words in lines]


@pytest.mark.parametrize(("radius", "size", "label"), [(2, 11, "•"), (4.5, 24, "•"), (4.5, 10, "")])
def test_a_drawn_dot_is_a_bullet_of_type_that_is_large_enough(radius: float, size: float, label: str) -> None:
    paper = Paper()
    for y in (100, 150, 200):
        paper.canvas.circle(78, HEIGHT - y + 0.3 * size, radius, stroke=0, fill=1)
        paper.at(90, y, "Write to every school", size=size)
    assert [found for _, found, _ in outline(paper.read())] == [label] * 3


def test_signs_drawn_before_the_words_of_their_line_stand_where_they_are_printed() -> None:
    paper = Paper()
    for x, words in ((72, "[x]"), (132, "[ ]"), (90, "Yes"), (150, "No")):
        paper.at(x, 100, words)
    assert paper.read().text == "[x] Yes [ ] No"
