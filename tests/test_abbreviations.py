"""Abbreviations that a paper explains."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.abbreviations import explained


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("the Director of Children's Services (DCS) reported", "DCS", "Director of Children's Services"),
        ("a multi-agency safeguarding hub (MASH) opened", "MASH", "multi-agency safeguarding hub"),
        (
            "the Child and Adolescent Mental Health Services (CAMHS)",
            "CAMHS",
            "Child and Adolescent Mental Health Services",
        ),
        ("DCS (Director of Customer Services) to act", "DCS", "Director of Customer Services"),
        ("the Department for Education (DfE)", "DfE", "Department for Education"),
        ("Independent Reviewing Officer (‘IRO’)", "IRO", "Independent Reviewing Officer"),
    ],
)
def test_an_explained_abbreviation(text: str, short: str, long: str) -> None:
    assert explained(text) == {short: long}


@pytest.mark.parametrize(
    "text", ["see paragraph 4 (Appendix)", "the meeting (LSCB) ended", "costs rose (VAT)", "(ABC)"]
)
def test_brackets_that_explain_nothing(text: str) -> None:
    assert explained(text) == {}


def test_the_first_explanation_counts() -> None:
    assert explained("Parks Trust (PT). Police Team (PT).") == {"PT": "Parks Trust"}


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="ABab &()’'. \n", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for short, long in explained(text).items():
        assert len(long) > len(short)
