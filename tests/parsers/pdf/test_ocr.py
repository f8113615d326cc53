"""Pages that are pictures, read with the extra `ocr`."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from extractor.parsers.pdf import ocr
from tests.parsers.pdf.printing import Paper, outline, read

pytestmark = pytest.mark.skipif(not ocr.is_installed(), reason="the extra `ocr` is not installed")


def scan(paper: Paper) -> bytes:
    """The paper as a scanner would keep it: a picture a page."""
    pdf = pypdfium2.PdfDocument(paper.bytes())
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in pdf]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return out.getvalue()


def test_a_picture_of_text_is_read() -> None:
    paper = Paper()
    paper.prose("The panel heard that the number of visits to the reading rooms had risen in each of the last "
                "four quarters.")  # fmt: skip
    paper.item("1.", "Publish the inspection reports on the website of the council by the end of June.")
    paper.item("2.", "Report again to the next meeting of the panel.")
    document = read(scan(paper))
    assert outline(document) == outline(paper.read())
    assert document.text_source == "ocr"
    assert [(problem.code, problem.page) for problem in document.problems] == [("read-by-machine", 1)]
    ours, theirs = document.lines[0], paper.read().lines[0]
    assert abs(ours.x0 - theirs.x0) < 3
    assert abs(ours.top - theirs.top) < 6
