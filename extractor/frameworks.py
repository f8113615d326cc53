"""The inspection frameworks of `models/frameworks/`: how a report of each is known, and what its lists are headed.

A heading is compared by `plain()`: without case, curly quotes, footnote mark and closing colon or question mark.
A star in a heading of the tables stands for up to a dozen words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor import rulebook
from extractor.document import Block, Document, fold
from extractor.errors import RulebookError

Point = Literal["row", "number", "bullet", "paragraph"]

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_FOOTNOTE_MARK = re.compile(r"(?<=[a-z?:])\d{1,2}$")
_TITLE_BLOCKS = 30
_TITLE_WORDS = 45
_TITLE_CHARS = 1000  # a "word" may be a line of dots a page long


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of a report: the headings or lead-in sentences that open it, the headings that may stand inside it
    whatever their size, and what its points look like, likeliest first. `requirements` says that its points are
    sentences; `said` are words of such sentences that stand anywhere in the report."""

    id: str
    reason: str
    headings: tuple[str, ...]
    points: tuple[Point, ...]
    within: tuple[str, ...]
    closers: tuple[str, ...]
    lead_ins: tuple[str, ...]
    said: tuple[str, ...]
    confidence: float
    requirements: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form that an inspectorate's reports take. `framework` is what a paper of it is filed under."""

    form: str
    framework: str
    name: str
    body: str
    first: str
    last: str
    titles: tuple[re.Pattern[str], ...]
    areas: tuple[str, ...]
    lists: tuple[ItemList, ...]

    def in_force(self, day: str | None) -> bool:
        """Whether reports of this form were written on that ISO day; any form might be where no day is known."""
        return day is None or (self.first <= day and (not self.last or day <= self.last))


def plain(words: str) -> str:
    """Words as headings are compared."""
    words = fold(words.translate(_QUOTES)).casefold()
    return _FOOTNOTE_MARK.sub("", words).rstrip(" :?.*")


def heading_pattern(headings: Iterable[str]) -> re.Pattern[str]:
    """Matches the whole of a `plain()` heading that is one of these."""
    return re.compile("|".join(f"(?:{_starred(plain(h) if not h.endswith('*') else h)})" for h in headings) or r"(?!)")


@lru_cache(maxsize=4)
def forms(own: str | None = None) -> tuple[Form, ...]:
    """Every form of the rulebook."""
    return tuple(_form(table) for table in rulebook.load(own).tables("frameworks"))


@lru_cache(maxsize=4)
def _any_title(own: str | None) -> re.Pattern[str]:
    """One pattern for all titles: most lines bear none, and are told so at once."""
    return re.compile("|".join(f"(?:{title.pattern})" for form in forms(own) for title in form.titles))


def form_of(document: Document, day: str | None = None, own: str | None = None) -> tuple[Form, Block] | None:
    """The form whose title the paper bears, and the block that bears it: a title that opens a heading wins, then the
    first block, then the longest title; of two that the same words fit, the one in force on `day`."""
    found: list[tuple[tuple[bool, bool, int, int], Form, Block]] = []
    for position, block in enumerate(document.blocks[:_TITLE_BLOCKS]):
        if block.end_char - block.start_char > _TITLE_CHARS:
            continue
        words = plain(document.text[block.start_char : block.end_char])
        if not 0 < len(words.split()) <= _TITLE_WORDS or not _any_title(own).search(words):
            continue
        for form in forms(own):
            matches = [m for title in form.titles if (m := title.search(words))]
            if matches:
                best = min(matches, key=lambda m: (m.start(), m.start() - m.end()))
                inside = best.start() > 0 or block.kind != "heading"
                rank = (not form.in_force(day), inside, position, best.start() - best.end())
                found.append((rank, form, block))
    if not found:
        return None
    _, form, block = min(found, key=lambda entry: entry[0])
    return form, block


class _ListTable(BaseModel):
    """`[[list]]` and `[[requirement]]` as they are written; `reason` is for a reader who wonders why it exists."""

    model_config = ConfigDict(extra="forbid")

    id: str
    reason: str
    headings: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    within: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    lead_ins: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    confidence: float = Field(default=0.98, gt=0, le=1)


class _FormTable(BaseModel):
    """A file of `models/frameworks/` as it is written."""

    model_config = ConfigDict(extra="forbid")

    form: str
    framework: str
    name: str
    body: str
    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="to")
    titles: tuple[str, ...] = Field(min_length=1)
    areas: tuple[str, ...] = ()
    lists: tuple[_ListTable, ...] = Field(default=(), alias="list")
    requirements: tuple[_ListTable, ...] = Field(default=(), alias="requirement")


def _form(raw: dict[str, Any]) -> Form:
    try:
        table = _FormTable.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RulebookError(f"framework {raw.get('form', '?')}: {key}: {first['msg']}", "Mend its file") from error
    lists = [(entry, False) for entry in table.lists] + [(entry, True) for entry in table.requirements]
    return Form(
        form=table.form,
        framework=table.framework,
        name=table.name,
        body=table.body,
        first=table.first.isoformat(),
        last=table.last.isoformat() if table.last else "",
        titles=tuple(re.compile(rf"(?<!\w)(?:re-?)?{_starred(title)}(?!\w)") for title in table.titles),
        areas=table.areas,
        lists=tuple(ItemList(**entry.model_dump(), requirements=asks) for entry, asks in lists),
    )


def _starred(heading: str) -> str:
    gap = r"(?:\S+\s){1,12}?"
    words = re.escape(heading.translate(_QUOTES).casefold()).replace(r"\ ", " ")
    return words.replace(r"\* ", gap).removesuffix(r"\*") + (".*" if heading.endswith("*") else "")
