"""The passages of a paper, in reading order, each with the headings it stands under.

A passage is a block, or a paragraph of a table cell. Titles that a parser took for a list item or a paragraph
are headings here: a numbered line beside numbered headings, a bold or capital line over a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from extractor.components.numbering import follows
from extractor.components.run_in import Open, look, open_with, run_in_titles
from extractor.components.tags import Place
from extractor.document import Block, Cell, Document


@dataclass(frozen=True, slots=True)
class Passage:
    """A block or a part of a cell. `headings` are the places of the headings over it, outermost first.

    `row` is the index of the table row's block that it stands in, None outside tables; `column` its cell's.
    """

    block: Block
    headings: tuple[Place, ...]
    row: int | None = None
    column: int = 0

    @property
    def start(self) -> int:
        """Where its words begin, number and bullet left out."""
        return self.block.content_start

    @property
    def end(self) -> int:
        return self.block.end_char

    @property
    def is_heading(self) -> bool:
        return self.block.kind == "heading"

    @property
    def listed(self) -> bool:
        return bool(self.block.label) and not self.is_heading


def trim(text: str, start: int, end: int, marks: str = "") -> Place:
    """The place without white space, and without `marks`, at its ends."""
    drop = marks + " \t\n\r"
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Place(start, end)


def cells_of(block: Block) -> list[Cell]:
    """The cells that begin in this row; one that spans down from a row above is left out."""
    return [
        cell for cell in block.cells if block.start_char <= cell.start_char < max(block.end_char, block.start_char + 1)
    ]


def parts_of(cell: Cell) -> tuple[Block, ...]:
    """The paragraphs of a cell, one for the whole cell where the parser told none apart."""
    if cell.parts or cell.start_char == cell.end_char:
        return cell.parts
    return (Block("paragraph", cell.start_char, cell.end_char, cell.start_char),)


def is_imperative(words: str, verbs: frozenset[str]) -> bool:
    """Whether the words begin as a task does: a verb of doing, perhaps behind an adverb or "To"."""
    first = [word.strip(",.:;‘'\"“").casefold() for word in words.split()[:3]]
    while first and (first[0].endswith("ly") or first[0] in {"to", "and", "please", "must", "should"}):
        first = first[1:]
    return bool(first) and first[0] in verbs


def passages_of(document: Document, words: Mapping[str, Any]) -> list[Passage]:
    """Every passage of the document in reading order; `words` are those of `models/committee.toml`."""
    verbs = frozenset(words["imperatives"])
    found: list[Passage] = []
    over: Open = []
    titles = run_in_titles(document, words["parts"])
    run_in = set(titles.values())
    table: int | None = None
    for index, block in enumerate(document.blocks):
        if table is not None and table != block.table:
            over = [heading for heading in over if heading[0] < _IN_TABLE]
        table = block.table
        if block.kind != "table_row":
            level = _heading_level(document, index, over, verbs)
            level = level and _inside_part(document, block, level, over, words)
            titled = replace(block, kind="heading", level=level) if level else _as_point(block)
            over = [heading for heading in over if not level or heading[0] < level]
            if not level and _number(block):
                over = open_with(over, block.label, titles.get(index), run_in)
            found.append(Passage(titled, tuple(place for *_, place in over)))
            if level:
                over.append((level, _number(block), _heading_place(block)))
            continue
        title = sub_heading(block)
        over = [heading for heading in over if not title or heading[0] < _IN_TABLE]
        headings = tuple(place for *_, place in over)
        for cell in cells_of(block):
            found.extend(_of_cell(document, cell, headings, index, bool(title)))
        if title:
            over.append((_IN_TABLE, "", title))
    return found


_IN_TABLE = 99


def _inside_part(document: Document, block: Block, level: int, over: Open, words: Mapping[str, Any]) -> int:
    """The level of a heading: one that only opens a decision ("RESOLVED:") is inside the part that prints it."""
    if _bare(document, block.content_start, block.end_char) not in words["open_decisions"]:
        return level
    holding = words["hold_decisions"]
    parts = [at for at, _, place in over if _bare(document, place.start_char, place.end_char) in holding]
    return max(level, parts[-1] + 1) if parts else level


def _bare(document: Document, start: int, end: int) -> str:
    return document.text[start:end].casefold().strip(" \t:–—-.*_")


def _of_cell(
    document: Document, cell: Cell, headings: tuple[Place, ...], row: int, is_title: bool
) -> Iterator[Passage]:
    """The passages of a cell; a short title over a list in it heads the list."""
    parts = parts_of(cell)
    inner: tuple[Place, ...] = ()
    for part, after in zip_longest(parts, parts[1:]):
        titled = is_title or _plain_title(document.text[part.start_char : part.end_char], part, after)
        shown = replace(part, kind="heading") if titled else part
        yield Passage(shown, headings if titled else headings + inner, row, cell.column)
        if titled and not is_title:
            inner = (Place(part.start_char, part.end_char),)


def sub_heading(row: Block) -> Place | None:
    """The words of a row that heads the rows below it: one short bold cell and nothing beside it."""
    filled = [cell for cell in cells_of(row) if cell.end_char > cell.start_char]
    if len(filled) != 1 or len(parts_of(filled[0])) != 1 or row.header:
        return None
    part = parts_of(filled[0])[0]
    short = part.end_char - part.start_char <= 120
    return Place(part.start_char, part.end_char) if short and (part.bold or row.bold) and not part.label else None


def _heading_level(document: Document, index: int, over: Open, verbs: frozenset[str]) -> int:
    """The level of a heading, 0 for any other block. A numbered title that looks like a list item is a heading too."""
    block = document.blocks[index]
    words = document.text[block.content_start : block.end_char].strip()
    if block.kind == "heading":
        lead_in = words.endswith(":") and len(words.split()) > MAX_TITLE
        task = is_imperative(words, verbs) or words.startswith("That ")
        if lead_in or (task and block.label and words[-1:] in {".", ";"}):
            return 0
        numbered = any(level == block.level and number for level, number, _ in over)
        return block.level + 1 if numbered and not _number(block) else block.level
    siblings = [(level, label) for level, label, _ in over if label and look(label) == look(block.label)]
    next_of = [level for level, label in siblings if follows(label, block.label)]
    if next_of and _stands_alone(document, index, words, {place.start_char for *_, place in over}):
        return next_of[-1]
    over_table = not block.label and index + 1 < len(document.blocks) and document.blocks[index + 1].kind == "table_row"
    task = is_imperative(words, verbs) or words.startswith(("That ", "THAT "))
    if not _titled(document, index, words) or (task and not over_table):
        return 0
    same = [level for level, _ in siblings]
    if over_table:
        same = [level for level, label, _ in over if not label and level < _IN_TABLE]
    return same[-1] if same else max([level for level, *_ in over if level < _IN_TABLE], default=0) + 1


MAX_TITLE = 20  # words


def _titled(document: Document, index: int, words: str) -> bool:
    block = document.blocks[index]
    after = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    count = len(words.split())
    if not words or not after or not (words[0].isupper() or words[0].isdigit() or words[0] in "£‘“\"'"):
        return False
    if words.endswith(":") and count <= 4:
        return not block.label and after.kind == "list_item" and not ordinals_start(after)
    if words[-1] in ".;:,?!–—-" or count > MAX_TITLE or block.bulleted or block.kind == "margin_note":
        return False
    under = after.kind == "paragraph" and not after.label
    if not block.label:
        over_table = block.kind == "paragraph" and after.kind == "table_row"
        return over_table or _plain_title(words, block, after)
    capitals = words.upper() == words and count <= 14
    return capitals or (under and (block.bold or count <= 6))


def _plain_title(words: str, block: Block, after: Block | None) -> bool:
    """A line of a few words, each with a capital, over a bulleted list."""
    main = [word for word in words.split() if len(word) > 3]
    short = 0 < len(words.split()) <= 5 and words[-1:].isalnum() and block.kind == "paragraph" and not block.label
    return short and bool(main) and all(word[0].isupper() for word in main) and after is not None and after.bulleted


def ordinals_start(block: Block) -> bool:
    """Whether the label begins a list: "1", "a", "i"."""
    return block.bulleted or block.label.strip("().: ").casefold() in {"1", "a", "i"}


def _as_point(block: Block) -> Block:
    """A block that is no heading after all, as a list item or a paragraph."""
    if block.kind != "heading":
        return block
    return replace(block, kind="list_item" if block.label else "paragraph", level=0)


def _stands_alone(document: Document, index: int, words: str, titles: set[int]) -> bool:
    """Whether a numbered line is short, no sentence, and not the next point of a list that is under way."""
    if not 0 < len(words.split()) <= MAX_TITLE or not (words[-1].isalnum() or words[-1] == ")"):
        return False
    block = document.blocks[index]
    alike = [b for b in document.blocks[max(0, index - 25) : index] if b.label and look(b.label) == look(block.label)]
    listed = bool(alike) and alike[-1].kind == "list_item" and alike[-1].start_char not in titles
    in_list = listed and follows(alike[-1].label, block.label)
    return not in_list and (words[0].isupper() or words[0].isdigit())


def _number(block: Block) -> str:
    return "" if block.bulleted else block.label


def _heading_place(block: Block) -> Place:
    start = block.content_start if block.bulleted else block.start_char
    return Place(start, block.end_char)
