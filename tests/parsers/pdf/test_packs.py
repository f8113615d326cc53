"""Which files are agenda packs, where the papers in them begin, and what each paper has from the pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import store
from extractor.importer import Request, import_papers
from extractor.parsers.pdf import papers
from tests.parsers.pdf.printing import Paper

Page = tuple[str, ...]  # what stands on it, from the top
Marks = list[tuple[str, int, int]]  # title, level, page

AGENDA = ("Thurlmarsh Borough Council", "Scrutiny Committee", "Tuesday 4 March 2025 at 6 pm", "AGENDA",
          "1 Apologies", "2 Minutes of the last meeting", "3 Response to the inspection")  # fmt: skip
MINUTES = ("Minutes of the Scrutiny Committee held on 7 January 2025", "RESOLVED that the Clerk write to the police.")
REPORT = ("Response to the inspection", "Report of the Head of Parks", "Recommended that the Committee note the plan.")
MORE = ("The plan was written in the autumn with the partners and the schools.",)
PLAN = ("Improvement plan", "The Head of Parks should open the gates by 1 May 2025.")
ITEM_3, ITEM_3_BELOW = ("Agenda Item 3", *REPORT), (*[*MORE] * 14, "Agenda Item 4")

BOUND = [AGENDA, MINUTES, REPORT, MORE, PLAN]
OUTLINE = [("Agenda", 0, 1), ("2 Minutes of the last meeting", 0, 2), ("3 Response to the inspection", 0, 3),
           ("Appendix A: Improvement plan", 1, 5)]  # fmt: skip


def bind(pages: list[Page], marks: Marks) -> bytes:
    paper = Paper()
    for number, page in enumerate(pages, 1):
        paper.canvas.bookmarkPage(f"p{number}")
        paper.y = 60.0
        for words in page:
            paper.line(words, gap=12)
        if number < len(pages):
            paper.page()
    for title, level, number in marks:
        paper.canvas.addOutlineEntry(title, f"p{number}", level=level)
    return paper.bytes()


CASES: dict[str, tuple[list[Page], Marks, list[tuple[str, int, int]]]] = {
    "bookmarks of a pack": (BOUND, OUTLINE, [
        ("", 1, 1), ("2 Minutes of the last meeting", 2, 2), ("3 Response to the inspection", 3, 4),
        ("Appendix A: Improvement plan", 5, 5)]),
    "bookmarks that are names of files": (
        BOUND, [("Agenda March 2025", 0, 1), ("Item 2 - Draft minutes", 0, 2), ("Item 3 - Report", 0, 3)],
        [("", 1, 1), ("Item 2 - Draft minutes", 2, 2), ("Item 3 - Report", 3, 5)]),
    "headings of one agenda, two on a page": (
        BOUND, [("Agenda", 0, 1), ("1 Apologies", 0, 1), ("2 Minutes", 0, 2), ("3 Response", 0, 3)], []),
    "chapters of one report": (BOUND, [("Summary", 0, 1), ("1 Findings", 0, 2), ("2 Next steps", 0, 4)], []),
    "headings of a report that begins with its agenda": (
        BOUND, [("Agenda for change", 0, 1), ("The years ahead", 0, 2), ("What it costs", 0, 4)], []),
    "stamps at the top of pages": (
        [AGENDA, ("Agenda Item 2", *MINUTES), ITEM_3, MORE, PLAN], [],
        [("", 1, 1), ("Agenda item 2", 2, 2), ("Agenda item 3", 3, 5)]),
    "the same stamp on every page of a paper": (
        [AGENDA, ITEM_3, ("Agenda Item 3", *MORE)], [], [("", 1, 1), ("Agenda item 3", 2, 3)]),
    "a report stamped on its first page": ([ITEM_3, MORE, PLAN], [], []),
    "headings of minutes, at the top of a page and below": ([AGENDA, ITEM_3, ITEM_3_BELOW], [], []),
    "no mark at all": (BOUND, [], []),
}  # fmt: skip


@pytest.mark.parametrize(("pages", "marks", "parts"), CASES.values(), ids=CASES.keys())
def test_parts(pages: list[Page], marks: Marks, parts: list[tuple[str, int, int]]) -> None:
    found = list(papers(Path("pack.pdf"), bind(pages, marks)))
    names = [f"pack.pdf/{title} (pages {first}-{last})" if title else "pack.pdf" for title, first, last in parts]
    assert [paper.filename for paper in found] == (names or ["pack.pdf"])
    for paper, (title, first, last) in zip(found, parts, strict=False):
        assert (paper.first_page, paper.page_count) == (first, last - first + 1)
        assert {line.page for line in paper.lines} <= set(range(first, last + 1))
        assert paper.pack_sha256 == (found[0].sha256 if title else "")


def test_every_word_of_a_pack_is_in_one_of_its_papers() -> None:
    data = bind(BOUND, OUTLINE)
    (whole,) = papers(Path("whole.pdf"), bind(BOUND, []))
    assert " ".join(paper.text for paper in papers(Path("pack.pdf"), data)).split() == whole.text.split()


def test_a_paper_in_a_pack_has_the_sitting_of_its_agenda(tmp_path: Path) -> None:
    (tmp_path / "pack.pdf").write_bytes(bind(BOUND, OUTLINE))
    db = store.open_database(tmp_path / "papers.db")
    assert import_papers(db, Request((tmp_path / "pack.pdf",))).done == 1
    rows = db.query(
        "select d.kind, d.date, b.name as body, d.first_page from documents d "
        "left join bodies b on b.id = d.body_id order by d.first_page"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("agenda", "2025-03-04", "Scrutiny Committee", 1),
        ("minutes", "2025-01-07", "Scrutiny Committee", 2),
        ("officer_report", "2025-03-04", "Scrutiny Committee", 3),
        ("action_plan", "2025-03-04", "Scrutiny Committee", 5),
    ]
    again = import_papers(db, Request((tmp_path / "pack.pdf",)))
    assert (again.done, again.known) == (0, 1)
    store.close(db)
