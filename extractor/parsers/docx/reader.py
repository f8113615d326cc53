"""Walks the body of a Word file: paragraphs with their printed numbers, tables, text boxes, content controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.document import BlockKind, fold
from extractor.parsers.building import Builder
from extractor.parsers.docx.names import local, value, w, whole
from extractor.parsers.docx.numbering import Numbering
from extractor.parsers.docx.runs import fill_of, words_of
from extractor.parsers.docx.styles import NumberedAs, Styles, numbered_as
from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.headings import fits_heading
from extractor.parsers.pieces import split_breaks
from extractor.parsers.words import Words

# Real papers nest tables three deep; deeper ones are read as their paragraphs.
_MAX_NESTING = 12
_MAX_SPAN = 1000

_TRANSPARENT = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"})
_DELETED = frozenset({"del", "moveFrom"})


@dataclass(slots=True)
class Reader:
    """Reads paragraphs in order, for numbers count on from one to the next."""

    builder: Builder
    styles: Styles
    numbering: Numbering
    chunk: Callable[[str], list[Para | Table]]
    tracked: int = 0
    hidden: int = 0
    too_deep: bool = False
    carried: str | None = None
    looks: list[Words] = field(default_factory=list)

    def read(self, container: Any, depth: int = 0) -> Iterator[Para | Table]:
        """What the children of a body, cell or text box hold."""
        for element in self._blocks(container):
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "altChunk":
                yield from self.chunk(str(next(iter(element.attrib.values()), "")))
            elif depth < _MAX_NESTING:
                table = self._table(element, depth)
                if table.rows:
                    yield table
            else:
                self.too_deep = True
                for paragraph in element.iter(w("p")):
                    yield from self._paragraph(paragraph, depth)

    def _blocks(self, container: Any) -> Iterator[Any]:
        """The paragraphs and tables in a container, wrappers such as content controls opened."""
        stack = list(reversed(container))
        while stack:
            element = stack.pop()
            name = local(element)
            if name in {"p", "tbl", "altChunk"}:
                yield element
            elif name in _TRANSPARENT:
                self.tracked += name in {"ins", "moveTo"}
                stack.extend(reversed(element))
            elif name in _DELETED:
                self.tracked += 1

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Para | Table]:
        properties = paragraph.find(w("pPr"))
        style = value(properties, "pStyle") or self.styles.default_paragraph
        words, tracked = words_of(paragraph, self.styles, style)
        self.tracked += tracked
        self.looks.append(words)
        if words.hidden:
            self.hidden += 1
            self.builder.keep_aside("hidden", "".join(words.hidden))
        text = words.text
        if self.carried is not None:
            text, self.carried = self.carried + text, None
        if _mark(properties, "del") is not None:
            # The end of this paragraph was deleted, so its words run on into the next one.
            self.tracked += 1
            self.carried = text
        elif fold(text) or not (words.hidden or _mark(properties, "vanish") is not None):
            yield from self._paras(text, words, properties, style)
        if depth < _MAX_NESTING:
            for box in words.boxes:
                yield from self.read(box, depth + 1)

    def _paras(self, text: str, words: Words, properties: Any | None, style: str) -> Iterator[Para]:
        label, depth, indent = self._label(properties, style)
        if not fold(text):
            return
        level = self.styles.heading_level(style, properties)
        for piece in split_breaks(text):
            if not fold(piece):
                continue
            if level and fits_heading(piece):
                yield Para(piece, "heading", label=label, level=level, indent=indent, bold=words.all_bold)
            else:
                kind: BlockKind = "list_item" if label else "paragraph"
                yield Para(piece, kind, label=label, level=depth, indent=indent,
                           bold=words.all_bold, underlined=words.all_underlined)  # fmt: skip
            label = ""

    def _label(self, properties: Any | None, style: str) -> tuple[str, int, float]:
        """The printed number of the next paragraph, counted, its depth, and the left edge of its words in points."""
        own_indent = None if properties is None else properties.find(w("ind"))
        left = None if own_indent is None else own_indent.get(w("left")) or own_indent.get(w("start"))
        indent = whole(left) / 20 if left is not None else None
        numbered = self._numbered(properties, style)
        if numbered is None or numbered.num_id == "0":
            return "", 0, indent if indent is not None else self.styles.indent(style)
        depth = numbered.depth
        if depth is None:
            depth = self.numbering.level_of_style(numbered.num_id, style)
        level = self.numbering.level(numbered.num_id, depth)
        label = self.numbering.next_label(numbered.num_id, depth)
        if indent is None:
            indent = level.indent if level and level.indent is not None else self.styles.indent(style)
        return label, depth, indent

    def _numbered(self, properties: Any | None, style: str) -> NumberedAs | None:
        own, inherited = numbered_as(properties), self.styles.numbered(style)
        if own is None and properties is not None and properties.find(w("numPr")) is not None and inherited:
            return NumberedAs(inherited.num_id, whole(value(properties, "numPr", "ilvl")))
        return own or inherited

    def _table(self, table: Any, depth: int) -> Table:
        rows: list[TableRow] = []
        open_cells: dict[int, tuple[int, int]] = {}
        spans: dict[tuple[int, int], int] = {}
        for row in self._parts(table, "tr"):
            properties = row.find(w("trPr"))
            if properties is not None and properties.find(w("del")) is not None:
                self.tracked += 1
                continue
            cells = self._cells(row, properties, depth, (len(rows), open_cells, spans))
            header = _has(properties, "tblHeader") or (not rows and self.styles.heads_columns(table))
            rows.append(TableRow(tuple(cells), header=header))
        return Table(tuple(_with_spans(rows, spans)))

    def _cells(
        self,
        row: Any,
        properties: Any | None,
        depth: int,
        merging: tuple[int, dict[int, tuple[int, int]], dict[tuple[int, int], int]],
    ) -> list[TableCell]:
        number, open_cells, spans = merging
        column = min(_MAX_SPAN, max(0, whole(value(properties, "gridBefore"))))
        cells: list[TableCell] = []
        for node in self._parts(row, "tc"):
            about = node.find(w("tcPr"))
            width = max(1, min(_MAX_SPAN, whole(value(about, "gridSpan"), _MAX_SPAN)) if _has(about, "gridSpan") else 1)
            if _has(about, "vMerge") and value(about, "vMerge") != "restart" and column in open_cells:
                place = open_cells[column]
                spans[place] = spans.get(place, 1) + 1
                self._keep_covered(node)
            else:
                open_cells.pop(column, None)
                if _has(about, "vMerge"):
                    open_cells[column] = (number, len(cells))
                cells.append(self._cell(node, about, column, width, depth))
            column += width
        return cells

    def _cell(self, node: Any, about: Any | None, column: int, width: int, depth: int) -> TableCell:
        around, self.looks = self.looks, []
        content = tuple(self.read(node, depth + 1))
        whole, self.looks = Words.together(self.looks), around
        fill = fill_of(about) or whole.main_fill
        for paragraph in node.iterfind(w("p")):
            fill = fill or fill_of(paragraph.find(w("pPr")))
        return TableCell(column, content, width, fill=fill, colour=whole.main_colour)

    def _keep_covered(self, node: Any) -> None:
        """A cell that a merge covers prints nothing; words left in it are kept aside."""
        words = fold(" ".join(words_of(paragraph, self.styles, "")[0].text for paragraph in node.iter(w("p"))))
        if words:
            self.hidden += 1
            self.builder.keep_aside("hidden", words)

    def _parts(self, container: Any, wanted: str) -> Iterator[Any]:
        """The rows of a table or cells of a row, content controls around them opened."""
        stack = list(reversed(container))
        while stack:
            element = stack.pop()
            name = local(element)
            if name == wanted:
                yield element
            elif name in _TRANSPARENT:
                stack.extend(reversed(element))
            elif name in _DELETED:
                self.tracked += 1


def _with_spans(rows: list[TableRow], spans: dict[tuple[int, int], int]) -> Iterator[TableRow]:
    for number, row in enumerate(rows):
        cells = tuple(
            TableCell(
                cell.column, cell.content, cell.column_span, spans.get((number, index), 1), cell.fill, cell.colour
            )
            for index, cell in enumerate(row.cells)
        )
        yield TableRow(cells, row.header)


def _mark(properties: Any | None, name: str) -> Any | None:
    """What is said of the end of a paragraph: that it was deleted, or is hidden."""
    return None if properties is None else properties.find(f"{w('rPr')}/{w(name)}")


def _has(properties: Any | None, name: str) -> bool:
    return properties is not None and properties.find(w(name)) is not None
