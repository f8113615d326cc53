"""Labels of list items in web pages: `ol` with its start, type and reversed order, `li` with its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extractor.parsers.numbering import number_as

_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_STYLE_TYPES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "",
}
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WHOLE = re.compile(r"-?\d{1,6}")


@dataclass(slots=True)
class OpenList:
    """A list being read; `counter` is the number of its next item."""

    ordered: bool
    format: str
    counter: int
    step: int = 1

    def next_label(self, item: Any) -> str:
        """The label of the next item, counted; "" where the list shows none."""
        if not self.ordered:
            return "•" if self.format else ""
        value = item.get("value") or ""
        if _WHOLE.fullmatch(value):
            self.counter = int(value)
        label = number_as(_FORMATS.get(item.get("type") or "", self.format), self.counter)
        self.counter += self.step
        return f"{label}." if label else ""


def open_list(node: Any) -> OpenList:
    """The list that an `ol` or `ul` opens."""
    style = _LIST_STYLE.search(node.get("style") or "")
    kind = _STYLE_TYPES.get(style.group(1).lower(), "1") if style else node.get("type") or "1"
    start = node.get("start") or ""
    ordered = node.tag == "ol"
    counter = int(start) if _WHOLE.fullmatch(start) else 1
    if ordered and node.get("reversed") is not None:
        return OpenList(ordered, "decimal", counter if start else sum(child.tag == "li" for child in node), -1)
    return OpenList(ordered, _FORMATS.get(kind, "decimal") if kind else "", counter)
