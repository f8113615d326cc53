"""The parts that find lists, points, rows and grades, each on a few lines of an invented report."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import rulebook
from extractor.components.tags import ItemTag, Place
from extractor.document import Document
from extractor.errors import RulebookError
from extractor.frameworks import form_on, forms, forms_borne, heading_pattern, plain
from extractor.inspection.grades import find_grades, grade_of
from extractor.inspection.points import find_points
from extractor.inspection.requirements import find_requirements, sentences
from extractor.inspection.rows import find_rows
from extractor.inspection.twice import once_each
from extractor.parsers import parse_bytes

GRADES = rulebook.load().table("judgements")


def document(words: str) -> Document:
    return parse_bytes(Path("report.md"), f"# Report\n\n## Findings\n\n{words}\n".encode())


def points(words: str, *prefer: str) -> list[str]:
    paper = document(words)
    blocks = [block for block in paper.blocks if block.kind != "heading"]
    found = find_points(paper, blocks, prefer or ("bullet", "number", "paragraph"))  # type: ignore[arg-type]
    return [f"{p.ref or '-'} {paper.quote(p.start_char, p.end_char)}" for p in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("- Plans.\n- Reviews.", ["- Plans.", "- Reviews."]),
        ("1. Plans.\n2. Reviews.", ["1 Plans.", "2 Reviews."]),
        ("(a) Plans.\n\n(b) Reviews.", ["a Plans.", "b Reviews."]),
        # A numbered sentence that leads in bullets is none of them; a numbered point with bullets is one.
        ("15. The council should take the following action.\n\n- Plan.\n- Review.", ["- Plan.", "- Review."]),
        ("1. Improve:\n   * plans\n   * reviews\n\n2. Listen.", ["1 Improve: plans reviews", "2 Listen."]),
        # Numbered themes over bullets.
        (
            "1. Practice\n\n- Plan well.\n- Review.\n\n2. Leaders\n\n- Listen.",
            ["- Plan well.", "- Review.", "- Listen."],
        ),
        # Words below a list that is finished are no part of its last point.
        ("- Plans.\n- Reviews.\n\nOfsted will return.", ["- Plans.", "- Reviews."]),
        ("Leaders should listen.\n\nLeaders should plan.", ["- Leaders should listen.", "- Leaders should plan."]),
        # Findings in paragraphs, one of them with bullets of its own.
        (
            "Help comes late.\n\nPlans are weak.\n\nToo few know of it. They lack:\n\n- time\n- advice",
            ["- Help comes late.", "- Plans are weak.", "- Too few know of it. They lack: time advice"],
        ),
        ("Recommendation 4: Plan well.", ["4 Plan well."]),
        ("R1 Plan well.\n\nR2 Listen to all.", ["R1 Plan well.", "R2 Listen to all."]),
        ("1. The trust should:\n\n1.1 Plan.\n\n2. The board should:\n\n2.1 Listen.", ["1.1 Plan.", "2.1 Listen."]),
        (
            "- Improve reading by:\n- giving books\n- Train staff.",
            ["- Improve reading by: giving books", "- Train staff."],
        ),
        (
            "Improve reading by:\n\n- giving books\n\nTrain staff.",
            ["- Improve reading by: giving books", "- Train staff."],
        ),
        ("The school should:\n\nplan ahead\n\nlisten to pupils", ["- plan ahead", "- listen to pupils"]),
        ("", []),
    ],
)
def test_which_blocks_are_points(words: str, expected: list[str]) -> None:
    assert points(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Leaders should plan. This includes:\n\n- health\n- care",
            ["- Leaders should plan. This includes: health care"],
        ),
        ("Leaders should:\n\n- plan\n- listen", ["- plan", "- listen"]),
        ("- Plan.\n- Listen.", ["- Plan.", "- Listen."]),
    ],
)
def test_paragraphs_first(words: str, expected: list[str]) -> None:
    assert points(words, "paragraph", "bullet") == expected


def requirements(words: str) -> list[str]:
    paper = document(words)
    cues = [at for at in range(len(paper.text)) if paper.text.startswith("should", at)]
    found = find_requirements(paper, paper.blocks, cues, ("this", "the response"))
    return [paper.text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The council should write. The board should reply.", ["The council should write.", "The board should reply."]),
        ("The council should write. This should be short.", ["The council should write. This should be short."]),
        ("The council should write. This will be read.", ["The council should write."]),
        ("It was read. This should be short.", []),
        (
            "The council should write to a.b@c.gov.uk by 3 May. Yours.",
            ["The council should write to a.b@c.gov.uk by 3 May."],
        ),
    ],
)
def test_requirements(words: str, expected: list[str]) -> None:
    assert requirements(words) == expected


@given(
    st.lists(st.sampled_from(["Yes it is.", "See p. 4 for more", "Mr. Ash said so.", "Why?", "(No.)", " "]), max_size=6)
)
def test_sentences_are_apart_and_lose_nothing(parts: list[str]) -> None:
    text = " ".join(parts)
    found = sentences(text, 0, len(text))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("Good", "Good"),
        ("REQUIRES IMPROVEMENT", "Requires improvement"),
        ("Requires improvement to be good", "Requires improvement to be good"),
        ("Grade 2 (good)", "Good"),
        ("Grade 4 (Inadequate)", "Inadequate"),
        ("Good (Grade 2)", "Good"),
        ("Requires improvement 3", "Requires improvement"),
        ("Judgement outcome: good", "Good"),
        ("This inspection: Good 2", "Good"),
        ("Good practice", None),
        ("4", None),
    ],
)
def test_what_is_a_grade(words: str, grade: str | None) -> None:
    assert grade_of(words, GRADES) == grade


BOARD = "Local Safeguarding Children Board"


def table(*rows: str) -> str:
    """A Markdown table of rows like "area = grade"."""
    lines = ["| " + " | ".join(row.split(" = ")) + " |" for row in rows]
    return "\n".join([lines[0], "|---|---|", *lines[1:]])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (table("Area = Grade", "Overall effectiveness = Good", "A = Met"), "Overall effectiveness = Good; A = Met"),
        (table("Good (Grade 2) = Better than it must be", "Adequate (Grade 3) = As it must be"), ""),
        (table("Grade at last inspection = Good", "Overall effectiveness = Met"), "Overall effectiveness = Met"),
        ("Overall effectiveness: outstanding", "Overall effectiveness = Outstanding"),
        (f"The {BOARD} requires improvement", f"{BOARD} = Requires improvement"),
        ("The LSCB is inadequate because:", f"{BOARD} = Inadequate"),
        ("An LSCB that is good knows its area.", ""),
        ("Children's services in Thurlmarsh are good", "Overall effectiveness = Good"),
        ("The overall judgement is that children's services are good", "Overall effectiveness = Good"),
        ("# Overall effectiveness\n\nGood\n\nWords.", "Overall effectiveness = Good"),
        ("This school continues to be good.", "Overall effectiveness = Good"),
        ("Children's services in the last year were good to talk to", ""),
    ],
)  # fmt: skip
def test_grades(words: str, expected: str) -> None:
    found = find_grades(document(words), ["Overall effectiveness"], GRADES)
    assert "; ".join(f"{grade.area} = {grade.grade}" for grade in found) == expected


def test_a_heading_with_its_grade_below() -> None:
    paper = parse_bytes(
        Path("r.md"), b"# Report\n\n## Capacity to improve\n\n### Grade 3 (adequate)\n\n12. It is adequate.\n"
    )
    assert [(g.area, g.grade) for g in find_grades(paper, ["overall effectiveness"], GRADES)] == [
        ("Capacity to improve", "Adequate")
    ]


@pytest.mark.parametrize(
    ("heading", "words", "same"),
    [
        ("what needs to improve", "What needs to improve?", True),
        ("what needs to improve", "What needs to improve:1", True),
        ("what needs to improve", "What needs to improve in this area", False),
        ("the experiences and progress of *", "The experiences and progress of care leavers: good", True),
        ("practice study*", "Practice study: area for improvement", True),
        ("inspection of * school", "Inspection of Elm Lane Primary School", True),
    ],
)
def test_how_headings_are_compared(heading: str, words: str, same: bool) -> None:
    assert bool(heading_pattern([heading]).fullmatch(plain(words))) is same


TITLES = {
    "Inspection of safeguarding and looked after children services": "slac",
    "Inspection of local authority arrangements for the protection of children": "slac",
    "Inspection of services for children in need of help and protection, children looked after and care leavers": "sif",
    "Reinspection of services for children in need of help and protection": "sif",
    "Inspection of Thurlmarsh Borough Council local authority children’s services": "ilacs",
    "Inspection of children's social care services": "ilacs",
    "Focused visit to Thurlmarsh Council children’s services": "ilacs_focused_visit",
    "Monitoring visit to Thurlmarsh children’s services": "ilacs_monitoring_visit",
    "Joint targeted area inspection of the multi-agency response to neglect in Thurlmarsh": "jtai",
    "Area SEND inspection of Thurlmarsh Local Area Partnership": "send",
    "Joint local area SEND inspection in Thurlmarsh": "send",
    "Inspection of a good school: Elm Lane Primary School": "school",
    "Short inspection of Elm Lane Primary School": "school",
    "Short inspection of Thurlmarsh children’s services": "ilacs",
    "Requires improvement: monitoring inspection visit to Elm Lane High School": "school",
    "Annual unannounced inspection of contact, referral and assessment arrangements within Thurlmarsh": "slac",
    "Inspection report for local authority fostering agency": "childrens_home",
    "Inspection report for early years provision": "early_years",
    "Report of a joint inspection of services for children in Thurlmarsh": "other",
    "LGA Corporate Peer Challenge": "other",
    "Auditor’s Annual Report on Thurlmarsh Council": "other",
}


@pytest.mark.parametrize("title", TITLES)
def test_the_title_tells_the_form(title: str) -> None:
    found = form_on(forms_borne(parse_bytes(Path("r.md"), f"# {title}\n\n## Findings\n\nWords.\n".encode())))
    assert found is not None
    assert found.form.form == TITLES[title]


@pytest.mark.parametrize(
    ("lines", "form", "title"),
    [
        (["Inspection of Thurlmarsh local", "authority children’s services"], "ilacs", "both"),
        (["Thurlmarsh Council", "Focused visit to Thurlmarsh children’s services"], "ilacs_focused_visit", "second"),
        (["Elm Lane Primary School", "What is it like to attend this school?"], "school", "none"),
        (["Little Elms", "What is it like to attend this early years setting?"], "early_years", "none"),
        (["Thurlmarsh College", "What is it like to be a learner with this provider?"], "further_education", "none"),
        (["Thurlmarsh Council (20 000 111)", "The Ombudsman’s final decision:"], "other", "none"),
    ],
)
def test_a_title_may_take_two_lines_or_only_headings_tell(lines: list[str], form: str, title: str) -> None:
    paper = parse_bytes(Path("r.md"), "".join(f"# {line}\n\n" for line in lines).encode())
    found = form_on(forms_borne(paper))
    assert found is not None
    assert (found.form.form, found.title) == (form, {"both": " ".join(lines), "second": lines[1], "none": ""}[title])


@pytest.mark.parametrize(
    ("inspectorate", "form"), [("Ofsted", "ilacs"), ("Care Inspectorate Wales", "other"), ("Nobody", "ilacs")]
)
def test_whose_inspectorate_is_named_tells_like_titles_apart(inspectorate: str, form: str) -> None:
    paper = parse_bytes(Path("r.md"), f"# Inspection of children’s services\n\nWritten by {inspectorate}.\n".encode())
    found = form_on(forms_borne(paper))
    assert found is not None
    assert found.form.form == form


def test_every_form_can_be_read() -> None:
    ids = [entry.id for form in forms() for entry in form.lists]
    assert len(ids) == len(set(ids))
    assert all(form.titles and form.first for form in forms())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["- Plan.", "1. Plan:", "  * now", "Leaders should plan.", "Leaders should:", "**Immediately:**"]
        ),
        max_size=8,
    )
)
def test_points_are_apart_in_order_and_inside_the_text(lines: list[str]) -> None:
    paper = document("\n\n".join(lines))
    found = find_points(paper, list(paper.blocks[2:]), ("bullet", "number", "paragraph"))
    assert all(0 <= p.start_char < p.end_char <= len(paper.text) for p in found)
    assert all(a.end_char <= b.start_char for a, b in itertools.pairwise(found))


OWN = """form = "harbour"
framework = "other"
name = "Harbour inspection"
from = 2020-01-01
body = "The Harbour Inspectorate"
titles = ["harbour inspection of"]

[[list]]
id = "harbour_points"
reason = "The inspectorate's own heading."
headings = ["what the harbour should do"]
points = ["bullet"]
"""


def test_a_framework_takes_no_python(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "harbour.toml").write_text(OWN, encoding="utf-8")
    paper = parse_bytes(
        Path("r.md"), b"# Harbour inspection of Elm Bay\n\n## What the harbour should do\n\n- Dredge.\n"
    )
    found = form_on(forms_borne(paper, str(tmp_path)))
    assert found is not None
    assert found.form.name == "Harbour inspection"
    assert not forms_borne(paper)


@pytest.mark.parametrize(
    ("line", "mistake", "key"),
    [
        ('points = ["bullet"]', 'points = ["dash"]', "list.0.points.0"),
        ('reason = "The inspectorate\'s own heading."', "", "list.0.reason"),
        ("from = 2020-01-01", 'from = "soon"', "from"),
        ('titles = ["harbour inspection of"]', "titles = []", "titles"),
    ],
)
def test_a_mistake_in_a_framework_is_named(tmp_path: Path, line: str, mistake: str, key: str) -> None:
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "harbour.toml").write_text(OWN.replace(line, mistake), encoding="utf-8")
    with pytest.raises(RulebookError, match=f"framework harbour: {key}"):
        forms(str(tmp_path))


def rows(*lines: str) -> list[str]:
    """The points of a Markdown table; cells of a line are apart by " = "."""
    marked = ["| " + " | ".join(line.split(" = ")) + " |" for line in lines]
    paper = document("\n".join([marked[0], "|" + "---|" * marked[0].count(" | ") + "---|", *marked[1:]]))
    columns = rulebook.load().table("inspections")["columns"]
    return [
        " / ".join(
            [
                row.ref or "-",
                paper.quote(row.start_char, row.end_char),
                *(paper.quote(cell.start_char, cell.end_char) for cell in (*row.owners, *row.dues)),
            ]
        )
        for row in find_rows(paper, paper.blocks, columns)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Responsible body = Areas for priority action", "Ash = Plan well."], ["- / Plan well. / Ash"]),
        (["No = Requirement = Due date", "3 = Lock the door. = 1/5/2019"], ["3 / Lock the door. / 1/5/2019"]),
        # A table whose head is no header row of the file's.
        (["x = y", "Responsible body = Area for improvement", "Elm = Listen."], ["- / Listen. / Elm"]),
        # Unknown headings: the longest cell says what is to be done.
        (["Who knows = What", "Ash = Plan well and listen."], ["- / Plan well and listen."]),
    ],
)
def test_rows_of_a_table(lines: list[str], expected: list[str]) -> None:
    assert rows(*lines) == expected


def tag(paper: Document, words: str, ref: str | None = None) -> ItemTag:
    start = paper.text.rindex(words)
    place = Place(start, start + len(words))
    return ItemTag(place, "inspection_recommendation", "x", 0.9, ("Recommendations",), ref)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("Plan well and listen to children", None), ("Plan well, and listen to children!", None), 1),
        (("Plan well and listen to children", "1"), ("Plan well, and listen to children!", "101"), 2),
        (("Plan well and listen to children", None), ("Plan badly and shout at anybody", None), 2),
        (("Plan well", None), ("Plan", None), 2),
    ],
)
def test_what_is_printed_twice_counts_once(
    first: tuple[str, str | None], second: tuple[str, str | None], kept: int
) -> None:
    paper = document(f"- {first[0]}\n- {second[0]}")
    assert len(once_each(paper, [tag(paper, *first), tag(paper, *second)])) == kept


def test_the_fuller_of_two_is_kept() -> None:
    long = "Plan well and listen to all of the children who live there, every week that there is"
    paper = document(f"- {long}\n- {long} now")
    items = once_each(paper, [tag(paper, f"- {long}\n"[2:-1]), tag(paper, f"{long} now")])
    assert [paper.quote(i.place.start_char, i.place.end_char) for i in items] == [f"{long} now"]
