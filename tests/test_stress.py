"""No rule and no parser takes more than time in proportion to the text, whatever the text is made of."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from spacy.language import Language

from extractor import pipeline
from extractor.parsers import parse
from extractor.records import Given, PaperKind

# What a hostile or broken text repeats.
HOSTILE = {
    "underscores": "_",
    "a signature line": "Signed: ________________ ",
    "round brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "letters in brackets": "(a)",
    "dots": ".",
    "dots and spaces": ". ",
    "question marks": "?",
    "quotation marks": '"',
    "apostrophes": "'",
    "hyphens": "-",
    "angle brackets": "<",
    "one long line": "The council will review it, and ",
    "one long word": "a",
    "one long word in capitals": "A",
    "one long number": "1",
    "numbers of numbers": "1.",
    "slashes": "a/",
    "addresses": "a@",
    "words set apart by tabs": "a\t",
    "cells set apart by bars": "a|b\n",
    "resolutions on one line": "RESOLVED that ",
    "labels on one line": "Recommendation 1: ",
    "posts on one line": "Head of Parks and ",
    "days on one line": "1 May 2024 ",
    "clauses on one line": "Clerk to write to; ",
    "sentences on one line": "We accept recommendation 1. ",
    "a word a paragraph": "a\n\n",
    "a phrase a paragraph": "and so it went on\n\n",
    "bullets": "• a thing\n",
    "actions": "ACTION: Head of Parks to report by May 2024.\n",
}
KINDS: tuple[PaperKind, ...] = ("minutes", "inspection_report", "action_plan")
SHORT, TIMES, MOST = 3_000, 4, 8
NOISE = 0.03  # seconds: what start-up and a busy machine may add to either


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.build()


@pytest.mark.parametrize("repeated", HOSTILE.values(), ids=HOSTILE.keys())
def test_four_times_the_text_takes_less_than_eight_times_the_time(nlp: Language, tmp_path: Path, repeated: str) -> None:
    path = tmp_path / "hostile.txt"
    _seconds(nlp, path, repeated, SHORT // 10)  # what is loaded once is loaded
    short = _seconds(nlp, path, repeated, SHORT)
    long = _seconds(nlp, path, repeated, SHORT * TIMES)
    assert long < MOST * short + NOISE


def _seconds(nlp: Language, path: Path, repeated: str, length: int) -> float:
    """The processor's time to read the text once as each kind of paper."""
    path.write_text(repeated * (length // len(repeated)), encoding="utf-8")
    began = time.process_time()
    document = parse(path)
    for kind in KINDS:
        pipeline.tag(nlp, document, Given(kind=kind))
    return time.process_time() - began
