"""Threads: items joined by links, strongest first, so far as no link puts together what must stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractor.link.items import Item, Link


@dataclass(frozen=True, slots=True)
class Thread:
    """One recommendation followed through the papers that print it, its origin first."""

    id: str
    items: tuple[Item, ...]

    @property
    def origin(self) -> Item:
        return self.items[0]

    @property
    def first_date(self) -> str | None:
        return min((i.paper.date for i in self.items if i.paper.date), default=None)

    @property
    def authority(self) -> str | None:
        return min((i.paper.authority for i in self.items if i.paper.authority), default=None)


@dataclass
class _Group:
    items: set[str]
    councils: set[str]
    inspections: set[object] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, item: Item) -> _Group:
        council = {item.paper.authority} if item.paper.authority else set()
        listed = item.kind == "inspection_recommendation"
        inspection: set[object] = {item.paper.inspection} if item.original else set()
        return cls({item.id}, council, inspection, {item.paper.id} if listed else set())

    def may_join(self, other: _Group) -> bool:
        """One council, one inspection, and no two points of the same inspection's list."""
        return (
            len(self.councils | other.councils) <= 1
            and len(self.inspections | other.inspections) <= 1
            and not self.papers & other.papers
        )

    def take(self, other: _Group) -> None:
        self.items |= other.items
        self.councils |= other.councils
        self.inspections |= other.inspections
        self.papers |= other.papers


def make_threads(
    items: Mapping[str, Item], links: Iterable[Link], apart: frozenset[tuple[str, str]] = frozenset()
) -> tuple[list[Thread], list[Link]]:
    """Every item in exactly one thread, and the links that were refused because they would join what is apart.

    A person's links come first and may join anything but what is `apart`: pairs of ids, the smaller first.
    """
    groups = {item_id: _Group.of(item) for item_id, item in items.items()}
    enemies: dict[str, set[str]] = {}
    for a, b in apart:
        enemies.setdefault(a, set()).add(b)
        enemies.setdefault(b, set()).add(a)
    refused = []
    for found in sorted(links, key=lambda li: (li.decided_by != "person", -li.score, li.first, li.second)):
        one, other = groups[found.first], groups[found.second]
        if one is other:
            if _enemies(enemies, {found.first}, {found.second}):
                refused.append(found)
            continue
        person = found.decided_by == "person"
        if _enemies(enemies, one.items, other.items) or not (person or one.may_join(other)):
            refused.append(found)
            continue
        if len(one.items) < len(other.items):
            one, other = other, one
        one.take(other)
        for item_id in other.items:
            groups[item_id] = one
    distinct = {id(g): g for g in groups.values()}.values()
    return sorted((_thread(items, g) for g in distinct), key=lambda t: t.id), refused


def _enemies(enemies: Mapping[str, set[str]], one: set[str], other: set[str]) -> bool:
    return any(enemies[i] & other for i in one if i in enemies)


def _thread(items: Mapping[str, Item], group: _Group) -> Thread:
    members = tuple(sorted((items[i] for i in group.items), key=lambda item: item.order))
    return Thread(f"t-{members[0].id.removeprefix('r-')}", members)
