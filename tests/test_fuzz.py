"""The command that damages papers: the same damage for the same number, and no escape that it would not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.fuzz import imported, judged
from tests.benchmarks.mutants import Mutant, fitting, mutant, originals
from tests.conftest import ROOT

PAPERS = originals(ROOT / "corpus" / "papers")


def test_a_number_always_makes_the_same_mutant_and_another_number_another() -> None:
    first, again = ([mutant(PAPERS, 7, number) for number in range(60)] for _ in range(2))
    assert first == again
    assert len({each.data for each in first}) > 55
    assert not {each.data for each in first} & set(PAPERS.values())


@pytest.mark.parametrize("name", sorted({Path(name).suffix for name in PAPERS}))
def test_every_damage_can_be_done_to_every_kind_of_file_and_to_nothing(name: str) -> None:
    data = next(data for paper, data in PAPERS.items() if paper.endswith(name))
    done = {damage.__name__ for damage in fitting(data)}
    story = {word for number in range(150) for word in mutant({name: data}, 1, number).story.split(": ")[1].split(", ")}
    assert done <= story


def problem(code: str, message: str = "It is damaged") -> dict[str, str]:
    return {"code": code, "message": message}


@pytest.mark.parametrize(
    ("failed", "stored", "verdict"),
    [
        ([], {"1.pdf"}, "read"),
        ([], {"1.pdf/2. Plan (pages 3-4)"}, "read"),
        ([("/papers/1.pdf", problem("unreadable"))], set(), "refused"),
        ([("1.pdf/minutes.txt", problem("unreadable"))], {"1.pdf/agenda.txt"}, "read"),
        ([("/papers/1.pdf", problem("crashed"))], set(), "contained: It is damaged"),
        ([("/papers/1.pdf", problem("failed"))], set(), "escape: failed: It is damaged"),
        ([("1.pdf/minutes.txt", problem("not-stored"))], {"1.pdf"}, "escape: not-stored: It is damaged"),
        ([("/papers/1.pdf", problem("unreadable", " "))], set(), "escape: unreadable:  "),
        ([("/papers/11.pdf", problem("unreadable"))], {"21.pdf"}, "escape: neither stored nor named"),
    ],
)
def test_what_is_an_escape(failed: list[tuple[str, dict[str, str]]], stored: set[str], verdict: str) -> None:
    failures = [{"name": name, "problem": told} for name, told in failed]
    assert dict(judged([Mutant("1.pdf", "", b"")], failures, stored)) == {"1.pdf": verdict}


def test_an_import_of_a_few_mutants_is_sound(tmp_path: Path) -> None:
    verdicts, fault = imported([mutant(PAPERS, 7, number) for number in range(12)], tmp_path)
    assert fault == ""
    assert set(verdicts.values()) <= {"read", "refused"}
    assert len(verdicts) == 12
