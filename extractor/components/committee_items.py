"""Items of committee papers that stand in running text and lists: requests, decisions, tasks, restated recommendations.

Reads the cues and appends to `doc.spans["items"]`. Tables of actions are another component's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.columns import Columns
from extractor.components.committee.decisions import decided
from extractor.components.committee.endings import is_name_only
from extractor.components.committee.labelled import labelled_actions
from extractor.components.committee.named_lines import with_named_lines
from extractor.components.committee.narrative import told
from extractor.components.committee.plain_plans import planned
from extractor.components.committee.restated import restated
from extractor.components.logs import logged_rows, margin_cells, rows_to_claim
from extractor.components.passages import cells_of, trim
from extractor.components.places import Places
from extractor.components.reading import Reading
from extractor.components.tags import ITEMS, DuePlace, ItemTag, OwnerPlace, Place, register_extensions, set_tags, tags
from extractor.document import Cell
from extractor.records import squash
from extractor.rulebook import Rulebook

_CUT_SHORT = re.compile(r"(?<=\w{3}) ?(?:\.\.\.|…)")  # a web page's "... view the full text"
_AND_LAST = re.compile(r"[;,]\s+and\W*$")  # the next limb follows, in one of two printings
_NUMBERED = re.compile(r"(?:\d|[IVXL]+\b|[A-Z]{1,4}\d)")
_RETELLS = re.compile(r"\b(?:recommendations?|report)\b")
_PARTS = frozenset(
    {"minutes", "decision", "decisions", "resolved", "resolvedthat", "agreed", "decisionmade", "outcome", "recommended"}
)
_WITHOUT_LABEL = frozenset({"bare-outcome", "decided-list", "outcome-verb"})
ALIKE = 0.85  # of the words of one decision that another must share to be its second telling
LONG_ENOUGH = 60  # letters after which the same words under another heading are the same decision


class CommitteeItems:
    """spaCy component; see the module."""

    def __init__(self, book: Rulebook) -> None:
        self.words = committee_words(book)
        self.columns = Columns(book.table("columns"))
        self.confidence = {rule.id: rule.confidence for rule in book.rules}

    def __call__(self, doc: Doc) -> Doc:
        reading = Reading(doc, self.words)
        if reading.kind != "inspection_report":
            reading.claim(rows_to_claim(reading, logged_rows(reading, self.columns)))
            margins = margin_cells(reading, self.columns)
            mine = committee_items(reading, self.confidence, margins)
            set_tags(doc, ITEMS, [*tags(doc, ITEMS, ItemTag), *mine])
        return doc


def committee_words(book: Rulebook) -> dict[str, object]:
    """`models/committee.toml`, and of the words of statuses what each means ("statuses") and which say "nothing"."""
    table = book.table("statuses")
    statuses = {word: status for status, words in table["words"].items() for word in words}
    return {**book.table("committee"), "statuses": statuses, "nothing": table["nothing"]}


def committee_items(reading: Reading, confidence: dict[str, float], margins: dict[int, Cell]) -> list[ItemTag]:
    """The items of the paper's text and lists in reading order, each once."""
    again = restated(reading, confidence)
    aside = [task for row, cell in margins.items() if (task := margin_task(reading, row, cell))]
    printed_again = {one.index for one in again}
    decisions, used = decided(reading, confidence, printed_again)
    repeated = {one.item.place.start_char for one in again}
    actions, more = labelled_actions(reading, confidence, used, printed_again)
    actions += planned(reading, confidence, used | more | printed_again)
    sentences = told(reading, confidence, more)
    taken = Places(item.place for item in (*decisions, *actions, *aside))
    free = [s for s in sentences if not taken.touching(s.place.start_char, s.place.end_char)]
    decisions = without_summaries(decisions, reading)
    found = [one.item for one in again]
    found += [item for item in (*decisions, *actions, *aside, *free) if item.place.start_char not in repeated]
    named = with_named_lines(reading, [with_margin(reading, item, margins) for item in found])
    named = with_label_lines(reading, named)
    return without_repeats(sorted(named, key=lambda item: item.place.start_char), reading)


def with_label_lines(reading: Reading, items: list[ItemTag]) -> list[ItemTag]:
    """The items with the "Lead: ..." and "Due: ..." lines that stand beneath them, or beneath several together."""
    starts = Places(item.place for item in items)
    named = list(items)
    together: list[int] = []
    said = False
    for passage in reading.passages:
        here = starts.starting_in(passage.start, passage.end)
        owner = reading.opens("OWNER_LINE", passage.start, passage.end)
        due = None if owner else reading.opens("DUE_LINE", passage.start, passage.end)
        if here:
            together, said = (here if said else together + here), False
        elif owner or due:
            said = True
            end = owner.end_char if owner else due.end_char if due else passage.start
            place = trim(reading.document.text, end, passage.end, ":–—?")
            for index in together:
                named[index] = _with_line(named[index], place, is_owner=owner is not None)
        else:
            together = []
    return named


def _with_line(item: ItemTag, place: Place, *, is_owner: bool) -> ItemTag:
    if is_owner:
        return replace(item, owner_places=(OwnerPlace(place, "line_below", cell=True), *item.owner_places))
    return replace(item, due_places=(DuePlace(place, cell=True), *item.due_places))


def margin_task(reading: Reading, row: int, cell: Cell) -> ItemTag | None:
    """The task in the action column of minutes; None where the cell only names somebody."""
    words = reading.text(cell.start_char, cell.end_char)
    if len(words.split()) < 3 or is_name_only(reading, cell.start_char, cell.end_char):
        return None
    passage = next((p for p in reading.passages if p.row == row), None)
    section = reading.section(passage) if passage else ()
    place = trim(reading.document.text, cell.start_char, cell.end_char)
    return ItemTag(place, "action", "action-column", 0.85, section)


def with_margin(reading: Reading, item: ItemTag, margins: dict[int, Cell]) -> ItemTag:
    """The item with the name that stands beside it in the action column of its row."""
    if not margins:
        return item
    row = reading.document.block_at(item.place.start_char)
    for cell in cells_of(row):
        if cell in margins.values() and is_name_only(reading, cell.start_char, cell.end_char):
            place = OwnerPlace(Place(cell.start_char, cell.end_char), "row", cell=True)
            return replace(item, owner_places=(place, *item.owner_places))
    return item


def without_summaries(items: list[ItemTag], reading: Reading) -> list[ItemTag]:
    """The items without those that only tell what a list of the same paper or item of business prints in full.

    An "is asked to" in a report that prints its recommendations, and "agreed the recommendations" beside RESOLVED.
    """
    asked = [i for i in items if i.kind == "officer_recommendation" and i.rule_id != "is-asked-to"]
    printed = {business(i) if reading.kind == "agenda" else () for i in asked}
    resolved = {business(i)[:1] for i in items if i.rule_id.startswith("resolved") or i.rule_id == "decided-list"}
    kept = [i for i in items if i.rule_id != "is-asked-to" or not ({business(i), ()} & printed)]
    return [
        i
        for i in kept
        if not (i.rule_id == "body-decided" and business(i)[:1] in resolved)
        or not _RETELLS.search(reading.text(i.place.start_char, i.place.end_char))
    ]


def business(item: ItemTag) -> tuple[str, ...]:
    """The headings of an item that name business and no mere part of it, such as "Decision:"."""
    return tuple(heading for heading in item.section if squash(heading) not in _PARTS)


def without_repeats(items: Iterable[ItemTag], reading: Reading) -> list[ItemTag]:
    """The items without a second printing: the same words again under one heading, or long ones anywhere."""
    seen: dict[tuple[str, str], ItemTag] = {}
    kept: list[ItemTag] = []
    decided: defaultdict[str, list[ItemTag]] = defaultdict(list)
    for item in items:
        printed = reading.text(item.place.start_char, item.place.end_char)
        words = squash(_AND_LAST.sub("", printed)).removeprefix("that")
        cut = _CUT_SHORT.search(printed)
        if cut and any(w.startswith(squash(printed[: cut.start()])) for _, w in seen):
            continue
        first = seen.get((item.kind, words))
        again = first is not None and (len(words) >= LONG_ENOUGH or _same_business(first, item))
        if first is not None and again and not _numbered_apart(first, item):
            continue
        if item.ref and any(_told_twice(reading, one, item) for one in decided[item.ref]):
            continue
        seen.setdefault((item.kind, words), item)
        kept.append(item)
        if item.ref and any(squash(heading).startswith("decision") for heading in item.section):
            decided[item.ref].append(item)
    return kept


def _told_twice(reading: Reading, first: ItemTag, item: ItemTag) -> bool:
    """Whether an item is one of that number under "Decision" again, under "Minutes" and in nearly the same words."""
    if first.section == item.section:
        return False
    one, other = (set(reading.text(i.place.start_char, i.place.end_char).casefold().split()) for i in (first, item))
    return business(first)[:1] == business(item)[:1] and len(one & other) >= ALIKE * min(len(one), len(other))


def _numbered_apart(one: ItemTag, other: ItemTag) -> bool:
    """Whether two items with the same words are limbs under business of different numbers: two reports noted."""
    first, second = ([h for h in business(item) if _NUMBERED.match(h)][-1:] for item in (one, other))
    return first != second and bool(first and second and one.ref and other.ref)


def _same_business(one: ItemTag, other: ItemTag) -> bool:
    """Whether two items with the same words stand under one item of business, printed as decision and as minutes."""
    if one.rule_id in _WITHOUT_LABEL and one.rule_id != other.rule_id and business(one)[:1] == business(other)[:1]:
        return True
    if business(one) or business(other):
        return business(one)[:1] == business(other)[:1]
    return any("decision" in heading.casefold() for heading in one.section)


@Language.factory("council_committee_items")
def make_committee_items(nlp: Language, name: str, own: str | None = None) -> CommitteeItems:
    """The component for any spaCy pipeline; `own` is a folder of a clerk's rules. Needs "council_cues" before it."""
    register_extensions()
    return CommitteeItems(rulebook.load(own))
