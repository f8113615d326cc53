"""List numbers of OpenDocument as its editors print them; a file stores only the nesting of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractor.parsers.labels import bullet
from extractor.parsers.numbering import number_as
from extractor.parsers.odt.names import count, get, points, q
from extractor.parsers.odt.styles import Styles

_DEPTHS = 10
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SHOWN = re.compile(r"%(\d+)%")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list style counts and prints."""

    bullet: str = ""
    style: str = ""
    prefix: str = ""
    suffix: str = ""
    shows: int = 1
    start: int = 1
    pattern: str | None = None
    indent: float = 0.0


@dataclass(slots=True)
class Lists:
    """The counters of every list, shared by the lists that carry each other on."""

    styles: Styles
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)

    def open(self, style: str, *, goes_on: bool, depth: int) -> None:
        """A list of this style begins at this depth; unless it `goes_on`, it counts from its start again."""
        counters = self._counters.setdefault(style, [None] * _DEPTHS)
        if not goes_on:
            counters[depth:] = [None] * (_DEPTHS - depth)

    def level(self, style: str, depth: int) -> Level | None:
        if style not in self._levels:
            node = self.styles.outline if style == OUTLINE else self.styles.lists.get(style)
            self._levels[style] = {} if node is None else dict(_level(child) for child in node)
        return self._levels[style].get(depth)

    def next_label(self, style: str, depth: int, start: str | None = None) -> str:
        """The label of the next item at this depth, 0 for the outermost, counted; `start` is an item's own number."""
        level = self.level(style, depth)
        if level is None or not 0 <= depth < _DEPTHS:
            return ""
        if level.bullet:
            return bullet(level.bullet)
        counters = self._counters.setdefault(style, [None] * _DEPTHS)
        current = counters[depth]
        following = level.start if current is None else current + 1
        counters[depth] = count(start, following, 1_000_000)
        counters[depth + 1 :] = [None] * (_DEPTHS - depth - 1)
        return self._printed(style, level, depth, counters)

    def _printed(self, style: str, level: Level, depth: int, counters: list[int | None]) -> str:
        numbers = []
        for above in range(_DEPTHS):
            shown = self.level(style, above) or Level()
            number = counters[above]
            numbers.append(number_as(shown.style, shown.start if number is None else number))
        if level.pattern is not None:
            return _SHOWN.sub(lambda match: numbers[min(count(match.group(1), 1), _DEPTHS) - 1], level.pattern).strip()
        if not level.style:
            return f"{level.prefix}{level.suffix}".strip()
        shown_numbers = [number for number in numbers[max(0, depth + 1 - level.shows) : depth + 1] if number]
        return f"{level.prefix}{'.'.join(shown_numbers)}{level.suffix}".strip()


OUTLINE = "\0outline"


def _level(node: Any) -> tuple[int, Level]:
    depth = count(get(node, "text:level")) - 1
    indent = next((points(left) for part in node.iter() if (left := get(part, "fo:margin-left"))), 0.0)
    if node.tag == q("text:list-level-style-bullet"):
        return depth, Level(bullet=get(node, "text:bullet-char") or "•", indent=indent)
    if node.tag == q("text:list-level-style-image"):
        return depth, Level(bullet="•", indent=indent)
    pattern = next((value for name, value in node.attrib.items() if str(name).endswith("}num-list-format")), None)
    return depth, Level(
        style=_FORMATS.get(get(node, "style:num-format") or "", ""),
        prefix=get(node, "style:num-prefix") or "",
        suffix=get(node, "style:num-suffix") or "",
        shows=count(get(node, "text:display-levels")),
        start=count(get(node, "text:start-value")),
        pattern=pattern,
        indent=indent,
    )
