"""What paragraph and character styles say, with what they inherit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.parsers.docx.names import switch, value, w, whole
from extractor.parsers.headings import heading_style_level

_FIRST_ROW = 0x0020  # the flag of a table's look that turns the style of its first row on
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class NumberedAs:
    """The list a paragraph belongs to and the level in it; `depth` None where only the list is said."""

    num_id: str
    depth: int | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a file by their ids."""

    nodes: dict[str, Any] = field(default_factory=dict)
    default_paragraph: str = ""
    _headings: dict[str, int | None] = field(default_factory=dict)
    _lists: dict[str, NumberedAs | None] = field(default_factory=dict)
    _switches: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    def chain(self, style: str) -> Iterator[Any]:
        """The style and all that it is based on, itself first."""
        passed = set()
        while style in self.nodes and style not in passed:
            passed.add(style)
            yield self.nodes[style]
            style = value(self.nodes[style], "basedOn") or ""

    def heading_level(self, style: str, properties: Any | None) -> int | None:
        """1 for an outermost heading, None where neither the paragraph nor its style has an outline level."""
        outline = value(properties, "outlineLvl")
        if outline is not None:
            return whole(outline) + 1 if whole(outline) < 9 else None
        if not self.nodes:
            return heading_style_level(style)
        if style not in self._headings:
            self._headings[style] = self._style_heading_level(style)
        return self._headings[style]

    def _style_heading_level(self, style: str) -> int | None:
        for node in self.chain(style):
            outline = value(node.find(w("pPr")), "outlineLvl")
            if outline is not None:
                return whole(outline) + 1 if whole(outline) < 9 else None
            if level := heading_style_level(value(node, "name") or ""):
                return level
        return None

    def numbered(self, style: str) -> NumberedAs | None:
        """The list that a style puts its paragraphs into."""
        if style not in self._lists:
            found = (numbered_as(node.find(w("pPr"))) for node in self.chain(style))
            self._lists[style] = next((numbered for numbered in found if numbered), None)
        return self._lists[style]

    def run_switch(self, style: str, name: str) -> bool | None:
        """Whether a style turns a character property such as bold or vanish on; None where it does not say."""
        if (style, name) not in self._switches:
            found = (switch(node.find(w("rPr")), name) for node in self.chain(style))
            self._switches[style, name] = next((said for said in found if said is not None), None)
        return self._switches[style, name]

    def heads_columns(self, table: Any) -> bool:
        """Whether a table sets its first row off by its style, bold or on a ground of its own."""
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        if look is None:
            return False
        said = look.get(w("firstRow"))
        if said in _OFF or (said is None and not _is_set(look.get(w("val")), _FIRST_ROW)):
            return False
        parts = (part for node in self.chain(value(table, "tblPr", "tblStyle") or "") for part in node)
        return any(part.get(w("type")) == "firstRow" and _stands_out(part) for part in parts)

    def indent(self, style: str) -> float:
        for node in self.chain(style):
            found = node.find(f"{w('pPr')}/{w('ind')}")
            if found is not None and (left := found.get(w("left")) or found.get(w("start"))):
                return whole(left) / 20
        return 0.0


def _is_set(flags: str | None, flag: int) -> bool:
    return (
        bool(flags) and re.fullmatch("[0-9A-Fa-f]{1,4}", flags or "") is not None and bool(int(flags or "", 16) & flag)
    )


def _stands_out(part: Any) -> bool:
    """Whether part of a table style is bold or filled."""
    fill = part.find(f"{w('tcPr')}/{w('shd')}")
    filled = fill is not None and (fill.get(w("fill")) or "auto").lower() not in {"auto", "ffffff"}
    return filled or bool(switch(part.find(w("rPr")), "b"))


def numbered_as(properties: Any | None) -> NumberedAs | None:
    """What a paragraph's own or its style's properties say of its list; list "0" takes it out of every list."""
    found = None if properties is None else properties.find(w("numPr"))
    num_id = value(found, "numId")
    if num_id is None:
        return None
    depth = value(found, "ilvl")
    return NumberedAs(num_id, None if depth is None else whole(depth))


def read_styles(root: Any | None) -> Styles:
    """The styles of `styles.xml`, none where there is no such part."""
    if root is None:
        return Styles()
    nodes = {node.get(w("styleId")) or "": node for node in root.iterfind(w("style"))}
    default = next(
        (
            key
            for key, node in nodes.items()
            if node.get(w("type")) == "paragraph" and node.get(w("default")) in {"1", "true", "on"}
        ),
        "",
    )
    return Styles(nodes, default)


def style_lists(styles: Styles) -> dict[str, str]:
    """The list of every numbering style, for lists that only link to one."""
    found = {}
    for key, node in styles.nodes.items():
        if node.get(w("type")) == "numbering" and (numbered := numbered_as(node.find(w("pPr")))):
            found[key] = numbered.num_id
    return found
