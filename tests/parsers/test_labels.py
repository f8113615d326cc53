"""Typed labels are told from words, and how deep they stand."""

import pytest

from extractor.parsers.labels import Levels, split_label
from extractor.parsers.numbering import number_as


@pytest.mark.parametrize(
    ("raw", "label", "words"),
    [
        ("(a) note the report", "(a)", "note the report"),
        ("(iv)   agree it", "(iv)", "agree it"),
        ("1. Note it", "1.", "Note it"),
        ("1.Note it", "1.", "Note it"),
        ("2.1 The plan", "2.1", "The plan"),
        ("2.1.3. the plan", "2.1.3.", "the plan"),
        ("12)\tWrite", "12)", "Write"),
        ("a. write", "a.", "write"),
        ("A.   Write", "A.", "Write"),
        ("3\tWrite", "3", "Write"),
        ("·         Write", "·", "Write"),
        ("Ø  Write", "➢", "Write"),
        ("\uf0b7\tWrite", "•", "Write"),
        ("o\tWrite", "◦", "Write"),
        ("- write", "-", "write"),
        ("·    7 – Keep records", "7", "Keep records"),
        ("- a) write", "a)", "write"),
        ("(b)", "(b)", ""),
        ("1780.", "1780.", ""),
        ("35a", "35a", ""),
        ("98/2019", "98/2019", ""),
        ("14b/21 Hedges", "14b/21", "Hedges"),
        ("20/21-104: Hedges", "20/21-104", "Hedges"),
        ("[b] Hedges", "[b]", "Hedges"),
        ("[2] a note", "", "[2] a note"),
        ("2019", "", "2019"),
        ("1780\tVisits", "1780", "Visits"),
        ("4.", "4.", ""),
        ("14/19     MINUTES", "14/19", "MINUTES"),
        ("C/160/17 Visits", "C/160/17", "Visits"),
        ("2018/19 Budget", "", "2018/19 Budget"),
        ("12/05/2019 Meeting", "", "12/05/2019 Meeting"),
        ("2019. The year", "", "2019. The year"),
        ("2.30 pm start", "", "2.30 pm start"),
        ("1.5 million pounds", "", "1.5 million pounds"),
        ("A. Smith spoke", "", "A. Smith spoke"),
        ("I think so", "", "I think so"),
        ("3 – 5 weeks", "", "3 – 5 weeks"),
        ("12 officers came", "", "12 officers came"),
        ("(see above) it was agreed", "", "(see above) it was agreed"),
        ("o no", "", "o no"),
    ],
)
def test_split_label(raw: str, label: str, words: str) -> None:
    found = split_label(raw)
    assert (found.label, found.words) == (label, words)


@pytest.mark.parametrize(
    ("labels", "depths"),
    [
        (["1.", "(a)", "(b)", "2."], [0, 1, 1, 0]),
        (["1.", "1.1", "1.2", "2."], [0, 1, 1, 0]),
        (["(a)", "(i)", "(ii)", "(b)"], [0, 1, 1, 0]),
        (["(g)", "(h)", "(i)", "(j)"], [0, 0, 0, 0]),
        (["•", "◦", "•"], [0, 1, 0]),
        (["1.", "•", "2."], [0, 1, 0]),
        (["•", "1.", "2."], [0, 0, 0]),
        (["·", "•"], [0, 0]),
    ],
)
def test_levels(labels: list[str], depths: list[int]) -> None:
    levels = Levels()
    assert [levels.level(label) for label in labels] == depths


def test_indents_decide_where_labels_are_alike() -> None:
    levels = Levels()
    steps = [("•", 18.0), ("•", 36.0), ("•", 18.0), ("1.", 18.0)]
    assert [levels.level(label, indent) for label, indent in steps] == [0, 1, 0, 0]


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 3, "c"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 9, "IX"),
        ("ordinal", 22, "22nd"),
        ("ordinal", 13, "13th"),
        ("none", 4, ""),
        ("lowerLetter", 0, "0"),
    ],
)
def test_number_as(style: str, number: int, printed: str) -> None:
    assert number_as(style, number) == printed
