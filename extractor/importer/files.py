"""Which files to read: walks the folders given, and refuses what is no plain file or lies outside them."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import Problem

_TEMPORARY_STARTS = ("~$", ".", "._")
_TEMPORARY_ENDS = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".bak", ".swp", "~")
_TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "__pycache__"})
# Files that live beside papers and are never one; anything else in a folder is tried, and named if it cannot be read.
_NO_PAPERS = re.compile(
    r"\.(json|jsonl|ndjson|geojson|parquet|ics|py|pyc|ipynb|r|sql|db|db-wal|db-shm|db-journal|sqlite|sqlite3"
    r"|toml|yaml|yml|ini|cfg|css|js|map|ttf|woff2?|sh|bat|ps1|lnk|url|log|lock|gitkeep)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `name` is how it is called in messages and in the database, always printable."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that will not be read, and why."""

    name: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Passed:
    """A file in a folder that is no paper (a database, a script, half a download): passed over without a fuss."""

    name: str


def find(paths: Iterable[Path]) -> Iterator[Found | Refused | Passed]:
    """Every file that the paths stand for, folders walked in the order of their names."""
    for path in paths:
        yield from _walk(path, path.resolve()) if path.is_dir() else [_check(path, None)]


def _walk(folder: Path, root: Path) -> Iterator[Found | Refused | Passed]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Refused(printable(folder), Problem("error", "unreadable-folder", f"{_reason(error)}. Check its rights"))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from () if _temporary(entry.name) else _walk(path, root)
        elif _temporary(entry.name) or _NO_PAPERS.fullmatch(path.suffix.lower()):
            yield Passed(printable(path))
        else:
            yield _check(path, root)


def _check(path: Path, root: Path | None) -> Found | Refused:
    """The file as found, or why it is refused; `root` is the folder it must lie in, None for a file named outright."""
    name = printable(path)
    try:
        mode = path.stat().st_mode
        outside = root is not None and path.is_symlink() and not path.resolve().is_relative_to(root)
    except FileNotFoundError:
        return Refused(name, Problem("error", "no-such-file", "there is no such file. Check the spelling of its name"))
    except (OSError, ValueError) as error:
        return Refused(name, Problem("error", "unreadable", f"{_reason(error)}. Copy the file elsewhere and try again"))
    if outside:
        message = "a link to a file outside the folder given. Import that file by its own name if it is wanted"
        return Refused(name, Problem("error", "link-outside", message))
    if not stat.S_ISREG(mode):
        what = "a folder reached through a link" if stat.S_ISDIR(mode) else "a pipe, socket or device, not a file"
        return Refused(name, Problem("error", "not-a-file", f"{what}. Import a copy saved as a file"))
    return Found(path, name)


def _temporary(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(_TEMPORARY_STARTS) or lower.endswith(_TEMPORARY_ENDS) or lower in _TEMPORARY_NAMES


def printable(path: Path | str) -> str:
    """The name as text that any terminal and database takes: odd bytes and control characters become "�"."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in text)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)


def sha256(path: Path) -> str:
    """The hash of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
