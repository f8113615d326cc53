"""What stands behind the words that open a decision, and whether it leads in what stands below."""

from __future__ import annotations

import re

from extractor.components.passages import trim
from extractor.components.reading import Reading
from extractor.components.tags import Place

MARKS = ":;–—-,.*"
_LEADS = (":", "–", "—", "-")
MINUTE_NUMBER = re.compile(
    r"\(?(?:Min(?:ute)?\.?\s+)?(?:No\.?\s*)?([A-Z]{0,4}\.?/?\d{1,4}(?:[/.]\d{1,4})+[A-Za-z]?)\)?[.:]?"
)
_VOTE_NOTE = re.compile(r"\((?:unanimous|nem|by \d|with \d|\d+ (?:for|votes))[^)]{0,60}\)", re.IGNORECASE)
_TO_BODY = re.compile(r"(?:TO|to)\s+(?:THE\s+|the\s+)?[A-Z][\w’' ]{2,40}?(?:\s*[:–—-]\s*|\s(?=that\b))")
_SPACED_THAT = re.compile(r"T H A T\b\s*")
_BY_ALL = re.compile(r"by (?:all|everyone|everybody|members|those)\b[\w ]{0,40}?[ ,](?=(?:that|to)\s)")
# "Cllr Ash proposed that a bin be bought, seconded by": a name behind "proposed" is a candidate's.
_MOVED = re.compile(
    r"\b(?:proposed|moved)\s+(?!by\b|(?:Cllr|Councillor|Mr|Mrs|Ms|Dr)\b)(?:that\s+)?(?P<what>\w[^.]*?),?\s+(?:and\s+)?seconded\b"
)
_THAT_OR_TO = re.compile(r",?\s(?=(?:that|to)\s)")
_MODAL = re.compile(r"\b(?:be|should|would|will|shall|must|can|could|may|might|(?:is|are|was|were) to)\b")
_ANSWERS = re.compile(
    r"^(?:that )?(?:it|they|he|she|we|this)\s(?:should|would|will|can|could|may|might)\W*$", re.IGNORECASE
)
_COPULA = re.compile(r"\b(?:was|were|is|are|had|has|have)\b")
_CLAUSE = re.compile(r"\b(?:who|whose|which|whom|where|when|because|as|if|until|once|after|before|that)\b|[–—;]")


def after_label(reading: Reading, start: int, end: int) -> tuple[Place, str | None]:
    """What stands behind the label, and a minute number printed between the two."""
    text = reading.document.text
    if text[start - 3 : start].casefold() == " to":  # "agreed to meet": the cue needed the word, the item keeps it
        start -= 2
    if text[start - 5 : start] == " That":  # "RESOLVED That ...": a sentence of its own begins
        start -= 4
    rest = trim(text, start, end, MARKS)
    rest = Place(rest.start_char, max(rest.start_char, trim(text, start, end).end_char))
    rest = _without_movers(reading, rest)
    by_all = _BY_ALL.match(text, rest.start_char, end)
    if by_all:
        rest = Place(by_all.end(), rest.end_char)
    to_body = _TO_BODY.match(text, rest.start_char, end)
    if to_body:
        rest = Place(to_body.end(), rest.end_char)
    note = _VOTE_NOTE.match(text, rest.start_char, end)
    if note:
        rest = Place(trim(text, note.end(), end, MARKS).start_char, rest.end_char)
    number = MINUTE_NUMBER.match(text, rest.start_char, end)
    if number:
        rest = Place(trim(text, number.end(), end, MARKS).start_char, rest.end_char)
    spaced = _SPACED_THAT.match(text, rest.start_char, end)
    if spaced:
        rest = Place(spaced.end(), rest.end_char)
    if text.startswith("that ", rest.start_char) or text[rest.start_char : rest.end_char].rstrip(MARKS) == "that":
        rest = Place(trim(text, rest.start_char + 4, end, MARKS).start_char, rest.end_char)
    return Place(min(rest.start_char, rest.end_char), rest.end_char), number.group(1) if number else None


def _without_movers(reading: Reading, rest: Place) -> Place:
    """The place without "on the proposal of A, seconded by B," at its start."""
    movers = reading.found("SECONDED", rest.start_char, rest.end_char)
    if not movers or movers[0].start_char > rest.start_char:
        return rest
    first = reading.sentences(rest.start_char, rest.end_char)[0]
    match = _THAT_OR_TO.search(reading.document.text, movers[-1].end_char, first.end_char)
    return Place(match.end(), rest.end_char) if match else rest


def motion(reading: Reading, sentence: Place) -> Place | None:
    """What a sentence says was proposed and seconded, None where it names nobody who did."""
    movers = reading.found("SECONDED", sentence.start_char, sentence.end_char)
    moved = _MOVED.search(reading.document.text, sentence.start_char, sentence.end_char)
    if moved:
        return Place(*moved.span("what"))
    match = movers and _THAT_OR_TO.search(reading.document.text, movers[-1].end_char, sentence.end_char)
    if not match:
        return None
    return after_label(reading, match.end(), sentence.end_char)[0]


def without_number(reading: Reading, place: Place) -> tuple[Place, str | None]:
    """The place without a minute number at its start, and that number: "5.1 to approve the plan"."""
    match = MINUTE_NUMBER.match(reading.document.text, place.start_char, place.end_char)
    if not match:
        return place, None
    start = trim(reading.document.text, match.end(), place.end_char, MARKS).start_char
    return Place(start, place.end_char), match.group(1)


def leads_in(reading: Reading, place: Place) -> bool:
    """Whether the words lead in what stands below them."""
    words = reading.text(place.start_char, place.end_char).rstrip()
    return words.endswith(_LEADS) or words.casefold().endswith((" that", " to", " the following", " to:", " and"))


def is_outcome(reading: Reading, place: Place) -> bool:
    """Whether words say of themselves that they decide: "That ... be approved", "To appoint ..."."""
    start, end = place.start_char, place.end_char
    first = reading.text(start, end).split()[:1]
    if first and first[0] in {"That", "THAT"}:
        return reading.has("BE_DECIDED", start, end)
    return bool(first) and (first[0] in {"To", "TO"} or reading.opens("DECIDED_VERB", start, end) is not None)


def states(reading: Reading, place: Place) -> bool:
    """Whether the words before "it was agreed" say something that it belongs to: "The lamp was out and it was agreed".

    What stands before a dash, or tells who spoke or moved, does not.
    """
    words = reading.text(place.start_char, place.end_char)
    joined = words.casefold().rstrip().endswith((" and", " but", " so"))
    told = reading.has_any(("SECONDED", "SAID", "DISCUSSION"), place.start_char, place.end_char)
    return joined and not told and _COPULA.search(words) is not None


def tells_story(reading: Reading, place: Place) -> bool:
    """Whether words tell what was said, asked or shown at the meeting."""
    labels = ("INTRODUCES", "MEMBER_SPEAKS", "SAID", "DISCUSSION")
    if reading.has_any(labels, place.start_char, place.end_char):
        return True
    confirmed = reading.has("MINUTES_CONFIRMED", place.start_char, place.end_char)
    return confirmed and " be " not in reading.text(place.start_char, place.end_char)


def is_opinion(reading: Reading, place: Place) -> bool:
    """Whether what was "agreed" is how things are, and not what is to be done: "that the gate was very good"."""
    words = reading.text(place.start_char, place.end_char).strip()
    if _ANSWERS.search(words):  # whether somebody might: "that they could."
        return True
    if _MODAL.search(words) or reading.has("BE_DECIDED", place.start_char, place.end_char):
        return False
    main = _CLAUSE.split(words.removeprefix("that ").lstrip(), maxsplit=1)[0]
    return _COPULA.search(main) is not None and not main.startswith("to ")
