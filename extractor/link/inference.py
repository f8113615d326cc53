"""Whose paper it is, where it does not say: the council whose inspection list its items restate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.link.items import Item
from extractor.link.wording import compare
from extractor.records import squash

ENOUGH = 3  # items that restate one council's list by number and wording together
MOST = 0.6  # of the paper's restated items
AHEAD = 2  # times as many as for any other council


@dataclass(frozen=True, slots=True)
class Inference:
    """A council, how sure we are (0 to 1) and why; `rivals` are other councils that would do nearly as well."""

    authority: str
    score: float
    reason: str
    rivals: tuple[str, ...] = ()


def infer_authority(restated: Sequence[Item], reports: Mapping[str, Sequence[Item]]) -> Inference | None:
    """The council of a paper that names none, from its restated items and the lists of inspection reports.

    None where too few items agree; with `rivals` where several councils' lists would fit.
    """
    best: dict[str, tuple[int, str]] = {}
    for report in sorted(reports):
        listed = reports[report]
        council = listed[0].paper.authority if listed else None
        count = len(_agreeing(restated, listed))
        if council and count > best.get(council, (0, ""))[0]:
            best[council] = (count, listed[0].paper.date or "of unknown date")
    if not best:
        return None
    council, (count, date) = max(best.items(), key=lambda kv: (kv[1][0], kv[0]))
    if count < ENOUGH or count < MOST * len(restated):
        return None
    rivals = tuple(sorted(c for c, (n, _) in best.items() if c != council and n * AHEAD > count))
    reason = f"{count} of its {len(restated)} items restate the inspection of {date} by number and wording together"
    return Inference(council, round(count / len(restated), 4), reason, rivals)


def restated(items: Sequence[Item]) -> list[Item]:
    """The items of a paper that may restate an inspection's list: those marked so, or else its numbered tasks."""
    marked = [i for i in items if i.kind == "inspection_recommendation" and not i.original]
    return marked or [i for i in items if i.kind == "action" and i.ref]


def _agreeing(restated: Sequence[Item], listed: Sequence[Item]) -> list[str]:
    """The items that stand in the list under the same number with like words."""
    by_number: dict[str, list[Item]] = {}
    for item in listed:
        by_number.setdefault(squash(item.ref or ""), []).append(item)
    good = ("exact", "near", "contained", "reworded")
    return [
        item.id
        for item in restated
        if item.ref
        and any(compare(item.wording, other.wording).grade in good for other in by_number.get(squash(item.ref), ()))
    ]
