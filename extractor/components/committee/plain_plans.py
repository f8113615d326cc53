"""Tasks of an action plan that prints them as lists under titles, without a table or labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from extractor.components.committee.labelled import task_tag
from extractor.components.numbering import ref_of
from extractor.components.passages import Passage, is_imperative
from extractor.components.reading import Reading
from extractor.components.tags import ItemTag, Place

_RULE = "plan-list"
_FEWEST = 3  # tasks that make a list of them a plan
_SHARE = 0.7  # of its points that begin as tasks do


@dataclass(frozen=True, slots=True)
class _Point:
    """A point with the parts that are set in under it; `title` is the numbered line over it, None without one."""

    passage: Passage
    end: int
    title: Passage | None


def planned(reading: Reading, confidence: dict[str, float], used: Collection[int]) -> list[ItemTag]:
    """The points of a plan's lists where nearly all begin as tasks do; none where it has a table or has been read."""
    if reading.kind != "action_plan" or used or any(p.row is not None for p in reading.all_passages):
        return []
    points = list(_points(reading))
    tasks = [p for p in points if is_imperative(reading.text(p.passage.start, p.end), reading.task_verbs)]
    if len(tasks) < max(_FEWEST, _SHARE * len(points)):
        return []
    return [_task(reading, point, confidence) for point in points]


def _points(reading: Reading) -> Iterator[_Point]:
    """Every point of every list; a number over bullets is the title of those."""
    passages = reading.passages
    title: Passage | None = None
    index = 0
    while index < len(passages):
        passage, index = passages[index], index + 1
        if passage.is_heading:
            title = None
        if not passage.listed:
            continue
        under = index
        while under < len(passages) and _is_part(reading, passage, passages[under]):
            under += 1
        if under > index and not passage.block.bulleted:
            title = passage
            continue
        over = title if title and title.block.level < passage.block.level else None
        yield _Point(passage, passages[under - 1].end if under > index else passage.end, over)
        index = under


def _is_part(reading: Reading, point: Passage, passage: Passage) -> bool:
    """Whether a point is set in under the one before it, or begins small behind its colon."""
    if not passage.listed or passage.block.level > point.block.level:
        return passage.listed
    leads = reading.text(point.start, point.end).rstrip().endswith(":")
    return leads and reading.text(passage.start, passage.end)[:1].islower()


def _task(reading: Reading, point: _Point, confidence: dict[str, float]) -> ItemTag:
    place, ref = Place(point.passage.start, point.end), ref_of(point.passage.block.label)
    item = task_tag(reading, point.passage, place, ref, _RULE, confidence=confidence)
    if point.title is None:
        return item
    return replace(item, section=(*item.section, reading.document.quote(point.title.start, point.title.end)))
