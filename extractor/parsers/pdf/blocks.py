"""Printed lines become paragraphs, headings and list items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.parsers.pdf.assemble import BlockDraft
from extractor.parsers.pdf.lines import PrintedLine

_ENDED = re.compile(r"[.:;?!][”’\"')\]]*$")
_SENTENCE_END = re.compile(r"[.?!][”’\"')\]]*$")
_NO_HEADING_END = re.compile(r"[.,;]$|\s(?:and|or|the|of|to|in|for|with|a)$")
_RUN_IN = re.compile(r"\w+:(?:\s+\S+){4}")
_ROMAN = re.compile(r"[ivxl]+|[IVXL]+")
_FIRST_LABEL = re.compile(r"\(?(?:a|i|1|A|I)[.)]*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in this paper: the size of its type, the step from line to line, and its right margins by page."""

    size: float
    step: float  # baseline to baseline, in sizes
    left: float
    right: dict[int, float]


def measure(lines: Sequence[PrintedLine]) -> Measure:
    """The usual size, step and margins of these lines."""
    sizes: Counter[float] = Counter()
    lefts: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        lefts[round(line.x0)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 11.0
    steps = Counter(
        round((b.baseline - a.baseline) / size, 1)
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and abs(a.size - size) < 0.6 and abs(b.size - size) < 0.6
    )
    usual = [(count, -step) for step, count in steps.items() if 0.9 <= step <= 2.2]
    step = -max(usual)[1] if usual else 1.2
    right: dict[int, float] = {}
    for line in lines:
        right[line.page] = max(right.get(line.page, 0.0), line.x1)
    often = [x for x, count in lefts.items() if count > 0.05 * sum(lefts.values())]
    return Measure(size, step, min(often, default=72.0), right)


def drafts_of(lines: Sequence[PrintedLine], usual: Measure) -> list[BlockDraft]:
    """The lines as paragraphs and list items in the same order."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and not _starts(groups[-1], line, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_draft(group) for group in groups]


def cell_drafts(lines: Sequence[PrintedLine], x0: float, x1: float, usual: Measure) -> list[BlockDraft]:
    """The paragraphs and list items of a table cell that reaches from x0 to x1."""
    if not lines:
        return []
    padding = min(max(0.0, min(line.x0 for line in lines) - x0), 12.0)
    right = dict.fromkeys({line.page for line in lines}, x1 - padding)
    drafts = drafts_of(lines, Measure(lines[0].size, usual.step, x0 + padding, right))
    set_levels(drafts)
    return drafts


def _starts(block: list[PrintedLine], line: PrintedLine, usual: Measure) -> bool:
    """Whether a line opens a new block."""
    before = block[-1]
    labelled = bool(line.label) and not _continues_sentence(block, line, usual)
    if labelled or abs(before.size - line.size) > 0.12 * before.size:
        return True
    if before.page != line.page or line.baseline < before.baseline - 1:
        return not _runs_over(block, line, usual)
    step = (line.baseline - before.baseline) / line.size
    own = (before.baseline - block[-2].baseline) / line.size if len(block) > 1 and block[-2].page == before.page else 0
    if step > max(1.28 * usual.step, 1.15 * own if own else 0) and not _centred(before, line):
        return True
    if step > 2.2 * usual.step:
        return True
    if _out_of_line(block, line):
        return True
    if not _ENDED.search(before.text) and line.text[:1].islower():
        return False
    broken = _broken_off(before, line, usual)
    if before.italic != line.italic or before.text.isupper() != line.text.isupper():
        return broken or _ENDED.search(before.text) is not None
    return broken or before.bold != line.bold


def _continues_sentence(block: list[PrintedLine], line: PrintedLine, usual: Measure) -> bool:
    """Whether a line that begins like a list item ("10 per cent", "– which") is the next line of a sentence."""
    before, first = block[-1], block[0]
    if line.label in "•◦■◼●○▪➢✓❖◆□" or _ENDED.search(before.text) or before.page != line.page:
        return False
    if not 0 < line.baseline - before.baseline < 1.28 * usual.step * line.size:
        return False
    left = first.words_x if first.label else before.x0
    return abs(line.x0 - left) < 3 and not _broken_off(before, line, usual)


def _broken_off(before: PrintedLine, line: PrintedLine, usual: Measure) -> bool:
    """Whether the line before ended though the first word of this one would have had room behind it."""
    word = line.text.split(" ", 1)[0]
    reach = before.x1 + (before.x0 - usual.left if _centred(before, line) else 0.0)
    width = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word) + 1)
    right = usual.right[before.page]
    slack = 0.04 if _ENDED.search(before.text) else 0.1
    return reach + 1.15 * width + slack * (right - usual.left) < right


def _runs_over(block: list[PrintedLine], line: PrintedLine, usual: Measure) -> bool:
    """Whether a block goes on at the top of the next page or column."""
    first, before = block[0], block[-1]
    if before.bold != line.bold or _out_of_line(block, line) or line.page - before.page > 1:
        return False
    if not _ENDED.search(before.text):
        return line.text[:1].islower() or not _broken_off(before, line, usual)
    hanging = bool(first.label) and first.words_x > first.x0 + 6
    return hanging and abs(line.x0 - first.words_x) < 4 and not before.text.endswith(":")


def _out_of_line(block: list[PrintedLine], line: PrintedLine) -> bool:
    """Whether a line starts where no line of this block may."""
    first, before = block[0], block[-1]
    allowed = [before.x0, first.words_x]
    if len(block) == 1 and first.label:
        allowed.append(first.x0)
    if len(block) == 1 and not first.label and 0 < first.x0 - line.x0 < 45:
        return _ENDED.search(before.text) is not None  # a first line set in
    return all(abs(line.x0 - x) > 5 for x in allowed) and not _centred(before, line)


def _centred(before: PrintedLine, line: PrintedLine) -> bool:
    same = abs((before.x0 + before.x1) - (line.x0 + line.x1)) < 6 and abs(before.x0 - line.x0) > 3
    return same and before.bold == line.bold and before.x0 > 90


def _draft(lines: list[PrintedLine]) -> BlockDraft:
    first = lines[0]
    return BlockDraft(
        "list_item" if first.label else "paragraph",
        lines,
        first.label,
        indent=first.words_x if first.label else min(line.x0 for line in lines),
        bold=all(line.bold for line in lines),
        page=first.page,
    )


def mark_headings(drafts: list[BlockDraft], usual: Measure) -> None:
    """Make headings of the drafts that are set like headings, with levels by how they are set."""
    ranks: dict[int, tuple[float, int]] = {}
    for i, draft in enumerate(drafts):
        if draft.kind == "table_row":
            continue
        rank = _heading_rank(draft, usual)
        if rank is None and _stands_alone(drafts, i, usual):
            rank = (usual.size, 4)
        if rank:
            ranks[i] = rank
    order = sorted(set(ranks.values()), key=lambda rank: (-rank[0], rank[1]))
    for i, rank in ranks.items():
        drafts[i].kind, drafts[i].level = "heading", order.index(rank) + 1


def _heading_rank(draft: BlockDraft, usual: Measure) -> tuple[float, int] | None:
    """How a heading is set, as (size, weight: 0 the strongest), None for what is no heading."""
    text = " ".join(line.text for line in draft.lines)
    content = text[len(draft.label) :].strip()
    if not _LETTER.search(content) or len(content) > 220 or len(draft.lines) > 4 or _NO_HEADING_END.search(text):
        return None
    if draft.label and not draft.label[-1].isdigit() and not draft.label[0].isalnum():
        return None
    size = round(draft.lines[0].size * 2) / 2
    capitals = content.isupper() and len(content) > 3
    if size > usual.size + 0.9:
        return size, 0 if draft.bold else 1
    if size < usual.size - 0.9:
        return None
    if draft.bold:
        return None if _RUN_IN.match(content) else (usual.size, 1 if capitals else 2)
    if capitals and len(draft.lines) < 3:
        return usual.size, 2
    if all(line.italic for line in draft.lines) and not draft.label and len(draft.lines) < 3:
        return usual.size, 3
    return None


def _stands_alone(drafts: list[BlockDraft], i: int, usual: Measure) -> bool:
    """Whether a plain short line heads the list or the prose below it."""
    draft = drafts[i]
    if not _short(draft, usual) or i + 1 >= len(drafts) or i == 0:
        return False
    after, before = drafts[i + 1], drafts[i - 1]
    if after.kind == "table_row" or before.kind == "table_row":
        return before.kind != "paragraph"
    if _short(after, usual) or _short(before, usual) and before.kind != "heading":
        return False
    long_enough = after.kind == "list_item" or sum(len(line.text) for line in after.lines) > 90
    text = draft.lines[0].text
    return long_enough and text[0].isupper() and draft.lines[0].x0 < usual.left + 12 and ":" not in text


def _short(draft: BlockDraft, usual: Measure) -> bool:
    if draft.kind != "paragraph" or len(draft.lines) > 1 or _heading_rank(draft, usual):
        return False
    line = draft.lines[0]
    width = usual.right[line.page] - usual.left
    return line.x1 - line.x0 < 0.62 * width and not _ENDED.search(line.text) and len(line.text.split()) < 11


def _label_style(label: str, previous: str) -> str:
    """The kind of a label: bullets by glyph, "1.", "1.1", "(a)", "a.", "iv)"; "(i)" after "(h)" is a letter."""
    core = label.strip("().")
    if not core[:1].isalnum():
        return core
    if core[0].isdigit():
        kind = "1"
    elif _ROMAN.fullmatch(core) and not (len(core) == 1 and _is_next(core, previous.strip("()."))):
        kind = "i" if core.islower() else "I"
    else:
        kind = "a" if core.islower() else "A"
    return f"{label[0] if label[0] == '(' else ''}{kind}{core.count('.')}{label[-1] if label[-1] in ').' else ''}"


def _is_next(letter: str, previous: str) -> bool:
    return len(previous) == 1 and ord(letter) == ord(previous) + 1


@dataclass(slots=True)
class _Level:
    """An open list: the style and left edge of its labels, and the last of them."""

    style: str
    x0: float
    label: str


def set_levels(drafts: Sequence[BlockDraft]) -> None:
    """Give every list item its depth, from its left edge and the style of its label."""
    stack: list[_Level] = []
    for draft in drafts:
        if draft.kind != "list_item":
            if draft.kind != "paragraph" or (stack and draft.indent <= stack[0].x0 + 3):
                stack.clear()
            continue
        x0 = draft.lines[0].x0
        known = _matching(stack, draft.label, x0)
        if known is None:
            style = _label_style(draft.label, "")
            opens = _FIRST_LABEL.fullmatch(draft.label) is not None or not style[0].isalnum()
            while stack and (stack[-1].x0 > x0 + 3 or (abs(stack[-1].x0 - x0) <= 3 and not opens)):
                stack.pop()
            stack.append(_Level(style, x0, draft.label))
        else:
            del stack[known + 1 :]
            stack[known].label = draft.label
        draft.level = len(stack) - 1


def _matching(stack: Sequence[_Level], label: str, x0: float) -> int | None:
    """The innermost open list that a label at this place goes on."""
    for i in range(len(stack) - 1, -1, -1):
        if abs(stack[i].x0 - x0) < 8 and _label_style(label, stack[i].label) == stack[i].style:
            return i
    return None
