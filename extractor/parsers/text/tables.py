"""Tables in plain text: runs of lines whose cells are set apart by tabs or bars."""

from __future__ import annotations

import re

from extractor.parsers.elements import Para, Table, TableCell, TableRow
from extractor.parsers.labels import split_label

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


def table_lines(lines: list[str], at: int) -> int:
    """How many lines from here on are rows of one table: at least two, of the same number of cells."""
    first = _split_row(lines[at])
    if len(first) < 2:
        return 0
    count = 1
    while at + count < len(lines):
        line = lines[at + count]
        if not (_RULE.fullmatch(line.strip()) and "|" in lines[at]) and len(_split_row(line)) != len(first):
            break
        count += 1
    return count if count > 1 else 0


def _split_row(line: str) -> list[str]:
    """The cells of a line that is written as a table row; one or none where it is not."""
    words = line.strip(" ")
    if words.count("|") >= 1 and (words.startswith("|") or words.count("|") >= 2 or " | " in words):
        framed = words.startswith("|")  # else a bar at the end stands before an empty cell
        inside = words.removeprefix("|").removesuffix("|") if framed else words
        return [cell.strip() for cell in inside.split("|")]
    if "\t" not in words.strip() or split_label(words).label:
        return []
    return [cell.strip() for cell in re.split(r"\t+", words.strip())]


def table_of(lines: list[str]) -> Table:
    """The lines as the rows of a table; a line of dashes under the first makes that one the header."""
    ruled = len(lines) > 1 and bool(_RULE.fullmatch(lines[1].strip()))
    split = [_split_row(line) for line in lines if not _RULE.fullmatch(line.strip())]
    width = max((column + 1 for cells in split for column, words in enumerate(cells) if words), default=0)
    rows = [tuple(TableCell(column, (Para(words),)) for column, words in enumerate(cells[:width])) for cells in split]
    return Table(tuple(TableRow(cells, header=ruled and number == 0) for number, cells in enumerate(rows)))
