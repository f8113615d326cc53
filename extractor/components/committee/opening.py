"""The opening of a decision or a request, and what it stands among."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.components.cues import Cue
from extractor.components.passages import Passage
from extractor.components.reading import Reading
from extractor.components.tags import Place
from extractor.records import ItemKind

_DAY_ALONE = re.compile(r"(?:\d{1,2}\s)?[A-Z][a-z]+\s(?:19|20)\d\d(?:\.|$)")


@dataclass(frozen=True, slots=True)
class Opening:
    """Words after which a decision or a request stands.

    `rest` is what follows them in their own passage; `single` says that only the rest of the sentence belongs to
    them; `whole` is the sentence to keep where it has its own subject; `bare` that no word says "decided", so that
    what follows must say so itself.
    """

    kind: ItemKind
    cue: Cue
    confidence: float
    rest: Place
    ref: str | None = None
    single: bool = False
    whole: Place | None = None
    restated: bool = False
    bare: bool = False


def said(reading: Reading, passage: Passage) -> bool:
    """Whether the passage is a point of a list of things said: what is agreed there is an opinion."""
    if not passage.block.label:
        return False
    at = reading.index_of(passage)
    for earlier in reversed(reading.passages[max(0, at - 25) : at]):
        if earlier.is_heading:
            return False
        if not earlier.listed or earlier.block.level < passage.block.level:
            return reading.has_any(("DISCUSSION", "SAID"), earlier.start, earlier.end)
    return False


def retold(reading: Reading) -> bool:
    """A report, an agenda or a plan does not decide: a decision printed in it is another meeting's."""
    return reading.kind in {"officer_report", "agenda", "action_plan"}


def is_title(reading: Reading, place: Place) -> bool:
    """Whether the word before was part of a title or dates the paper: "AGREED RECOMMENDATIONS", "Agreed: May 2015"."""
    words = reading.text(place.start_char, place.end_char)
    return (words.isupper() and len(words.split()) <= 2) or _DAY_ALONE.match(words) is not None
