"""Reads the name of somebody who can act, or of several, at one place of a text.

No dictionary holds every post of every council. So a name is read from its shape: words that end in a noun for a
post or a body ("assistant director", "safeguarding partnership"), what that is of or for ("of Children, Young
People and Families"), a title and a surname, a forename, initials, a known abbreviation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.owners.people import any_name, forenamed, surname, titled
from extractor.owners.posts import abbreviated, post_or_body
from extractor.owners.vocabulary import vocabulary
from extractor.owners.words import DETERMINERS, NOTHING_KNOWN, Agent, Known, Token

_JOINTS: Final = frozenset(("and", "&", "/", ",", "+"))
_LONGEST_JOINT = 3
_WITH: Final = frozenset(("together", "along", "with"))


def read_agents(words: Sequence[Token], at: int, known: Known = NOTHING_KNOWN, *, names: bool = False) -> list[Agent]:
    """Everybody named from token `at` on, joint names apart; empty if nobody is. `names` lets any capital words be a
    person, which is right only where the sentence says that somebody must stand there."""
    found: list[Agent] = []
    surnames = words[at].text in vocabulary().many_titles if at < len(words) else False
    joint = ""
    while at < len(words):
        plain = surname(words, at) if surnames and found else None
        agent = plain or _read_agent(words, at, known, names=names)
        if agent is None:
            break
        aside = joint == "," and _aside_end(found[-1], agent, words, at)
        if aside:
            found[-1] = replace(found[-1], after=aside)
        else:
            found = [*found[:-1], *_joined(found[-1:], agent, words)]
        following = _after_joint(words, aside or agent.after)
        if following is None:
            break
        joint, at = words[following - 1].text, following
    return found


def _aside_end(before: Agent, agent: Agent, words: Sequence[Token], at: int) -> int | None:
    """The token after "Dr Khan, Head of Midwifery," or "the Clerk, Mrs Beale,": one person told in two ways."""
    closed = agent.after < len(words) and words[agent.after].text == ","
    goes_on = agent.after + 1 < len(words) and words[agent.after + 1].lower in _JOINTS
    if before.type == "person" and agent.type == "role" and words[at].lower not in DETERMINERS:
        return agent.after
    if before.type == "role" and agent.type == "person" and closed and not goes_on:
        return agent.after
    return None


def _joined(before: list[Agent], agent: Agent, words: Sequence[Token]) -> list[Agent]:
    """ "Council and corporate senior leaders" is one name: the bare first word belongs to what follows."""
    if before and before[0].bare and before[0].type == "organisation" and agent.type == "role":
        text = words[agent.after - 1].lower
        if not agent.bare and text.endswith("s") and words[_at(words, agent.start)].lower not in DETERMINERS:
            return [replace(agent, start=before[0].start, bare=False)]
    return [*before, agent]


def _at(words: Sequence[Token], start: int) -> int:
    return next(index for index, word in enumerate(words) if word.start == start)


def _after_joint(words: Sequence[Token], at: int) -> int | None:
    """The token after "and", "&", "/", "," or ", and" at this token, None if there is no such joint."""
    first = at
    while at < len(words) and at - first < _LONGEST_JOINT and words[at].lower in _JOINTS | _WITH:
        at += 1
    joint = {word.lower for word in words[first:at]}
    return at if joint & _JOINTS or len(joint & _WITH) > 1 else None


def _read_agent(words: Sequence[Token], at: int, known: Known, *, names: bool) -> Agent | None:
    return (
        titled(words, at)
        or abbreviated(words, at, known)
        or forenamed(words, at, known)
        or post_or_body(words, at, known)
        or (any_name(words, at) if names else None)
    )
