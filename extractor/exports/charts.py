"""Small charts as SVG: readable without colour, without scripts, and as a list of words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

LABEL, BAR, VALUE, ROW = 250, 270, 60, 30


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it counts, how many, the class that colours it ("" for the plain colour), where it leads."""

    label: str
    value: int
    tone: str = ""
    href: str = ""


def bars(title: str, shown: Sequence[Bar]) -> Markup:
    """A bar chart, one row a bar; the longest fills the room. The title and all values are said to a screen reader."""
    longest = max((bar.value for bar in shown), default=0) or 1
    height = ROW * len(shown) + 4
    rows = Markup("").join(_row(bar, index * ROW + 2, longest) for index, bar in enumerate(shown))
    said = f"{title}: {', '.join(f'{bar.label} {bar.value}' for bar in shown) or 'nothing'}"
    head = '<svg class="chart" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>'
    return Markup(head).format(LABEL + BAR + VALUE, height, said, rows)


def _row(bar: Bar, top: int, longest: int) -> Markup:
    width = max(2, round(BAR * bar.value / longest)) if bar.value else 0
    row = Markup(
        '<text x="{}" y="{}" class="label" text-anchor="end">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" class="bar {}"/>'
        '<text x="{}" y="{}" class="value">{}</text>'
    ).format(
        LABEL - 10, top + 18, _short(bar.label), LABEL, top + 4, width, ROW - 10, bar.tone,
        LABEL + width + 8, top + 18, f"{bar.value:,}",
    )  # fmt: skip
    words = Markup("<title>{}: {}</title>").format(bar.label, bar.value)
    if not bar.href:
        return Markup("<g>{}{}</g>").format(words, row)
    return Markup('<a href="{}">{}{}</a>').format(escape(bar.href), words, row)


def _short(label: str) -> str:
    return label if len(label) <= 31 else f"{label[:30].rstrip()}…"
