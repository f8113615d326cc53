"""A passage of minutes as the matters that it goes through: "(1) Paths. Two were mended. (2) Bins – no news."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.components.numbering import follows
from extractor.components.passages import Passage, is_imperative, trim
from extractor.components.reading import Reading
from extractor.components.reported.reporting_back import TOLD_TO_A_MEETING
from extractor.components.tags import Place

_NUMBER = re.compile(r"(?<![\w(])\((?:\d{1,2}|[a-z]|[ivx]+)\)\s+(?=\S)")
# The number of the minute that a matter arises from, or a letter that a reader of papers takes for no label.
_OLD_NUMBER = re.compile(r"(?:\d{1,4}[./]\d{1,3}[:.]?|\[[a-z0-9]{1,2}\])\s+(?=[A-Z])")
_TITLE_END = re.compile(r"\s[–—-]\s+|:\s+")
_FIRST_STOP = re.compile(r"\.\s+(?=[A-Z0-9])")
_TASK = re.compile(r"[A-Z][\w’'/&.-]*(?: (?!is |are |was |were |has |have |had )[\w’'/&.-]+){0,3}? to (?=[a-z])")
MOST = 10  # words that a subject may have before a dash or colon
SHORT = 4  # words before a full stop


@dataclass(frozen=True, slots=True)
class Matter:
    """The words on one matter, and those before them that name it (None where none do)."""

    place: Place
    subject: Place | None


def matters(reading: Reading, passage: Passage, after: int) -> Iterator[Matter]:
    """The matters of a passage in order, from `after` on; one for the whole where it numbers none in its words."""
    start = max(passage.start, after)
    text = reading.document.text
    numbers = _in_order(list(_NUMBER.finditer(text, start, passage.end)))
    bounds = [start, *(number.start() for number in numbers), passage.end]
    ends = [start, *(number.end() for number in numbers)]
    for at, (_, end) in zip(ends, pairwise(bounds), strict=True):
        place = trim(text, at, end)
        old = _OLD_NUMBER.match(text, place.start_char, place.end_char)
        place = Place(old.end(), place.end_char) if old else place
        if place.start_char < place.end_char:
            named = subject(reading, place)
            said = trim(text, named.end_char, place.end_char, ":–—-.").start_char if named else place.start_char
            alone = len(text[said : place.end_char].split("(")[0].split()) == 1  # "Survey – done" says what is done
            yield Matter(place, None) if alone else Matter(Place(said, place.end_char), named)


def _in_order(numbers: list[re.Match[str]]) -> list[re.Match[str]]:
    """The numbers where they count up from the first one; none where there are fewer than two."""
    kept = [n for n in numbers[:1] if n.group().strip("() ").casefold() in {"1", "a", "i"}]
    for number in numbers[1:] if kept else []:
        if follows(kept[-1].group().strip(), number.group().strip()):
            kept.append(number)
    return kept if len(kept) > 1 else []


def subject(reading: Reading, place: Place) -> Place | None:
    """What words name before they report on it ("Bus shelter – two quotes were obtained"); None where they do not."""
    text = reading.document.text
    marks = [match.start() for match in _TITLE_END.finditer(text, place.start_char, place.end_char)]
    titles = [end for end in marks if _is_title(reading, Place(place.start_char, end), MOST)]
    stop = _FIRST_STOP.search(text, place.start_char, place.end_char)
    if not titles and stop and _is_title(reading, Place(place.start_char, stop.start()), SHORT):
        titles = [stop.start()]
    return Place(place.start_char, titles[-1]) if titles else None


def _is_title(reading: Reading, place: Place, most: int) -> bool:
    words = reading.text(place.start_char, place.end_char)
    if not words or len(words.split()) > most or ". " in words:
        return False
    return not reading.has_any((*TOLD_TO_A_MEETING, "SAID_BY"), place.start_char, place.end_char)


def is_task(reading: Reading, sentence: Place) -> bool:
    """Whether a sentence gives somebody something to do: "Clerk to write to the school"."""
    words = reading.text(sentence.start_char, sentence.end_char)
    somebody = _TASK.match(words)
    return somebody is not None and is_imperative(words[somebody.end() :], reading.imperatives)
