"""Web pages, as saved by a browser: ModernGov's agenda and minutes pages, and Word's "save as web page"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from lxml import etree

from extractor.document import Document, Properties, fold
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.encoding import declared_charset, decode
from extractor.parsers.numbering import number_as
from extractor.parsers.pieces import LINE_BREAK, split_breaks

MEDIA_TYPE = "text/html"

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What ModernGov calls the parts of its pages; the levels nest an item's parts under it.
_CLASS_HEADINGS = {
    "mgMainTitleTxt": 1,
    "mgSubTitleTxt": 2,
    "mgSectionTitle": 2,
    "mgAiTitleTxt": 3,
    "mgSubItemTitleTxt": 4,
}
_LAYOUT_CLASSES = frozenset({"mgItemTable"})
_NOT_SHOWN_CLASSES = frozenset(
    {"mgHide", "mgFileSize", "mgFooter", "mgHelpLine", "mgLinks", "sr-only", "visually-hidden"}
)
_NOT_TEXT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "select",
        "button",
        "input",
        "textarea",
        "map",
        "head",
    ]
)
_FURNITURE: dict[str, Literal["header", "footer"]] = {"nav": "header", "footer": "footer"}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\n\r\f\x0b]+")
_COLOUR = re.compile(r"(?:background(?:-color)?)\s*:\s*([^;]{1,60})", re.I)
_TEXT_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;]{1,60})", re.I)
_UNCLOSED = (("script", "</script"), ("style", "</style"), ("title", "</title"), ("textarea", "</textarea"))
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_STYLE_TYPES = {"decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
                "lower-roman": "i", "upper-roman": "I", "none": ""}  # fmt: skip
_TYPE_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BARRIER = re.compile(
    r"verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|enable javascript and cookies"
    r"|complete the captcha|access denied|unusual traffic|session has (?:expired|timed out)",
    re.I,
)
_CUT_SHORT = re.compile(r"\.\.\. view the full \w+ text for item (\d+\w?)\b")
_NOT_FOUND = re.compile(r"\b(?:404|page (?:was |could )?not (?:be )?found|page cannot be (?:found|displayed))\b", re.I)
_MAX_SPAN = 1000


def parse(path: Path, data: bytes) -> Document:
    """The page's own words; menus and furniture are set aside. Raises UnreadableFileError where it shows none."""
    source, problems = decode(data, declared_charset(data))
    builder = Builder(problems=problems)
    root = _tree(source)
    if root is not None:
        _warn_of_loss(builder, source, root)
        builder.properties = _properties(root)
        reader = _Reader(builder)
        builder.add(reader.read(_content(root)))
    document = builder.document(path, data, MEDIA_TYPE)
    if not document.text:
        raise UnreadableFileError("is a web page that shows no words", _SAVE_AGAIN, filename=path.name)
    _warn_of_wrong_page(builder, document, source)
    for item in sorted(set(_CUT_SHORT.findall(document.text))):
        builder.warn(
            "cut-short", f"The page shows only the beginning of item {item}. Open that item, and save its page too"
        )
    return builder.document(path, data, MEDIA_TYPE)


_SAVE_AGAIN = "Open the page in a browser, wait until it is all there, and save it again"


def _tree(source: str) -> Any:
    markup = source.replace("\0", "").encode("utf-8", "ignore")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        return None


def _content(root: Any) -> Any:
    """The part of the page that is its content, where the page marks one that holds a good share of its words."""
    marked = root.xpath("//main | //*[@role='main']")
    if len(marked) == 1:
        inside, everything = (len(_SPACE.sub("", "".join(node.itertext()))) for node in (marked[0], root))
        if inside * 4 > everything:
            return marked[0]
    return root


def _properties(root: Any) -> Properties:
    meta = {(node.get("name") or "").lower(): node.get("content") or "" for node in root.iter("meta")}
    title = meta.get("dc.title") or "".join(next((t.itertext() for t in root.iter("title")), []))
    created = meta.get("dc.date") or meta.get("dcterms.date") or meta.get("dc.date.created", "")
    return Properties(
        fold(title), fold(meta.get("author", "")), created[:10] if re.match(r"\d{4}-\d\d-\d\d", created) else ""
    )


def _warn_of_loss(builder: Builder, source: str, root: Any) -> None:
    lowered = source.lower()
    lost = [name for name, end in _UNCLOSED if lowered.rfind(f"<{name}") > lowered.rfind(end)]
    if lowered.rfind("<!--") > lowered.rfind("-->"):
        lost.append("comment")
    for name in lost:
        builder.warn(
            "unclosed", f"The page's last {name} is never closed, and words after it are hidden. {_SAVE_AGAIN}"
        )


def _warn_of_wrong_page(builder: Builder, document: Document, source: str) -> None:
    if len(document.text) > 3000:
        return
    if _BARRIER.search(document.text) or _BARRIER.search(document.properties.title):
        builder.warn("not-the-paper", f"This page asks for a check and may not hold the paper. {_SAVE_AGAIN}")
    elif re.search(r"<input[^>]{0,200}type\s*=\s*[\"']?password", source, re.I):
        builder.warn("not-the-paper", f"This is a page to sign in and may not hold the paper. {_SAVE_AGAIN}")
    elif _NOT_FOUND.search(document.text[:300]) or _NOT_FOUND.search(document.properties.title):
        builder.warn("not-the-paper", "This page says that the paper was not found. Download the paper again")


@dataclass(slots=True)
class _List:
    ordered: bool
    format: str
    counter: int
    step: int = 1


@dataclass(slots=True)
class _OpenTable:
    """A table being read; `taken` holds the columns that cells of earlier rows reach down into, and how far."""

    layout: bool
    rows: list[TableRow] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    column: int = 0
    heads: int = 0
    in_head: bool = False
    taken: dict[int, int] = field(default_factory=dict)


class _Cell(NamedTuple):
    node: Any
    content: list[Para | Table]


@dataclass(slots=True)
class _Reader:
    """Walks a page and collects what it shows, paragraph by paragraph."""

    builder: Builder
    content: list[Para | Table] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    bold: int = 0
    heading: int = 0
    pre: int = 0
    label: str | None = None

    def read(self, root: Any) -> list[Para | Table]:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, node in walker:
            if not isinstance(node.tag, str):
                continue
            if event == "start":
                if self._skips(node):
                    skipped = node
                    walker.skip_subtree()
                else:
                    self._start(node)
                    self._add(node.text)
                continue
            if node is skipped:
                skipped = None
            else:
                self._end(node)
            if node is not root:
                self._add(node.tail)
        self._flush()
        return self.content

    def _skips(self, node: Any) -> bool:
        tag = node.tag
        if tag in _NOT_TEXT:
            return True
        kind = _FURNITURE.get(tag) or ("header" if node.get("role") == "navigation" else None)
        classes = (node.get("class") or "").split()
        hidden = node.get("hidden") is not None or _INVISIBLE.search(node.get("style") or "")
        if kind and not self.cells:
            self._flush()
            self.builder.keep_aside(kind, _words_of(node))
            return True
        if hidden:
            self.builder.keep_aside("hidden", _words_of(node))
        return bool(hidden) or (not _NOT_SHOWN_CLASSES.isdisjoint(classes) and tag not in {"td", "tr", "table", "body"})

    def _start(self, node: Any) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._flush()
        if not self.heading:
            self.heading = self._heading_level(node)
        if _is_bold(node):
            self.bold += 1
        if tag == "br":
            self.words.append(LINE_BREAK)
        elif tag in {"pre", "plaintext", "xmp"}:
            self.pre += 1
        elif tag in {"ol", "ul", "menu", "dir"}:
            self.lists.append(_open_list(node))
        elif tag == "li":
            self.label = self._item_label(node)
        elif tag in {"table", "thead", "tr", "td", "th"}:
            self._start_table_part(node)

    def _heading_level(self, node: Any) -> int:
        for name in (node.get("class") or "").split():
            if level := _CLASS_HEADINGS.get(name):
                return 4 if name == "mgSectionTitle" and self.cells else level
        return _HEADINGS.get(node.tag, 0)

    def _end(self, node: Any) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._flush()
        if tag in _HEADINGS or not _CLASS_HEADINGS.keys().isdisjoint((node.get("class") or "").split()):
            self.heading = 0
        if _is_bold(node):
            self.bold -= 1
        if tag in {"pre", "plaintext", "xmp"}:
            self.pre -= 1
        elif tag in {"ol", "ul", "menu", "dir"} and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.label = None
        elif tag in {"table", "thead", "tr", "td", "th"}:
            self._end_table_part(node)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        text = text.replace("\n", LINE_BREAK) if self.pre else _SPACE.sub(" ", text)
        letters = sum(map(str.isalnum, text))
        self.letters += letters
        self.bold_letters += letters if self.bold else 0
        self.words.append(text)

    def _flush(self) -> None:
        if not self.words:
            return
        words = "".join(self.words)
        bold = bool(self.letters) and self.bold_letters == self.letters
        self.words, self.letters, self.bold_letters = [], 0, 0
        for piece in split_breaks(words):
            if not fold(piece):
                continue
            if self.heading:
                self.content.append(Para(piece, "heading", level=self.heading, bold=bold))
            elif self.label is not None:
                level = max(0, len(self.lists) - 1)
                self.content.append(Para(piece, "list_item", label=self.label, level=level, bold=bold))
                self.label = None
            else:
                self.content.append(Para(piece, bold=bold))

    def _item_label(self, node: Any) -> str:
        if not self.lists:
            return "•"
        current = self.lists[-1]
        if not current.ordered:
            return "•" if current.format else ""
        value = node.get("value") or ""
        if re.fullmatch(r"-?\d{1,6}", value):
            current.counter = int(value)
        label = number_as(_TYPE_FORMATS.get(node.get("type") or "", current.format), current.counter)
        current.counter += current.step
        return f"{label}." if label else ""

    def _start_table_part(self, node: Any) -> None:
        if node.tag == "table":
            classes = (node.get("class") or "").split()
            marked = not _LAYOUT_CLASSES.isdisjoint(classes) or node.get("role") in {"presentation", "none"}
            self.tables.append(_OpenTable(marked or node.find(".//h2") is not None))
        elif self.tables and node.tag == "thead":
            self.tables[-1].in_head = True
        elif self.tables and node.tag in {"td", "th"}:
            self.cells.append(_Cell(node, self.content))
            self.content = []

    def _end_table_part(self, node: Any) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        if node.tag == "thead":
            table.in_head = False
        elif node.tag in {"td", "th"} and self.cells:
            content, self.content = self.content, self.cells.pop().content
            if node.tag == "td" and len(table.cells) > 1 and table.heads == len(table.cells):
                _close_row(table)  # the row of headings was never closed
            table.cells.append(_close_cell(table, node, content))
            table.heads += node.get("scope") == "col"
        elif node.tag == "tr":
            _close_row(table)
        elif node.tag == "table":
            _close_row(table)
            self.tables.pop()
            if table.rows:
                self.content.append(Table(tuple(table.rows), table.layout))


def _words_of(node: Any) -> str:
    return " ".join(node.xpath(".//text()[not(ancestor::script or ancestor::style)]"))


def _is_bold(node: Any) -> bool:
    return node.tag in {"b", "strong", "th"} or (
        node.tag == "span" and _BOLD_STYLE.search(node.get("style") or "") is not None
    )


_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


def _open_list(node: Any) -> _List:
    style = _LIST_STYLE.search(node.get("style") or "")
    kind = _STYLE_TYPES.get(style.group(1).lower(), "1") if style else node.get("type") or "1"
    start = node.get("start") or ""
    ordered = node.tag == "ol"
    counter = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    if ordered and node.get("reversed") is not None:
        return _List(ordered, "decimal", counter if start else sum(child.tag == "li" for child in node), -1)
    return _List(ordered, _TYPE_FORMATS.get(kind, "decimal") if kind else "", counter)


def _close_cell(table: _OpenTable, node: Any, content: list[Para | Table]) -> TableCell:
    while table.taken.get(table.column, 0):
        table.column += 1
    column_span, row_span = _span(node, "colspan"), _span(node, "rowspan")
    if row_span > 1:
        for column in range(table.column, table.column + min(column_span, 64)):
            table.taken[column] = row_span
    cell = TableCell(
        table.column,
        tuple(content),
        column_span,
        row_span,
        fill=_colour(node, _COLOUR, "bgcolor"),
        colour=_colour(node, _TEXT_COLOUR, "color"),
        header=node.tag == "th" and node.get("scope") != "row",
    )
    table.column += column_span
    return cell


def _close_row(table: _OpenTable) -> None:
    if table.cells:
        in_head = table.in_head and (not table.rows or all(cell.header for cell in table.cells))
        table.rows.append(TableRow(tuple(table.cells), header=in_head))
    table.cells, table.heads = [], 0
    table.column = 0
    table.taken = {column: left - 1 for column, left in table.taken.items() if left > 1}


def _span(node: Any, name: str) -> int:
    value = node.get(name) or ""
    return max(1, min(int(value), _MAX_SPAN)) if re.fullmatch(r"\d{1,9}", value) else 1


def _colour(node: Any, pattern: re.Pattern[str], attribute: str) -> str | None:
    found = pattern.search(node.get("style") or "")
    value = (found.group(1) if found else node.get(attribute) or "").strip().lower()
    return css_colour(value)


_NAMED = {"red": "#ff0000", "green": "#008000", "lime": "#00ff00", "amber": "#ffbf00", "orange": "#ffa500",
          "yellow": "#ffff00", "blue": "#0000ff", "grey": "#808080", "gray": "#808080", "gold": "#ffd700"}  # fmt: skip
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")


def css_colour(value: str) -> str | None:
    """A CSS colour as "#rrggbb", None where it is plain black or white, or not known."""
    value = value.split("!", maxsplit=1)[0].strip()
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        value = "#" + "".join(char * 2 for char in value[1:])
    elif rgb := _RGB.match(value):
        value = "#" + "".join(f"{min(255, int(part)):02x}" for part in rgb.groups())
    value = _NAMED.get(value, value)
    return value if re.fullmatch(r"#[0-9a-f]{6}", value) and value not in {"#000000", "#ffffff"} else None
