"""Where a line break inside a paragraph ends a statement, and where it only breaks the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.parsers.elements import Para, Table
from extractor.parsers.labels import split_label
from extractor.parsers.numbering import number_as

LINE_BREAK = "\v"

# A line broken before this many characters was ended on purpose, not wrapped.
_SHORT_LINE = 60

_BREAKS = re.compile(r"[^\S\v]*(\v(?:\s*\v)*)\s*")
_ENDS = re.compile(r"[.;:!?–—][”\"’')\]]*$")
# A note in the margin is short, holds no figures and no sentence, and stands well away from a whole line of words.
_NOTE = re.compile(r"[A-Z][^\t\d.;:]{1,29}")
_NOTE_WORDS = 4
_SET_OFF_FROM = 30
_WIDE_GAP = " " * 6
# "Resolved: (1) That ...": a short lead-in, and the first of the limbs that it leads to.
_LEAD = re.compile(r"\s*([A-Z][A-Za-z’' ]{3,40}?\s?(?::|–|-|:-|: -|:–))\s+(?=\((1|a|i)\)\s)")
_LIMB_STYLES = {"1": "decimal", "a": "lowerLetter", "i": "lowerRoman"}
_MOST_LIMBS = 40
_HANGS = re.compile(r"\b(?:of|for|and|the|to|in|with|on|by|from|or|a|an|at|that|as|their|its)$", re.I)
_STATEMENT = re.compile(r"[A-Z][\w’'/()-]*(?: [\w’'/&()-]+){0,3} ?:\s")


def split_breaks(words: str) -> Iterator[str]:
    """The statements of a paragraph whose line breaks are marked: a break joins words that run on across it."""
    if LINE_BREAK not in words:
        yield words
        return
    parts = _BREAKS.split(words)
    current = parts[0]
    for breaks, part in zip(parts[1::2], parts[2::2], strict=True):
        if current.strip() and part.strip() and not _parted(current.rstrip(), breaks, part):
            current = f"{current} {part}"
        else:
            yield current
            current = part
    yield current


def rejoin(elements: Iterable[Para | Table]) -> list[Para | Table]:
    """The elements, with a sentence made whole that a stray end of paragraph had cut after a word such as "the"."""
    whole: list[Para | Table] = []
    for element in elements:
        before = whole[-1] if whole else None
        if isinstance(before, Para) and isinstance(element, Para) and _carries_on(before, element):
            whole[-1] = replace(before, words=f"{before.words.rstrip()} {element.words.lstrip()}")
        else:
            whole.append(element)
    return whole


def _carries_on(before: Para, after: Para) -> bool:
    plain = before.kind != "heading" and after.kind == "paragraph" and not after.label and before.bold == after.bold
    if not plain or len(before.words) <= 40 or split_label(after.words).label:
        return False
    return after.words.lstrip()[:1].islower() and hangs(before.words)


def split_para(para: Para) -> Iterator[Para]:
    """The statements that a paragraph runs together: a lead-in, the limbs numbered after it, a note in the margin."""
    for limb in split_limbs(para):
        yield from split_margin(limb)


def split_limbs(para: Para) -> Iterator[Para]:
    """The paragraph; where it leads in to limbs that are numbered within it, the lead-in and each limb."""
    lead = _LEAD.match(para.words) if para.kind == "paragraph" and not para.label else None
    if not lead:
        yield para
        return
    yield replace(para, words=lead[1])
    words, start = para.words[lead.end() :], 0
    style = lead[2]
    for number in range(2, _MOST_LIMBS):
        label = f"({number_as(_LIMB_STYLES[style], number)})"
        at = words.find(f" {label} ", start)
        if at < 0 or not words[:at].rstrip().endswith((";", ".", ",", ":", " and", " or")):
            break
        yield replace(para, words=words[start:at])
        start = at + 1
    yield replace(para, words=words[start:])


def split_margin(para: Para) -> Iterator[Para]:
    """The paragraph, and apart from it a name or short note that was set off at its right-hand end."""
    words = para.words.replace("\xa0", " ").strip()
    head, gap, note = words.rpartition("\t" if "\t" in words else _WIDE_GAP)
    head, note = head.strip(), note.strip()
    set_off = gap and len(head) >= _SET_OFF_FROM and not head.endswith(":") and _NOTE.fullmatch(note)
    if para.kind not in {"paragraph", "list_item"} or not set_off or len(note.split()) > _NOTE_WORDS:
        yield para
        return
    yield replace(para, words=head)
    yield Para(note, "margin_note", bold=para.bold)


def hangs(words: str) -> bool:
    """Whether the words break off: after a word that no sentence ends with."""
    return bool(_HANGS.search(words.rstrip()))


def _parted(before: str, breaks: str, after: str) -> bool:
    if breaks.count(LINE_BREAK) > 1 or split_label(after).label or _STATEMENT.match(after):
        return True
    if after[0].islower() or hangs(before):
        return False
    short = len(before) <= _SHORT_LINE and not (before.isupper() and after.isupper())
    return short or bool(_ENDS.search(before))
