"""Rich Text Format, which Word still saves: a stream of words and switches, read once from front to back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.document import BlockKind, Document, Properties, SetAsideKind, fold
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.labels import bullet
from extractor.parsers.pieces import LINE_BREAK, split_breaks
from extractor.parsers.warnings import warn_of_loss
from extractor.parsers.words import Look, Words

MEDIA_TYPE = "application/rtf"

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
# Groups that hold no words of the paper.
_SILENT = frozenset(
    {"fonttbl", "stylesheet", "pict", "object", "themedata", "colorschememapping", "latentstyles", "datastore",
     "xmlnstbl", "listtable", "listoverridetable", "rsidtbl", "generator", "fldinst", "nonshppict", "template",
     "operator", "revtbl", "filetbl", "pgptbl", "atnid", "atnauthor", "annotation", "datafield", "bkmkstart",
     "bkmkend", "mmathPr", "shpinst", "sp", "sn", "sv"}
)  # fmt: skip
_ASIDES: dict[str, SetAsideKind] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "footnote": "footnote",
}
_KNOWN_PARTS = {"shptxt": "", "pntext": "label", "listtext": "label"}
_INFO = frozenset({"title", "author"})
_PRINTED = {
    "tab": "\t", "line": LINE_BREAK, "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": LINE_BREAK, b"\r": LINE_BREAK}
_MAX_DEPTH = 2000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group; `part` names where its words go, "" for the running text, "-" for nowhere."""

    look: Look = field(default_factory=Look)
    part: str = ""
    skip: int = 1
    deleted: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads the stream. Bytes of a code page are kept until the run ends, for some characters take two."""

    builder: Builder
    content: list[Para | Table] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    asides: dict[str, list[str]] = field(default_factory=dict)
    colours: list[str | None] = field(default_factory=list)
    rgb: dict[str, int] = field(default_factory=dict)
    code_page: str = "cp1252"
    raw: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    label: str = ""
    in_table: bool = False
    paras: list[Para | Table] = field(default_factory=list)
    cell_words: list[Words] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    fills: list[str | None] = field(default_factory=list)
    fill: str | None = None
    hidden: int = 0
    tracked: int = 0

    def read(self, data: bytes) -> list[Para | Table]:
        for match in _TOKEN.finditer(data):
            if match["byte"]:
                self._byte(int(match["byte"], 16))
                continue
            if match["text"]:
                self._plain(match["text"])
                continue
            self._flush_bytes()
            if match["brace"]:
                self._brace(match["brace"] == b"{")
            elif match["word"]:
                self._word(match["word"].decode("ascii"), match["number"])
            elif match["sign"] == b"*":
                self._into("*")
            elif match["sign"] in _SIGNS:
                self._print(_SIGNS[match["sign"]])
        self._flush_bytes()
        self._end_paragraph()
        self._end_table()
        return self.content

    def _brace(self, opens: bool) -> None:
        if opens:
            if len(self.stack) >= _MAX_DEPTH:
                raise UnreadableFileError("is nested too deeply to be read", "Save it again as .docx")
            self.stack.append(self.state)
        elif self.stack:
            left, self.state = self.state.part, self.stack.pop()
            if left in self.asides and left != self.state.part:
                self._end_aside(left)

    def _end_aside(self, part: str) -> None:
        words = "".join(self.asides.pop(part))
        if part in _ASIDES:
            self.builder.keep_aside(_ASIDES[part], words)
        elif part in _INFO:
            self.builder.properties = replace(self.builder.properties, **{part: fold(words)})

    def _into(self, part: str) -> None:
        """Words of this group go into `part`; "*" marks a group that only some readers know."""
        if self.state.part != "-":
            self.state = replace(self.state, part=part)

    def _word(self, word: str, number: bytes | None) -> None:
        value = int(number) if number else None
        if word in _SILENT or self.state.part == "*":
            self.state = replace(self.state, part=_KNOWN_PARTS.get(word, "-"))
        elif word in _KNOWN_PARTS:
            self._into(_KNOWN_PARTS[word])
        elif word in _ASIDES or word in _INFO:
            self._into(word)
            self.asides.setdefault(word, [])
        elif word == "colortbl":
            self._into(word)
        elif word in {"red", "green", "blue"}:
            self.rgb[word] = value or 0
        elif word == "ansicpg" and value:
            self.code_page = f"cp{value}"
        elif word == "mac":
            self.code_page = "mac-roman"
        elif word == "uc":
            self.state = replace(self.state, skip=value or 0)
        elif word == "u" and value is not None:
            self._print(chr(value % 65536))
            self.to_skip = self.state.skip
        elif word in _PRINTED:
            self._print(_PRINTED[word])
        elif not self._looks(word, value):
            self._lays_out(word, value)

    def _looks(self, word: str, value: int | None) -> bool:
        """Whether the switch says how words look, and it was noted."""
        look, on = self.state.look, value != 0
        if word == "b":
            look = replace(look, bold=on)
        elif word in {"ul", "ulnone"}:
            look = replace(look, underlined=on and word == "ul")
        elif word == "v":
            look = replace(look, hidden=on)
        elif word in {"cf", "highlight", "chcbpat"}:
            colour = self._colour(value)
            look = replace(look, colour=colour) if word == "cf" else replace(look, fill=colour)
        elif word == "plain":
            look = Look()
        elif word == "deleted":
            self.state = replace(self.state, deleted=on)
            self.tracked += on
            return True
        elif word == "revised":
            self.tracked += on
            return True
        else:
            return False
        self.state = replace(self.state, look=look)
        return True

    def _lays_out(self, word: str, value: int | None) -> None:
        if self.state.part:
            if word in {"par", "sect", "cell"} and self.state.part in self.asides:
                self.asides[self.state.part].append(" ")
            return
        if word in {"par", "sect", "page", "nestcell", "nestrow"}:
            self._end_paragraph()
        elif word == "intbl":
            self.in_table = True
        elif word == "trowd":
            self.in_table, self.fills, self.fill = True, [], None
        elif word == "clcbpat":
            self.fill = self._colour(value)
        elif word == "cellx":
            self.fills.append(self.fill)
            self.fill = None
        elif word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()

    def _colour(self, index: int | None) -> str | None:
        return self.colours[index] if index is not None and 0 < index < len(self.colours) else None

    def _byte(self, byte: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        else:
            self.raw.append(byte)

    def _plain(self, text: bytes) -> None:
        text, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        if self.state.part == "colortbl":
            self._end_colours(text.count(b";"))
            return
        self.raw.extend(text)

    def _end_colours(self, count: int) -> None:
        for _ in range(min(count, 256)):
            colour = "#{:02x}{:02x}{:02x}".format(*(min(255, self.rgb.get(c, 0)) for c in ("red", "green", "blue")))
            self.colours.append(None if colour in {"#000000", "#ffffff"} else colour)
            self.rgb = {}

    def _flush_bytes(self) -> None:
        if self.raw:
            raw, self.raw = bytes(self.raw), bytearray()
            try:
                self._print(raw.decode(self.code_page, "replace"))
            except LookupError:
                self._print(raw.decode("cp1252", "replace"))

    def _print(self, text: str) -> None:
        if self.state.deleted or self.state.part in {"-", "*", "colortbl"}:
            return
        if self.state.part == "label":
            self.label += text
            return
        if self.state.part:
            self.asides.get(self.state.part, []).append(text)
            return
        self.words.add(text, self.state.look)

    def _end_paragraph(self) -> None:
        words, self.words = self.words, Words()
        if words.hidden:
            self.hidden += 1
            self.builder.keep_aside("hidden", "".join(words.hidden))
        # A character outside the basic plane comes as two halves.
        text = words.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        label, self.label = fold(self.label), ""
        found: list[Para] = []
        for piece in filter(fold, split_breaks(text)):
            printed = bullet(label) if label and not found else ""
            kind: BlockKind = "list_item" if printed else "paragraph"
            found.append(Para(piece, kind, label=printed, bold=words.all_bold, underlined=words.all_underlined))
        if self.in_table:
            self.paras.extend(found)
            self.cell_words.append(words)
        else:
            self._end_table()
            self.content.extend(found)

    def _end_cell(self) -> None:
        self.in_table = True
        self._end_paragraph()
        column = len(self.cells)
        whole = Words.together(self.cell_words)
        fill = self.fills[column] if column < len(self.fills) else None
        cell = TableCell(column, tuple(self.paras), fill=fill or whole.main_fill, colour=whole.main_colour)
        self.cells.append(cell)
        self.paras, self.cell_words = [], []

    def _end_row(self) -> None:
        # Some writers define the row after its cells, so the shading is known only now.
        cells = [
            replace(cell, fill=cell.fill or fill) for cell, fill in zip(self.cells, _padded(self.fills), strict=False)
        ]
        if cells:
            self.rows.append(TableRow(tuple(cells)))
        self.cells, self.in_table = [], False

    def _end_table(self) -> None:
        if self.cells:
            self._end_row()
        if self.rows:
            self.content.append(Table(tuple(self.rows)))
        self.rows = []


def parse(path: Path, data: bytes) -> Document:
    """The paper that the file prints. Raises UnreadableFileError where it holds no words."""
    builder = Builder(properties=Properties())
    reader = _Reader(builder)
    builder.add(reader.read(data))
    if builder.empty:
        raise UnreadableFileError("holds no words", "Open it and save it again as .docx", filename=path.name)
    warn_of_loss(builder, tracked=reader.tracked, hidden=reader.hidden, too_deep=False)
    return builder.document(path, data, MEDIA_TYPE)


def _padded(fills: list[str | None]) -> Iterator[str | None]:
    yield from fills
    while True:
        yield None
