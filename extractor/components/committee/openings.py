"""Words that open what a meeting decided or what a report asks for, and what stands behind them in their passage."""

from __future__ import annotations

import re

from extractor.components.committee.behind import (
    MARKS,
    MINUTE_NUMBER,
    after_label,
    is_opinion,
    is_outcome,
    leads_in,
    tells_story,
)
from extractor.components.committee.in_sentences import in_sentence
from extractor.components.committee.opening import Opening, is_title, retold, said
from extractor.components.cues import Cue
from extractor.components.numbering import follows, ref_of
from extractor.components.passages import Passage, trim
from extractor.components.reading import Reading
from extractor.components.tags import Place
from extractor.records import ItemKind

_QUOTES = frozenset("\"“‘'")
_LEADS = (":", "–", "—", "-")
_DEBATE = 20  # passages between a motion and its decision
_MOTION = re.compile(r"\b(?:motion|amendment|proposition)\b", re.IGNORECASE)


def openings(reading: Reading, index: int, confidence: dict[str, float]) -> list[Opening]:
    """The openings in one passage, in order: one at its start, or those of its sentences."""
    passage = reading.passages[index]
    if reading.opens("CLOSES", passage.start, passage.end) or _quotes_motion(reading, index):
        return []
    decides = reading.has("SECONDED_AGREED", passage.start, passage.end)
    if reading.opens("VOTE", passage.start, passage.end) and not decides:
        return []
    first = _at_start(reading, index, confidence)
    if first and not first.single:
        return [first]
    found = [first] if first else []
    done = first.rest.end_char if first else passage.start
    for sentence in reading.sentences(done, passage.end):
        inner = in_sentence(reading, passage, sentence, confidence)
        if inner:
            found.append(inner)
    return found


def _quotes_motion(reading: Reading, index: int) -> bool:
    """Whether a passage in quotation marks is a motion just moved, and the decision stands behind it."""
    passage = reading.passages[index]
    before = (
        reading.passages[index - 1] if index and reading.text(passage.start, passage.start + 1) in _QUOTES else None
    )
    if before is None or not reading.text(before.start, before.end).rstrip().endswith(_LEADS):
        return False
    moved = _MOTION.search(reading.document.text, before.start, before.end) is not None
    after = reading.passages[index + 1 : index + _DEBATE]
    return moved and any(reading.has_any(("RESOLVED", "BODY_DECIDED"), p.start, p.end) for p in after)


def _at_start(reading: Reading, index: int, confidence: dict[str, float]) -> Opening | None:
    passage = reading.passages[index]
    ref = None if passage.is_heading else ref_of(passage.block.label)
    start = passage.start
    number = MINUTE_NUMBER.match(reading.document.text, start, passage.end)
    if number:
        ref, start = number.group(1), trim(reading.document.text, number.end(), passage.end, MARKS).start_char
    for label in ("RESOLVED", "AGREED", "RECOMMENDS_ONWARD", "RECOMMENDED", "IT_IS_RECOMMENDED"):
        cue = reading.opens(label, start, passage.end)
        opening = _opening(reading, index, cue, ref, confidence) if cue else None
        if opening:
            return opening
    return _outcome(reading, index, start, ref)


def _outcome(reading: Reading, index: int, start: int, ref: str | None) -> Opening | None:
    """What was decided where no word says so: under "Decision:", or a bare "That the report be noted"."""
    passage = reading.passages[index]
    if reading.kind not in {"minutes", "agenda_item", "other"}:
        return None
    cue = reading.opens("DECIDES", start, passage.end)
    if cue or reading.kind == "agenda_item":
        return _under_decision(reading, passage, cue) if cue else None
    listed = _body_over_list(reading, index)
    if listed:
        return Opening("resolution", listed, 0.85, Place(passage.end, passage.end))
    cue = reading.opens("THAT", start, passage.end) or _first_of_outcomes(reading, index)
    if cue and _over_outcomes(reading, index, cue):
        return Opening("resolution", cue, 0.85, Place(passage.end, passage.end), ref, bare=True)
    tells = cue and cue.label == "THAT" and not is_outcome(reading, Place(start, passage.end))
    if not cue or tells or said(reading, passage):
        return None
    return Opening("resolution", cue, 0.85, Place(start, passage.end), ref, bare=True)


def _under_decision(reading: Reading, passage: Passage, cue: Cue) -> Opening | None:
    """The opening that a heading "Decision" is, or "Decision: That ..." in one line; None for any other sentence."""
    rest, _ = after_label(reading, cue.end_char, passage.end)
    between = reading.text(cue.end_char, rest.start_char)
    if passage.is_heading and reading.text(rest.start_char, rest.end_char).startswith("of "):
        rest = Place(passage.end, passage.end)
    if rest.start_char < rest.end_char and not _says_decision(reading, passage, cue, rest, between):
        return None
    return Opening("resolution", cue, 0.88, rest, bare=True)


def _says_decision(reading: Reading, passage: Passage, cue: Cue, rest: Place, between: str) -> bool:
    """Whether the words behind "Decision" are what was decided: "That ...", or any behind a colon but a story."""
    if reading.text(cue.end_char, passage.end).lstrip().casefold().startswith("that "):
        return is_outcome(reading, rest) or reading.has("BE_DECIDED", rest.start_char, rest.end_char)
    return ":" in between and (is_outcome(reading, rest) or not tells_story(reading, rest))


def _body_over_list(reading: Reading, index: int) -> Cue | None:
    """The first deciding verb of a list under "The Cabinet then:", where nothing else says that it was decided."""
    passage = reading.passages[index]
    words = reading.text(passage.start, passage.end).strip()
    after = reading.passages[index + 1] if index + 1 < len(reading.passages) else None
    leads = words.endswith((":", ":-", "–", " has", " have", " had"))
    if not after or not after.listed or not leads or len(words.split()) > 6:
        return None
    if not {word.strip(":,-–").casefold() for word in words.split()} & set(reading.words["bodies"]):
        return None
    return reading.opens("DECIDED_VERB", after.start, after.end)


def _over_outcomes(reading: Reading, index: int, cue: Cue) -> bool:
    """Whether "That:" stands alone over a list whose first point is an outcome: "1. the plan be approved"."""
    alone = not reading.text(cue.end_char, reading.passages[index].end).strip(MARKS + " ")
    after = reading.passages[index + 1] if index + 1 < len(reading.passages) else None
    return alone and after is not None and after.listed and reading.has("BE_DECIDED", after.start, after.end)


def _first_of_outcomes(reading: Reading, index: int) -> Cue | None:
    """The verb of "(a) the Committee receive ...", where (b) is a bare "That ... be presented"."""
    passage = reading.passages[index]
    after = reading.passages[index + 1] if index + 1 < len(reading.passages) else None
    if not passage.listed or not after or not follows(passage.block.label, after.block.label):
        return None
    outcome = reading.opens("THAT", after.start, after.end) and is_outcome(reading, Place(after.start, after.end))
    return next(iter(reading.found("BE_DECIDED", passage.start, passage.end)), None) if outcome else None


def _opening(reading: Reading, index: int, cue: Cue, ref: str | None, confidence: dict[str, float]) -> Opening | None:
    passage = reading.passages[index]
    rest, printed = after_label(reading, cue.end_char, passage.end)
    kind: ItemKind = "resolution"
    told = reading.text(cue.end_char, passage.end).strip()[:1] in {":", "–", "—", "-"}
    if passage.is_heading and cue.label == "RECOMMENDED" and not told:
        rest = Place(passage.end, passage.end)  # "Recommendations to Council" is a title
    if cue.label in {"RECOMMENDED", "IT_IS_RECOMMENDED", "RECOMMENDS_ONWARD"}:
        if cue.label == "RECOMMENDED" and not _asks(reading, passage, cue, rest):
            return None
        kind = _kind_of_request(reading, index, cue)
    elif reading.has("MINUTES_CONFIRMED", passage.start, passage.end) and cue.label == "AGREED":
        return None
    single = cue.label == "AGREED"
    if single and is_title(reading, rest):
        return None
    if single and said(reading, passage):
        return None
    if single and rest.start_char < rest.end_char:
        first = reading.sentences(rest.start_char, rest.end_char)[0]
        if rest.end_char - first.end_char > 1 or not leads_in(reading, rest):
            rest = first
            if is_opinion(reading, rest):
                return None
    return Opening(
        kind, cue, confidence.get(cue.rule_id, 0.9), rest, printed or ref, single,
        restated=_of_others(reading, passage) or (kind == "resolution" and retold(reading)),
    )  # fmt: skip


def _asks(reading: Reading, passage: Passage, cue: Cue, rest: Place) -> bool:
    """Whether "Recommendation" opens a request to a committee, and not a title about recommendations."""
    words = reading.text(rest.start_char, rest.end_char)
    between = reading.text(cue.end_char, rest.start_char)
    if passage.is_heading and reading.has("LOG_TITLE", passage.start, passage.end):
        return False  # "Recommendation tracker"
    at = reading.index_of(passage) + 1
    if _of_others(reading, passage) and not any(after.listed for after in reading.passages[at : at + 1]):
        return False  # "Recommendations from the Scrutiny Committee" names the business
    if not words or any(mark in between for mark in ":–—-"):
        return True
    to_whom = words.split()[0].casefold() in {"to", "that"} or words.startswith(("(s)", "("))
    return to_whom and (len(words.split()) <= 8 or words.startswith(("that ", "That ")))


def _of_others(reading: Reading, passage: Passage) -> bool:
    """Whether a heading says whose recommendations stand under it: "Recommendations of the review"."""
    return passage.is_heading and reading.opens("OTHERS_RECOMMENDED", passage.start, passage.end) is not None


def _kind_of_request(reading: Reading, index: int, cue: Cue) -> ItemKind:
    """In minutes, what a committee recommends is what it decided; unless a later part prints the decision itself."""
    heading = reading.passages[index].is_heading and cue.label != "RECOMMENDS_ONWARD"
    if reading.kind != "minutes" or heading or cue.rule_id == "report-recommends":
        return "officer_recommendation"
    following = reading.next_decision(reading.passages[index])
    same = following is not None and following.headings[:1] == reading.passages[index].headings[:1]
    return "officer_recommendation" if same else "resolution"
