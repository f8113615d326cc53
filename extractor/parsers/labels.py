"""Printed labels of list items: what stands in front of the words, and how deep in the list it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.document import BULLETS, fold

# Symbol fonts print their bullets from letters or from the private use area; pasted text keeps only the letter.
_SYMBOL_BULLET = re.compile(r"[\uf000-\uf0ffØ§ü]")
_BULLET = re.compile(r"([•◦▪■◼●○‣⁃∙·➢➔✓□❖◆\uf000-\uf0ff])[\s\ufeff]*|([Ø§ü*>–—-]|[-–—]{2})\s+|(o)(?:\t|\s{2,})\s*")

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,5}"
_LETTER = r"[a-z]{1,2}|[ivxl]{1,7}"
_ENUMERATOR = re.compile(
    rf"""(?:
      (?P<round>\((?:{_NUMBER}|{_LETTER}|[A-Z]|[IVXL]{{1,7}})\))(?:\s+|(?=[A-Z]))
    | (?P<half>(?:{_NUMBER}|[a-z]|[ivxl]{{1,7}}|[A-Z]|[IVXL]{{1,7}})\)):?(?:\s+|(?=[A-Z]))
    | (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}}\.)(?:\s+|(?=[A-Z][a-z]))
    | (?P<deep>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}):?\s+
    | (?P<lower>(?:[a-z]|[ivxl]{{1,7}})\.)\s+
    | (?P<upper>(?:[A-Z]|[IVXL]{{1,7}})[.:]?)(?:\t|[\s]{{3,}})\s*
    | (?P<bare>\d{{1,3}})(?:(?:\t|\s{{3,}})\s*|\s+[–-]\s+(?=[A-Z‘“'"]))
    )""",
    re.VERBOSE,
)
_LONE = re.compile(
    rf"(?:\((?:{_NUMBER}|{_LETTER}|[A-Z])\)|(?:{_NUMBER}|[a-z]|[ivxl]{{1,7}})[.)]|\d{{1,2}}(?:\.\d{{1,3}}){{1,5}}|[•▪●◦·])"
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
        return Labelled(_bullet(raw), _bullet(raw), "")
    bullet = _BULLET.match(raw)
    if bullet and (rest := raw[bullet.end() :]):
        glyph = _bullet(bullet.group().strip())
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


def _bullet(glyph: str) -> str:
    glyph = glyph.strip()
    return "•" if _SYMBOL_BULLET.fullmatch(glyph) or glyph == "o" else glyph


class Levels:
    """Tells how deep typed labels stand: a new style of label under an open one is a level deeper."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._last = ""

    def reset(self) -> None:
        self._open.clear()
        self._last = ""

    def level(self, label: str) -> int:
        style = self._style(label)
        self._last = label
        if style in self._open:
            del self._open[self._open.index(style) + 1 :]
        else:
            self._open.append(style)
        return len(self._open) - 1

    def _style(self, label: str) -> str:
        if all(char in BULLETS for char in label):
            return "•" if label in "·●∙" else "-" if label in "–—" else label
        core = label.strip("().:")
        if core.replace(".", "").isdigit():
            return f"{label.startswith('(')}{core.count('.')}"
        case = "i" if core.islower() else "I"
        brackets = "".join(char for char in label if char in "()")
        letters_before = self._last.strip("().:").lower()
        follows = len(core) == 1 and len(letters_before) == 1 and ord(core.lower()) == ord(letters_before) + 1
        if _ROMAN.fullmatch(core) and not (follows and letters_before.isalpha() and letters_before != "i"):
            return f"roman {case} {brackets}" if core.lower() != "v" or not follows else f"letter {case} {brackets}"
        return f"letter {case} {brackets}"
