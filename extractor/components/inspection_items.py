"""Tags the items of inspection reports: the points of each list of the report's form, and what it requires next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.cues import Cue, cues
from extractor.components.paper import form_of
from extractor.components.tags import (
    EMPTY,
    ITEMS,
    DuePlace,
    EmptyTag,
    ItemTag,
    OwnerPlace,
    Place,
    document_of,
    register_extensions,
    set_tags,
    tags,
)
from extractor.document import Block, Document, fold
from extractor.frameworks import ItemList, forms, heading_pattern, plain
from extractor.inspection.lists import ListWalk, Section
from extractor.inspection.points import FoundPoint, find_points, number_of
from extractor.inspection.requirements import find_requirements, find_said
from extractor.inspection.rows import column_line, find_rows, find_text_rows, running_text
from extractor.inspection.twice import once_each

_NARRATED, _REQUIRED = 0.95, 0.92  # of a list's own confidence; of a sentence


class InspectionItems:
    """spaCy component; see the module."""

    def __init__(self, own: str | None) -> None:
        self.own = own
        self.table: dict[str, Any] = rulebook.load(own).table("inspections")
        self.column_line = column_line(self.table["columns"])
        self.introductions = heading_pattern(self.table["introductions"])
        self.asks = [_asking(heading) for heading in self.table["asks"]]

    def __call__(self, doc: Doc) -> Doc:
        if doc._.paper.kind != "inspection_report":
            return doc
        document, form = document_of(doc), form_of(doc, self.own)
        lists = form.lists if form else tuple(entry for form in forms(self.own) for entry in form.lists)
        sections = self._sections(document, lists, cues(doc, "DEADLINE_HEADING"))
        empty = {cue.start_char for cue in cues(doc, "NOTHING_LISTED")}
        requires, named = cues(doc, "REQUIRES"), cues(doc, "DEADLINE_IN_HEADING")
        items: list[ItemTag] = []
        nothing: list[EmptyTag] = []
        leads: dict[int, Block] = {}
        for section in sections:
            kept = [b for b in section.blocks if b.content_start not in empty]
            nothing += [_empty(document, section, b) for b in section.blocks if b.content_start in empty]
            if section.of.requirements:
                items += self._requirements(document, section, kept, requires)
            else:
                items += self._points(document, section, kept, leads, _named_deadlines(document, section, named))
        items += self._said(document, lists, items)
        set_tags(doc, ITEMS, [*tags(doc, ITEMS, ItemTag), *once_each(document, items)])
        set_tags(doc, EMPTY, [*tags(doc, EMPTY, EmptyTag), *nothing])
        return doc

    def _said(self, document: Document, lists: tuple[ItemList, ...], items: list[ItemTag]) -> Iterator[ItemTag]:
        """Sentences anywhere in the report that ask for something in words of their own."""
        taken = [(item.place.start_char, item.place.end_char) for item in items]
        for entry in lists:
            for start, end, position in find_said(document, entry.said):
                if not any(start < b and a < end for a, b in taken):
                    above = tuple(_printed(document, document.blocks[n]) for n in document.sections[position])
                    yield ItemTag(Place(start, end), "action", entry.id, _REQUIRED, above[-1:])

    def _sections(self, document: Document, lists: tuple[ItemList, ...], headings: list[Cue]) -> list[Section]:
        deadlines = frozenset(document.block_at(cue.start_char).start_char for cue in headings)
        return ListWalk(document, lists, self.table["closers"], deadlines, self.column_line).run()

    def _points(
        self,
        document: Document,
        section: Section,
        blocks: list[Block],
        leads: dict[int, Block],
        named: tuple[DuePlace, ...],
    ) -> Iterator[ItemTag]:
        opener = section.path[0].block.start_char
        text_rows = find_text_rows(document, blocks, self.column_line)
        for row in [*find_rows(document, blocks, self.table["columns"]), *text_rows]:
            yield ItemTag(
                place=Place(row.start_char, row.end_char),
                kind="inspection_recommendation",
                rule_id=section.of.id,
                confidence=section.of.confidence,
                section=_path(section),
                ref=row.ref,
                restated=section.of.restated,
                owner_places=(
                    *(OwnerPlace(Place(c.start_char, c.end_char), "row", cell=True) for c in row.owners),
                    *self._asked(document, section),
                ),
                due_places=(*(DuePlace(Place(c.start_char, c.end_char), cell=True) for c in row.dues), *named),
                row=Place(row.block.start_char, row.block.end_char),
            )
        taken = {row.block.start_char for row in text_rows}
        running = [
            block
            for block in running_text(document, blocks)
            if block.start_char not in taken and not self._is_no_point(document, block)
        ]
        points = find_points(document, running, section.of.points)
        for point in points:
            lead_in = point.lead_in or leads.get(opener)
            yield self._point(document, section, point, lead_in, named)
        if not points and running:
            leads[opener] = running[-1]

    def _is_no_point(self, document: Document, block: Block) -> bool:
        words = plain(document.text[block.content_start : block.end_char])
        return bool(self.column_line.fullmatch(words) or self.introductions.fullmatch(words))

    def _point(
        self,
        document: Document,
        section: Section,
        point: FoundPoint,
        lead_in: Block | None,
        named: tuple[DuePlace, ...],
    ) -> ItemTag:
        owners = [*self._leading(lead_in), *self._asked(document, section)]
        theme = (_printed(document, point.theme),) if point.theme else ()
        return ItemTag(
            place=Place(point.start_char, point.end_char),
            kind="inspection_recommendation",
            rule_id=section.of.id,
            confidence=round(section.of.confidence * (_NARRATED if point.narrative else 1), 2),
            section=(*_path(section), *theme),
            ref=point.ref or number_of(section.path[-1].printed),
            restated=section.of.restated,
            owner_places=tuple(owners),
            due_places=(*_dues(section, lead_in), *named),
        )

    def _leading(self, lead_in: Block | None) -> Iterator[OwnerPlace]:
        if lead_in:
            yield OwnerPlace(Place(lead_in.content_start, lead_in.end_char), "lead_in")

    def _asked(self, document: Document, section: Section) -> Iterator[OwnerPlace]:
        """Who a heading asks it of, innermost heading first."""
        for heading in reversed(section.path):
            for pattern in self.asks:
                match = pattern.match(document.text, heading.block.content_start, heading.block.end_char)
                if match:
                    yield OwnerPlace(Place(match.start("who"), match.end("who")), "heading", cell=True)
                    break

    def _requirements(
        self, document: Document, section: Section, blocks: list[Block], requires: list[Cue]
    ) -> Iterator[ItemTag]:
        places = [cue.start_char for cue in requires]
        for start, end in find_requirements(document, blocks, places, tuple(self.table["goes_on"])):
            yield ItemTag(Place(start, end), "action", section.of.id, _REQUIRED, _path(section))


def _asking(heading: str) -> re.Pattern[str]:
    before, after = (re.escape(part).replace(r"\ ", r"\s+") for part in heading.split("*"))
    return re.compile(rf"{before}(?P<who>\S.*?){after}\W*$", re.IGNORECASE)


def _path(section: Section) -> tuple[str, ...]:
    return tuple(heading.printed for heading in section.path)


def _printed(document: Document, block: Block) -> str:
    return fold(document.text[block.content_start : block.end_char])


def _dues(section: Section, lead_in: Block | None) -> Iterator[DuePlace]:
    for heading in reversed(section.path):
        if heading.deadline:
            yield DuePlace(Place(heading.block.content_start, heading.block.end_char), cell=True)
            return
    if lead_in:
        yield DuePlace(Place(lead_in.content_start, lead_in.end_char))


def _named_deadlines(document: Document, section: Section, named: list[Cue]) -> tuple[DuePlace, ...]:
    """Deadlines that the section's headings name behind what they head, innermost first."""
    headings = [heading.block for heading in reversed(section.path) if not heading.deadline]
    return tuple(
        DuePlace(Place(cue.start_char, cue.end_char), cell=True)
        for block in headings
        for cue in named
        if block.start_char <= cue.start_char < block.end_char
    )


def _empty(document: Document, section: Section, block: Block) -> EmptyTag:
    return EmptyTag(Place(block.content_start, block.end_char), _path(section), "nothing-to-do")


@Language.factory("council_inspection_items")
def make_inspection_items(nlp: Language, name: str, own: str | None = None) -> Callable[[Doc], Doc]:
    """The component for any spaCy pipeline, after `council_cues` and `council_paper`."""
    register_extensions()
    return InspectionItems(own)
