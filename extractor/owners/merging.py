"""Owners as records, each once: in one text, and from the several places that name those of one item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.owners.naming import owner_name
from extractor.owners.words import Agent, Known
from extractor.records import Owner, OwnerBasis, Quote


def as_owners(text: str, agents: Sequence[Agent], offset: int, basis: OwnerBasis, known: Known) -> list[Owner]:
    """The agents as records in reading order, each name once."""
    owners: dict[str, Owner] = {}
    for agent in sorted(agents, key=lambda agent: agent.start):
        words = text[agent.start : agent.end]
        name = owner_name(words, agent.type, known)
        quote = Quote(words, agent.start + offset, agent.end + offset)
        if not any(_same(name, earlier) for earlier in owners):
            owners[name] = Owner(name, agent.type, quote, basis)
    return list(owners.values())


def _same(name: str, earlier: str) -> bool:
    """Whether a later name is the earlier one again, in full or cut short ("the Board")."""
    words, before = (set(re.findall(r"\w+", words.lower())) for words in (name, earlier))
    return words <= before


def _shorter(owner: Owner, other: Owner) -> bool:
    """Whether this is the other cut short, told in another place: "the Board" in an item, its full name in the row."""
    return owner.type == other.type and owner.basis != other.basis and _same(owner.name, other.name)


def fuller(owners: Sequence[Owner], named: Sequence[Owner]) -> list[Owner]:
    """The owners, each that `named` has under a fuller name ("the Board", "the Safeguarding Board") replaced by it."""
    return [next((n for n in named if n.type == o.type and _same(o.name, n.name)), o) for o in owners]


def merge_owners(*groups: Sequence[Owner]) -> list[Owner]:
    """The owners of an item from several places, nearest place first: each once, under its fullest name."""
    merged: list[Owner] = []
    for owner in (owner for group in groups for owner in group):
        if any(_same(owner.name, other.name) for other in merged):
            continue
        shorter = next((i for i, other in enumerate(merged) if _shorter(other, owner)), None)
        if shorter is None:
            merged.append(owner)
        else:
            merged[shorter] = owner
    return merged
