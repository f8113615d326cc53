"""Reads the rows of action logs, action plans, decision tables and response tables.

Columns are known by their headings (`models/columns.toml`); a log without headings by what its cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from extractor.components.columns import Columns
from extractor.components.passages import cells_of, is_imperative, sub_heading
from extractor.components.reading import Reading
from extractor.components.tags import Place
from extractor.document import Block, Cell, fold

MAX_HEADING = 40  # letters
TRACKS = ("owner", "due", "revised_due", "progress", "status", "response", "impact")
_NO_HEADING = re.compile(r"[\d.#]*")
_ROW_NUMBER = re.compile(r"\(?[A-Z]{0,4}[-/ ]?\d{1,4}(?:\.\d{1,3})*[a-z]?[.)]?")
_INITIALS = re.compile(r"[A-Z][A-Za-z]?[A-Z][a-z]?(?:\s*(?:[/,&+]|and)\s*[A-Z][A-Za-z]?[A-Z][a-z]?)*")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row: the index of its block, its cells by what they hold, and the places of the headings over it.

    `fresh` names the roles whose cells begin in this row and do not span down from one above.
    """

    index: int
    block: Block
    cells: dict[str, Cell]
    fresh: frozenset[str]
    headings: tuple[Place, ...] = ()
    named: bool = True
    heading_words: dict[str, str] = field(default_factory=dict)


def logged_rows(reading: Reading, columns: Columns) -> list[LogRow]:
    """Every row of every table that logs actions, recommendations or decisions, in reading order."""
    rows: list[LogRow] = []
    before: dict[int, str] = {}
    headings = {p.row: p.headings for p in reversed(reading.all_passages) if p.row is not None}
    for blocks in _tables(reading):
        if _is_key(reading, [block for _, block in blocks]):
            continue
        roles = _roles_of(reading, [block for _, block in blocks], columns) or _carried(before, blocks)
        before = roles
        if roles and (is_log(set(roles.values())) or _recommends(reading, [block for _, block in blocks], roles)):
            found = _named_rows(reading, blocks, roles, headings, columns)
        elif not roles and _is_bare_log(reading, [block for _, block in blocks], headings.get(blocks[0][0], ())):
            found = _bare_rows(reading, blocks, headings)
        else:
            continue
        rows.extend(found)
    return rows


_ACCEPTED = re.compile(r"(?:agreed?|accepted)\W*", re.IGNORECASE)
_DECIDES = re.compile(
    r"(?:to |that )?(?:recommend|approv|refus|defer|grant|award|reject|support|declin)", re.IGNORECASE
)


def _recommends(reading: Reading, blocks: list[Block], roles: dict[int, str]) -> bool:
    """Whether a column headed "Recommendation" says what to decide on each row, as tables of grants do."""
    cells = [c for b in blocks if not b.header for c in cells_of(b) if roles.get(c.column) == "recommendation"]
    words = [said for cell in cells if (said := _words(reading, cell))]
    return bool(words) and sum(bool(_DECIDES.match(said)) for said in words) * 2 > len(words)


def rows_by_cell(rows: list[LogRow]) -> dict[int, list[LogRow]]:
    """For the start of each cell the rows that it stands in; more than one where it spans them."""
    found: dict[int, list[LogRow]] = {}
    for row in rows:
        for start in {cell.start_char for cell in row.cells.values()}:
            found.setdefault(start, []).append(row)
    return found


def margin_cells(reading: Reading, columns: Columns) -> dict[int, Cell]:
    """For each row of a table that arranges minutes, the filled cell of its column headed "Action" or "Action by"."""
    found: dict[int, Cell] = {}
    for index, block in enumerate(reading.document.blocks):
        if block.kind != "table_row" or block.header or index in reading.claimed:
            continue
        for cell in cells_of(block):
            if cell.heading and cell.end_char > cell.start_char and _is_margin(cell.heading, columns):
                found[index] = cell
    return found


def _is_margin(heading: str, columns: Columns) -> bool:
    return heading.casefold().startswith(("action", "owner")) and columns.role(heading) in {"action", "owner"}


def rows_to_claim(reading: Reading, rows: list[LogRow]) -> frozenset[int]:
    """The indexes of all rows of the tables that these rows are of, and of every row of column headings."""
    tables = {row.block.table for row in rows}
    blocks = enumerate(reading.document.blocks)
    return frozenset(i for i, b in blocks if b.kind == "table_row" and (b.header or b.table in tables))


def is_log(roles: set[str]) -> bool:
    """Whether columns with these roles log things to be done: what is to be done, and who, when or how far."""
    if "decision" in roles:
        return True
    return (bool(roles & {"action", "recommendation"}) and bool(roles & set(TRACKS))) or (
        "issue" in roles and bool(roles & {"progress", "status"}) and bool(roles & {"owner", "due"})
    )


COLOURS = "(?:red|amber|green|blue|yellow|purple|gr[ae]y|orange)"


def _is_key(reading: Reading, blocks: list[Block]) -> bool:
    """Whether a table explains the colours of another."""
    firsts = [next((said for cell in block.cells if (said := _words(reading, cell))), "") for block in blocks]
    return sum(is_key_line(first) for first in firsts) * 2 > len(firsts)


def is_key_line(words: str) -> bool:
    """Whether a line names a colour of a key, alone or with its meaning, and reports nothing."""
    return bool(re.match(rf"\W*(?:key\b|{COLOURS}\b\s*(?:[-–—=:(]|\W*$))", words, re.IGNORECASE))


def status_word(words: str, statuses: dict[str, Any]) -> str:
    """The status that these words are, "" where they say more than a status."""
    plain = fold(re.sub(r"[^a-z0-9/✓ -]+", " ", words.casefold()))
    return str(statuses.get(plain, ""))


def _tables(reading: Reading) -> Iterator[list[tuple[int, Block]]]:
    rows = [(i, b) for i, b in enumerate(reading.document.blocks) if b.kind == "table_row"]
    for _, group in groupby(rows, key=lambda pair: pair[1].table):
        yield list(group)


def _roles_of(reading: Reading, blocks: list[Block], columns: Columns) -> dict[int, str]:
    """What each grid column holds, from the headings over its cells or from a first row that reads like headings."""
    headings: dict[int, str] = {}
    for block in blocks:
        for cell in block.cells:
            if cell.heading:
                headings.setdefault(cell.column, cell.heading)
    if not headings and len(blocks) > 1:
        headings = {c.column: _words(reading, c) for c in blocks[0].cells}
        known = [columns.role(words) for words in headings.values() if words]
        tasked = is_log(set(known)) or bool(_task_column(blocks, headings, set(known)))
        if not _reads_as_headings(sum(bool(role) for role in known), len(known)) or not tasked:
            return {}
    roles = {column: columns.role(words) for column, words in headings.items() if words}
    roles |= dict.fromkeys(_task_column(blocks, headings, set(roles.values())), "action")
    detail = next((column for column, role in roles.items() if role == "detail"), None)
    if detail is not None:
        told = {"action", "recommendation", "decision"} & set(roles.values())
        roles[detail] = "action" if not told and _tells_tasks(reading, blocks, detail) else "other"
    tasks = [column for column, role in roles.items() if role in {"action", "recommendation"}]
    for column, words in headings.items():
        if words.strip(" :").casefold() == "date" and tasks and column < min(tasks):
            roles[column] = "other"  # the day of the meeting, which a log prints first; a deadline stands behind
    roles |= dict.fromkeys(_reasons(headings), "response")
    first = min((cell.column for block in blocks for cell in block.cells), default=0)
    unnamed = _NO_HEADING.fullmatch(headings.get(first, "")) and "ref" not in roles.values()
    if any(roles.values()) and unnamed and _numbers_rows(reading, blocks, first):
        roles[first] = "ref"
    return _once_each({column: role for column, role in roles.items() if role})


def _reasons(headings: dict[int, str]) -> list[int]:
    """The columns of comments beside one that says whether each row is accepted, whose reasons they give."""
    if not any(_ACCEPTED.fullmatch(words) for words in headings.values()):
        return []
    return [column for column, words in headings.items() if words.casefold().startswith("comment")]


def _task_column(blocks: list[Block], headings: dict[int, str], roles: set[str]) -> list[int]:
    """The one column without a heading, where others say who, when or how far and none what is to be done."""
    if is_log(roles) or len(roles & set(TRACKS)) < 2:
        return []
    unheaded = {cell.column for block in blocks for cell in block.cells if not headings.get(cell.column)}
    return list(unheaded) if len(unheaded) == 1 else []


def _numbers_rows(reading: Reading, blocks: list[Block], column: int) -> bool:
    """Whether a column without a heading, or with a number for one, holds the numbers of the rows."""
    cells = [cell for block in blocks if not block.header for cell in cells_of(block) if cell.column == column]
    words = [said for cell in cells if (said := _words(reading, cell))]
    return bool(words) and all(_ROW_NUMBER.fullmatch(said) for said in words)


def _tells_tasks(reading: Reading, blocks: list[Block], column: int) -> bool:
    """Whether most cells of a column begin as tasks do."""
    cells = [cell for block in blocks if not block.header for cell in cells_of(block) if cell.column == column]
    words = [said for cell in cells if (said := _words(reading, cell))]
    verbs = reading.imperatives
    return sum(is_imperative(said, verbs) for said in words) * 2 > len(words)


def _once_each(roles: dict[int, str]) -> dict[int, str]:
    """Of two columns with one role the first keeps it; the second action is a step, the second date a revised one."""
    seen: set[str] = set()
    kept = {}
    for column, role in sorted(roles.items()):
        name = "revised_due" if role == "due" and role in seen else role
        kept[column] = name if name not in seen or name == "progress" else "other"
        seen.add(name)
    return kept


def _carried(before: dict[int, str], blocks: list[tuple[int, Block]]) -> dict[int, str]:
    """The roles of the table before, where this one has as many columns and no headings of its own."""
    columns = {cell.column for _, block in blocks for cell in block.cells}
    return before if before and len(before) > 2 and columns == set(before) else {}


def _named_rows(
    reading: Reading,
    blocks: list[tuple[int, Block]],
    roles: dict[int, str],
    headings: dict[int, tuple[Place, ...]],
    columns: Columns,
) -> list[LogRow]:
    rows = []
    first = blocks[0][0] if not any(cell.heading for _, block in blocks for cell in block.cells) else -1
    for index, block in blocks:
        if block.header or sub_heading(block) or _repeats_headings(reading, block, columns, first=index == first):
            continue
        cells: dict[str, Cell] = {}
        for cell in block.cells:
            role = roles.get(cell.column, "")
            if role and role != "other" and (cell.end_char > cell.start_char or (role == "status" and cell.fill)):
                cells.setdefault(role, cell)
        begins = {cell.start_char for cell in cells_of(block)}
        fresh = frozenset(role for role, cell in cells.items() if cell.start_char in begins)
        named = {role: cell.heading for role, cell in cells.items()}
        rows.append(LogRow(index, block, cells, fresh, headings.get(index, ()), True, named))
    return rows


def _repeats_headings(reading: Reading, block: Block, columns: Columns, *, first: bool) -> bool:
    """Whether a row prints headings of columns: all known ones, or in the first row of a table most of them."""
    filled = [cell for cell in block.cells if cell.end_char > cell.start_char]
    if len(filled) < 2 or any(cell.end_char - cell.start_char > MAX_HEADING for cell in filled):
        return False
    known = sum(bool(columns.role(_words(reading, cell))) for cell in filled)
    return known == len(filled) or (first and _reads_as_headings(known, len(filled)))


def _reads_as_headings(known: int, filled: int) -> bool:
    """Whether a row of so many cells, some of them known as headings of columns, is a row of headings."""
    return known * 3 >= filled * 2


def _is_bare_log(reading: Reading, blocks: list[Block], headings: tuple[Place, ...]) -> bool:
    """Whether a table without column headings logs actions: it holds status words, or the paper or heading says so."""
    columns = {cell.column for block in blocks for cell in block.cells}
    if not 1 < len(columns) <= 5 and not (len(columns) == 1 and reading.kind == "action_plan"):
        return False
    if reading.kind == "action_plan":
        return True
    titles = ("LOG_TITLE", "ACTIONS_HEADING")
    told = any(reading.has_any(titles, place.start_char, place.end_char) for place in headings)
    last = [cells[-1] for block in blocks if len(cells := cells_of(block)) > 1]
    words = [word for cell in last if (word := _words(reading, cell))]
    are_statuses = bool(words) and all(status_word(word, reading.words["statuses"]) for word in words)
    return (told or are_statuses) and any(_words(reading, block.cells[0]) for block in blocks)


def _bare_rows(
    reading: Reading, blocks: list[tuple[int, Block]], headings: dict[int, tuple[Place, ...]]
) -> list[LogRow]:
    rows = []
    for index, block in blocks:
        filled = [cell for cell in cells_of(block) if cell.end_char > cell.start_char]
        if not filled or sub_heading(block) or block.header:
            continue
        cells: dict[str, Cell] = {}
        for cell in filled[1:]:
            words = _words(reading, cell)
            if status_word(words, reading.words["statuses"]) and cell is filled[-1]:
                cells["status"] = cell
            elif _INITIALS.fullmatch(words) and len(words) <= 24:
                cells["owner"] = cell
            elif "action" not in cells:
                cells["action"] = cell
        if "action" in cells:
            cells["issue"] = filled[0]
        else:
            cells["action"] = filled[0]
        rows.append(LogRow(index, block, cells, frozenset(cells), headings.get(index, ()), named=False))
    return rows


def _words(reading: Reading, cell: Cell) -> str:
    return reading.document.quote(cell.start_char, cell.end_char)
