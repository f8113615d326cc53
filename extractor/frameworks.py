"""The inspection frameworks of `models/frameworks/`: how a report of each is known, and what its lists are headed.

A heading is compared by `plain()`: without case, curly quotes, footnote mark and closing colon or question mark.
A star in a heading of the tables stands for up to a dozen words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor import rulebook
from extractor.document import Document, fold
from extractor.errors import RulebookError

Point = Literal["row", "number", "bullet", "paragraph"]

_QUOTES = (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"))
_FOOTNOTE_MARK = re.compile(r"(?<=[a-z?:])\d{1,2}$")
_SALUTATION = re.compile(r"(?<!\w)Dear(?: \S+){20,25}")
_TITLE_BLOCKS = 30
_TITLE_WORDS = 45
_MARK_CHARS = 120
_TITLE_CHARS = 1000  # a "word" may be a line of dots a page long


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of a report: the headings or lead-in sentences that open it, the headings that may stand inside it
    whatever their size, and what its points look like, likeliest first. `requirements` says that its points are
    sentences; `said` are words of such sentences that stand anywhere in the report; `restated` that another report
    made them first."""

    id: str
    reason: str
    headings: tuple[str, ...]
    points: tuple[Point, ...]
    within: tuple[str, ...]
    closers: tuple[str, ...]
    lead_ins: tuple[str, ...]
    said: tuple[str, ...]
    confidence: float
    restated: bool
    requirements: bool


@dataclass(frozen=True)
class Title:
    """A title that reports of a form bear, the longest words of it without a star (most texts do not hold them), and
    how many characters of it are words: of two titles that fit, the one that says more is the form's."""

    words: str
    part: str
    says: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the title in `plain()` words; made when first asked for, since most are of forms that nobody reads."""
        return re.compile(rf"(?<!\w)(?:re-?)?{_starred(self.words)}(?!\w)")


@dataclass(frozen=True, slots=True)
class Form:
    """A form that an inspectorate's reports take. `framework` is what a paper of it is filed under; `marks` are
    headings that tell it where the title is the name of what was inspected; `of_provider` says that this is a school,
    a home or the like, and not a council."""

    form: str
    framework: str
    name: str
    body: str
    first: str
    last: str
    titles: tuple[Title, ...]
    marks: re.Pattern[str]
    of_provider: bool
    areas: tuple[str, ...]
    lists: tuple[ItemList, ...]

    def in_force(self, day: str | None) -> bool:
        """Whether reports of this form were written on that ISO day; any form might be where no day is known."""
        return day is None or (self.first <= day and (not self.last or day <= self.last))


def plain(words: str) -> str:
    """Words as headings are compared."""
    words = _straight(fold(words))
    return (_FOOTNOTE_MARK.sub("", words) if words[-1:].isdigit() else words).rstrip(" :?.*")


def heading_pattern(headings: Iterable[str]) -> re.Pattern[str]:
    """Matches the whole of a `plain()` heading that is one of these."""
    return _heading_pattern(tuple(headings))


@lru_cache(maxsize=128)  # more than the tables have
def _heading_pattern(headings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_starred(plain(h) if not h.endswith('*') else h)})" for h in headings) or r"(?!)")


@lru_cache(maxsize=4)
def forms(own: str | None = None) -> tuple[Form, ...]:
    """Every form of the rulebook."""
    return tuple(_form(table) for table in rulebook.load(own).tables("frameworks"))


@dataclass(frozen=True, slots=True)
class Borne:
    """A form whose title a paper bears, and the title as printed, "" where a heading marks the form. `of_another` says
    that the paper names an inspectorate and not the form's; of titles that are alike in this the least `rank` is it."""

    form: Form
    title: str
    of_another: bool = False
    rank: tuple[bool, int, int] = (False, 0, 0)


def form_on(borne: Iterable[Borne], day: str | None = None) -> Borne | None:
    """Of these the form whose inspectorate is named, where any is, and of several one in force on `day`; then by rank.
    None if there are none."""
    return min(borne, key=lambda each: (each.of_another, not each.form.in_force(day), each.rank), default=None)


def forms_borne(document: Document, own: str | None = None) -> tuple[Borne, ...]:
    """The forms whose titles the paper bears: one that opens a heading ranks first, then the first, then the one that
    says most. Where no line is a title, the form that a heading marks."""
    found: list[Borne] = []
    named, titles = inspectorate_of(document, own), _titles(own)
    for position, printed, heading, first in _title_lines(document):
        if len(printed.split()) > _TITLE_WORDS:
            continue
        words = plain(printed)
        likely = [(form, title) for form, title in titles if title.part in words]
        for form, of_form in groupby(likely, key=itemgetter(0)):
            matches = [(m.start(), -t.says) for _, t in of_form if (m := t.pattern.search(words)) and m.start() < first]
            if matches:
                start, says_less = min(matches)
                of_another = bool(form.body and named) and form.body not in document.text
                rank = (start > 0 or not heading, position, says_less)
                found.append(Borne(form, printed, of_another, rank))
    return tuple(found) or _marked_forms(document, own)


@lru_cache(maxsize=4)
def _titles(own: str | None) -> tuple[tuple[Form, Title], ...]:
    """Every title of every form, the titles of a form together."""
    return tuple((form, title) for form in forms(own) for title in form.titles)


def inspectorate_of(document: Document, own: str | None = None) -> str | None:
    """The inspectorate that a report names first, a short name in full."""
    pattern, full = _inspectorates(own)
    match = pattern.search(document.text)
    name = fold(match.group().replace("’", "'")) if match else None
    return full.get(name, name) if name else None


@lru_cache(maxsize=4)
def _inspectorates(own: str | None) -> tuple[re.Pattern[str], dict[str, str]]:
    table = rulebook.load(own).table("inspectorates")
    names = sorted([*table["names"], *table["short"]], key=len, reverse=True)
    rest = (re.escape(name[1:]).replace(r"\ ", r"\s+").replace("'", "['’]") for name in names)
    printed = (rf"{re.escape(name[0])}(?<!\w.){after}" for name, after in zip(names, rest, strict=True))
    return re.compile(rf"(?:{'|'.join(printed)})(?!\w)"), table["short"]  # begins with what the search can leap to


def _title_lines(document: Document) -> Iterator[tuple[int, str, bool, int]]:
    """Each line that may be the title, its rank, whether it is a heading and how far in a title may begin: the first
    blocks, how a letter in one of them begins, two that are one title over two lines, and the running header with or
    without the first block."""
    blocks = document.blocks[:_TITLE_BLOCKS]
    printed = [fold(document.text[b.start_char : min(b.end_char, b.start_char + _TITLE_CHARS)]) for b in blocks]
    for position, block in enumerate(blocks):
        yield position, printed[position], block.kind == "heading", _TITLE_CHARS
        letter = _SALUTATION.search(printed[position])
        if letter:  # pasted without its line ends, so that the letter's title runs on from "Dear Ms Elm"
            yield position, letter[0], False, _TITLE_CHARS
        for beyond in range(position + 1, min(position + 3, len(blocks))):  # a footer may have come between
            after = blocks[beyond]
            if after.kind == block.kind != "table_row" and after.level == block.level and not after.label:
                both = f"{printed[position]} {printed[beyond]}"
                yield position, both, block.kind == "heading", len(printed[position])
                break
    for aside in document.set_aside:
        if aside.kind == "header" and len(aside.text) <= _TITLE_CHARS:
            yield len(blocks), fold(aside.text), True, _TITLE_CHARS
            yield len(blocks), f"{fold(aside.text)} {printed[0] if printed else ''}", True, len(fold(aside.text))


def _marked_forms(document: Document, own: str | None) -> tuple[Borne, ...]:
    short = (b for b in document.blocks if b.end_char - b.start_char <= _MARK_CHARS)
    marks = {plain(document.text[b.content_start : b.end_char]) for b in short}
    return tuple(Borne(form, "") for form in forms(own) if any(map(form.marks.fullmatch, marks)))[:1]


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
    restated: bool = False


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
    marks: tuple[str, ...] = ()
    of_provider: bool = False
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
        titles=tuple(_title(title) for title in table.titles),
        marks=heading_pattern(table.marks),
        of_provider=table.of_provider,
        areas=table.areas,
        lists=tuple(ItemList(**entry.model_dump(), requirements=asks) for entry, asks in lists),
    )


def _title(title: str) -> Title:
    parts = _straight(title).removesuffix("*").split("* ")
    return Title(title, max(parts, key=len).strip(), sum(map(len, parts)))


def _straight(words: str) -> str:
    if not words.isascii():
        for printed, typed in _QUOTES:
            words = words.replace(printed, typed)
    return words.casefold()


def _starred(heading: str) -> str:
    gap = r"(?:\S+\s){1,12}?"
    words = re.escape(_straight(heading)).replace(r"\ ", " ")
    return words.replace(r"\* ", gap).removesuffix(r"\*") + (".*" if heading.endswith("*") else "")
