"""Finds the date phrases of a text, as printed: which day or year they mean is the business of `calendar`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from extractor import rulebook
from extractor.dates.builders import BUILDERS, words_of
from extractor.dates.forms import FIGURES, LETTERS, MONTH, PLACES, in_small_letters, matcher
from extractor.dates.meaning import (
    Day,
    FoundDate,
    Lean,
    Meaning,
    Month,
    Part,
    Quarter,
    Season,
    Span,
    Year,
)

# A month, season, weekday or year that stands alone is a date only after one of these words.
_LICENCE: Final = re.compile(
    r"(?:\b(?:in|by|of|during|since|until|till|from|before|after|early|mid|late|later|to|for|next|this|last|and|or|"
    r"between|through|throughout|at|our|the|over|around|on|each|every|year)|[/–—(-])[\s\xa0-]{0,2}$",
    re.IGNORECASE,
)
_YEAR_LICENCE: Final = re.compile(
    r"\b(?:in|by|during|since|until|till|before|after|from|early|mid|late|throughout|year|and|to|or)[\s\xa0-]{1,2}$",
    re.IGNORECASE,
)
_MEETING: Final = re.compile(
    r"\s(?:[\w’'&-]{1,24}\s){0,3}?(?:meeting|committee|board|panel|cabinet|council)\b", re.IGNORECASE
)
_NAME_NEXT: Final = re.compile(r"[ \xa0][A-Z][a-z]")
_MONTH_NEXT: Final = re.compile(rf"\s?(?:[/–—-]|to\s)\s?{MONTH}\s?(?:19|20)\d\d", re.IGNORECASE)
_OF_SOMETHING: Final = re.compile(r"\sof\s[a-z]")
_REFERENCE: Final = re.compile(
    r"\b(?:paragraphs?|paras?|sections?|minutes?|items?|appendix|version|rule|articles?|policy|ref|no|number|table|figure)"
    r"[.:]?\s(?:[\d.-]{1,10},?\s(?:(?:and|or|to)\s)?){0,3}$",
    re.IGNORECASE,
)
_SEASON_GOES_ON: Final = re.compile(
    r"\s*(?:$|[.,;:)\]\n\t–—/-]|\s(?:of|and|or|to|for|as|when|we|the|with|by|on|in|ahead|before|this|if|at|but|so|"
    r"holidays?|break|meeting|budget|half)\b)",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(
    r"\b(?:by|until|till|before|due|deadline|ahead of|later than|scheduled for|from|next|to|for|be|will)"
    r"(?:\s(?:on|the|of|in))?[\s\xa0(]*$",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\b(?:since|last|dated|(?:was|were|been|held|published|agreed|approved|issued|met|took place)"
    r"(?:\s(?:on|in|at|of))?)(?:\sthe)?[\s\xa0(]*$",
    re.IGNORECASE,
)
_JOINTS: Final = re.compile(r"(?:[ \xa0]?[-–—/][ \xa0]?|\s(?:to|until|till|and)\s)")
_RANGE_JOINTS: Final = re.compile(r"(?:[ \xa0]?[-–—][ \xa0]?|\s(?:to|until|till)\s)")
_BETWEEN: Final = re.compile(r"\bbetween\s$", re.IGNORECASE)
_BEFORE = 40
_LAST_WORDS, _LAST_WORD = 20, 12
# Forms that cannot be anything else.
_PLAIN: Final = frozenset(
    {"iso", "slashed", "month_year", "years", "length", "next_meeting", "part_unit", "year_end", "unit"}
)
_PART_ENDS: Final = re.compile(r"\b(?:of|early|mid|late|later|in|the|this|next)[\s\xa0-]$", re.IGNORECASE)


def find_dates(text: str, offset: int = 0, *, cell: bool = False) -> list[FoundDate]:
    """Every date phrase of the text in reading order, unresolved; places count from `offset`.

    `cell` says that the text is a table cell of dates, where "March" or "2019" needs no word before it.
    """
    found: list[FoundDate] = []
    end = 0
    for place in PLACES.finditer("\n" + in_small_letters(text)):  # a date may begin the text
        if place.start() < end:
            continue
        date, end = _read(text, place.start(), cell)
        if date is not None:
            joined = _join(text, found[-1], date) if found else None
            found[-1:] = [joined] if joined else [*found[-1:], date]
    if not offset:
        return found
    return [replace(d, start_char=d.start_char + offset, end_char=d.end_char + offset) for d in found]


def _read(text: str, start: int, cell: bool) -> tuple[FoundDate | None, int]:
    """The date that begins at `start`, None if there is none, and where to look for the next."""
    match = (FIGURES if text[start].isdecimal() else LETTERS).match(text, start)
    form = match.lastgroup if match else None
    printed = matcher(form).match(text, start) if form else None
    if form is None or printed is None:
        return None, start
    before = text[max(0, start - _BEFORE) : start]
    part = _part().search(before) if form in _DIVISIBLE and _PART_ENDS.search(before[-_LAST_WORD:]) else None
    article = _ARTICLE.search(before) if form in _WITH_ARTICLE and not part else None
    if not (part or cell or _licensed(form, printed, text, before)):
        return None, start
    meaning = BUILDERS[form](printed.groupdict())
    if meaning is None:  # a day that no calendar has: its month is no date either
        return None, printed.end()
    if wider := part or article:
        start -= len(before) - wider.start()
        before = before[: wider.start()]
        meaning = Part(words_of(part["part"]), meaning) if part else meaning
    return FoundDate(text[start : printed.end()], start, printed.end(), meaning, _lean(before, meaning)), printed.end()


_WITH_ARTICLE: Final = frozenset({"next_meeting", "unit"})
_ARTICLE: Final = re.compile(r"\b(?:the|its|our|their|your|this)[ \xa0]$", re.IGNORECASE)
_DIVISIBLE: Final = frozenset({"month", "month_year", "season", "quarter", "years", "year", "unit"})


@lru_cache(maxsize=1)
def words_of_dates() -> Mapping[str, Any]:
    """The table `models/dates.toml`."""
    return rulebook.load().table("dates")


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    parts = "|".join(re.escape(part).replace("\\ ", r"\s") for part in sorted(words_of_dates()["parts"], key=len)[::-1])
    return re.compile(rf"\b(?P<part>{parts})[\s\xa0-](?:(?:the|this|next)\s)?$", re.IGNORECASE)


def _licensed(form: str, printed: re.Match[str], text: str, before: str) -> bool:
    """Whether a word that could be something else is a date here ("may", "March", "2019", "spring")."""
    if form in _PLAIN:
        return True
    after = text[printed.end() : printed.end() + _BEFORE]
    alone = bool(_LICENCE.search(before[-_LAST_WORD:]))
    match form:
        case "month":
            named = _is_month(printed) and bool(_MEETING.match(after) or _MONTH_NEXT.match(after))
            licensed = named or (alone and printed[0][0].isupper() and not _NAME_NEXT.match(after))
        case "year":
            licensed = printed["y"] >= "1990" and bool(_YEAR_LICENCE.search(before[-_LAST_WORD:]))
        case "season":
            licensed = bool(printed["y"]) or (alone and bool(printed["t"] or _SEASON_GOES_ON.match(after)))
        case "quarter":
            licensed = bool(printed["y1"] or printed["y3"]) or (alone and not _OF_SOMETHING.match(after))
        case "weekday":
            licensed = alone or bool(printed["which"])
        case "festival":
            licensed = alone
        case "dotted" | "dashed":
            licensed = len(printed["y"]) == 4 or not (_REFERENCE.search(before) or _paragraph(before, after))
        case "day" | "days" | "month_day" | "month_number":
            licensed = _is_month(printed)
        case _:
            licensed = True
    return licensed


def _paragraph(before: str, after: str) -> bool:
    """Whether "2.4.12" numbers the paragraph that it opens."""
    return not before.rpartition("\n")[2].strip() and bool(_NAME_NEXT.match(after))


def _is_month(printed: re.Match[str]) -> bool:
    """ "May" and "March" are months; "may" and "march" mostly are not."""
    return printed["m"][0].isupper() or printed["m"][:3].lower() not in ("may", "mar")


def _lean(before: str, meaning: Meaning) -> Lean:
    """On which side of the anchor a date is looked for whose year is not printed."""
    if isinstance(meaning, Day | Month) and meaning.year is not None:
        return "near"
    last_words = before[-_LAST_WORDS:]
    return "future" if _FUTURE.search(last_words) else "past" if _PAST.search(last_words) else "near"


def _join(text: str, left: FoundDate, right: FoundDate) -> FoundDate | None:
    """One span where the words between two dates make them one ("30 Sep to 11 Oct 2019"), else None."""
    gap = text[left.end_char : right.start_char]
    if not gap or len(gap) > 7 or not _JOINTS.fullmatch(gap) or isinstance(left.meaning, Span):
        return None
    between = "and" in gap.lower() and _BETWEEN.search(text, max(0, left.start_char - 9), left.start_char)
    months = "/" in gap and isinstance(left.meaning, Month | Season)
    if not (between or months or _RANGE_JOINTS.fullmatch(gap)):
        return None
    first = _same_year(left.meaning, right.meaning)
    if first is None:
        return None
    return FoundDate(
        text[left.start_char : right.end_char], left.start_char, right.end_char, Span(first, right.meaning), left.lean
    )


def _same_year(first: Meaning, last: Meaning) -> Meaning | None:
    """The first of two dates with the year that only the second has; None if they are not of one kind."""
    for kind in (Day, Month, Season, Quarter):
        if isinstance(first, kind) and isinstance(last, kind):
            year = first.year if first.year is not None else last.year
            if (
                first.year is None
                and year is not None
                and isinstance(first, Day | Month)
                and isinstance(last, Day | Month)
            ):
                year -= first.month > last.month
            return replace(first, year=year)
    return first if isinstance(first, Year) and isinstance(last, Year) else None
