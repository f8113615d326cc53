"""The day a paper counts from: of its meeting; for an inspection, of its report or else of the last day inspected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.dates import parse_days
from extractor.document import Document
from extractor.frameworks import heading_pattern, plain
from extractor.paper.head import head_blocks, labels_of, opens_with, paper_words
from extractor.records import DateRole, PaperKind

_LETTER_BLOCKS = 15
_LETTER_LINES = 30
_GREETING = 12  # characters, the gap before it too
_OPENING_BLOCKS = 4
_LONG_LINE = 30
_SENTENCE = 8
_DAY_BEFORE = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:and|&|,)\s*$")
_DAYS_ADDED = re.compile(r"\s*(?:,|and|&|;)\s*(?:on\s)?")
_LONG_OPENING = 60
_INSPECTED_BLOCKS = 40


@dataclass(frozen=True, slots=True)
class PaperDay:
    """First and last day (ISO) as the paper prints them, and their place; (-1, -1) in a running header."""

    first: str
    last: str
    text: str
    start_char: int
    end_char: int
    role: DateRole


def days_of(document: Document, kind: PaperKind, own: str | None = None) -> list[PaperDay]:
    """The paper's own days, the one it counts from first."""
    words = paper_words(own)
    if kind == "inspection_report":
        found = [_published(document, words), _inspected(document, words)]
        return [day for day in found if day]
    day = _meeting(document, words)
    return [day] if day else []


def _published(document: Document, words: dict[str, Any]) -> PaperDay | None:
    return _labelled(document, words["published_labels"], "published") or _letter_day(document)


def _letter_day(document: Document) -> PaperDay | None:
    """The date that stands alone at the top of a letter, or opens the address over its "Dear ..."."""
    top = document.blocks[:_LETTER_BLOCKS]
    blocks = ((b.start_char, b.end_char) for b in top if b.kind != "table_row")
    first_page = (line for line in document.lines[:_LETTER_LINES] if line.page == 1)
    lines = ((n.start_char, n.end_char) for n in first_page if document.block_at(n.start_char).kind != "table_row")
    for start, end in (*blocks, *lines):
        day = _day_at(document, start, end, "published")
        printed = plain(document.text[start:end])
        greeted = document.text[end : end + _GREETING].lstrip().startswith("Dear ")
        if day and (printed in (alone := plain(day.text), f"date: {alone}") or (greeted and printed.startswith(alone))):
            return day
    return None


def _inspected(document: Document, words: dict[str, Any]) -> PaperDay | None:
    labelled = _labelled(document, words["inspected_labels"], "inspected")
    if labelled:
        return labelled
    for block in document.blocks[:_INSPECTED_BLOCKS]:
        printed = plain(document.text[block.start_char : block.end_char])
        if any(phrase in printed for phrase in words["inspected_phrases"]):
            day = _day_at(document, block.start_char, block.end_char, "inspected")
            if day:
                return day
    return None


def _meeting(document: Document, words: dict[str, Any]) -> PaperDay | None:
    return _labelled(document, words["meeting_labels"], "meeting") or next(_printed(document, words), None)


def _labelled(document: Document, labels: list[str], role: DateRole) -> PaperDay | None:
    known = heading_pattern(labels)
    for label, start, end in labels_of(document):
        if known.fullmatch(plain(label)) and (day := _day_at(document, start, end, role)):
            return day
    return None


def _printed(document: Document, words: dict[str, Any]) -> Iterator[PaperDay]:
    """Days in titles and short lines at the top, then in the running header."""
    other = re.compile("|".join(map(re.escape, words["other_day"])))
    for position, block in enumerate(head_blocks(document)):
        printed = plain(document.text[block.start_char : block.end_char])
        opening = opens_with(document.text[block.content_start : block.end_char], words["record_openings"])
        within = bool(block.label) and not block.bulleted and not opening  # an item of business, or a part of one
        if other.search(printed) or (opening and position > _OPENING_BLOCKS) or len(block.cells) > 2 or within:
            continue
        if not opening and _is_sentence(document.text[block.start_char : block.end_char]):
            continue
        long = len(printed.split()) > (_LONG_OPENING if opening else _LONG_LINE)
        if (block.kind == "heading" or not long) and (
            day := _day_at(document, block.start_char, block.end_char, "meeting")
        ):
            yield day
    for words_aside in dict.fromkeys(aside.text for aside in document.set_aside if aside.kind in ("header", "footer")):
        if found := parse_days(words_aside):
            yield PaperDay(found[0], found[1], found[2], -1, -1, "meeting")


def _is_sentence(words: str) -> bool:
    return words.rstrip().endswith(".") and len(words.split()) >= _SENTENCE


def _day_at(document: Document, start: int, end: int, role: DateRole) -> PaperDay | None:
    found = parse_days(document.text[start:end])
    if not found:
        return None
    at = document.text.index(found[2], start)
    day = PaperDay(found[0], found[1], found[2], at, at + len(found[2]), role)
    return _whole_span(document, day, start, end) if role == "inspected" else day


def _whole_span(document: Document, day: PaperDay, start: int, end: int) -> PaperDay:
    """The same days with the one printed before them ("24 and 25 June 2019") and those added after ("and 2 July")."""
    text, first, last, stop = document.text, day.first, day.last, day.end_char
    begin = day.start_char
    if day.first == day.last and (before := _DAY_BEFORE.search(text, max(start, begin - 12), begin)):
        first, begin = f"{day.last[:8]}{int(before['day']):02}", before.start("day")
    while (added := _DAYS_ADDED.match(text, stop, end)) and (more := parse_days(text[added.end() : end])):
        at = text.index(more[2], added.end())
        if at != added.end():
            break
        last, stop = max(last, more[1]), at + len(more[2])
    if (begin, stop) == (day.start_char, day.end_char) or first > last:
        return day
    return PaperDay(first, last, text[begin:stop], begin, stop, day.role)
