"""A file that crashes, hangs or swells costs itself and no other; outcomes come in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.errors import Problem
from extractor.importer import reading, workers
from extractor.importer.meter import Meter
from extractor.importer.reading import Job, Limits, Outcome
from extractor.importer.workers import read_in_workers

LIMITS = Limits(seconds=1.5, cpu_seconds=1, memory=256)


def behave(job: Job) -> Outcome:
    """Does what the name of the job says; the ones named "good" say in which process they were done."""
    match job.name.split()[0]:
        case "abort":
            os.abort()
        case "exit":
            os._exit(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "swell":
            try:
                pieces = [b"x" * 2**24]
                while len(pieces) < 2**10:
                    pieces.append(b"x" * 2**24)
                    time.sleep(0.005)
            except MemoryError:
                return Outcome(job, problem=Problem("error", "too-large", "as the reader says"))
        case "slow":
            time.sleep(0.3)
    return Outcome(job)


def outcomes(names: list[str], count: int = 2) -> list[tuple[str, str]]:
    jobs = [Job(Path(name), name) for name in names]
    return [(o.job.name, o.problem.code if o.problem else "done") for o in read_in_workers(jobs, count, behave, LIMITS)]


@pytest.fixture(params=["held by the system", "looked at"] if sys.platform == "linux" else ["looked at"])
def limited(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are kept to their limits in either way that there is on this system."""
    if request.param == "looked at":
        monkeypatch.setattr(reading, "HELD_BY_SYSTEM", False)


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("abort", "crashed"),
        ("exit", "crashed"),
        ("killed", "too-large"),
        ("hang", "too-slow"),
        ("spin", "too-slow"),
        ("swell", "too-large"),
    ],
)
def test_a_bad_file_costs_itself_alone(bad: str, code: str) -> None:
    names = ["good 1", "good 2", bad, "good 3", bad, "good 4", "good 5"]
    expected = [(name, code if name == bad else "done") for name in names]
    assert outcomes(names) == expected


def test_a_process_that_is_no_more_takes_nothing() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    meter = Meter(ended.pid, LIMITS)
    meter.start(0.0)
    assert meter.overspent() is None


def test_workers_that_are_no_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FORKS", False)
    names = ["good 1", "abort", "good 2", "spin", "good 3"]
    assert [code for _, code in outcomes(names)] == ["done", "crashed", "done", "too-slow", "done"]


def test_outcomes_come_in_the_order_of_the_jobs() -> None:
    names = [f"{'slow' if number % 5 == 0 else 'good'} {number}" for number in range(40)]
    assert [name for name, _ in outcomes(names, count=3)] == names


@pytest.mark.parametrize("count", [1, 2, 5])
def test_no_jobs_and_fewer_jobs_than_workers(count: int) -> None:
    assert outcomes([], count) == []
    assert outcomes(["good"], count) == [("good", "done")]


def test_workers_are_renewed_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.importer.workers.FILES_A_WORKER", 3)
    names = [f"good {number}" for number in range(20)]
    assert outcomes(names) == [(name, "done") for name in names]


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_workers_die_with_a_killed_parent(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.test_importer_workers import behave\n"
        "import multiprocessing; from extractor.importer.workers import Job, read_in_workers\n"
        "jobs = (Job(Path('x'), 'good' if n < 2 else 'slow') for n in range(10**6))\n"
        "for _ in read_in_workers(jobs, 2, behave):\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    parent.stdout.readline()
    children = [int(pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.communicate()
    assert len(children) == 2
    for _ in range(600):
        if not any(Path(f"/proc/{pid}").exists() for pid in children):
            return
        time.sleep(0.1)
    pytest.fail("a worker outlived its parent")
