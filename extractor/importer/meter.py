"""What a worker takes, looked at from outside: for systems that do not hold a process to its limits themselves."""

from __future__ import annotations

import sys

from extractor.errors import Problem
from extractor.importer.reading import MEBIBYTE, TOO_LARGE, TOO_SLOW, Limits


class Meter:
    """Whether a process keeps within its limits when it is looked at; between two looks it may run past them."""

    def __init__(self, pid: int, limits: Limits) -> None:
        import psutil  # noqa: PLC0415  not wanted on Linux

        self._ended, self._process, self._limits = psutil.Error, psutil.Process(pid), limits
        self._most_memory = self._memory() + limits.memory * MEBIBYTE
        self._most_cpu = 0.0

    def start(self, extra: float) -> None:
        """From now it may use the `cpu_seconds` of its limits, and `extra`, on one file."""
        try:
            self._most_cpu = self._cpu() + self._limits.cpu_seconds + extra
        except self._ended:
            return

    def overspent(self) -> Problem | None:
        """What it has taken too much of; None as long as it has not, or where it is no more."""
        try:
            if self._memory() > self._most_memory:
                return TOO_LARGE
            return TOO_SLOW if self._cpu() > self._most_cpu else None
        except self._ended:
            return None

    def _memory(self) -> int:
        """Bytes; on Windows those set aside for it, since it moves what is not used out of sight."""
        taken = self._process.memory_info()
        return int(taken.vms if sys.platform == "win32" else taken.rss)

    def _cpu(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)
