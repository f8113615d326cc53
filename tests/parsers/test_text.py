"""Plain text and Markdown: what is a paragraph, a list item, a heading, a table."""

from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers import parse_bytes


def read(text: str | bytes) -> Document:
    return parse_bytes(Path("paper.txt"), text if isinstance(text, bytes) else text.encode())


def outline(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start_char : block.end_char]) for block in document.blocks]


def words(document: Document) -> list[str]:
    return [text for _, text in outline(document)]


WRAPPED = """\
The panel heard that the number of visits had risen in the spring and that
staff had been found for two of the three vacant posts. It was hoped that the
last would be filled soon.
The Chair thanked the officers for their work over what had been a very long
winter.

1. To note the report and to ask that the next one shows how many visits were
   made on time.
2. To thank the officers.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            WRAPPED,
            [
                "The panel heard that the number of visits had risen in the spring and that staff had been found for "
                "two of the three vacant posts. It was hoped that the last would be filled soon.",
                "The Chair thanked the officers for their work over what had been a very long winter.",
                "1. To note the report and to ask that the next one shows how many visits were made on time.",
                "2. To thank the officers.",
            ],
        ),
        (
            "Recommendation 2: Keep better records\nRecommendation 3: Train staff\n\nProgress: All were trained.\n",
            ["Recommendation 2: Keep better records", "Recommendation 3: Train staff", "Progress: All were trained."],
        ),
        (
            "Members heard that -\n\n(a)\n\nthe plan had been sent and an answer was\n\nexpected;\n\n(b)\n\n"
            "posts were full.",
            [
                "Members heard that -",
                "(a) the plan had been sent and an answer was expected;",
                "(b) posts were full.",
            ],
        ),
        ("·         4 – Keep records  \n\nAll are kept;\n", ["· 4 – Keep records", "All are kept;"]),
        ("(1)       Note the report.\n\n\xa0\n\n(2)       Agree it.", ["(1) Note the report.", "(2) Agree it."]),
        ("REPORT FROM: COUNCILLOR HAY, MEMBER FOR\n\nCHILDREN", ["REPORT FROM: COUNCILLOR HAY, MEMBER FOR CHILDREN"]),
        ("the well-being of all\nand the chil-\ndren of the borough\nwas heard by the children", None),
        ("One.\x0bTwo.\x0cThree.\u2028Four.\x85Five.", ["One.", "Two.", "Three.", "Four.", "Five."]),
        (
            "Recommendation: Keep such records as the law asks for\n\nThis was done.",
            ["Recommendation: Keep such records as the law asks for", "This was done."],
        ),
        ("before\0after \x1b[31mred\x1b[0m end", ["beforeafter red end"]),
    ],
)
def test_paragraphs(text: str, expected: list[str] | None) -> None:
    found = words(read(text))
    assert found == expected if expected else "children of the borough" in found[0]


MINUTES = """\
Minutes of the meeting held on 12 June 2019 in the Council
Chamber, Town Hall, at 6.30pm

PRESENT:  Councillor Hay (Chair)
          Councillors Bell and Carr

14/19     VISITS: RESPONSE TO THE LETTER

The panel considered a report that set out progress against
the points made in the letter, and heard that more was to
come.

RESOLVED -  That the report be noted and that the panel hear
            more in June.
                                 - 2 -
     (1)  That officers write to every school before the
          end of term.        Clerk
"""


def test_minutes_set_out_by_hand() -> None:
    document = read(MINUTES)
    assert outline(document) == [
        ("paragraph", "Minutes of the meeting held on 12 June 2019 in the Council Chamber, Town Hall, at 6.30pm"),
        ("paragraph", "PRESENT: Councillor Hay (Chair) Councillors Bell and Carr"),
        ("heading", "14/19 VISITS: RESPONSE TO THE LETTER"),
        (
            "paragraph",
            "The panel considered a report that set out progress against the points made in the letter, and heard that "
            "more was to come.",
        ),
        ("paragraph", "RESOLVED - That the report be noted and that the panel hear more in June."),
        ("list_item", "(1) That officers write to every school before the end of term."),
        ("margin_note", "Clerk"),
    ]
    assert [aside.kind for aside in document.set_aside] == ["page_number"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Minutes:", "heading"),
        ("Resolved -", "heading"),
        ("IMPROVEMENT PLAN", "heading"),
        ("Purpose of the report", "heading"),
        ("Actions for next quarter: Schools", "heading"),
        ("Item 4: Records of visits", "heading"),
        ("Report of the Working Group on Market Tolls and Stall Rents:", "heading"),
        ("Can it be called in?: Yes", "paragraph"),
        ("It was agreed that the gate be mended", "paragraph"),
        ("Councillor Larch joined the meeting at 19:40", "paragraph"),
        ("Proposed by Cllr Elm seconded by Cllr Yew", "paragraph"),
        ("The Harbour Committee has", "paragraph"),
        ("Impact: too early to tell", "paragraph"),
        ("DATE: 4 MAY 2021", "paragraph"),
        ("Members were told that the plan was late:", "paragraph"),
        ("The report was noted.", "paragraph"),
        ("a number of areas were open", "paragraph"),
        ("Telephone 01632 960001", "paragraph"),
    ],
)
def test_headings_only_where_sure(line: str, kind: str) -> None:
    assert outline(read(f"{line}\n\nThe panel heard the officer's report.\n"))[0] == (kind, line)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1. Apologies\n\nNone were sent.\n\n2. Visits\n\nThe panel heard of them.", "hphp"),
        ("1. Note the report\n\n2. Agree the plan\n\nThe panel then rose.", "llp"),
        ("1. APOLOGIES\n\n2. VISITS\n\nTo hear of them.", "hhp"),
        ("1. Welcome. Cllr Elm took the chair.\n\n2. Footpaths:\n\nThe stile is broken.", "lhp"),
        (
            "1. Present:\n\nA Hale and J Birch were there.\n\n2. Sent\n\n2.1 Cllr Elm.\n\n3. Paths\n\n3.1 Open.",
            "hphlhl",
        ),
        ("7a/19 Apologies: Cllr Elm\n\n8/19 Hedges:\n\nThe hedge by the pond is high.", "lhp"),
        ("12\tUpdate on the long list of works agreed for the harbour and its walls\n\nMinutes:\n\nNoted.", "hhp"),
        ("1. Purpose\n\n1.1 The plan answers the letter.\n\n2. Money\n\n2.1 No cost arises.", "hlhl"),
    ],
)
def test_numbered_headings(text: str, kinds: str) -> None:
    assert "".join(kind[0] for kind, _ in outline(read(text))) == kinds


def test_names_at_the_end_are_no_headings() -> None:
    document = read("Conclusion\n\nAll is well in the borough.\n\nAda Hay\nDirector of Children's Services\n")
    assert [kind for kind, _ in outline(document)] == ["heading", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "Grade\tMeaning\nGood\tMore than is asked\nPoor\tLess than is asked\n",
        "| Grade | Meaning |\n| Good | More than is asked |\n| Poor | Less than is asked |\n",
        "Grade | Meaning\n--- | ---\nGood | More than is asked\nPoor | Less than is asked\n",
    ],
    ids=["tabs", "pipes", "ruled"],
)
def test_runs_of_cells_are_a_table(text: str) -> None:
    document = read(text)
    assert words(document) == ["Grade\tMeaning", "Good\tMore than is asked", "Poor\tLess than is asked"]
    assert document.blocks[1].cells[1].column == 1


def test_a_list_set_with_tabs_is_no_table() -> None:
    assert words(read("1.\tNote the report\n2.\tAgree the plan\n")) == ["1. Note the report", "2. Agree the plan"]


@pytest.mark.parametrize(
    ("data", "text", "doubtful"),
    [
        ("the children’s £5".encode(), "the children’s £5", False),
        ("\ufeffthe children’s £5".encode(), "the children’s £5", False),
        ("the children’s £5".encode("utf-16"), "the children’s £5", False),
        ("the children’s £5".encode("utf-16-le"), "the children’s £5", False),
        ("the children’s £5".encode("cp1252"), "the children’s £5", False),
        ("the children’s £5".encode("mac-roman"), "the children’s £5", True),
        ("the children’s ".encode() + b"\xa35 plan", "the children’s £5 plan", True),
        (b"a \xed\xa0\x80 b and words enough to read", "", True),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16 marked", "utf-16", "cp1252", "mac", "mixed", "damaged"],
)
def test_encodings(data: bytes, text: str, doubtful: bool) -> None:
    document = read(data)
    assert document.text.startswith(text)
    assert bool(document.problems) is doubtful


@pytest.mark.parametrize("data", [b" \n\t \n", b"\xef\xbb\xbf", b"\t" * 300])
def test_nothing_to_read_is_said(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="holds no words"):
        read(data)


MARKDOWN = """\
# Improvement board

Minutes
-------

The board met on **4 May** to hear the [report](http://example.org/a) of
the Director.

1. To *note* the report
   and its annex.
2. To agree it.

| Action | Owner |
|--------|-------|
| Write to schools | **Clerk** |

> Progress: letters &amp; calls went out.

**Next steps**

Decision:

(a)

that *it* be noted.
"""


def test_markdown() -> None:
    document = read(MARKDOWN)
    assert document.media_type == "text/markdown"
    assert outline(document) == [
        ("heading", "Improvement board"),
        ("heading", "Minutes"),
        ("paragraph", "The board met on 4 May to hear the report of the Director."),
        ("list_item", "1. To note the report and its annex."),
        ("list_item", "2. To agree it."),
        ("table_row", "Action\tOwner"),
        ("table_row", "Write to schools\tClerk"),
        ("paragraph", "Progress: letters & calls went out."),
        ("heading", "Next steps"),
        ("heading", "Decision:"),
        ("list_item", "(a) that it be noted."),
    ]
    assert document.blocks[6].cells[1].heading == "Owner"


PASTED = """\
Agenda item
TRACKING OF DECISIONS
No. | Item | |||
---|---|---|---|---
To approve the minutes. Additional documents: Minutes: The minutes were approved. |
|||||
|
(i) |
the note had been sent;
|
|
(ii) |
the work was on time.
|
2. | Election of Chair:
Cllr Hay was elected. |
Two reports were heard; · Mid-year report · Leader’s report
23 Visits to homes pdf icon PDF 76 KB
1780.

APOLOGIES

Minutes:
"""


def test_a_page_pasted_with_its_layout() -> None:
    assert words(read(PASTED)) == [
        "Agenda item",
        "TRACKING OF DECISIONS",
        "No.\tItem",
        "To approve the minutes.",
        "Additional documents:",
        "Minutes:",
        "The minutes were approved.",
        "(i) the note had been sent;",
        "(ii) the work was on time.",
        "2. Election of Chair:",
        "Cllr Hay was elected.",
        "Two reports were heard;",
        "· Mid-year report",
        "· Leader’s report",
        "23 Visits to homes",
        "1780. APOLOGIES",
        "Minutes:",
    ]
    assert [block.label for block in read(PASTED).blocks[-3:]] == ["23", "1780.", ""]


RAGGED = """\
The Panel is asked to note the Committee’s
Open Actions List.
Minutes:
The Panel received a report of the Town
Clerk on actions that were
still open.
Visits to Homes
It was noted that the action of the
Director of Education had been taken
and was closed.
"""


def test_lines_wrapped_raggedly_are_joined() -> None:
    assert words(read(RAGGED)) == [
        "The Panel is asked to note the Committee’s Open Actions List.",
        "Minutes:",
        "The Panel received a report of the Town Clerk on actions that were still open.",
        "Visits to Homes",
        "It was noted that the action of the Director of Education had been taken and was closed.",
    ]


def test_text_that_is_called_a_pdf_is_doubted() -> None:
    document = parse_bytes(Path("minutes.pdf"), b"Access denied")
    assert [problem.code for problem in document.problems] == ["misnamed"]


def test_columns_set_apart_by_spaces_are_a_table() -> None:
    lines = [
        "Actions",
        "",
        "No   Action                   Owner      Due",
        "1    Circulate the figures    JB         12/03/25",
        "2    Write to the Minister    Chair      April",
        "     about short breaks                  or May",
        "3    Publish                  Clerk",
        "",
        "The Panel thanked the Clerk.",
    ]
    document = read("\n".join(lines))
    table = [block for block in document.blocks if block.kind == "table_row"]
    assert [block.header for block in table] == [True, False, False, False]
    assert [[document.text[c.start_char : c.end_char] for c in block.cells] for block in table[2:]] == [
        ["2", "Write to the Minister about short breaks", "Chair", "April or May"],
        ["3", "Publish", "Clerk", ""],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Present:    Cllr Marsh     Cllr Field", "            Cllr Hill      Cllr Lake", "            Cllr Stone"],
        ["1    Circulate the figures    now    then", "2    Write    to    them"],
        ["The   words   of   prose", "that is  justified  by  spaces", "have no  columns to  keep to."],
    ],
)
def test_spaces_alone_make_no_table(lines: list[str]) -> None:
    assert not [block for block in read("\n".join(lines)).blocks if block.kind == "table_row"]


def test_words_set_in_under_a_numbered_title_do_not_run_on_with_it() -> None:
    blocks = read(
        "2   IMPROVEMENT PLAN\n    The Panel received a report\n    of the Director.\n\n3   STAFF\n    None."
    ).blocks
    assert [(block.kind, block.label) for block in blocks] == [
        ("heading", "2"),
        ("paragraph", ""),
        ("heading", "3"),
        ("paragraph", ""),
    ]
