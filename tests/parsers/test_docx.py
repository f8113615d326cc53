"""Word files as Word prints them. The numbers were compared with LibreOffice's text of the same files."""

from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers import parse_bytes
from extractor.parsers.docx.names import NAMESPACE
from tests.parsers.word import BULLETS, abstract, levels, num, numbered_paper, p, r, table, tc, tr, word_file, zipped

BOX = f"<w:txbxContent>{p('in a box')}</w:txbxContent>"


def read(data: bytes) -> Document:
    return parse_bytes(Path("paper.docx"), data)


def printed(document: Document) -> list[str]:
    """Every paragraph, in or out of tables."""
    blocks = [b for block in document.blocks for b in ([part for c in block.cells for part in c.parts] or [block])]
    return [document.text[block.start_char : block.end_char] for block in blocks]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def test_numbers_are_those_that_word_prints() -> None:
    assert printed(read(numbered_paper())) == [
        "1. Purpose of the plan",
        "1.1 The plan answers the letter",
        "1.2 The plan was drawn up in May",
        "(a) with partners",
        "(b) with schools",
        "(i) primary",
        "(ii) secondary",
        "(c) with families",
        "2. Money",
        "2.1 No cost arises",
        "Words between two items",
        "3. Risk",
        "1. A list that starts anew",
        "2. and goes on",
        "3. The first list carries on",
        "(a) note the report",
        "(b) agree the plan",
        "i. by June",
        "ii. by July",
        "I) a part of July",
        "(c) thank the officers",
        "(a) note again",
        "(b) agree again",
        "• a bullet",
        "◦ a bullet inside",
        "R1 Keep better records",
        "R1-1 Check them monthly",
        "R2 Report to the board",
        "Report by style, out of the list",
        "R3 Train new staff",
        "I. Chapter",
        "I-A Section",
        "5) Starts at five",
        "7) After an empty item",
        "8) Action",
        "Owner",
        "9) Write to schools",
        "10) Write to carers",
        "Clerk",
        "4. Last",
    ]


def test_legal_numbering_shows_every_level_as_figures() -> None:
    # LibreOffice does not know this switch; Word's own documentation of isLgl says what is printed.
    legal = levels(("upperRoman", "Part %1"), ("decimal", "%1.%2")).replace(
        '<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>'
    )
    data = word_file(p("One", num="1/0") + p("Two", num="1/1"), abstract(1, legal) + num(1, 1))
    assert printed(read(data)) == ["Part I One", "1.1 Two"]


@pytest.mark.parametrize(
    ("body", "text", "problems"),
    [
        (p("We agreed ") + p(""), "We agreed", []),
        (f"<w:p>{r('to ')}<w:ins>{r('receive ')}</w:ins>{r('it')}</w:p>", "to receive it", ["tracked-changes"]),
        (f"<w:p>{r('to ')}<w:del><w:r><w:delText>refuse</w:delText></w:r></w:del>{r('note it')}</w:p>", "to note it",
         ["tracked-changes"]),
        (f"<w:p>{r('kept')}<w:moveFrom>{r('gone')}</w:moveFrom></w:p>", "kept", ["tracked-changes"]),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('one ')}</w:p>" + p("paragraph"), "one paragraph",
         ["tracked-changes"]),
        (f"<w:p>{r('seen')}{r(' unseen', '<w:vanish/>')}</w:p>", "seen", ["hidden-text"]),
        (f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>", "in a control", []),
        (f"<w:p><w:smartTag>{r('a tag')}</w:smartTag><w:hyperlink>{r(' to it')}</w:hyperlink></w:p>",
         "a tag to it", []),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p>",
         "7", []),
        ("<w:p><w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>being</w:t><w:tab/><w:t>matters</w:t></w:r></w:p>",
         "well-being matters", []),
        (f"<w:p>{r('anchor')}<w:r><w:pict>{BOX}</w:pict></w:r></w:p>",
         "anchor\n\nin a box", []),
        (f"<w:p><w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
         "</mc:AlternateContent></w:r></w:p>", "in a box", []),
        ("<w:p><w:r><w:t>Noted.</w:t><w:br/><w:t>Action: Clerk</w:t></w:r></w:p>", "Noted.\n\nAction: Clerk", []),
        ("<w:p/>", "", ["no-text"]),
    ],
    ids=["empty paragraph", "insertion", "deletion", "moved", "joined", "hidden", "control", "wrappers", "field",
         "characters", "text box", "one of two", "line break", "nothing"],
)  # fmt: skip
def test_what_is_text(body: str, text: str, problems: list[str]) -> None:
    document = read(word_file(body))
    assert (document.text, codes(document)) == (text, problems)


def test_symbol_fonts_print_their_signs() -> None:
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    body = table(tr(tc("Visits made"), tc(p("ü", run=font))), tr(tc("Plans shared"), tc(p("û", run=font))))
    assert read(word_file(body)).text == "Visits made\t✓\n\nPlans shared\t✗"


def test_an_embedded_page_is_read_in_its_place() -> None:
    package = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": "<Relationships/>",
        "word/_rels/document.xml.rels": "<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="c1" Type="x/aFChunk" Target="page.html"/></Relationships>',
        "word/page.html": "<html><body><ol><li>inside</li></ol></body></html>",
        "word/document.xml": f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="urn:r"><w:body>{p("before")}'
        f'<w:altChunk r:id="c1"/>{p("after")}</w:body></w:document>',
    }
    assert printed(read(zipped(package))) == ["before", "1. inside", "after"]


def test_strict_files_are_read_too() -> None:
    package = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
        f"<w:body>{p('Strictly said')}</w:body></w:document>",
    }
    assert read(zipped(package)).text == "Strictly said"


def test_headings_come_from_styles_outline_levels_and_looks() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>'
    )
    sentence = "The council shall keep a register of every visit that it makes to children in its care, and publish it."
    body = (
        p("Purpose", style="H1")
        + p("Powers", style="Mine")
        + p("Duties", more='<w:outlineLvl w:val="1"/>')
        + p(sentence, style="H1")
        + p("Next steps", run="<w:b/>")
        + p("Plain words follow here.")
    )
    document = read(word_file(body, styles=styles))
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]
    assert document.sections[-1] == (1, 2, 4)


def test_bold_statements_are_no_headings() -> None:
    body = p("Action: Clerk to write", run="<w:b/>") + p("That the report be noted.", run="<w:b/>") + p("Words.")
    assert [block.kind for block in read(word_file(body)).blocks] == ["paragraph"] * 3


def test_tables_keep_spans_colours_and_headings() -> None:
    shaded = '<w:shd w:fill="FFC000"/>'
    body = table(
        tr(tc("Action"), tc("Update", '<w:gridSpan w:val="2"/>'), header=True),
        tr(tc("Write", '<w:vMerge w:val="restart"/>'), tc("Sent"), tc("Amber", shaded)),
        tr(tc("", "<w:vMerge/>"), tc("Replies in"), tc(p("Done", run='<w:color w:val="00B050"/>'))),
    )
    header, first, second = read(word_file(body)).blocks
    assert header.header
    assert [(c.column, c.column_span, c.heading) for c in first.cells] == [
        (0, 1, "Action"),
        (1, 1, "Update"),
        (2, 1, "Update"),
    ]
    assert (first.cells[0].row_span, first.cells[2].fill, second.cells[2].colour) == (2, "#ffc000", "#00b050")
    assert second.cells[0] == first.cells[0]


@pytest.mark.parametrize(
    ("look", "first_row", "cells", "headed"),
    [
        ('w:firstRow="1"', "<w:rPr><w:b/></w:rPr>", ("No", "Task"), True),
        ('w:val="04A0"', '<w:tcPr><w:shd w:fill="336699"/></w:tcPr>', ("No", "Task"), True),
        ('w:firstRow="0"', "<w:rPr><w:b/></w:rPr>", ("No", "Task"), False),
        ('w:firstRow="1"', "", ("No", "Task"), False),
        ('w:firstRow="0"', "", ("Report to:", "Cabinet"), False),
    ],
)
def test_the_row_that_a_table_style_sets_off_heads_its_columns(
    look: str, first_row: str, cells: tuple[str, str], headed: bool
) -> None:
    style = f'<w:style w:type="table" w:styleId="Banded"><w:tblStylePr w:type="firstRow">{first_row}</w:tblStylePr>'
    rows = "".join(
        f"<w:tr><w:tc>{p(one)}</w:tc><w:tc>{p(other)}</w:tc></w:tr>"
        for one, other in (cells, ("2", "Write"), ("3", "Call"), ("4", "Publish the plan that all have agreed"))
    )
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="Banded"/><w:tblLook {look}/></w:tblPr>{rows}</w:tbl>'
    document = read(word_file(body, styles=f"{style}</w:style>"))
    assert [block.header for block in document.blocks] == [headed, False, False, False]


def test_list_levels_and_indents() -> None:
    body = p("One", num="1/0") + p("Inside", num="1/1") + p("Two", num="1/0")
    blocks = read(word_file(body, abstract(1, BULLETS) + num(1, 1))).blocks
    assert [(b.label, b.level, b.indent) for b in blocks] == [("•", 0, 36.0), ("◦", 1, 72.0), ("•", 0, 36.0)]


def test_notes_and_headers_are_set_aside() -> None:
    note = f'<w:footnote w:id="2">{p("See the letter")}</w:footnote>'
    document = read(word_file(p("Body"), footnotes=note, header=p("OFFICIAL"), footer=p("Page 1")))
    assert document.text == "Body"
    assert [(aside.kind, aside.text) for aside in document.set_aside] == [
        ("footnote", "See the letter"),
        ("header", "OFFICIAL"),
        ("footer", "Page 1"),
    ]


def deep_tables(depth: int) -> str:
    inner = p("deep words")
    for _ in range(depth):
        inner = table(tr(tc(inner + "<w:p/>")))
    return inner


def test_tables_too_deep_keep_their_words_and_warn() -> None:
    document = read(word_file(deep_tables(60)))
    assert (document.text, codes(document)) == ("deep words", ["nested-deeply"])


def test_a_span_of_a_thousand_million_columns_costs_nothing() -> None:
    document = read(word_file(table(tr(tc("wide", '<w:gridSpan w:val="1000000000"/>'), tc("last")))))
    assert document.text == "wide\tlast"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (word_file("<w:p/>")[:300], "damaged"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
         "declarations"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document"}), "damaged"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/other.xml": "<x/>"}), "no Word document"),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "Excel"),
    ],
    ids=["cut off", "entities", "broken XML", "no body", "workbook"],
)  # fmt: skip
def test_damaged_files_are_refused_with_a_reason(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(data)
    assert says in str(caught.value)
    assert str(caught.value).startswith("paper.docx: ")


def test_numbered_headings_of_capitals_stand_at_one_level() -> None:
    body = "".join(p(f"{number}.\t{words}", run="<w:b/>") + p("It was noted.")
                   for number, words in ((1, "APOLOGIES"), (2, "ANNUAL PLAN"), (3, "STAFF")))  # fmt: skip
    levels = [block.level for block in read(word_file(body)).blocks if block.kind == "heading"]
    assert len(levels) == 3
    assert len(set(levels)) == 1
