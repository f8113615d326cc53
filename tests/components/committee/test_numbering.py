"""Numbers of lists and ends of sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import rulebook
from extractor.components.numbering import follows, numbers_in, ref_of
from extractor.components.reading import sentences

ABBREVIATIONS = frozenset(rulebook.load().table("committee")["abbreviations"])


@pytest.mark.parametrize(
    ("before", "after", "yes"),
    [
        ("(1)", "(2)", True),
        ("a.", "b.", True),
        ("A)", "b)", True),
        ("(i)", "(ii)", True),
        ("(h)", "(i)", True),
        ("iv.", "v.", True),
        ("2.1", "2.2", True),
        ("52/19", "53/19", True),
        ("20/21-104:", "20/21-105:", True),
        ("52/19", "53/20", False),
        ("19/52", "19/53", True),
        ("19/52", "20/53", False),
        ("2.1", "3.2", False),
        ("(1)", "(3)", False),
        ("(a)", "(i)", False),
        ("•", "•", False),
    ],
)
def test_which_number_follows_which(before, after, yes):
    assert follows(before, after) is yes


@pytest.mark.parametrize(("label", "ref"), [("(1)", "1"), ("a.", "a"), ("2.1", "2.1"), ("•", None), ("", None)])
def test_refs_are_printed_without_brackets(label, ref):
    assert ref_of(label) == ref


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Recommendation 4 –", ["4"]),
        ("1, 3 to 5 and 8 (b)", ["1", "3", "4", "5", "8b"]),
        ("Recs 2-4 and 7a", ["2", "3", "4", "7a"]),
        ("actions 3.1 to 3.4", ["3.1", "3.4"]),
        ("2.1 to 4", ["2.1", "4"]),
        ("1 to 90", ["1", "90"]),
        ("3to 5", ["3", "5"]),
    ],
)
def test_numbers_of_a_list(words, numbers):
    assert list(numbers_in(words)) == numbers


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Ash came. Mrs. Oak left.", 2),
        ("It cost £4.50. They paid.", 2),
        ("Cllr. A. B. Elm spoke.", 1),
        ("Was it so? It was.", 2),
        ("No. 9 is late, e.g. on Sundays.", 1),
        ("", 0),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text, 0, len(text), ABBREVIATIONS)) == count


@given(st.text(alphabet="Aab. ?!\n\"'(1", max_size=80))
def test_sentences_are_in_order_and_hold_every_letter(text):
    places = sentences(text, 0, len(text), ABBREVIATIONS)
    kept = "".join(text[p.start_char : p.end_char] for p in places)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]
    assert all(a.end_char <= b.start_char for a, b in pairwise(places))
