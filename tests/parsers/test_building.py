"""Places are right by construction, whatever a parser hands to the builder."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import BLOCK_JOINT, CELL_JOINT, PART_JOINT, Block, Document
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table, TableCell, TableRow

WORDS = st.one_of(
    st.text(alphabet="ab cZ.1(\t\n\v\u00ad\u200b•–é😀", max_size=30),
    st.sampled_from(
        ["(a) note it", "1. Note", "• act", "(i)", "3.", "Recommendation:", "MINUTES", "", "of the", "x" * 50]
    ),
)
LABELS = st.sampled_from(["", "1.", "(b)", "•"])
PARAS = st.builds(
    Para,
    words=WORDS,
    kind=st.sampled_from(["paragraph", "heading", "list_item"]),
    label=LABELS,
    level=st.one_of(st.none(), st.integers(0, 4)),
    indent=st.sampled_from([0.0, 18.0, 36.0]),
    bold=st.booleans(),
)


def tables(content: st.SearchStrategy[Para | Table]) -> st.SearchStrategy[Table]:
    cells = st.builds(
        TableCell,
        column=st.just(0),
        content=st.lists(content, max_size=2).map(tuple),
        column_span=st.integers(1, 3),
        row_span=st.integers(1, 3),
        header=st.booleans(),
    )
    rows = st.builds(TableRow, cells=st.lists(cells, max_size=3).map(in_columns), header=st.booleans())
    return st.builds(Table, rows=st.lists(rows, max_size=3).map(tuple), layout=st.booleans())


def in_columns(cells: list[TableCell]) -> tuple[TableCell, ...]:
    return tuple(replace(cell, column=column) for column, cell in enumerate(cells))


ELEMENTS = st.lists(st.one_of(PARAS, tables(st.one_of(PARAS, tables(PARAS)))), max_size=5)


def build(*elements: Para | Table) -> Document:
    builder = Builder()
    builder.add(elements)
    return builder.document(Path("paper.txt"), b"bytes", "text/plain")


def words(document: Document, place: Block) -> str:
    return document.text[place.start_char : place.end_char]


@settings(max_examples=120, deadline=None)
@given(ELEMENTS)
def test_places_are_right(elements: list[Para | Table]) -> None:
    document = build(*elements)
    assert document.text == BLOCK_JOINT.join(words(document, block) for block in document.blocks)
    for block in document.blocks:
        assert block.start_char <= block.content_start <= block.end_char
        assert words(document, block)
        if block.cells:
            own = [cell for cell in block.cells if block.start_char <= cell.start_char <= block.end_char]
            assert words(document, block) == CELL_JOINT.join(document.text[c.start_char : c.end_char] for c in own)
        for cell in block.cells:
            inside = document.text[cell.start_char : cell.end_char]
            assert inside == PART_JOINT.join(words(document, part) for part in cell.parts)
            assert all(part.start_char <= part.content_start <= part.end_char for part in cell.parts)
    labelled = [b for block in document.blocks for b in (block, *(p for c in block.cells for p in c.parts)) if b.label]
    for block in labelled:
        assert block.label in document.text[block.start_char : block.content_start + 1]


@settings(max_examples=60, deadline=None)
@given(ELEMENTS)
def test_no_word_is_lost_or_made_up(elements: list[Para | Table]) -> None:
    def letters(text: str) -> list[str]:
        return sorted(filter(str.isalnum, text))

    def given_words(element: Para | Table) -> str:
        if isinstance(element, Para):
            return f"{element.label} {element.words}" if element.words.strip("\u00ad\u200b \t\n\v") else ""
        return " ".join(given_words(inner) for row in element.rows for cell in row.cells for inner in cell.content)

    printed = letters(build(*elements).text)
    expected = letters(" ".join(map(given_words, elements)))
    # Labels "1." and "(b)" of paragraphs without words are not printed.
    assert [char for char in printed if char not in "1b"] == [char for char in expected if char not in "1b"]


def row(*cells: str, header: bool = False, spans: tuple[int, ...] = ()) -> TableRow:
    return TableRow(
        tuple(
            TableCell(column, (Para(text),), row_span=spans[column] if spans else 1)
            for column, text in enumerate(cells)
        ),
        header,
    )


def test_a_cell_over_two_rows_stands_in_both_at_one_place() -> None:
    lower = TableRow((TableCell(1, (Para("Train staff"),)),))
    document = build(Table((row("Theme", "Action", header=True), row("Records", "Audit files", spans=(2, 1)), lower)))
    _, first, second = document.blocks
    assert first.cells[0] == second.cells[0]
    assert [cell.column for cell in second.cells] == [0, 1]
    assert words(document, second) == "Train staff"
    assert [cell.heading for cell in second.cells] == ["Theme", "Action"]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ((row("Action", "Owner", header=True), row("Write", "Clerk")), [True, False]),
        ((row("a", "b"), row("c", "d")), [False, False]),
        (
            (
                row("Action", "Progress"),
                row("Write to every school in the borough", "Letters went out in May and all replied"),
                row("Meet the board and agree its terms", "The board met twice and agreed them in June"),
            ),
            [True, False, False],
        ),
    ],
    ids=["said by the file", "nothing tells", "short over long"],
)
def test_header_rows(rows: tuple[TableRow, ...], headers: list[bool]) -> None:
    assert [block.header for block in build(Table(rows)).blocks] == headers


def test_bold_first_row_heads_the_columns_and_a_repeated_one_too() -> None:
    def bold(*cells: str) -> TableRow:
        return TableRow(tuple(TableCell(n, (Para(words, bold=True),)) for n, words in enumerate(cells)))

    document = build(Table((bold("Ref", "Step"), row("1", "Write"), bold("Ref", "Step"), row("2", "Meet"))))
    assert [block.header for block in document.blocks] == [True, False, True, False]
    assert document.blocks[3].cells[1].heading == "Step"


def test_a_title_over_the_table_heads_no_column() -> None:
    title = TableRow((TableCell(0, (Para("Plan for the year", bold=True),), column_span=2),), header=True)
    columns = TableRow((TableCell(0, (Para("Step", bold=True),)), TableCell(1, (Para("Owner", bold=True),))))
    document = build(Table((title, columns, row("Write", "Clerk"))))
    assert [block.header for block in document.blocks] == [True, True, False]
    assert [cell.heading for cell in document.blocks[2].cells] == ["Step", "Owner"]


def test_a_label_alone_numbers_the_words_that_follow() -> None:
    document = build(Para("(a)"), Para("the plan had been sent;"), Para("(b)"), Para("staff were in post."))
    assert [(b.kind, b.label, words(document, b)) for b in document.blocks] == [
        ("list_item", "(a)", "(a) the plan had been sent;"),
        ("list_item", "(b)", "(b) staff were in post."),
    ]


def test_tables_that_arrange_a_page_are_opened() -> None:
    inner = Table((row("Step", "Owner", header=True), row("Write", "Clerk")))
    document = build(Table((TableRow((TableCell(0, (Para("Actions"), inner)),)),)))
    assert [block.kind for block in document.blocks] == ["paragraph", "table_row", "table_row"]


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("The report answered a request for crossings at the", "junction of two roads.", 1),
        ("The report answered a request for crossings.", "junction of two roads.", 2),
        ("The report answered a request for crossings at the", "Junction Road school.", 2),
    ],
)
def test_a_sentence_cut_in_two_is_made_whole(before: str, after: str, count: int) -> None:
    assert len(build(Para(before), Para(after)).blocks) == count


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("The clerk would write to the council about the crossing.\t\tClerk", "Clerk"),
        ("The officers would bring a report to the next meeting.          AH / BC", "AH / BC"),
        ("Introduction to the plan for the year\t3", None),
        ("The date of the next meeting was agreed:\tMonday", None),
        ("Councillors Hay and Bell, and the Director\tApologies: Councillor Dee", None),
        ("Chair\tAda Hay", None),
    ],
)
def test_names_in_the_right_margin_are_notes(words: str, note: str | None) -> None:
    notes = [document.text[b.start_char :] for document in [build(Para(words))] for b in document.blocks[1:]]
    assert notes == ([note] if note else [])


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("RESOLVED: (i) That the report be noted; (ii) That officers write to schools.", 3),
        ("Resolved – (1) That the plan be agreed.", 2),
        ("Agreed: (a) that A be done, and (b) that B be done by May.", 3),
        ("Agreed: (a) that A (b) be done.", 2),
        ("Officers were asked (a) to write and (b) to call.", 1),
        ("RESOLVED: That the report (1) be noted.", 1),
    ],
)
def test_limbs_run_together_stand_apart(words: str, count: int) -> None:
    document = build(Para(words))
    assert len(document.blocks) == count
    assert document.text.replace("\n\n", " ") == words
    in_table = build(Table((row("Visits", words), row("Money", "The rest"), row("Staff", "No more"))))
    assert len(in_table.blocks[0].cells[1].parts) == count


def test_a_list_set_as_a_table_is_a_list() -> None:
    document = build(
        Para("RESOLVED that"), Table((row("(i)", "the plan be agreed;"), row("(ii)", "officers report in May.")))
    )
    assert [(b.kind, b.label) for b in document.blocks[1:]] == [("list_item", "(i)"), ("list_item", "(ii)")]
    numbered = build(Table((row("No.", "Action"), row("1.", "Write to schools"))))
    assert [block.kind for block in numbered.blocks] == ["table_row"] * 2
