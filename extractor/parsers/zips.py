"""Opens zip files, those with falsely marked names included."""

from __future__ import annotations

import io
import zipfile
import zlib

# What Python's zip reader raises on damage, on a password, and on a packing method that it does not know.
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)

_ENTRY = b"PK\x01\x02"
_UTF8_NAME = 0x800


def open_zip(data: bytes) -> tuple[zipfile.ZipFile, bool]:
    """The archive, and whether its names are damaged: marked as UTF-8, which they are not. Raises ZIP_ERRORS."""
    try:
        return zipfile.ZipFile(io.BytesIO(data)), False
    except UnicodeDecodeError:
        return zipfile.ZipFile(io.BytesIO(_without_utf8_names(data))), True


def _without_utf8_names(data: bytes) -> bytes:
    """The archive with no name marked as UTF-8, neither in its directory nor in front of the members."""
    patched = bytearray(data)
    at = data.find(_ENTRY)
    while at >= 0:
        member = int.from_bytes(data[at + 42 : at + 46], "little")
        for flags_at in (at + 8, member + 6):
            flags = int.from_bytes(patched[flags_at : flags_at + 2], "little") & ~_UTF8_NAME
            patched[flags_at : flags_at + 2] = flags.to_bytes(2, "little")
        at = data.find(_ENTRY, at + 4)
    return bytes(patched)
