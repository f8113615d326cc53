"""The components for owners and dates: which words they look at, nearest first."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

import extractor.components.dates
import extractor.components.owners  # noqa: F401 - registers the factory, as the line above does
from extractor.components.tags import (
    DATES,
    ITEMS,
    DateTag,
    DuePlace,
    ItemTag,
    OwnerPlace,
    Place,
    document_of,
    set_tags,
    tags,
)
from extractor.records import ItemKind, OwnerBasis, Paper

PAPER = """Report of the meeting
The trust's report was published on 2 May 2019.
Within six months
The Director of Housing should act:
agree a plan with tenants
The Clerk to write to the Ombudsman by 1 October
Head of Repairs
31 March 2020
Date of next meeting: 8 October 2019"""


def _place(words: str) -> Place:
    start = PAPER.index(words)
    return Place(start, start + len(words))


def _item(words: str, kind: ItemKind = "action", *, restated: bool = False, **places: object) -> ItemTag:
    return ItemTag(_place(words), kind, "rule", 0.9, (), restated=restated, **places)  # type: ignore[arg-type]


def _tagged(item: ItemTag) -> tuple[Doc, ItemTag]:
    nlp = spacy.blank("en")
    nlp.add_pipe("uk_dates")
    nlp.add_pipe("council_owners")
    doc = nlp.make_doc(PAPER)
    document_of(doc)
    doc._.paper = Paper(date="2019-09-10")
    set_tags(doc, ITEMS, [item])
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc, tags(doc, ITEMS, ItemTag)[0]


def _owner_place(words: str, basis: OwnerBasis, *, cell: bool = False) -> OwnerPlace:
    return OwnerPlace(_place(words), basis, cell)


LEAD_IN = _owner_place("The Director of Housing should act:", "lead_in")
CELL = _owner_place("Head of Repairs", "row", cell=True)
HEADING = _owner_place("The Director of Housing should act:", "heading")


@pytest.mark.parametrize(
    ("item", "named"),
    [
        (_item("agree a plan with tenants", owner_places=(LEAD_IN,)), [("Director of Housing", "lead_in")]),
        (_item("agree a plan with tenants", owner_places=(CELL,)), [("Head of Repairs", "row")]),
        (_item("The Clerk to write", owner_places=(CELL,)), [("Clerk", "item"), ("Head of Repairs", "row")]),
        (_item("The Clerk to write", owner_places=(HEADING,)), [("Clerk", "item")]),
        (_item("agree a plan with tenants", owner_places=(HEADING,)), [("Director of Housing", "heading")]),
        (_item("agree a plan with tenants"), []),
    ],
)
def test_owners_come_from_the_nearest_words(item: ItemTag, named: list[tuple[str, str]]) -> None:
    _, tagged = _tagged(item)
    assert [(owner.name, owner.basis) for owner in tagged.owners] == named
    for owner in tagged.owners:
        assert PAPER[owner.quote.start_char : owner.quote.end_char] == owner.quote.text


SIX_MONTHS = DuePlace(_place("Within six months"))
DUE_CELL = DuePlace(_place("31 March 2020"), cell=True)
OWN = "The Clerk to write to the Ombudsman by 1 October"


@pytest.mark.parametrize(
    ("item", "words", "day", "basis"),
    [
        (_item(OWN), "by 1 October", "2019-10-01", "year taken from 2019-09-10"),
        (_item(OWN, due_places=(SIX_MONTHS,)), "by 1 October", "2019-10-01", "year taken from 2019-09-10"),
        (_item(OWN, due_places=(SIX_MONTHS, DUE_CELL)), "31 March 2020", "2020-03-31", ""),
        (
            _item("agree a plan with tenants", due_places=(SIX_MONTHS,)),
            "Within six months",
            "2020-03-10",
            "within 6 months of 2019-09-10, from the words above",
        ),
        (
            _item("agree a plan with tenants", "inspection_recommendation", restated=True, due_places=(SIX_MONTHS,)),
            "Within six months",
            "2019-11-02",
            "within 6 months of 2019-05-02, from the words above",
        ),
    ],
)
def test_a_deadline_comes_from_the_nearest_words(item: ItemTag, words: str, day: str, basis: str) -> None:
    _, tagged = _tagged(item)
    assert tagged.due is not None
    assert tagged.due.period is not None
    assert (tagged.due.quote.text, tagged.due.period.date_to, tagged.due.period.basis) == (words, day, basis)


def test_every_date_of_the_paper_is_tagged_once() -> None:
    doc, _ = _tagged(_item(OWN))
    found = [(tag.mention.quote.text, tag.mention.role) for tag in tags(doc, DATES, DateTag)]
    assert found == [
        ("2 May 2019", "mentioned"),
        ("Within six months", "mentioned"),
        ("by 1 October", "due"),
        ("31 March 2020", "mentioned"),
        ("next meeting", "mentioned"),
        ("8 October 2019", "mentioned"),
    ]
    assert [span.text for span in doc.spans["dates"]] == [words for words, _ in found]
