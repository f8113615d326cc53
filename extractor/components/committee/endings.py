"""The end of an item and the lines beneath it: movers, votes, and "Action: <name>", which says whose it is."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.components.committee.behind import MARKS
from extractor.components.cues import Cue
from extractor.components.passages import trim
from extractor.components.reading import Reading
from extractor.components.tags import ItemTag, OwnerPlace, Place

_CLOSES_SENTENCE = ("", ".", ";", ":", ",", "!", "?", ")", "]", "(", "[", "–", "-", "—", "|", "\n", "”", '"', "’")

_INITIALS_LAST = re.compile(r"\s+[–—-]\s*(?P<names>[A-Z]{2,3}(?:\s?(?:[/,&+]|and)\s?[A-Z]{2,3})*)\.?$")
_LONGEST_NAME = 4  # words of a name that may end in a full stop: "Action: Cllr Jo Elm."


def _without_vote(reading: Reading, item: ItemTag) -> ItemTag:
    sentences = reading.sentences(item.place.start_char, item.place.end_char)
    while len(sentences) > 1 and reading.opens("SECONDED", sentences[-1].start_char, sentences[-1].end_char):
        sentences.pop()
    if not sentences or sentences[-1].end_char >= item.place.end_char:
        return item
    return replace(item, place=Place(item.place.start_char, sentences[-1].end_char))


def action_tails(reading: Reading, start: int, end: int) -> list[Cue]:
    """The labels "Action:" between the places that begin a sentence; "Plan of Action – Part 2" holds none."""
    cues = reading.found("ACTION_TAIL", start, end)
    return [cue for cue in cues if reading.text(start, cue.start_char).rstrip(" \t*_")[-1:] in _CLOSES_SENTENCE]


def cut_action(reading: Reading, item: ItemTag) -> ItemTag:
    """The item without the mover and the vote at its end, nor an "Action: <name>", which then says whose it is."""
    item = _without_vote(reading, item)
    for cue in action_tails(reading, item.place.start_char, item.place.end_char):
        words = trim(reading.document.text, item.place.start_char, cue.start_char, "([")
        name = trim(reading.document.text, cue.end_char, item.place.end_char, ":–-)]")
        if words.end_char > words.start_char and name.end_char > name.start_char:
            places = (OwnerPlace(name, "item", cell=True), *item.owner_places)
            return replace(item, place=words, owner_places=places)
    return _cut_initials(reading, item)


def _cut_initials(reading: Reading, item: ItemTag) -> ItemTag:
    """The item without initials behind a dash at its end, whose it then is: "a survey to be made - JB & TD"."""
    match = _INITIALS_LAST.search(reading.document.text, item.place.start_char, item.place.end_char)
    if not match or set(re.findall(r"[A-Z]+", match["names"])) & set(reading.words["no_initials"]):
        return item
    owner = OwnerPlace(Place(*match.span("names")), "item", cell=True)
    return replace(item, place=Place(item.place.start_char, match.start()), owner_places=(owner, *item.owner_places))


def with_lines_below(reading: Reading, items: list[ItemTag], last: int) -> tuple[list[ItemTag], int]:
    """The items with the names that stand in the line or the margin beneath them, and the last passage used."""
    names: list[OwnerPlace] = []
    label: Cue | None = None
    for index in range(last + 1, min(last + 4, len(reading.passages))):
        passage = reading.passages[index]
        alone, label = label, None
        if alone and is_name_only(reading, passage.start, passage.end):
            names.append(OwnerPlace(Place(passage.start, passage.end), "line_below", True))
            last, label = index, alone if _posts_follow(reading, index) else None
            continue
        cue = reading.opens("ACTION_LABEL", passage.start, passage.end)
        if cue and not reading.text(cue.end_char, passage.end).strip(MARKS + " "):
            label = cue  # the name stands on the line beneath
        elif cue and is_name_only(reading, cue.end_char, passage.end):
            names.append(OwnerPlace(trim(reading.document.text, cue.end_char, passage.end, MARKS), "line_below", True))
            last = index
        elif passage.block.kind == "margin_note":
            names.append(OwnerPlace(Place(passage.start, passage.end), "line_below", True))
        elif not reading.opens("VOTE", passage.start, passage.end):
            break
    if not names:
        return items, last
    return [replace(item, owner_places=(*names, *item.owner_places)) for item in items], last


def _posts_follow(reading: Reading, index: int) -> bool:
    """Whether the next line names a post too, below a label with several names under it."""
    after = reading.passages[index + 1] if index + 1 < len(reading.passages) else None
    printed = reading.text(after.start, after.end) if after else ""
    if after is None or after.listed or (after.is_heading and not printed.endswith(")")):  # "Head of Roads (J Ash)"
        return False
    words = {word.strip("(),.").casefold() for word in printed.split()}
    return not words.isdisjoint(reading.words["roles"]) and is_name_only(reading, after.start, after.end)


def is_name_only(reading: Reading, start: int, end: int) -> bool:
    """Whether the words behind "Action:" are names or posts and no task: short, capitals, no verb of doing."""
    words = reading.text(start, end).strip(" :–—-.\t\n").split()
    sentence = reading.text(start, end).rstrip().endswith(".") and len(words) > _LONGEST_NAME
    if not 0 < len(words) <= 14 or sentence:
        return False
    plain = {"and", "of", "the", "for", "&", "all", "with", "in", "–", "-"}
    lower = [w for w in words if w[0].islower() and w.strip(",;()").casefold() not in plain]
    imperative = words[0].strip(",").casefold() in reading.imperatives and len(words) > 2
    return not imperative and len(lower) <= len(words) // 4 and "to" not in words
