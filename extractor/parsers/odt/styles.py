"""What OpenDocument styles say of paragraphs, words and cells, with what they inherit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.parsers.odt.names import get, points, q
from extractor.parsers.words import Look


@dataclass(slots=True)
class Styles:
    """The styles of a file by family and name, and its list styles."""

    nodes: dict[tuple[str, str], Any] = field(default_factory=dict)
    lists: dict[str, Any] = field(default_factory=dict)
    outline: Any | None = None
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def chain(self, family: str, name: str | None) -> Iterator[Any]:
        """The style and all that it inherits from, itself first."""
        passed = set()
        while name and (family, name) in self.nodes and name not in passed:
            passed.add(name)
            node = self.nodes[family, name]
            yield node
            name = get(node, "style:parent-style-name")

    def look(self, family: str, name: str | None) -> Look:
        key = (family, name or "")
        if key not in self._looks:
            look = Look()
            for node in self.chain(family, name):
                look = look.over(_look(node.find(q("style:text-properties"))))
            self._looks[key] = look
        return self._looks[key]

    def first(self, family: str, name: str | None, attribute: str) -> str | None:
        """The first of the style and its parents that says the attribute."""
        return next((said for node in self.chain(family, name) if (said := get(node, attribute)) is not None), None)

    def indent(self, name: str | None) -> float:
        for node in self.chain("paragraph", name):
            left = get(node.find(q("style:paragraph-properties")), "fo:margin-left")
            if left is not None:
                return points(left)
        return 0.0

    def cell_fill(self, name: str | None) -> str | None:
        for node in self.chain("table-cell", name):
            fill = get(node.find(q("style:table-cell-properties")), "fo:background-color")
            if fill is not None:
                return colour_of(fill)
        return None


def read_styles(*roots: Any | None) -> Styles:
    """The styles of styles.xml and content.xml; the later ones win."""
    styles = Styles()
    for root in roots:
        for node in () if root is None else root.iter(q("style:style"), q("text:list-style"), q("text:outline-style")):
            name = get(node, "style:name") or ""
            if node.tag == q("style:style"):
                styles.nodes[get(node, "style:family") or "", name] = node
            elif node.tag == q("text:list-style"):
                styles.lists[name] = node
            else:
                styles.outline = node
    return styles


def colour_of(value: str | None) -> str | None:
    """A colour as "#rrggbb"; None for none, transparent, plain black and plain white."""
    colour = (value or "").lower()
    return colour if len(colour) == 7 and colour[0] == "#" and colour not in {"#000000", "#ffffff"} else None


def _look(properties: Any | None) -> Look:
    weight = get(properties, "fo:font-weight")
    underline = get(properties, "style:text-underline-style")
    display = get(properties, "text:display")
    return Look(
        None if weight is None else weight in {"bold", "600", "700", "800", "900"},
        None if underline is None else underline != "none",
        None if display is None else display == "none",
        colour_of(get(properties, "fo:color")),
        colour_of(get(properties, "fo:background-color")),
    )
