"""In which way two items could be one at all, before their words are looked at: never across councils."""

from __future__ import annotations

from typing import Literal

from extractor.link.items import Facts, Item

# A paper restates an inspection's point; a log carries an action on; a draft becomes its final text; one meeting quotes
# another's decision.
Relation = Literal["restated", "carried", "version", "quoted"]

CARRIED_MONTHS = 36


def relation(a: Item, b: Item) -> Relation | None:
    """In which way the two could be one item at all; None where they cannot."""
    if a.paper.id == b.paper.id or _other_council(a.paper, b.paper):
        return None
    if a.kind != b.kind:
        return _mixed_relation(a, b)
    if a.kind == "inspection_recommendation":
        return _inspection_relation(a, b)
    return _carried(a, b) if a.kind == "action" else _decision_relation(a, b)


def months_apart(a: Facts, b: Facts) -> int:
    """Whole months between the dates of two papers; 0 where one has none."""
    if not a.date or not b.date:
        return 0
    one, other = (int(date[:4]) * 12 + int(date[5:7]) for date in (a.date, b.date))
    return abs(one - other)


def _carried(a: Item, b: Item) -> Relation | None:
    """A log carries a task on from meeting to meeting; the same words years later are another task."""
    return "carried" if months_apart(a.paper, b.paper) <= CARRIED_MONTHS else None


def _mixed_relation(a: Item, b: Item) -> Relation | None:
    """A task that a meeting resolved on is a row of its next action log; a row may repeat an inspection's words."""
    kinds = {a.kind, b.kind}
    if kinds == {"action", "resolution"} and not _formula(a, b):
        return _carried(a, b)
    if kinds == {"action", "inspection_recommendation"} and (a.original or b.original):
        return _inspection_relation(a, b)
    return None


def _decision_relation(a: Item, b: Item) -> Relation | None:
    if _formula(a, b):
        return None
    if a.paper.meeting is not None and a.paper.meeting == b.paper.meeting:
        return "version"
    return "quoted" if a.restated != b.restated else None


def _formula(a: Item, b: Item) -> bool:
    """Whether either is a standard resolution, such as any meeting may pass."""
    return a.wording.standard or b.wording.standard


def _inspection_relation(a: Item, b: Item) -> Relation | None:
    if a.original and b.original:
        return "version" if a.paper.inspection == b.paper.inspection else None
    if a.original != b.original:
        report, later = (a, b) if a.original else (b, a)
        early = bool(later.paper.date and report.paper.date and later.paper.date < report.paper.date)
        return None if early else "restated"
    return _carried(a, b)


def _other_council(a: Facts, b: Facts) -> bool:
    """Whether they are of different councils; without one, only the same national body will do."""
    if a.authority is None and b.authority is None:
        return a.body is None or a.body != b.body
    return a.authority != b.authority
