"""An inspection's recommendations as a committee paper goes through them again, one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.components.committee.limbs import limbs_from
from extractor.components.cues import Cue
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, is_imperative, trim
from extractor.components.reading import Reading
from extractor.components.reported.status import tells_what_was_done
from extractor.components.tags import DuePlace, ItemTag, OwnerPlace, Place
from extractor.records import ItemKind

_NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]?")
_RECOMMENDS = re.compile(r"\brecommendations\b")
_SHOULD = re.compile(r"\b(?:should|must|needs? to)\b", re.IGNORECASE)
_THAT = re.compile(r"\W*[Tt]hat\b")
_NEAR = 3  # passages above "the school should:" that say whose words these are
_REACH = 12  # passages that a lead-in looks back or ahead


@dataclass(frozen=True, slots=True)
class Restated:
    """A recommendation printed again, and the index of the passage it stands in."""

    item: ItemTag
    index: int


def restated(reading: Reading, confidence: dict[str, float]) -> list[Restated]:
    """Every recommendation of another document that this paper repeats to report on it."""
    return _labelled(reading, confidence) or _above_answers(reading) or _numbered(reading) or _led_in(reading)


def _labelled(reading: Reading, confidence: dict[str, float]) -> list[Restated]:
    """ "Recommendation 3: Keep better records", at least two of them, or one with "Progress:" under it."""
    found: list[tuple[int, Cue]] = []
    for index, passage in enumerate(reading.passages):
        cue = reading.opens("RESTATED", passage.start, passage.end)
        if cue and passage.row is None and not _answers(reading, passage, cue):
            found.append((index, cue))
    answered = any(
        reading.opens("PROGRESS_LABEL", passage.start, passage.end)
        for index, _ in found
        for passage in reading.passages[index + 1 : index + 6]
    )
    if len(found) < 2 and not answered:
        return []
    inspected = reading.says("INSPECTION") or any(cue.rule_id == "restated-area" for _, cue in found)
    kind: ItemKind = "inspection_recommendation" if inspected else "officer_recommendation"
    again = [one for index, cue in found for one in _behind_label(reading, index, cue, kind, confidence)]
    if answered or kind == "inspection_recommendation" or _follows_up(reading):
        return again
    return [replace(one, item=replace(one.item, restated=False)) for one in again]


def _answers(reading: Reading, passage: Passage, cue: Cue) -> bool:
    """Whether words behind the number of a recommendation say what was done: "Recommendation 3 – a hall was leased".

    Minutes may print a title first: "Recommendation 3 – halls. One was leased".
    """
    numbered = reading.opens("ANSWERS_NUMBERED", passage.start, passage.end) is not None
    words = reading.text(cue.end_char, passage.end)
    if not numbered or _THAT.match(words) or _SHOULD.search(words):
        return False
    titled = reading.kind == "minutes" and len(reading.sentences(cue.end_char, passage.end)) > 1
    asks = is_imperative(words.lstrip(" :–—-"), reading.imperatives)
    return tells_what_was_done(reading, cue.end_char, passage.end) or (titled and not asks)


def _follows_up(reading: Reading) -> bool:
    """Whether the paper says at its top that it reports on earlier recommendations; else it makes them itself."""
    top = " ".join(reading.text(passage.start, passage.end) for passage in reading.all_passages[:_REACH]).casefold()
    return any(word in top for word in reading.words["follow_up"])


def _behind_label(
    reading: Reading, index: int, cue: Cue, kind: ItemKind, confidence: dict[str, float]
) -> list[Restated]:
    passage = reading.passages[index]
    place = trim(reading.document.text, cue.end_char, passage.end, ":;–—-.")
    place = Place(place.start_char, trim(reading.document.text, place.start_char, passage.end).end_char)
    if place.start_char >= place.end_char and index + 1 < len(reading.passages):
        index += 1
        passage = reading.passages[index]
        place = Place(passage.start, passage.end)
    number = _NUMBER.search(reading.text(cue.start_char, cue.end_char))
    ref = number.group() if number else ref_of(passage.block.label)
    return [
        Restated(
            _item(reading, passage, place, ref, kind, rule_id=cue.rule_id, confidence=confidence.get(cue.rule_id, 0.9)),
            index,
        )
    ]


def _above_answers(reading: Reading) -> list[Restated]:
    """What somebody should do, at least twice right above "Action taken" or "Progress:", and what is printed alike.

    What has no answer under it is a recommendation too, where it begins as those with an answer do.
    """
    if reading.kind in {"minutes", "agenda"} or not (
        reading.says("PROGRESS_LABEL") or reading.says("PROGRESS_HEADING")
    ):
        return []
    forms = [_form(reading, passage) for passage in reading.passages]
    told = [
        form for form, after in zip(forms, reading.passages[1:], strict=False) if form and _is_answer(reading, after)
    ]
    return [_in_list(reading, i) for i, form in enumerate(forms) if form in told] if len(told) > 1 else []


def _is_answer(reading: Reading, passage: Passage) -> bool:
    return reading.opens_any(("PROGRESS_LABEL", "PROGRESS_HEADING"), passage.start, passage.end)


def _form(reading: Reading, passage: Passage) -> str:
    """How a passage asks for something: with the words before its "should", or with a number and a verb; "" if not."""
    if _is_answer(reading, passage) or reading.opens_any(
        ("RESPONSE_LABEL", "IMPACT_LABEL"), passage.start, passage.end
    ):
        return ""
    words = reading.text(passage.start, passage.end)
    if _SHOULD.search(words):
        return _SHOULD.split(words, maxsplit=1)[0].casefold().strip() or "should"
    numbered = ref_of(passage.block.label) is not None and is_imperative(words, reading.imperatives)
    return f"numbered {passage.block.kind}" if numbered else ""


def _numbered(reading: Reading) -> list[Restated]:
    """Numbered points that begin as tasks do, each with a paragraph under it, in a part about an inspection's plan."""
    verbs = reading.imperatives
    points = [
        index
        for index, (passage, after) in enumerate(pairwise(reading.passages))
        if passage.listed and ref_of(passage.block.label) and not after.is_heading
        if not after.listed or (after.block.bulleted and _reports(reading, after))
        if _about_plan(reading, index)
    ]
    words = {index: reading.text(reading.passages[index].start, reading.passages[index].end) for index in points}
    tasks = [i for i in points if is_imperative(words[i], verbs) or _goes_through_them(reading, i)]
    if len(tasks) < 2 or len(tasks) * 2 < len(points):
        return []
    return [_in_list(reading, index) for index in points if _like(reading, index, tasks)]


def _reports(reading: Reading, passage: Passage) -> bool:
    return reading.has_any(("DONE", "UNDERWAY"), passage.start, passage.end)


def _goes_through_them(reading: Reading, index: int) -> bool:
    """Whether a point, however worded, is one of the recommendations that a lead-in says the list goes through."""
    passages = reading.passages
    before = next((p for p in reversed(passages[max(0, index - _REACH) : index]) if not p.listed), None)
    led = before is not None and reading.has("NAMES_RECOMMENDATION", before.start, before.end)
    return led and passages[index + 1].block.bulleted


def _like(reading: Reading, index: int, tasks: list[int]) -> bool:
    """Whether a point is a task, or stands in the list of those that are."""
    block = reading.passages[index].block
    return any(reading.passages[i].block.level == block.level and abs(i - index) <= _REACH for i in tasks)


def _in_list(reading: Reading, index: int) -> Restated:
    passage = reading.passages[index]
    ref, kind = ref_of(passage.block.label), _origin(reading, index)
    place = Place(passage.start, passage.end)
    item = _item(reading, passage, place, ref, kind, rule_id="restated-in-list", confidence=0.9)
    return Restated(item, index)


def _about_plan(reading: Reading, index: int) -> bool:
    """Whether the list is led in, or headed, as that of a plan or of recommendations."""
    passage = reading.passages[index]
    if reading.under("PLAN", passage) or reading.under("NAMES_RECOMMENDATION", passage):
        return True
    earlier = reading.passages[max(0, index - _REACH) : index]
    return any(reading.has_any(("PLAN", "NAMES_RECOMMENDATION"), p.start, p.end) for p in earlier)


def _led_in(reading: Reading) -> list[Restated]:
    """A list behind "the inspectors made the following recommendations:" in a paper that is no inspection report."""
    found: list[Restated] = []
    for index, passage in enumerate(reading.passages[:-1]):
        words = reading.text(passage.start, passage.end).rstrip()
        after = reading.passages[index + 1]
        if not words.endswith((":", "–", "-")) or passage.is_heading or not after.listed:
            continue
        if _repeats_inspectors(reading, index):
            for limb in limbs_from(reading, index + 1, ("RESOLVED", "RECOMMENDED", "CLOSES")):
                item = _item(reading, limb.passage, limb.place, ref_of(limb.label), "inspection_recommendation",
                             rule_id="restated-behind-lead-in", confidence=0.85)  # fmt: skip
                lead = Place(passage.start, passage.end)
                owners = (OwnerPlace(lead, "lead_in"), *item.owner_places)
                dues = (DuePlace(lead), *item.due_places)
                found.append(Restated(replace(item, owner_places=owners, due_places=dues), limb.last))
    return found


def _repeats_inspectors(reading: Reading, index: int) -> bool:
    """Whether a passage leads in what inspectors recommended: it says so, or says that somebody "should:" in news of
    an inspection, or in a report behind a paragraph on its recommendations."""
    passage = reading.passages[index]
    here = reading.has("INSPECTION", passage.start, passage.end)
    if here and reading.has("MADE_RECOMMENDATIONS", passage.start, passage.end):
        return True
    if not reading.has("TOLD_TO_ACT", passage.start, passage.end) or reading.kind in {"minutes", "agenda"}:
        return False
    if here or reading.kind == "other":
        return reading.says("INSPECTION")
    above = reading.passages[max(0, index - _NEAR) : index]
    asked = any(_RECOMMENDS.search(reading.text(p.start, p.end)) for p in above)
    return asked and any(reading.has("INSPECTION", p.start, p.end) for p in above)


def _origin(reading: Reading, index: int) -> ItemKind:
    """An inspection's recommendation where the paper speaks of one, or of recommendations over the list."""
    around = reading.passages[max(0, index - _REACH) : index]
    named = any(reading.has("NAMES_RECOMMENDATION", p.start, p.end) for p in around)
    return "inspection_recommendation" if named or reading.says("INSPECTION") else "action"


def _item(
    reading: Reading,
    passage: Passage,
    place: Place,
    ref: str | None,
    kind: ItemKind,
    *,
    rule_id: str,
    confidence: float,
) -> ItemTag:
    return ItemTag(
        trim(reading.document.text, place.start_char, place.end_char),
        kind,
        rule_id,
        confidence,
        reading.section(passage),
        ref,
        restated=True,
        owner_places=tuple(OwnerPlace(heading, "heading") for heading in reversed(passage.headings)),
        due_places=tuple(DuePlace(heading) for heading in reversed(passage.headings)),
    )
