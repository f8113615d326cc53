"""Web pages: what they show, in the order they show it, and nothing else."""

from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers import parse_bytes


def read(body: str | bytes, head: str = "<meta charset='utf-8'>") -> Document:
    data = (
        body
        if isinstance(body, bytes)
        else f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    )
    return parse_bytes(Path("page.html"), data)


def words(document: Document) -> list[str]:
    return [document.text[block.start_char : block.end_char] for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one</p><div>two</div>three<div>four</div>", ["one", "two", "three", "four"]),
        ("<p>a <b>bold</b>er\n  word</p>", ["a bolder word"]),
        ("<ol start=3><li>three<li>four</ol>", ["3. three", "4. four"]),
        ("<ol type=a><li>one</li><li value=5>five</li></ol>", ["a. one", "e. five"]),
        ("<ol style='list-style-type:lower-roman'><li>x</li><li>y</li></ol>", ["i. x", "ii. y"]),
        ("<ol reversed><li>x</li><li>y</li></ol>", ["2. x", "1. y"]),
        ("<ul><li>out<ul><li>in</li></ul></li></ul>", ["• out", "• in"]),
        ("<ul style='list-style:none'><li>plain</li></ul>", ["plain"]),
        ("<li>stray</li>", ["• stray"]),
        ("<p>1.&nbsp;&nbsp;&nbsp; approve it</p>", ["1. approve it"]),
        ("<p>Noted.<br>Action: Clerk</p>", ["Noted.", "Action: Clerk"]),
        ("<p>a line broken<br>in the middle</p>", ["a line broken in the middle"]),
        ("<p>seen</p><p style='display: none'>unseen</p><script>x()</script><p hidden>no</p>", ["seen"]),
        ("<nav>Home | About</nav><p>words</p><footer>Contact us</footer>", ["words"]),
        ("<ul><li><a>A</a><li><a>B</a><li><a>C</a></ul><p>words</p>", ["words"]),
        ("<p>the Act<a href='#_ftn1'>[1]</a> says</p><div id='ftn1'><p>[1] of 1989</p></div>", ["the Act says"]),
        ("<pre>One.\nTwo.</pre>", ["One.", "Two."]),
        ("<p>un<wbr>broken &pound;5 &#8217;</p>", ["unbroken £5 ’"]),
        ("<dl><dt>Owner<dd>Clerk</dl>", ["Owner", "Clerk"]),
        (
            "<table><tr><td>Agreed that<tr><td>1.<td>it be so<tr><td>2.<td>it end</table>",
            ["Agreed that", "1. it be so", "2. it end"],
        ),
        (
            "<table><tr><td>Home<td><table><tr><td>Task<td>Owner<tr><td>Write<td>Clerk</table></table>",
            ["Home", "Task\tOwner", "Write\tClerk"],
        ),
        ("<table><tr><td>Home<td><h1>Minutes</h1><p>All met.</table>", ["Home", "Minutes", "All met."]),
    ],
)
def test_what_is_shown(body: str, expected: list[str]) -> None:
    assert words(read(body)) == expected


def test_what_is_bold_is_told_line_by_line() -> None:
    blocks = read("<p>x</p><p><b>24/031 Roads</b><br>All met.<br><b>24/032 Trees</b><br>None fell.</p>").blocks
    assert [(block.kind, block.label, block.bold) for block in blocks[1:]] == [
        ("heading", "24/031", True), ("paragraph", "", False), ("heading", "24/032", True), ("paragraph", "", False),
    ]  # fmt: skip


def test_levels_of_lists() -> None:
    blocks = read("<ol><li>one<ol type=a><li>in</li></ol></li><li>two</li></ol>").blocks
    assert [(block.label, block.level) for block in blocks] == [("1.", 0), ("a.", 1), ("2.", 0)]


def test_tables() -> None:
    document = read(
        "<table><thead><tr><th>Action<th>Update</thead><tr><td rowspan=2>Write<td bgcolor='#FFBF00'>Sent</tr>"
        "<tr><td style='color: rgb(0, 128, 0)'><p>Answered</p><ul><li>by all</li></ul></tr></table>"
    )
    header, first, second = document.blocks
    assert words(document) == ["Action\tUpdate", "Write\tSent", "Answered\n• by all"]
    assert header.header
    assert [cell.heading for cell in second.cells] == ["Action", "Update"]
    assert (first.cells[1].fill, second.cells[1].colour) == ("#ffbf00", "#008000")
    assert second.cells[0] == first.cells[0]
    assert [part.kind for part in second.cells[1].parts] == ["paragraph", "list_item"]


MODERNGOV = """
<div role="main"><nav>Home</nav><h1 class="mgMainTitleTxt">Agenda and minutes</h1>
<h2 class="mgSubTitleTxt">Health Panel - Monday 4 May 2020</h2><div class="mgLinks">Agenda PDF 90 KB</div>
<table class="mgItemTable" id="mgItemTable"><tr><th class="mgHide">No.</th><th class="mgHide">Item</th></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">12.</p></td><td>
<p class="mgAiTitleTxt"><a href="x">Visits <span class="mgFileSize">PDF 9 KB</span></a></p>
<div class="mgWordPara"><p>To note the report.</p></div>
<p class="mgSubItemTitleTxt">Decision:</p><div><p><b>RESOLVED</b> that:</p>
<p>1.&nbsp;&nbsp; visits be made monthly;</p></div>
<p class="mgSubItemTitleTxt">Minutes:</p><p>The officer spoke ... view the full minutes text for item 12</p>
</td></tr></table></div>
"""


def test_moderngov_pages() -> None:
    document = read(MODERNGOV)
    assert [(b.kind, b.level, text) for b, text in zip(document.blocks, words(document), strict=True)] == [
        ("heading", 1, "Agenda and minutes"),
        ("heading", 2, "Health Panel - Monday 4 May 2020"),
        ("heading", 3, "12. Visits"),
        ("paragraph", 0, "To note the report."),
        ("heading", 4, "Decision:"),
        ("paragraph", 0, "RESOLVED that:"),
        ("list_item", 0, "1. visits be made monthly;"),
        ("heading", 4, "Minutes:"),
        ("paragraph", 0, "The officer spoke ... view the full minutes text for item 12"),
    ]
    assert [problem.code for problem in document.problems] == ["cut-short"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>children’s £5</p>".encode(), "children’s £5"),
        ("<meta charset=windows-1252><p>children’s £5</p>".encode("cp1252"), "children’s £5"),
        ("<meta charset=iso-8859-1><p>children’s £5</p>".encode("cp1252"), "children’s £5"),
        ("<meta charset=utf-8><p>children’s £5</p>".encode("cp1252"), "children’s £5"),
        ("<meta charset=klingon><p>children’s £5</p>".encode(), "children’s £5"),
        ("<html><p>children’s £5</p>".encode("utf-16"), "children’s £5"),
        (b"<p>before \0after</p>", "before after"),
        (b"<div>" * 1000 + b"deep" + b"</div>" * 1000, "deep"),
    ],
)
def test_characters(data: bytes, expected: str) -> None:
    assert read(data).text == expected


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<p>words</p>" + "<div>" * 3000 + "deep " * 200, "words-lost"),
        ("<p>words</p><script>never closed <p>lost</p>", "unclosed"),
        ("<p>words</p><!-- never closed <p>lost</p>", "unclosed"),
        ("<p>Just a moment... checking your browser</p>", "not-the-paper"),
        ("<p>Sign in</p><form><input type='password'></form>", "not-the-paper"),
        ("<h1>404 Page not found</h1>", "not-the-paper"),
    ],
)
def test_doubts_are_said(body: str, code: str) -> None:
    assert code in [problem.code for problem in read(body).problems]


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="shows no words"):
        read("<script>draw()</script>")


def test_properties() -> None:
    document = read("<p>x</p>", "<title>Agenda</title><meta name='DC.date' content='2020-05-04'>")
    assert (document.properties.title, document.properties.created) == ("Agenda", "2020-05-04")
