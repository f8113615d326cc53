"""Prints a paper as the page that a council's meetings system shows for one meeting."""

from __future__ import annotations

import re
from html import escape

from printing.source import SPAN, Block, Paper


def print_html(paper: Paper) -> bytes:
    """The file's bytes: UTF-8. A second-level heading "12. Title" opens an item of business."""
    first = next(i for i, block in enumerate(paper.blocks) if block.kind == "heading" and block.level == 2)
    head, items = paper.blocks[:first], paper.blocks[first:]
    title = next(block.text for block in head if block.kind == "heading")
    above = "\n".join(paragraph(block) for block in head if block.kind != "heading")
    page = PAGE.format(
        title=escape(title),
        site=escape(paper.layout["site"]),
        date=paper.document["date"],
        above=above,
        items="".join(item_parts(items)),
    )
    return page.encode()


def item_parts(blocks: tuple[Block, ...]) -> list[str]:
    """The rows of the table of items, as pieces of HTML."""
    parts: list[str] = []
    open_words = False
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            parts.append("</div></div>\n" if open_words else "")
            parts.append(item_title(block, first=number == 0) if block.level == 2 else SUB_TITLE.format(words(block)))
            open_words = False
        else:
            parts.append("" if open_words else '<div class="mgWordPara"><div class="WordSection1">\n')
            parts.append(paragraph(block))
            open_words = True
    return [*parts, "</div></div>\n" if open_words else "", ROW_END]


def item_title(block: Block, *, first: bool) -> str:
    return ("" if first else ROW_END) + ROW.format(number=block.label, title=escape(block.text, quote=False))


def words(block: Block) -> str:
    text = escape(SPAN.sub(r"\2", block.text), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"//(.+?)//", r"<i>\1</i>", text)
    return text.replace("\\\\", "<br>")


def paragraph(block: Block) -> str:
    """A paragraph as Word's HTML has it: numbers are words of the paragraph, with hard spaces behind them."""
    if block.label:
        gap = f'<span style="font:7.0pt &quot;Times New Roman&quot;">{"&nbsp;" * 4}</span>'
        return f'<p class="MsoListParagraph" style="text-indent:-18.0pt">{block.label}{gap} {words(block)}</p>\n{BLANK}'
    if block.kind == "bullet":
        return f'<p class="MsoListParagraph" style="text-indent:-18.0pt">·{"&nbsp;" * 8} {words(block)}</p>\n{BLANK}'
    return f'<p class="MsoNormal">{words(block)}</p>\n{BLANK}'


BLANK = '<p class="MsoNormal">&nbsp;</p>\n'
SUB_TITLE = '<p class="mgSubItemTitleTxt">{}</p>\n'
ROW = """<tr>
<td class="mgItemNumberCell"><p class="mgAiTitleTxt">{number}</p></td>
<td>
<p class="mgAiTitleTxt">{title}</p>
"""
ROW_END = "</td>\n</tr>\n"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="DC.title" content="{title}">
<meta name="DC.date" scheme="W3CDTF" content="{date}">
<meta name="DC.description" content="Invented sample: there is no such council">
<title>{title} - {site}</title>
</head>
<body>
<a class="sr-only" href="#content">Skip to main content</a>
<ul class="menu-list">
<li><a href="calendar">Calendar</a></li>
<li><a href="committees">Committees</a></li>
<li><a href="councillors">Councillors</a></li>
<li><a href="decisions">Decisions</a></li>
</ul>
<div id="modgov">
<div class="mgHeader"><h1 class="mgMainTitleTxt">Agenda, decisions and minutes</h1></div>
<div class="mgSubTitle"><h2 class="mgSubTitleTxt">{title}</h2></div>
<div class="mgContent" id="content">
{above}
<table class="mgItemTable" summary="Table of agenda items" id="mgItemTable">
<caption class="mgSectionTitle">Items</caption>
<tr><th class="mgHide" abbr="No" scope="col">No.</th><th class="mgHide" abbr="Item" scope="col">Item</th></tr>
{items}</table>
</div>
</div>
<p class="copyright">All published information on this page belongs to {site}</p>
</body>
</html>
"""
