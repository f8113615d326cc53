"""Files that are written whole or not at all: beside their place first, and then put there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

ABANDONED = 3600.0  # seconds after which nobody writes to a draft any more: its process was killed


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """A path to write to; it stands in the place of `target` afterwards, or nothing is left of it after an error.

    Drafts of the same file that a killed process left behind are gone too. What a link points at is written, and the
    link stays; a device or a pipe is written to as it is.
    """
    if target.exists() and not target.is_file():
        yield target
        return
    place = target.resolve()
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    sweep(place.parent, f".{escape(place.name)}.*.part*")
    _remove(draft)
    try:
        yield draft
        draft.replace(place)
    except OSError as error:
        if error.errno and error.filename in {None, str(draft)}:
            error.filename = str(target)  # which is the name that somebody gave
        raise
    finally:
        _remove(draft)


def sweep(folder: Path, pattern: str) -> None:
    """What matches the pattern, and was not written to for an hour, is gone from the folder."""
    for left in folder.glob(pattern):
        with suppress(OSError):  # somebody else was first, or has it open
            if time.time() - left.stat().st_mtime > ABANDONED:
                left.unlink()


def _remove(draft: Path) -> None:
    """No draft is there, nor what SQLite keeps beside one."""
    for end in ("", "-journal", "-wal", "-shm"):
        draft.with_name(draft.name + end).unlink(missing_ok=True)
