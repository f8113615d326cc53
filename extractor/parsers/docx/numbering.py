"""List numbers as Word prints them. A file stores only which list and level a paragraph belongs to.

Counters run for each abstract list, so that two lists made from one go on counting; a `startOverride` starts
a list anew where it is first used; a level's text ("%1.%2") can show the numbers of the levels above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.parsers.docx.names import switch, value, w, whole
from extractor.parsers.labels import bullet
from extractor.parsers.numbering import number_as

_LEVELS = 9
_SHOWN = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints; `restart` is the 1-based level that restarts it, 0 for none."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    indent: float | None = None
    paragraph_style: str = ""


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it: its levels, its overrides not yet used, and the counters it shares."""

    levels: dict[int, Level]
    overrides: dict[int, int]
    counters: list[int | None]


@dataclass(slots=True)
class Numbering:
    """The lists of a file, counting as the paragraphs are read in order."""

    lists: dict[str, _List] = field(default_factory=dict)

    def level_of_style(self, num_id: str, style: str) -> int:
        """The level that a paragraph style stands for in the list, 0 where the list names none."""
        found = self.lists.get(num_id)
        levels = found.levels.items() if found else ()
        return next((depth for depth, level in levels if level.paragraph_style == style), 0)

    def level(self, num_id: str, depth: int) -> Level | None:
        found = self.lists.get(num_id)
        return found.levels.get(depth) if found else None

    def next_label(self, num_id: str, depth: int) -> str:
        """The label of the next paragraph of this list and level, counted. "" where nothing is printed."""
        found = self.lists.get(num_id)
        if found is None or not 0 <= depth < _LEVELS:
            return ""
        self._count(found, depth)
        level = found.levels.get(depth, Level())
        if level.style == "bullet":
            return bullet(level.text)
        return _SHOWN.sub(lambda match: self._shown(found, level, int(match.group(1)) - 1), level.text).strip()

    def _count(self, found: _List, depth: int) -> None:
        level = found.levels.get(depth, Level())
        counters = found.counters
        override = found.overrides.pop(depth, None)
        current = counters[depth]
        if override is not None:
            counters[depth] = override
        else:
            counters[depth] = level.start if current is None else current + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or 0 < depth + 1 <= restart:
                counters[deeper] = None
        for above in range(depth):
            if counters[above] is None:
                counters[above] = found.overrides.pop(above, found.levels.get(above, Level()).start)

    def _shown(self, found: _List, level: Level, depth: int) -> str:
        shown = found.levels.get(depth, Level())
        number = found.counters[depth]
        style = "decimal" if level.legal else shown.style
        return number_as(style, shown.start if number is None else number)


def read_numbering(root: Any | None, style_lists: dict[str, str]) -> Numbering:
    """The lists of `numbering.xml`. `style_lists` gives the list of each numbering style that a list may link to."""
    if root is None:
        return Numbering()
    abstract = {node.get(w("abstractNumId")): node for node in root.iterfind(w("abstractNum"))}
    of_number = {node.get(w("numId")): value(node, "abstractNumId") for node in root.iterfind(w("num"))}
    counters: dict[str | None, list[int | None]] = {}
    lists = {}
    for node in root.iterfind(w("num")):
        number = node.get(w("numId"))
        abstract_id = _linked(of_number.get(number), abstract, of_number, style_lists)
        levels = _levels(abstract.get(abstract_id))
        overrides = {}
        for override in node.iterfind(w("lvlOverride")):
            depth = whole(override.get(w("ilvl")))
            if (replaced := override.find(w("lvl"))) is not None:
                levels[depth] = _level(replaced)
            if start := value(override, "startOverride"):
                overrides[depth] = whole(start, 1)
        shared = counters.setdefault(abstract_id, [None] * _LEVELS)
        lists[number] = _List(levels, overrides, shared)
    return Numbering(lists)


def _linked(
    abstract_id: str | None, abstract: dict[str, Any], of_number: dict[str, str | None], style_lists: dict[str, str]
) -> str | None:
    """The abstract list that truly holds the levels: some only point to a numbering style that names another list."""
    style = value(abstract.get(abstract_id or ""), "numStyleLink")
    linked = of_number.get(style_lists.get(style or "", ""))
    return linked if linked and linked in abstract else abstract_id


def _levels(node: Any | None) -> dict[int, Level]:
    if node is None:
        return {}
    return {whole(level.get(w("ilvl"))): _level(level) for level in node.iterfind(w("lvl"))}


def _level(node: Any) -> Level:
    style = value(node, "numFmt") or "decimal"
    text = value(node, "lvlText") or ""
    restart = value(node, "lvlRestart")
    indent = node.find(f"{w('pPr')}/{w('ind')}")
    level = Level(
        start=whole(value(node, "start"), 0),
        style="bullet" if node.find(w("lvlPicBulletId")) is not None else style,
        text=text or ("•" if style == "bullet" else ""),
        legal=bool(switch(node, "isLgl")),
        restart=None if restart is None else whole(restart),
        paragraph_style=value(node, "pStyle") or "",
    )
    if indent is None:
        return level
    return replace(level, indent=whole(indent.get(w("left")) or indent.get(w("start"))) / 20)
