"""What a paper is called."""

from __future__ import annotations

import re

from extractor.authorities import find_authorities
from extractor.dates import find_dates
from extractor.document import Block, Document, fold
from extractor.frameworks import plain
from extractor.paper.head import head_blocks, labels_of

_LABELS = ("subject", "title", "report title", "title of report", "report subject")
_LONG = 200
_LONG_LINE = 40
_NO_TITLE = re.compile(
    r"(?:agenda item|page \d|item no|report (?:of|by|from|to)\b|present\b|in attendance|also present|apologies"
    r"|councillor|cllr|dear|venue|[A-Z][A-Za-z ()/]{2,30}:\s|\W*$)",
    re.IGNORECASE,
)


def title_of(document: Document, title: Block | None) -> str:
    """The words of the title block; else of a "Subject:" line, or the first line that says more than which council's
    paper it is and when; the file's own title, or the first line, where none does."""
    if title is not None:
        return fold(document.text[title.start_char : title.end_char])
    for label, start, end in labels_of(document):
        if plain(label) in _LABELS:
            return fold(document.text[start:end])[:_LONG]
    lines = [fold(document.text[b.start_char : b.end_char]) for b in head_blocks(document)]
    short = [line for line in lines if len(line.split()) <= _LONG_LINE]
    telling = next((line for line in short if _tells(line)), None)
    return (telling or document.properties.title or next(iter(short or lines), ""))[:_LONG]


def _tells(line: str) -> bool:
    if _NO_TITLE.match(line):
        return False
    for found in reversed(find_dates(line)):
        line = line[: found.start_char] + line[found.end_char :]
    for name in reversed(find_authorities(line)):
        line = line[: name.start_char] + line[name.end_char :] if name.council else line
    return len(re.findall(r"[A-Za-z]{3,}", line)) >= 2
