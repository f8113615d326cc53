"""Worker processes under watch: a file that crashes, hangs or swells costs its worker, and no other file."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from extractor.importer import reading
from extractor.importer.meter import Meter
from extractor.importer.reading import CRASHED, TOO_LARGE, TOO_SLOW, Job, Limits, Outcome, allow_cpu, confine

Attempt = Callable[[Job], Outcome]

# Fork shares the loaded pipeline with every worker; elsewhere than on Linux it is not safe, and each loads its own.
FORKS = sys.platform == "linux"
START_SECONDS = 60.0
LOOK_SECONDS = 0.2
AHEAD = 16
FILES_A_WORKER = 100

# The parent's ends of all pipes: a forked child inherits and must close them, or it would outlive a killed parent.
_parent_ends: list[Connection] = []

_SPENDING = {TOO_SLOW.code, TOO_LARGE.code, CRASHED.code}
# exit codes of a process ended by a signal: 9 KILL (by a system out of memory), 24 XCPU
_CAUSES = {-9: TOO_LARGE, -24: TOO_SLOW}


class Worker:
    """One process and what it is doing: `job` is None while it has nothing to do, `spent` says not to use it again."""

    def __init__(self, attempt: Attempt, limits: Limits) -> None:
        context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
        self.limits, self.job, self.number, self.files = limits, None, -1, 0
        self.deadline, self.spent = 0.0, False
        self.pipe, child_end = context.Pipe()
        _parent_ends.append(self.pipe)
        self.process: BaseProcess = context.Process(target=_serve, args=(child_end, attempt, limits), daemon=True)
        self.process.start()
        child_end.close()
        self.meter = None if reading.HELD_BY_SYSTEM else Meter(self.process.pid or 0, limits)

    job: Job | None

    def give(self, number: int, job: Job) -> None:
        starting = START_SECONDS if not FORKS and not self.files else 0.0
        self.number, self.job, self.files = number, job, self.files + 1
        self.deadline = time.monotonic() + self.limits.seconds + starting
        if self.meter:
            self.meter.start(starting)
        with suppress(OSError):  # it died while idle: `outcome` will find the pipe closed
            self.pipe.send(job)

    def outcome(self) -> Outcome | None:
        """What came of its job, or None while it is still at work in good time."""
        if self.job is None:
            return None
        if self.pipe.poll():
            outcome = self._receive(self.job)
        elif time.monotonic() > self.deadline:
            outcome = Outcome(self.job, problem=TOO_SLOW)
        elif self.meter and (problem := self.meter.overspent()):
            outcome = Outcome(self.job, problem=problem)
        else:
            return None
        self.job = None
        self.spent = self.files >= FILES_A_WORKER or (outcome.problem is not None and outcome.problem.code in _SPENDING)
        return outcome

    def patience(self) -> float:
        """For how many seconds nobody need look at it, unless it says something."""
        left = self.deadline - time.monotonic()
        return min(left, LOOK_SECONDS) if self.meter else left

    def _receive(self, job: Job) -> Outcome:
        try:
            received: Outcome = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            return Outcome(job, problem=_CAUSES.get(self.process.exitcode or 0, CRASHED))
        return received

    def stop(self) -> None:
        _parent_ends.remove(self.pipe)
        self.process.kill()
        self.process.join()
        self.pipe.close()


def read_in_workers(
    jobs: Iterable[Job], count: int, attempt: Attempt = reading.attempt, limits: Limits | None = None
) -> Generator[Outcome, None, None]:
    """The outcome of every job, in their order, from `count` processes; none is lost, whatever a file does."""
    queue, done, workers = enumerate(jobs), dict[int, Outcome](), list[Worker]()
    following = 0
    try:
        while True:
            _hand_out(queue, workers, count, following + AHEAD * count, lambda: Worker(attempt, limits or Limits()))
            busy = [worker for worker in workers if worker.job]
            if not busy:
                return
            wait([worker.pipe for worker in busy], max(0.0, min(w.patience() for w in busy)))
            _gather(workers, done)
            while following in done:
                yield done.pop(following)
                following += 1
    finally:
        for worker in workers:
            worker.stop()


def _hand_out(
    queue: Iterator[tuple[int, Job]], workers: list[Worker], count: int, end: int, hire: Callable[[], Worker]
) -> None:
    """Every worker has a job, unless none is left, or number `end` is reached: a slow file must not fill the memory."""
    while any(worker.job is None for worker in workers) or len(workers) < count:
        if max((worker.number for worker in workers), default=-1) + 1 >= end:
            return
        number, job = next(queue, (-1, None))
        if job is None:
            return
        worker = next((worker for worker in workers if worker.job is None), None)
        if worker is None:
            worker = hire()
            workers.append(worker)
        worker.give(number, job)


def _gather(workers: list[Worker], done: dict[int, Outcome]) -> None:
    """What the workers have finished is in `done`, and those of no further use are gone."""
    for worker in list(workers):
        outcome = worker.outcome()
        if outcome is not None:
            done[worker.number] = outcome
        if worker.spent:
            worker.stop()
            workers.remove(worker)


def _serve(pipe: Connection, attempt: Attempt, limits: Limits) -> None:
    """The life of a worker: a job in, an outcome out, until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for inherited in _parent_ends:
        inherited.close()
    confine(limits)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        allow_cpu(limits)
        pipe.send(attempt(job))
