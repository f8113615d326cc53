"""Which items a statement answers by their printed numbers: "Recommendations 2 and 3 – both were met in May."."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.components.numbering import numbers_in
from extractor.components.reading import Reading
from extractor.components.reported.answers import may_be_answered
from extractor.components.tags import AboutItem, ItemTag, Place


def about_numbered(reading: Reading, place: Place, items: Sequence[ItemTag]) -> tuple[AboutItem, ...]:
    """The items whose numbers open the words of a place, none for a number that no or more than one item has."""
    cue = reading.opens("ANSWERS_NUMBERED", place.start_char, place.end_char)
    if cue is None:
        return ()
    task = reading.text(cue.start_char, cue.end_char).casefold().startswith("action")
    said = [_with_number(number, items, task=task) for number in numbers_in(reading.text(cue.start_char, cue.end_char))]
    return tuple(AboutItem(found[0], 0.95, "names its number") for found in said if len(found) == 1)


def _with_number(number: str, items: Sequence[ItemTag], *, task: bool) -> list[int]:
    """The indexes of the items with this number: actions where the words say so, recommendations where they do not."""
    fitting = (i for i, item in enumerate(items) if item.ref == number and may_be_answered(item))
    return [i for i in fitting if (items[i].kind == "action") == task]
