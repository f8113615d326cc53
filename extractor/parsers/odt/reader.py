"""Walks the body of an OpenDocument text: paragraphs with their printed numbers, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extractor.document import BlockKind, fold
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.headings import fits_heading, heading_style_level
from extractor.parsers.odt.lists import OUTLINE, Lists
from extractor.parsers.odt.names import count, get, q, short
from extractor.parsers.odt.styles import Styles
from extractor.parsers.pieces import LINE_BREAK, split_breaks
from extractor.parsers.words import Look, Words

_MAX_NESTING = 12
_GROUPS = frozenset(
    {"table:table-header-rows", "table:table-rows", "table:table-row-group", "text:index-body", "text:index-title"}
)
_OPENED = (
    frozenset(
        {
            "text:section",
            "text:table-of-content",
            "text:illustration-index",
            "text:alphabetical-index",
            "text:bibliography",
        }
    )
    | _GROUPS
)
_NOT_PRINTED = frozenset(
    {"text:tracked-changes", "office:annotation", "office:annotation-end", "text:sequence-decls", "office:forms"}
)


class _Item(NamedTuple):
    """The list item that a paragraph opens."""

    style: str | None
    depth: int
    start: str | None


@dataclass(slots=True)
class Reader:
    """Reads paragraphs in order, for numbers count on from one to the next."""

    builder: Builder
    styles: Styles
    lists: Lists = field(init=False)
    tracked: int = 0
    hidden: int = 0
    too_deep: bool = False
    looks: list[Words] = field(default_factory=list)
    _list_ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lists = Lists(self.styles)

    def read(self, container: Any, depth: int = 0) -> Iterator[Para | Table]:
        """What the children of a body, cell or text box hold."""
        for element in container:
            name = short(element)
            if name in {"text:p", "text:h"}:
                yield from self._paragraph(element, None, depth)
            elif name == "text:list":
                yield from self._list(element, None, 0, depth)
            elif name == "table:table":
                yield from self._table(element, depth)
            elif name in _OPENED and depth < _MAX_NESTING:
                yield from self.read(element, depth + 1)
            elif name == "text:tracked-changes":
                self.tracked += sum(1 for _ in element.iter(q("text:insertion"), q("text:deletion")))
            elif name.startswith("draw:") and depth < _MAX_NESTING:
                for box in element.iter(q("draw:text-box")):
                    yield from self.read(box, depth + 1)

    def _list(self, element: Any, above: str | None, level: int, depth: int) -> Iterator[Para | Table]:
        continued_id = get(element, "text:continue-list")
        continued = self._list_ids.get(continued_id) if continued_id else None
        style = get(element, "text:style-name") or above or continued
        if style:
            goes_on = get(element, "text:continue-numbering") == "true" or continued == style
            self.lists.open(style, goes_on=goes_on, depth=level)
            self._list_ids[get(element, "xml:id") or ""] = style
        for item in element:
            number = _Item(style, level, get(item, "text:start-value")) if item.tag == q("text:list-item") else None
            for child in item:
                name = short(child)
                if name in {"text:p", "text:h"}:
                    yield from self._paragraph(child, number, depth)
                    number = None
                elif name == "text:list" and level + depth < 2 * _MAX_NESTING:
                    yield from self._list(child, style, level + 1, depth)
                elif name == "text:list":
                    yield from self._flattened(child, depth)
                elif name == "table:table":
                    yield from self._table(child, depth)

    def _flattened(self, element: Any, depth: int) -> Iterator[Para | Table]:
        self.too_deep = True
        for paragraph in element.iter(q("text:p"), q("text:h")):
            yield from self._paragraph(paragraph, None, depth)

    def _paragraph(self, element: Any, item: _Item | None, depth: int) -> Iterator[Para | Table]:
        style = get(element, "text:style-name")
        words = self._words(element, style)
        self.looks.append(words)
        if words.hidden:
            self.hidden += 1
            self.builder.keep_aside("hidden", "".join(words.hidden))
        label, indent = self._label(element, item, style)
        heading = count(get(element, "text:outline-level")) if element.tag == q("text:h") else self._title(style)
        for piece in split_breaks(words.text):
            if not fold(piece):
                continue
            titled = heading if heading and fits_heading(piece) else None
            kind: BlockKind = "heading" if titled else "list_item" if label else "paragraph"
            yield Para(piece, kind, label=label, level=titled or (item.depth if item else 0), indent=indent,
                       bold=words.all_bold, underlined=words.all_underlined)  # fmt: skip
            label = ""
        if depth < _MAX_NESTING:
            for box in words.boxes:
                yield from self.read(box, depth + 1)

    def _title(self, style: str | None) -> int | None:
        """The level of a heading that is one by its style alone."""
        for node in self.styles.chain("paragraph", style):
            level = get(node, "style:default-outline-level")
            if level:
                return count(level)
            named = heading_style_level(get(node, "style:display-name") or get(node, "style:name") or "")
            if named:
                return named
        return None

    def _label(self, element: Any, item: _Item | None, style: str | None) -> tuple[str, float]:
        """The printed number of the paragraph, counted, and the left edge of its words in points."""
        indent = self.styles.indent(style)
        if item is None:
            if element.tag != q("text:h") or get(element, "text:is-list-header") == "true":
                return "", indent
            depth = count(get(element, "text:outline-level")) - 1
            return self.lists.next_label(OUTLINE, depth, get(element, "text:start-value")), indent
        name = item.style or self.styles.first("paragraph", style, "style:list-style-name") or ""
        level = self.lists.level(name, item.depth)
        return self.lists.next_label(name, item.depth, item.start), indent or (level.indent if level else 0.0)

    def _words(self, element: Any, style: str | None) -> Words:
        words = Words()
        base = self.styles.look("paragraph", style)
        stack: list[tuple[Any, Look, bool]] = [(element, base, False)]
        while stack:
            node, look, leaving = stack.pop()
            if leaving:
                words.add(node.tail or "", look)
                continue
            name = short(node)
            if node is not element:
                stack.append((node, look, True))
            if name == "text:note":
                self._note(node)
            elif name == "draw:text-box":
                words.boxes.append(node)
            elif name not in _NOT_PRINTED:
                if name == "text:span":
                    look = self.styles.look("text", get(node, "text:style-name")).over(look)
                printed = " " * count(get(node, "text:c")) if name == "text:s" else node.text or ""
                printed = _CHARACTERS.get(name, printed)
                words.add(printed, look)
                stack.extend((child, look, False) for child in reversed(node))
        return words

    def _note(self, node: Any) -> None:
        body = node.find(q("text:note-body"))
        if body is not None:
            self.builder.keep_aside("footnote", "".join(body.itertext()))

    def _table(self, element: Any, depth: int) -> Iterator[Para | Table]:
        if depth >= _MAX_NESTING:
            yield from self._flattened(element, depth)
            return
        rows = [self._row(row, header, depth) for row, header in _rows(element)]
        if rows:
            yield Table(tuple(rows))

    def _row(self, row: Any, header: bool, depth: int) -> TableRow:
        cells: list[TableCell] = []
        column = 0
        for node in row:
            if node.tag == q("table:covered-table-cell"):
                column += count(get(node, "table:number-columns-repeated"))
                continue
            if node.tag != q("table:table-cell"):
                continue
            width = count(get(node, "table:number-columns-spanned"))
            cells.append(self._cell(node, column, width, depth))
            # What a cell spans follows it as covered cells; those are counted when they come.
            column += count(get(node, "table:number-columns-repeated"))
        return TableRow(tuple(cells), header=header)

    def _cell(self, node: Any, column: int, width: int, depth: int) -> TableCell:
        around, self.looks = self.looks, []
        content = tuple(self.read(node, depth + 1))
        whole, self.looks = Words.together(self.looks), around
        return TableCell(
            column,
            content,
            max(1, width),
            max(1, count(get(node, "table:number-rows-spanned"))),
            fill=self.styles.cell_fill(get(node, "table:style-name")) or whole.main_fill,
            colour=whole.main_colour,
        )


_CHARACTERS = {"text:tab": "\t", "text:line-break": LINE_BREAK, "text:soft-page-break": ""}


def _rows(table: Any) -> Iterator[tuple[Any, bool]]:
    """The rows of a table in order, and whether each is a header row."""
    stack = [(child, False) for child in reversed(table)]
    while stack:
        element, header = stack.pop()
        name = short(element)
        if name == "table:table-row":
            yield element, header
        elif name in _GROUPS:
            stack.extend((child, header or name == "table:table-header-rows") for child in reversed(element))
