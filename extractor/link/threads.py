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


@dataclass(frozen=True, slots=True)
class Former:
    """Before this day the item was in another thread: the link that joined the two was not known yet."""

    item: str
    thread: str
    until: str


@dataclass(frozen=True, slots=True)
class Threads:
    """What links come to: every item in one thread, what it was in before, and the links that were refused."""

    threads: tuple[Thread, ...]
    former: tuple[Former, ...] = ()
    refused: tuple[Link, ...] = ()


@dataclass
class _Group:
    items: set[str]
    origin: Item
    councils: set[str]
    inspections: set[object] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, item: Item) -> _Group:
        council = {item.paper.authority} if item.paper.authority else set()
        listed = item.kind == "inspection_recommendation"
        inspection: set[object] = {item.paper.inspection} if item.original else set()
        return cls({item.id}, item, council, inspection, {item.paper.id} if listed else set())

    def may_join(self, other: _Group) -> bool:
        """One council, one inspection, and no two points of the same inspection's list."""
        return (
            len(self.councils | other.councils) <= 1
            and len(self.inspections | other.inspections) <= 1
            and not self.papers & other.papers
        )

    def take(self, other: _Group) -> None:
        self.items |= other.items
        self.origin = min(self.origin, other.origin, key=lambda item: item.order)
        self.councils |= other.councils
        self.inspections |= other.inspections
        self.papers |= other.papers


def make_threads(
    items: Mapping[str, Item], links: Iterable[Link], apart: frozenset[tuple[str, str]] = frozenset()
) -> Threads:
    """Every item in exactly one thread, and what was refused because it would join what must stay apart.

    Links are followed in the order of the days on which they became known, so that a later paper changes nothing of
    what was known before; of one day, a person's come first, then the strongest. A person's may join anything but what
    is `apart`: pairs of ids, the smaller first.
    """
    groups = {item_id: _Group.of(item) for item_id, item in items.items()}
    enemies: dict[str, set[str]] = {}
    for a, b in apart:
        enemies.setdefault(a, set()).add(b)
        enemies.setdefault(b, set()).add(a)
    refused: list[Link] = []
    former: dict[tuple[str, str], Former] = {}  # of several threads left on one day, the one from before that day
    for day, found in sorted(((_day(items, li), li) for li in links), key=lambda pair: (pair[0], *_strength(pair[1]))):
        one, other = groups[found.first], groups[found.second]
        if not _may_join(one, other, found, enemies):
            refused.append(found)
        elif one is not other:
            for left in _left_behind(items, one, other, day):
                former.setdefault((left.item, day), left)
            if len(one.items) < len(other.items):
                one, other = other, one
            one.take(other)
            groups.update(dict.fromkeys(other.items, one))
    distinct = {id(g): g for g in groups.values()}.values()
    threads = sorted((_thread(items, g) for g in distinct), key=lambda t: t.id)
    return Threads(tuple(threads), tuple(former.values()), tuple(refused))


def _day(items: Mapping[str, Item], found: Link) -> str:
    """The day from which both papers are known."""
    return max(items[found.first].paper.day, items[found.second].paper.day)


def _strength(found: Link) -> tuple[bool, float, str, str]:
    return (found.decided_by != "person", -found.score, found.first, found.second)


def _may_join(one: _Group, other: _Group, found: Link, enemies: Mapping[str, set[str]]) -> bool:
    if one is other:
        return found.second not in enemies.get(found.first, ())
    return not _enemies(enemies, one.items, other.items) and (found.decided_by == "person" or one.may_join(other))


def _left_behind(items: Mapping[str, Item], one: _Group, other: _Group, day: str) -> list[Former]:
    """The items that stood in a thread of another name until the two groups became one."""
    later = max(one, other, key=lambda group: group.origin.order)
    return [Former(i, thread_id(later.origin), day) for i in sorted(later.items) if items[i].paper.day < day]


def thread_id(origin: Item) -> str:
    """The id of the thread that begins with this item."""
    return f"t-{origin.id.removeprefix('r-')}"


def _enemies(enemies: Mapping[str, set[str]], one: set[str], other: set[str]) -> bool:
    return any(enemies[i] & other for i in one if i in enemies)


def _thread(items: Mapping[str, Item], group: _Group) -> Thread:
    members = tuple(sorted((items[i] for i in group.items), key=lambda item: item.order))
    return Thread(thread_id(group.origin), members)
