"""Progress and impact statements: labelled or not, in tables, under a restated recommendation, in minutes.

Reads the items that stand in the doc already and writes `doc.spans["progress"]`; `about` counts them in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.columns import Columns
from extractor.components.committee_items import committee_words
from extractor.components.logs import logged_rows, rows_to_claim
from extractor.components.passages import Passage
from extractor.components.reading import Reading
from extractor.components.reported.answers import may_be_answered, under_items
from extractor.components.reported.as_above import said_again
from extractor.components.reported.behind_tasks import behind_tasks
from extractor.components.reported.by_number import about_numbered
from extractor.components.reported.progress_rows import in_tables
from extractor.components.reported.reporting import Statement, statements
from extractor.components.reported.status import EVIDENCE, evidence, from_words
from extractor.components.tags import (
    ITEMS,
    PROGRESS,
    AboutItem,
    ItemTag,
    Place,
    ProgressTag,
    register_extensions,
    set_tags,
    tags,
)
from extractor.records import Status
from extractor.rulebook import Rulebook

ByWord = dict[str, list[int]]
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "been",
        "have",
        "were",
        "they",
        "their",
        "which",
        "will",
        "would",
        "should",
        "into",
    ]
)
_SEVERAL = 2  # recommendations that a report says something of before it goes through them


class ProgressStatements:
    """spaCy component; see the module."""

    def __init__(self, book: Rulebook) -> None:
        self.words = committee_words(book)
        self.columns = Columns(book.table("columns"))
        self.statuses = book.table("statuses")

    def __call__(self, doc: Doc) -> Doc:
        reading = Reading(doc, self.words)
        items = tags(doc, ITEMS, ItemTag)
        if reading.kind == "inspection_report":
            set_tags(doc, PROGRESS, one_by_one(reading))
        else:
            set_tags(doc, PROGRESS, self.statements(reading, items))
        return doc

    def statements(self, reading: Reading, items: list[ItemTag]) -> list[ProgressTag]:
        """Every statement of the paper in reading order, each with the items that it answers."""
        rows = logged_rows(reading, self.columns)
        reading.claim(rows_to_claim(reading, rows))
        found = [*in_tables(reading, rows, items, self.statuses, self.columns), *behind_tasks(reading, items)]
        found += under_items(reading, items)
        found += in_text(reading, items, [tag.place for tag in found])
        return said_again(reading, sorted(found, key=lambda tag: tag.place.start_char))


def one_by_one(reading: Reading) -> list[ProgressTag]:
    """What an inspection report says of an earlier one's recommendations, where it goes through them by number."""
    label, everywhere = "NUMBERED_RECOMMENDATION", (0, len(reading.document.text))
    if len(reading.found(label, *everywhere)) < _SEVERAL:
        return []
    about = (p for p in reading.passages if not p.is_heading and _says_more(reading, label, p))
    told = [p for p in about if any(evidence(reading, word, p.start, p.end) for word in EVIDENCE)]
    return [_on_its_number(reading, p) for p in told] if len(told) >= _SEVERAL else []


def _says_more(reading: Reading, label: str, passage: Passage) -> bool:
    """Whether words stand behind the cue; in a list of contents ("Recommendations 8") none do."""
    return any(cue.end_char < passage.end for cue in reading.found(label, passage.start, passage.end))


def _on_its_number(reading: Reading, passage: Passage) -> ProgressTag:
    standing, place = from_words(reading, passage.start, passage.end), Place(passage.start, passage.end)
    return ProgressTag(place, "progress", standing.status, "one-by-one", reading.section(passage), standing.words)


def in_text(reading: Reading, items: list[ItemTag], taken: list[Place]) -> Iterator[ProgressTag]:
    """What is reported back in running text, about the items that it shares most words with."""
    words = [_stems(reading, item.place) for item in items]
    by_word = _by_word(words, items)
    for statement in statements(reading, items, taken):
        place = statement.place
        standing = from_words(reading, place.start_char, place.end_char)
        status: Status = standing.status
        if statement.default and status in {"unknown", "not_started"}:
            status = statement.default
        section = reading.section(statement.passage)
        if statement.subject:
            section = (*section, reading.document.quote(statement.subject.start_char, statement.subject.end_char))
        opening = Place(
            min(place.start_char, statement.subject.start_char if statement.subject else place.start_char),
            place.end_char,
        )
        about = about_numbered(reading, opening, items) or _alike(reading, statement, words, by_word)
        if statement.rule_id == "impact-heading":
            yield ProgressTag(place, "impact", "unknown", statement.rule_id, section, about=about)
        else:
            yield ProgressTag(place, "progress", status, statement.rule_id, section, standing.words, about=about)


def _alike(reading: Reading, statement: Statement, words: list[set[str]], by_word: ByWord) -> tuple[AboutItem, ...]:
    """The item that a statement in running text plainly speaks of: at least four words and two fifths of its own.

    `words` are those of each item, `by_word` the items that a word stands in.
    """
    said = _stems(reading, statement.place)
    counts = Counter(index for word in said for index in by_word.get(word, ()))
    shares = [(count / len(words[index]), -index) for index, count in counts.items() if count >= 4]
    share, at = max(shares, default=(0.0, 0))
    if share < 0.4:
        return ()
    return (AboutItem(-at, round(share, 2), "shares the words " + ", ".join(sorted(words[-at] & said))),)


def _by_word(words: list[set[str]], items: list[ItemTag]) -> ByWord:
    """For each word the items that it stands in, of those that a paper may say something about."""
    found: ByWord = {}
    for index, item in enumerate(items):
        for word in words[index] if may_be_answered(item) else ():
            found.setdefault(word, []).append(index)
    return found


def _stems(reading: Reading, place: Place) -> set[str]:
    words = _WORD.findall(reading.text(place.start_char, place.end_char).casefold())
    return {word[:6] for word in words if word not in _COMMON}


@Language.factory("council_progress")
def make_progress(nlp: Language, name: str, own: str | None = None) -> ProgressStatements:
    """The component for any spaCy pipeline; `own` is a folder of a clerk's rules. Runs after all items are found."""
    register_extensions()
    return ProgressStatements(rulebook.load(own))
