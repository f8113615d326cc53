"""Which joint stands between two printed lines."""

from __future__ import annotations

import pytest

from extractor.parsers.joining import joint, words_of

KNOWN = words_of(["children focused information the team well-being wellbeing sharing multi agency cost effective"])


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the whole", "team", "the whole team"),
        ("is child-", "focused and", "is child-focused and"),
        ("share infor-", "mation early", "share information early"),
        ("an imple-", "mentation plan", "an implementation plan"),
        ("for well-", "being in", "for well-being in"),
        ("multi-", "agency work", "multi-agency work"),
        ("in 2013-", "14 the", "in 2013-14 the"),
        ("the plan –", "which is", "the plan – which is"),
        ("a range of -", "among others", "a range of - among others"),
        ("Pre-", "School", "Pre-School"),
        ("soft\u00ad", "ware", "software"),
        ("and/", "or", "and/or"),
        ("short- and long-", "term", "short- and long-term"),
    ],
)
def test_joints(before: str, after: str, joined: str) -> None:
    drop, between = joint(before, after, KNOWN)
    assert before[: len(before) - drop] + between + after == joined
