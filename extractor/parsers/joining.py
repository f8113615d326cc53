"""Printed lines become running text: which joint stands between two of them.

A hyphen at a line end is nearly always a real one ("child-" and "focused"), so it stays unless the whole word is
written without it elsewhere in the same document, or its halves are unknown there and the second is a word's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
_OPEN_ENDS = f"-\u2010/{SOFT_HYPHEN}"

_POINTS = ("", ",", ".", ";", ":", ")")
_SPLIT_HEAD = re.compile(r"(?:^|[\s(/‘'“\"-])([^\W\d_]+)[-\u2010]$")
_SPLIT_TAIL = re.compile(r"([^\W\d_]+)")
_OPEN_HYPHEN = re.compile(r"[^\W_][-\u2010]$")

_WORD_END = re.compile(
    r"(?:[a-z]{0,2}(?:tion|ment|sion|ity|ness|ance|ence|able|ible|tive|ally)|[a-z]*(?:mentation|i[sz]ation|fication))s?"
)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts in lower case, with the points that touch it."""
    return frozenset(" ".join(map(str.lower, texts)).split())


def joint(before: str, after: str, words: frozenset[str]) -> tuple[int, str]:
    """How many characters to drop from the end of `before`, and what to put between it and `after`."""
    if before[-1:] not in _OPEN_ENDS:
        return 0, " "
    if before.endswith(SOFT_HYPHEN):
        return 1, ""
    if not _OPEN_HYPHEN.search(before) or not after[:1].isalnum():
        return (0, "" if before.endswith("/") and after[:1].isalnum() and " /" not in before[-2:] else " ")
    head, tail = _SPLIT_HEAD.search(before), _SPLIT_TAIL.match(after)
    if head and tail and tail[1][0].islower() and _is_one_word(head[1].lower(), tail[1].lower(), words):
        return 1, ""
    return 0, ""


def _is_one_word(head: str, tail: str, words: frozenset[str]) -> bool:
    if _is_known(f"{head}-{tail}", words):
        return False
    if _is_known(head + tail, words):
        return True
    return bool(_WORD_END.fullmatch(tail)) and not _is_known(head, words) and not _is_known(tail, words)


def _is_known(word: str, words: frozenset[str]) -> bool:
    return any(word + point in words for point in _POINTS)
