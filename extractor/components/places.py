"""Places in order, so that what touches a stretch of text is found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from extractor.components.tags import Place


class Places:
    """Places sorted by where they start; `indexes` answers in the order in which they were given."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._order = sorted(enumerate(places), key=lambda pair: pair[1].start_char)
        self._starts = [place.start_char for _, place in self._order]
        self._longest = max((place.end_char - place.start_char for _, place in self._order), default=0)

    def starting_in(self, start: int, end: int) -> list[int]:
        """The indexes of the places that start between the two."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [index for index, _ in self._order[first:last]]

    def touching(self, start: int, end: int) -> list[Place]:
        """The places that share a character with the stretch."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [place for _, place in self._order[first:last] if place.end_char > start]
