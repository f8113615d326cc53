"""Dates as British papers print them: found, resolved against the paper's own day, and read as deadlines."""

from extractor.dates.due import find_due, read_due_cell
from extractor.dates.grammar import find_dates
from extractor.dates.meaning import FoundDate
from extractor.dates.printed import find_next_meeting, find_origin_day, parse_days
from extractor.dates.settle import resolve, weekday_agrees

__all__ = [
    "FoundDate",
    "find_dates",
    "find_due",
    "find_next_meeting",
    "find_origin_day",
    "parse_days",
    "read_due_cell",
    "resolve",
    "weekday_agrees",
]
