"""Names of OpenDocument as lxml writes them."""

from __future__ import annotations

from typing import Any

_PREFIXES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_OF_NAMESPACE = {namespace: prefix for prefix, namespace in _PREFIXES.items()}


def q(name: str) -> str:
    """The tag or attribute of a name such as "text:p"."""
    prefix, _, rest = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{rest}"


def short(element: Any) -> str:
    """An element's name as "text:p"; "" for one of another vocabulary, a comment or an instruction."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag[1:].rpartition("}")
    prefix = _OF_NAMESPACE.get(namespace)
    return f"{prefix}:{name}" if prefix else ""


def get(element: Any | None, name: str) -> str | None:
    """An attribute such as "text:style-name", None where it is not said."""
    found = None if element is None else element.get(q(name))
    return None if found is None else str(found)


def count(text: str | None, default: int = 1, most: int = 1000) -> int:
    """The text as a whole number from 0 to `most`, the default where it is none."""
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def points(length: str | None) -> float:
    """A length such as "1.27cm" in points, 0.0 where it is none."""
    units = {"cm": 28.3465, "mm": 2.83465, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
    for unit, factor in units.items():
        if length and length.endswith(unit):
            try:
                return float(length[: -len(unit)]) * factor
            except ValueError:
                return 0.0
    return 0.0
