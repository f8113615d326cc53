"""Letters as anybody would type them: bullets, ligatures, odd spaces and the private signs of symbol fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.parsers.pdf.page import Piece, Rectangle
from extractor.parsers.pdf.style import Style

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PICTURED = {"\uf0fc": "✓", "\uf0fe": "✓", "\uf0d8": "➢", "\uf0e0": "→", "\uf06f": "□", "\uf0a8": "□"}
_PLAIN = str.maketrans(
    {"\ufffe": "-", "\u2011": "-", "\u200b": None, "\ufeff": None, "\u2060": None}
    | dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
    | {0xFB00 + i: letters for i, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
    | dict.fromkeys((*range(32), *range(127, 160)), " ")
    | _PICTURED
)
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}\ue000-\uf8ff]")
_SMALL_DOT = 7.0  # points: what is drawn no larger is a bullet of any type
_BULLETS = {"o": "◦", "−": "–", "―": "–", "‐": "–"}  # what stands for a bullet at the start of a line


def may_be_label(word: str) -> bool:
    """Whether the first word of a line may be a list label."""
    return len(word) < 3 or (len(word) < 9 and not word.isalpha())


def clean(text: str) -> str:
    """The letters as anybody would type them: no ligature, odd space, control or private sign."""
    if not (text.isascii() and text.isprintable()) and _ODD.search(text):
        text = _PRIVATE.sub("•", text.translate(_PLAIN))
    return " ".join(text.split()) if "  " in text else text.strip()


def with_bullet(text: str, lead: Style, gap: float) -> str:
    """The text with a true bullet where a sign at its start, `gap` points before the words, stands for one."""
    return _BULLETS.get(text[0], "•") + text[1:] if _is_bullet(text, lead, gap) else text


def _is_bullet(text: str, lead: Style, gap: float) -> bool:
    """Whether a sign at the start of a line is a bullet: a symbol font's, a minus, or an "o" with a gap behind it."""
    if len(text) > 1 and text[1] != " ":
        return False
    if text[0] in "−―‐":
        return True
    if lead.symbol:
        return text[0].isalnum()
    return text[0] == "o" and (len(text) == 1 or gap > 1.1 * lead.size)


def mark_bullet(dot: Rectangle, pieces: Sequence[Piece]) -> None:
    """Put a bullet in front of the words that a drawn dot stands before, where it is no larger than theirs is."""
    x0, top, x1, bottom = dot
    middle = (top + bottom) / 2
    level = [p for p in pieces if p.baseline - 0.8 * p.size < middle < p.baseline + 0.15 * p.size]
    behind = min((p for p in level if 0 < p.x0 - x1 < 2.5 * p.size), key=lambda p: p.x0, default=None)
    if not behind or x1 - x0 > max(_SMALL_DOT, 0.5 * behind.size):
        return
    if not any(x0 - 2 * behind.size < p.x1 <= x0 + 1 for p in level):
        behind.text, behind.words_x, behind.x0 = f"• {behind.text}", behind.x0, x0
