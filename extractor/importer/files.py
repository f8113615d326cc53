"""Which files to read: walks the folders given, and refuses what is no plain file or lies outside them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import Problem, UnreadableFileError
from extractor.parsers import refuse_special, shows_no_page

_TEMPORARY_STARTS = ("~$", ".", "._")
_TEMPORARY_ENDS = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".bak", ".swp", "~")
_TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "__pycache__"})
# Files that live beside papers and are never one; anything else in a folder is tried, and named if it cannot be read.
_NO_PAPERS = re.compile(
    r"\.(json|jsonl|ndjson|geojson|parquet|ics|py|pyc|ipynb|r|sql|db|db-wal|db-shm|db-journal|sqlite|sqlite3"
    r"|toml|yaml|yml|ini|cfg|css|js|map|svg|ico|ttf|woff2?|sh|bat|ps1|lnk|url|log|lock|gitkeep)"
)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp"})
# What a folder says of itself, as plain text: README.md, LICENSE, CHANGELOG_2025.txt. "Licence fees.docx" is a paper.
_FOLDER_NOTES = re.compile(r"(readme|licen[cs]e|changelog|contributing)([-_.][\w.-]*)?", re.IGNORECASE)
_NOTES_ENDS = frozenset({"", ".md", ".txt", ".rst"})

OUTSIDE = Problem(
    "error", "link-outside", "a link to something outside the folder given. Import it by its own name if it is wanted"
)
THE_DATABASE = Problem("error", "the-database", "is the database that the papers go into. Name the papers")
# A name typed wrongly is no paper that could not be read, and is not kept as one.
NO_SUCH_FILE = Problem(
    "error", "no-such-file", "there is no such file or folder. Check the name, and the folder that you are in"
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


def find(paths: Iterable[Path], database: Collection[tuple[int, int]] = ()) -> Iterator[Found | Refused | Passed]:
    """Every file that the paths stand for, folders walked in the order of their names.

    `database` has device and number of the files that are never opened here: SQLite would lose its locks on them.
    """
    for path in paths:
        yield from _walk(path, path.resolve(), database) if path.is_dir() else [_check(path, None, database)]


def _walk(folder: Path, root: Path, database: Collection[tuple[int, int]]) -> Iterator[Found | Refused | Passed]:
    ahead = [(folder, True)]  # the next one last; no recursion, since folders may stand in each other a thousand deep
    while ahead:
        path, is_folder = ahead.pop()
        if is_folder:
            try:
                ahead += reversed(_entries(path))
            except OSError as error:
                message = f"cannot be opened ({error.strerror}). Check your rights"
                yield Refused(printable(path), Problem("error", "unreadable-folder", message))
        elif _temporary(path.name) or _beside_papers(path):
            yield Passed(printable(path))
        else:
            checked = _check(path, root, database)
            yield Passed(checked.name) if _is_no_paper(checked) else checked


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    """What is in a folder in the order of names, and whether it is a folder; without those that are not entered."""
    entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    found = [(folder / entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    return [(path, is_folder) for path, is_folder in found if not (is_folder and _temporary(path.name))]


def _check(path: Path, root: Path | None, database: Collection[tuple[int, int]]) -> Found | Refused:
    """The file as found, or why it is refused; `root` is the folder it must lie in, None for a file named outright."""
    name = printable(path)
    if root is None and not os.path.lexists(path):
        return Refused(name, NO_SUCH_FILE)
    try:
        target = path.resolve() if path.is_symlink() else path
        if root is not None and target is not path and not target.is_relative_to(root):
            return Refused(name, OUTSIDE)
        refuse_special(target)
        status = target.stat()
        if (status.st_dev, status.st_ino) in database:
            return Refused(name, THE_DATABASE)
    except UnreadableFileError as error:
        return Refused(name, error.as_problem())
    except (OSError, RuntimeError, ValueError) as error:  # links that lead round in a circle, names too long
        message = f"cannot be opened ({error}). Copy the file elsewhere and try again"
        return Refused(name, Problem("error", "unreadable", message))
    return Found(target, name)


def _is_no_paper(checked: Found | Refused) -> bool:
    """Whether it is the database itself, or called a picture and one too small to show a page."""
    if isinstance(checked, Refused):
        return checked.problem is THE_DATABASE
    if checked.path.suffix.lower() not in _PICTURES:
        return False
    try:
        with checked.path.open("rb") as file:
            return shows_no_page(file.read(1_000_000))
    except OSError:  # `fingerprint` says why it cannot be read
        return False


def _temporary(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(_TEMPORARY_STARTS) or lower.endswith(_TEMPORARY_ENDS) or lower in _TEMPORARY_NAMES


def _beside_papers(path: Path) -> bool:
    end = path.suffix.lower()
    return bool(_NO_PAPERS.fullmatch(end) or (end in _NOTES_ENDS and _FOLDER_NOTES.fullmatch(path.name)))


def printable(path: Path | str) -> str:
    """The name as text that any terminal and database takes: odd bytes and control characters become "�"."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in text)


def fingerprint(found: Found) -> str | Refused:
    """The SHA-256 of the file's bytes in hex, or why it cannot be had."""
    try:
        with found.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        message = f"cannot be read ({error.strerror or error}). Check that you may open it"
        return Refused(found.name, Problem("error", "unreadable", message))
