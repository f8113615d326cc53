"""Requests, decisions and tasks in the forms that clerks print them in; each case is an invented paper."""

from __future__ import annotations

import pytest

from extractor import pipeline
from extractor.document import Block, Document
from extractor.records import Given

RES, ASK, ACT, REC = "resolution", "officer_recommendation", "action", "inspection_recommendation"

# (what the form is, the paper, its items as (kind, ref, words))
MINUTES = [
    (
        "numbered limbs, nested ones inside their limb, reasons left out",
        """12. Library hours

RESOLVED:

(1) That the hours be extended;

(2) That the clerk be authorised to:

(i) ask the union; and

(ii) hire two assistants; and

(3) That a report be brought back in June.

REASONS FOR DECISION

(1) To meet demand.
""",
        [
            (RES, "1", "That the hours be extended;"),
            (RES, "2", "That the clerk be authorised to: (i) ask the union; and (ii) hire two assistants; and"),
            (RES, "3", "That a report be brought back in June."),
        ],
    ),
    (
        "a number with nothing behind it, where the page was cut off",
        "RESOLVED:\n\n(1) That the hours be extended;\n\n(2)",
        [(RES, "1", "That the hours be extended;")],
    ),
    ("one unnumbered sentence", "RESOLVED that the lease be renewed.", [(RES, None, "the lease be renewed.")]),
    (
        "its label on a line of its own",
        "Resolved –\n\nThat the lease be renewed.",
        [(RES, None, "That the lease be renewed.")],
    ),
    ("a comma after the label", "RESOLVED, that Members note the survey.", [(RES, None, "Members note the survey.")]),
    ("an infinitive", "RESOLVED - To appoint Mrs Ash as clerk.", [(RES, None, "To appoint Mrs Ash as clerk.")]),
    (
        "a minute number before",
        "C/160/2017 RESOLVED: that the gate be shut.",
        [(RES, "C/160/2017", "the gate be shut.")],
    ),
    (
        "a minute number behind",
        "Resolved 14/06/5.01 That no objection be made.",
        [(RES, "14/06/5.01", "That no objection be made.")],
    ),
    ("a vote in brackets", "RESOLVED (unanimously) that the gate be shut.", [(RES, None, "the gate be shut.")]),
    ("in capitals", "IT WAS UNANIMOUSLY RESOLVED THAT the gate be shut.", [(RES, None, "the gate be shut.")]),
    (
        "agreed, impersonal",
        "Three quotes came. It was then agreed to accept the lowest.",
        [(RES, None, "to accept the lowest.")],
    ),
    (
        "movers are no part of it",
        "Proposed by Cllr Ash, seconded by Cllr Elm and unanimously agreed that the hedge be cut.",
        [(RES, None, "the hedge be cut.")],
    ),
    (
        "the mover after the decision is no part of it",
        "It was RESOLVED to approve the accounts. Proposed Cllr Ash, seconded Cllr Oak.",
        [(RES, None, "to approve the accounts.")],
    ),
    (
        "a body and a word in capitals",
        "The Board RECEIVED the register.",
        [(RES, None, "The Board RECEIVED the register.")],
    ),
    (
        "a body over its decisions",
        "The Board:\n\n• NOTED the report; and\n\n• AGREED that a visit be made.",
        [(RES, None, "NOTED the report; and"), (RES, None, "AGREED that a visit be made.")],
    ),
    (
        "a mark of an action inside a paragraph",
        "The school had complained. Action: Clerk to write to the wardens. The sign is old.",
        [(ACT, None, "Clerk to write to the wardens.")],
    ),
    (
        "a sentence with a subject",
        "The Panel agreed that a group should look at fares.",
        [(RES, None, "The Panel agreed that a group should look at fares.")],
    ),
    (
        "limbs behind a body",
        (
            "The Committee resolved:-\n\n1. to note the survey; and\n\n2. to buy two vans.\n\n"
            "There voted: for (8) against (3)."
        ),
        [(RES, "1", "to note the survey; and"), (RES, "2", "to buy two vans.")],
    ),
    (
        "the first limb beside its label",
        "RESOLVED: a) that Mrs Oak be chair;\n\nb) that the date be moved.",
        [(RES, "a", "that Mrs Oak be chair;"), (RES, "b", "that the date be moved.")],
    ),
    (
        "limbs in one paragraph",
        "RESOLVED: (1) That the gate be shut. (2) That the clerk order a lock.",
        [(RES, "1", "That the gate be shut."), (RES, "2", "That the clerk order a lock.")],
    ),
    (
        "votes between limbs",
        (
            "RESOLVED that:\n\n1. the gate be shut; and\n\nVoting: unanimous\n\n"
            "2. the path be swept.\n\nVoting: 5 for, 1 against"
        ),
        [(RES, "1", "the gate be shut; and"), (RES, "2", "the path be swept.")],
    ),
    (
        "no word but the subjunctive",
        "9. Buses\n\nThe chair gave thanks.\n\nThat the timetable be noted.",
        [(RES, None, "That the timetable be noted.")],
    ),
    (
        "under Decision, past tense",
        (
            "Decision:\n\nThe Committee:\n\na. noted the survey; and\n\n"
            "b. agreed that fares be frozen.\n\nMinutes:\n\nMembers spoke."
        ),
        [(RES, "a", "noted the survey; and"), (RES, "b", "agreed that fares be frozen.")],
    ),
    (
        "decision and minutes print it twice",
        (
            "Fares\n\nDecision:\n\nRESOLVED that fares be frozen.\n\nMinutes:\n\nMembers spoke.\n\n"
            "RESOLVED that fares be frozen."
        ),
        [(RES, None, "fares be frozen.")],
    ),
    (
        "recommended onward",
        "RECOMMENDED TO COUNCIL – That the fees be approved.",
        [(RES, None, "That the fees be approved.")],
    ),
    (
        "an officer's recommendation before the minutes",
        (
            "Recommended –\n\n(1) Note the survey.\n\nMinutes:\n\nMembers spoke.\n\nResolved –\n\n"
            "(1) That the survey be noted."
        ),
        [(ASK, "1", "Note the survey."), (RES, "1", "That the survey be noted.")],
    ),
    ("an action behind its label", "Action: Clerk to order two bins.", [(ACT, None, "Clerk to order two bins.")]),
    ("an action already done", "Action: Clerk to order two bins [done].", [(ACT, None, "Clerk to order two bins")]),
    (
        "an action line that only names",
        "RESOLVED that the gate be shut.\n\nAction: Head of Parks",
        [(RES, None, "the gate be shut.")],
    ),
    (
        "a block of actions",
        (
            "ACTIONS TO BE TAKEN\n\n1. Clerk to order two bins.\n\n"
            "2. Cllr Oak to write to the bus company.\n\nThe meeting closed at nine and all went home."
        ),
        [(ACT, "1", "Clerk to order two bins."), (ACT, "2", "Cllr Oak to write to the bus company.")],
    ),
    ("an offer", "The figures were late. Ms Ash offered to send them.", [(ACT, None, "Ms Ash offered to send them.")]),
    (
        "an offer behind a comma",
        "Few came, Ms Ash offered to find out why.",
        [(ACT, None, "Ms Ash offered to find out why.")],
    ),
    (
        "somebody is asked",
        "Councillors were asked to send photographs.",
        [(ACT, None, "Councillors were asked to send photographs.")],
    ),
    (
        "a chair who promises",
        "The Chair agreed to write to the school.",
        [(ACT, None, "The Chair agreed to write to the school.")],
    ),
    (
        "a committee that was asked",
        "The Committee was asked to endorse a logo.",
        [(ASK, None, "The Committee was asked to endorse a logo.")],
    ),
    # what is none
    ("a complaint that was resolved", "The complaint was resolved in May and the hall reopened.", []),
    ("the last minutes", "2. Minutes of the last meeting\n\nThe minutes of 3 May were agreed as a correct record.", []),
    (
        "an opinion in a list of things said",
        "In response to questions it was said:\n\na. It was agreed that buses were late.",
        [],
    ),
    ("news", "The bridge will be closed in May.", []),
    ("residents' wishes", "Residents asked the Council to mend the road.", []),
    ("alternatives", "Alternative options considered\n\n(1) That the hours be cut.", []),
    ("an earlier meeting", "At that meeting, members agreed to wait.", []),
]


@pytest.mark.parametrize(("paper", "expected"), [case[1:] for case in MINUTES], ids=[case[0] for case in MINUTES])
def test_minutes(read, paper, expected):
    found = read(paper).recommendations
    assert [(item.kind, item.ref, item.quote.text) for item in found] == expected


REPORTS = [
    (
        "limbs behind a lead-in under a heading",
        (
            "2. RECOMMENDATIONS\n\n2.1 It is recommended that the Committee:\n\n"
            "a) notes the survey;\n\nb) agrees the fares.\n\n3. BACKGROUND\n\nFares rose."
        ),
        [(ASK, "a", "notes the survey;"), (ASK, "b", "agrees the fares.")],
    ),
    (
        "a paragraph number as ref",
        "RECOMMENDATION\n\n19. That the Board note the survey.\n\nBACKGROUND",
        [(ASK, "19", "That the Board note the survey.")],
    ),
    (
        "unnumbered paragraphs",
        (
            "RECOMMENDATION\n\nThat Cabinet approves the plan.\n\n"
            "That the director be authorised to sign.\n\nBACKGROUND\n\nThe plan is old."
        ),
        [(ASK, None, "That Cabinet approves the plan."), (ASK, None, "That the director be authorised to sign.")],
    ),
    (
        "asked to resolve: an ask and no decision",
        "The Committee is asked to RESOLVE that:\n\n1. the budget be approved; and\n\n2. the contract be signed.",
        [(ASK, "1", "the budget be approved; and"), (ASK, "2", "the contract be signed.")],
    ),
    (
        "letters that go on under sub-headings",
        (
            "RECOMMENDATIONS\n\nCouncil is asked to agree the following:\n\nFARES\n\n"
            "(a) The new fares.\n\nROUTES\n\n(b) The new routes.\n\n(c) The night bus."
        ),
        [(ASK, "a", "The new fares."), (ASK, "b", "The new routes."), (ASK, "c", "The night bus.")],
    ),
    ("a request that decides nothing", "Members are asked to bring the pack of May.", []),
    (
        "what somebody once recommended",
        "3. BACKGROUND\n\nThe Committee recommended in 2014 that the pool stay open.",
        [],
    ),
]


@pytest.mark.parametrize(("paper", "expected"), [case[1:] for case in REPORTS], ids=[case[0] for case in REPORTS])
def test_reports(read, paper, expected):
    found = read(paper, "officer_report").recommendations
    assert [(item.kind, item.ref, item.quote.text) for item in found] == expected


def test_a_decision_of_another_meeting_is_restated(read):
    paper = "Cabinet resolved the following:\n\na. NOTE the survey\n\nb. CONFIRM the fares"
    found = read(paper, "officer_report").recommendations
    assert [(item.kind, item.restated) for item in found] == [(RES, True), (RES, True)]


def test_an_inspections_recommendations_are_restated_with_their_numbers(read):
    paper = """Update after the Ofsted inspection

Recommendation 1: Keep better records

Progress: A new form has been written.

Recommendation 2: Visit children sooner

Progress: Visits are being counted.
"""
    found = read(paper, "officer_report").recommendations
    assert [(i.kind, i.ref, i.quote.text, i.restated) for i in found] == [
        (REC, "1", "Keep better records", True),
        (REC, "2", "Visit children sooner", True),
    ]


def test_sections_are_the_headings_over_an_item_and_the_line_that_opens_its_list(read):
    (item,) = read("FARES\n\nResolved –\n\n(1) That fares be frozen.").recommendations
    assert item.section[0] == "FARES"
    assert item.section[-1] == "Resolved –"


def test_no_item_is_found_in_an_inspection_report(read):
    found = read("RESOLVED that the gate be shut.", "inspection_report").recommendations
    assert not [item for item in found if item.kind == RES]


def test_an_agenda_keeps_what_each_item_asks(read):
    paper = """AGENDA

1. APOLOGIES

To receive apologies from members who cannot come.

2. BUSES

The Committee is asked to note the survey.

3. BUDGET

Recommended: That the Committee:

(a) notes the budget; and

(b) sends it to Council.
"""
    found = read(paper, "agenda").recommendations
    assert [(item.ref, item.section[-2 if item.ref else -1]) for item in found] == [
        (None, "2. BUSES"),
        ("a", "3. BUDGET"),
        ("b", "3. BUDGET"),
    ]


@pytest.mark.parametrize("after", ["", "Action: Head of Libraries"])
def test_a_number_or_bullet_alone_where_a_page_lost_its_words_is_no_item(after):
    text = f"RESOLVED:\n\n(1) That the hours be extended;\n\n(2)\n\n{after}".strip()
    blocks, at = [], 0
    for line in text.split("\n\n"):
        label = line[:3] if line.startswith("(") else ""
        kind = "list_item" if label else "paragraph"
        words = at + min(len(line), len(label) + 1 if label else 0)
        blocks.append(Block(kind, at, at + len(line), words, label))
        at += len(line) + 2
    document = Document("0" * 64, "torn.pdf", "application/pdf", text, tuple(blocks))
    found = pipeline.read_paper(pipeline.build(), document, Given(kind="minutes"))
    assert [item.quote.text for item in found.recommendations] == ["That the hours be extended;"]
