"""The whole paper in reading order, from its pages' lines and tables to drafts of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.parsers.pdf.assemble import BlockDraft
from extractor.parsers.pdf.blocks import drafts_of, measure
from extractor.parsers.pdf.columns import set_room
from extractor.parsers.pdf.headings import mark_headings
from extractor.parsers.pdf.levels import set_levels
from extractor.parsers.pdf.lines import PrintedLine, flow_of, number_on
from extractor.parsers.pdf.margin import with_notes, without_margin
from extractor.parsers.pdf.page import Piece, PrintedPage
from extractor.parsers.pdf.rowless import rowless_tables, with_rows_parted
from extractor.parsers.pdf.rows import goes_on, row_drafts
from extractor.parsers.pdf.tables import PageTable, ruled_tables


def read_flow(pages: Sequence[PrintedPage], kept: Sequence[list[Piece]]) -> list[BlockDraft]:
    """The blocks of the paper in reading order; `kept` are the pieces of each page without its furniture."""
    flow: list[PrintedLine | PageTable] = []
    ruled = [ruled_tables(page, pieces) for page, pieces in zip(pages, kept, strict=True)]
    inside, notes = without_margin(pages, kept, {id(piece) for tables in ruled for piece in _pieces_in(tables)})
    for page, pieces, found in zip(pages, inside, ruled, strict=True):
        tables = [with_rows_parted(page, table) for table in found]
        taken = {id(piece) for piece in _pieces_in(tables)}
        tables += rowless_tables(page, [piece for piece in pieces if id(piece) not in taken])
        printed = flow_of(pieces, tables)
        set_room([item for item in printed if isinstance(item, PrintedLine)])
        flow += printed
    lines = [item for item in flow if isinstance(item, PrintedLine)]
    number_on(lines)
    usual = measure(lines, {p.number: p.width for p in pages})
    drafts: list[BlockDraft] = []
    number = 0
    for group in _groups(flow):
        tables = [item for item in group if isinstance(item, PageTable)]
        if tables:
            drafts += row_drafts(tables, number, usual)
            number += 1
        else:
            drafts += drafts_of([item for item in group if isinstance(item, PrintedLine)], usual)
    mark_headings(drafts, usual)
    set_levels(drafts)
    return with_notes(drafts, notes)


def _pieces_in(tables: Sequence[PageTable]) -> list[Piece]:
    return [piece for table in tables for cell in table.cells for piece in cell.pieces]


def _groups(flow: Sequence[PrintedLine | PageTable]) -> list[list[PrintedLine | PageTable]]:
    """Runs of lines, and tables with what continues them on the next page."""
    groups: list[list[PrintedLine | PageTable]] = []
    for item in flow:
        last = groups[-1][-1] if groups else None
        if isinstance(item, PrintedLine):
            joins = isinstance(last, PrintedLine)
        else:
            joins = isinstance(last, PageTable) and goes_on(last, item)
        if joins:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups
