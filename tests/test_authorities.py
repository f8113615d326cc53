"""Names of councils in texts, and the list they come from."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.authorities import authorities, find_authorities


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Telford & Wrekin Borough Council", ["Telford and Wrekin"]),
        ("KENT COUNTY COUNCIL", ["Kent"]),
        ("Royal Borough of Windsor & Maidenhead", ["Windsor and Maidenhead"]),
        ("City of Bradford Metropolitan District Council", ["Bradford"]),
        ("St. Helens Council", ["St Helens"]),
        ("Bournemouth, Christchurch and Poole Council", ["Bournemouth, Christchurch and Poole"]),
        ("London Borough of Sutton", ["Sutton"]),
        ("the City of London Corporation", ["City of London"]),
        ("North Norfolk, Norfolk and Norwich", ["North Norfolk", "Norfolk", "Norwich"]),
        ("Cheshire East Unitary Authority", ["Cheshire East"]),
        ("Little Wolding Parish Council", ["Little Wolding"]),
        ("MINUTES OF BROADLEA TOWN COUNCIL", ["Broadlea"]),
        ("Thurlmarsh Borough Council", ["Thurlmarsh"]),
        ("reading and bury are verbs here", []),
        ("She was reading in Reading.", []),
        ("Reading Borough Council", ["Reading"]),
        ("a visitor from New York on Leeds Road", []),
        ("the County Council agreed", []),
        ("the Borough Council's plan", []),
    ],
)
def test_one_name_for_every_spelling(words: str, names: list[str]) -> None:
    assert [found.name for found in find_authorities(words)] == names


def test_every_authority_is_found_by_its_official_name() -> None:
    lost = {
        a.official_name: [found.name for found in find_authorities(f"the {a.official_name} met")]
        for a in authorities()
        if [found.name for found in find_authorities(f"the {a.official_name} met")] != [a.name]
    }
    assert lost == {}


def test_the_list_holds_every_kind_once() -> None:
    codes = Counter(a.gss_code for a in authorities())
    assert max(codes.values()) == 1
    assert all(re.fullmatch(r"[ENSW]\d{8}", code) for code in codes)
    kinds = Counter(a.kind for a in authorities() if not a.last and a.gss_code.startswith("E") and a.kind != "combined")
    assert kinds == {"unitary": 62 + 1, "district": 164, "metropolitan": 36, "london borough": 33, "county": 21}


def test_former_authorities_name_their_successors() -> None:
    codes = {a.gss_code for a in authorities()}
    assert all(set(a.replaced_by) <= codes and bool(a.replaced_by) == bool(a.last) for a in authorities())


@given(st.text(alphabet="Kent CountyLeds&,. \nXx", max_size=80))
def test_places_are_where_they_are_said_to_be(words: str) -> None:
    for found in find_authorities(words):
        assert 0 <= found.start_char < found.end_char <= len(words)
        assert words[found.start_char].isupper()
