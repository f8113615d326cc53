"""How deep the items of a list stand inside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.parsers.pdf.assemble import BlockDraft

_ROMAN = re.compile(r"[ivxl]+|[IVXL]+")
_FIRST_LABEL = re.compile(r"\(?(?:a|i|1|A|I)[.)]*")


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
    ended = False  # whether the item before ends its sentence, so that nothing need stand under it
    for draft in drafts:
        if draft.kind != "list_item":
            if draft.kind != "paragraph" or (stack and draft.indent <= stack[0].x0 + 3):
                stack.clear()
            continue
        x0 = draft.lines[0].x0
        known = _matching(stack, draft.label, x0)
        if known is None:
            style = _label_style(draft.label, "")
            opens = not ended and (_FIRST_LABEL.fullmatch(draft.label) is not None or not style[0].isalnum())
            while stack and (stack[-1].x0 > x0 + 3 or (abs(stack[-1].x0 - x0) <= 3 and not opens)):
                stack.pop()
            stack.append(_Level(style, x0, draft.label))
        else:
            del stack[known + 1 :]
            stack[known].label = draft.label
        draft.level = len(stack) - 1
        ended = draft.lines[-1].text[-1:] in ".;"


def _matching(stack: Sequence[_Level], label: str, x0: float) -> int | None:
    """The innermost open list that a label at this place goes on."""
    for i in range(len(stack) - 1, -1, -1):
        if abs(stack[i].x0 - x0) < 8 and _label_style(label, stack[i].label) == stack[i].style:
            return i
    return None
