"""Recommendations named by number, a line a case."""

from __future__ import annotations

import pytest

from extractor.link.mentions import closes, mentions_of


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Recommendation 8 has been met.", ["8"]),
        ("As for recommendations 1, 3 and 4, work goes on.", ["1", "3", "4"]),
        ("Recommendations 5 to 7 were not discussed.", ["5", "6", "7"]),
        ("recs 2(b) and 3", ["2b", "3"]),
        ("Rec. 12 and priority 3", ["12", "3"]),
        ("recommendation no. 4", ["4"]),
        ("Recommendation 2.1 applies", ["2.1"]),
        ("Recommendations 1-3 & 9", ["1", "2", "3", "9"]),
        ("a recommendation of 12 members", []),
        ("Recommendation\n\n19", []),
        ("priority 30% of all", []),
        ("Our recommendation is clear. 4 people agreed.", []),
        ("recommendations 1 to 900", ["1", "900"]),
    ],
)
def test_numbers_named(text: str, refs: list[str]) -> None:
    assert [m.ref for m in mentions_of(text)] == refs
    assert all(text[m.start_char : m.end_char].strip() for m in mentions_of(text))


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("That recommendations 1 and 4 be closed.", True),
        ("recommendation 3 be signed off", True),
        ("recommendation 3 be looked at closely", False),
        ("the office be enclosed", False),
    ],
)
def test_what_closes(words: str, closed: bool) -> None:
    assert closes(words) is closed
