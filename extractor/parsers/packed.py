"""Reads the XML parts of a zipped document (Word, OpenDocument), with limits: no file can exhaust the machine."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lxml import etree

from extractor.errors import UnreadableFileError
from extractor.parsers.zips import ZIP_ERRORS, open_zip

# Word's longest real papers hold 20 MB of XML; lxml needs some 12 bytes of memory for each byte of it.
MAX_PART_BYTES = 60_000_000

_AGAIN = "Open it in the program that made it and save it again"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip


class Packed:
    """A zipped document. Parts are found whatever the case or the slashes of their names."""

    def __init__(self, data: bytes, filename: str) -> None:
        """Raises UnreadableFileError where the bytes are no sound zip file."""
        self._filename = filename
        try:
            self._archive, _ = open_zip(data)
        except ZIP_ERRORS as error:
            raise self._damaged(str(error)) from error
        names = [_plain(info.filename) for info in self._archive.infolist()]
        self.doubled = sorted(name for name, count in Counter(names).items() if count > 1)
        self._members = dict(zip(names, self._archive.infolist(), strict=True))

    def names(self) -> list[str]:
        return sorted(self._members)

    def has(self, name: str) -> bool:
        return _plain(name) in self._members

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none. Raises UnreadableFileError for a damaged or swollen one."""
        info = self._members.get(_plain(name))
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise UnreadableFileError(
                "is protected by a password", "Save it without the password", filename=self._filename
            )
        try:
            with self._archive.open(info) as part:
                data = part.read(MAX_PART_BYTES + 1)
        except ZIP_ERRORS as error:
            raise self._damaged(f"{name}: {error}") from error
        if len(data) > MAX_PART_BYTES:
            raise UnreadableFileError(
                f"unpacks to more than {MAX_PART_BYTES // 1_000_000} MB of text", "Split it", filename=self._filename
            )
        return data

    def xml(self, name: str) -> Any | None:
        """The root element of a part, None where there is none. Raises UnreadableFileError where it is no sound XML."""
        data = self.read(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data[:2000]:
            raise UnreadableFileError("holds declarations that no paper needs", _AGAIN, filename=self._filename)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        # Depth needs huge_tree; what it would let in, entities and size, was refused above.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged(f"{name}: {error}") from error

    def _damaged(self, why: str) -> UnreadableFileError:
        return UnreadableFileError(f"is damaged ({why})", _AGAIN, filename=self._filename)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
