"""Forms in which councils, boards and forums print what was decided and who is to do what; and what gives nothing."""

from __future__ import annotations

import pytest

HEAD = """# Nettlecombe Town Council

Minutes of the meeting held on 5 June 2018

Present: Cllr A Oakes (Chair), Jane Pell (JP), Piers Wick (PW). In attendance: the Clerk.

## 5. Village matters

"""

DECISIONS = [
    ("letter-spaced", "R E S O L V E D - T H A T the hedge be cut.", ["the hedge be cut."]),
    (
        "proposed, seconded and resolved",
        "It was proposed by Cllr A, seconded by Cllr B and RESOLVED to sell the mower.",
        ["to sell the mower."],
    ),
    (
        "movers behind the label",
        "Agreed: On the proposal of Alderman Boyd, seconded by Cllr Kerr, to write again.",
        ["to write again."],
    ),
    (
        "movers and a comma",
        "It was proposed by Cllr A, seconded by Cllr B, and agreed, that fees be raised.",
        ["fees be raised."],
    ),
    (
        "proposed, then carried",
        "It was proposed by Cllr A and seconded by Cllr B that the gate be hung. All in favour.",
        ["the gate be hung."],
    ),
    ("decided", "It was decided to wait for the survey.", ["to wait for the survey."]),
    ("a body that decided", "The Council decided to buy a bench.", ["The Council decided to buy a bench."]),
    ("a body that approved", "Governors approved the pay policy.", ["Governors approved the pay policy."]),
    (
        "having heard",
        "The Committee, having heard the Director, agreed to defer the report.",
        ["The Committee, having heard the Director, agreed to defer the report."],
    ),
    ("to a body that decides", "RECOMMENDED to Council that the budget be set.", ["the budget be set."]),
    ("to a body, over a paragraph", "Recommended to Council:\n\nThat the fees be set.", ["That the fees be set."]),
    (
        "recommended over a list",
        "The Panel met twice and made the following recommendations:\n\n- That the fee be cut.\n",
        ["That the fee be cut."],
    ),
    (
        "plain points",
        "The Board agreed to:\n\nReview the plan.\n\nPublish the plan.\n",
        ["Review the plan.", "Publish the plan."],
    ),
    (
        "a plain decision",
        "Decision:\n\nThe lease is extended for two years.\n\nReason for decision:\n\nTo save money.\n",
        ["The lease is extended for two years."],
    ),
    ("a word of decision", "Decision: Deferred.", ["Deferred."]),
    (
        "recommendations that limbs are about",
        "RESOLVED:\n\n1. recommendation 1 be closed\n\n2. recommendations 1 and 3 be signed off\n\n"
        "3. recommendations (i) to (iii) of the report be agreed\n",
        [
            "recommendation 1 be closed",
            "recommendations 1 and 3 be signed off",
            "recommendations (i) to (iii) of the report be agreed",
        ],
    ),
    (
        "'That' over limbs",
        "That:\n\n1. the rota be approved;\n\n2. the Clerk be asked to send it out.\n",
        ["the rota be approved;", "the Clerk be asked to send it out."],
    ),
    (
        "conditions",
        "The Panel agreed to grant the licence subject to the following conditions:\n\n1. No music.\n\n2. No dogs.\n",
        ["The Panel agreed to grant the licence subject to the following conditions: 1. No music. 2. No dogs."],
    ),
    (
        "proposed, seconded, counted",
        "Cllr A proposed that a bin be bought, seconded by Cllr Oakes. 6 votes for, 1 against.",
        ["a bin be bought"],
    ),
    (
        "proposed in a noun, carried",
        "Cllr A proposed adopting the plan seconded by Cllr Oakes. Agreed by all",
        ["adopting the plan"],
    ),
    (
        "moved and seconded",
        "Cllr A moved that the fee be cut and seconded by Cllr Oakes. 4 Votes for 2 Against - Carried.",
        ["the fee be cut"],
    ),
    ("resolved in mid-line", "Two quotes had come Resolved – to take the lower one.", ["to take the lower one."]),
    (
        "a body that has",
        "Decision:\n\nThe Cabinet has\n\na) endorsed the plan;\n\nb) agreed to buy a bench.\n",
        ["endorsed the plan;", "agreed to buy a bench."],
    ),
    (
        "decision limbs, told again",
        "Decision:\n\n(i) to note the plan; and\n\n(ii) to buy a bench.\n\n"
        "Minutes:\n\nThe Committee resolved to approve the recommendations in the report.\n",
        ["to note the plan; and", "to buy a bench."],
    ),
    (
        "limbs printed twice, the last joined by 'and'",
        "Decision:\n\n(a) That the plan be noted; and\n\n"
        "(b) That a bench be bought.\n\nMinutes:\n\nResolved:\n\n(a) That the plan be noted;\n\n"
        "(b) That a bench be bought.\n",
        ["That the plan be noted; and", "That a bench be bought."],
    ),
    (
        "a motion that is quoted, then adopted",
        'Cllr A moved this motion:\n\n"The Council agrees to plant trees."\n\n'
        "The Council agreed to adopt the motion.\n",
        ["The Council agreed to adopt the motion."],
    ),
    (
        "a motion that is quoted and carried",
        'Cllr A moved this motion:\n\n"This Council resolves to plant trees."\n\nThe motion was carried.\n',
        ['"This Council resolves to plant trees."'],
    ),
    (
        "a limb behind 'and'",
        "It was resolved that:\n\na)  the plan be sent to the inspectorate; and\n\n"
        "b)  authority be given to the Clerk.\n",
        ["the plan be sent to the inspectorate; and", "authority be given to the Clerk."],
    ),
]

TOLD_FIRST = [
    ("The lamp was out and it was agreed to ask the county.", "The lamp was out and it was agreed to ask the county."),
    ("The bench is broken, but it was decided to leave it.", "The bench is broken, but it was decided to leave it."),
    ("The oak was looked at – it was agreed that it be cut.", "it be cut."),
    ("After some debate it was agreed to wait.", "to wait."),
]


@pytest.mark.parametrize(("words", "kept"), TOLD_FIRST)
def test_a_sentence_that_tells_why_stays_whole(read, words, kept):
    assert [item.quote.text for item in read(HEAD + words + "\n").recommendations] == [kept]


IN_A_PARAGRAPH = [
    ("Two quotes were read. Decision: Clerk to take the first.", ["Clerk to take the first."]),
    ("The lamp is out. DECISION: Ask the county to mend it. A member will hold a torch.",
     ["Ask the county to mend it. A member will hold a torch."]),
    ("Mr Ash spoke of his decision: he will stand down.", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), IN_A_PARAGRAPH)
def test_what_was_decided_at_the_end_of_a_paragraph(read, words, expected):
    items = read(HEAD + words + "\n").recommendations
    assert [(item.kind, item.quote.text) for item in items] == [("resolution", text) for text in expected]


TASKS = [
    (
        "a request that somebody does it",
        "JP requested that the Parish Clerk writes to the county.",
        ["JP requested that the Parish Clerk writes to the county."],
    ),
    ("encouraged", "Members were encouraged to visit the museum.", ["Members were encouraged to visit the museum."]),
    ("undeclared initials", "Gate – GC to find a hinge.", ["GC to find a hinge."]),
    ("a verb alone", "Clerk to chase.", ["Clerk to chase."]),
    ("in capitals", "THE CLERK TO WRITE TO THE COUNTY.", ["THE CLERK TO WRITE TO THE COUNTY."]),
    ("everybody", "All to read the draft before July.", ["All to read the draft before July."]),
    (
        "mid-sentence",
        "The chains were worn and the Clerk would obtain a quote.",
        ["The chains were worn and the Clerk would obtain a quote."],
    ),
    (
        "asked, and agreed",
        "Ms Birch asked whether figures could be shared. Mr Dale agreed to do so.",
        ["Ms Birch asked whether figures could be shared. Mr Dale agreed to do so."],
    ),
    (
        "asked of a post with 'of'",
        "The Panel asked the Head of Parks to report.",
        ["The Panel asked the Head of Parks to report."],
    ),
    (
        "a name beneath",
        "The lamp is out and should be mended.\n\nAction: JP\n",
        ["The lamp is out and should be mended."],
    ),
    (
        "initials beneath, no colon",
        "The lamp is out and should be mended.\n\nAction JP\n",
        ["The lamp is out and should be mended."],
    ),
    (
        "a name beneath with a full stop",
        "The lamp is out and should be mended.\n\nAction: Cllr Pell.\n",
        ["The lamp is out and should be mended."],
    ),
    ("a passive behind a label", "Flyers were shown. Action: To be put on the board.", ["To be put on the board."]),
    (
        "a letter within a paragraph",
        "a) The pump leaks. The Clerk is to ring the plumber. b) The lamp is lit.",
        ["The Clerk is to ring the plumber."],
    ),
    ("initials behind", "- Order the pads (JP)\n- Paint the door (PW)\n", ["Order the pads", "Paint the door"]),
    ("a code", "AP3: Piers to draft a leaflet.", ["Piers to draft a leaflet."]),
    ("a code of two numbers", "Action 2.1: Piers to draft a leaflet.", ["Piers to draft a leaflet."]),
    ("a box", "- [ ] Jane: order the seeds\n- [x] Piers: send the map\n", ["order the seeds", "send the map"]),
    (
        "a clause before it",
        "To keep meetings short, Piers to time them.",
        ["To keep meetings short, Piers to time them."],
    ),
    (
        "a sentence that comes round to it",
        "The verge was cut last week, however, GC to ask how often.",
        ["The verge was cut last week, however, GC to ask how often."],
    ),
    ("a status behind", "AP4 Piers to draft a leaflet. He has begun. Ongoing.", ["Piers to draft a leaflet."]),
    (
        "names before tasks",
        "ACTIONS\n\nClerk: write to the county\n\nCllr Oakes: measure the verge\n",
        ["write to the county", "measure the verge"],
    ),
]

NOTHING = [
    ("an outline", "The Clerk outlined the changes: -\n\n- That a report would be brought to the next meeting\n"),
    ("whether somebody might", "Ms Birch asked whether they could use the hall. It was agreed that they could."),
    ("a candidate", "Cllr A proposed Cllr B, seconded by Cllr Oakes. Cllr B got 6 votes for."),
    ("an opinion that is agreed", "It was agreed that the fete had been a great success."),
    ("a view that is shared", "Members agreed with the comments made."),
    ("a decision of another year", "In 2014 the Council resolved to sell the depot."),
    ("what all parties thought", "It was agreed by all parties that the site was unsuitable."),
    ("a list of who was there", "Present: Ann Hale (AH), Jo Birch (JB)"),
    ("a story under 'Decisions', before RESOLVED elsewhere", "The Chairman thanked the staff for their work."),
    ("a council of another tier", "The county council agreed its budget in February."),
    ("when a paper was agreed", "Agreed: May 2015. Review: May 2016."),
    ("what a group thinks", "The group agreed that the position was worrying."),
    ("asked to be something", "The Forum was asked to be patient."),
]


@pytest.mark.parametrize(("form", "words", "expected"), [*DECISIONS, *TASKS], ids=[f for f, *_ in [*DECISIONS, *TASKS]])
def test_what_a_form_gives(read, form, words, expected):
    found = [item.quote.text for item in read(HEAD + words + "\n", name="paper.txt").recommendations]
    assert found == expected


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Agreed – a working party to be set up – AO & JP", ["AO", "JP"]),
        ("RESOLVED that the hedge be cut - PW/JP.", ["PW", "JP"]),
        ("RESOLVED that the papers be saved as files - PDF", []),
        ("RESOLVED\n\n1. That the hedge be cut.\n\nAction by:\n\nDirector of Parks\n\nHead of Roads (J Pell)\n\n"
         "Minutes:\n", ["Director of Parks", "Head of Roads (J Pell)"]),
        ("RESOLVED that a survey be made by a group of experts.", []),
    ],
)  # fmt: skip
def test_whose_a_decision_is(read, words, owners):
    (item,) = read(HEAD + words + "\n", name="paper.txt").recommendations
    assert [owner.quote.text for owner in item.owners] == owners


@pytest.mark.parametrize(
    ("words", "restated"),
    [
        ("Actions from last meeting: Jane Pell to mend the gate. Piers Wick to ring the county.", {True}),
        ("Jane Pell to mend the gate. Piers Wick to ring the county.", {False}),
    ],
)
def test_actions_of_the_last_meeting_are_told_again(read, words, restated):
    assert {item.restated for item in read(HEAD + words + "\n").recommendations} == restated


def test_what_a_report_recommended_is_told_apart_from_what_was_resolved(read):
    words = (
        "The report recommended:-\n\nThat the Committee:\n\n(a) note the plan.\n\nRESOLVED that the plan be noted.\n"
    )
    found = read(HEAD + words, name="paper.txt").recommendations
    assert [(item.kind, item.quote.text) for item in found] == [
        ("officer_recommendation", "note the plan."),
        ("resolution", "the plan be noted."),
    ]


@pytest.mark.parametrize("form", DECISIONS, ids=[form for form, *_ in DECISIONS])
def test_decisions_are_resolutions(read, form):
    assert {item.kind for item in read(HEAD + form[1] + "\n").recommendations} == {"resolution"}


@pytest.mark.parametrize(("form", "words"), NOTHING, ids=[form for form, _ in NOTHING])
def test_what_gives_nothing(read, form, words):
    assert [item.quote.text for item in read(HEAD + words + "\n").recommendations] == []


OWNERS = [
    ("a name beneath", "The lamp is out and should be mended.\n\nAction: JP\n", ["JP"]),
    ("who agreed", "Ms Birch asked whether figures could be shared. Mr Dale agreed to do so.", ["Mr Dale"]),
    ("everybody", "All to read the draft before July.", ["All"]),
    ("a name before the task", "AP3: Piers: draft a leaflet.", ["Piers"]),
    (
        "a committee with 'and' in its name",
        "It was agreed that the Overview and Scrutiny Committee should report.",
        ["the Overview and Scrutiny Committee"],
    ),
    ("the members who agreed", "Members agreed to defer the report.", []),
]


@pytest.mark.parametrize(("form", "words", "expected"), OWNERS, ids=[form for form, *_ in OWNERS])
def test_who_owns_it(read, form, words, expected):
    found = [owner.quote.text for item in read(HEAD + words + "\n").recommendations for owner in item.owners]
    assert found == expected


REQUESTS = [
    (
        "points that go on",
        "Improve attendance by:\n\n- ringing home\n- meeting parents\n\nStrengthen the board by:\n\n"
        "- meeting monthly\n",
        ["Improve attendance by: ringing home meeting parents", "Strengthen the board by: meeting monthly"],
    ),
    (
        "by addressee",
        "For the Board\n\n1. The Board should seek assurance.\n\nFor the Trust\n\n2. The Trust should train staff.\n",
        ["The Board should seek assurance.", "The Trust should train staff."],
    ),
    (
        "numbers in a paragraph",
        "Cabinet is recommended to:\n\n1.1 approve the plan;\n\n1.2 note the cost.\n",
        ["approve the plan;", "note the cost."],
    ),
]


@pytest.mark.parametrize(("form", "words", "expected"), REQUESTS, ids=[form for form, *_ in REQUESTS])
def test_what_a_report_asks(read, form, words, expected):
    text = f"Nettlecombe Town Council\n\nReport to Cabinet\n\nRecommendations\n\n{words}\n"
    assert [item.quote.text for item in read(text, kind="officer_report").recommendations] == expected


def test_a_limb_noted_twice_under_two_reports_is_two(read):
    limb = "(i) to instruct the Director to monitor the work towards every aim that is set out in the report."
    text = f"{HEAD}## 6. First school\n\nAGREED:\n\n{limb}\n\n## 7. Second school\n\nAGREED:\n\n{limb}\n"
    assert len(read(text).recommendations) == 2


def test_a_scrutiny_groups_own_recommendations_are_not_restated(read):
    text = "Nettlecombe Town Council\n\nReview of buses, 2017\n\n"
    text += "Recommendation 1: Map the stops.\n\nRecommendation 2: Ask the firm.\n"
    assert [item.restated for item in read(text, kind="other").recommendations] == [False, False]
