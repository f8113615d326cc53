"""What a meeting decided and what a report asks for, where the words that open it are printed.

"RESOLVED that ...", "It was agreed to ...", "Recommended -" over numbered limbs, "The Committee is asked to".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from extractor.components.committee.behind import leads_in
from extractor.components.committee.endings import cut_action, with_lines_below
from extractor.components.committee.limbs import inline_limbs, limbs_from
from extractor.components.committee.opening import Opening
from extractor.components.committee.openings import openings
from extractor.components.committee.under import STOPS, gather_limbs, item_tag, under_opening
from extractor.components.numbering import follows, ref_of
from extractor.components.reading import Reading
from extractor.components.tags import ItemTag, Place

_FIRST_LABEL = re.compile(r"(?P<label>\(?(?:1|a|i)[.)]|\((?:1|a|i)\))\s+(?=\S)", re.IGNORECASE)
_NOTHING_YET = frozenset({"", "to", "that", "the following"})  # said between "agreed" and its list


def decided(
    reading: Reading, confidence: dict[str, float], again: Collection[int] = ()
) -> tuple[list[ItemTag], set[int]]:
    """Every decision and request that is opened by printed words, and the indexes of the passages they stand in.

    `again` are the passages that print a recommendation again: such a heading opens nothing that stands under it.
    """
    items: list[ItemTag] = []
    used: set[int] = set()
    index = 0
    while index < len(reading.passages):
        taken = 1
        repeats = index in again and reading.passages[index].is_heading
        for opening in () if repeats else openings(reading, index, confidence):
            found, last = _items_of(reading, index, opening)
            items.extend(found)
            if found:
                used.update(range(index, last + 1))
                taken = max(taken, last + 1 - index)
        index += taken
    return items, used


def _items_of(reading: Reading, index: int, opening: Opening) -> tuple[list[ItemTag], int]:
    """The items behind an opening, and the index of the last passage that they cover."""
    passage = reading.passages[index]
    rest = reading.text(opening.rest.start_char, opening.rest.end_char).strip()
    inside = inline_limbs(reading, opening.rest.start_char, opening.rest.end_char)
    if inside:
        return [item_tag(reading, opening, passage, place, ref_of(label)) for place, label in inside], index
    split = _first_limb_inside(reading, index, opening)
    if split:
        return split
    at_end = opening.rest.end_char >= passage.end - 1 and not _leads_conditions(reading, index, rest)
    says_nothing = rest.strip(" :–—-").casefold() in _NOTHING_YET
    if at_end and (says_nothing or leads_in(reading, opening.rest) or not _ends(rest)):
        below = under_opening(reading, index, opening, not says_nothing)
        if below:
            return below
    if says_nothing or (rest.endswith(":") and (not opening.whole or opening.cue.rule_id == "body-recommended")):
        return [], index
    if opening.bare and passage.listed and opening.cue.label in {"THAT", "BE_DECIDED"}:
        return with_lines_below(reading, *gather_limbs(reading, index, opening, []))
    place, last = opening.whole or opening.rest, index
    if opening.whole and _leads_conditions(reading, index, rest):
        last = limbs_from(reading, index + 1, STOPS)[-1].last
        place = Place(place.start_char, reading.passages[last].end)
    items = [cut_action(reading, item_tag(reading, opening, passage, place, opening.ref))]
    return with_lines_below(reading, items, last)


def _first_limb_inside(reading: Reading, index: int, opening: Opening) -> tuple[list[ItemTag], int] | None:
    """The limbs of "RESOLVED: a) that ...", where b) and the others have paragraphs of their own."""
    match = _FIRST_LABEL.match(reading.document.text, opening.rest.start_char, opening.rest.end_char)
    after = reading.passages[index + 1] if index + 1 < len(reading.passages) else None
    if not match or not after or not after.listed or not follows(match["label"], after.block.label):
        return None
    passage = reading.passages[index]
    first = item_tag(reading, opening, passage, Place(match.end(), passage.end), ref_of(match["label"]))
    others, last = gather_limbs(reading, index + 1, opening, [])
    return with_lines_below(reading, [first, *others], last)


def _leads_conditions(reading: Reading, index: int, rest: str) -> bool:
    """Whether a decision goes on in a list of its own: "agreed to grant it subject to the following conditions:"."""
    below = reading.passages[index + 1] if index + 1 < len(reading.passages) else None
    last = rest.rstrip(" :–-").rpartition(" ")[2].casefold()
    return below is not None and below.listed and last in reading.words["own_lists"] and len(rest.split()) > 4


def _ends(words: str) -> bool:
    return words[-1:] in ".;!?"
