"""Counts of right, wanted and found, what they come to, and how far that would move with other papers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """`hit` of `gold` wanted entries were among the `found`; for a field with one answer both are the tries."""

    hit: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report: the counts over all papers, and the interval that holds F1 for 95 of 100 redraws."""

    name: str
    counts: Counts
    low: float
    high: float
    papers: int

    def line(self) -> str:
        """The figure as a line under the headings precision, recall, F1, interval and counts."""
        c = self.counts
        scores = f"{self.name:34} {c.precision:9.3f} {c.recall:9.3f} {c.f1:9.3f}"
        return f"{scores}  {self.low:.3f} to {self.high:.3f}     {c.hit} of {c.gold} wanted, {c.found} found"


def total(counts: Iterable[Counts]) -> Counts:
    """The counts of several papers together."""
    listed = list(counts)
    return Counts(sum(c.hit for c in listed), sum(c.gold for c in listed), sum(c.found for c in listed))


def figure(name: str, papers: Sequence[Counts], redraws: int = 1000) -> Figure:
    """The figure over these papers, its interval from drawing as many of them again, with the same seed always."""
    draw = random.Random(1)
    scores = sorted(total(draw.choices(papers, k=len(papers))).f1 for _ in range(redraws))
    low, high = scores[int(0.025 * redraws)], scores[int(0.975 * redraws)]
    return Figure(name, total(papers), low, high, len(papers))
