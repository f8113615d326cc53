"""The paragraphs of the law by which something is closed to the public."""

from __future__ import annotations

import re

PARAGRAPHS = re.compile(
    r"(?:paragraphs?|paras?|categor(?:y|ies))\.?\s?(?:\(s\))?\s*(?:nos?\.?\s*)?"
    r"(?P<numbers>\d{1,2}(?!\d|\.\d)(?:(?:\s*(?:,|and|&|to|or|/)\s*)+\d{1,2}(?!\d|\.\d))*)(?!\s+of\s+part\s+(?:2|ii|5)\b)",
    re.IGNORECASE,
)
_MOST = 18  # the schedule of Wales numbers its paragraphs up to there


def paragraphs_of(words: str) -> str:
    """The paragraphs of the schedule that the words name, in order: "1, 3"; "" if none."""
    numbers = {int(n) for match in PARAGRAPHS.finditer(words) for n in re.findall(r"\d+", match["numbers"])}
    return ", ".join(str(number) for number in sorted(numbers) if number <= _MOST)
