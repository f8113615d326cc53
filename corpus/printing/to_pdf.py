"""Prints a paper as PDF, the same bytes every time, and says on which page each gold entry starts."""

from __future__ import annotations

import io
import re
from itertools import groupby, zip_longest
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black, grey
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)
from reportlab.platypus.flowables import TopPadder
from reportlab.platypus.tableofcontents import TableOfContents

from printing.source import SPAN, Block, Cell, Paper, plain

MARGIN = 25 * mm
WIDTH = A4[0] - 2 * MARGIN
HEADING_SIZES = {1: 20, 2: 14, 3: 12, 4: 10.5}
SQUARE = '<font name="ZapfDingbats">n</font>'


def print_pdf(paper: Paper) -> tuple[bytes, dict[str, int]]:
    """The file's bytes, and the 1-based page on which each gold entry starts."""
    buffer = io.BytesIO()
    document = Printed(
        buffer,
        paper,
        pagesize=A4,
        invariant=1,
        pageCompression=0,
        title=paper.document["title"],
        author=paper.document["body"],
        subject="Invented sample: there is no such council",
    )
    document.multiBuild(story(paper))
    return buffer.getvalue(), document.pages


class Printed(BaseDocTemplate):
    """Pages with the running header and footer of the paper's layout."""

    def __init__(self, file: io.BytesIO, paper: Paper, **options: Any) -> None:
        super().__init__(file, **options)
        self.layout = paper.layout
        self.pages: dict[str, int] = {}
        frame = Frame(MARGIN, 28 * mm, WIDTH, A4[1] - 60 * mm, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self.furniture))

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Notes the page of every mark; a new pass over the story starts the notes afresh."""
        self.pages.clear()
        self.canv.setNamedCB("mark", lambda canvas, _kind, label: self.pages.setdefault(label, canvas.getPageNumber()))

    def furniture(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Draws what stands on every page outside the text."""
        page = canvas.getPageNumber()
        if mark := self.layout.get("mark"):
            canvas.setFont("Helvetica-Bold", 20)
            canvas.drawRightString(A4[0] - 15 * mm, A4[1] - 20 * mm, mark)
        if header := self.layout.get("header"):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(MARGIN, A4[1] - 18 * mm, header)
        canvas.setLineWidth(0.6)
        if self.layout.get("rule"):
            canvas.line(MARGIN, 22 * mm, MARGIN + WIDTH, 22 * mm)
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(A4[0] / 2, 17 * mm, self.layout.get("footer", ""))
        self.page_number(canvas, page)

    def page_number(self, canvas: Canvas, page: int) -> None:
        form = self.layout.get("page_number", "{page}")
        canvas.setFont("Helvetica", 11 if form == "{page}" else 8)
        if self.layout.get("rule") and page % 2 == 0:
            canvas.drawString(MARGIN, 16 * mm, form.format(page=page))
        elif self.layout.get("rule"):
            canvas.drawRightString(MARGIN + WIDTH, 16 * mm, form.format(page=page))
        else:
            canvas.drawCentredString(A4[0] / 2, 12 * mm, form.format(page=page))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        level = getattr(flowable, "contents_level", None)
        if level is not None:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


def markup(words: str) -> str:
    """The words in the markup of reportlab, with a mark where a gold entry starts."""
    text = escape(words)
    text = SPAN.sub(r'<onDraw name="mark" label="\1"/>\2', text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"//(.+?)//", r"<i>\1</i>", text)
    text = re.sub(r"\^(\d)", r"<super>\1</super>", text)
    return text.replace("\\\\", "<br/>")


def style(paper: Paper, **changes: Any) -> ParagraphStyle:
    size = paper.layout.get("size", 10.5)
    base = {
        "fontName": paper.layout.get("font", "Helvetica"),
        "fontSize": size,
        "leading": size * 1.25,
        "spaceAfter": 7,
    }
    return ParagraphStyle("body", **{**base, **changes})


def story(paper: Paper) -> list[Flowable]:
    """The paper as flowables; the blocks of a box become the rows of one framed table."""
    flowables: list[Flowable] = []
    box: list[Flowable] | None = None
    for block, after in zip_longest(paper.blocks, paper.blocks[1:]):
        if block.kind == "box":
            box = []
        elif block.kind == "box_end":
            flowables.append(framed(box or []))
            box = None
        else:
            new = printed(paper, block)
            new[0].keepWithNext = block.kind == "heading" and not (after and after.kind == "table")
            (flowables if box is None else box).extend(new)
    return flowables


def framed(flowables: list[Flowable]) -> Table:
    frame = TableStyle([("BOX", (0, 0), (-1, -1), 0.8, black), ("TOPPADDING", (0, 0), (-1, -1), 2)])
    return Table([[flowable] for flowable in flowables], colWidths=[WIDTH], style=frame, spaceAfter=10)


def printed(paper: Paper, block: Block) -> list[Flowable]:
    if block.kind == "heading":
        return [heading(paper, block)]
    if block.kind == "table":
        return [table(paper, block)]
    if block.kind == "contents":
        return [contents(paper)]
    if block.kind == "page_break":
        return [PageBreak()]
    if block.kind == "footnote":
        rule = HRFlowable(width=45 * mm, thickness=0.6, color=black, hAlign="LEFT", spaceAfter=6)
        note = Paragraph(markup(block.text), style(paper, fontSize=7.5, leading=9))
        return [TopPadder(Table([[rule], [note]], colWidths=[WIDTH]))]
    return [paragraph(paper, block)]


def heading(paper: Paper, block: Block) -> Paragraph:
    font = "Helvetica" if block.level == 1 else "Helvetica-Oblique" if block.level == 4 else "Helvetica-Bold"
    size = HEADING_SIZES[block.level]
    centred = TA_CENTER if paper.layout.get("centred") and block.level == 1 else 0
    form = style(paper, fontName=font, fontSize=size, leading=size * 1.2, spaceBefore=6, alignment=centred)
    flowable = Paragraph(markup(f"{block.label} {block.text}".strip()), form)
    if block.level in {2, 3} and plain(block.text) != "Contents":
        flowable.contents_level = block.level - 2
    return flowable


def paragraph(paper: Paper, block: Block) -> Paragraph:
    left = 8 * mm * block.level
    if block.kind == "bullet":
        sign = SQUARE if block.level == 0 else "–"
        form = style(paper, leftIndent=left + 6 * mm, bulletIndent=left + 1 * mm)
        return Paragraph(f"<bullet>{sign}</bullet>{markup(block.text)}", form)
    if block.kind == "numbered":
        form = style(paper, leftIndent=left + 11 * mm, bulletIndent=left)
        return Paragraph(f"<bullet>{block.label}</bullet>{markup(block.text)}", form)
    alignment = {"centred": TA_CENTER, "margin": TA_RIGHT}.get(block.kind, 0)
    return Paragraph(markup(block.text), style(paper, alignment=alignment))


def contents(paper: Paper) -> TableOfContents:
    levels = [
        style(paper, fontName="Helvetica-Bold", fontSize=12, spaceBefore=6),
        style(paper, leftIndent=5 * mm, spaceAfter=2),
    ]
    return TableOfContents(levelStyles=levels, dotsMinLevel=9)


def table(paper: Paper, block: Block) -> Table:
    """A ruled table, its heading rows repeated at the top of every page."""
    size = paper.layout.get("table_size", 9)
    form = style(paper, fontSize=size, leading=size * 1.2, spaceAfter=0)
    rows = [
        [Paragraph(markup(f"**{cell.text}**" if number < block.heading_rows else cell.text), form) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    shares = block.widths or (1.0,) * len(block.rows[0])
    widths = [WIDTH * share / sum(shares) for share in shares]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, grey), ("VALIGN", (0, 0), (-1, -1), "TOP"), *joins(block.rows)]
    return Table(rows, widths, repeatRows=block.heading_rows, style=TableStyle(lines), spaceAfter=10, hAlign="LEFT")


def joins(rows: tuple[tuple[Cell, ...], ...]) -> list[tuple[Any, ...]]:
    """The commands that join and shade cells."""
    commands: list[tuple[Any, ...]] = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell.fill:
                commands.append(("BACKGROUND", (x, y), (x, y), HexColor(f"#{cell.fill}")))
            if not cell.join:
                right = x + run(row[x + 1 :], "<")
                below = y + run([other[x] for other in rows[y + 1 :]], "^")
                if (right, below) != (x, y):
                    commands.append(("SPAN", (x, y), (right, below)))
    return commands


def run(cells: Any, join: str) -> int:
    """How many cells, from the first on, continue the one before them."""
    first = next(groupby(cells, key=lambda cell: cell.join == join), (False, ()))
    return len(list(first[1])) if first[0] else 0
