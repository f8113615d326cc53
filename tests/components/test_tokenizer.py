"""The tokenizer keeps every character, splits as spaCy's patterns expect, and stays linear on hostile text."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.components.tokenizer import LinearTokenizer

TOKENIZER = LinearTokenizer(spacy.blank("en").vocab)


@given(st.text())
def test_text_is_unaltered(text: str):
    assert TOKENIZER(text).text == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("RESOLVED that", ["RESOLVED", "that"]),
        ("the Director’s report", ["the", "Director", "’s", "report"]),
        ("don't", ["don't"]),
        ("(a) multi-agency", ["(", "a", ")", "multi", "-", "agency"]),
        ("one\n\ntwo", ["one", "\n\n", "two"]),
        ("Signed: ______", ["Signed", ":", "______"]),
        ("end ...", ["end", "..."]),
    ],
)
def test_tokens(text: str, tokens: list[str]):
    assert [token.text for token in TOKENIZER(text)] == tokens
