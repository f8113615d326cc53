"""What a paper is called."""

from __future__ import annotations

import re

from extractor.authorities import find_authorities
from extractor.dates import find_dates
from extractor.document import Document, fold
from extractor.frameworks import plain
from extractor.paper.head import head_blocks, labels_of, opens_with, paper_words

_LABELS = ("meeting_labels", "published_labels", "inspected_labels", "other_labels")
_LONG = 200
_LONG_LINE = 40
_LABEL = re.compile(r"([A-Z][A-Za-z ()/]{1,30}):\s")


def title_of(document: Document, title: str, not_title: str | None, own: str | None = None) -> str:
    """The title that tells a report's form; else of a "Subject:" line, or the first line that says more than which
    council's (or `not_title`'s) paper it is and when; the file's own title, or the first line, where none does."""
    if title:
        return title
    for label, start, end in labels_of(document):
        if plain(label) in paper_words(own)["title_labels"]:
            return fold(document.text[start:end])[:_LONG]
    lines = [fold(document.text[b.start_char : b.end_char]) for b in head_blocks(document)]
    short = [line for line in lines if len(line.split()) <= _LONG_LINE]
    telling = next((line for line in short if _tells(line, not_title, own)), None)
    return (telling or document.properties.title or next(iter(short or lines), ""))[:_LONG]


def _tells(line: str, not_title: str | None, own: str | None) -> bool:
    words = paper_words(own)
    label = _LABEL.match(line)
    if label and any(plain(label[1]) in words[labels] for labels in _LABELS):
        return False
    if plain(line) in words["not_titles"] or opens_with(line, words["not_title_openings"]):
        return False
    for found in reversed(find_dates(line)):
        line = line[: found.start_char] + line[found.end_char :]
    for name in reversed(find_authorities(line, own)):
        line = line[: name.start_char] + line[name.end_char :] if name.council else line
    line = line.casefold().replace(not_title.casefold(), "") if not_title else line
    return len(re.findall(r"[A-Za-z]{3,}", line)) >= 2
