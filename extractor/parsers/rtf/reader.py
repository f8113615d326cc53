"""Reads the stream of Rich Text Format, words and switches, once from front to back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.document import BlockKind, fold
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table
from extractor.parsers.headings import fits_heading, heading_style_level
from extractor.parsers.labels import bullet
from extractor.parsers.pieces import split_breaks
from extractor.parsers.rtf.tables import OpenTable
from extractor.parsers.rtf.vocabulary import ASIDES, INFO, KNOWN_PARTS, PRINTED, SIGNS, SILENT, TOKEN
from extractor.parsers.words import Look, Words

_MAX_DEPTH = 2000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group; `part` names where its words go, "" for the running text, "-" for nowhere."""

    look: Look = field(default_factory=Look)
    part: str = ""
    skip: int = 1
    deleted: bool = False


@dataclass(slots=True)
class Reader:
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
    table: OpenTable = field(default_factory=OpenTable)
    heading: int | None = None
    indent: float = 0.0
    depth: int = 0
    style: int = 0
    style_headings: dict[int, int] = field(default_factory=dict)
    hidden: int = 0
    tracked: int = 0

    def read(self, data: bytes) -> list[Para | Table]:
        for match in TOKEN.finditer(data):
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
            elif match["sign"] in SIGNS:
                self._print(SIGNS[match["sign"]])
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
        if part in ASIDES:
            self.builder.keep_aside(ASIDES[part], words)
        elif part in INFO:
            self.builder.properties = replace(self.builder.properties, **{part: fold(words)})

    def _into(self, part: str) -> None:
        """Words of this group go into `part`; "*" marks a group that only some readers know."""
        if self.state.part != "-":
            self.state = replace(self.state, part=part)

    def _word(self, word: str, number: bytes | None) -> None:
        value = int(number) if number else None
        if word in SILENT or self.state.part == "*":
            self.state = replace(self.state, part=KNOWN_PARTS.get(word, "-"))
        elif word in KNOWN_PARTS:
            self._into(KNOWN_PARTS[word])
        elif word in ASIDES or word in INFO:
            self._into(word)
            self.asides.setdefault(word, [])
        elif word in {"colortbl", "stylesheet"}:
            self._into(word)
        elif self.state.part == "stylesheet":
            self._defines_style(word, value)
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
        elif word in PRINTED:
            self._print(PRINTED[word])
        elif not self._looks(word, value):
            self._lays_out(word, value)

    def _defines_style(self, word: str, value: int | None) -> None:
        if word == "s" and value is not None:
            self.style = value
        elif word == "s" and value is not None:
            self.heading = self.style_headings.get(value)
        elif word == "outlinelevel" and value is not None and value < 9:
            self.style_headings[self.style] = value + 1

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
        elif word == "pard":
            self.heading, self.indent, self.depth = None, 0.0, 0
        elif word in {"s", "outlinelevel", "li", "lin", "ilvl"}:
            self._shapes(word, value or 0)
        elif word == "intbl":
            self.in_table = True
        elif word == "trowd":
            self.in_table = True
            self.table.start_row()
        elif word == "cellx":
            self.table.end_shape(value or 0)
        elif word == "cell":
            self._end_cell()
        elif word == "row":
            self.table.end_row()
            self.in_table = False
        else:
            self.table.says(word, self._colour(value))

    def _shapes(self, word: str, value: int) -> None:
        """Note what is said of the paragraph: its style or level as a heading, its left edge, its depth in a list."""
        if word == "s":
            self.heading = self.style_headings.get(value)
        elif word == "outlinelevel":
            self.heading = value + 1 if value < 9 else None
        elif word == "ilvl":
            self.depth = value if 0 <= value < 9 else 0
        else:
            self.indent = value / 20

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
        if self.state.part == "stylesheet":
            if level := heading_style_level(text.strip(" ;")):
                self.style_headings.setdefault(self.style, level)
            return
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
            level = self.heading if fits_heading(piece) else None
            kind: BlockKind = "heading" if level else "list_item" if printed else "paragraph"
            depth = self.depth if kind == "list_item" else level
            found.append(Para(piece, kind, printed, depth, self.indent, words.all_bold, words.all_underlined))
        if self.in_table:
            self.paras.extend(found)
            self.cell_words.append(words)
        else:
            self._end_table()
            self.content.extend(found)

    def _end_cell(self) -> None:
        self.in_table = True
        self._end_paragraph()
        self.table.end_cell(self.paras, self.cell_words)
        self.paras, self.cell_words = [], []

    def _end_table(self) -> None:
        if closed := self.table.close():
            self.content.append(closed)
