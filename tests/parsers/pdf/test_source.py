"""The file itself: locked, damaged, empty or with bookmarks and properties."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractor.document import Bookmark
from extractor.errors import UnreadableFileError
from extractor.parsers.pdf import ocr
from tests.parsers.pdf.printing import HEIGHT, WIDTH, Paper, read


def simple() -> Paper:
    paper = Paper(title="Action plan", author="A. Clerk")
    paper.heading("Action plan")
    paper.prose("The council agreed to mend the path by the mill.")
    return paper


def locked() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(72, 700, "Not for everybody")
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (locked(), "password"),
        (b"%PDF-1.7\n" + b"x" * 400, "damaged"),
        (b"", "damaged"),
        (simple().bytes()[:60], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read(data)
    assert "paper.pdf" in str(refusal.value)
    assert says in str(refusal.value)
    assert refusal.value.todo


def test_a_file_cut_short_is_read_with_a_warning() -> None:
    data = simple().bytes()
    document = read(data[: data.rindex(b"xref")])
    assert "mend the path" in document.text
    assert [problem.code for problem in document.problems] == ["damaged"]


def plain(words: str = "The path by the mill.") -> bytes:
    canvas = Canvas(out := io.BytesIO(), pageCompression=0, invariant=True)
    canvas.drawString(72, 700, words)
    canvas.save()
    return out.getvalue()


def with_photo(data: bytes) -> bytes:
    photo = b"90 0 obj\n<</Filter /DCTDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(data), data)
    return plain().replace(b"xref\n0", photo + b"xref\n0", 1)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (plain(), []),
        (plain().replace(b"startxref\n", b"startxref\n9"), []),  # a wrong table alone loses nothing
        (plain() + b"\0junk" * 1000, []),
        (
            plain().replace(b"startxref\n", b"startxref\n9").replace(b"xref\n0", b"5 0 obj\n<<>>\nendobj\nxref\n0"),
            ["damaged"],
        ),
        (plain().replace(b"by the mill", b"by the"), ["damaged"]),  # words were taken out of the middle
        (plain().replace(b"endstream", b"enxstream"), ["damaged"]),
        (plain().replace(b"stream\n1 0", b"stream\r1 0"), ["damaged"]),
        (with_photo(b"\xff\xd8\xff"), []),
        (with_photo(b"not a photo"), ["damaged"]),
    ],
    ids=[
        "whole",
        "wrong table",
        "junk at the end",
        "one number twice",
        "part too short",
        "part without an end",
        "start unclear",
        "photo",
        "photo that is none",
    ],
)
def test_a_file_is_called_damaged_only_where_words_may_be_missing(data: bytes, codes: list[str]) -> None:
    document = read(data)
    assert "The path by the" in document.text
    assert [problem.code for problem in document.problems] == codes


def test_print_that_runs_upwards_in_a_ruled_frame_is_read() -> None:
    paper = simple()
    for x in (72, 200):
        for y in (400, 520):
            paper.canvas.rect(x, y, 128, 120)
        paper.canvas.drawString(x + 5, 560, "Action")
        paper.canvas.saveState()
        paper.canvas.translate(x + 40, 410)
        paper.canvas.rotate(90)
        paper.canvas.drawString(0, 0, "Upwards")
        paper.canvas.restoreState()
    assert "Upwards" in read(paper.bytes()).text


def test_a_whole_file_has_no_warning() -> None:
    document = simple().read()
    assert document.problems == ()
    assert (document.text_source, document.page_count) == ("text", 1)
    assert (document.properties.title, document.properties.author) == ("Action plan", "A. Clerk")
    assert document.properties.created == "2000-01-01"


def test_bookmarks() -> None:
    paper = simple()
    for level, title in enumerate(("Agenda", "Item 1: Paths")):
        paper.canvas.bookmarkPage(title)
        paper.canvas.addOutlineEntry(title, title, level)
        paper.page()
        paper.prose("More words.")
    assert paper.read().outline == (Bookmark("Agenda", 1, 1), Bookmark("Item 1: Paths", 2, 2))


def picture() -> ImageReader:
    out = io.BytesIO()
    Image.new("L", (200, 280), 200).save(out, "PNG")
    out.seek(0)
    return ImageReader(out)


def test_a_page_that_is_a_picture_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    paper = simple()
    paper.page()
    paper.canvas.drawImage(picture(), 0, 0, 595, 842)
    paper.page()
    document = paper.read()
    assert [(problem.code, problem.page) for problem in document.problems] == [("no-text-layer", 2)]
    assert "page 2 is a picture" in document.problems[0].message
    assert document.text_source == "text"


def test_words_read_by_machine_over_a_scan_are_text() -> None:
    paper = Paper()
    paper.canvas.drawImage(picture(), 0, 0, 595, 842)
    text = paper.canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textOut("The panel noted the report on footpaths.")
    paper.canvas.drawText(text)
    document = paper.read()
    assert (document.text, document.text_source) == ("The panel noted the report on footpaths.", "ocr")
    assert document.problems == ()


def test_a_paper_without_a_word_says_so() -> None:
    paper = Paper()
    paper.page()
    document = paper.read()
    assert (document.text, document.text_source) == ("", "none")
    assert [problem.code for problem in document.problems] == ["no-text"]


def test_words_typed_into_a_form_are_read() -> None:
    paper = simple()
    paper.canvas.acroForm.textfield(value="Mend the gate", x=72, y=500, width=200, height=20)
    assert "Mend the gate" in paper.read().text


def form(field: bytes) -> bytes:
    """A page with one form field, as a program leaves it that fills in the words and not how they look."""
    font, words = b"/Font <</F 6 0 R>>", b"BT /F 11 Tf 72 700 Td (Action agreed:) Tj ET"
    parts = (
        b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [4 0 R] /DR <<%s>> /DA (/F 11 Tf 0 g)>>>>" % font,
        b"<</Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 595 842]>>",
        b"<</Type /Page /Parent 2 0 R /Resources <<%s>> /Contents 5 0 R /Annots [4 0 R]>>" % font,
        b"<</Type /Annot /Subtype /Widget /T (Action) /DA (/F 11 Tf 0 g) /Rect [72 500 300 560] %s>>" % field,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(words), words),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    )
    made = b"%PDF-1.7\n"
    for number, part in enumerate(parts, 1):
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return made + b"trailer\n<</Root 1 0 R /Size 7>>\nstartxref\n0\n%%EOF\n"


@pytest.mark.parametrize(
    "field",
    [b"/FT /Tx /V (Mend the gate)", b"/FT /Ch /V (Mend the gate) /Opt [(Mend the gate) (Paint it)]"],
    ids=["words", "choice"],
)
def test_words_of_a_form_that_nobody_has_drawn_yet_are_read(field: bytes) -> None:
    document = read(form(field))
    assert document.text.startswith("Action agreed:")
    assert "Mend the gate" in document.text
    assert document.problems == ()


@pytest.mark.parametrize(
    ("kind", "grey", "seen"), [(b"Square", b"0 g", False), (b"FreeText", b"1 g", False), (b"Square", b"", True)]
)
def test_words_under_a_box_that_somebody_drew_as_a_note_are_hidden(kind: bytes, grey: bytes, seen: bool) -> None:
    box = b"%s 0 0 228 60 re %s" % (grey, b"f" if grey else b"S")
    note = form(b"/AP <</N 7 0 R>>").replace(b"Widget", kind).replace(b"72 500 300 560", b"72 680 300 740")
    drawn = b"7 0 obj\n<</Type /XObject /Subtype /Form /BBox [0 0 228 60] /Length %d>>\nstream\n%s\nendstream\nendobj\n"
    document = read(note.replace(b"trailer", drawn % (len(box), box) + b"trailer"))
    assert document.text == ("Action agreed:" if seen else "")
    assert [problem.code for problem in document.problems] == ([] if seen else ["hidden-text"])


def test_letters_that_the_file_does_not_name_are_counted() -> None:
    (problem,) = read(plain().replace(b"the mill", b"\\004\\005")).problems
    assert (problem.code, problem.page) == ("unread-letters", 1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_places_on_a_turned_page_are_those_a_reader_sees(turn: int) -> None:
    paper = Paper()
    canvas = paper.canvas
    canvas.setPageRotation(turn)
    canvas.translate(*{90: (100, 100), 180: (WIDTH - 100, 100), 270: (HEIGHT - 100, WIDTH - 100)}[turn])
    canvas.rotate(turn)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(0, 0, "The panel noted the report.")
    document = paper.read()
    assert document.text == "The panel noted the report."
    (line,) = document.lines
    assert (round(line.x0), round(line.bottom - 0.2 * 11)) == (100, 100)
