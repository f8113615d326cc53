"""Places: which block, line and page a character belongs to, and what a reader would copy from a place."""

import pytest

from extractor.document import Block, Cell, Document, Line, fold

TEXT = "Areas for improvement\n\n• Make plans\n• clear\n\n1\tKeep\twell"
BLOCKS = (
    Block("heading", 0, 21, 0, level=1, page=1),
    Block("list_item", 23, 35, 25, "•", page=1),
    Block("list_item", 36, 43, 38, "•", level=1, page=2),
    Block("table_row", 45, 56, 45, page=2, table=0, cells=(Cell(45, 46, 0), Cell(47, 51, 1), Cell(52, 56, 2))),
)
LINES = (Line(0, 21, 1, 50, 50, 200, 62), Line(23, 35, 1, 60, 70, 200, 82), Line(36, 43, 2, 60, 50, 200, 62))
DOCUMENT = Document("ab" * 32, "paper.pdf", "application/pdf", TEXT, BLOCKS, LINES, page_count=2)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 21, "Areas for improvement"),
        (23, 35, "Make plans"),
        (25, 43, "Make plans clear"),
        (45, 56, "1 Keep well"),
        (30, 33, "pla"),
    ],
)
def test_quote(start: int, end: int, words: str):
    assert DOCUMENT.quote(start, end) == words


@pytest.mark.parametrize(("char", "block", "page"), [(0, 0, 1), (20, 0, 1), (25, 1, 1), (40, 2, 2), (46, 3, 2)])
def test_block_and_page(char: int, block: int, page: int):
    assert DOCUMENT.block_at(char) is BLOCKS[block]
    assert DOCUMENT.page_at(char) == page


@pytest.mark.parametrize(
    ("start", "end", "lines"), [(0, 21, LINES[:1]), (10, 30, LINES[:2]), (25, 43, LINES[1:]), (45, 56, ())]
)
def test_lines_at(start: int, end: int, lines: tuple[Line, ...]):
    assert DOCUMENT.lines_at(start, end) == lines


def test_blocks_between():
    assert DOCUMENT.blocks_between(24, 40) == BLOCKS[1:3]
    assert DOCUMENT.blocks_between(21, 23) == ()


def test_sections_follow_heading_levels():
    def heading(at: int, level: int) -> Block:
        return Block("heading", at, at + 1, at, level=level)

    words = Block("paragraph", 9, 10, 9)
    document = Document(
        "", "", "", "0123456789", (heading(0, 1), heading(1, 2), words, heading(3, 2), heading(4, 1), words)
    )
    assert document.sections == ((), (0,), (0, 1), (0,), (), (4,))


def test_a_document_without_lines_has_no_pages():
    document = Document("", "", "text/plain", "words", (Block("paragraph", 0, 5, 0),))
    assert document.page_at(2) is None
    assert document.lines_at(0, 5) == ()


def test_fold():
    assert fold("  a \n\n b\t c ") == "a b c"
