"""What a meeting decided and what a report asks for, where the words that open it are printed.

"RESOLVED that ...", "It was agreed to ...", "Recommended -" over numbered limbs, "The Committee is asked to".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.components.cues import Cue
from extractor.components.limbs import inline_limbs, limbs_from, ref_of
from extractor.components.reading import Passage, Reading, trim
from extractor.components.tags import DuePlace, ItemTag, OwnerPlace, Place
from extractor.records import ItemKind

STOPS = ("RESOLVED", "AGREED", "RECOMMENDED", "CLOSES", "ACTION_LABEL", "DECIDES", "RESTATED", "PROGRESS_LABEL")
_MARKS = ":;–—-,.*"
_LEADS = (":", "–", "—", "-")
_MINUTE_NUMBER = re.compile(
    r"\(?(?:Min(?:ute)?\.?\s+)?(?:No\.?\s*)?([A-Z]{0,4}\.?/?\d{1,4}(?:[/.]\d{1,4})+[A-Za-z]?)\)?[.:]?"
)
_VOTE_NOTE = re.compile(r"\((?:unanimous|nem|by \d|with \d|\d+ (?:for|votes))[^)]{0,60}\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """Words after which a decision or a request stands.

    `rest` is what follows them in their own passage; `single` says that only the rest of the sentence belongs to
    them; `whole` is the sentence to keep where it has its own subject.
    """

    kind: ItemKind
    cue: Cue
    confidence: float
    rest: Place
    ref: str | None = None
    single: bool = False
    whole: Place | None = None
    restated: bool = False


def decided(reading: Reading, confidence: dict[str, float]) -> tuple[list[ItemTag], set[int]]:
    """Every decision and request that is opened by printed words, and the indexes of the passages they stand in."""
    items: list[ItemTag] = []
    used: set[int] = set()
    index = 0
    while index < len(reading.passages):
        taken = 1
        for opening in openings(reading, index, confidence):
            found, last = _items_of(reading, index, opening)
            items.extend(found)
            if found:
                used.update(range(index, last + 1))
                taken = max(taken, last + 1 - index)
        index += taken
    return items, used


def openings(reading: Reading, index: int, confidence: dict[str, float]) -> list[Opening]:
    """The openings in one passage, in order: one at its start, or those of its sentences."""
    passage = reading.passages[index]
    if reading.opens("CLOSES", passage.start, passage.end) or reading.opens("VOTE", passage.start, passage.end):
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


def _at_start(reading: Reading, index: int, confidence: dict[str, float]) -> Opening | None:
    passage = reading.passages[index]
    ref = None if passage.is_heading else ref_of(passage.block.label)
    start = passage.start
    number = _MINUTE_NUMBER.match(reading.document.text, start, passage.end)
    if number:
        ref, start = number.group(1), trim(reading.document.text, number.end(), passage.end, _MARKS).start_char
    for label in ("RESOLVED", "AGREED", "RECOMMENDS_ONWARD", "RECOMMENDED", "IT_IS_RECOMMENDED"):
        cue = reading.opens(label, start, passage.end)
        if cue and (label == "RESOLVED" or not number or label != "RECOMMENDED"):
            opening = _opening(reading, index, cue, ref, confidence)
            if opening:
                return opening
    return None


def _opening(reading: Reading, index: int, cue: Cue, ref: str | None, confidence: dict[str, float]) -> Opening | None:
    passage = reading.passages[index]
    rest, printed = _after_label(reading, cue.end_char, passage.end)
    kind: ItemKind = "resolution"
    if cue.label in {"RECOMMENDED", "IT_IS_RECOMMENDED", "RECOMMENDS_ONWARD"}:
        if cue.label == "RECOMMENDED" and not _asks(reading, passage, cue, rest):
            return None
        kind = _kind_of_request(reading, index, cue)
    elif reading.has("MINUTES_CONFIRMED", passage.start, passage.end) and cue.label == "AGREED":
        return None
    single = cue.label == "AGREED"
    if single and rest.start_char < rest.end_char:
        first = reading.sentences(rest.start_char, rest.end_char)[0]
        if rest.end_char - first.end_char > 1 or not _leads(reading, rest):
            rest = first
    return Opening(
        kind, cue, confidence.get(cue.rule_id, 0.9), rest, printed or ref, single,
        restated=kind == "resolution" and _retold(reading),
    )  # fmt: skip


def _after_label(reading: Reading, start: int, end: int) -> tuple[Place, str | None]:
    """What stands behind the label, and a minute number printed between the two."""
    text = reading.document.text
    if text[start - 3 : start].casefold() == " to":  # "agreed to meet": the cue needed the word, the item keeps it
        start -= 2
    rest = trim(text, start, end, _MARKS)
    rest = Place(rest.start_char, max(rest.start_char, trim(text, start, end).end_char))
    note = _VOTE_NOTE.match(text, rest.start_char, end)
    if note:
        rest = Place(trim(text, note.end(), end, _MARKS).start_char, rest.end_char)
    number = _MINUTE_NUMBER.match(text, rest.start_char, end)
    if number:
        rest = Place(trim(text, number.end(), end, _MARKS).start_char, rest.end_char)
    if text.startswith("that ", rest.start_char) or text[rest.start_char : rest.end_char].rstrip(_MARKS) == "that":
        rest = Place(trim(text, rest.start_char + 4, end, _MARKS).start_char, rest.end_char)
    return Place(min(rest.start_char, rest.end_char), rest.end_char), number.group(1) if number else None


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
    if reading.kind != "minutes" or reading.passages[index].is_heading:
        return "officer_recommendation"
    here = reading.passages[index].headings[:1]
    for passage in reading.passages[index + 1 :]:
        if reading.opens("RESOLVED", passage.start, passage.end) or reading.opens(
            "DECIDES", passage.start, passage.end
        ):
            return "officer_recommendation" if passage.headings[:1] == here else "resolution"
    return "resolution"


def _retold(reading: Reading) -> bool:
    """A report, an agenda or a plan does not decide: a decision printed in it is another meeting's."""
    return reading.kind in {"officer_report", "agenda", "action_plan"}


def _in_sentence(reading: Reading, passage: Passage, sentence: Place, confidence: dict[str, float]) -> Opening | None:
    start, end = sentence.start_char, sentence.end_char
    if reading.has("MINUTES_CONFIRMED", start, end):
        return None
    body = next(iter(reading.found("BODY_DECIDED", start, end)), None)
    if body and reading.text(start, body.start_char).strip().casefold() not in {"", "the", "this"}:
        before = reading.text(start, body.start_char)
        body = body if len(before.split()) <= 14 and not reading.has("OTHER_MEETING", start, body.start_char) else None
    ends_open = sentence.end_char >= passage.end and _leads(reading, sentence)
    if body and (ends_open or (reading.kind == "minutes" and not _said(reading, passage))):
        rest = trim(reading.document.text, body.end_char, end, _MARKS)
        return Opening("resolution", body, confidence.get(body.rule_id, 0.88), Place(rest.start_char, end),
                       _whole_ref(passage, sentence), True, sentence, _retold(reading))  # fmt: skip
    for label in ("RESOLVED", "AGREED"):
        for cue in reading.found(label, start, end):
            rest, _ = _after_label(reading, cue.end_char, end)
            if _retold(reading) and not ends_open or (label == "AGREED" and _said(reading, passage)):
                continue
            return Opening("resolution", cue, confidence.get(cue.rule_id, 0.9), rest, None, True,
                           restated=_retold(reading))  # fmt: skip
    for cue in reading.found("SECONDED_AGREED", start, end):
        if reading.has("SECONDED", start, cue.start_char):
            rest = trim(reading.document.text, cue.end_char, end)
            return Opening("resolution", cue, confidence.get(cue.rule_id, 0.9), rest, None, True)
    return None


def _whole_ref(passage: Passage, sentence: Place) -> str | None:
    whole = sentence.start_char <= passage.start and sentence.end_char >= passage.end
    return ref_of(passage.block.label) if whole and not passage.is_heading else None


def _said(reading: Reading, passage: Passage) -> bool:
    """Whether the passage is a point of a list of things said: what is agreed there is an opinion."""
    if not passage.block.label:
        return False
    at = reading.passages.index(passage)
    for earlier in reversed(reading.passages[max(0, at - 25) : at]):
        if earlier.is_heading:
            return False
        if not earlier.listed or earlier.block.level < passage.block.level:
            return reading.has("DISCUSSION", earlier.start, earlier.end)
    return False


def _leads(reading: Reading, place: Place) -> bool:
    """Whether the words lead in what stands below them."""
    words = reading.text(place.start_char, place.end_char).rstrip()
    return words.endswith(_LEADS) or words.casefold().endswith((" that", " to", " the following", " to:", " and"))


def _items_of(reading: Reading, index: int, opening: Opening) -> tuple[list[ItemTag], int]:
    """The items behind an opening, and the index of the last passage that they cover."""
    passage = reading.passages[index]
    rest = reading.text(opening.rest.start_char, opening.rest.end_char).strip()
    inside = inline_limbs(reading, opening.rest.start_char, opening.rest.end_char)
    if inside:
        return [_item(reading, opening, passage, place, ref_of(label)) for place, label in inside], index
    at_end = opening.rest.end_char >= passage.end - 1
    if at_end and (not rest or _leads(reading, opening.rest) or not _ends(rest)):
        below = _below(reading, index, opening, bool(rest))
        if below:
            items, last = below
            return with_lines_below(reading, items, last)
    if not rest or (rest.endswith(":") and not opening.whole):
        return [], index
    place = opening.whole or opening.rest
    items = [_item(reading, opening, passage, place, opening.ref)]
    return with_lines_below(reading, items, index)


def _ends(words: str) -> bool:
    return words[-1:] in ".;!?"


def _below(reading: Reading, index: int, opening: Opening, has_words: bool) -> tuple[list[ItemTag], int] | None:
    """What stands under an opening: limbs, perhaps behind a lead-in of their own, or unnumbered paragraphs."""
    passages, leads, at = reading.passages, [index], index + 1
    while at < len(passages) and len(leads) < 6:
        passage = passages[at]
        if any(reading.opens(label, passage.start, passage.end) for label in ("CLOSES", "DECIDES", "RESTATED")):
            return None
        own = _own_label(reading, passage)
        if reading.opens("VOTE", passage.start, passage.end) or passage.block.kind == "margin_note":
            at += 1
        elif _is_lead_in(reading, at, own):
            leads.append(at)
            at += 1
        elif passage.listed:
            if len(leads) == 1 and has_words and not _deeper(passages[index], passage):
                return None
            return _listed(reading, at, opening, leads)
        elif passage.is_heading:
            ahead = passages[at + 1] if at + 1 < len(passages) else None
            if not (ahead and ahead.listed and opening.kind == "officer_recommendation" and len(leads) > 1):
                return None
            at += 1
        elif has_words and len(leads) == 1:
            return None
        else:
            return _unnumbered(reading, at, opening, leads)
    return None


def _deeper(opener: Passage, passage: Passage) -> bool:
    return not opener.listed or passage.block.level > opener.block.level or opener.is_heading


def _own_label(reading: Reading, passage: Passage) -> Place:
    """The words of a passage without an "It is recommended that" of their own."""
    for label in ("IT_IS_RECOMMENDED", "RECOMMENDED", "RESOLVED"):
        cue = reading.opens(label, passage.start, passage.end)
        if cue:
            return _after_label(reading, cue.end_char, passage.end)[0]
    return Place(passage.start, passage.end)


def _is_lead_in(reading: Reading, at: int, own: Place) -> bool:
    passage = reading.passages[at]
    words = reading.text(own.start_char, own.end_char).strip()
    if passage.is_heading and words and not _leads(reading, own):
        return False
    if words and not _leads(reading, own):
        return False
    ahead = next((p for p in reading.passages[at + 1 : at + 3] if p.listed), None)
    return bool(ahead) and (not passage.listed or not words or _deeper(passage, ahead) or words.endswith(":"))


def _listed(reading: Reading, at: int, opening: Opening, leads: list[int]) -> tuple[list[ItemTag], int]:
    limbs = limbs_from(reading, at, STOPS)
    items = []
    for limb in limbs:
        own = _own_label(reading, limb.passage)
        place = Place(own.start_char, limb.place.end_char)
        item = _item(reading, opening, limb.passage, place, ref_of(limb.label), leads)
        items.append(_cut_action(reading, item))
    return items, limbs[-1].last


def _unnumbered(reading: Reading, at: int, opening: Opening, leads: list[int]) -> tuple[list[ItemTag], int]:
    """The first paragraph, and those after it that begin with the same word ("That ...", "To ...")."""
    items, last = [], at
    first_word = ""
    for index in range(at, min(at + 20, len(reading.passages))):
        passage = reading.passages[index]
        own = _own_label(reading, passage)
        words = reading.text(own.start_char, own.end_char).split()
        stop = passage.is_heading or passage.listed or not words
        if stop or any(
            reading.opens(label, passage.start, passage.end) for label in ("CLOSES", "VOTE", "ACTION_LABEL")
        ):
            break
        if first_word and words[0] != first_word:
            break
        first_word = words[0] if words[0].casefold() in {"that", "to"} else "\0"
        items.append(_cut_action(reading, _item(reading, opening, passage, own, None, leads)))
        last = index
    return items, last


def _cut_action(reading: Reading, item: ItemTag) -> ItemTag:
    """The item without an "Action: <name>" at its end, which then says whose it is."""
    for cue in reading.found("ACTION_TAIL", item.place.start_char, item.place.end_char):
        words = trim(reading.document.text, item.place.start_char, cue.start_char, "([")
        name = trim(reading.document.text, cue.end_char, item.place.end_char, ":–-)]")
        if words.end_char > words.start_char and name.end_char > name.start_char:
            places = (OwnerPlace(name, "item", cell=True), *item.owner_places)
            return replace(item, place=words, owner_places=places)
    return item


def _item(
    reading: Reading, opening: Opening, passage: Passage, place: Place, ref: str | None, leads: list[int] | None = None
) -> ItemTag:
    opener = reading.passages[leads[0]] if leads else None
    section = list(reading.section(passage))
    if opener and not opener.is_heading and opener.end - opener.start <= 60:
        section.append(reading.document.quote(opener.block.start_char, opener.end))
    lead_places = [Place(reading.passages[i].start, reading.passages[i].end) for i in reversed(leads or ())]
    if not leads and opening.whole is None and opening.cue.start_char > passage.start:
        lead_places = [Place(passage.start, opening.cue.start_char)]
    return ItemTag(
        trim(reading.document.text, place.start_char, place.end_char),
        opening.kind,
        opening.cue.rule_id,
        opening.confidence,
        tuple(section),
        ref,
        opening.restated,
        owner_places=tuple(OwnerPlace(p, "lead_in") for p in lead_places),
        due_places=tuple(DuePlace(p) for p in (*lead_places, *reversed(passage.headings))),
    )


def with_lines_below(reading: Reading, items: list[ItemTag], last: int) -> tuple[list[ItemTag], int]:
    """The items with the names that stand in the line or the margin beneath them, and the last passage used."""
    names: list[OwnerPlace] = []
    for index in range(last + 1, min(last + 4, len(reading.passages))):
        passage = reading.passages[index]
        cue = reading.opens("ACTION_LABEL", passage.start, passage.end)
        if cue and is_name_only(reading, cue.end_char, passage.end):
            names.append(OwnerPlace(trim(reading.document.text, cue.end_char, passage.end, _MARKS), "line_below", True))
            last = index
        elif passage.block.kind == "margin_note":
            names.append(OwnerPlace(Place(passage.start, passage.end), "line_below", True))
        elif not reading.opens("VOTE", passage.start, passage.end):
            break
    if not names:
        return items, last
    return [replace(item, owner_places=(*names, *item.owner_places)) for item in items], last


def is_name_only(reading: Reading, start: int, end: int) -> bool:
    """Whether the words behind "Action:" are names or posts and no task: short, capitals, no verb of doing."""
    words = reading.text(start, end).strip(" :–—-.\t\n").split()
    if not 0 < len(words) <= 14 or reading.text(start, end).rstrip().endswith("."):
        return False
    plain = {"and", "of", "the", "for", "&", "all", "with", "in", "–", "-"}
    lower = [w for w in words if w[0].islower() and w.strip(",;()").casefold() not in plain]
    imperative = words[0].strip(",").casefold() in set(reading.words["imperatives"]) and len(words) > 2
    return not imperative and len(lower) <= len(words) // 4 and "to" not in words
