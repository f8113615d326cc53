"""What stands under the words that open a decision or a request: limbs, points, paragraphs, further lead-ins."""

from __future__ import annotations

from itertools import takewhile

from extractor.components.committee.behind import (
    MINUTE_NUMBER,
    after_label,
    is_outcome,
    leads_in,
    tells_story,
    without_number,
)
from extractor.components.committee.endings import cut_action, with_lines_below
from extractor.components.committee.limbs import limbs_from
from extractor.components.committee.opening import Opening
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, is_imperative, trim
from extractor.components.reading import Reading
from extractor.components.tags import DuePlace, ItemTag, OwnerPlace, Place

_UNDER_HEADING = 40  # passages
_LONGEST_NAME = 9  # words
MAX_REACH = 8  # passages between an opening and what it opens: lead-ins, votes, notes in the margin
STOPS = ("RESOLVED", "AGREED", "RECOMMENDED", "CLOSES", "ACTION_LABEL", "DECIDES", "RESTATED", "PROGRESS_LABEL")


def under_opening(reading: Reading, index: int, opening: Opening, has_words: bool) -> tuple[list[ItemTag], int] | None:
    """What stands under an opening: limbs, perhaps behind a lead-in of their own, or unnumbered paragraphs."""
    leads = [index]
    for at in range(index + 1, min(index + MAX_REACH, len(reading.passages))):
        passage = reading.passages[at]
        own = _own_label(reading, passage)
        if reading.opens("VOTE", passage.start, passage.end) or passage.block.kind == "margin_note":
            continue
        if _shut(reading, passage, opening):
            return None
        if _names_addressee(reading, index, at):
            leads.append(at)
        elif _is_lead_in(reading, at, own):
            if opening.bare and tells_story(reading, own):
                return None
            leads.append(at)
        elif not _title_inside(reading, at, opening, leads):
            if not _belongs(reading, passage, opening, reading.passages[index] if len(leads) == 1 else None, has_words):
                return None
            gather = gather_limbs if passage.listed else gather_paragraphs
            found, last = with_lines_below(reading, *gather(reading, at, opening, leads))
            more, last = _more(reading, index, last, opening)
            return [*found, *more], last
    return None


def _more(reading: Reading, index: int, last: int, opening: Opening) -> tuple[list[ItemTag], int]:
    """Further lists of requests under the same heading, each led in by its own words, and the last passage of all."""
    found: list[ItemTag] = []
    while reading.passages[index].is_heading and opening.kind == "officer_recommendation":
        at = last + 1
        passage = reading.passages[at] if at + 1 < len(reading.passages) else None
        if passage is None or passage.listed or _shut(reading, passage, opening):
            break
        if _names_addressee(reading, index, at):
            more, last = gather_limbs(reading, at + 1, opening, [index, at])
        elif passage.is_heading:
            break
        elif _points_by(reading, at):
            more, last = gather_paragraphs(reading, at, opening, [index])
        elif reading.has("REQUIRES", passage.start, passage.end) and _is_lead_in(
            reading, at, _own_label(reading, passage)
        ):
            more, last = gather_limbs(reading, at + 1, opening, [index, at])
        else:
            break
        found.extend(more)
    return found, last


def _names_addressee(reading: Reading, index: int, at: int) -> bool:
    """Whether a heading over a list says to whom the requests under it go: "For the Trust", under "Recommendations"."""
    passage = reading.passages[at]
    below = reading.passages[at + 1] if at + 1 < len(reading.passages) else None
    words = reading.text(passage.start, passage.end).split()
    addressed = 1 < len(words) <= _LONGEST_NAME and words[0] in {"For", "To"}
    return (
        reading.passages[index].is_heading and passage.is_heading and addressed and below is not None and below.listed
    )


def _shut(reading: Reading, passage: Passage, opening: Opening) -> bool:
    """Whether something else begins with this passage."""
    if reading.opens_any(("CLOSES", "DECIDES", "RESTATED"), passage.start, passage.end):
        return True
    return opening.bare and _opened_itself(reading, passage)


def _title_inside(reading: Reading, at: int, opening: Opening, leads: list[int]) -> bool:
    """Whether a heading stands between a lead-in and the limbs that it leads in."""
    ahead = reading.passages[at + 1] if at + 1 < len(reading.passages) else None
    asked = opening.kind == "officer_recommendation" and len(leads) > 1
    return reading.passages[at].is_heading and asked and ahead is not None and ahead.listed


def _belongs(reading: Reading, passage: Passage, opening: Opening, opener: Passage | None, has_words: bool) -> bool:
    """Whether a passage is what the opening opens; `opener` is None where a lead-in stands between the two."""
    if passage.is_heading:
        return False
    if opener is None:
        return True
    if passage.listed:
        told = not is_outcome(reading, Place(passage.start, passage.end))
        tale = opening.cue.label == "DECIDES" and told and _resolved_below(reading, passage)
        return (not has_words or _deeper(opener, passage)) and not tale
    if has_words or not opening.bare:
        return not has_words
    told = _tells_outcome(reading, passage) and not _resolved_below(reading, passage)
    return told or _alone(reading, passage, opening)


def _resolved_below(reading: Reading, passage: Passage) -> bool:
    """Whether a later paragraph under the same heading says RESOLVED, and those before it tell what led to it."""
    at = reading.index_of(passage) + 1
    below = takewhile(lambda later: later.headings == passage.headings, reading.passages[at : at + _UNDER_HEADING])
    return any(reading.opens("RESOLVED", later.start, later.end) for later in below)


def _alone(reading: Reading, passage: Passage, opening: Opening) -> bool:
    """Whether a paragraph, however worded, is all that stands under "Decision:", and tells no story."""
    at = reading.index_of(passage) + 1
    after = reading.passages[at] if at < len(reading.passages) else None
    closed = after is None or after.is_heading or reading.opens("CLOSES", after.start, after.end) is not None
    return opening.cue.label == "DECIDES" and closed and not tells_story(reading, Place(passage.start, passage.end))


def _opened_itself(reading: Reading, passage: Passage) -> bool:
    """Whether a passage has words of its own that say what was decided, and needs no "Decision:" above it."""
    if reading.has_any(("RESOLVED", "AGREED", "RECOMMENDS_ONWARD"), passage.start, passage.end):
        return not passage.listed
    return reading.has("BODY_DECIDED", passage.start, passage.end)


def _tells_outcome(reading: Reading, passage: Passage) -> bool:
    """Whether a paragraph right under "Decision:" says what was decided, in whichever form."""
    first = reading.sentences(passage.start, passage.end)[:1]
    told = any(reading.has("BODY_OUTCOME", s.start_char, s.end_char) for s in first)
    confirmed = reading.has("MINUTES_CONFIRMED", passage.start, passage.end)
    return (told and not confirmed) or is_outcome(reading, Place(passage.start, passage.end))


def _deeper(opener: Passage, passage: Passage) -> bool:
    return not opener.listed or passage.block.level > opener.block.level or opener.is_heading


def _own_label(reading: Reading, passage: Passage) -> Place:
    """The words of a passage without an "It is recommended that" of their own."""
    for label in ("IT_IS_RECOMMENDED", "RECOMMENDED", "RESOLVED"):
        cue = reading.opens(label, passage.start, passage.end)
        if cue:
            return after_label(reading, cue.end_char, passage.end)[0]
    return Place(passage.start, passage.end)


def _is_lead_in(reading: Reading, at: int, own: Place) -> bool:
    passage = reading.passages[at]
    words = reading.text(own.start_char, own.end_char).strip()
    if passage.is_heading and words and not leads_in(reading, own):
        return False
    if (words and not leads_in(reading, own)) or _points_by(reading, at):
        return False
    ahead = next((p for p in reading.passages[at + 1 : at + 3] if p.listed or _numbered(reading, p)), None)
    if ahead is None:
        return False
    return not passage.listed or not words or _deeper(passage, ahead) or words.endswith(":")


def _numbered(reading: Reading, passage: Passage) -> bool:
    """Whether a paragraph begins with a number such as 1.1 that the parser did not take for a label."""
    return not passage.is_heading and MINUTE_NUMBER.match(reading.text(passage.start, passage.end)) is not None


def _points_by(reading: Reading, at: int) -> bool:
    """Whether a paragraph is a point that goes on in a list: "Improve attendance by:"."""
    passage = reading.passages[at]
    words = reading.text(passage.start, passage.end).rstrip()
    below = reading.passages[at + 1] if at + 1 < len(reading.passages) else None
    goes_on = words.endswith((" by:", " through:", " including:")) and below is not None and below.listed
    return goes_on and not passage.listed and is_imperative(words, reading.imperatives)


def _leads_own_list(reading: Reading, at: int, words: list[str]) -> bool:
    """Whether a paragraph "That the following steps be approved:" goes on in bullets of its own."""
    below = reading.passages[at + 1] if at + 1 < len(reading.passages) else None
    led = words[0] in {"That", "To"} and len(words) > 3 and words[-1].endswith(":")
    return led and below is not None and below.block.bulleted


def gather_limbs(reading: Reading, at: int, opening: Opening, leads: list[int]) -> tuple[list[ItemTag], int]:
    limbs = limbs_from(reading, at, STOPS)
    items = []
    for limb in limbs:
        own = _own_label(reading, limb.passage)
        place = Place(own.start_char, limb.place.end_char)
        item = item_tag(reading, opening, limb.passage, place, ref_of(limb.label), leads=leads)
        if item.place.start_char < item.place.end_char:  # a number may stand alone where a page was cut off
            items.append(cut_action(reading, item))
    return items, limbs[-1].last


def gather_paragraphs(reading: Reading, at: int, opening: Opening, leads: list[int]) -> tuple[list[ItemTag], int]:
    """The first paragraph, and those after it that have numbers too, or begin with the same word ("That ...").

    One that goes on in a list ("Improve attendance by:") is one item with its list.
    """
    items, last = [], at
    first_word = ""
    index = at
    while index < min(at + 20, len(reading.passages)):
        passage = reading.passages[index]
        own, ref = without_number(reading, _own_label(reading, passage))
        words = reading.text(own.start_char, own.end_char).split()
        stop = passage.is_heading or passage.listed or not words
        if stop or reading.opens_any(("CLOSES", "VOTE", "ACTION_LABEL"), passage.start, passage.end):
            break
        mark = "1" if ref else words[0] if words[0].casefold() in {"that", "to"} else "\0"
        if mark == "\0" and is_imperative(" ".join(words), reading.imperatives):
            mark = "do"
        if _points_by(reading, index) or _leads_own_list(reading, index, words):
            mark, last = mark if words[0] == "That" else "by", limbs_from(reading, index + 1, STOPS)[-1].last
            own = Place(own.start_char, reading.passages[last].end)
        else:
            last = index
        if first_word and (mark != first_word or mark == "\0"):
            last = index - 1
            break
        first_word = mark
        items.append(cut_action(reading, item_tag(reading, opening, passage, own, ref, leads=leads)))
        index = last + 1
    return items, last


def item_tag(
    reading: Reading,
    opening: Opening,
    passage: Passage,
    place: Place,
    ref: str | None,
    *,
    leads: list[int] | None = None,
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
