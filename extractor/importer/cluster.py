"""Many machines: the same reading of files, mapped over a Dask distributed cluster that sees the same folders."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.drafts import sweep
from extractor.errors import ExtractorError
from extractor.importer.reading import CRASHED, Job, Limits, Outcome
from extractor.importer.shards import Shard, read_shard, shards_of, write_shard

TRIES = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the Dask scheduler is, and the folder, seen by all of its workers, in which they leave what they read."""

    address: str
    folder: Path


def read_on_cluster(
    jobs: Sequence[Job], digests: Sequence[str], rules: str, limits: Limits, cluster: Cluster
) -> Generator[Outcome, None, None]:
    """The outcome of every job, in order, read by the cluster's workers; what an earlier run read is kept.

    A shard whose worker dies goes to another. Raises ExtractorError where there is no cluster at the address.
    """
    cluster.folder.mkdir(parents=True, exist_ok=True)
    shards = list(shards_of(jobs, digests, rules, cluster.folder, limits))
    with _client(cluster.address) as client:
        waiting = [client.submit(write_shard, shard, key=shard.path.name, retries=TRIES) for shard in shards]
        for shard, future in zip(shards, waiting, strict=True):
            yield from _outcomes(shard, future)
    _clear(shards, cluster.folder)


def _clear(shards: Sequence[Shard], folder: Path) -> None:
    """What was left for the writer is gone, also by an import that never ended, and the folder where it is empty."""
    for shard in shards:
        for left in (shard.path, *folder.glob(f".{shard.path.name}.*")):
            left.unlink(missing_ok=True)
    sweep(folder, "*.json")
    sweep(folder, ".*.part")
    with suppress(OSError):
        folder.rmdir()


def _outcomes(shard: Shard, future: Any) -> list[Outcome]:
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        future.result()
    except KilledWorker:
        return [Outcome(job, problem=CRASHED) for job in shard.jobs]
    return read_shard(shard.path)


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415  an extra
    except ImportError as error:
        todo = "Install it: uv tool install '.[cluster]', or pip install 'council-extractor[cluster]'"
        raise ExtractorError("reading on a cluster needs Dask distributed", todo) from error
    try:
        return Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ExtractorError(
            f"there is no cluster at '{address}'", "Start one, and give its scheduler's address"
        ) from error
