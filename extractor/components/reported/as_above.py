""" "As above" in place of a statement says what the statement before it said, about something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.components.reading import Reading
from extractor.components.tags import AboutItem, ProgressTag

_SURE = 0.9


def said_again(reading: Reading, found: Iterable[ProgressTag]) -> list[ProgressTag]:
    """The statements in the same order; one that repeats has the status of the last full statement, which answers
    the items of both."""
    told: list[ProgressTag] = []
    last: dict[str, int] = {}  # part -> where the last full statement of it stands in `told`
    for tag in found:
        repeats = reading.has("AS_ABOVE", tag.place.start_char, tag.place.end_char)
        if repeats and tag.part in last:
            before = told[last[tag.part]]
            too = tuple(AboutItem(about.item, _SURE, "repeated there as above") for about in tag.about)
            told[last[tag.part]] = replace(before, about=(*before.about, *too))
            told.append(replace(tag, status=before.status, rag=before.rag))
            continue
        if not repeats:
            last[tag.part] = len(told)
        told.append(tag)
    return told
