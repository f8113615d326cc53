"""Owners where they stand alone: in a column, in the right margin, after "Action:", in a heading or a lead-in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.owners.agents import read_agents
from extractor.owners.asked import decides, find_owners
from extractor.owners.merging import as_owners
from extractor.owners.posts import type_of
from extractor.owners.vocabulary import straight, vocabulary
from extractor.owners.words import NOTHING_KNOWN, Agent, Known, Token, tokens
from extractor.records import ItemKind, Owner, OwnerBasis, OwnerType

_LABEL = re.compile(
    r"^\W*(?:actions?|lead|owners?|responsible|responsibility|by whom|who)"
    r"(?:\s(?:by|for|officer|body|owner|person|lead|of|to)){0,3}"
    r"\s?[:–—-]\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[\n\t;/+|]\s*")
_JOINTS = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_NOBODY = frozenset(
    [
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "tbc",
        "tba",
        "tbd",
        "none",
        "nil",
        "vacant",
        "noted",
        "open",
        "closed",
        "ongoing",
        "complete",
        "completed",
        "done",
    ]
)
_EVERYBODY = frozenset(["all", "everyone", "everybody"])
_INITIALS = re.compile(r"[A-Z]{2,3}[a-z]?(?:\s?\(.*\))?$|(?:[A-Z]\.){2,3}[A-Z]?$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z&][A-Za-z&]*$")
_QUESTION = re.compile(r"\b(?:do|does|should|must|can|could|will)\s(?=\w)", re.IGNORECASE)
_MAY = re.compile(r"\smay\b")
_NEEDS_TO = re.compile(r"\s(?:need|have|do|consider|take)\b", re.IGNORECASE)
_FOR_WHOM = re.compile(
    r"\b(?:recommendations?|improvements?|actions?|next\ssteps|requirements?|priorities)\s(?:for|to)\s(?=\w)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:^|[–—(:-]\s?|\s)lead(?:\sofficer|\smember|\sby|s)?\s?[:–-]?\s(?=[A-Z])", re.IGNORECASE)
_THAT_BODY = re.compile(r"(?:^|(?<=[.!?]\s)|\bthat\s)(?=\w)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![A-Z])[.?!]\s(?=[A-Z])")


def read_owner_cell(
    text: str, offset: int = 0, *, basis: OwnerBasis = "row", known: Known = NOTHING_KNOWN
) -> list[Owner]:
    """Everybody named in a text that holds names only: a cell of an owners' column, a margin note, an "Action:" line.

    Joint owners are apart; "Director of Children, Young People and Families" stays whole.
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    agents: list[Agent] = []
    for first, last in _stretches(text, start):
        agents.extend(_in_stretch(text, first, last, known))
    return as_owners(text, agents, offset, basis, known)


def _stretches(text: str, start: int) -> list[tuple[int, int]]:
    """The parts between line ends, slashes and semicolons."""
    places, at = [], start
    for match in _PARTS.finditer(text, start):
        places.append((at, match.start()))
        at = match.end()
    return [(first, last) for first, last in [*places, (at, len(text))] if text[first:last].strip()]


def _in_stretch(text: str, first: int, last: int, known: Known) -> list[Agent]:
    words = text[first:last].strip(" .,:[]*")
    if not any(char.isalnum() for char in words) or words.strip("()").lower() in _NOBODY:
        return []
    first = text.index(words, first)
    last = first + len(words)
    if straight(words).lower() in vocabulary().in_cells:
        return [_whole(text, first, last, known)]
    group = read_agents(tokens(text, first, last), 0, known, names=True)
    if group and _only_adds(text[group[-1].end : last]):
        return group
    pieces = _split(text, first, last, known)
    return pieces if len(pieces) > 1 else [_whole(text, first, last, known)]


def _only_adds(rest: str) -> bool:
    """Whether the rest of a cell only explains the name: nothing, a bracket, or more about a person after a comma."""
    return not rest.strip(" .,*)") or bool(re.fullmatch(r"\s*(?:\(.*|,\s.*)", rest, re.DOTALL))


def _split(text: str, start: int, end: int, known: Known) -> list[Agent]:
    """The pieces between commas and "and", where each of them names somebody; else nothing."""
    pieces, at = [], start
    for match in [*_JOINTS.finditer(text, start, end), None]:
        stop = match.start() if match else end
        words = tokens(text, at, stop)
        agent = _piece(text, words, known) if words else None
        if words and agent is None:
            return []
        pieces.extend([agent] if agent else [])
        at = match.end() if match else end
    return pieces


def _piece(text: str, words: Sequence[Token], known: Known) -> Agent | None:
    group = read_agents(words, 0, known, names=True)
    if len(group) == 1 and group[0].after == len(words):
        return group[0]
    name = text[words[0].start : words[-1].end]
    if straight(name).lower() in vocabulary().in_cells or _INITIALS.match(name):
        return _agent(words, "person" if _INITIALS.match(name) else "organisation")
    return _agent(words, "person") if len(words) == 1 and words[0].text.isalpha() and words[0].capital else None


def _whole(text: str, start: int, end: int, known: Known) -> Agent:
    words = tokens(text, start, end)
    return _agent(words, _cell_type(text[start:end], known))


def _agent(words: Sequence[Token], of: OwnerType) -> Agent:
    return Agent(words[0].start, words[-1].end, of, len(words))


def _cell_type(name: str, known: Known) -> OwnerType:
    """What a name in a column of owners is, judged by its shape where no word tells."""
    words = name.split()
    if name.lower() in _EVERYBODY:
        return "role"
    if straight(name).lower() in vocabulary().in_cells:
        return "organisation"
    if _INITIALS.match(name):
        return "person"
    if _ACRONYM.match(name):
        return "organisation"
    kind = type_of(name)
    return kind or ("person" if len(words) <= 3 and all(word[:1].isupper() for word in words) else "organisation")


def find_lead_in_owners(
    text: str,
    offset: int = 0,
    *,
    basis: OwnerBasis = "lead_in",
    kind: ItemKind | None = None,
    body: str = "",
    known: Known = NOTHING_KNOWN,
) -> list[Owner]:
    """Everybody whom a lead-in or a heading asks to do what stands under it; `kind` and `body` as for `find_owners`.

    "The local authority and its partners should:", "What does the LSCB need to improve?", "Recommendations for the
    Board", "Road safety - Lead JC", or a heading that is a name and nothing else ("Secretariat"). Only the last
    sentence leads in.
    """
    last = _last_sentence(text)
    as_kind = kind if kind == "resolution" else "officer_recommendation"
    asked = find_owners(text[last:], offset + last, basis=basis, kind=as_kind, body=body, known=known)
    if asked:
        return asked
    words = tokens(text, last)
    for pattern in (_QUESTION, _FOR_WHOM, _LEAD, _THAT_BODY):
        for match in pattern.finditer(text, last):
            at = bisect_left(words, match.end(), key=lambda word: word.start)
            group = read_agents(words, at, known, names=pattern is _LEAD) if at < len(words) else []
            if group and _ends_well(text, group[-1].end, question=pattern is _QUESTION):
                named = [agent for agent in group if not decides(text, agent, kind, body)]
                return as_owners(text, named, offset, basis, known)
    return []


def _last_sentence(text: str) -> int:
    """Where the last sentence of the text begins."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text.rstrip(" .:;"))]
    return ends[-1] if ends else 0


def _ends_well(text: str, end: int, *, question: bool) -> bool:
    if question:
        return bool(_NEEDS_TO.match(text, end))
    return not text[end:].strip(" .:;–—-)") or bool(_MAY.match(text, end))
