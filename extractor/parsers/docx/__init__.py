"""Word files (.docx, .docm, .dotx): the text as Word prints it, list numbers included."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from extractor.document import Document, Properties, SetAsideKind, fold
from extractor.errors import UnreadableFileError
from extractor.parsers import html, text
from extractor.parsers.building import Builder
from extractor.parsers.docx.names import local, w
from extractor.parsers.docx.numbering import read_numbering
from extractor.parsers.docx.reader import Reader
from extractor.parsers.docx.runs import words_of
from extractor.parsers.docx.styles import Styles, read_styles, style_lists
from extractor.parsers.elements import Para, Table
from extractor.parsers.encoding import declared_charset, decode, is_text
from extractor.parsers.packed import Packed
from extractor.parsers.warnings import warn_of_loss

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_PACKAGE_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SETS_ASIDE: dict[str, SetAsideKind] = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnote",
    "endnotes": "footnote",
}
_REPAIR = "Open it in Word, let Word repair it, and save it again"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def parse(path: Path, data: bytes) -> Document:
    """The paper that the file prints. Raises UnreadableFileError where it is damaged or not a Word file."""
    package = Packed(data, path.name)
    main = _main_part(package)
    root = package.xml(main)
    body = None if root is None else next((child for child in root if local(child) == "body"), None)
    if root is None or body is None:
        raise UnreadableFileError("holds no Word document", _REPAIR, filename=path.name)
    if package.xml("[Content_Types].xml") is None:
        raise UnreadableFileError("is damaged (its list of parts is missing)", _REPAIR, filename=path.name)
    relations = _relations(package, main)
    styles = read_styles(_first(package, relations, "styles"))
    numbering = read_numbering(_first(package, relations, "numbering"), style_lists(styles))
    builder = Builder(properties=_properties(package))
    reader = Reader(builder, styles, numbering, lambda relation: _chunk(builder, package, main, relation))
    builder.add(reader.read(body))
    _read_asides(builder, package, relations, styles)
    if not package.has("_rels/.rels"):
        builder.warn(
            "incomplete", "Parts of the file are missing. Compare it with the original, and save it again in Word"
        )
    if package.doubled:
        builder.warn(
            "doubled-part", f"The file holds {package.doubled[0]} twice; the last is read. Save it again in Word"
        )
    warn_of_loss(builder, tracked=reader.tracked, hidden=reader.hidden, too_deep=reader.too_deep)
    return builder.document(path, data, MEDIA_TYPE)


def _main_part(package: Packed) -> str:
    """The name of the part that holds the text, as the package says or as Word always calls it."""
    for kind, target in _relations(package, ""):
        if kind == "officeDocument" and package.has(target):
            return target
    return "word/document.xml"


def _relations(package: Packed, part: str) -> list[tuple[str, str]]:
    """The kinds and names of the parts that a part points to; those outside the file are left out."""
    return [(kind, target) for kind, target, _ in _named_relations(package, part)]


def _named_relations(package: Packed, part: str) -> list[tuple[str, str, str]]:
    """The same, each with the id that the part calls it by."""
    folder, name = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = []
    for node in () if root is None else root.iter(_PACKAGE_RELATION):
        if node.get("TargetMode") != "External":
            kind = (node.get("Type") or "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, node.get("Target") or "")).lstrip("/")
            found.append((kind, target, node.get("Id") or ""))
    return found


def _chunk(builder: Builder, package: Packed, main: str, relation: str) -> list[Para | Table]:
    """What a web page or text embedded in the body holds; a warning where it is neither."""
    target = next((target for _, target, name in _named_relations(package, main) if name == relation), "")
    data = package.read(target) or b""
    if is_text(data) and b"<" in data[:2000]:
        return html.elements(builder, decode(data, declared_charset(data))[0])
    if is_text(data) and data:
        return list(text.elements(decode(data)[0]))
    builder.warn("embedded", "The file embeds another one, which is left out. Open it in Word and save it again")
    return []


def _first(package: Packed, relations: list[tuple[str, str]], kind: str) -> Any | None:
    targets = [target for found, target in relations if found == kind] or [f"word/{kind}.xml"]
    return package.xml(targets[0])


def _read_asides(builder: Builder, package: Packed, relations: list[tuple[str, str]], styles: Styles) -> None:
    """Headers, footers and notes are kept out of the running text."""
    for kind, target in dict.fromkeys(relations):
        if kind not in _SETS_ASIDE or (root := package.xml(target)) is None:
            continue
        notes = list(root) if kind in {"footnotes", "endnotes"} else [root]
        for note in notes:
            if note.get(w("type")) not in {"separator", "continuationSeparator", "continuationNotice"}:
                words = " ".join(words_of(paragraph, styles, "")[0].text for paragraph in note.iter(w("p")))
                builder.keep_aside(_SETS_ASIDE[kind], words)


def _properties(package: Packed) -> Properties:
    target = next((t for kind, t in _relations(package, "") if kind == "core-properties"), "docProps/core.xml")
    root = package.xml(target) if package.has(target) else None
    found = {local(node): fold(node.text or "") for node in root} if root is not None else {}
    created = found.get("created", "")[:10]
    return Properties(found.get("title", ""), found.get("creator", ""), created if _DAY.fullmatch(created) else "")
