"""Printed labels of list items: what stands in front of the words, and how deep in the list it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.document import BULLETS, fold

# Symbol fonts print their bullets from letters or from the private use area; pasted text keeps only the letter.
_SYMBOLS = {"Ø": "➢", "\uf0d8": "➢", "§": "▪", "\uf0a7": "▪", "ü": "✓", "\uf0fc": "✓", "\uf0fb": "✗",
            "o": "◦", "\uf076": "❖",
            "\uf0a8": "□", "\uf06f": "□", "\uf0e8": "➔", "\uf0e0": "➔", "\uf02d": "-"}  # fmt: skip
_KEPT = frozenset("()[]#§†‡")
_BULLET = re.compile(r"[\uf000-\uf0ffØ§ü]")
_BULLET = re.compile(r"([•◦▪■◼●○‣⁃∙·➢➔✓□❖◆\uf000-\uf0ff])[\s\ufeff]*|([Ø§ü*>–—-]|[-–—]{2})\s+|(o)(?:\t|\s{2,})\s*")

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,5}"
_LETTER = r"[a-z]{1,2}|[ivxl]{1,7}"
_ENUMERATOR = re.compile(
    rf"""(?:
      (?P<round>(?:\((?:{_NUMBER}|{_LETTER}|[A-Z]|[IVXL]{{1,7}})\)|\[[a-wyz]\]))(?:\s+|(?=[A-Z]))
    | (?P<half>(?:{_NUMBER}|[a-z]|[ivxl]{{1,7}}|[A-Z]|[IVXL]{{1,7}})\)):?(?:\s+|(?=[A-Z]))
    | (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}}\.)(?:\s+|(?=[A-Z][A-Za-z]))
    | (?P<deep>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}):?\s+
    | (?P<minute>(?!(?:19|20)\d\d/)(?:[A-Z]{{1,5}}[/ -]?)?\d{{1,4}}[a-z]?/\d{{2,4}}(?:-\d{{1,4}})?)
      [.:]?(?:\t|\s+(?=[A-Z‘“"'(]))\s*
    | (?P<lower>(?:[a-z]|[ivxl]{{1,7}})\.)\s+
    | (?P<upper>(?:[A-Z]|[IVXL]{{1,7}})[.:]?)(?:\t|[\s]{{3,}})\s*
    | (?P<bare>\d{{1,4}}(?=\t)|\d{{1,3}}[a-z]?(?=\t|\s{{3}})|\d{{1,3}})
      (?:(?:\t|\s{{3,}})\s*|\s+[–-]\s+(?=[A-Z‘“'"]))
    )""",
    re.VERBOSE,
)
_LONE = re.compile(
    rf"""\((?:{_NUMBER}|{_LETTER}|[A-Z])\) | (?:\d{{1,4}}|{_NUMBER}|[a-z]|[ivxl]{{1,7}})[.)]
    | \d{{1,2}}(?:\.\d{{1,3}}){{1,5}} | \d{{1,3}}[a-z] | \d{{1,4}}[a-z]?/\d{{2,4}} | [•▪●◦·]""",
    re.VERBOSE,
)
_NOT_AFTER_NUMBER = re.compile(
    r"(?:[ap]\.?m\b|noon\b|hrs\b|%|[–-]\s*\d|to \d|million\b|billion\b|per cent\b|x \d)", re.I
)
_ROMAN = re.compile(r"[ivxl]+", re.I)


class Labelled(NamedTuple):
    """Words apart from their label; `printed` is all that stands before them, `label` the number or bullet of it."""

    printed: str
    label: str
    words: str


def split_label(raw: str) -> Labelled:
    """The label that a person typed in front of the words, if any. Wide gaps must still be in `raw`."""
    raw = raw.strip()
    if lone_label(raw):
        return Labelled(bullet(raw), bullet(raw), "")
    found = _BULLET.match(raw)
    if found and (rest := raw[found.end() :]):
        glyph = bullet(found.group())
        number = _enumerator(rest)
        if number.label:
            return Labelled(f"{glyph} {number.printed}", number.label, number.words)
        return Labelled(glyph, glyph, rest)
    return _enumerator(raw)


def lone_label(raw: str) -> bool:
    """Whether the words are a label and nothing else, as pages pasted from a table leave them."""
    return bool(_LONE.fullmatch(raw))


def bulleted(label: str) -> bool:
    """Whether a label is a bullet, and numbers nothing."""
    return not any(char.isalnum() for char in label)


def _enumerator(raw: str) -> Labelled:
    match = _ENUMERATOR.match(raw)
    if not match or not (rest := raw[match.end() :]):
        return Labelled("", "", raw)
    if match["deep"] and (_NOT_AFTER_NUMBER.match(rest) or (rest[0].islower() and not _wide(match.group()))):
        return Labelled("", "", raw)
    label = next(group for group in match.groups() if group)
    return Labelled(fold(match.group()), label, rest)


def _wide(gap: str) -> bool:
    return "\t" in gap or len(gap) - len(gap.rstrip()) > 1


def bullet(glyph: str) -> str:
    """The bullet that a glyph of a symbol font prints; a glyph that is no symbol stays as it is."""
    glyph = glyph.strip()
    if glyph in _SYMBOLS:
        return _SYMBOLS[glyph]
    if len(glyph) != 1 or glyph.isalnum() or glyph in BULLETS or glyph in _KEPT:
        return glyph
    return "•"


class Levels:
    """Tells how deep labels stand: a new style of label under an open one, or further in than it, is deeper."""

    def __init__(self) -> None:
        self._open: list[tuple[str, float]] = []
        self._last = ""

    def reset(self) -> None:
        self._open.clear()
        self._last = ""

    def level(self, label: str, indent: float = 0.0, known: int = 0) -> int:
        """The depth of the next label, 0 for the outermost.

        `indent` is 0.0 where the file has none; `known` is a depth that the file gives, 0 where it may be deeper.
        """
        style = self._style(label)
        self._last = label
        if known:
            self._open = [*self._open[:known], *[("", 0.0)] * (known - len(self._open)), (style, indent)]
            return known
        styles = [open_style for open_style, _ in self._open]
        if style in styles and (not indent or self._open[styles.index(style)][1] >= indent):
            del self._open[styles.index(style) + 1 :]
            return len(self._open) - 1
        while self._open and (self._closed_by_indent(indent) or _numbers_after_bullet(style, self._open[-1][0])):
            self._open.pop()
        self._open.append((style, indent))
        return len(self._open) - 1

    def _closed_by_indent(self, indent: float) -> bool:
        return bool(indent) and self._open[-1][1] >= indent

    def _style(self, label: str) -> str:
        if bulleted(label):
            return "•" if label in "·●∙" else "-" if label in "–—" else label
        core = label.strip("().:")
        if "/" in core:
            return "1/"
        if core.replace(".", "").isdigit():
            return f"1{'(' if label.startswith('(') else ''}{core.count('.')}"
        case = "i" if core.islower() else "I"
        brackets = "".join(char for char in label if char in "()")
        letter_before = self._last.strip("().:").lower()
        follows = len(core) == len(letter_before) == 1 and ord(core.lower()) == ord(letter_before) + 1
        roman = _ROMAN.fullmatch(core) and not follows
        return f"{'roman' if roman else 'letter'} {case} {brackets}"


def _numbers_after_bullet(style: str, above: str) -> bool:
    """Whether a number follows bullets that it cannot stand under."""
    return style.startswith("1") and bulleted(above)
