"""Reads invented papers through the whole pipeline, as a clerk's file would be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import pipeline
from extractor.parsers import parse_bytes
from extractor.records import Extraction, Given, PaperKind

Read = Callable[..., Extraction]


@pytest.fixture(scope="session")
def read() -> Read:
    """`read(text, kind)` gives the records of an invented paper; `name` says which format the text is in."""
    nlp = pipeline.build()

    def read_text(text: str, kind: PaperKind = "minutes", name: str = "paper.txt") -> Extraction:
        return pipeline.read_paper(nlp, parse_bytes(Path(name), text.encode()), Given(kind=kind))

    return read_text
