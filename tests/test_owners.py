"""Who is asked to act: what a sentence does with a name decides, not the name alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.owners import (
    Known,
    find_lead_in_owners,
    find_owners,
    fuller,
    merge_owners,
    owner_name,
    people_named,
    read_owner_cell,
)
from extractor.records import ItemKind, Owner, OwnerBasis, Quote

SENTENCES = Path(__file__).with_name("owner_sentences.txt")
KINDS: tuple[ItemKind, ...] = ("resolution", "action", "officer_recommendation", "inspection_recommendation")


def _sentences() -> Iterator[tuple[str, str, list[str]]]:
    kind = ""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            words, _, names = line.partition("|")
            yield kind, words.strip(), [name.strip() for name in names.split(";") if name.strip()]


@pytest.mark.parametrize(("kind", "words", "names"), list(_sentences()))
def test_a_sentence_names_its_owners(kind: ItemKind, words: str, names: list[str]) -> None:
    owners = find_owners(words, 30, kind=kind)
    assert [owner.quote.text for owner in owners] == names
    for owner in owners:
        assert words[owner.quote.start_char - 30 : owner.quote.end_char - 30] == owner.quote.text


def test_the_deciding_body_does_not_own_its_decision_but_another_body_does() -> None:
    decision = "That the Finance Committee be asked to find the money and that the Parks Committee choose the site"
    names = [o.name for o in find_owners(decision, kind="resolution", body="Parks Committee")]
    assert names == ["Finance Committee"]
    assert [o.name for o in find_owners("The Committee agreed to write to the Minister", kind="resolution")] == []


def test_he_would_means_the_man_before() -> None:
    before = "Councillor Moss said that the library was busy. It had been painted. "
    [owner] = find_owners("He would ask for longer hours.", 500, kind="action", before=before)
    assert (owner.name, owner.type) == ("Councillor Moss", "person")
    assert owner.quote.start_char == 500 - len(before)


CELLS = """
JS | JS=person
JS/KB | JS=person; KB=person
GS, JT and PM | GS=person; JT=person; PM=person
Clerk | Clerk=role
The Clerk / Chair | Clerk=role; Chair=role
Cllr Smith | Councillor Smith=person
Director of Children, Young People and Families | Director of Children, Young People and Families=role
Director of Children's Services (DCS) | Director of Children's Services=role
DCS | Director of Children's Services=role
Asst Director, Children’s Social Care | Assistant Director of Children's Social Care=role
Assistant Director Children's Social Care | Assistant Director of Children's Social Care=role
Assistant Director of Children's Social Care | Assistant Director of Children's Social Care=role
Jane Doe, Head of Safeguarding | Jane Doe=person
Head of Safeguarding (Jane Doe) | Head of Safeguarding=role
Head of Legal & Democratic Services | Head of Legal and Democratic Services=role
Head of Legal and Head of Finance | Head of Legal=role; Head of Finance=role
Corporate Director (People) | Corporate Director of People=role
Strategic Director - Place | Strategic Director of Place=role
Cabinet Member for Children, Education and Skills | Cabinet Member for Children, Education and Skills=role
Deputy Chief Executive and Director of Resources | Deputy Chief Executive=role; Director of Resources=role
Action: Town Clerk | Town Clerk=role
ACTION BY: Sarah Hill | Sarah Hill=person
Finance / HR | Finance=organisation; HR=organisation
Health and Housing | Health=organisation; Housing=organisation
NHS Westshire and Eastshire Integrated Care Board | NHS Westshire and Eastshire Integrated Care Board=organisation
Westshire Council, Westshire Police | Westshire Council=organisation; Westshire Police=organisation
All | All=role
All members | Members=role
Principal Social Worker/DSL | Principal Social Worker=role; Designated Safeguarding Lead=role
M. Brown | M. Brown=person
Mrs P Cole | Mrs P Cole=person
TBC |
- |
Complete |
"""


@pytest.mark.parametrize("row", CELLS.strip().splitlines())
def test_a_cell_names_its_owners(row: str) -> None:
    cell, _, named = row.partition("|")
    owners = [f"{owner.name}={owner.type}" for owner in read_owner_cell(cell.strip())]
    assert owners == [name.strip() for name in named.split(";") if name.strip()]


LEAD_INS = """
The local authority and its partners should: | Local Authority; Partners
To make Westshire safer, the local authority should do the following. | Local Authority
Ofsted asks that the partnership: | Partnership
Cabinet is recommended to: | Cabinet
The Council, having regard to the report of the auditor (published in May), is asked to agree the following: | Council
The Council may, having heard the petition, resolve one of the following: | Council
It is recommended that the Board: | Board
That Cabinet: | Cabinet
The head teacher and governors should: | Head Teacher; Governors
What does the LSCB need to improve? | Local Safeguarding Children Board
What does the school need to do to improve further? | School
Recommendations for the Trust | Trust
Actions for the Clerk | Clerk
Secretariat | Secretariat
Road safety – Lead JC | JC
Bus survey – Lead HS/BB | HS; BB
Members were asked to send comments. It was agreed: |
What needs to improve? |
Areas for improvement |
Immediately: |
Leadership, management and governance |
Quality of practice |
Recommendations for action within three months: Safeguarding |
"""


@pytest.mark.parametrize("row", LEAD_INS.strip().splitlines())
def test_a_lead_in_or_heading_names_its_owners(row: str) -> None:
    words, _, named = row.rpartition("|")
    owners = [owner.name for owner in find_lead_in_owners(words.strip())]
    assert owners == [name.strip() for name in named.split(";") if name.strip()]


def test_a_resolution_s_lead_in_does_not_make_the_meeting_its_owner() -> None:
    assert find_lead_in_owners("Cabinet agreed to:", kind="resolution", body="Cabinet") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the director of children’s services", "Director of Children's Services"),
        ("Director for Children's Services", "Director of Children's Services"),
        ("The DCS", "Director of Children's Services"),
        ("Asst. Director, Housing", "Assistant Director of Housing"),
        ("the Vice-Chairman", "Vice-Chair"),
        ("the LSCB", "Local Safeguarding Children Board"),
        ("Leaders across the partnership", "Leaders Across the Partnership"),
        ("NHS Westshire", "NHS Westshire"),
    ],
)
def test_the_same_owner_has_one_name(words: str, name: str) -> None:
    assert owner_name(words, "role").lower() == name.lower()


def test_the_paper_s_own_abbreviations_go_first() -> None:
    known = Known({"DCS": "Director of Customer Services"})
    assert [o.name for o in read_owner_cell("DCS", known=known)] == ["Director of Customer Services"]


def test_people_are_known_from_the_posts_they_are_named_with() -> None:
    people = people_named("Present: Efua Mensah, Director of Housing; Kwame Adom (Clerk). Bus Lane, Main Street")
    assert people == {"Efua", "Mensah", "Kwame", "Adom"}
    [owner] = find_owners("Efua would keep the Board informed.", kind="action", known=Known({}, people))
    assert (owner.name, owner.type) == ("Efua", "person")


def _owner(name: str, basis: OwnerBasis) -> Owner:
    return Owner(name, "organisation", Quote(name, 0, len(name)), basis)


def test_owners_of_several_places_are_named_once_and_in_full() -> None:
    item, row = [_owner("Board", "item")], [_owner("Safeguarding Children Board", "row"), _owner("Police", "row")]
    assert [o.name for o in merge_owners(item, row)] == ["Safeguarding Children Board", "Police"]
    leaders = [_owner("Leaders", "item"), _owner("Health Leaders", "item")]
    assert merge_owners(leaders) == leaders
    assert [o.name for o in fuller(item, row)] == ["Safeguarding Children Board"]


PIECES = """
the The Director of Children , and & / ( ) : . Mr Jane Doe JS Council should must be asked to write that Action he would
Ensure delegated authority in consultation with – Head for Members agreed who will by ’s
"""
WORDS = st.sampled_from(["\n", "\t", *PIECES.split()])


@settings(deadline=None)  # the machine may be busy
@given(text=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=16).map(" ".join)), kind=st.sampled_from(KINDS))
def test_any_text_is_read_and_places_hold(text: str, kind: ItemKind) -> None:
    for owner in [*find_owners(text, kind=kind), *find_lead_in_owners(text), *read_owner_cell(text)]:
        assert text[owner.quote.start_char : owner.quote.end_char] == owner.quote.text
        assert owner.name
