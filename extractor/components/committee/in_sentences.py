"""Openings amid a paragraph: "The Board agreed to ...", "It was resolved that ...", "Cabinet is asked to"."""

from __future__ import annotations

import re

from extractor.components.committee.behind import MARKS, after_label, is_opinion, leads_in, states
from extractor.components.committee.opening import Opening, is_title, retold, said
from extractor.components.cues import Cue
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, trim
from extractor.components.reading import Reading
from extractor.components.tags import Place

_TOP = 10  # passages at the top of a paper, whose headings name its council
_ASSENTS = re.compile(r"(?: (?:to|with) (?:this|that|it|these|the (?:above|proposal|suggestion|request)))?\W*(?<!:)")
_IN_YEAR = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]n)\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:19|20)\d\d\b")


def in_sentence(reading: Reading, passage: Passage, sentence: Place, confidence: dict[str, float]) -> Opening | None:
    start, end = sentence.start_char, sentence.end_char
    if reading.has("MINUTES_CONFIRMED", start, end):
        return None
    here = reading.opens("DECISION_HERE", start, end) if start > passage.start else None
    if here:
        rest = trim(reading.document.text, here.end_char, passage.end, MARKS)
        return Opening("resolution", here, confidence.get(here.rule_id, 0.88), Place(rest.start_char, passage.end))
    ends_open = sentence.end_char >= passage.end and leads_in(reading, sentence)
    body = _body_decided(reading, sentence)
    if body and (ends_open or (reading.kind == "minutes" and not said(reading, passage))):
        rest = trim(reading.document.text, body.end_char, end, MARKS)
        return Opening("resolution", body, confidence.get(body.rule_id, 0.88), Place(rest.start_char, end),
                       _whole_ref(passage, sentence), True, sentence, retold(reading))  # fmt: skip
    asked = _asked(reading, passage, sentence)
    if asked:
        return asked
    for label in ("RESOLVED", "AGREED"):
        for cue in reading.found(label, start, end):
            rest, _ = after_label(reading, cue.end_char, end)
            opinion = label == "AGREED" and (
                said(reading, passage) or is_title(reading, rest) or is_opinion(reading, rest)
            )
            if (retold(reading) and not ends_open) or opinion:
                continue
            elsewhere = retold(reading) or _told_of_earlier(reading, start, cue.start_char)
            whole = sentence if label == "AGREED" and states(reading, Place(start, cue.start_char)) else None
            return Opening("resolution", cue, confidence.get(cue.rule_id, 0.9), rest, None, True, whole, elsewhere)
    return _seconded(reading, sentence, confidence)


def _seconded(reading: Reading, sentence: Place, confidence: dict[str, float]) -> Opening | None:
    """ "Proposed by A, seconded by B and agreed to ...", or "A proposed that ..., seconded by B and agreed by all"."""
    start, end = sentence.start_char, sentence.end_char
    for cue in reading.found("SECONDED_AGREED", start, end):
        if reading.has("SECONDED", start, cue.start_char):
            rest, _ = after_label(reading, cue.end_char, end)
            return Opening("resolution", cue, confidence.get(cue.rule_id, 0.9), rest, None, True)
    for cue in reading.found("AGREED_BY_ALL", start, end):
        if reading.has("SECONDED", start, cue.start_char):
            return Opening("resolution", cue, confidence.get(cue.rule_id, 0.9), Place(end, end), None, True, sentence)
    return None


def _body_decided(reading: Reading, sentence: Place) -> Cue | None:
    """The words "the Committee agreed" of a sentence that says what this meeting decided."""
    start, end = sentence.start_char, sentence.end_char
    body = next(iter(reading.found("BODY_DECIDED", start, end)), None)
    approved = None if body else next(iter(reading.found("BODY_APPROVED", start, end)), None)
    if approved and not _told_of_earlier(reading, start, end):
        return approved if reading.text(start, approved.start_char).casefold() in {"", "the "} else None
    if not body or is_opinion(reading, Place(body.end_char, end)) or reading.has("SHARES_VIEW", start, end):
        return None
    if _ASSENTS.fullmatch(reading.document.text, body.end_char, end):
        return None  # to what the sentence before it says
    before = reading.text(start, body.start_char)
    if _of_others(reading, before):
        return None
    if len(before.split()) > 14 or _told_of_earlier(reading, start, body.start_char):
        return None
    return body


def _of_others(reading: Reading, before: str) -> bool:
    """Whether the council that agreed is another tier's: "the county council" in the minutes of a parish."""
    tier = before.split()[-1:]
    if not tier or tier[0].casefold() not in reading.words["tiers"]:
        return False
    titles = (passage for passage in reading.all_passages[:_TOP] if passage.is_heading)
    top = " ".join(reading.text(passage.start, passage.end) for passage in titles)
    return re.search(rf"\b{tier[0]}\s+council\b", top, re.IGNORECASE) is None


def _told_of_earlier(reading: Reading, start: int, end: int) -> bool:
    """Whether the words speak of another meeting, or of a year: "In 2014 the Council resolved to ..."."""
    return reading.has("OTHER_MEETING", start, end) or _IN_YEAR.search(reading.document.text, start, end) is not None


def _asked(reading: Reading, passage: Passage, sentence: Place) -> Opening | None:
    """ "The Committee is asked to note ..." in a paper that goes before the committee."""
    if reading.standing(passage):
        return None
    for cue in reading.found("IS_ASKED", sentence.start_char, sentence.end_char):
        subject = reading.text(sentence.start_char, cue.start_char).split()
        bodies = {word.strip(",.()").casefold() for word in subject} & set(reading.words["bodies"])
        decides = reading.has("DECIDING_VERB", cue.end_char, min(cue.end_char + 24, sentence.end_char))
        open_end = sentence.end_char >= passage.end and leads_in(reading, sentence)
        if bodies and (decides or open_end):
            rest = Place(
                trim(reading.document.text, cue.end_char, sentence.end_char, MARKS).start_char, sentence.end_char
            )
            ref = _whole_ref(passage, sentence)
            return Opening("officer_recommendation", cue, 0.9, rest, ref, True, sentence)
    return None


def _whole_ref(passage: Passage, sentence: Place) -> str | None:
    whole = sentence.start_char <= passage.start and sentence.end_char >= passage.end
    return ref_of(passage.block.label) if whole and not passage.is_heading else None
