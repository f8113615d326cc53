"""The parts of a paper that are closed to the public: marked items and appendices, and what came after the exclusion.

A part runs from its heading to the end of what stands under it. The resolution by which the public were excluded is
no part of it, and a notice that they might be excluded closes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

from extractor.document import Block, Document, fold
from extractor.frameworks import plain
from extractor.paper.exclusion import Exclusion, exclusion_words
from extractor.paper.markings import Markings, markings
from extractor.paper.marks import OF_MEETINGS, looked_at, marked_pages
from extractor.paper.paragraphs import paragraphs_of
from extractor.records import PaperKind

Key = TypeVar("Key", bound=Hashable)
_FAR = 4000  # characters after a resolution that may say it came to nothing
_FEW = 6  # blocks under a heading among which the resolution is looked for
_LABEL = re.compile(r"(?:appendix|annexe?|enclosure)\s+[\w.]{1,4}\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """An item of business, or all that stands under a heading; `number` and `title` as they are compared."""

    start: int
    end: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ClosedPart:
    """A place that is closed to the public, the words that close it, and the paragraphs of the law that they name."""

    start_char: int
    end_char: int
    words: str
    paragraphs: str


@dataclass(frozen=True, slots=True)
class Line:
    """A block that may bear on it: its place in the list of blocks, its words, and the same as `plain` gives them."""

    index: int
    block: Block
    words: str
    plain: str


def unit(start: int, end: int, number: str | None, title: str) -> Unit:
    """An item of business with its printed number and title."""
    return Unit(start, end, (number or "").casefold().strip(" .()"), plain(title))


def closed_parts(
    document: Document, kind: PaperKind, business: Sequence[Unit], own: str | None = None
) -> tuple[ClosedPart, ...]:
    """The closed parts of a paper in reading order, none inside another; `business` are its items of business."""
    found = [*_on_marked_pages(document, own)]
    stems = markings(own).stems
    if any(stem in document.text.casefold() for stem in stems):
        starts = {item.start for item in business}
        units = (*business, *(u for u in _sections(document) if u.start not in starts))
        halved = kind in OF_MEETINGS and markings(own).meant.search(document.text.casefold()) is not None
        paper = _Paper(document, tuple(business), units, markings(own), halved)
        lines = [
            Line(i, block, words, plain(words))
            for i, block in enumerate(document.blocks)
            if _bears(words := looked_at(document, block), stems)
        ]
        found += [*paper.marked(lines, exclusion_words(own)), *paper.named_appendices(lines)]
        if kind in OF_MEETINGS:
            found += paper.after_exclusion(lines, exclusion_words(own))
    begins = sorted({item.start for item in business})
    return tuple(piece for part in _apart(found) for piece in _by_item(part, document, begins))


@dataclass(frozen=True)
class _Paper:
    document: Document
    business: tuple[Unit, ...]
    units: tuple[Unit, ...]
    table: Markings
    halved: bool

    @cached_property
    def starts(self) -> list[int]:
        return sorted({unit.start for unit in self.units})

    @cached_property
    def place_of(self) -> dict[Unit, int]:
        """Each item of business, and the how-manyth it is."""
        return {unit: position for position, unit in enumerate(self.business)}

    @cached_property
    def opening(self) -> dict[int, list[Unit]]:
        """The units that begin at a character."""
        return _grouped(self.units, lambda unit: unit.start)

    @cached_property
    def numbered(self) -> dict[str, list[Unit]]:
        return _grouped((unit for unit in self.units if unit.number), lambda unit: unit.number)

    @cached_property
    def innermost(self) -> list[Unit | None]:
        """For each block the smallest unit that holds it."""
        found: list[Unit | None] = []
        open_units: list[Unit] = []
        for block in self.document.blocks:
            open_units = [unit for unit in open_units if unit.end > block.start_char]
            open_units += self.opening.get(block.start_char, ())
            found.append(min(open_units, key=lambda unit: unit.end - unit.start, default=None))
        return found

    def marked(self, lines: Iterable[Line], said: Exclusion) -> Iterator[ClosedPart]:
        """What a heading or a line of its own marks; a list of papers that names a closed one marks nothing."""
        has_open = self.halved and any(self.table.opens_part(unit.title) for unit in self.units)
        closed_until = 0
        for line in lines:
            opens = line.block.start_char in self.opening
            listed = line.block.kind in ("table_row", "list_item") and not opens
            if listed or line.block.start_char < closed_until:
                continue
            half = has_open and self.table.is_closed_half(line.plain)
            marking = line.plain if half else self.table.marking(line.plain)
            if not marking or self._says_none(line.index) or (opens and self._excludes_within(line, said)):
                continue
            alone = half or self.table.says_only_that(line.plain)
            if not opens and not alone and self.table.speaks_of_part(marking):
                continue
            if alone and (opens or half or self.table.divides(marking)):  # a heading over all that follows
                closed_until = self._until_open(line.index)
                yield _part(line, line.block.start_char, closed_until)
            else:
                for start, end in self._under(line) if opens else self._around(line):
                    yield _part(line, start, end)

    def _excludes_within(self, line: Line, said: Exclusion) -> bool:
        """Whether the resolution to exclude the public stands under this heading: what follows it is closed then."""
        ends = [end for _, end in self._under(line)]
        blocks = self.document.blocks_between(line.block.end_char, max(ends))
        return any(said.excludes(looked_at(self.document, block), line.plain) for block in blocks[:_FEW])

    def named_appendices(self, lines: Iterable[Line]) -> Iterator[ClosedPart]:
        """Appendices that another place of the paper says are closed ("Appendix 2 is exempt under paragraph 3")."""
        said: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            for name in _LABEL.findall(line.plain) if self.table.closes_appendix(line.plain) else ():
                said[name].append(line)
        for unit in self.units:
            label = _LABEL.match(unit.title)
            elsewhere = (
                (line for line in said.get(label[0], ()) if line.block.start_char != unit.start) if label else ()
            )
            for first in islice(elsewhere, 1):
                yield _part(first, unit.start, unit.end)

    def after_exclusion(self, lines: Iterable[Line], said: Exclusion) -> Iterator[ClosedPart]:
        """What stands after each resolution to exclude the public, as far as it reaches."""
        closed_until = 0
        for line in lines:
            if line.block.start_char < closed_until:
                continue
            unit = self.innermost[line.index]
            title = unit.title if unit else ""
            start = self._end_of(line, unit) if said.is_title(title) else line.block.end_char
            if unit and unit.start == line.block.start_char and not said.is_resolved(line.plain):
                excludes = said.is_title(title) and self._is_bare(unit)  # its heading, and no resolution
            else:
                rest = self.document.text[line.block.start_char : min(start, line.block.end_char + _FAR)]
                excludes = said.excludes(line.words, title) and not said.came_to_nothing(rest)
            for place in self._scope(line, start, said) if excludes else ():
                closed_until = max(closed_until, place[1])
                yield _part(line, *place)

    def _end_of(self, line: Line, unit: Unit | None) -> int:
        """Where the item that a resolution stands in ends: the sizes of headings alone do not tell."""
        if unit in self.place_of:
            return unit.end
        at = bisect_right(self.starts, line.block.start_char)
        return self.starts[at] if at < len(self.starts) else len(self.document.text)

    def _is_bare(self, unit: Unit) -> bool:
        """Whether an item is a title alone and stands in the second half: early ones are the standing notice."""
        place = self.place_of.get(unit)
        late = place is not None and 2 * place >= len(self.business) - 1
        return late and len(self.document.blocks_between(unit.start, unit.end)) == 1

    def _scope(self, line: Line, start: int, said: Exclusion) -> list[tuple[int, int]]:
        named = (unit for number in said.items_named(line.words) for unit in self.numbered.get(number, ()))
        if places := [(unit.start, unit.end) for unit in named]:
            return places
        after = [b for b in self.document.blocks[line.index + 1 :] if b.start_char >= start]
        if not after:
            return []
        at = bisect_left(self.starts, start)
        if said.one_follows(line.words) and at < len(self.starts):
            following = max(unit.end for unit in self.opening[self.starts[at]])
            return [(after[0].start_char, following)]
        back = (b.start_char for b in after if self._lets_in(b, said))
        return [(after[0].start_char, next(back, len(self.document.text)))]

    def _lets_in(self, block: Block, said: Exclusion) -> bool:
        words = plain(looked_at(self.document, block))
        return said.readmits(words) or (block.kind == "heading" and self.table.opens_part(words))

    def _under(self, line: Line) -> list[tuple[int, int]]:
        return [(unit.start, unit.end) for unit in self.opening[line.block.start_char]]

    def _around(self, line: Line) -> Iterator[tuple[int, int]]:
        """The part that a line stands in; where it is the last line there, perhaps the next part is meant."""
        unit = self.innermost[line.index]
        if unit is None:
            yield line.block.start_char, len(self.document.text)
            return
        yield unit.start, unit.end
        after = self.innermost[line.index + 1] if line.index + 1 < len(self.innermost) else None
        if after and after.start >= unit.end:
            yield after.start, after.end

    def _until_open(self, index: int) -> int:
        """Where the next open part begins: a heading that is nothing but a mark closes all that follows."""
        blocks = self.document.blocks[index + 1 :]
        opened = (b.start_char for b in blocks if self.table.opens_part(plain(looked_at(self.document, b))))
        return next(opened, len(self.document.text))

    def _says_none(self, index: int) -> bool:
        """Whether the next words say that there is nothing of the kind, or that only an appendix is closed."""
        if index + 1 >= len(self.document.blocks):
            return False
        return self.table.takes_back(plain(looked_at(self.document, self.document.blocks[index + 1])))


def _part(line: Line, start: int, end: int) -> ClosedPart:
    words = fold(line.words)
    return ClosedPart(start, end, words, paragraphs_of(words))


def _grouped(units: Iterable[Unit], by: Callable[[Unit], Key]) -> dict[Key, list[Unit]]:
    found: dict[Key, list[Unit]] = defaultdict(list)
    for unit in units:
        found[by(unit)].append(unit)
    return dict(found)


def _bears(words: str, stems: Iterable[str]) -> bool:
    folded = words.casefold()
    return any(stem in folded for stem in stems)


def _sections(document: Document) -> Iterator[Unit]:
    """Each heading with all that stands under it."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    for position, block in enumerate(headings):
        after = (b.start_char for b in headings[position + 1 :] if b.level <= block.level)
        title = document.text[block.content_start : block.end_char]
        yield unit(block.start_char, next(after, len(document.text)), block.label, title)


def _on_marked_pages(document: Document, own: str | None) -> Iterator[ClosedPart]:
    """The pages whose header or footer says it, as one part where they follow each other."""
    for page, words in sorted(marked_pages(document, own).items()):
        there = [b for b in document.blocks if b.page == page and page]
        if there:
            yield ClosedPart(there[0].start_char, there[-1].end_char, words, paragraphs_of(words))


def _by_item(part: ClosedPart, document: Document, business: Sequence[int]) -> Iterator[ClosedPart]:
    """The part item by item, so that each is counted and cleared by itself; `business` are where items begin."""
    inside = business[bisect_right(business, part.start_char) : bisect_left(business, part.end_char)]
    starts = [part.start_char, *inside]
    for start, end in zip(starts, [*inside, part.end_char], strict=True):
        own = paragraphs_of(looked_at(document, document.block_at(start)))
        yield ClosedPart(start, end, part.words, own or part.paragraphs)


def _apart(parts: Iterable[ClosedPart]) -> list[ClosedPart]:
    """The parts in reading order; one that lies inside another, or begins in it, is joined with it."""
    joined: list[ClosedPart] = []
    for part in sorted(parts, key=lambda p: (p.start_char, -p.end_char)):
        last = joined[-1] if joined else None
        if last is None or part.start_char >= last.end_char:
            joined.append(part)
        elif part.end_char > last.end_char:
            joined[-1] = ClosedPart(last.start_char, part.end_char, last.words, last.paragraphs or part.paragraphs)
        elif not last.paragraphs and part.paragraphs:
            joined[-1] = ClosedPart(last.start_char, last.end_char, last.words, part.paragraphs)
    return joined
