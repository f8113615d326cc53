"""Outcomes in files: what the machines of a cluster leave for the one writer, each file whole or not there."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import __version__
from extractor.drafts import draft_of
from extractor.errors import ExtractorError
from extractor.importer.reading import Job, Limits, Outcome, warm_up
from extractor.importer.workers import FORKS, read_in_workers

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FILES_A_SHARD = 25  # a shard's process takes two seconds to start, and a dead machine loses so many files' work


@dataclass(frozen=True, slots=True)
class Shard:
    """Some files to read, what each may cost, and the file that their outcomes go into."""

    path: Path
    jobs: tuple[Job, ...]
    limits: Limits


def shards_of(jobs: Sequence[Job], digests: Iterable[str], rules: str, folder: Path, limits: Limits) -> Iterator[Shard]:
    """The jobs in shards; its name says what is read and how, so that a second run knows what the first has done."""
    every = [(replace(job, path=job.path.resolve()), digest) for job, digest in zip(jobs, digests, strict=True)]
    for first in range(0, len(every), FILES_A_SHARD):
        part = every[first : first + FILES_A_SHARD]
        said = "\n".join([__version__, rules, repr(limits), *(f"{digest} {job!r}" for job, digest in part)])
        name = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        yield Shard(folder / f"{name}.json", tuple(job for job, _ in part), limits)


def write_shard(shard: Shard) -> None:
    """The shard's file is there, read by a process of its own; raises ExtractorError where that process came to grief.

    A process, because a server with threads cannot fork, and because no paper may bring the server down.
    """
    if shard.path.exists():
        return
    command = [sys.executable, "-m", "extractor.importer.shards"]
    done = subprocess.run(command, input=_adapter(Shard).dump_json(shard), capture_output=True, check=False)
    if done.returncode:
        raise ExtractorError(f"a shard could not be read: {done.stderr.decode(errors='replace')[-2000:]}")


def read_shard(path: Path) -> list[Outcome]:
    """The outcomes in the file, in the order of its jobs. Raises ExtractorError, and removes it, where it is torn."""
    try:
        outcomes: list[Outcome] = _adapter(list[Outcome]).validate_json(path.read_bytes())
    except ValueError as error:
        path.unlink(missing_ok=True)
        todo = "Run the same command again: it is read anew"
        raise ExtractorError("what a worker of the cluster left is damaged", todo, filename=path.name) from error
    return outcomes


def _read(shard: Shard) -> None:
    """Read the files one by one and put their outcomes in place in one step."""
    if FORKS:
        warm_up(shard.jobs[0].own)
    outcomes = list(read_in_workers(shard.jobs, 1, limits=shard.limits))
    with draft_of(shard.path) as draft:
        draft.write_bytes(_adapter(list[Outcome]).dump_json(outcomes))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """What turns these records into JSON and back, checked."""
    from pydantic import TypeAdapter  # noqa: PLC0415  a quarter of a second

    return TypeAdapter(kind)


if __name__ == "__main__":
    _read(_adapter(Shard).validate_json(sys.stdin.buffer.read()))
