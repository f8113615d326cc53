"""What is closed to the public, and what only speaks of it: lines, whole papers, and parts of papers, a case a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.components.paper import read_facts
from extractor.document import SetAside
from extractor.frameworks import plain
from extractor.paper.markings import markings
from extractor.paper.marks import exempt_of, names_closed
from extractor.paper.paragraphs import paragraphs_of
from extractor.parsers import parse_bytes
from extractor.pipeline import build, read_paper
from extractor.records import Extraction, Given, PaperKind


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("NOT FOR PUBLICATION", True),
        ("Not for publication by virtue of paragraph 3 of Schedule 12A of the Local Government Act 1972", True),
        ("NOT FOR PUBLICATION: Paragraphs 1 and 2", True),
        ("Confidential", True),
        ("STRICTLY CONFIDENTIAL", True),
        ("Private & Confidential", True),
        ("Pink papers", True),
        ("OFFICIAL-SENSITIVE", True),
        ("Classification: Restricted", True),
        ("12. Land at the quay (Exempt – paragraph 3)", True),
        ("Land at the quay [CONFIDENTIAL]", True),
        ("Exempt Appendix 2 – Lease terms", True),
        ("Appendix B – Valuation (exempt)", True),
        ("14 Confidential item", True),
        ("Confidential minutes of the Staffing Panel", True),
        ("Exempt: paragraph 4", True),
        ("Exempt under paragraph 5", True),
        ("This report is exempt by virtue of paragraph 1 of Schedule 12A", True),
        ("By virtue of paragraph(s) 3, 12 of Part 1 of Schedule 7A of the Local Government (Scotland) Act 1973", True),
        ("Exempt information under paragraphs 12 and 14 of Part 4 of Schedule 12A", True),
        ("Cyfrinachol", True),
        ("Classification: Unrestricted", False),
        ("Exclusion of the press and public under Schedule 12A", False),
        ("Any exempt items", False),
        ("Exempt information: None", False),
        ("Exempt or confidential: No", False),
        ("Is the report exempt? No", False),
        ("Confidential or exempt information: not applicable", False),
        ("A report on confidential helplines", False),
        ("Confidential reporting policy", False),
        ("Confidential information sharing between agencies", False),
        ("Exempt accommodation: update", False),
        ("Schools exempt from the levy", False),
        ("Council tax exemptions", False),
        ("Restricted parking zones", False),
        ("Private sector housing", False),
        ("Part 2 of the Act", False),
        ("Publication of the local plan", False),
        ("This report contains no exempt information", False),
    ],
)
def test_a_line_that_marks(line: str, marks: bool) -> None:
    assert bool(markings().marking(plain(line))) is marks


@pytest.mark.parametrize(
    ("words", "paragraphs"),
    [
        ("paragraph 3 of Part 1 of Schedule 12A", "3"),
        ("Paragraphs 1, 2 and 3", "1, 2, 3"),
        ("paragraph(s) 6 and 11 of Schedule 7A", "6, 11"),
        ("Schedule 12A (Category 16)", "16"),
        ("paragraph 3 of Part 1, and paragraph 10 of Part 2, of the Schedule", "3"),
        ("paragraph 10.4 of the rules", ""),
        ("Confidential", ""),
    ],
)
def test_paragraphs_of_the_schedule(words: str, paragraphs: str) -> None:
    assert paragraphs_of(words) == paragraphs


@pytest.mark.parametrize(
    ("kind", "top", "exempt"),
    [
        ("officer_report", "NOT FOR PUBLICATION\n\nHarbour report", "NOT FOR PUBLICATION"),
        ("officer_report", "Harbour report\n\nClassification: Restricted", "Classification: Restricted"),
        ("officer_report", "PART II\n\nHarbour report", "PART II"),
        ("officer_report", "Lease of the quay (Exempt)\n\nReport to Cabinet", "Lease of the quay (Exempt)"),
        ("officer_report", "Exempt Appendix 2\n\nLease terms", "Exempt Appendix 2"),
        ("minutes", "Exempt minutes of the Harbour Panel\n\nHeld on 4 May 2021", "Exempt minutes of the Harbour Panel"),
        ("minutes", "Harbour Panel\n\nMinutes\n\nCONFIDENTIAL", "CONFIDENTIAL"),
        ("officer_report", "Harbour report\n\nExempt information: none", ""),
        ("officer_report", "Harbour report\n\nExempt information\n\nNone.", ""),
        ("officer_report", "Harbour report\n\nAppendix 2 is exempt under paragraph 3 of Schedule 12A", ""),
        ("officer_report", "Harbour report\n\nNot for publication: Appendix 2 by virtue of paragraph 3", ""),
        ("officer_report", "Harbour report\n\nThis report is public. Appendix 2 is exempt from publication.", ""),
        ("officer_report", "Harbour report\n\nLease\n\nEXEMPT BY VIRTUE OF PARAGRAPH 3 OF PART 1 OF SCHEDULE 12A",
         "EXEMPT BY VIRTUE OF PARAGRAPH 3 OF PART 1 OF SCHEDULE 12A"),
        ("officer_report", "Harbour report\n\nRecords must be accurate, confidential, and kept for six years.", ""),
        ("other", "Guide for harbours\n\nBoats\n\nBoats are moored.\n\n# Part 2\n\nThe slip", ""),
        ("officer_report", "Harbour report\n\nPart exempt", ""),
        ("agenda", "Harbour Panel agenda\n\nLand at the quay (Exempt - paragraph 3)", ""),
        ("agenda", "Harbour Panel agenda\n\nConfidential items\n\nLand at the quay", ""),
        ("agenda", "Agenda\n\nThe public may be excluded where exempt information would be disclosed", ""),
        ("other", "The tide was out.", ""),
    ],
)  # fmt: skip
def test_a_paper_closed_as_a_whole(kind: PaperKind, top: str, exempt: str) -> None:
    document = parse_bytes(Path("paper.txt"), f"{top}\n\nThe pier is old and will be mended in the spring.\n".encode())
    assert exempt_of(document, kind) == exempt


def test_a_footer_on_most_pages_closes_the_paper_and_on_few_those_pages(nlp: object) -> None:
    document = parse_bytes(Path("paper.md"), b"# Harbour report\n\nThe pier is old.\n")
    footer = SetAside("footer", "Not for publication", 1)
    for pages, exempt in ((1, "Not for publication"), (2, "Not for publication"), (3, "")):
        document.__dict__.update(page_count=pages, set_aside=(footer,))
        assert exempt_of(document, "officer_report") == exempt


@pytest.fixture(scope="module")
def nlp() -> object:
    return build()


MINUTES = """# Harbour Panel

Minutes of the meeting held on 4 May 2021

## 1. Apologies

There were none.

## 2. The pier

RESOLVED that the Harbour Master paint the pier by 30 June 2021.

{exclusion}

## 4. The quay

RESOLVED that the Estates Manager sell the quay by 1 July 2021.

## 5. The boat

RESOLVED that the Estates Manager buy a boat by 1 August 2021.

{end}
"""
TITLE = "## 3. Exclusion of the press and public\n\n"
SENT_OUT = (
    "RESOLVED that under section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting for"
)
WHY = "as it involves exempt information as defined in paragraph 3 of Part 1 of Schedule 12A to the Act."


@pytest.mark.parametrize(
    ("exclusion", "end", "closed"),
    [
        (f"{TITLE}{SENT_OUT} the following items {WHY}", "", {"quay": "3", "boat": "3"}),
        (f"{TITLE}{SENT_OUT} the following item of business {WHY}", "", {"quay": "3"}),
        (f"{TITLE}{SENT_OUT} consideration of item 5 {WHY}", "", {"boat": "3"}),
        (f"{TITLE}{SENT_OUT} consideration of agenda items 4 and 5 {WHY}", "", {"quay": "3", "boat": "3"}),
        (f"{TITLE}{SENT_OUT} the remainder of the meeting.", "", {"quay": "", "boat": ""}),
        (f"## 3. Local Government Act 1972\n\n{SENT_OUT} the items that follow {WHY}", "", {"quay": "3", "boat": "3"}),
        (TITLE + "The Panel resolved to exclude the press and public.", "", {"quay": "", "boat": ""}),
        ("## 3. Closed session\n\nThe meeting moved into closed session.", "", {"quay": "", "boat": ""}),
        ("## 3. Public Bodies (Admission to Meetings) Act 1960\n\nIt was AGREED that, the business being confidential, "
         "the press and public be asked to leave.", "", {"quay": "", "boat": ""}),
        ("## 3. Exempt business\n\nIn terms of section 50A(4) of the Local Government (Scotland) Act 1973 the Panel "
         "resolved to exclude the press and public during consideration of item 4 so as not to disclose information "
         "described in paragraph 6 of Schedule 7A.", "", {"quay": "6"}),
        (TITLE + "There were no items.", "", {}),
        (TITLE + "The Panel agreed not to exclude the public.", "", {}),
        (TITLE + "A motion that the public be excluded was lost.", "", {}),
        (f"{TITLE}Councillor Elm moved: {SENT_OUT} the following item.\n\nThe motion was not "
         "carried, and the public were allowed to stay in the meeting.", "", {}),
        (TITLE + "The public may be excluded if exempt information would be told.", "", {}),
        (TITLE + "To consider whether the press and public should be excluded.", "", {}),
        ("## 3. School exclusions\n\nAGREED that the public be told how many pupils were excluded.", "", {}),
        ("## 3. The slip\n\nThe slip is closed.", "## 6. Part II\n\nNothing.", {}),
        ("## 3 Exclusion of public\n\nThe Panel considered:\n\n(1) whether the public be excluded; and\n\n"
         f"(2) the public interest.\n\n{SENT_OUT} the following item {WHY}", "", {"quay": "3"}),
        ("## 3. Restricted items\n\nThe reports are restricted.\n\nRESOLVED to exclude members of the press and public "
         "during discussion of the following items, as described in Schedule 6 of the Local Government Act (Northern "
         "Ireland) 2014.", "", {"quay": "", "boat": ""}),
        ("Proposed by Councillor Elm, and agreed, that we go into committee.", "The Panel came out of committee.",
         {"quay": "", "boat": ""}),
        (TITLE + "That the public be excluded from the meeting for the following items.\n\n"
         "Members did not resolve to exclude the public, as they did not discuss the closed report.", "", {}),
        ("## 3. The slip\n\nFour members of the public left the meeting.", "", {}),
        (TITLE + "To identify items where resolutions may be moved to exclude the press and "
         "public.", "", {}),
        ("## 3. Exclusion of the public and press", "", {"quay": "", "boat": ""}),
        ("## EXEMPT ITEMS", "", {"quay": "", "boat": ""}),
        ("## PART 2 - CLOSED ITEMS", "", {"quay": "", "boat": ""}),
        ("## Items to be considered in the absence of the press and public", "", {"quay": "", "boat": ""}),
        ("## PART II – PRIVATE", "", {"quay": "", "boat": ""}),
    ],
)  # fmt: skip
def test_what_comes_after_the_exclusion(nlp: object, exclusion: str, end: str, closed: dict[str, str]) -> None:
    paper = read(nlp, MINUTES.format(exclusion=exclusion, end=end), "minutes")
    assert resolved_in_private(paper) == closed


def test_the_public_come_back(nlp: object) -> None:
    words = MINUTES.format(exclusion=f"{TITLE}{SENT_OUT} the items {WHY}", end="")
    words = words.replace("## 5. The boat\n", "## 5. The boat\n\nThe public were re-admitted to the meeting.\n")
    assert set(resolved_in_private(read(nlp, words, "minutes"))) == {"quay"}


@pytest.mark.parametrize(
    ("quay", "closed"),
    [
        ("## 4. The quay (Exempt – paragraph 3)", {"quay": "3"}),
        ("## 4. The quay [CONFIDENTIAL]", {"quay": ""}),
        ("## 4. The quay\n\nNot for publication by virtue of paragraphs 1 and 2 of Schedule 12A.", {"quay": "1, 2"}),
        ("## 4. The quay\n\n(Exempt: paragraph 5)", {"quay": "5"}),
        ("## 4. Exempt accommodation at the quay", {}),
        ("## 4. The quay, with an exempt appendix", {}),
    ],
)
def test_a_marked_item(nlp: object, quay: str, closed: dict[str, str]) -> None:
    words = MINUTES.format(exclusion="## 3. The slip\n\nIt was noted.", end="").replace("## 4. The quay", quay)
    assert resolved_in_private(read(nlp, words, "minutes")) == closed


REPORT = """# Disposal of the quay

Report of the Estates Manager

{head}

## Recommendations

That the quay be sold.

## Appendix 1 - Plan

The quay lies north.

## {title}

{mark}

The quay is worth three hundred pounds.

## Appendix 3 - Map

The map is old.
"""


@pytest.mark.parametrize(
    ("head", "title", "mark", "closed"),
    [
        ("", "Exempt Appendix 2", "", True),
        ("", "Appendix 2 - Valuation (Exempt)", "", True),
        ("", "Appendix 2 - Valuation", "NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A", True),
        ("Appendix 2 is exempt under paragraph 3 of Schedule 12A.", "Appendix 2 - Valuation", "", True),
        ("Not for publication: Appendix 2 contains exempt information.", "Appendix 2", "", True),
        ("Exempt information: none", "Appendix 2 - Valuation", "", False),
        ("Exempt information: Appendix 4 is confidential.", "Appendix 2 - Valuation", "", False),
        ("Appendices: 1 Plan; 2 Valuation; 3 Map", "Appendix 2 - Valuation", "", False),
    ],
)  # fmt: skip
def test_a_closed_appendix(nlp: object, head: str, title: str, mark: str, closed: bool) -> None:
    paper = read(nlp, REPORT.format(head=head, title=title, mark=mark), "officer_report")
    assert paper.paper.exempt == ""
    hidden = "".join(paper.document.text[p.start_char : p.end_char] for p in paper.exempt_parts)
    assert ("three hundred pounds" in hidden) is closed
    assert "The quay lies north" not in hidden
    assert "That the quay be sold" not in hidden
    assert "The map is old" not in hidden


def test_the_resolution_itself_is_public(nlp: object) -> None:
    words = MINUTES.format(exclusion=f"{TITLE}{SENT_OUT} the items {WHY}", end="")
    paper = read(nlp, words, "minutes")
    first = min(part.start_char for part in paper.exempt_parts)
    assert first > paper.document.text.index("exempt information")
    assert [part.quote.text for part in paper.exempt_parts] == ["4. The quay", "5. The boat"]


def read(nlp: object, words: str, kind: PaperKind) -> Extraction:
    document = parse_bytes(Path("paper.md"), words.encode())
    assert read_facts(document, Given(kind=kind))[0].exempt == ""
    return read_paper(nlp, document, Given(kind=kind))  # type: ignore[arg-type]


def resolved_in_private(paper: Extraction) -> dict[str, str]:
    """For each thing resolved on inside a closed part the paragraphs of that part."""
    return {
        name: part.paragraphs
        for name in ("pier", "quay", "boat")
        for part in paper.exempt_parts
        for item in paper.recommendations
        if name in item.quote.text and part.start_char <= item.quote.start_char < part.end_char
    }


@pytest.mark.parametrize(
    ("name", "closed"),
    [
        ("EXEMPT report of the Head of Parks.pdf", True),
        ("2021-05-04 Confidential minutes.docx", True),
        ("panel_minutes_exempt.pdf", True),
        ("Panel-Minutes-EXEMPT.PDF", True),
        ("papers.zip/Not for publication - lease.pdf", True),
        ("pack.pdf/5 Land at the quay (exempt) (pages 3-4)", True),
        ("Appendix B (Exempt).pdf", True),
        ("Exempt papers/minutes.pdf", False),  # a folder in an archive: its papers say for themselves
        ("Exempt accommodation review.pdf", False),
        ("Confidentiality policy.pdf", False),
        ("Non-exempt report.pdf", False),
        ("Restricted byway 12.pdf", False),
        ("minutes.pdf", False),
        (".pdf", False),
        ("", False),
    ],
)
def test_a_name_that_says_closed(name: str, closed: bool) -> None:
    assert names_closed(name) is closed


def test_a_title_among_the_properties_that_says_closed_is_a_doubt() -> None:
    page = (
        "<html><head><title>Exempt report: {}</title></head><body>{}<p>The panel met on 4 May 2021.</p></body></html>"
    )
    said = [
        read_paper(build(), parse_bytes(Path("a.html"), page.format("quay", mark).encode())).problems
        for mark in ("", "<h1>NOT FOR PUBLICATION</h1>")
    ]
    assert [[problem.code for problem in problems] for problems in said] == [["closed-title"], []]
