"""How far something has got: from a status word, a colour and the paper's own key, or the words of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractor.components.cues import Cue
from extractor.components.logs import COLOURS, status_word
from extractor.components.passages import cells_of, is_imperative
from extractor.components.reading import Reading
from extractor.dates import find_dates
from extractor.dates.forms import NUMBERS
from extractor.document import Cell, fold
from extractor.records import Status

# The first of these that a statement holds is its status: what is held up is not merely under way, and what is
# under way is not complete, whatever else has been done.
_ORDER: tuple[tuple[str, Status], ...] = (
    ("TOO_EARLY", "unknown"),
    ("DELAYED", "delayed"),
    ("ON_TRACK", "on_track"),
    ("UNDERWAY", "in_progress"),
    ("NO_UPDATE", "no_update"),
    ("SOFT_UNDERWAY", "in_progress"),
    ("NOT_STARTED", "not_started"),
    ("DONE", "complete"),
    ("NOTHING_DONE", "not_started"),
    ("CAME_TO_NOTHING", "delayed"),
    ("PLANNED", "not_started"),
    ("SOFT_DONE", "complete"),
    ("WAS_DONE", "complete"),
)
_COUNTED = (*_ORDER[1:4], ("NOT_STARTED", "not_started"), ("DONE", "complete"), ("WAS_DONE", "complete"))
_HELD_UP = 2  # the first labels of the order: they say more than how many per cent are done
EVIDENCE = ("DONE", "UNDERWAY", "DELAYED", "ON_TRACK", "NOT_STARTED", "NOTHING_DONE", "CAME_TO_NOTHING")
_DONE = frozenset({"DONE", "WAS_DONE", "SOFT_DONE"})
_UNDONE = ("TAKES_POSITION", "NOTHING_DONE", "CAME_TO_NOTHING")  # cues that hold the words of what was done
WEAK_EVIDENCE = (*EVIDENCE, "NO_UPDATE", "PLANNED", "SOFT_UNDERWAY")

_OPENING = re.compile(r"\s*(?P<word>[A-Za-z][A-Za-z -]{3,24}?)\s*(?:[.:;–—]|\s-\s)\s*\S")
_OF_A_NOUN = re.compile(
    r"(?:Outstanding|Planned|Pending|Scheduled|Extended) (?!for|to|by|in|as|at|on|until|due|from)[a-z]"
)
_CONDITION = re.compile(r"\b(?:once|until|unless|if|before(?! ?,))\b(?:\W+\w+){0,6}\W*$", re.IGNORECASE)
UNMISTAKABLE = 7  # letters: a shorter word may begin any sentence ("New staff", "Open days")
_PER_CENT = re.compile(
    r"(?P<share>\d{1,3})\s?(?:%|per cent)"
    r"(?:(?: of(?: [\w’'-]+){1,6}? (?:is|are|was|were|been)(?: now)?)?"
    r"\s+(?:complete|completed|done|implemented|delivered)\b|\W*$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?<![\w/.])(?:[1-9]\d{{0,2}}|{'|'.join(word for word in NUMBERS if len(word) > 2)})(?![\w/.]\w|\w)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?: [\w’'/-]+){1,9}")
_OF = re.compile(r"\b(\w+) (?:out )?of (?:the |its )?(\w+)\b")
_PART_OF_TASKS = re.compile(
    r"\b(?:majority|most|some|many|half|several|\d{1,3}) of (?:the |these |those |its )?(?:\w+ )?"
    r"(?:actions|recommendations|tasks|decisions)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:including|stating|saying|who|which|that)\b")
_HELD = frozenset({"kept", "put", "left", "held"})  # between "to be" and "in place"
_SUPPOSED = frozenset({"be", "would", "could", "should", "might", "may", "must", "not", "never"})
_KEY = re.compile(
    rf"\b(?P<colour>{COLOURS})\b\s*(?:[-–—=:]|\()+\s*(?P<meaning>[^.;|]+?)(?=[.;|)]|,?\s*\b{COLOURS}\b|$)",
    re.IGNORECASE,
)
_LETTER_KEY = re.compile(r"\b(?P<colour>[RAGB])\s*(?:[–—=:]|\s-\s)\s*(?P<meaning>[^.;|,]+)")
_HUES = ((15, "red"), (48, "amber"), (70, "yellow"), (170, "green"), (255, "blue"), (320, "purple"), (361, "red"))
_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, the words or the colour that it was read from, and the colour if it was one."""

    status: Status
    words: str = ""
    rag: str | None = None


def from_words(reading: Reading, start: int, end: int) -> Standing:
    """The status that a statement's own words give; "unknown" where they give none."""
    words = reading.document.quote(start, end)
    whole = status_word(words, reading.words["statuses"])
    if whole:
        return Standing(_status(whole), words)
    if reading.has("NEWS_ASKED_FOR", start, end):
        return Standing("no_update", words)
    said = _stated(reading, start, end) or _counted(reading, start, end)
    told = any(evidence(reading, label, start, end) for label in EVIDENCE)
    if said and not (said.status == "no_update" and told):  # "Agreed. A van has been bought."
        return said
    held_up = _from_cues(reading, _ORDER[:_HELD_UP], start, end)
    if found := held_up or _per_cent(words) or _from_cues(reading, _ORDER[_HELD_UP:], start, end):
        return found
    return Standing("no_update" if reading.has("TAKES_POSITION", start, end) else "unknown")


def says_nothing(reading: Reading, start: int, end: int) -> bool:
    """Whether words where news should stand hold none: a mark ("-", "n/a"), or a day and not a word about it."""
    words = reading.document.quote(start, end)
    return words.casefold() in reading.words["nothing"] or any(
        day.text == words for day in find_dates(words, cell=True)
    )


def _from_cues(reading: Reading, order: Iterable[tuple[str, Status]], start: int, end: int) -> Standing | None:
    for label, status in order:
        found = evidence(reading, label, start, end)
        if label == "UNDERWAY":
            found = [cue for cue in found if not _only_said(reading, cue, start)]
        if found:
            done = status == "complete" and (
                any(evidence(reading, later, found[0].end_char, end) for later in ("PLANNED", "STILL_TO_COME"))
                or _only_some(reading.text(start, end))
                or reading.has("NOTHING_DONE", start, end)
            )  # part is done and the rest still to come
            shown: Status = "in_progress" if done else status
            return Standing(shown, reading.document.quote(found[0].start_char, found[0].end_char))
    return None


def _counted(reading: Reading, start: int, end: int) -> Standing | None:
    """What a count of several things comes to, some of them further than others: "six complete, two not started"."""
    counts = [match for match in _NUMBER.finditer(reading.text(start, end)) if _count(match.group())]
    bounds = [*(start + match.end() for match in counts), end]
    pieces = [(at, min(after, _piece_end(reading, at, after))) for at, after in pairwise(bounds)]
    found = [standing for piece in pieces if (standing := _from_cues(reading, _COUNTED, *piece))]
    several = len({standing.status for standing in found}) > 1
    return Standing("in_progress", "; ".join(standing.words for standing in found)) if several else None


def _piece_end(reading: Reading, start: int, end: int) -> int:
    """Where the words on one number of a count end: at a mark, or before they go on for long."""
    match = _PIECE.match(reading.document.text, start, end)
    return match.end() if match else start


def _only_some(words: str) -> bool:
    """Whether words count what was done of more: "40 of 60 staff", "two of the three", "most of the actions"."""
    pairs = [(_count(match[1]), _count(match[2])) for match in _OF.finditer(words)]
    return any(0 < done < whole for done, whole in pairs) or _PART_OF_TASKS.search(words) is not None


def _count(word: str) -> int:
    """The number that a word or its digits say, 0 for any other word."""
    return int(word) if word.isdecimal() else NUMBERS.get(word.casefold(), 0)


def _per_cent(words: str) -> Standing | None:
    """The status that "60% complete" gives, or a percentage that stands alone."""
    said = _PER_CENT.search(words)
    if said is None:
        return None
    share = int(said["share"])
    status: Status = "complete" if share >= 100 else "in_progress" if share else "not_started"
    return Standing(status, said.group())


def _stated(reading: Reading, start: int, end: int) -> Standing | None:
    """The status that a statement begins with ("Completed – the letter was sent") or ends with ("...; on track.")."""
    said = reading.text(start, end).strip()
    opening = _OPENING.match(said)
    first = said.split()[:3]
    leading = [" ".join(first[:count]) for count in (3, 2, 1) if first]
    if _OF_A_NOUN.match(said):
        leading = []
    whole = [opening["word"] if opening else "", re.split(r"[.;]\s+", said.rstrip(" .;"))[-1]]
    for words in [*whole, *(word for word in leading if len(word) >= UNMISTAKABLE)]:
        status = status_word(words, reading.words["statuses"]) if len(words) > 3 else ""
        if status and status != "unknown":
            return Standing(_status(status), fold(words))
    return None


def evidence(reading: Reading, label: str, start: int, end: int) -> list[Cue]:
    """The cues of a label that are stated as fact: "would have been done" is none, nor "was not done"."""
    found = [cue for cue in reading.found(label, start, end) if not _supposed(reading, start, cue)]
    undone = [cue for other in _UNDONE for cue in reading.found(other, start, end)] if found and label in _DONE else []
    return [cue for cue in found if not any(other.start_char <= cue.start_char < other.end_char for other in undone)]


def tells_what_was_done(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands behind "Action:" was done and is not to be done: "Action: a letter was sent in May"."""
    if is_imperative(reading.text(start, end).lstrip(" :–—-"), reading.imperatives):
        return False
    first = reading.sentences(start, end)[:1]
    return any(evidence(reading, label, s.start_char, s.end_char) for s in first for label in ("DONE", "WAS_DONE"))


def _only_said(reading: Reading, cue: Cue, start: int) -> bool:
    """Whether what goes on is told inside a clause that first says it was done ("completed, staff saying ...")."""
    clause = max(reading.document.text.rfind(mark, start, cue.start_char) for mark in (". ", "; ", "\n")) + 1
    done = evidence(reading, "DONE", max(start, clause), cue.start_char) if cue.rule_id == "going-on" else []
    return bool(done) and bool(_TELLS.search(reading.text(done[-1].end_char, cue.start_char)))


def _supposed(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether a modal stands before the cue, or a condition: "would have been done", "once it had been approved"."""
    before = reading.text(max(start, cue.start_char - 60), cue.start_char)
    words = before.casefold().split()
    if words and (words[-1] in _HELD or words[-1].endswith("ly")):
        words.pop()
    return bool(words) and (words[-1] in _SUPPOSED or bool(_CONDITION.search(before)))


def from_cell(reading: Reading, cell: Cell, key: dict[str, Status], table: dict[str, Any]) -> Standing | None:
    """The status that a cell of a status column gives: by its word, or by its colour where the paper explains it.

    None where it gives neither. A colour that the paper has no key for is kept, but its status is unknown.
    """
    words = reading.document.quote(cell.start_char, cell.end_char)
    whole = status_word(words, reading.words["statuses"])
    colour = colour_word(words, table) or colour_name(cell.fill) or colour_name(cell.colour)
    if whole and not colour_word(words, table):
        return Standing(_status(whole), words, colour)
    if colour:
        return Standing(key.get(colour, "unknown"), words or colour, colour)
    found = from_words(reading, cell.start_char, cell.end_char) if words else None
    return found if found and found.status != "unknown" else None


def key_of(reading: Reading, table: dict[str, Any]) -> dict[str, Status]:
    """What each colour means in this paper, from a key printed in it ("Green – complete"); empty without one."""
    key: dict[str, Status] = {}
    for words, fill in _key_lines(reading):
        said = [(match["colour"], match["meaning"]) for match in _KEY.finditer(words)]
        letters = [(match["colour"], match["meaning"]) for match in _LETTER_KEY.finditer(words)]
        said = said or (letters if len(letters) > 1 else [])
        for colour, meaning in said or [(colour_name(fill) or "", words)]:
            status = _meaning(meaning, table) if colour else None
            if status and len(meaning.split()) <= 25:
                name = colour_word(colour, table) or colour
                key.setdefault(name, status)
    return key


def colour_word(words: str, table: dict[str, Any]) -> str | None:
    """The colour that the words name and nothing else; for "R/A" and the like the letters."""
    plain = fold(re.sub(r"[^a-z/]+", " ", words.casefold()))
    if plain in table["colours"]["words"]:
        return {"gray": "grey", "orange": "amber"}.get(plain, plain)
    return _LETTERS.get(plain, plain) if plain in table["colours"]["combined"] else None


def colour_name(fill: str | None) -> str | None:
    """What a person would call "#rrggbb": red, amber, green ...; None for greys, white and black."""
    if not fill:
        return None
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 60:
        return None
    if high == red:
        hue = (green - blue) / (high - low) * 60 % 360
    elif high == green:
        hue = (blue - red) / (high - low) * 60 + 120
    else:
        hue = (red - green) / (high - low) * 60 + 240
    return next(name for limit, name in _HUES if hue < limit)


def _key_lines(reading: Reading) -> Iterable[tuple[str, str | None]]:
    """Every line that may explain a colour: a short paragraph, a cell, or a coloured cell and the one beside it."""
    for block in reading.document.blocks:
        if block.kind != "table_row":
            yield reading.document.quote(block.content_start, block.end_char), None
            continue
        cells = cells_of(block)
        words = [reading.document.quote(cell.start_char, cell.end_char) for cell in cells]
        if len(cells) == 2:
            yield f"{words[0]}: {words[1]}", cells[0].fill if not words[0] else None
        for cell, said in zip(cells, words, strict=True):
            yield said, cell.fill if len(cells) <= 6 and len(said.split()) > 1 else None


def _meaning(words: str, table: dict[str, Any]) -> Status | None:
    plain = words.casefold()
    for entry in table["key"]:
        if any(phrase in plain for phrase in entry["phrases"]):
            return _status(entry["status"])
    return None


_STATUSES: tuple[Status, ...] = (
    "complete",
    "on_track",
    "in_progress",
    "delayed",
    "not_started",
    "no_update",
    "unknown",
)


def _status(word: str) -> Status:
    return next((status for status in _STATUSES if status == word), "unknown")
