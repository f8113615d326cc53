"""The grades that an inspection gave: from a table, a line, a heading with its grade below, or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from extractor.document import Block, Document, fold
from extractor.frameworks import heading_pattern, plain

_AREA_WORDS = 30
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_LABEL = re.compile(r"^(?:judgement outcome|judgement|this inspection|overall judgement)\s*:\s*")
_SCALE = re.compile(
    r"^(?:(?P<a>grade\s*\d)\s*[(:–-]?\s*(?P<first>[a-z ]+?)\)?|(?P<second>[a-z ]+?)\s*\(?(?:grade\s*)?\d\)?)$"
)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, the area of work that it was given to, and the place of the words that give it."""

    area: str
    grade: str
    start_char: int
    end_char: int


def find_grades(document: Document, areas: Sequence[str], table: dict[str, Any]) -> list[Grade]:
    """Every grade of this inspection, one for an area: tables are believed before headings, and either before
    sentences."""
    known = frozenset(plain(area) for area in areas)
    found = _rows(document, known, table) or _lines(document, known, table) or _headed(document, table)
    kept: dict[str, Grade] = {}
    for grade in [*found, *_sentences(document, table), *_outcomes(document, table)]:
        kept.setdefault(plain(grade.area), grade)
    return sorted(kept.values(), key=lambda grade: grade.start_char)


def _rows(document: Document, known: frozenset[str], table: dict[str, Any]) -> list[Grade]:
    """Grades in the rows of tables of which one row at least is about an area that the form knows."""
    by_table: dict[int | None, list[tuple[str, Grade]]] = {}
    told: dict[int | None, None] = {}
    group, last_table = "", None
    for above, block in pairwise((None, *document.blocks)):
        if block is None or block.kind != "table_row":
            continue
        if block.table != last_table:
            group = _words(document, above) if above and above.kind == "heading" else ""
            last_table = block.table
        filled = [words for cell in block.cells if (words := fold(document.text[cell.start_char : cell.end_char]))]
        group = filled[0] if len(filled) == 1 else group
        found = _in_row(filled, table)
        if found:
            area, grade = found
            if plain(area) in known:
                told[block.table] = None
            by_table.setdefault(block.table, []).append((group, Grade(area, grade, block.start_char, block.end_char)))
    return _told_apart([graded for number in told for graded in by_table[number]])


def _told_apart(graded: list[tuple[str, Grade]]) -> list[Grade]:
    """The grades; where several areas are graded under two titles, each is named with its title."""
    titles: dict[str, set[str]] = {}
    for title, grade in graded:
        titles.setdefault(plain(grade.area), set()).add(title)
    twice = {area for area, under in titles.items() if len(under) > 1}
    apart = len(twice) > 1
    return [
        replace(grade, area=f"{title}: {grade.area}") if apart and title and plain(grade.area) in twice else grade
        for title, grade in graded
    ]


def _words(document: Document, block: Block) -> str:
    return fold(document.text[block.content_start : block.end_char])


def _in_row(cells: Sequence[str], table: dict[str, Any]) -> tuple[str, str] | None:
    for area, graded in pairwise(cells):
        grade, name = grade_of(graded, table), _NUMBERED.sub("", area).rstrip(" :.")
        if grade and _is_area(name, table):
            return name, grade
    return None


def _is_area(name: str, table: dict[str, Any]) -> bool:
    words = plain(name)
    other = words in table["not_areas"] or _tells_of_another(name, table)
    return 0 < len(words.split()) <= _AREA_WORDS and not other and grade_of(name, table) is None


def _lines(document: Document, known: frozenset[str], table: dict[str, Any]) -> list[Grade]:
    """Lines that are an area of the form and its grade ("Overall effectiveness: Good")."""
    found: list[Grade] = []
    for position, block in enumerate(document.blocks):
        if (
            block.kind == "table_row"
            or block.end_char - block.start_char > 200
            or _of_another(document, position, table)
        ):
            continue
        words = _words(document, block)
        for cut in (match.start() for match in re.finditer(r"\s|:", words)):
            area, grade = (
                _NUMBERED.sub("", words[:cut]).rstrip(" :–-"),
                grade_of(words[cut + 1 :].lstrip(" :–-"), table),
            )
            if grade and plain(area) in known:
                found.append(Grade(area, grade, block.content_start, block.end_char))
                break
        else:
            found += _line_below(document, position, known, table)
    return found


def _line_below(document: Document, position: int, known: frozenset[str], table: dict[str, Any]) -> Iterator[Grade]:
    """The grade that stands alone under, or in the margin beside, a line that is an area of the form."""
    block, after = document.blocks[position], document.blocks[position + 1 : position + 2]
    area = _NUMBERED.sub("", _words(document, block)).rstrip(" :")
    if plain(area) in known and after and (grade := grade_of(_words(document, after[0]), table)):
        yield Grade(area, grade, block.content_start, after[0].end_char)


def _of_another(document: Document, position: int, table: dict[str, Any]) -> bool:
    """Whether the block stands under a heading that tells of another inspection."""
    above = (document.blocks[n] for n in document.sections[position])
    return any(_tells_of_another(document.text[b.start_char : b.end_char], table) for b in above)


def _tells_of_another(words: str, table: dict[str, Any]) -> bool:
    return any(" " in other and other in plain(words) for other in table["not_areas"])


def _headed(document: Document, table: dict[str, Any]) -> list[Grade]:
    """A heading with a line below it that is a grade ("Grade 2 (good)")."""
    found = []
    for above, block in pairwise(document.blocks):
        words = _words(document, block) if above.kind == "heading" else ""
        named = re.search(r"\bgrade\b|^judgement outcome:", words, re.IGNORECASE)
        if named and (grade := grade_of(words, table)):
            found.append(Grade(_words(document, above), grade, block.start_char, block.end_char))
    return found


def _sentences(document: Document, table: dict[str, Any]) -> Iterator[Grade]:
    grades, verbs = _any(table["grades"]), _any(table["verbs"])
    said = re.compile(
        rf"(?: (?:{verbs}) (?P<grade>{grades})| (?P<need>requires? improvement(?: to be good)?))(?: because)?$"
    )
    statements = [(words, said.search(words), start, end) for words, start, end in _statements(document)]
    for entry in table["sentence"]:
        subject = heading_pattern(entry["subjects"])
        for words, match, start, end in statements:
            if match and subject.fullmatch(words[: match.start()]):
                grade = match["grade"] or re.sub("^require ", "requires ", match["need"])
                yield Grade(entry["area"], grade.capitalize(), start, end)
                break


def _statements(document: Document) -> Iterator[tuple[str, int, int]]:
    """Short blocks and the first lines of boxes, as headings are compared."""
    for block in document.blocks:
        parts = [part for cell in block.cells for part in cell.parts] or [block]
        for part in parts:
            if part.end_char - part.start_char <= 200:
                yield plain(document.text[part.content_start : part.end_char]), part.start_char, part.end_char


def _outcomes(document: Document, table: dict[str, Any]) -> Iterator[Grade]:
    """Outcomes that a sentence under a heading of their own gives."""
    for entry in table["outcome"]:
        opens = heading_pattern(entry["headings"])
        under = False
        for block in document.blocks:
            if block.kind == "heading":
                under = bool(opens.fullmatch(plain(_words(document, block))))
                continue
            words = plain(_words(document, block)) if under else ""
            phrase = next((p for p in entry["phrases"] if p in words), None)
            if phrase:
                yield Grade(entry["area"], phrase.capitalize(), block.start_char, block.end_char)
                break


def grade_of(words: str, table: dict[str, Any]) -> str | None:
    """The grade that the words are, in sentence case: "Grade 2 (good)", "REQUIRES IMPROVEMENT" and "Good" are one."""
    said = _LABEL.sub("", plain(words))
    if scale := _SCALE.match(said):
        said = (scale["first"] or scale["second"]).strip()
    return said.capitalize() if said in table["grades"] else None


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
