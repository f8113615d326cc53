"""What several test files share: the sample papers imported once, and the command line as a person runs it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_sessionfinish() -> None:
    """What an import in this process set aside from the garbage collector is let go, or libraries tell of leaks."""
    gc.unfreeze()


def extractor(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command run in a folder, with its output captured."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EXTRACTOR_")}
    return subprocess.run(
        [sys.executable, "-m", "extractor.cli", *map(str, arguments)],
        cwd=cwd,
        env=clean | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("gaps", "--db", path)`: the command in an empty folder of its own."""

    def in_folder(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return extractor(*arguments, cwd=tmp_path, **environment)

    return in_folder


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the sample papers; to be read and not written."""
    folder = tmp_path_factory.mktemp("sample")
    done = extractor("import", ROOT / "corpus", "--db", folder / "sample.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "sample.db"
