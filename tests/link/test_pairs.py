"""Which items of two papers are one, and which are not although they look it: a line a case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.link import Facts, Item, Link, infer_authority, keys_of, make_threads, match_papers
from extractor.link.wording import wording

REPORT = Facts("a-report", "inspection_report", "ILACS", "midvale", "ofsted", None, "2020-03-02")
PLAN = Facts("b-plan", "action_plan", None, "midvale", "midvale.board", "midvale.board.2020-05-01", "2020-05-01")
LATER = Facts("c-plan", "action_plan", None, "midvale", "midvale.board", "midvale.board.2020-07-01", "2020-07-01")
ELSEWHERE = Facts("d-plan", "action_plan", None, "northmere", "northmere.board", None, "2020-07-01")
MINUTES = Facts("e-minutes", "minutes", None, "midvale", "midvale.board", "midvale.board.2020-05-01", "2020-05-01")
OTHER_BODY = Facts("f-log", "action_plan", None, "midvale", "midvale.scrutiny", None, "2020-07-01")
OTHER_REPORT = Facts("g-report", "inspection_report", "ILACS", "midvale", "ofsted", None, "2022-03-02")
NATIONAL = Facts("h-log", "action_plan", None, None, "user-group", "user-group.2020-05-01", "2020-05-01")
NATIONAL_LATER = Facts("i-log", "action_plan", None, None, "user-group", "user-group.2020-06-01", "2020-06-01")

REC, ACTION, RESOLUTION = "inspection_recommendation", "action", "resolution"
SIGNED = "Every foster carer has a signed written agreement with us"
CARERS = "Ensure that every foster carer has a written agreement"


def items(paper: Facts, *lines: str, kind: str = REC, heading: str = "", owner: str = "") -> list[Item]:
    """Items of a paper; a line is "number|text", the number may be missing."""
    found = []
    for position, line in enumerate(lines):
        ref, _, text = line.rpartition("|")
        restated = kind == REC and paper.kind != "inspection_report"
        owners = frozenset({owner} if owner else ())
        key = f"r-{paper.id}-{position}"
        found.append(Item(key, paper, kind, position, text, wording(text), ref or None, heading, restated, owners))
    return found


# A row under another heading: with it, headings tell the rows of a log apart.
FILLER = [
    replace(items(p, words, kind=ACTION, heading=words)[0], id=f"r-{p.id}-filler", position=9)
    for p, words in ((PLAN, "Sea"), (LATER, "Air"))
]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (items(REPORT, f"1|{CARERS}"), items(PLAN, f"1|{CARERS}."), "same"),
        (items(REPORT, f"1|{CARERS}"), items(PLAN, f"7|{CARERS}."), "same"),
        (items(REPORT, f"1|{CARERS}"), items(PLAN, f"{CARERS} before a child moves in with them"), "same"),
        (
            items(REPORT, f"1|{CARERS}"),
            items(PLAN, f"4|{SIGNED}"),
            "doubt",
        ),
        (
            items(REPORT, f"1|{CARERS}"),
            items(PLAN, f"1|{SIGNED}"),
            "same",
        ),
        (items(REPORT, f"1|{CARERS}"), items(ELSEWHERE, f"1|{CARERS}"), None),
        (items(OTHER_REPORT, f"1|{CARERS}"), items(PLAN, f"1|{CARERS}"), None),
        (items(REPORT, f"1|{CARERS}"), items(OTHER_REPORT, f"1|{CARERS}"), None),
        (items(PLAN, f"1|{CARERS}"), items(LATER, f"1|{CARERS}"), "same"),
        (items(REPORT, f"1|{CARERS}"), items(PLAN, f"1|{CARERS}", kind=ACTION), "same"),
        (items(REPORT, f"1|{CARERS}"), items(PLAN, "1|Agreements for carers", kind=ACTION), None),
        (items(NATIONAL, "Buy chairs", kind=ACTION), items(NATIONAL_LATER, "Buy chairs", kind=ACTION), "same"),
        (items(NATIONAL, "Buy chairs", kind=ACTION), items(PLAN, "Buy chairs", kind=ACTION), None),
        (
            items(PLAN, "Terms of reference", kind=ACTION, heading="Roads") + FILLER[:1],
            items(LATER, "Terms of reference", kind=ACTION, heading="Parks") + FILLER[1:],
            "doubt",
        ),
        (
            items(PLAN, "Terms of reference", kind=ACTION, heading="Actions"),
            items(LATER, "Terms of reference", kind=ACTION, heading="Action log"),
            "same",
        ),
        (
            items(PLAN, "Terms for agreement", kind=ACTION, heading="Roads") + FILLER[:1],
            items(LATER, "Terms of this group", kind=ACTION, heading="Roads") + FILLER[1:],
            "same",
        ),
        (
            items(PLAN, "Write to the ferry company about winter sailings", kind=ACTION),
            items(OTHER_BODY, "Write to the ferry company about winter sailings", kind=ACTION),
            "same",
        ),
        (
            items(PLAN, "the clerk write to the ferry company about sailings", kind=RESOLUTION, owner="clerk"),
            items(LATER, "Write to the ferry company about sailings", kind=ACTION, owner="clerk"),
            "same",
        ),
        (
            items(PLAN, "That the report be noted", kind=RESOLUTION),
            items(MINUTES, "That the report be noted", kind=RESOLUTION),
            None,
        ),
        (
            items(PLAN, "That the ferry be painted red", kind=RESOLUTION),
            items(MINUTES, "That the ferry be painted red", kind=RESOLUTION),
            "same",
        ),
        (
            items(PLAN, "That the ferry be painted red", kind=RESOLUTION),
            items(LATER, "That the ferry be painted red", kind=RESOLUTION),
            None,
        ),
    ],
)
def test_one_or_not(one: list[Item], other: list[Item], verdict: str | None) -> None:
    found = match_papers(one, other)
    assert [link.verdict for link in found] == ([verdict] if verdict else [])
    assert all(link.reason for link in found)
    assert found == match_papers(other, one)
    if verdict:
        assert keys_of(one[0]) & keys_of(other[0]), "a pair that is linked must be found"


def test_a_formula_in_two_printings_of_one_paper_is_itself() -> None:
    one, other = (items(p, "That the report be noted", kind=RESOLUTION) for p in (PLAN, MINUTES))
    assert [link.verdict for link in match_papers(one, other, printings=True)] == ["same"]


def test_rows_merged_in_a_later_log_are_one_thread_with_it() -> None:
    one = (
        items(PLAN, "Schedule of ferry trips", "Plan for harbour visitors", kind=ACTION, heading="Harbour") + FILLER[:1]
    )
    other = items(LATER, "Schedule of ferry trips and plan for harbour visitors", kind=ACTION, heading="Harbour")
    other += FILLER[1:]
    known = {i.id: i for i in (*one, *other)}
    assert len(make_threads(known, match_papers(one, other)).threads) == 3


@pytest.mark.parametrize("numbers", [("2", "2a", "2b"), ("2", "2(a)", "2(b)"), ("2", "2.1", "2.2")])
def test_a_row_split_in_a_later_log_is_one_thread_with_its_parts(numbers: tuple[str, str, str]) -> None:
    whole, first, second = numbers
    one = items(PLAN, "1|Buy a boat", f"{whole}|Rewrite the harbour guide and train pilots in its use", kind=ACTION)
    parts = (f"{first}|Rewrite the harbour guide", f"{second}|Train pilots in the use of the harbour guide")
    other = items(LATER, "1|Buy a boat", *parts, kind=ACTION)
    known = {i.id: i for i in (*one, *other)}
    assert sorted(len(t.items) for t in make_threads(known, match_papers(one, other)).threads) == [2, 3]


def test_rows_of_one_owner_merged_in_a_log_without_headings_are_one_thread_with_it() -> None:
    parts = (
        "Send the harbour guide to every pilot on the river",
        "Put the harbour guide in each ferry office by May",
    )
    one = items(PLAN, *parts, "Buy a boat", kind=ACTION, owner="harbour-master")
    other = items(LATER, f"{parts[0]}. {parts[1]}", "Buy a boat", kind=ACTION, owner="harbour-master")
    known = {i.id: i for i in (*one, *other)}
    assert sorted(len(t.items) for t in make_threads(known, match_papers(one, other)).threads) == [2, 3]


def test_like_rows_go_to_their_best_partner() -> None:
    one = items(PLAN, "Write the first draft", "Write the second draft", kind=ACTION, heading="Drafts")
    other = items(LATER, "Write the second draft", "Write the first draft", kind=ACTION, heading="Drafts")
    pairs = {(link.first, link.second) for link in match_papers(one, other)}
    assert pairs == {("r-b-plan-0", "r-c-plan-1"), ("r-b-plan-1", "r-c-plan-0")}


def test_a_list_gone_through_in_other_words_is_followed_by_its_numbers() -> None:
    points = (f"1|{CARERS}", "2|Reduce waiting times for visits", "3|Record children's views")
    report = items(REPORT, *points, "4|Mend the lift in the hall of the family centre")
    plan = items(PLAN, *points, "4|A lift that works at the family centre, and ramps to both its doors")
    assert len(match_papers(report, plan)) == 4
    assert len(match_papers(report[3:], plan[3:])) == 0, "a number alone is no anchor"


def test_of_two_inspections_that_say_the_same_the_last_is_meant() -> None:
    old, new = items(REPORT, f"1|{CARERS}"), items(OTHER_REPORT, f"9|{CARERS}")
    plan = items(replace(LATER, date="2023-01-01", known="2023-01-01"), f"9|{CARERS}")
    links = [*match_papers(old, plan), *match_papers(new, plan)]
    threads = make_threads({i.id: i for i in (*old, *new, *plan)}, links).threads
    assert [len(t.items) for t in threads if new[0] in t.items] == [2]


def test_the_same_words_years_later_are_another_task() -> None:
    one = items(PLAN, "Review the register of risks for the ferry", kind=ACTION)
    other = items(replace(LATER, date="2024-07-01"), "Review the register of risks for the ferry", kind=ACTION)
    assert match_papers(one, other) == []


def test_two_points_of_one_list_are_never_one_thread() -> None:
    report = items(REPORT, f"1|{CARERS}", "2|Reduce waiting times")
    plan = items(PLAN, f"1|{CARERS}")
    links = [Link(plan[0].id, point.id, 0.9, "like words") for point in report]
    made = make_threads({i.id: i for i in (*report, *plan)}, links)
    assert len(made.threads) == 2
    assert len(made.refused) == 1


def test_what_a_person_joined_or_parted_stays_so() -> None:
    report, plan = items(REPORT, f"1|{CARERS}"), items(PLAN, f"1|{CARERS}")
    known = {i.id: i for i in (*report, *plan)}
    pair = (report[0].id, plan[0].id)
    link = Link(*pair, 0.9, "like words")
    assert len(make_threads(known, [link], frozenset({pair})).threads) == 2
    far = items(ELSEWHERE, "Mend the roof")
    told = Link(report[0].id, far[0].id, 1.0, "so she said", decided_by="person")
    assert len(make_threads(known | {far[0].id: far[0]}, [link, told]).threads) == 1


def test_before_a_paper_showed_two_threads_to_be_one_they_were_two() -> None:
    report, plan, later = (
        items(REPORT, f"1|{CARERS}"),
        items(PLAN, "1|About carers"),
        items(LATER, f"1|{CARERS} for carers"),
    )
    known = {i.id: i for i in (*report, *plan, *later)}
    made = make_threads(known, [Link(report[0].id, later[0].id, 0.9, ""), Link(plan[0].id, later[0].id, 0.8, "")])
    assert [(f.item, f.thread, f.until) for f in made.former] == [("r-b-plan-0", "t-b-plan-0", "2020-07-01")]


@pytest.mark.parametrize(
    ("lines", "authority"),
    [
        ((f"1|{CARERS}", "2|Reduce waiting times", "3|Record children's views"), "midvale"),
        ((f"1|{CARERS}", "2|Reduce waiting times"), None),
        ((f"2|{CARERS}", "3|Reduce waiting times", "1|Record children's views"), None),
        ((f"1|{CARERS}", "2|Reduce waiting times", "3|Record children's views", *("Buy boats",) * 3), None),
    ],
)
def test_whose_paper_it_is(lines: tuple[str, ...], authority: str | None) -> None:
    nameless = Facts("x", "minutes")
    report = items(REPORT, f"1|{CARERS}", "2|Reduce waiting times", "3|Record children's views", "4|Mend the lift")
    found = infer_authority(items(nameless, *lines), {"a-report": report})
    assert (found.authority if found else None) == authority


VOCABULARY = ("mend", "paint", "roof", "lift", "hall", "carers", "children", "views", "write", "buy", "boat", "red")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6)
TEXTS = st.lists(WORDS.map(" ".join), min_size=0, max_size=5)


@settings(max_examples=60, deadline=None)
@given(one=TEXTS, other=TEXTS, kind=st.sampled_from([REC, ACTION, RESOLUTION]))
def test_matching_is_the_same_from_both_sides(one: list[str], other: list[str], kind: str) -> None:
    ours, theirs = items(PLAN, *one, kind=kind), items(LATER, *other, kind=kind)
    found = match_papers(ours, theirs)
    assert found == match_papers(theirs, ours)
    made = make_threads({i.id: i for i in (*ours, *theirs)}, [li for li in found if li.verdict == "same"])
    assert sorted(i.id for t in made.threads for i in t.items) == sorted(i.id for i in (*ours, *theirs))
