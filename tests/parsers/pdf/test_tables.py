"""Ruled tables, tables without rules, and tables that run over pages."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib.colors import HexColor

from extractor.records import squash
from tests.parsers.pdf.printing import HEIGHT, Paper, outline, rows

LOG = [
    ["Ref", "Action", "Owner", "Update"],
    ["1", "Write to the bus company about the shelter by the church and report back", "Clerk", "Letter sent"],
    ["2", "Ask three firms for prices for new benches", "Parks manager", "Carried forward"],
    ["3", "Put the accounts on the website", "Treasurer", ""],
]
WIDTHS = [40, 210, 100, 100]


def test_cells_stand_under_their_column_headings() -> None:
    paper = Paper()
    paper.heading("Actions")
    paper.table(LOG, WIDTHS, bold=1)
    document = paper.read()
    assert rows(document) == LOG
    table = [block for block in document.blocks if block.kind == "table_row"]
    assert [block.header for block in table] == [True, False, False, False]
    assert [cell.heading for cell in table[2].cells] == LOG[0]
    assert {block.table for block in table} == {0}
    assert document.blocks[0].kind == "heading"


def test_text_around_a_table_keeps_its_place() -> None:
    paper = Paper()
    paper.prose("The actions of the last meeting were gone through one by one.")
    paper.table(LOG, WIDTHS, bold=1)
    paper.prose("The meeting closed at nine.")
    kinds = [kind for kind, _, _ in outline(paper.read())]
    assert kinds == ["paragraph", *["table_row"] * 4, "paragraph"]


@pytest.mark.parametrize("again", [True, False], ids=["header printed again", "header printed once"])
def test_a_table_that_goes_on_overleaf_is_one(again: bool) -> None:
    paper = Paper()
    paper.table(LOG[:3], WIDTHS, bold=1)
    paper.page()
    paper.table([LOG[0], LOG[3]] if again else [LOG[3]], WIDTHS, bold=int(again))
    table = [block for block in paper.read().blocks if block.kind == "table_row"]
    assert {block.table for block in table} == {0}
    assert [block.header for block in table] == [True, False, False, *[True] * again, False]
    assert [cell.heading for cell in table[-1].cells] == LOG[0]


def test_a_cell_cut_by_the_page_end_is_whole() -> None:
    paper = Paper()
    paper.table([*LOG[:2], ["2", "Ask three firms for prices for new", "Parks manager", ""]], WIDTHS, bold=1)
    paper.page()
    paper.table([LOG[0], ["", "benches and for the path by the mill", "", ""], LOG[3]], WIDTHS, bold=1)
    assert rows(paper.read()) == [
        *LOG[:2],
        ["2", "Ask three firms for prices for new benches and for the path by the mill", "Parks manager", ""],
        LOG[0],
        LOG[3],
    ]


def test_a_new_row_overleaf_is_a_row_of_its_own() -> None:
    paper = Paper()
    paper.table(LOG[:2], WIDTHS, bold=1)
    paper.page()
    paper.table([LOG[0], *LOG[2:]], WIDTHS, bold=1)
    assert rows(paper.read()) == [*LOG[:2], LOG[0], *LOG[2:]]


def test_a_row_without_its_first_cell_overleaf_is_new_where_others_are_filled() -> None:
    paper = Paper()
    paper.table(LOG[:2], WIDTHS, bold=1)
    paper.page()
    paper.table([LOG[0], ["", "Ask the bus company for its timetable", "Chair", "Done"]], WIDTHS, bold=1)
    assert rows(paper.read())[-1] == ["", "Ask the bus company for its timetable", "Chair", "Done"]


def test_a_cell_that_spans_rows_stands_in_each() -> None:
    paper = Paper()
    canvas, height = paper.canvas, HEIGHT
    for x, top, width, depth in ((72, 100, 100, 60), (172, 100, 250, 30), (172, 130, 250, 30)):
        canvas.rect(x, height - top - depth, width, depth)
    paper.at(78, 120, "Footpaths")
    paper.at(178, 120, "Mend the stile")
    paper.at(178, 150, "Cut the hedge")
    document = paper.read()
    assert rows(document) == [["Footpaths", "Mend the stile"], ["Footpaths", "Cut the hedge"]]
    first, second = (block.cells[0] for block in document.blocks)
    assert (first.start_char, first.end_char, first.row_span) == (second.start_char, second.end_char, 2)


def test_a_cell_that_spans_columns_knows_it() -> None:
    paper = Paper()
    canvas, height = paper.canvas, HEIGHT
    for x, top, width, depth in ((72, 100, 300, 30), (72, 130, 100, 30), (172, 130, 200, 30)):
        canvas.rect(x, height - top - depth, width, depth)
    paper.at(78, 120, "Theme one: green spaces")
    paper.at(78, 150, "Hedges")
    paper.at(178, 150, "Cut twice a year")
    cells = [[(cell.column, cell.column_span) for cell in block.cells] for block in paper.read().blocks]
    assert cells == [[(0, 2)], [(0, 1), (1, 1)]]


def test_grounds_of_cells_are_kept() -> None:
    paper = Paper()
    paper.table(LOG, WIDTHS, bold=1, fills={(1, 3): "#ff0000", (2, 3): "#ffc000", (3, 3): "#00b050"})
    grounds = [block.cells[-1].fill for block in paper.read().blocks]
    assert grounds == [None, "#ff0000", "#ffc000", "#00b050"]


def test_a_coloured_row_on_top_is_a_header() -> None:
    paper = Paper()
    paper.table(LOG, WIDTHS, fills={(0, column): "#d9d9d9" for column in range(4)})
    assert [block.header for block in paper.read().blocks] == [True, False, False, False]


def test_lists_inside_a_cell_are_its_parts() -> None:
    paper = Paper()
    canvas, height = paper.canvas, HEIGHT
    for x in (72, 272):
        canvas.rect(x, height - 180, 200, 80)
    paper.at(78, 115, "Open spaces")
    for y, label, words in (
        (115, "•", "mow the green"),
        (130, "•", "paint the railings"),
        (145, "•", "plant two limes"),
    ):
        paper.at(280, y, label)
        paper.at(295, y, words)
    (row,) = paper.read().blocks
    assert [(part.label, part.kind) for part in row.cells[1].parts] == [("•", "list_item")] * 3


def test_one_column_of_boxes_is_a_table_of_one_column() -> None:
    paper = Paper()
    words = ["Areas for improvement", "The partners should agree one plan.", "The partners should publish the figures."]
    paper.table([[text] for text in words], [400], bold=1)
    document = paper.read()
    assert rows(document) == [[text] for text in words]
    assert document.blocks[1].cells[0].heading == "Areas for improvement"


def test_a_box_around_one_text_is_no_table() -> None:
    paper = Paper()
    paper.canvas.rect(66, HEIGHT - 130, 400, 50)
    paper.at(72, 100, "The panel meets again in the spring.")
    assert [kind for kind, _, _ in outline(paper.read())] == ["paragraph"]


def test_columns_without_rules_are_rows() -> None:
    paper = Paper()
    paper.table([row[1:] for row in LOG], WIDTHS[1:], rules=False, bold=1)
    document = paper.read()
    assert rows(document) == [row[1:] for row in LOG]
    assert document.blocks[1].cells[2].heading == "Update"


def test_a_body_beside_what_it_must_do_without_rules() -> None:
    paper = Paper()
    table = [
        ["Responsible body", "Areas for priority action"],
        ["Riverside Council and its health partners", "Leaders should agree how they will share what they know "
         "about children who move between schools."],
        ["Riverside Council", "Leaders should make sure that plans are written within the time that the law allows "
         "and say who will do what."],
    ]  # fmt: skip
    paper.table(table, [150, 300], rules=False, bold=1)
    assert rows(paper.read()) == table


def test_wrapped_status_words_stay_in_their_row() -> None:
    paper = Paper()
    log = [["Survey of the use of address data by small firms", "Carried forward"],
           ["Meet the agency about the flood figures", "Completed"],
           ["Set up a meeting with the mapping service", "Carried forward"]]  # fmt: skip
    for words, status in log:
        paper.at(72, paper.y, words)
        for part in status.split():
            paper.at(417, paper.y, part)
            paper.y += 14
    assert rows(paper.read()) == log


def test_cells_in_the_middle_of_their_rows_without_rules() -> None:
    paper = Paper()
    for y, x, words in (
        (100, 72, "Action"), (100, 270, "Deadline"), (100, 380, "Progress"),
        (120, 72, "Send the new terms to all"), (127, 270, "June 2024"), (127, 380, "Done"),
        (134, 72, "of the members"),
        (154, 270, "As soon as"), (154, 380, "Carried forward to the"), (161, 72, "Book the hall"),
        (168, 270, "possible"), (168, 380, "next meeting"), (186, 72, "Send the letter"), (186, 380, "Ongoing"),
    ):  # fmt: skip
        paper.at(x, y, words)
    assert rows(paper.read()) == [
        ["Action", "Deadline", "Progress"],
        ["Send the new terms to all of the members", "June 2024", "Done"],
        ["Book the hall", "As soon as possible", "Carried forward to the next meeting"],
        ["Send the letter", "", "Ongoing"],
    ]


def test_a_frame_with_columns_and_no_rules_between_its_rows() -> None:
    paper = Paper()
    canvas = paper.canvas
    for x, top, width, depth in ((72, 86, 120, 20), (192, 86, 300, 20), (72, 106, 120, 120), (192, 106, 300, 120)):
        canvas.rect(x, HEIGHT - top - depth, width, depth)
    for y, x, words in (
        (100, 78, "Responsible body"), (100, 198, "Areas for priority action"),
        (120, 78, "The council and the"), (120, 198, "Leaders should agree how they share what they know about"),
        (134, 78, "health board"), (134, 198, "children who move between schools."),
        (162, 78, "The council"), (162, 198, "Leaders should make sure that plans are written within the"),
        (176, 198, "time that the law allows."),
        (204, 78, "The health board"), (204, 198, "Leaders should cut the waiting times for speech therapy."),
    ):  # fmt: skip
        paper.at(x, y, words)
    assert [row[0] for row in rows(paper.read())] == [
        "Responsible body", "The council and the health board", "The council", "The health board",
    ]  # fmt: skip


def test_paragraphs_inside_one_ruled_row_stay_in_it() -> None:
    paper = Paper()
    for x, width in ((72, 150), (222, 250)):
        paper.canvas.rect(x, HEIGHT - 200, width, 100)
    paper.at(78, 115, "Open spaces")
    for y, words in ((115, "Mow the green."), (143, "Paint the railings."), (171, "Plant two limes.")):
        paper.at(228, y, words)
    assert rows(paper.read()) == [["Open spaces", "Mow the green. Paint the railings. Plant two limes."]]


def test_a_list_of_contents_is_no_table() -> None:
    paper = Paper()
    for number, words in enumerate(("Summary", "Findings", "What must improve", "Next steps"), 2):
        paper.at(72, paper.y, words)
        paper.at(500, paper.y, str(number))
        paper.y += 20
    assert "table_row" not in {kind for kind, _, _ in outline(paper.read())}


def test_ruled_cells_agree_with_pdfplumber(tmp_path: Path) -> None:
    paper = Paper()
    paper.table(LOG, WIDTHS, bold=1)
    paper.table([[*row, "x"] for row in LOG], [40, 180, 90, 100, 30], fills={(0, 0): "#eeeeee"})
    path = tmp_path / "tables.pdf"
    path.write_bytes(paper.bytes())
    with pdfplumber.open(path) as pdf:
        theirs = [squash(cell or "") for table in pdf.pages[0].extract_tables() for row in table for cell in row]
    assert [squash(cell) for row in rows(paper.read()) for cell in row] == theirs


@pytest.mark.parametrize(("first", "last"), [(0, None), (1, -1)], ids=["all rules", "no rules around it"])
def test_a_table_without_outer_rules_keeps_its_outer_cells(first: int, last: int | None) -> None:
    log = [
        ["Recommendation", "Update", "Due"],
        ["Improve the plans", "Training was given", "May"],
        ["Record every visit", "Done", "June"],
    ]
    paper, x_edges, y_edges = Paper(), (72, 212, 372, 442), (100, 120, 140, 160)
    for x in x_edges[first:last]:
        paper.canvas.line(x, HEIGHT - y_edges[0], x, HEIGHT - y_edges[-1])
    for y in y_edges[first:last]:
        paper.canvas.line(x_edges[0], HEIGHT - y, x_edges[-1], HEIGHT - y)
    for y, row in zip(y_edges, log, strict=False):
        for x, words in zip(x_edges, row, strict=False):
            paper.at(x + 5, y + 14, words)
    assert rows(paper.read()) == log


def test_words_that_run_over_the_rules_of_a_table_are_a_warning() -> None:
    paper = Paper()
    paper.table([["Action", "Owner", "Due"], ["Write", "Head of Parks", "May"]], [60, 80, 60])
    assert not paper.read().problems
    paper = Paper()
    paper.table([["Action", "Owner", "Due"], ["Write", "", "May"]], [60, 80, 60])
    paper.at(107, paper.y - 20.75, "to all of the members")
    assert [problem.code for problem in paper.read().problems] == ["doubtful-table"]


PLAN = [["No", "Task", "State"], ["1", "Write to every school", ""], ["2", "Call the team", ""], ["3", "Meet", ""]]


def print_plan(paper: Paper, ruled: set[int], grounds: dict[tuple[int, int], str]) -> None:
    """The plan in three columns without upright rules: under some rows a rule in a piece a cell, grounds by place."""
    for number, row in enumerate(PLAN):
        top, left = 100 + 30 * number, 72
        for column, (words, width) in enumerate(zip(row, (30, 200, 60), strict=True)):
            if colour := grounds.get((number, column)):
                paper.canvas.setFillColor(HexColor(colour))
                paper.canvas.rect(left, HEIGHT - top - 30, width, 30, stroke=0, fill=1)
            if number in ruled:
                paper.canvas.line(left, HEIGHT - top - 30, left + width, HEIGHT - top - 30)
            paper.at(left + 4, top + 18, words)
            left += width


@pytest.mark.parametrize(
    ("ruled", "grounds"),
    [
        ({0, 1, 2, 3}, {}),
        ({0, 1, 2}, {}),
        (set(), {(row, column): "#dddddd" for row in (0, 2) for column in range(3)}),
        (set(), {(row, column): "#dddddd" for row in (1, 3) for column in range(3)}),
    ],
)
def test_columns_part_where_level_rules_or_grounds_meet(ruled: set[int], grounds: dict[tuple[int, int], str]) -> None:
    paper = Paper()
    paper.at(72, 60, "The panel has a plan, and these are the tasks in it that all have agreed to do by the summer.")
    print_plan(paper, ruled, {**grounds, (1, 2): "#00b050", (2, 2): "#ff0000", (3, 2): "#ffc000"})
    document = paper.read()
    assert rows(document) == PLAN
    assert [block.cells[2].fill for block in document.blocks[2:]] == ["#00b050", "#ff0000", "#ffc000"]


def print_cells(paper: Paper, columns: list[tuple[float, list[list[str]]]]) -> None:
    """Ruled columns of these widths, 60 points a row, each cell given as its printed lines."""
    left = 72.0
    for width, cells in columns:
        for number, lines in enumerate(cells):
            paper.canvas.rect(left, HEIGHT - 100 - 60 * (number + 1), width, 60)
            for index, words in enumerate(lines):
                paper.at(left + 4, 115 + 60 * number + 13 * index, words)
        left += width


def test_narrow_cells_keep_their_words_and_dates_whole() -> None:
    paper = Paper()
    paper.at(72, 60, "The panel has a plan.")
    print_cells(
        paper,
        [
            (70, [["Responsibilit", "ies"], ["Safeguarding", "and health"]]),
            (50, [["When"], ["31", "March", "2026"]]),
            (200, [["Task"], ["Write to every school"]]),
        ],
    )
    document = paper.read()
    assert rows(document) == [
        ["Responsibilities", "When", "Task"],
        ["Safeguarding and health", "31 March 2026", "Write to every school"],
    ]
    assert [part.label for block in document.blocks for cell in block.cells for part in cell.parts] == [""] * 6


def test_rows_alike_on_two_pages_are_no_headings_where_the_headings_are_known() -> None:
    paper = Paper()
    for _ in range(2):
        paper.y = 60
        paper.table([LOG[0], LOG[1], LOG[2]], WIDTHS, bold=1)
        paper.page()
    assert [block.header for block in paper.read().blocks] == [True, False, False] * 2


def test_a_last_column_of_short_words_is_no_margin() -> None:
    paper = Paper()
    table = [["Task", "End"], *[[f"{words}, and write to all of the schools and the partners about it.", "June"]
             for words in ("Meet the team", "Call the Chair", "Ask the firm", "Close the file")]]  # fmt: skip
    paper.table(table, [380, 70])
    document = paper.read()
    assert rows(document) == table
    assert {block.kind for block in document.blocks} == {"table_row"}
