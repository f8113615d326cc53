"""What linking looks at: an item of a paper, the facts of that paper, and a link between two items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.link.wording import Wording

Verdict = Literal["same", "doubt"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a paper says of itself, as far as linking asks: ids of its council, body and sitting, its ISO date.

    `known` is the day from which it counts: its date, or the day of its first import where it says none.
    """

    id: str
    kind: str
    framework: str | None = None
    authority: str | None = None
    body: str | None = None
    meeting: str | None = None
    date: str | None = None
    known: str = ""

    @property
    def day(self) -> str:
        return self.date or self.known

    @property
    def inspection(self) -> tuple[str | None, str | None, str | None] | None:
        """What tells this inspection from any other; None for a paper that is no inspection report."""
        return (self.authority, self.framework, self.date) if self.kind == "inspection_report" else None


@dataclass(frozen=True, slots=True)
class Item:
    """A recommendation as printed in one paper; `heading` is the nearest heading over it, `owners` are ids."""

    id: str
    paper: Facts
    kind: str
    position: int
    text: str
    wording: Wording
    ref: str | None = None
    heading: str = ""
    restated: bool = False
    owners: frozenset[str] = frozenset()
    due_date: str | None = None

    @property
    def original(self) -> bool:
        """Whether this is the inspectorate's own printing."""
        return self.kind == "inspection_recommendation" and self.paper.inspection is not None and not self.restated

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """Originals first, then by date, undated papers last: the first of a thread is its origin."""
        return (not self.original, self.paper.date or "9999", self.paper.id, self.position)


@dataclass(frozen=True, slots=True)
class Link:
    """Two items of different papers that are (`same`) or may be (`doubt`) one; `first` is the smaller id."""

    first: str
    second: str
    score: float
    reason: str
    verdict: Verdict = "same"
    decided_by: Literal["rule", "person"] = "rule"


def link(a: Item, b: Item, score: float, reason: str, verdict: Verdict = "same") -> Link:
    """The link between two items, the smaller id first."""
    first, second = sorted((a.id, b.id))
    return Link(first, second, round(score, 4), reason, verdict)
