"""Prints a paper as a Word file, the same bytes every time; list numbers are Word's own automatic ones."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from printing.source import SPAN, Block, Cell, Paper

UNWANTED = ("thumbnail", "stylesWithEffects", "customXml")
EPOCH = (1980, 1, 1, 0, 0, 0)

Lists = dict[int, tuple[str, int]]
"""The last number printed and Word's id of each list that is open, by its level; -1 is that of numbered headings."""


def print_docx(paper: Paper) -> bytes:
    """The file's bytes."""
    document = docx.Document()
    set_up(document, paper)
    lists: Lists = {}
    for block in paper.blocks:
        if block.kind == "table":
            write_table(document, paper, block)
        else:
            write_paragraph(document, block, lists)
    buffer = io.BytesIO()
    document.save(buffer)
    return same_bytes(buffer.getvalue())


def set_up(document: Document, paper: Paper) -> None:
    """Sets page, font, running header and footer, and what the file says of itself."""
    properties = document.core_properties
    properties.title = paper.document["title"]
    properties.author = paper.layout.get("author", "Democratic Services")
    properties.comments = "Invented sample: there is no such council"
    properties.created = properties.modified = datetime.fromisoformat(paper.layout["written"])
    document.styles["Normal"].font.name = paper.layout.get("font", "Arial")
    document.styles["Normal"].font.size = Pt(paper.layout.get("size", 11))
    section = document.sections[0]
    if paper.layout.get("landscape"):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.header.paragraphs[0].text = paper.layout.get("header", "")
    footer = section.footer.paragraphs[0]
    footer.add_run(paper.layout.get("footer", "Page "))
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    styles = document.styles.element
    for unused in styles.findall(qn("w:style")):
        if unused.get(qn("w:type")) == "table" and unused.get(qn("w:styleId")) not in {"TableNormal", "TableGrid"}:
            styles.remove(unused)
    for related in (document.part, document.part.package):
        for key in [key for key, rel in related.rels.items() if any(name in rel.reltype for name in UNWANTED)]:
            del related.rels[key]


def write_paragraph(document: Document, block: Block, lists: Lists) -> None:
    """Writes one block."""
    if block.kind == "page_break":
        document.add_page_break()
        return
    paragraph = document.add_paragraph(style=style_name(block))
    write_words(paragraph, block.text)
    alignment = {"centred": WD_ALIGN_PARAGRAPH.CENTER, "margin": WD_ALIGN_PARAGRAPH.RIGHT}
    if block.kind in alignment:
        paragraph.alignment = alignment[block.kind]
    if block.label:
        number(document, paragraph, block, lists)


def style_name(block: Block) -> str:
    if block.kind == "heading":
        return "Title" if block.level == 1 else f"Heading {block.level - 1}"
    if block.kind == "bullet":
        return "List Bullet" if block.level == 0 else "List Bullet 2"
    return "List Paragraph" if block.kind == "numbered" else "Normal"


def write_words(paragraph: Paragraph, words: str) -> None:
    """Adds the words as runs, bold and italic where the markup says so."""
    for text in re.split(r"(\*\*.+?\*\*|//.+?//|\\\\)", SPAN.sub(r"\2", words)):
        if text == "\\\\":
            paragraph.add_run().add_break()
        elif text.startswith("**"):
            paragraph.add_run(text[2:-2]).bold = True
        elif text.startswith("//"):
            paragraph.add_run(text[2:-2]).italic = True
        elif text:
            paragraph.add_run(text)


def number(document: Document, paragraph: Paragraph, block: Block, lists: Lists) -> None:
    """Gives the paragraph Word's automatic number; a label that does not follow the last one starts a new list."""
    place = -1 if block.kind == "heading" else block.level
    for inner in [level for level in lists if level > place]:
        del lists[inner]
    last, list_id = lists.get(place, ("", 0))
    if not follows(block.label, last):
        list_id = new_list(document, block.label, max(place, 0))
    lists[place] = (block.label, list_id)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = max(place, 0)
    properties.get_or_add_numId().val = list_id


def name_of(label: str) -> str:
    return label.strip("().")


def order(label: str) -> int:
    """The place of a label in its list: 3 for "3.", "(3)" and "(c)"."""
    name = name_of(label)
    return int(name) if name.isdigit() else ord(name) - ord("a") + 1


def follows(label: str, last: str) -> bool:
    shape, last_shape = (re.sub(r"\d+|[a-z]", "%", one) for one in (label, last))
    return shape == last_shape and order(label) == order(last) + 1


def new_list(document: Document, label: str, level: int) -> int:
    """Adds a list whose first number is `label` to the file's numbering, and returns its id."""
    numbering = document.part.numbering_part.element
    others = numbering.findall(qn("w:abstractNum"))
    new_id = max(int(other.get(qn("w:abstractNumId"))) for other in others) + 1
    name = name_of(label)
    others[-1].addnext(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{new_id}"><w:multiLevelType w:val="hybridMultilevel"/>'
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{order(label)}"/>'
            f'<w:numFmt w:val="{"decimal" if name.isdigit() else "lowerLetter"}"/>'
            f'<w:lvlText w:val="{label.replace(name, f"%{level + 1}")}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{567 * (level + 1)}" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
        )
    )
    return int(numbering.add_num(new_id).numId)


def write_table(document: Document, paper: Paper, block: Block) -> None:
    """Writes a ruled table, its heading rows repeated at the top of every page."""
    table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    shares = block.widths or (1.0,) * len(block.rows[0])
    section = document.sections[0]
    whole = section.page_width - section.left_margin - section.right_margin
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(whole * share / sum(shares))
    grid = [row.cells for row in table.rows]
    for y, row in enumerate(block.rows):
        for x, cell in enumerate(row):
            if cell.join:
                grid[y][x].merge(grid[y - 1][x] if cell.join == "^" else grid[y][x - 1])
            write_cell(grid[y][x], cell, paper, bold=y < block.heading_rows)
    for row in table.rows[: block.heading_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def write_cell(target: _Cell, cell: Cell, paper: Paper, *, bold: bool) -> None:
    """Fills a cell; what continues another cell has no words of its own."""
    if cell.fill:
        shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{cell.fill}"/>'
        target._tc.get_or_add_tcPr().append(parse_xml(shading))
    for number, text in enumerate(cell.text.split("\\\\") if cell.text else ()):
        paragraph = target.add_paragraph() if number else target.paragraphs[0]
        write_words(paragraph, f"**{text}**" if bold else text)
        for run in paragraph.runs:
            run.font.size = Pt(paper.layout.get("table_size", 9))


def same_bytes(file: bytes) -> bytes:
    """The same file with fixed times and nothing compressed, so that every machine makes the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name))
    return buffer.getvalue()
