"""What a worker process does: one file in, its extractions or the problem out, within limits."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError, Problem
from extractor.records import Extraction, Given

if TYPE_CHECKING:
    from spacy.language import Language

MEBIBYTE = 1024 * 1024
# Elsewhere a process is not held to its limits by the system, and the one that started it looks at what it takes.
HELD_BY_SYSTEM = sys.platform == "linux"
WARM_UP = b"""Inspection of services for children by Ofsted

Minutes of the Scrutiny Panel held on 4 March 2025

RESOLVED that the Head of Service report back by 30 June 2025.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds of wall time and of processor, and MiB on top of what a worker starts with."""

    seconds: float = 120.0
    cpu_seconds: int = 90
    memory: int = 1536


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, the name it goes by, what the person who imports it says of it, and a folder of their rules."""

    path: Path
    name: str
    given: Given = field(default_factory=Given)
    own: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: the papers in the file (an archive or a pack holds several), or what stopped it."""

    job: Job
    extractions: tuple[Extraction, ...] = ()
    problem: Problem | None = None


@lru_cache(maxsize=1)
def language(own: str | None = None) -> Language:
    """The pipeline, built once a process; a parent that builds it before it forks spares its children the second."""
    _import_spacy()
    from extractor.pipeline import build  # noqa: PLC0415  spaCy takes half a second to import

    return build(own)


def _import_spacy() -> None:
    """spaCy is loaded, but its commands, whose libraries take as long as all the rest, only when somebody asks."""
    if "spacy" in sys.modules:
        return
    commands = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    commands[1].info = _spacy_info  # type: ignore[attr-defined]
    sys.modules.update({module.__name__: module for module in commands})
    with suppress(ImportError):  # a spaCy that wants more of its commands is imported as it is
        import_module("spacy")
    for module in commands:
        sys.modules.pop(module.__name__, None)


def _spacy_info(*arguments: Any, **options: Any) -> Any:
    return import_module("spacy.cli.info").info(*arguments, **options)


def warm_up(own: str | None = None) -> None:
    """Everything that reading needs is loaded, and set aside from the garbage collector, which is then seldom run."""
    gc.disable()  # next to nothing of what is loaded is let go again
    nlp = language(own)
    from extractor.parsers import parse_bytes  # noqa: PLC0415  likewise
    from extractor.pipeline import read_paper  # noqa: PLC0415

    read_paper(nlp, parse_bytes(Path("warm-up.txt"), WARM_UP))  # tables are read and patterns compiled on use
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)  # a paper leaves thousands of small things, and hardly one in a circle
    gc.enable()


def attempt(job: Job) -> Outcome:
    """The outcome of reading one file: whatever goes wrong becomes a problem that says what to do."""
    try:
        return Outcome(job, read(job))
    except ExtractorError as error:
        return Outcome(job, problem=error.as_problem())
    except MemoryError:
        return Outcome(job, problem=TOO_LARGE)
    except OSError as error:
        return Outcome(job, problem=_problem("unreadable", error.strerror or str(error), "Check that it can be opened"))
    except RecursionError:
        return Outcome(job, problem=_problem("too-deep", "nested too deeply to read", "Save it again, or as text"))
    except Exception as error:  # the process boundary: one bad file must not cost the others
        what = f"could not be read ({type(error).__name__}: {error})"
        return Outcome(
            job, problem=_problem("failed", what, "Save it again as PDF or Word, or report it with the file")
        )


def read(job: Job) -> tuple[Extraction, ...]:
    """Every paper in the file, tagged and collected."""
    nlp = language(job.own)
    from extractor.parsers import parse_all  # noqa: PLC0415  the parsers are heavy
    from extractor.pipeline import read_papers  # noqa: PLC0415  spaCy likewise

    return tuple(read_papers(nlp, parse_all(job.path), job.given))


def _problem(code: str, what: str, todo: str) -> Problem:
    return Problem("error", code, f"{what}. {todo}")


TOO_LARGE = _problem("too-large", "needs more memory than one file is allowed", "Split it, or save it again as PDF")
TOO_SLOW = _problem("too-slow", "took longer than one file is allowed", "Split it, save it again, or allow more time")
CRASHED = _problem("crashed", "broke the program that reads it", "It may be damaged: save it again as PDF or Word")


def confine(limits: Limits) -> None:
    """This process cannot take more memory than allowed, dumps no core, and keeps its libraries' chatter to itself."""
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  POSIX only

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if HELD_BY_SYSTEM:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.memory * MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def allow_cpu(limits: Limits) -> None:
    """From now this process may use `cpu_seconds` of processor time before the system ends it."""
    if sys.platform == "win32" or not HELD_BY_SYSTEM:
        return
    import resource  # noqa: PLC0415  POSIX only

    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime) + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
