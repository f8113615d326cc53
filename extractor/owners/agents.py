"""Reads the name of somebody who can act, or of several, at one place of a text.

No dictionary holds every post of every council. So a name is read from its shape: words that end in a noun for a
post or a body ("assistant director", "safeguarding partnership"), what that is of or for ("of Children, Young
People and Families"), a title and a surname, a forename, initials, a known abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.owners.vocabulary import Vocabulary, straight, vocabulary
from extractor.records import OwnerType

_TOKEN = re.compile(r"[\w&]+(?:[’'.-](?=\w)[\w&]+)*[’'](?=\s)|[\w&]+(?:[’'.-](?=\w)[\w&]+)*|[^\w\s]")
_DETERMINERS: Final = frozenset(
    "the a an all its their our his her both each every any other relevant appropriate some this these".split()
)
_PREPOSITIONS: Final = frozenset(
    "of for from across in within at on by to with under through during between among against into over about after before "
    "following regarding via per until".split()
)
# Words that cannot stand inside a name written in small letters.
_STOP: Final = frozenset(
    "is are was were be been being am has have had do does did should must shall will would can could may might need needs "
    "not never and or but if when where while because so as than that which who whom whose it he she they we you i there "
    "this these those also then now once what how why asked agreed offered said noted ensure ensures ensuring "
    "including involving especially particularly such like undertook volunteered".split()
)
# Posts after which "of" may be left out: "Director Children's Services".
_POSTS: Final = frozenset("Director Head Manager Lead Officer".split())
_TAKES: Final = frozenset("of for from across within with".split())
_INSIDE_OBJECT: Final = frozenset("of the for ‘ ’ ' “ ” \" - –".split())
_INITIALS = re.compile(r"(?:[A-Z]{2,3}[a-z]?|(?:[A-Z]\.){2,3}[A-Z]?)$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z&][A-Za-z]*s?$")
_MOST_WORDS = 9
_MOST_AFTER = 14


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int
    lower: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody named at `start` to `end` of the text; `after` is the token that follows."""

    start: int
    end: int
    type: OwnerType
    after: int
    bare: bool = False
    """One word without an article: "Council", "leaders"."""


@dataclass(frozen=True)
class Known:
    """What the paper itself tells: its abbreviations, and the people whom it names."""

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    people: Collection[str] = ()


NOTHING_KNOWN: Final = Known()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and punctuation marks; "Children's" and "sub-committee" are one word each."""
    stop = len(text) if end is None else end
    return [Token(m[0], m.start(), m.end(), straight(m[0]).lower()) for m in _TOKEN.finditer(text, start, stop)]


def read_agents(words: Sequence[Token], at: int, known: Known = NOTHING_KNOWN, *, names: bool = False) -> list[Agent]:
    """Everybody named from token `at` on, joint names apart; empty if nobody is. `names` lets any capital words be a
    person, which is right only where the sentence says that somebody must stand there."""
    found: list[Agent] = []
    surnames = words[at].text in vocabulary().many_titles if at < len(words) else False
    joint = ""
    while at < len(words):
        agent = _read_agent(words, at, known, names=names) or (surnames and found and _surname(words, at)) or None
        if agent is None:
            break
        if not (joint == "," and _explains(found[-1], agent, words[at])):
            found = [*found[:-1], *_joined(found[-1:], agent, words)]
        following = _after_joint(words, agent.after)
        if following is None:
            break
        joint, at = words[following - 1].text, following
    return found


def _explains(before: Agent, agent: Agent, first: Token) -> bool:
    """ "Dr Khan, Head of Midwifery, ...": the post of the person before, not somebody else."""
    return before.type == "person" and agent.type == "role" and first.lower not in _DETERMINERS


def _surname(words: Sequence[Token], at: int) -> Agent | None:
    return _agent(words, at, at + 1, "person") if _name_word(words[at], vocabulary()) else None


def _joined(before: list[Agent], agent: Agent, words: Sequence[Token]) -> list[Agent]:
    """ "Council and corporate senior leaders" is one name: the bare first word belongs to what follows."""
    if before and before[0].bare and before[0].type == "organisation" and agent.type == "role":
        text = words[agent.after - 1].lower
        if not agent.bare and text.endswith("s") and words[_at(words, agent.start)].lower not in _DETERMINERS:
            return [replace(agent, start=before[0].start, bare=False)]
    return [*before, agent]


def _at(words: Sequence[Token], start: int) -> int:
    return next(index for index, word in enumerate(words) if word.start == start)


def _after_joint(words: Sequence[Token], at: int) -> int | None:
    """The token after "and", "&", "/", "," or ", and" at this token, None if there is no such joint."""
    first = at
    while (
        at < len(words)
        and at - first < 3
        and words[at].lower in ("and", "&", "/", ",", "together", "along", "with", "+")
    ):
        at += 1
    joint = {word.lower for word in words[first:at]}
    return (
        at
        if joint & {"and", "&", "/", ",", "+"} or {"together", "with"} <= joint or {"along", "with"} <= joint
        else None
    )


def _read_agent(words: Sequence[Token], at: int, known: Known, *, names: bool) -> Agent | None:
    vocab = vocabulary()
    return (
        _titled(words, at, vocab)
        or _abbreviated(words, at, known, vocab)
        or _forenamed(words, at, known, vocab)
        or _post_or_body(words, at, known, vocab)
        or (_any_name(words, at, vocab) if names else None)
    )


def _agent(words: Sequence[Token], first: int, after: int, of: OwnerType, *, bare: bool = False) -> Agent:
    return Agent(words[first].start, words[after - 1].end, of, after, bare)


def _name_word(word: Token, vocab: Vocabulary) -> bool:
    plain = word.lower not in _STOP and not word.lower.endswith(("'s", "s'")) and word.text[0].isalpha()
    return word.capital and plain and vocab.head(word.lower) is None and word.lower not in vocab.not_names


def _titled(words: Sequence[Token], at: int, vocab: Vocabulary) -> Agent | None:
    first = at + (words[at].lower == "the")
    if first >= len(words) or words[first].text not in vocab.titles:
        return None
    after = first + 1
    while after < len(words) and after - first <= 4 and (words[after].text == "." or _name_word(words[after], vocab)):
        after += 1
    after -= words[after - 1].text == "."
    if after == first + 1:
        return None
    return _agent(words, at, after, "person")


def _abbreviated(words: Sequence[Token], at: int, known: Known, vocab: Vocabulary) -> Agent | None:
    first = at + (words[at].lower in _DETERMINERS)
    if first >= len(words) or not _ACRONYM.match(words[first].text):
        return None
    stands_for = meaning_of(words[first].text, known, vocab)
    if stands_for is None or _head_at(words, first + 1, vocab):
        return None  # "LSCB members" are members
    after = _through_object(words, first + 1, known, vocab) if stands_for[1] == "role" else first + 1
    return _agent(words, at, after, stands_for[1])


def meaning_of(short: str, known: Known, vocab: Vocabulary) -> tuple[str, OwnerType] | None:
    """What an abbreviation stands for, by the paper's own explanation first, and what kind of somebody that is."""
    for key in (short, short.removesuffix("s")):
        if key in known.abbreviations:
            words = known.abbreviations[key]
            kind = type_of(words, vocab)
            if kind:
                return words, kind
        if key in vocab.abbreviations:
            return vocab.abbreviations[key]
    return None


def type_of(name: str, vocab: Vocabulary) -> OwnerType | None:
    """The kind of somebody that a written-out name means, by the noun before its first "of", "for" or comma."""
    words = tokens(name)
    agents = _post_or_body(words, 0, NOTHING_KNOWN, vocab) if words else None
    if agents:
        return agents.type
    kinds = [kind for word in words if (kind := vocab.head(word.lower))]
    return kinds[-1] if kinds else None


def _forenamed(words: Sequence[Token], at: int, known: Known, vocab: Vocabulary) -> Agent | None:
    word = words[at]
    if not word.capital or not (word.text in vocab.forenames or word.text in known.people):
        return None
    after = at + 1
    while after < len(words) and after - at < 4 and _name_word(words[after], vocab):
        after += 1
    if after < len(words) and words[after].capital and vocab.head(words[after].lower):
        return None  # "Will Trust", "Grant Committee"
    return _agent(words, at, after, "person")


def _any_name(words: Sequence[Token], at: int, vocab: Vocabulary) -> Agent | None:
    if words[at].lower in vocab.verbs or words[at].lower in _STOP or words[at].lower in vocab.not_names:
        return None
    if _INITIALS.match(words[at].text):
        return _agent(words, at, at + 1, "person")
    if _ACRONYM.match(words[at].text):
        return _agent(words, at, at + 1, "organisation")
    after = at
    while (
        after < len(words)
        and after - at < 3
        and _name_word(words[after], vocab)
        and words[after].text not in vocab.commands
    ):
        after += 1
    return _agent(words, at, after, "person") if after > at + 1 else None


def _head_at(words: Sequence[Token], at: int, vocab: Vocabulary) -> OwnerType | None:
    """The kind of somebody that the noun at this token means; a possessive names nobody."""
    if at >= len(words):
        return None
    pair = f"{words[at].lower} {words[at + 1].lower}" if at + 1 < len(words) else ""
    return "role" if pair in vocab.role_phrases else vocab.head(words[at].lower)


def _post_or_body(words: Sequence[Token], at: int, known: Known, vocab: Vocabulary) -> Agent | None:
    first = at
    while first < len(words) and first - at < 3 and words[first].lower in _DETERMINERS:
        first += 1
    if named := _listed_name(words, first, vocab):
        return _agent(words, at, named, "organisation")
    core = _core(words, first, vocab)
    if core is None:
        return None
    after, kind = core
    bare = after == at + 1
    if bare and words[at].text in ("authority", "powers", "power"):  # "that authority be delegated to ..."
        return None
    after = _through_object(words, after, known, vocab, kind)
    return _agent(words, at, after, kind, bare=bare and after == at + 1)


def _listed_name(words: Sequence[Token], at: int, vocab: Vocabulary) -> int | None:
    for count in (4, 3, 2, 1):
        name = " ".join(word.lower for word in words[at : at + count])
        follows = words[at + count].lower if at + count < len(words) else ""
        if len(words) >= at + count and name in vocab.names and words[at].capital and not vocab.head(follows):
            return at + count
    return None


def _core(words: Sequence[Token], first: int, vocab: Vocabulary) -> tuple[int, OwnerType] | None:
    """The token after the noun that makes the words from `first` on a name, and the kind of name."""
    found: tuple[int, OwnerType] | None = None
    at = first
    while at < len(words) and at - first < _MOST_WORDS:
        word = words[at]
        if compound := next((c for c in vocab.compounds if _spells(words, at, c)), None):
            at += len(compound)
            continue
        kind = _head_at(words, at, vocab)
        if kind:
            pair = vocab.head(word.lower) is None
            at += 2 if pair else 1
            found = (at, kind)
            continue
        if not _inside_name(words, at, first, found is not None, vocab):
            break
        if found and at - found[0] >= 2:
            break
        at += 1
    return found


def _spells(words: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    return [word.lower for word in words[at : at + len(phrase)]] == list(phrase)


def _inside_name(words: Sequence[Token], at: int, first: int, headed: bool, vocab: Vocabulary) -> bool:
    """Whether this word can stand between the start of a name and its noun."""
    word = words[at]
    if word.lower in ("and", "&", "of"):
        linked = at > first and at + 1 < len(words) and not headed
        return linked and words[at - 1].capital == words[at + 1].capital and words[at + 1].lower not in _DETERMINERS
    if word.lower in ("-", "–") or (word.text == "," and words[at - 1].capital and not headed):
        return at > first and at + 1 < len(words) and words[at + 1].capital
    if not word.text[0].isalnum():
        return False
    if word.lower in _PREPOSITIONS or (at == first and (word.text in vocab.commands or word.lower in _STOP)):
        return False
    if word.lower in _STOP and not word.capital:
        return False
    if headed and not word.capital and word.lower.endswith(("ed", "ing", "s")):
        return False
    if headed and not word.capital and word.lower in vocab.verbs and vocab.head(words[at - 1].lower):
        return False
    return word.capital or not (word.lower.endswith("ly") and headed)


def _through_object(
    words: Sequence[Token], after: int, known: Known, vocab: Vocabulary, kind: OwnerType = "role"
) -> int:
    """The token after what the post or body is of or for, where that is said."""
    at = after
    while at < len(words):
        word = words[at].lower
        if word == "(" and kind == "role":
            end = _bracket_end(words, at, known, vocab)
        elif word in _TAKES and (kind == "role" or word in ("of", "for", "in", "from", "across", "within")):
            end = _object_end(words, at + 1, known, vocab)
        elif word == "in" and at + 1 < len(words) and words[at + 1].lower in ("the", "each", "all"):
            end = _object_end(words, at + 1, known, vocab)
        elif word in (",", "–", "-") and kind == "role":
            end = _apposed_end(words, at, at + 1, known, vocab)
        elif kind == "role" and at == after and words[at].capital and words[at - 1].text in _POSTS:
            end = _apposed_end(words, at - 1, at, known, vocab)
        else:
            break
        if end is None:
            break
        at = end
    return at


def _bracket_end(words: Sequence[Token], at: int, known: Known, vocab: Vocabulary) -> int | None:
    """The token after "(People)" in "Corporate Director (People)"; a name or an abbreviation in brackets is no part."""
    close = next((i for i in range(at + 1, min(at + 8, len(words))) if words[i].text == ")"), None)
    if close is None or not words[at + 1].capital or (close == at + 2 and _ACRONYM.match(words[at + 1].text)):
        return None
    named = _titled(words, at + 1, vocab) or _forenamed(words, at + 1, known, vocab)
    return None if named else close + 1


def _object_end(words: Sequence[Token], first: int, known: Known, vocab: Vocabulary) -> int | None:
    at = first
    capital: bool | None = None
    while at < len(words) and at - first < _MOST_AFTER:
        word = words[at]
        if word.lower in ("and", "&", ","):
            if not _goes_on(words, at, known, vocab):
                break
        elif word.lower in _INSIDE_OBJECT or (at == first and word.lower in _DETERMINERS):
            pass
        elif not word.text[0].isalnum() or word.lower in _STOP or word.lower in _PREPOSITIONS:
            break
        elif capital is None:
            capital = word.capital
        elif not word.capital and (capital or word.lower in vocab.verbs) and not vocab.head(word.lower):
            break
        at += 1
    while at > first and words[at - 1].lower in ("and", "&", ",", "of", "the", "for", "-", "–"):
        at -= 1
    return at if at > first else None


def _goes_on(words: Sequence[Token], joint: int, known: Known, vocab: Vocabulary) -> bool:
    """Whether "and" or a comma goes on with what a post is of ("Children, Young People and Families")."""
    if joint + 1 >= len(words):
        return False
    word = words[joint + 1]
    if word.lower in ("and", "&"):
        return words[joint].text == "," and _goes_on(words, joint + 1, known, vocab)
    before = words[joint - 1] if words[joint].lower in ("and", "&", ",", "–", "-") else words[joint]
    if not word.text[0].isalnum() or word.lower in _DETERMINERS or word.lower in _STOP or word.lower in _PREPOSITIONS:
        return False
    if word.capital != before.capital or word.text in vocab.titles or word.text in vocab.forenames:
        return False
    if meaning_of(word.text, known, vocab) or _INITIALS.match(word.text):
        return False
    core = _core(words, joint + 1, vocab)
    strong = core is not None and words[core[0] - 1].lower not in vocab.weak_heads
    return not strong or (words[joint].text == "," and not word.capital)


def _apposed_end(words: Sequence[Token], joint: int, first: int, known: Known, vocab: Vocabulary) -> int | None:
    """The token after "Children's Social Care" in "the Assistant Director, Children's Social Care"."""
    if first >= len(words) or not words[first].capital or not _goes_on(words, joint, known, vocab):
        return None
    at = first
    while at < len(words) and at - first < _MOST_AFTER:
        word = words[at]
        linked = word.lower in ("and", "&", "of", "for", ",") and at + 1 < len(words) and words[at + 1].capital
        if word.lower in ("and", "&", ",") and linked and not _goes_on(words, at, known, vocab):
            break
        if not word.capital and not linked:
            break
        at += 1
    return at
