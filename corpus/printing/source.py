"""Reads a source: a TOML file whose `paper.body` is the words of the paper in light markup, one block a line.

Blocks:
    # ## ### ####   headings; the first is the title; `##!` opens the list whose headings are an item's section
    - and --        bullets of the first and the second level
    1. (1) (a) a.   numbered; two spaces in front for each level
    | a | b         a table row; `|: 2 3` opens a table and gives the widths of its columns, `|# a | b` is a row of
                    column headings, `^` continues the cell above and `<` the cell to the left, and
                    `!RRGGBB ` shades a cell
    > and >>        centred, and in the right margin
    ~               a footnote
    [box] [/box]    a frame around the blocks between them
    [contents]      the table of contents; `===` a new page
Words: **bold**, //italic//, \\\\ a new line, {r1|words} the words of the gold entry r1.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HEADING = re.compile(r"(#{1,4})(!?) +(?:(\d{1,3}\.) +)?(.*)")
NUMBERED = re.compile(r"( *)(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]) +(.*)")
BULLET = re.compile(r"(--?) +(.*)")
SPAN = re.compile(r"\{([a-z]\d+)\|([^{}]*)\}")
SIGNS = {">>": "margin", ">": "centred", "~": "footnote"}
WORDS = {"===": "page_break", "[box]": "box", "[/box]": "box_end", "[contents]": "contents"}


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `fill` is RRGGBB or "" and `join` is "^" or "<" where it continues another cell."""

    text: str
    fill: str = ""
    join: str = ""


@dataclass(frozen=True)
class Block:
    """A block of a paper: its words with their markup, and the printed number in `label`."""

    kind: str
    text: str = ""
    level: int = 0
    label: str = ""
    opens_list: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()
    heading_rows: int = 0
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A paper to print, with what a reader finds in it; `stem` is its file name without the ending."""

    stem: str
    document: dict[str, Any]
    layout: dict[str, Any]
    blocks: tuple[Block, ...]
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    progress: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        return str(self.layout["format"])


def read_source(path: Path) -> Paper:
    """The paper that a source file describes."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    layout = dict(source["paper"])
    body = layout.pop("body")
    return Paper(
        stem=path.stem,
        document=source["document"],
        layout=layout,
        blocks=tuple(read_blocks(body)),
        items=source.get("items", {}),
        progress=source.get("progress", {}),
    )


def read_blocks(body: str) -> Iterator[Block]:
    """The blocks of a body, the rows of each table gathered into one block."""
    table: list[str] = []
    for line in (line.rstrip() for line in body.splitlines()):
        if table and not (line.startswith("|") and line[:2] != "|:"):
            yield read_table(table)
            table = []
        if line.startswith("|"):
            table.append(line)
            continue
        if line:
            yield read_line(line)
    if table:
        yield read_table(table)


def read_line(line: str) -> Block:
    if line in WORDS:
        return Block(WORDS[line])
    if match := HEADING.fullmatch(line):
        return Block("heading", match[4], level=len(match[1]), label=match[3] or "", opens_list=bool(match[2]))
    if match := BULLET.fullmatch(line):
        return Block("bullet", match[2], level=len(match[1]) - 1)
    if match := NUMBERED.fullmatch(line):
        return Block("numbered", match[3], level=len(match[1]) // 2, label=match[2])
    sign, _, rest = line.partition(" ")
    return Block(SIGNS[sign], rest) if sign in SIGNS else Block("paragraph", line)


def read_table(lines: list[str]) -> Block:
    widths: tuple[float, ...] = ()
    rows, heading_rows = [], 0
    for line in lines:
        sign, _, rest = line.partition(" ")
        if sign == "|:":
            widths = tuple(float(number) for number in rest.split())
            continue
        heading_rows += sign == "|#"
        rows.append(tuple(read_cell(cell.strip()) for cell in split_cells(rest)))
    return Block("table", rows=tuple(rows), heading_rows=heading_rows, widths=widths)


def split_cells(row: str) -> list[str]:
    """The cells of a row: a bar inside a gold span is the span's own."""
    held = SPAN.sub(lambda match: "{" + match[1] + "\0" + match[2] + "}", row)
    return [cell.replace("\0", "|") for cell in held.split("|")]


def read_cell(words: str) -> Cell:
    if words in {"^", "<"}:
        return Cell("", join=words)
    if match := re.match(r"!([0-9A-F]{6}) ?", words):
        return Cell(words[match.end() :], fill=match[1])
    return Cell(words)


def plain(words: str) -> str:
    """Words without their markup, white space folded."""
    bare = SPAN.sub(r"\2", words).replace("**", "").replace("//", "").replace("\\\\", " ")
    return " ".join(bare.split())


def pieces(block: Block) -> Iterator[str]:
    """Every run of words in a block, cell by cell for a table."""
    if block.kind == "table":
        for row in block.rows:
            yield from (cell.text for cell in row)
    else:
        yield block.text
