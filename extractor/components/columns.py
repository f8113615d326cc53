"""What the columns of a table hold, known by their headings (`models/columns.toml`)."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.document import fold

SHORTEST = 6  # letters: a shorter heading ("What", "Date") counts only where nothing stands beside it
_REMEMBERED = 1000  # headings
_MARKS = re.compile(r"[^a-z0-9/&# ]+")


class Columns:
    """The known headings; `role` remembers what it was asked of late, as tables repeat themselves."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self._known = [(_plain(heading) or heading, role) for role, headings in table.items() for heading in headings]
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._find)

    def role(self, heading: str) -> str:
        """What a column with this heading holds, "" where it is unknown; the longest known heading wins."""
        return self._remembered(heading)

    def _find(self, heading: str) -> str:
        words, best, most = _plain(heading), "", 0
        for known, role in self._known:
            whole = words == known
            beside = len(known) >= SHORTEST and (
                words.startswith((known + " ", known + "/")) or words.endswith(" " + known)
            )
            weight = len(known) * 2 + whole * 50 + words.startswith(known)
            if (whole or beside) and weight > most:
                best, most = role, weight
        return best


def _plain(heading: str) -> str:
    return fold(_MARKS.sub(" ", heading.casefold().replace("’", "'").replace("'s", "s")))
