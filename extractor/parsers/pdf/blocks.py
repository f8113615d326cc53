"""Printed lines become paragraphs and list items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.parsers.pdf.assemble import BlockDraft
from extractor.parsers.pdf.levels import set_levels
from extractor.parsers.pdf.lines import PrintedLine

POINTS = (".", ":", ";", "?", "!")

_FEW_LINES = 12
_FAR = 0.6  # of the width between the margins: print that begins further right is an address, a line each
_OPEN = frozenset(
    ["a", "an", "and", "at", "between", "from", "its", "of", "on", "or", "our", "the", "their", "with"]
)  # no paragraph ends so


def has_ended(text: str) -> bool:
    """Whether words end with a point, which marks of quotation and brackets may follow."""
    return text.rstrip("”’\"')]").endswith(POINTS)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in this paper: the size of its type, the step from line to line, and its right margins by page."""

    size: float
    step: float  # baseline to baseline, in sizes
    left: float
    right: dict[int, float]


def measure(lines: Sequence[PrintedLine], widths: Mapping[int, float]) -> Measure:
    """The usual size, step and margins of these lines, which stand on pages of these widths."""
    printed: Counter[float] = Counter()
    lefts: Counter[float] = Counter()
    for line in lines:
        printed[line.size] += len(line.text)
        lefts[round(line.x0)] += len(line.text)
    sizes: Counter[float] = Counter()
    for size, count in printed.items():
        sizes[round(size * 2) / 2] += count
    size = sizes.most_common(1)[0][0] if sizes else 11.0
    often = [x for x, count in lefts.items() if count > 0.05 * sum(lefts.values())]
    left = min(often, default=72.0)
    return Measure(size, _usual_step(lines, size), left, _right_margins(lines, left, widths))


def _usual_step(lines: Sequence[PrintedLine], size: float) -> float:
    """From line to line in running text: the smallest step that is at all common."""
    steps = Counter(
        round((b.baseline - a.baseline) / size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and abs(a.size - size) < 0.6 and abs(b.size - size) < 0.6
    )
    usual = {step: count for step, count in steps.items() if 0.9 <= step <= 2.2}
    return min((step for step, count in usual.items() if count >= 0.2 * max(usual.values())), default=1.2)


def _right_margins(lines: Sequence[PrintedLine], left: float, widths: Mapping[int, float]) -> dict[int, float]:
    """Where the longest line of each page ends; a page of few lines is taken to have its margins alike."""
    right: dict[int, float] = {}
    count = Counter(line.page for line in lines)
    for line in lines:
        right[line.page] = max(right.get(line.page, 0.0), line.x1)
    return {page: max(x, widths[page] - left) if count[page] < _FEW_LINES else x for page, x in right.items()}


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
    labelled = line.label and not _continues_sentence(block, line, usual)
    if labelled or before.listed or abs(before.size - line.size) > 0.12 * before.size:
        return True
    if before.page != line.page or line.baseline < before.baseline - 1:
        return not _runs_over(block, line, usual)
    if _steps_down(block, line, usual):
        return True
    cut = _is_cut(before, line)
    if _out_of_line(block, line):
        return not (cut and abs(line.x0 - usual.left) < 3)  # it may run on under the picture that it ran beside
    return not cut and _is_done(before, line, usual)


def _is_done(before: PrintedLine, line: PrintedLine, usual: Measure) -> bool:
    """Whether a line ends its block by how it is set, and how the next one is."""
    if before.x0 > usual.left + _FAR * (usual.right[before.page] - usual.left):
        return True
    if before.bold != line.bold or _broken_off(before, line, usual):
        return True
    alike = before.italic == line.italic and before.text.isupper() == line.text.isupper()
    return not alike and has_ended(before.text)


def _is_cut(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether the words of two lines say that a sentence runs from one to the other."""
    rest, _, last = before.text.rpartition(" ")
    if last in _OPEN and not rest.endswith((";", ",")):
        return True
    return line.text[:1].islower() and not has_ended(before.text)


def _steps_down(block: list[PrintedLine], line: PrintedLine, usual: Measure) -> bool:
    """Whether more space stands above a line than between the lines of a block."""
    before = block[-1]
    step = (line.baseline - before.baseline) / line.size
    if step <= 1.28 * usual.step:
        return False
    own = 0.0
    if len(block) > 1 and block[-2].page == before.page:
        own = (before.baseline - block[-2].baseline) / line.size
    limit = 2.2 * usual.step if _centred(before, line) else 1.28 * usual.step
    return step > max(limit, 1.15 * own)


def _continues_sentence(block: list[PrintedLine], line: PrintedLine, usual: Measure) -> bool:
    """Whether a line that begins like a list item ("10 per cent", "– which") is the next line of a sentence."""
    before, first = block[-1], block[0]
    if line.label in "•◦■◼●○▪➢✓❖◆□" or has_ended(before.text) or before.page != line.page:
        return False
    if not 0 < line.baseline - before.baseline < 1.28 * usual.step * line.size:
        return False
    set_in = first.label or (len(block) == 1 and first.words_x > first.x0)
    left = first.words_x if set_in else before.x0
    return abs(line.x0 - left) < 3 and not _broken_off(before, line, usual)


def _broken_off(before: PrintedLine, line: PrintedLine, usual: Measure) -> bool:
    """Whether the line before ended though the first word of this one would have had room behind it."""
    word = line.text.split(" ", 1)[0]
    left, right = usual.left, usual.right[before.page]
    if before.room < right:
        left, right = before.x0, before.room
    reach = left + before.x1 - before.x0 if _centred(before, line) else before.x1
    width = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word) + 1)
    slack = 0.04 if has_ended(before.text) else 0.1
    return reach + 1.15 * width + slack * (right - left) < right


def _runs_over(block: list[PrintedLine], line: PrintedLine, usual: Measure) -> bool:
    """Whether a block goes on at the top of the next page or column."""
    first, before = block[0], block[-1]
    if before.bold != line.bold or line.page - before.page > 1:
        return False
    if _out_of_line(block, line):
        return line.page == before.page and _is_cut(before, line)  # in the next column
    if not has_ended(before.text):
        return line.text[:1].islower() or not _broken_off(before, line, usual)
    hanging = bool(first.label) and first.words_x > first.x0 + 6
    return hanging and abs(line.x0 - first.words_x) < 4 and not before.text.endswith(":")


def _out_of_line(block: list[PrintedLine], line: PrintedLine) -> bool:
    """Whether a line starts where no line of this block may."""
    first, before = block[0], block[-1]
    if len(block) == 1 and not first.label and 0 < first.x0 - line.x0 < 45:
        return has_ended(before.text)  # a first line set in
    if abs(line.x0 - before.x0) <= 5 or abs(line.x0 - first.words_x) <= 5:
        return False
    return not _centred(before, line)


def _centred(before: PrintedLine, line: PrintedLine) -> bool:
    same = abs((before.x0 + before.x1) - (line.x0 + line.x1)) < 6 and abs(before.x0 - line.x0) > 3
    return same and before.bold == line.bold and before.x0 > 90


def _draft(lines: list[PrintedLine]) -> BlockDraft:
    first = lines[0]
    if len(lines) > 1 and first.text.isdigit() and lines[1].x0 < first.x1:
        first.label, first.words_x = "", first.x0  # the day of a date that a narrow cell breaks
    return BlockDraft(
        "list_item" if first.label else "paragraph",
        lines,
        first.label,
        indent=first.words_x if first.label else min(line.x0 for line in lines),
        bold=all(line.bold for line in lines),
        page=first.page,
    )
