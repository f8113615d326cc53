"""Draws pages of PDFs in a process of its own: a file that breaks or stalls PDFium does not break the pages.

PDFium draws one page at a time, so one process is enough; the last pictures are kept.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

from extractor.errors import UnreadableFileError

Answer = TypeVar("Answer")

SECONDS = 15
MEMORY = 1_500_000_000
KEPT = 48


class Drawer:
    """A process that draws, started when first needed and again when it has died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def ask(self, work: Callable[..., Answer], path: Path, *arguments: Any) -> Answer:
        """What `work(path, ...)` gives; raises UnreadableFileError where the file cannot be drawn in time."""
        key = (work.__name__, path, path.stat().st_mtime_ns, *arguments)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[no-any-return]
            self._kept[key] = answer = self._work(work, path, *arguments)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return answer

    def warm_up(self) -> None:
        """The process is there and has loaded what it needs."""
        with self._lock:
            self._work(_load, Path())

    def close(self) -> None:
        """No process is left behind."""
        pool, self._pool = self._pool, None
        if pool:
            for process in list((getattr(pool, "_processes", None) or {}).values()):
                process.kill()
            pool.shutdown(cancel_futures=True)

    def _work(self, work: Callable[..., Answer], path: Path, *arguments: Any) -> Answer:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, initializer=_confine)
        try:
            return self._pool.submit(work, path, *arguments).result(SECONDS)
        except (BrokenProcessPool, TimeoutError, MemoryError) as error:
            self.close()
            todo = "Open the original file to see it"
            raise UnreadableFileError("this page cannot be drawn", todo, filename=path.name) from error


def _load(_: Path) -> None:
    import extractor.parsers.pdf.picture  # noqa: F401, PLC0415  in the child alone


def _confine() -> None:
    """The process may take no more memory than a page needs, and a Ctrl-C meant for the server is not for it."""
    import signal  # noqa: PLC0415  in the child alone
    import sys  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_server, daemon=True).start()
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end_with_server() -> None:
    """The process is gone when the server is, however that came to its end."""
    server = multiprocessing.parent_process()
    if server:
        server.join()
    os._exit(0)
