"""Small real PDFs for the tests: lines, wrapped prose and ruled tables set at known places."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from extractor.document import Document
from extractor.parsers.pdf import parse

WIDTH, HEIGHT = A4
STEP = 1.25  # line to line, in sizes


class Paper:
    """A paper under the pen; `y` is where the next baseline stands, from the top of the page."""

    def __init__(self, **properties: str) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=True, pageCompression=1)
        self.y = 90.0
        if "title" in properties:
            self.canvas.setTitle(properties["title"])
        if "author" in properties:
            self.canvas.setAuthor(properties["author"])

    def at(
        self, x: float, y: float, text: str, size: float = 11, font: str = "Helvetica", colour: str = "#000000"
    ) -> None:
        """Print words with their baseline `y` points below the top of the page."""
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.drawString(x, HEIGHT - y, text)

    def line(self, text: str, x: float = 72, size: float = 11, font: str = "Helvetica", gap: float = 0) -> None:
        """Print one line below the last, `gap` points further down."""
        self.y += gap
        self.at(x, self.y, text, size, font)
        self.y += STEP * size

    def prose(self, text: str, x: float = 72, width: float = 450, gap: float = 8, font: str = "Helvetica") -> None:
        """Print words wrapped to a width."""
        self.y += gap
        for line in simpleSplit(text, font, 11, width):
            self.line(line, x, font=font)

    def item(
        self, label: str, text: str, x: float = 72, indent: float = 28, gap: float = 6, width: float = 420
    ) -> None:
        """Print a list item with a hanging label."""
        self.y += gap
        self.at(x, self.y, label)
        self.prose(text, x + indent, width, gap=0)

    def heading(self, text: str, size: float = 14, gap: float = 14) -> None:
        self.line(text, size=size, font="Helvetica-Bold", gap=gap)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        rules: bool = True,
        bold: int = 0,
        fills: dict[tuple[int, int], str] | None = None,
    ) -> None:
        """Print rows of wrapped cells; the first `bold` rows in bold type, `fills` the grounds of cells by place."""
        self.y += 6
        for number, row in enumerate(rows):
            font = "Helvetica-Bold" if number < bold else "Helvetica"
            cells = [simpleSplit(text, font, 11, width - 10) for text, width in zip(row, widths, strict=True)]
            height = max(len(lines) for lines in cells) * STEP * 11 + 5
            x = 72.0
            for column, (lines, width) in enumerate(zip(cells, widths, strict=True)):
                self._ground(x, width, height, (fills or {}).get((number, column)))
                if rules:
                    self.canvas.setLineWidth(0.5)
                    self.canvas.rect(x, HEIGHT - self.y - height, width, height)
                for index, words in enumerate(lines):
                    self.at(x + 5, self.y + 12 + index * STEP * 11, words, font=font)
                x += width
            self.y += height
        self.y += 14

    def _ground(self, x: float, width: float, height: float, colour: str | None) -> None:
        if colour:
            self.canvas.setFillColor(HexColor(colour))
            self.canvas.rect(x, HEIGHT - self.y - height, width, height, stroke=0, fill=1)

    def page(self) -> None:
        self.canvas.showPage()
        self.y = 90.0

    def bytes(self) -> bytes:
        if not self.out.tell():
            self.canvas.save()
        return self.out.getvalue()

    def read(self) -> Document:
        return read(self.bytes())


def read(data: bytes) -> Document:
    return parse(Path("paper.pdf"), data)


def outline(document: Document) -> list[tuple[str, str, str]]:
    """Kind, label and words of every block."""
    return [(b.kind, b.label, document.quote(b.content_start, b.end_char)) for b in document.blocks]


def rows(document: Document) -> list[list[str]]:
    """The words of every cell, row by row."""
    return [
        [document.quote(cell.start_char, cell.end_char) for cell in block.cells]
        for block in document.blocks
        if block.kind == "table_row"
    ]
