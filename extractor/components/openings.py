"""Words that open what a meeting decided or what a report asks for, and what stands behind them in their passage."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.components.behind import MARKS, MINUTE_NUMBER, after_label, is_opinion, is_outcome, leads_in, tells_story
from extractor.components.cues import Cue
from extractor.components.numbering import follows, ref_of
from extractor.components.passages import Passage, trim
from extractor.components.reading import Reading
from extractor.components.tags import Place
from extractor.records import ItemKind

_QUOTES = frozenset("\"“‘'")
_LEADS = (":", "–", "—", "-")
_MOTION = re.compile(r"\b(?:motion|amendment|proposition)\b", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]n)\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:19|20)\d\d\b")


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
        inner = _in_sentence(reading, passage, sentence, confidence)
        if inner:
            found.append(inner)
    return found


def _quotes_motion(reading: Reading, index: int) -> bool:
    """Whether a passage in quotation marks is the motion that the passage before it says was moved."""
    passage = reading.passages[index]
    before = (
        reading.passages[index - 1] if index and reading.text(passage.start, passage.start + 1) in _QUOTES else None
    )
    if before is None or not reading.text(before.start, before.end).rstrip().endswith(_LEADS):
        return False
    return _MOTION.search(reading.document.text, before.start, before.end) is not None


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
    said = cue and cue.label == "THAT" and not is_outcome(reading, Place(start, passage.end))
    if not cue or said or _said(reading, passage):
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
    if not after or not after.listed or not words.endswith((":", ":-", "–")) or len(words.split()) > 6:
        return None
    if not {word.strip(":,-–").casefold() for word in words.split()} & set(reading.words["bodies"]):
        return None
    return reading.opens("DECIDED_VERB", after.start, after.end)


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
    if single and _is_title(reading, rest):
        return None
    if single and _said(reading, passage):
        return None
    if single and rest.start_char < rest.end_char:
        first = reading.sentences(rest.start_char, rest.end_char)[0]
        if rest.end_char - first.end_char > 1 or not leads_in(reading, rest):
            rest = first
            if is_opinion(reading, rest):
                return None
    return Opening(
        kind, cue, confidence.get(cue.rule_id, 0.9), rest, printed or ref, single,
        restated=kind == "resolution" and _retold(reading),
    )  # fmt: skip


def _asks(reading: Reading, passage: Passage, cue: Cue, rest: Place) -> bool:
    """Whether "Recommendation" opens a request to a committee, and not a title about recommendations."""
    words = reading.text(rest.start_char, rest.end_char)
    between = reading.text(cue.end_char, rest.start_char)
    if not words or any(mark in between for mark in ":–—-"):
        return True
    to_whom = words.split()[0].casefold() in {"to", "that"} or words.startswith(("(s)", "("))
    return to_whom and (len(words.split()) <= 8 or words.startswith(("that ", "That ")))


def _kind_of_request(reading: Reading, index: int, cue: Cue) -> ItemKind:
    """In minutes, what a committee recommends is what it decided; unless a later part prints the decision itself."""
    heading = reading.passages[index].is_heading and cue.label != "RECOMMENDS_ONWARD"
    if reading.kind != "minutes" or heading:
        return "officer_recommendation"
    following = reading.next_decision(reading.passages[index])
    same = following is not None and following.headings[:1] == reading.passages[index].headings[:1]
    return "officer_recommendation" if same else "resolution"


def _retold(reading: Reading) -> bool:
    """A report, an agenda or a plan does not decide: a decision printed in it is another meeting's."""
    return reading.kind in {"officer_report", "agenda", "action_plan"}


def _in_sentence(reading: Reading, passage: Passage, sentence: Place, confidence: dict[str, float]) -> Opening | None:
    start, end = sentence.start_char, sentence.end_char
    if reading.has("MINUTES_CONFIRMED", start, end):
        return None
    ends_open = sentence.end_char >= passage.end and leads_in(reading, sentence)
    body = _body_decided(reading, sentence)
    if body and (ends_open or (reading.kind == "minutes" and not _said(reading, passage))):
        rest = trim(reading.document.text, body.end_char, end, MARKS)
        return Opening("resolution", body, confidence.get(body.rule_id, 0.88), Place(rest.start_char, end),
                       _whole_ref(passage, sentence), True, sentence, _retold(reading))  # fmt: skip
    asked = _asked(reading, passage, sentence)
    if asked:
        return asked
    for label in ("RESOLVED", "AGREED"):
        for cue in reading.found(label, start, end):
            rest, _ = after_label(reading, cue.end_char, end)
            opinion = label == "AGREED" and (
                _said(reading, passage) or _is_title(reading, rest) or is_opinion(reading, rest)
            )
            if (_retold(reading) and not ends_open) or opinion:
                continue
            elsewhere = _retold(reading) or _told_of_earlier(reading, start, cue.start_char)
            return Opening("resolution", cue, confidence.get(cue.rule_id, 0.9), rest, None, True, restated=elsewhere)
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
    before = reading.text(start, body.start_char)
    if len(before.split()) > 14 or _told_of_earlier(reading, start, body.start_char):
        return None
    return body


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


def _said(reading: Reading, passage: Passage) -> bool:
    """Whether the passage is a point of a list of things said: what is agreed there is an opinion."""
    if not passage.block.label:
        return False
    at = reading.index_of(passage)
    for earlier in reversed(reading.passages[max(0, at - 25) : at]):
        if earlier.is_heading:
            return False
        if not earlier.listed or earlier.block.level < passage.block.level:
            return any(reading.has(label, earlier.start, earlier.end) for label in ("DISCUSSION", "SAID"))
    return False


def _is_title(reading: Reading, place: Place) -> bool:
    """Whether the word before was part of a title: "AGREED RECOMMENDATIONS"."""
    words = reading.text(place.start_char, place.end_char)
    return words.isupper() and len(words.split()) <= 2
