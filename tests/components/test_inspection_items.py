"""Invented reports of every form: what is tagged in each stands in a golden file beside it.

EXTRACTOR_REWRITE_GOLDEN=1 rewrites the golden files; read the difference before you commit it.
"""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor import pipeline
from extractor.components.tags import EMPTY, ITEMS, JUDGEMENTS, EmptyTag, ItemTag, JudgementTag, Place, tags
from extractor.frameworks import forms
from extractor.parsers import parse_bytes

REPORTS = sorted((Path(__file__).parent / "inspections").glob("*.md"))


@lru_cache(maxsize=1)
def nlp() -> Language:
    return pipeline.build()


def read(markdown: str, name: str = "report.md") -> Doc:
    return pipeline.tag(nlp(), parse_bytes(Path(name), markdown.encode()))


def told(doc: Doc) -> str:
    """All that the golden file says of a report, a line for each thing."""
    paper = doc._.paper
    quote = doc._.document.quote

    def words(place: Place) -> str:
        return str(quote(place.start_char, place.end_char))

    lines = [f"{paper.kind} / {paper.framework} / {paper.authority} / {paper.body} / {paper.date} / {paper.title}"]
    lines += [f"GRADE {t.area} = {t.grade}" for t in tags(doc, JUDGEMENTS, JudgementTag)]
    for item in tags(doc, ITEMS, ItemTag):
        lines.append(f"{item.kind} [{item.ref or ''}] {' > '.join(item.section)}")
        lines.append(f"    {words(item.place)}")
        lines += [f"    who: {words(o.place)} ({o.basis}{', cell' * o.cell})" for o in item.owner_places]
        lines += [f"    when: {words(d.place)}{' (cell)' * d.cell}" for d in item.due_places]
    lines += [f"EMPTY {' > '.join(t.section)}: {words(t.place)}" for t in tags(doc, EMPTY, EmptyTag)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_reports_of_every_form(path: Path) -> None:
    golden = path.with_suffix(".golden.txt")
    pasted = path.stem.startswith("pasted")  # a report that lost its bullets and headings on the way
    found = told(read(path.read_text(encoding="utf-8"), "report.txt" if pasted else "report.md"))
    if os.environ.get("EXTRACTOR_REWRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


PIECES = [
    "# What needs to improve?",
    "## Areas for improvement",
    "# Recommendations",
    "**Within three months:**",
    "# Next steps",
    "- Plan.",
    "1. Plan:",
    "  * now",
    "Leaders should plan.",
    "The council should:",
    "There are no priority actions.",
    "Yours sincerely",
    "| Responsible body | Areas for priority action |\n|---|---|\n| The council | Plan. |",
    "# Practice study: one child",
    "Recommendation 4:",
    "2. ",
    "Inspection dates: 3 to 7 June 2019",
]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=10),
    st.sampled_from([form.titles[0].pattern.pattern for form in forms()]),
)
def test_whatever_a_report_holds_items_are_apart_and_quoted(pieces: list[str], title: str) -> None:
    words = title.removeprefix(r"(?<!\w)(?:re-?)?").removesuffix(r"(?!\w)").replace("\\", "")
    text = f"# {words} Thurlmarsh\n\nLead inspector: Kim Elder\n\n" + "\n\n".join(pieces)
    doc = pipeline.tag(nlp(), parse_bytes(Path("report.md"), text.encode()))
    items = tags(doc, ITEMS, ItemTag)
    assert all(doc.text[item.place.start_char : item.place.end_char].strip() for item in items)
    assert all(item.section and item.rule_id for item in items)
    assert all(a.place.end_char <= b.place.start_char for a, b in pairwise(items))
