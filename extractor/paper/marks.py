"""What the top of a paper says of its standing: draft or final, and whether it is closed to the public."""

from __future__ import annotations

import re

from extractor.document import Document, fold
from extractor.frameworks import plain
from extractor.paper.head import head_blocks, paper_words
from extractor.records import PaperKind, Version

_TITLE_BLOCKS = 6
_MARK_BLOCKS = 15
_SHORT = 40
_FAR = 4000  # characters of one block


def version_of(document: Document, kind: PaperKind, own: str | None = None) -> Version:
    """Draft or final where the paper says so; an inspectorate's report is final unless it says that it is a draft."""
    table = paper_words(own)
    lines = [part for words in _top_lines(document, _TITLE_BLOCKS) for part in (plain(words), *_parts(words))]
    if any(_says(line, table["draft"]) for line in lines):
        return "draft"
    if kind == "inspection_report" or any(_says(line, table["final"]) for line in lines):
        return "final"
    return "unknown"


def exempt_of(document: Document, own: str | None = None) -> str:
    """The words at the top, or in the running header or footer, that close the paper to the public; "" if none do."""
    table = paper_words(own)
    for words in _top_lines(document, _MARK_BLOCKS):
        line = plain(words)
        if len(line.split()) > _SHORT or any(phrase in line for phrase in table["not_exempt"] if phrase != "part i"):
            continue
        if line in table["exempt_whole"] or any(_holds(line, phrase) for phrase in table["exempt"]):
            return fold(words)
    return ""


def _top_lines(document: Document, blocks: int) -> list[str]:
    aside = dict.fromkeys(a.text for a in document.set_aside if a.kind in ("header", "footer"))
    return [
        *(document.text[b.start_char : min(b.end_char, b.start_char + _FAR)] for b in head_blocks(document)[:blocks]),
        *aside,
    ]


def _parts(words: str) -> list[str]:
    """The words between dashes, brackets and colons: "DRAFT – subject to approval", "(draft)"."""
    return [plain(part) for part in re.split(r"\s[–—-]\s|[()\[\]:|*]", words)]


def _says(line: str, phrases: list[str]) -> bool:
    """Whether the line is one of the phrases, or opens or ends with one of two words or more."""
    return any(line == p or (" " in p and (line.startswith(p + " ") or line.endswith(" " + p))) for p in phrases)


def _holds(line: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", line) is not None
