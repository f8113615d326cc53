"""A tagged paper as the components for committee papers look through it: passages, cues and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from extractor.components.cues import Cue, cues
from extractor.components.passages import Passage, passages_of, trim
from extractor.components.tags import AGENDA_ITEMS, AgendaTag, Place, document_of, tags
from extractor.document import Document
from extractor.records import PaperKind

_PASSAGES = "council_passages"
_LABELS = frozenset({"RECOMMENDED", "RESTATED"})  # of whose words a sentence may be the subject


class Reading:
    """A tagged doc as passages, with its cues in order and the words of `models/committee.toml`."""

    def __init__(self, doc: Doc, words: dict[str, Any]) -> None:
        self.document: Document = document_of(doc)
        self.kind: PaperKind = doc._.given.kind or doc._.paper.kind
        self.words = words
        self._shared: dict[str, Any] = doc.user_data
        self.agenda = tags(doc, AGENDA_ITEMS, AgendaTag)
        self.claimed: frozenset[int] = frozenset()  # table rows that another component reads
        self._doc = doc
        self._cues: dict[str, list[Cue]] = {}
        self._starts: dict[str, list[int]] = {}

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages outside claimed table rows, in reading order."""
        return self._free

    def claim(self, rows: frozenset[int]) -> None:
        """After this call the passages of these table rows are left out."""
        self.claimed = rows
        for name in ("_free", "_indexes", "_decisions"):
            self.__dict__.pop(name, None)

    def index_of(self, passage: Passage) -> int:
        """Where a passage stands among `passages`."""
        return self._indexes[passage.block.start_char]

    def next_decision(self, passage: Passage) -> Passage | None:
        """The next passage that opens with RESOLVED or a heading such as "Decision"."""
        at = bisect_right(self._decisions, passage.start, key=lambda decision: decision.start)
        return self._decisions[at] if at < len(self._decisions) else None

    @cached_property
    def _indexes(self) -> dict[int, int]:
        return {passage.block.start_char: index for index, passage in enumerate(self.passages)}

    @cached_property
    def _decisions(self) -> tuple[Passage, ...]:
        return tuple(p for p in self.passages if self.opens_any(("RESOLVED", "DECIDES"), p.start, p.end))

    @cached_property
    def _free(self) -> tuple[Passage, ...]:
        return tuple(p for p in self.all_passages if p.row is None or p.row not in self.claimed)

    @cached_property
    def notes(self) -> tuple[Place, ...]:
        """The places of notes that say by when all actions of a log are due."""
        return tuple(
            Place(p.start, p.end) for p in self.all_passages if p.row is None and self.has("LOG_NOTE", p.start, p.end)
        )

    @cached_property
    def imperatives(self) -> frozenset[str]:
        """The verbs that a task begins with."""
        return frozenset(self.words["imperatives"])

    @cached_property
    def task_verbs(self) -> frozenset[str]:
        """Those verbs, and the ones with which somebody promises."""
        return self.imperatives.union(self.words["promised"])

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return frozenset(self.words["abbreviations"])

    @cached_property
    def all_passages(self) -> tuple[Passage, ...]:
        """Every passage; made once a doc, since each component looks through it by a reading of its own."""
        if _PASSAGES not in self._shared:
            self._shared[_PASSAGES] = tuple(passages_of(self.document, self.words))
        passages: tuple[Passage, ...] = self._shared[_PASSAGES]
        return passages

    def found(self, label: str, start: int, end: int) -> list[Cue]:
        """The cues of this label that stand wholly between the places."""
        if label not in self._cues:
            self._cues[label] = cues(self._doc, label)
            self._starts[label] = [cue.start_char for cue in self._cues[label]]
        starts = self._starts[label]
        if not starts:
            return []
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        return [cue for cue in self._cues[label][first:last] if cue.end_char <= end]

    def has(self, label: str, start: int, end: int) -> bool:
        return bool(self.found(label, start, end))

    def has_any(self, labels: Iterable[str], start: int, end: int) -> bool:
        return any(self.found(label, start, end) for label in labels)

    def opens_any(self, labels: Iterable[str], start: int, end: int) -> bool:
        return any(self.opens(label, start, end) for label in labels)

    def opens(self, label: str, start: int, end: int) -> Cue | None:
        """The cue of this label that the words begin with, marks before it aside."""
        found = self.found(label, start, end)
        if found and label in _LABELS and self.opens("SUBJECT", start, end):  # "recommendation 1 be closed"
            return None
        for cue in found:
            if not self.text(start, cue.start_char).strip(" \"'“‘([*_\t"):
                return cue
        return None

    def text(self, start: int, end: int) -> str:
        return self.document.text[start:end]

    def section(self, passage: Passage) -> tuple[str, ...]:
        """The words of the headings over a passage, outermost first."""
        return tuple(self.document.quote(place.start_char, place.end_char) for place in passage.headings)

    def under(self, label: str, passage: Passage) -> bool:
        """Whether a heading over the passage holds a cue of this label."""
        return any(self.has(label, place.start_char, place.end_char) for place in passage.headings)

    def business(self, passage: Passage) -> Place | None:
        """The heading of the item of business that a passage belongs to: the innermost that names no mere part."""
        for place in reversed(passage.headings):
            if self._title(place).strip(": –-") not in self.words["parts"]:
                return place
        return None

    def standing(self, passage: Passage) -> bool:
        """Whether the passage stands under standing business: apologies, declarations, the last minutes."""
        place = self.business(passage)
        if place is None or place == self._title_of_minutes:
            return False
        if self.has("REPORTS_BACK", place.start_char, place.end_char):
            return False
        if passage.start >= self._back_from.get(place.start_char, passage.start + 1):
            return False
        title = self._title(place)
        return any(title == words or title.startswith(words + " ") for words in self.words["standing_business"])

    @cached_property
    def _back_from(self) -> dict[int, int]:
        """For the heading of each business under which a line such as "Matters arising" stands, where that does."""
        found: dict[int, int] = {}
        for passage in self.all_passages:
            short = len(self.text(passage.start, passage.end).split()) <= _LONGEST_LINE
            told = self.has("REPORTS_BACK", passage.start, passage.end) if short else self._opens_back(passage)
            place = self.business(passage) if told else None
            if place:
                found.setdefault(place.start_char, passage.start)
        return found

    def _opens_back(self, passage: Passage) -> bool:
        return self.opens("REPORTS_BACK", passage.start, passage.end) is not None

    @cached_property
    def _title_of_minutes(self) -> Place | None:
        """The heading "Minutes of the Roads Committee held on ..." of the paper itself; None where it has none."""
        for passage in self.all_passages[:_OPENING]:
            place = Place(passage.start, passage.end)
            if passage.is_heading and not passage.block.label and self._title(place).startswith("minutes of"):
                return None if _LAST_ONES.search(self._title(place)) else place
        return None

    def _title(self, place: Place) -> str:
        return _NUMBERED.sub("", self.text(place.start_char, place.end_char).casefold()).strip()

    def says(self, label: str) -> bool:
        """Whether the cue stands anywhere in the paper."""
        return bool(cues(self._doc, label))

    def sentences(self, start: int, end: int) -> list[Place]:
        """The sentences between the places; a full stop after "Mr" or an initial ends none."""
        return sentences(self.document.text, start, end, self._abbreviations)


_LONGEST_LINE = 12  # words
_OPENING = 8  # passages at the top of a paper among which its title stands
_LAST_ONES = re.compile(r"\b(?:last|previous)\b")
_NUMBERED = re.compile(r"^(?:(?:agenda )?item\s+)?[\W\d]+")
_SENTENCE_END = re.compile(r"(?<![.?!])[.?!]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£]|[a-z]\)\s)")
_LAST_WORD = re.compile(r"([\w.]+)[.?!]+[\"”’')\]]*\s*$")


def sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> list[Place]:
    """The places of the sentences of `text[start:end]`, in order, white space between them left out."""
    places, at = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        last = _LAST_WORD.search(text, max(start, match.start() - 24), match.end())
        word = last.group(1).rstrip(".").casefold() if last else ""
        if "." in match.group() and (word in abbreviations or (len(word) == 1 and word.isalpha())):
            continue
        stop = match.start() + len(match.group().rstrip())
        places.append(Place(at, stop))
        at = match.end()
    if text[at:end].strip():
        places.append(trim(text, at, end))
    return places
