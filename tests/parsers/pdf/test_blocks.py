"""Paragraphs, headings and lists of a printed page."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.parsers.pdf.printing import HEIGHT, Paper, outline

LONG = (
    "The panel heard that the number of visits to the reading rooms had risen in each of the last four quarters, "
    "and that the opening hours agreed in the spring were now kept at every branch in the borough."
)
OTHER = (
    "Officers explained that the remaining repairs depend on the weather and on the contractor, whose team is "
    "shared with two neighbouring boroughs until the end of the financial year."
)


def test_wrapped_lines_are_one_paragraph() -> None:
    paper = Paper()
    paper.prose(LONG)
    paper.prose(OTHER)
    assert outline(paper.read()) == [("paragraph", "", LONG), ("paragraph", "", OTHER)]


def test_paragraphs_without_space_between_them_part_where_a_line_ends_early() -> None:
    paper = Paper()
    paper.prose(LONG)
    paper.prose(OTHER, gap=0)
    assert [words for _, _, words in outline(paper.read())] == [LONG, OTHER]


def test_a_paragraph_runs_over_a_page_end_past_footer_and_header() -> None:
    paper = Paper()
    paper.prose(OTHER)
    half = len(LONG) // 2
    cut = LONG.rindex(" ", 0, half)
    paper.y = 740
    paper.prose(LONG[:cut], width=340)
    paper.at(72, 815, "Riverside Borough Council")
    paper.at(500, 815, "1")
    paper.page()
    paper.prose(LONG[cut + 1 :])
    paper.at(72, 815, "Riverside Borough Council")
    paper.at(500, 815, "2")
    document = paper.read()
    assert ("paragraph", "", LONG) in outline(document)
    assert [(a.kind, a.text, a.page) for a in document.set_aside] == [
        ("footer", "Riverside Borough Council 1", 1),
        ("footer", "Riverside Borough Council 2", 2),
    ]


def test_an_item_that_runs_over_a_page_end_is_one_item() -> None:
    paper = Paper()
    paper.prose(OTHER)
    paper.y = 760
    paper.item("1.", "Publish the inspection reports.")
    paper.page()
    paper.prose("Keep the list of repairs up to date.", x=100, gap=0)
    paper.item("2.", "Report again in June.")
    items = [(label, words) for kind, label, words in outline(paper.read()) if kind == "list_item"]
    assert items == [
        ("1.", "Publish the inspection reports. Keep the list of repairs up to date."),
        ("2.", "Report again in June."),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ("1.", "2.", "3."),
        ("1)", "2)", "3)"),
        ("(1)", "(2)", "(3)"),
        ("(a)", "(b)", "(c)"),
        ("a.", "b.", "c."),
        ("(i)", "(ii)", "(iii)"),
        ("iv.", "v.", "vi."),
        ("2.1", "2.2", "2.3"),
        ("3.1.1", "3.1.2", "3.1.3"),
        ("9", "10", "11"),
        ("–", "–", "–"),
        ("-", "-", "-"),
    ],
)
def test_labels(labels: tuple[str, ...]) -> None:
    paper = Paper()
    words = ["note the report on library visits;", "ask for a further report", "thank the volunteers."]
    for label, text in zip(labels, words, strict=True):
        paper.item(label, text, indent=36)
    expected = [("list_item", label, text) for label, text in zip(labels, words, strict=True)]
    assert outline(paper.read()) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The contract for the swimming pool was extended at a cost of some", "10 per cent more than was planned."),
        ("The same was said about the playground in the spring meeting of", "2011 and again in the new year."),
        ("Repairs to the roof of the town hall were put off to the week of", "26 March because of the scaffolding."),
        ("The report calls for what it names a fair share for each ward", "– which members liked – of the money."),
        ("The chair read out the letter that had been sent to Councillor", "J. Amberley by those living by the mill."),
    ],
)  # fmt: skip
def test_a_line_that_goes_on_with_a_number_or_a_dash_is_no_item(before: str, after: str) -> None:
    paper = Paper()
    size = 11 * 450 / stringWidth(before, "Helvetica", 11)  # the first line reaches the right margin
    paper.line(before, size=size)
    paper.line(after, size=size)
    assert outline(paper.read()) == [("paragraph", "", f"{before} {after}")]


def test_levels_follow_indents_and_label_styles() -> None:
    paper = Paper()
    for x, label in ((72, "1."), (100, "(a)"), (100, "(b)"), (128, "(i)"), (128, "(ii)"), (100, "(c)"), (72, "2.")):
        paper.item(label, "report to the next meeting", x=x)
    levels = [(block.label, block.level) for block in paper.read().blocks]
    assert levels == [("1.", 0), ("(a)", 1), ("(b)", 1), ("(i)", 2), ("(ii)", 2), ("(c)", 1), ("2.", 0)]


def test_i_after_h_is_a_letter_and_not_a_roman_number() -> None:
    paper = Paper()
    for label in ("(g)", "(h)", "(i)", "(j)"):
        paper.item(label, "report to the next meeting")
    assert {block.level for block in paper.read().blocks} == {0}


def test_sub_bullets() -> None:
    paper = Paper()
    paper.item("•", "Visits went up:")
    paper.item("o", "in the east", x=100)
    paper.item("o", "in the west", x=100)
    paper.item("•", "Costs did not.")
    blocks = [(b.label, b.level) for b in paper.read().blocks]
    assert blocks == [("•", 0), ("◦", 1), ("◦", 1), ("•", 0)]


def test_headings_by_size_and_weight_stand_in_a_tree() -> None:
    paper = Paper()
    paper.line("Parks and Open Spaces Panel", size=18)
    paper.heading("What must improve", size=14)
    paper.line("Benches", font="Helvetica-Bold", gap=8)
    paper.prose(LONG)
    paper.line("Paths", font="Helvetica-Bold", gap=8)
    paper.prose(OTHER)
    document = paper.read()
    headings = [(b.level, document.text[b.start_char : b.end_char]) for b in document.blocks if b.kind == "heading"]
    assert headings == [(1, "Parks and Open Spaces Panel"), (2, "What must improve"), (3, "Benches"), (3, "Paths")]
    assert document.sections[-1] == (0, 1, 4)


def test_a_heading_on_two_lines_is_one() -> None:
    paper = Paper()
    paper.prose("Report of the working group on the use of school halls by clubs and societies at weekends "
                "and in the holidays", width=430, font="Helvetica-Bold")  # fmt: skip
    paper.prose(LONG)
    kinds = [kind for kind, _, _ in outline(paper.read())]
    assert kinds == ["heading", "paragraph"]


def test_a_bold_word_in_front_of_a_sentence_makes_no_heading() -> None:
    paper = Paper()
    paper.line("Action: the clerk to write to the bus company before the next meeting", font="Helvetica-Bold")
    paper.prose(LONG)
    assert [kind for kind, _, _ in outline(paper.read())] == ["paragraph", "paragraph"]


def test_a_number_glued_to_its_words_is_a_label() -> None:
    paper = Paper()
    paper.item("9.", "The panel noted the report.", indent=20)
    paper.at(72, paper.y, "10.Following the debate the panel agreed to write to the bus company about the")
    paper.at(92, paper.y + 14, "shelter by the church.")
    assert outline(paper.read())[1] == (
        "list_item",
        "10.",
        "Following the debate the panel agreed to write to the bus company about the shelter by the church.",
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Paper()
    top = paper.y
    paper.prose(LONG, width=200)
    paper.y = top
    paper.prose(OTHER, x=320, width=200)
    assert [words for _, _, words in outline(paper.read())] == [LONG, OTHER]


def test_a_title_drawn_last_stands_over_both_columns() -> None:
    paper = Paper()
    paper.prose(LONG, width=200)
    paper.y = 90
    paper.prose(OTHER, x=320, width=200)
    paper.at(72, 70, "Notes on the halls, the paths and the reading rooms of the borough, and on who looks after them")
    words = [words for _, _, words in outline(paper.read())]
    assert words[1:] == [LONG, OTHER]
    assert words[0].startswith("Notes on")


def test_print_drawn_from_the_bottom_up_is_read_from_the_top_down() -> None:
    paper = Paper()
    for y, words in ((300, "Third."), (200, "Second."), (100, "First.")):
        paper.at(72, y, words)
    assert [words for _, _, words in outline(paper.read())] == ["First.", "Second.", "Third."]


def test_notes_in_the_right_margin_stand_behind_their_paragraph() -> None:
    paper = Paper()
    for owner, text in (("Clerk", LONG), ("", OTHER), ("Chair", LONG), ("", OTHER)):
        y = paper.y + 8
        paper.prose(text, width=360)
        if owner:
            paper.at(470, y, owner)
    kinds = [(kind, words[:7]) for kind, _, words in outline(paper.read())]
    assert kinds == [
        ("paragraph", LONG[:7]),
        ("margin_note", "Clerk"),
        ("paragraph", OTHER[:7]),
        ("paragraph", LONG[:7]),
        ("margin_note", "Chair"),
        ("paragraph", OTHER[:7]),
    ]


def test_bullets_drawn_as_dots_are_bullets() -> None:
    paper = Paper()
    for words in ("Visits went up in every ward", "Costs did not"):
        paper.canvas.circle(80, HEIGHT - paper.y + 4, 1.6, stroke=0, fill=1)
        paper.line(words, x=92)
    assert outline(paper.read()) == [
        ("list_item", "•", "Visits went up in every ward"),
        ("list_item", "•", "Costs did not"),
    ]


def test_an_agenda_page() -> None:
    paper = Paper()
    for number, title, pages in (("1.", "APOLOGIES", ""), ("2.", "MINUTES", "(Pages 3 - 10)")):
        paper.at(72, paper.y, number, font="Helvetica-Bold")
        paper.at(108, paper.y, title, font="Helvetica-Bold")
        paper.at(450, paper.y, pages)
        paper.y += 18
        paper.prose("To be taken at the start of the meeting, with those of the last one.", x=108, width=300, gap=0)
        paper.y += 12
    assert [(kind, label) for kind, label, _ in outline(paper.read())] == [
        ("heading", "1."), ("paragraph", ""), ("heading", "2."), ("paragraph", ""),
    ]  # fmt: skip


def test_the_lines_of_a_list_of_contents_are_no_headings() -> None:
    paper = Paper()
    paper.line("Contents", size=16, gap=10)
    for words, page in (("Summary", "3"), ("Findings", "4"), ("Next steps", "9")):
        paper.at(72, paper.y, words, font="Helvetica-Bold")
        paper.at(500, paper.y, page, font="Helvetica-Bold")
        paper.y += 16
    assert [kind for kind, _, _ in outline(paper.read())] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_a_paragraph_in_a_narrow_column_is_whole_though_its_lines_go_on_with_capitals() -> None:
    paper = Paper()
    words = "The panel heard from the Library Board, which met in Highgate Gardens when Councillor Marsh was Chair. "
    for x, letter in ((60, "A"), (310, "B")):
        paper.y = 80
        for number in range(4):
            paper.prose(f"Part {letter}{number} {words}", x=x, width=220)
    read = [text for _, _, text in outline(paper.read())]
    assert read == [f"Part {letter}{number} {words}".strip() for letter in "AB" for number in range(4)]


def test_a_sentence_runs_on_in_the_next_column_and_under_a_picture() -> None:
    paper = Paper()
    cut = LONG.index(" in each") + 1
    under = OTHER.index("contractor")
    paper.y = 600
    paper.prose(LONG[:cut], x=60, width=220)
    paper.y = 80
    paper.prose(LONG[cut:], x=310, width=220)
    paper.page()
    paper.y = 80
    paper.prose(OTHER[:under], x=300, width=240, gap=0)
    paper.prose(OTHER[under:], x=60, gap=0)
    paper.prose(LONG, x=60)
    assert [text for _, _, text in outline(paper.read())] == [LONG, OTHER, LONG]


def test_an_address_on_the_right_is_read_line_by_line() -> None:
    paper = Paper()
    lines = ["Riverside Council", "Town Hall", "Mill Lane", "Riverside", "RV1 2AB"]
    for number, words in enumerate(lines):
        paper.at(520 - stringWidth(words, "Helvetica", 11), 60 + 14 * number, words)
    paper.y = 160
    paper.prose(LONG)
    assert outline(paper.read()) == [("paragraph", "", words) for words in [*lines, LONG]]


def test_a_list_of_bare_numbers_goes_on_past_nine() -> None:
    paper = Paper()
    for number in range(8, 13):
        if number in (8, 11):
            paper.page()
            paper.y = 150
        paper.at(76 if number < 10 else 72, paper.y + 8, str(number))
        paper.prose(OTHER, x=92, width=400)
    assert outline(paper.read()) == [("list_item", str(number), OTHER) for number in range(8, 13)]
