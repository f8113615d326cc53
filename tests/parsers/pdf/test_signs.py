"""Letters as anybody would type them."""

from __future__ import annotations

import pytest

from extractor.parsers.pdf.signs import clean, with_bullet
from extractor.parsers.pdf.style import Style
from tests.parsers.pdf.printing import Paper, outline


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
