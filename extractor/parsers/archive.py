"""ZIP files of papers: each member is a paper of its own. Nothing is ever written to disk."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.errors import UnreadableFileError
from extractor.parsers.zips import ZIP_ERRORS, open_zip

MAX_MEMBERS = 2000
MAX_BYTES = 1_000_000_000
MAX_MEMBER_BYTES = 300_000_000
MAX_RATIO = 150

# Small members may be packed as tightly as they like.
_RATIO_COUNTS_FROM = 10_000_000
_CLUTTER = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.I)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")

_NAMELESS = "a file without a name"
_UNPACK = "Unpack it and import the papers inside"


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked, shared by an archive and those inside it."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, or why it cannot be read; `doubt` says what is odd about its name."""

    name: str
    data: bytes = b""
    error: UnreadableFileError | None = None
    doubt: str = ""


@dataclass(slots=True)
class _Names:
    """Tells apart the members that share a name."""

    seen: dict[str, int] = field(default_factory=dict)

    def unique(self, name: str) -> str:
        count = self.seen[name] = self.seen.get(name, 0) + 1
        return name if count == 1 else f"{name} ({count})"


def members(data: bytes, filename: str, allowance: Allowance) -> Iterator[Member]:
    """Every file in the archive, by name. Raises UnreadableFileError where it is damaged."""
    archive, doubt = _open(data, filename)
    names = _Names()
    for info in archive.infolist():
        if info.filename.endswith("/") or _CLUTTER.search(info.filename):
            continue
        name = names.unique(info.filename or _NAMELESS)
        if allowance.members <= 0:
            raise UnreadableFileError(f"holds more than {MAX_MEMBERS} files", _UNPACK, filename=filename)
        allowance.members -= 1
        odd = "a file has no name" if not info.filename else "another file has the same name"
        try:
            yield Member(name, _read(archive, info, allowance), doubt=odd if name != info.filename else doubt)
        except UnreadableFileError as error:
            yield Member(name, error=error)


def _open(data: bytes, filename: str) -> tuple[zipfile.ZipFile, str]:
    try:
        archive, misnamed = open_zip(data)
    except ZIP_ERRORS as error:
        raise UnreadableFileError(f"is a damaged archive ({error})", "Download it again", filename=filename) from error
    return archive, "the file names are damaged, and this one may be wrong" if misnamed else ""


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> bytes:
    if _OUTSIDE.search(info.filename):
        raise UnreadableFileError("has a name that points outside the archive", _UNPACK)
    if info.flag_bits & 0x1:
        raise UnreadableFileError(
            "is protected by a password", "Unpack it with the password, and import what is inside"
        )
    limit = min(MAX_MEMBER_BYTES, allowance.bytes)
    if info.compress_size:
        limit = min(limit, max(_RATIO_COUNTS_FROM, info.compress_size * MAX_RATIO))
    try:
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except ZIP_ERRORS as error:
        raise UnreadableFileError(f"is damaged ({error})", "Download the archive again") from error
    if len(data) > limit:
        allowance.bytes -= limit
        raise UnreadableFileError(
            "unpacks to far more than a paper holds", "Do not open it unless you know who made it"
        )
    allowance.bytes -= len(data)
    return data
