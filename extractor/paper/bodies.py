"""The committee, panel or board whose paper it is, as the top of the paper names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from extractor import rulebook
from extractor.dates import find_dates
from extractor.document import Document, fold
from extractor.frameworks import plain
from extractor.paper.head import head_blocks, labels_of, opens_with, paper_words
from extractor.records import PaperKind

_SMALL = "and of for the in on with to a at"
_WORD = rf"(?:[A-Z0-9][\w&’'./-]*,?|(?:{_SMALL.replace(' ', '|')}|&)(?=\s))"
_POSSESSOR = re.compile(r"^.*\bCouncil['’]s\s+")
_FULL_MEETINGS = frozenset({"county council", "full council", "city council", "borough council", "district council"})
_OF_MEETINGS: tuple[PaperKind, ...] = ("minutes", "agenda", "agenda_item")
_LOCAL = re.compile(r"\b(?:Parish|Community|Town|Neighbourhood)\s+Council$", re.IGNORECASE)
_ITEM = re.compile(r"\s*\(Item [^)]*\)\s*$")
_MEETING_OF = re.compile(r"\bmeetings? of (?:the )?", re.IGNORECASE)
_ABOUT = re.compile(r"\s(?:from|by) the\s", re.IGNORECASE)  # a title of business, not of a body
_HELD = re.compile(rf"(?P<name>(?:{_WORD}\s+){{1,8}}?)(?=held\b)")
_WHOSE_MINUTES = re.compile(
    r"[Mm]inutes of (?:the|its) "
    r"(?:(?:previous |last )?meeting of (?:the )?|(?=[A-Z][^.;:\n]{3,80} (?:meeting )?held\b))"
)
_NOTED_BY = re.compile(
    rf"(?:\b[Tt]hat (?:the )?|(?:^|\.\s+)The )(?P<name>(?:{_WORD}\s+){{0,8}}?[A-Z][\w-]*)"
    r"(?::|\s(?:note[sd]?|comment(?:s|ed)|consider(?:s|ed)|endorse[sd]?|receive[sd]?)\s)",
    re.MULTILINE,
)
_FAR = 6000
_LONG_NAME = 120
_BLOCKS = 14
_LONG_DAY = 40
_TITLE_BLOCKS = 4
_LABEL_CELLS = 2  # of a row "Meeting | Cabinet"; a longer one is of a table
_LONG_BLOCK = 30
_SHORT_BLOCK = 18


@dataclass(frozen=True, slots=True)
class _Names:
    """How a body's name is found: at the start of a line, as a short name before the kind of paper, or after "for" in
    a title; `leads` stand before it."""

    starts: re.Pattern[str]
    short: re.Pattern[str]
    after_for: re.Pattern[str]
    leads: re.Pattern[str]
    labels: frozenset[str]
    too_plain: frozenset[str]
    not_first: frozenset[str]
    openings: list[str]
    authors: list[str]


def body_of(document: Document, kind: PaperKind, own: str | None = None) -> str | None:
    """The body that meets, None where the paper does not say: from a label ("Meeting:", "To:"), a title or first line
    ("Minutes of a meeting of the Cabinet held ..."), or the running header. A council is its own body only in the
    papers of its meetings, and where nothing else is named."""
    names = _names(own)
    candidates = [*_labelled(document, names), *_printed(document, names), *_running(document, names)]
    parts = [name for name in candidates if not _is_whole_council(name)]
    councils = [name for name in candidates if kind in _OF_MEETINGS or is_local(name)]
    said = _said(document, names) if kind in _OF_MEETINGS else iter(())
    return next(chain(parts or councils, said), None)


def _labelled(document: Document, names: _Names) -> list[str]:
    found = []
    for label, start, end in labels_of(document):
        if plain(label) in names.labels:
            words = _ITEM.sub("", _without_day(fold(document.text[start:end])))
            name = _at_start(words, names)
            if (
                not name
                and len(words.split()) <= 8
                and not re.search(r"\d", words)
                and plain(label) not in ("to", "for")
            ):
                name = _kept(words, names)
            if name:
                found.append(name)
    return found


def _without_day(words: str) -> str:
    """The words behind a day that they begin with: "4 May 2021 - Cabinet", as a page on one decision prints them."""
    day = next(iter(find_dates(words[:_LONG_DAY])), None)
    return words[day.end_char :].lstrip(" ,–—-") if day and not words[: day.start_char].strip() else words


def _printed(document: Document, names: _Names) -> list[str]:
    found = []
    for position, block in enumerate(head_blocks(document)[:_BLOCKS]):
        words = fold(document.text[block.content_start : block.end_char])
        numbered = block.label and not block.bulleted and block.kind != "heading"
        if numbered or len(block.cells) > _LABEL_CELLS or opens_with(words, names.authors):
            continue
        name = _at_start(_without_day(words), names) if _may_name(words, block.kind, names) else None
        if name is None and position < _TITLE_BLOCKS and len(words.split()) <= _LONG_BLOCK:
            match = names.after_for.search(words)
            name = _kept(match["name"], names) if match else None
        if name:
            found.append(name)
    return found


def _may_name(words: str, kind: str, names: _Names) -> bool:
    return kind == "heading" or len(words.split()) <= _SHORT_BLOCK or opens_with(words, names.openings)


def _running(document: Document, names: _Names) -> list[str]:
    headers = dict.fromkeys(aside.text for aside in document.set_aside if aside.kind == "header")
    return [name for words in headers if (name := _at_start(fold(words), names))]


def _said(document: Document, names: _Names) -> Iterator[str]:
    """Bodies named in sentences: whose last minutes were approved, or who resolved to note what it did."""
    text = document.text[:_FAR]
    for match in _WHOSE_MINUTES.finditer(text):
        if name := _at_start(fold(text[match.end() : match.end() + _LONG_NAME]), names):
            yield name
    for match in _NOTED_BY.finditer(text):
        if (name := _kept(match["name"], names)) and (found := names.starts.fullmatch(name)):
            yield found["name"]


def _at_start(words: str, names: _Names) -> str | None:
    meeting = list(_MEETING_OF.finditer(words))
    words = names.leads.sub("", words[meeting[-1].end() :] if meeting else words, count=1)
    match = names.short.match(words) or names.starts.match(words) or (_HELD.match(words) if meeting else None)
    return _kept(match["name"], names) if match else None


def _kept(name: str, names: _Names) -> str | None:
    """The name as it is filed: capitals undone, None where it names nothing in particular."""
    name = names.leads.sub("", _POSSESSOR.sub("", fold(name).strip(" -–—:,.")), count=1)
    if (
        not name
        or _ABOUT.search(name)
        or name.casefold() in names.too_plain
        or name.split()[0].casefold() in names.not_first
    ):
        return None
    return _titled(name) if name.isupper() and len(name) > 6 else name


def is_local(name: str) -> bool:
    """Whether the body is a parish, town or community council, whose papers name the council above it."""
    return _LOCAL.search(name) is not None


def _is_whole_council(name: str) -> bool:
    return name.casefold().endswith(" council") and name.casefold() not in _FULL_MEETINGS


def _titled(name: str) -> str:
    small = frozenset(_SMALL.split())
    return " ".join(w.lower() if w.lower() in small else w.capitalize() for w in name.split())


@lru_cache(maxsize=4)
def _names(own: str | None) -> _Names:
    table = rulebook.load(own).table("bodies")
    noun = _any([form for noun in table["nouns"] for form in (noun, noun.upper())])
    acronym = _any(table["acronyms"])
    record = _any(table["records"])
    name = (
        rf"(?P<name>(?:{_WORD}\s+){{0,11}}?(?:{noun}|{acronym})"
        rf"(?:(?:\s+(?:(?:and|AND|&)\s+)?[A-Z]\w+){{0,4}}\s+(?:{noun}))?)(?!\w)"
        rf"(?!(?<=Scrutiny)\s+(?:for|Reviews?|Reports?|Topics?|Officers?)\b)(?!\s+(?:{noun}|Member|MEMBER|Offices?|Officers?|Manager|Annual|Tax|House|Chamber)\b)(?!['’])"
    )
    return _Names(
        starts=re.compile(name),
        short=re.compile(rf"(?P<name>[A-Z][A-Z&]{{2,9}})(?=\s+(?:{record})\b)"),
        after_for=re.compile(rf"\s(?:for|to)\s(?:the\s)?{name}(?=\W*(?:\d|$))"),
        leads=re.compile(rf"^(?:(?:{_any(table['leads'])})\b[\s:–—-]*)+", re.IGNORECASE),
        labels=frozenset(table["labels"]),
        too_plain=frozenset(table["too_plain"]),
        not_first=frozenset(table["not_first"]),
        openings=paper_words(own)["record_openings"],
        authors=paper_words(own)["author_openings"],
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
