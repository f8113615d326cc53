"""OpenDocument, RTF, messages and archives: small files of each, made here."""

import base64
import io
import zipfile
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers import parse_all, parse_bytes
from tests.parsers.pdf.printing import Paper
from tests.parsers.word import p, word_file

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)


def odt(body: str, styles: str = "", automatic: str = "", **more: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {_NAMES}>{styles}</office:document-styles>")
        for name, text in more.items():
            archive.writestr(name, text)
    return packed.getvalue()


def read(data: bytes, name: str = "paper") -> Document:
    return parse_bytes(Path(name), data)


def words(document: Document) -> list[str]:
    return [document.text[block.start_char : block.end_char] for block in document.blocks]


LIST = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    "</text:list-style>"
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    "</text:list-style>"
)


def item(inner: str, **attributes: str) -> str:
    said = "".join(f' text:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    inner = inner if inner.startswith("<") else f"<text:p>{inner}</text:p>"
    return f"<text:list-item{said}>{inner}</text:list-item>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f'<text:list text:style-name="L">{item("one")}{item("two")}</text:list>', ["1. one", "2. two"]),
        (
            f'<text:list text:style-name="L">{item("<text:p>one</text:p><text:list>" + item("in") + "</text:list>")}'
            f'{item("<text:p>two</text:p><text:list>" + item("again") + "</text:list>")}</text:list>',
            ["1. one", "1.1 in", "2. two", "2.1 again"],
        ),
        (
            f'<text:list text:style-name="L">{item("one")}</text:list><text:p>between</text:p>'
            f'<text:list text:style-name="L" text:continue-numbering="true">{item("two")}</text:list>'
            f'<text:list text:style-name="L">{item("anew")}</text:list>',
            ["1. one", "between", "2. two", "1. anew"],
        ),
        (f'<text:list text:style-name="L">{item("seven", start_value="7")}{item("")}</text:list>', ["7. seven"]),
        (f'<text:list text:style-name="B">{item("<text:p>a</text:p><text:p>more of it</text:p>")}</text:list>',
         ["• a", "more of it"]),
        ("<text:p>two<text:s text:c='3'/>spaces<text:tab/>and<text:line-break/>a line</text:p>",
         ["two spaces and a line"]),
        ("<text:h text:outline-level='2'>Next steps</text:h><text:p>Words.</text:p>", ["Next steps", "Words."]),
        ("<text:section><text:p>in a section</text:p></text:section>", ["in a section"]),
        ("<text:p>anchor<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame></text:p>",
         ["anchor", "in a box"]),
    ],
    ids=["list", "nested", "continued", "start", "continuation", "characters", "heading", "section", "box"],
)  # fmt: skip
def test_opendocument_text(body: str, expected: list[str]) -> None:
    document = read(odt(body, LIST))
    assert words(document) == expected
    assert document.media_type == "application/vnd.oasis.opendocument.text"


def test_opendocument_tables_and_asides() -> None:
    automatic = (
        '<style:style style:name="Amber" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#ffbf00"/></style:style>'
        '<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Action</text:p>"
        "</table:table-cell><table:table-cell><text:p>Update</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>Write</text:p></table:table-cell>'
        '<table:table-cell table:style-name="Amber"><text:p>Sent</text:p></table:table-cell></table:table-row>'
        "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>Answered"
        "<text:note><text:note-body><text:p>by all</text:p></text:note-body></text:note></text:p></table:table-cell>"
        '</table:table-row></table:table><text:p>seen<text:span text:style-name="Gone">unseen</text:span></text:p>'
    )
    document = read(odt(body, automatic=automatic))
    assert words(document) == ["Action\tUpdate", "Write\tSent", "Answered", "seen"]
    header, first, second, _ = document.blocks
    assert header.header
    assert first.cells[1].fill == "#ffbf00"
    assert [cell.heading for cell in second.cells] == ["Action", "Update"]
    assert [aside.text for aside in document.set_aside] == ["by all", "unseen"]
    assert [problem.code for problem in document.problems] == ["hidden-text"]


def test_an_encrypted_opendocument_file_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="password"):
        read(odt("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}))


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (rb"{\rtf1{\stylesheet{\s1 Heading 1;}}{\info{\doccomm no}}\s1 Aim\par\pard It.}",
         ["Aim", "It."]),
        (rb"{\rtf1\ansi One\par Two\par}", ["One", "Two"]),
        (rb"{\rtf1\ansi\ansicpg1252 it\'92s \u163\'a35}", ["it’s £5"]),
        (rb"{\rtf1 {\fonttbl{\f0 Arial;}}{\*\generator X;}words}", ["words"]),
        (rb"{\rtf1 {\listtext (a)\tab}note it\par{\listtext\pard (b)\tab}agree\par}", ["(a) note it", "(b) agree"]),
        (rb"{\rtf1 to {\deleted refuse }{\revised note }it}", ["to note it"]),
        (rb"{\rtf1 seen{\v unseen}}", ["seen"]),
        (rb"{\rtf1 {\header OFFICIAL\par}{\footnote below}body}", ["body"]),
        (rb"{\rtf1 {\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}}", ["a link"]),
        (rb"{\rtf1\trowd\cellx1\cellx2\intbl Action\cell Update\cell\row\trowd\cellx1\cellx2\intbl Write"
         rb"\cell Sent\par in May\cell\row\pard after}", ["Action\tUpdate", "Write\tSent\nin May", "after"]),
    ],
    ids=["style", "paragraphs", "characters", "fonts", "lists", "tracked", "hidden", "asides", "field", "table"],
)  # fmt: skip
def test_rtf(rtf: bytes, expected: list[str]) -> None:
    assert words(read(rtf)) == expected


def test_lists_in_rtf_stand_inside_each_other_by_indent_and_level() -> None:
    item = rb"\pard{\listtext %s\tab}\li%d\ilvl%d words\par"
    rows = [(b"1.", 360, 0), (b"1.", 720, 0), (b"2.", 360, 0), (b"1.", 360, 1)]
    document = parse_bytes(Path("a.rtf"), rb"{\rtf1 " + b"".join(item % row for row in rows) + b"}")
    assert [(block.label, block.level, block.indent) for block in document.blocks] == [
        ("1.", 0, 18.0), ("1.", 1, 36.0), ("2.", 0, 18.0), ("1.", 1, 18.0),
    ]  # fmt: skip


def test_rtf_headings_and_merged_cells() -> None:
    rtf = (
        rb"{\rtf1{\colortbl;\red255\green192\blue0;}{\stylesheet{\s1 heading 1;}}\pard\s1 Aim\par"
        rb"\trowd\trhdr\cellx1000\cellx3000\intbl Action\cell Update\cell\row"
        rb"\trowd\clvmgf\cellx1000\clcbpat1\cellx3000\intbl Write\cell Sent\cell\row"
        rb"\trowd\clvmrg\cellx1010\cellx3000\intbl\cell Answered\cell\row\pard}"
    )
    heading, header, first, second = read(rtf).blocks
    assert (heading.kind, heading.level, header.header) == ("heading", 1, True)
    assert (first.cells[0].row_span, first.cells[1].fill, first.cells[1].heading) == (2, "#ffc000", "Update")
    assert [cell.column for cell in second.cells] == [0, 1]


MESSAGE = """\
From: Ada Hay <ada@example.org>
To: clerk@example.org
Subject: Minutes of the panel
Date: Mon, 4 May 2020 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

The minutes are attached.

--x
Content-Type: text/plain; name="minutes.txt"
Content-Disposition: attachment; filename="minutes.txt"

The panel noted the report.
--x
Content-Type: image/png; name="logo.png"
Content-Disposition: attachment; filename="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--x--
"""


def test_a_message_and_its_attachments(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_text(MESSAGE, encoding="utf-8")
    mail, minutes, logo = parse_all(path)
    assert words(mail)[0] == "Minutes of the panel"
    assert words(mail)[-1] == "The minutes are attached."
    assert mail.properties.created == "2020-05-04"
    assert (minutes.filename, minutes.text) == ("mail.eml/minutes.txt", "The panel noted the report.")
    assert (logo.filename, logo.text, logo.problems[0].severity) == ("mail.eml/logo.png", "", "error")


def test_the_papers_attached_to_a_pdf(tmp_path: Path) -> None:
    report = Paper()
    report.prose("The plan is attached.")
    with closing(pypdfium2.PdfDocument(report.bytes())) as document:
        attached = {"../plan.rtf": rb"{\rtf1 Mend the gate.\par}", "figures.csv": b"1,2", "torn.docx": b"PK\3\4"}
        for name, data in attached.items():
            document.new_attachment(name).set_data(data)
        document.save(tmp_path / "report.pdf")
    first, plan, torn = parse_all(tmp_path / "report.pdf")
    assert (first.filename, first.text) == ("report.pdf", "The plan is attached.")
    assert (plan.filename, plan.text) == ("report.pdf/plan.rtf", "Mend the gate.")
    assert (torn.filename, torn.text, torn.problems[0].severity) == ("report.pdf/torn.docx", "", "error")


def pack(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def test_archives_give_every_paper_by_name(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", ("b.docx", word_file(p("In Word"))))
    path = pack(
        tmp_path / "box.zip",
        ("may/a.txt", b"In May"),
        ("inner.zip", inner.read_bytes()),
        ("../../escape.txt", b"outside"),
        ("picture.png", b"\x89PNG\r\n"),
        ("__MACOSX/._a.txt", b"clutter"),
    )
    found = {document.filename: document for document in parse_all(path)}
    assert {name: document.text for name, document in found.items()} == {
        "box.zip/may/a.txt": "In May",
        "box.zip/inner.zip/b.docx": "In Word",
        "box.zip/../../escape.txt": "",
        "box.zip/picture.png": "",
    }
    assert "outside" in found["box.zip/../../escape.txt"].problems[0].message
    assert sorted(tmp_path.iterdir()) == sorted([path, tmp_path / "inner.zip"])


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([("big.txt", b" " * 40_000_000)], "unpacks to far more"),
        ([("one.txt", b"One"), ("one.txt", b"Two")], "same name"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_odd_members_are_named(tmp_path: Path, members: list[tuple[str, bytes]], says: str) -> None:
    *_, last = parse_all(pack(tmp_path / "box.zip", *members))
    assert says in last.problems[0].message


def test_a_member_whose_name_is_lost_is_read_and_named(tmp_path: Path) -> None:
    path = pack(tmp_path / "box.zip", ("may.txt", b"In May"))
    path.write_bytes(path.read_bytes().replace(b"may.txt", b"\0ay.txt"))
    (document,) = parse_all(path)
    assert (document.text, document.filename) == ("In May", "box.zip/a file without a name")
    assert "a file has no name" in document.problems[0].message


LOGO = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") * 2


def test_a_picture_too_small_for_a_page_is_no_paper_of_an_archive_or_a_message(tmp_path: Path) -> None:
    path = pack(tmp_path / "box.zip", ("logo.png", LOGO), ("may.txt", b"In May"))
    assert [document.filename for document in parse_all(path)] == ["box.zip/may.txt"]
    mail = tmp_path / "mail.eml"
    mail.write_text(MESSAGE.replace("iVBORw0KGgo=", base64.b64encode(LOGO).decode()), encoding="utf-8")
    assert [document.filename for document in parse_all(mail)] == ["mail.eml", "mail.eml/minutes.txt"]


@pytest.mark.parametrize("members", [[], [("folder/", b"")], [("logo.png", LOGO)]])
def test_an_empty_archive_is_refused(tmp_path: Path, members: list[tuple[str, bytes]]) -> None:
    with pytest.raises(UnreadableFileError, match="no papers"):
        list(parse_all(pack(tmp_path / "box.zip", *members)))


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    path = pack(tmp_path / "0.zip", ("a.txt", b"words"))
    for number in range(1, 9):
        path = pack(tmp_path / f"{number}.zip", (path.name, path.read_bytes()))
    (document,) = parse_all(path)
    assert "too many" in document.problems[0].message
