"""Files are written whole or not at all, and nothing of an attempt is left."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from extractor.drafts import ABANDONED, draft_of


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_stands_in_the_place_of_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("old")
    with draft_of(target) as draft:
        draft.write_text("new")
        assert target.read_text() == "old"
    assert (target.read_text(), names(tmp_path)) == ("new", ["list.csv"])


def test_an_error_leaves_what_was_there_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("old")
    with pytest.raises(FileNotFoundError, match=r"/list\.csv'"), draft_of(target) as draft:
        draft.with_name(f"{draft.name}-journal").touch()  # and no draft, which cannot be put in place
    assert (target.read_text(), names(tmp_path)) == ("old", ["list.csv"])


def test_what_a_killed_process_left_is_swept_and_what_another_still_writes_is_not(tmp_path: Path) -> None:
    lasting = (".list.csv.2.part", ".other.csv.1.part", "list.csv.1.part")
    for name in (".list.csv.1.part", ".list.csv.1.part-journal", *lasting):
        (tmp_path / name).touch()
    for name in names(tmp_path):
        if name != ".list.csv.2.part":
            long_ago = (tmp_path / name).stat().st_mtime - ABANDONED - 1
            os.utime(tmp_path / name, (long_ago, long_ago))
    with draft_of(tmp_path / "list.csv") as draft:
        draft.touch()
    assert names(tmp_path) == sorted(["list.csv", *lasting])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with draft_of(pipe) as draft:
        assert draft == pipe
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_a_link_points_at_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "list.csv"
    link.symlink_to(tmp_path / "real" / "list.csv")
    with draft_of(link) as draft:
        draft.write_text("new")
    assert link.is_symlink()
    assert (tmp_path / "real" / "list.csv").read_text() == "new"
