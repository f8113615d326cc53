"""Names of WordprocessingML as lxml writes them, and small reads of its attributes."""

from __future__ import annotations

from typing import Any

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The tag or attribute of this local name."""
    return f"{{{NAMESPACE}}}{name}"


def local(element: Any) -> str:
    """An element's name without its namespace; "" for a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(parent: Any | None, *path: str) -> str | None:
    """The `w:val` at the end of a path of children, None where there is none."""
    for name in path:
        parent = None if parent is None else parent.find(w(name))
    found = None if parent is None else parent.get(w("val"))
    return None if found is None else str(found)


def switch(parent: Any | None, name: str) -> bool | None:
    """Whether a property such as bold is on or off; None where it is not said."""
    child = None if parent is None else parent.find(w(name))
    if child is None:
        return None
    return (child.get(w("val")) or "true").lower() not in _OFF


def whole(text: str | None, default: int = 0) -> int:
    """The text as a whole number, the default where it is none or out of all reason."""
    try:
        number = int(float(text or ""))
    except (ValueError, OverflowError):
        return default
    return number if abs(number) < 1_000_000 else default
