"""The original files: found by name inside the folders that were given, believed only by their SHA-256."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

MOST_FILES = 200_000


@dataclass
class Papers:
    """The folders that hold the original papers; nothing outside them is ever opened."""

    folders: tuple[Path, ...]
    _by_name: dict[str, list[Path]] = field(default_factory=dict)
    _hashes: dict[tuple[Path, int, int], str] = field(default_factory=dict)

    def find(self, filename: str, sha256: str) -> Path | None:
        """The file with these bytes, or None where the folders do not hold it."""
        name = filename.replace("\\", "/").rsplit("/", 1)[-1]
        for path in self._named(name):
            if self._is_inside(path) and self._hash(path) == sha256:
                return path
        return None

    def _named(self, name: str) -> list[Path]:
        if name not in self._by_name:
            self._by_name = _index(self.folders)
        return self._by_name.get(name, [])

    def _is_inside(self, path: Path) -> bool:
        """Links are followed first: one that leads out of the folders leads nowhere."""
        try:
            target = path.resolve(strict=True)
        except OSError:
            return False
        return target.is_file() and any(target.is_relative_to(folder.resolve()) for folder in self.folders)

    def _hash(self, path: Path) -> str:
        state = path.stat()
        key = (path, state.st_mtime_ns, state.st_size)
        if key not in self._hashes:
            with path.open("rb") as file:
                self._hashes[key] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._hashes[key]


def _index(folders: Iterable[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = defaultdict(list)
    seen = 0
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                found[name].append(Path(place, name))
                seen += 1
            if seen > MOST_FILES:
                return found
    return found
