"""Which blocks are headings, and how deep each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.parsers.pdf.assemble import BlockDraft
from extractor.parsers.pdf.blocks import Measure, has_ended

_NO_HEADING_END = (".", ",", ";", " and", " or", " the", " of", " to", " in", " for", " with", " a")
_RUN_IN = re.compile(r"\w+:(?:\s+\S+){4}")
_PAGES = re.compile(r"\s*\(pages?\s*\d[\d\s,–to-]*\)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")  # and not a postcode or the number of a room
_LETTER = re.compile(r"[^\W\d_]")


def mark_headings(drafts: Sequence[BlockDraft], usual: Measure) -> None:
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
    if len(draft.lines) > 4 or any(line.listed for line in draft.lines):
        return None
    text = " ".join(line.text for line in draft.lines)
    content = text[len(draft.label) :].strip()
    if content.endswith(")"):
        content = _PAGES.sub("", content)
    if not _LETTER.search(content) or len(content) > 220 or text.endswith(_NO_HEADING_END):
        return None
    if draft.label and not draft.label.strip("()")[:1].isalnum():
        return None  # a bullet
    size = round(draft.lines[0].size * 2) / 2
    if size > usual.size + 0.9:
        return size, 0 if draft.bold else 1
    weight = _weight(draft, content) if size > usual.size - 0.9 else None
    return (usual.size, weight) if weight else None


def _weight(draft: BlockDraft, content: str) -> int | None:
    """How strongly words of the usual size are set as a heading: 1 bold capitals, 2 bold or capitals, 3 italics."""
    capitals = content.isupper() and _WORD.search(content) is not None
    if draft.bold and not _RUN_IN.match(content):
        return 1 if capitals else 2
    if len(draft.lines) > 2 or draft.bold:
        return None
    if capitals:
        return 2
    return 3 if all(line.italic for line in draft.lines) and not draft.label and len(content) < 90 else None


def _stands_alone(drafts: Sequence[BlockDraft], i: int, usual: Measure) -> bool:
    """Whether a plain short line heads the list or the prose below it."""
    draft = drafts[i]
    if not _short(draft, usual) or i + 1 >= len(drafts) or i == 0:
        return False
    after, before = drafts[i + 1], drafts[i - 1]
    if after.kind == "table_row" or before.kind == "table_row":
        return before.kind != "paragraph"
    if _heading_rank(after, usual):
        return False
    if _short(after, usual) or (_short(before, usual) and before.kind != "heading"):
        return False
    long_enough = after.kind == "list_item" or sum(len(line.text) for line in after.lines) > 90
    text = draft.lines[0].text
    return long_enough and text[0].isupper() and draft.lines[0].x0 < usual.left + 12 and ":" not in text


def _short(draft: BlockDraft, usual: Measure) -> bool:
    if draft.kind != "paragraph" or len(draft.lines) > 1 or _heading_rank(draft, usual):
        return False
    line = draft.lines[0]
    width = usual.right[line.page] - usual.left
    return line.x1 - line.x0 < 0.62 * width and not has_ended(line.text) and len(line.text.split()) < 11
