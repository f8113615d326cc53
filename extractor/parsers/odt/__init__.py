"""OpenDocument texts (.odt, .ott): the text as LibreOffice prints it, list numbers included."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from extractor.document import Document, Properties, SetAsideKind, fold
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.odt.names import q
from extractor.parsers.odt.reader import Reader
from extractor.parsers.odt.styles import read_styles
from extractor.parsers.packed import Packed
from extractor.parsers.warnings import warn_of_loss

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_SETS_ASIDE: dict[str, SetAsideKind] = {
    **dict.fromkeys(("style:header", "style:header-left", "style:header-first"), "header"),
    **dict.fromkeys(("style:footer", "style:footer-left", "style:footer-first"), "footer"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def parse(path: Path, data: bytes) -> Document:
    """The paper that the file prints. Raises UnreadableFileError where it is damaged, encrypted or holds no text."""
    package = Packed(data, path.name)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise UnreadableFileError(
            "is protected by a password", "Open it, save it without the password, and import that", filename=path.name
        )
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = None if content is None else content.find(f"{q('office:body')}/{q('office:text')}")
    if body is None:
        raise UnreadableFileError("holds no text", "Open it and save it again", filename=path.name)
    builder = Builder(properties=_properties(package.xml("meta.xml")))
    reader = Reader(builder, read_styles(styles, content))
    builder.add(reader.read(body))
    _read_asides(builder, styles)
    warn_of_loss(builder, tracked=reader.tracked, hidden=reader.hidden, too_deep=reader.too_deep)
    return builder.document(path, data, MEDIA_TYPE)


def _read_asides(builder: Builder, styles: Any | None) -> None:
    for name, kind in _SETS_ASIDE.items():
        for node in () if styles is None else styles.iter(q(name)):
            builder.keep_aside(kind, " ".join("".join(p.itertext()) for p in node.iter(q("text:p"))))


def _properties(meta: Any | None) -> Properties:
    if meta is None:
        return Properties()
    found = {node.tag: fold(node.text or "") for node in meta.iter() if isinstance(node.tag, str)}
    created = found.get(f"{_META}creation-date", "")[:10]
    author = found.get(f"{_META}initial-creator") or found.get(f"{_DUBLIN_CORE}creator", "")
    return Properties(found.get(f"{_DUBLIN_CORE}title", ""), author, created if _DAY.fullmatch(created) else "")
