"""What a worker takes, looked at from outside: for systems that do not hold a process to its limits themselves."""

from __future__ import annotations

import sys

from extractor.errors import Problem
from extractor.importer.reading import MEBIBYTE, TOO_LARGE, TOO_SLOW, Limits


class Meter:
    """Whether a process keeps within its limits when it is looked at; between two looks it may run past them."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self._pid, self._limits, self._most_cpu = pid, limits, 0.0
        self._most_memory = self._taken()[0] + limits.memory * MEBIBYTE

    def start(self, extra: float) -> None:
        """From now it may use the `cpu_seconds` of its limits, and `extra`, on one file."""
        self._most_cpu = self._taken()[1] + self._limits.cpu_seconds + extra

    def overspent(self) -> Problem | None:
        """What it has taken too much of; None as long as it has not, or where it is no more."""
        memory, cpu = self._taken()
        if memory > self._most_memory:
            return TOO_LARGE
        return TOO_SLOW if cpu > self._most_cpu else None

    def _taken(self) -> tuple[int, float]:
        """Bytes and seconds of processor time; none where it is no more, which its pipe tells.

        On Windows the bytes are those set aside for it, since what it does not use is moved out of sight.
        """
        import psutil  # noqa: PLC0415  not wanted on Linux

        try:
            process = psutil.Process(self._pid)
            taken, times = process.memory_info(), process.cpu_times()
        except psutil.Error:
            return 0, 0.0
        return int(taken.vms if sys.platform == "win32" else taken.rss), float(times.user + times.system)
