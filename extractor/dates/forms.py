"""How dates are printed in British papers: one regular expression for each form, and one that tries them all.

Every quantifier is bounded, so the time taken grows with the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBERS: Final = {w: n for n, w in enumerate([*_WORDS.split(), "eighteen", "nineteen", "twenty"], start=1)} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "": 1,
}

_S = r"(?:[^\S\t-\r]{1,3}|\n)"
_D = r"(?:0?[1-9]|[12][0-9]|3[01])(?!\d)"
_ORD = rf"(?:{_S}?(?:st|nd|rd|th)\b)?"
MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])(?:\.(?=\s\d))?"
)
_WD = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_Y4 = r"(?:19|20)\d\d(?!\d)"
_Y2 = r"\d\d(?!\d)(?![.:]\d)"
_PRINTED_END = r"(?=\s*(?:$|[,.;:)\]\n\t]))"
_DASH = rf"{_S}?[-–—]{_S}?"
_NUM = "|".join(sorted((w for w in NUMBERS if w), key=len, reverse=True))
_KIND = r"financial|fiscal|academic|school|municipal|civic|calendar|council"
_WHICH = rf"(?:the{_S})?(?:next|coming|following|forthcoming|current|new)|this|last"

_FORMS: Final[dict[str, str]] = {
    "iso": r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
    "slashed": rf"(?P<d>{_D})/(?P<m>0?[1-9]|1[0-2])/(?P<y>{_Y4}|\d\d)(?![\d/]|[.-]\d)",
    "dotted": rf"(?P<d>{_D})\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>{_Y4}|\d\d)(?![\d/]|[.-]\d)",
    "dashed": rf"(?P<d>{_D})-(?P<m>0?[1-9]|1[0-2])-(?P<y>{_Y4}|\d\d)(?![\d/]|[.-]\d)",
    "days": rf"(?:{_WD},?{_S})?(?P<d1>{_D}){_ORD}(?:{_DASH}|{_S}(?:to|until|till){_S})(?:{_WD},?{_S})?"
    rf"(?P<d2>{_D}){_ORD}{_S}(?:of{_S})?(?P<m>{MONTH})(?:,?{_S}(?P<y>{_Y4}))?",
    "day": rf"(?:(?P<wd>{_WD}),?{_S}(?:the{_S})?)?(?P<d>{_D}){_ORD}(?:{_S}day)?(?:{_S}of)?"
    rf"(?:,?{_S}|[-/])?(?P<m>{MONTH})"
    rf"(?:(?:,?{_S}|[-/,])?(?P<y>{_Y4})|[-/](?P<y2>{_Y2})|{_S}?[’'‘](?P<ya>\d\d)\b|{_S}(?P<ye>{_Y2}){_PRINTED_END})?",
    "month_day": rf"(?:(?P<wd>{_WD}),?{_S})?(?P<m>{MONTH}){_S}(?P<d>{_D})"
    rf"(?:{_S}?(?:st|nd|rd|th)\b(?:,?{_S}(?P<y>{_Y4}))?|,?{_S}(?P<y2>{_Y4}))",
    "month_year": rf"(?P<m>{MONTH})(?:(?:,?{_S}(?:of{_S})?|[-/,]{_S}?)(?P<y>{_Y4})"
    rf"|{_S}?[’'‘](?P<y2>\d\d)\b|[-/](?P<y3>{_Y2}))",
    "month_number": rf"(?P<m>{MONTH}){_S}(?P<n>\d\d?)(?!\d)(?=\s*(?:$|[,.;:)\]\n\t–-]))",
    "years": rf"(?:(?:(?P<k1>{_KIND}){_S}years?{_S}(?:of{_S})?|FY{_S}?)(?P<y1>(?:19|20)?\d\d)|(?P<y2>(?:19|20)\d\d))"
    rf"{_S}?[/–-]{_S}?(?P<y3>(?:19|20)?\d\d)(?![\d/]|[.-]\d)(?:{_S}(?P<k2>{_KIND}){_S}year)?",
    "quarter": rf"(?:(?:Q|quarter{_S}?)(?P<q>[1-4])\b|(?P<o>first|second|third|fourth|last|final){_S}quarter\b)"
    rf"(?:(?:,?{_S}(?:of{_S})?(?:the{_S})?|[-/])(?:FY{_S}?)?(?:(?P<y1>(?:20)?\d\d){_S}?[/–-]{_S}?(?P<y2>(?:20)?\d\d)"
    rf"|(?P<y3>{_Y4}))(?!\d))?",
    "length": rf"(?:(?P<lead>within|in|over|during|after){_S}(?:the{_S})?(?:(?P<next>next|coming|following){_S}"
    rf"|a{_S}(?:maximum|period){_S}of{_S}|a{_S}further{_S})?(?:(?P<n>\d{{1,3}}|{_NUM})(?:{_S}(?:\(\d{{1,3}}\){_S})?|-))?)"
    rf"(?P<unit>(?:(?:working|business|school|calendar){_S})?(?:hours?|days?|weeks?|fortnights?|months?|years?))\b"
    rf"[’']?(?:{_S}time\b)?",
    "next_meeting": rf"(?:next|following|forthcoming){_S}"
    rf"(?:[A-Za-z][\w&’'-]{{0,24}}{_S}){{0,5}}?meeting\b(?!s)",
    "part_unit": rf"(?P<part>(?:towards{_S}the{_S}end|end|start|beginning|middle|close){_S}of){_S}"
    rf"(?:(?P<which>{_WHICH}|the|each){_S})?(?:(?P<k>{_KIND}){_S})?(?P<unit>week|month|quarter|term|year)\b(?!\s\d)",
    "year_end": rf"(?:(?P<k>{_KIND}){_S})?year[- ]end\b",
    "unit": rf"(?P<which>{_WHICH}){_S}(?:(?P<k>{_KIND}){_S})?(?P<unit>week|fortnight|month|quarter|term|year)\b",
    "season": rf"(?P<s>spring|summer|autumn|winter)(?P<t>{_S}(?:school{_S})?term)?\b"
    rf"(?:,?{_S}(?:of{_S})?(?P<y>{_Y4})(?:{_S}?[/–-]{_S}?(?P<y2>(?:20)?\d\d)(?!\d))?)?",
    "festival": rf"(?P<f>christmas(?:{_S}day)?|new{_S}year(?:[’']s{_S}day)?|easter(?:{_S}monday)?|good{_S}friday)\b"
    rf"(?:{_S}(?P<y>{_Y4}))?",
    "weekday": rf"(?:(?P<which>next|this){_S})?(?P<wd>{_WDAY})",
    "month": rf"(?P<m>{MONTH})",
    "year": rf"(?P<y>{_Y4})",
}
# Which forms can begin with a figure and which with a letter, in the order in which they are tried.
_WITH_FIGURES = ("iso", "slashed", "dotted", "dashed", "days", "day", "years", "year")
_WITH_LETTERS = tuple(name for name in _FORMS if name not in ("iso", "slashed", "dotted", "dashed", "year"))


@lru_cache(maxsize=len(_FORMS))
def matcher(form: str) -> re.Pattern[str]:
    """Matches a date of this form, each part of it a named group."""
    return re.compile(_FORMS[form], re.IGNORECASE)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    forms = "|".join(f"(?P<{name}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', _FORMS[name])})" for name in names)
    return re.compile(rf"(?:{forms})(?!\w)", re.IGNORECASE)


FIGURES: Final = _any_of(_WITH_FIGURES)
LETTERS: Final = _any_of(_WITH_LETTERS)
# Most words cannot begin a date. Looking at a word's first letters before any form is tried saves most of the time.
_PLAIN_STARTS = """
jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun spring summer autumn winter christmas easter
quarter fy within next following forthcoming towards end start beginning middle close
"""
_STARTS = (
    *_PLAIN_STARTS.split(),
    r"q[1-4]",
    r"year[- ]end",
    r"good\sfriday",
    r"new\syear",
    *(rf"{order}\squarter" for order in ("first", "second", "third", "fourth", "final")),
    *(rf"{kind}\syear" for kind in _KIND.split("|")),
    *(
        rf"{which}\s(?:week|fortnight|month|quarter|term|year|{_KIND}|{_WDAY})"
        for which in ("this", "last", "current", "coming", "new")
    ),
    *(
        rf"{lead}\s(?:the\s(?:next|coming|following)|an?\s|\d|(?:{_NUM})\s)"
        for lead in ("in", "over", "during", "after")
    ),
)


def _by_first_letter(words: Iterable[str]) -> str:
    groups = groupby(sorted(words), key=lambda word: word[0])
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in group)})" for letter, group in groups)


# In small letters, and without IGNORECASE, which is three times as slow.
PLACES: Final = re.compile(rf"[\s\xa0(\[“\"‘'’–—:;*•/-](?=(?<!/)\d|{_by_first_letter(_STARTS)})")


def in_small_letters(text: str) -> str:
    """The text in small letters, every one of them in its place."""
    return text.replace("İ", "I").lower()  # the one capital that becomes two letters
