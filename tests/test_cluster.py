"""Reading on a cluster: real Dask workers in processes of their own, one of which is killed at its work."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from extractor import store
from extractor.errors import ExtractorError
from extractor.importer import Cluster, Request, import_papers, shards
from tests.conftest import ROOT
from tests.test_cli import content


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as running:
        yield running


def kill_one(cluster: LocalCluster, folder: Path, killed: list[str]) -> None:
    """Once the first shard is there, a worker that is at work on another is dead."""
    busy = None
    while not (list(folder.glob("*.json")) and busy):
        time.sleep(0.02)
        busy = next((worker for worker in cluster.scheduler.workers.values() if worker.processing), None)
    nanny = next(nanny for nanny in cluster.workers.values() if nanny.worker_address == busy.address)
    os.kill(nanny.pid, signal.SIGKILL)
    killed.append(busy.address)


def rows(db_path: Path, cluster: Cluster | None) -> dict[str, list[tuple[object, ...]]]:
    """What is in a new database after some of the sample papers were imported."""
    db = store.open_database(db_path)
    papers = sorted((ROOT / "corpus" / "papers").iterdir())
    assert not import_papers(db, Request(tuple(papers[:6]), cluster=cluster)).failed
    store.close(db)
    return content(db_path)


def test_a_killed_worker_costs_nothing(cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "FILES_A_SHARD", 1)
    asked, killed = Cluster(cluster.scheduler_address, tmp_path / "shards"), list[str]()
    threading.Thread(target=kill_one, args=(cluster, asked.folder, killed), daemon=True).start()
    from_cluster = rows(tmp_path / "cluster.db", asked)
    assert killed
    assert not asked.folder.exists()
    assert from_cluster == rows(tmp_path / "local.db", None)
    assert from_cluster["recommendations"]


def test_no_cluster_at_the_address_is_said(tmp_path: Path) -> None:
    db = store.open_database(tmp_path / "papers.db")
    with pytest.raises(ExtractorError, match="there is no cluster at 'nowhere'"):
        import_papers(db, Request((ROOT / "corpus",), cluster=Cluster("nowhere", tmp_path / "shards")))
    store.close(db)


def test_a_torn_shard_is_named_and_read_anew(tmp_path: Path) -> None:
    shard = tmp_path / "0123.json"
    shard.write_text('[{"job": {"path": "minutes.')
    with pytest.raises(ExtractorError, match=r"0123\.json: .* damaged"):
        shards.read_shard(shard)
    assert not shard.exists()
