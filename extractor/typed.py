"""The day that a person types on a command line or a page, as clerks of the United Kingdom write one."""

from __future__ import annotations

from datetime import date

HOW = "write it as 2026-03-31, 31/3/2026 or 31 March 2026"


def typed_day(words: str) -> str:
    """The ISO day: of figures the day comes first, then the month. Raises ValueError where it is not one day."""
    words = words.strip()
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return _in_words(words)


def _in_words(words: str) -> str:
    from extractor.dates import find_dates, parse_days, weekday_agrees  # noqa: PLC0415  takes a tenth of a second

    found = [each for each in find_dates(words) if each.text == words]
    days = parse_days(words) if found else None
    if days is None or days[0] != days[1]:
        raise ValueError(f"'{words}' is not a day: {HOW}")
    if not weekday_agrees(found[0]):
        right = date.fromisoformat(days[0])
        raise ValueError(f"'{words}' is not a day: {right.day} {right:%B %Y} is a {right:%A}")
    return days[0]
