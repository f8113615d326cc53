"""Names of posts and bodies, read from their shape: words that end in a noun for one, and what it is of or for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.owners.people import forenamed, titled
from extractor.owners.vocabulary import vocabulary
from extractor.owners.words import (
    ACRONYM,
    DETERMINERS,
    INITIALS,
    NOTHING_KNOWN,
    PREPOSITIONS,
    STOP,
    Agent,
    Known,
    Token,
    agent,
    tokens,
    word_set,
)
from extractor.records import OwnerType

# Posts after which "of" may be left out: "Director Children's Services".
_POSTS: Final = frozenset(("Director", "Head", "Manager", "Lead", "Officer"))
_TAKES: Final = frozenset(("of", "for", "from", "across", "within"))
_JOINTS: Final = frozenset(("and", "&", ","))
_LINKS: Final = frozenset(("of", "the", "for", "-", "–"))
_QUOTES: Final = frozenset("‘’'“”\"")
# "In consultation with" says how, not of what.
_MANNER: Final = word_set(
    "accordance addition advance agreement attendance collaboration conjunction consultation discussion due future "
    "liaison line order partnership particular principle person relation respect response support term terms time turn "
    "view writing a an any its their this that which"
)
_SHORTEST = 2
_MOST_WORDS = 9
_MOST_AFTER = 14


def abbreviated(words: Sequence[Token], at: int, known: Known) -> Agent | None:
    first = at + (words[at].lower in DETERMINERS)
    if first >= len(words) or not ACRONYM.match(words[first].text):
        return None
    stands_for = meaning_of(words[first].text, known)
    core = _core(words, first)
    if stands_for is None or (core and core[0] > first + 1):
        return None  # "LSCB members" are members
    after = _through_object(words, first + 1, known) if stands_for[1] == "role" else first + 1
    return agent(words, at, after, stands_for[1])


def meaning_of(short: str, known: Known) -> tuple[str, OwnerType] | None:
    """What an abbreviation stands for, by the paper's own explanation first, and what kind of somebody that is."""
    for key in (short, short.removesuffix("s")):
        if key in known.abbreviations:
            words = known.abbreviations[key]
            kind = type_of(words)
            if kind:
                return words, kind
        if key in vocabulary().abbreviations:
            return vocabulary().abbreviations[key]
    return None


def type_of(name: str) -> OwnerType | None:
    """The kind of somebody that a written-out name means, by the noun before its first "of", "for" or comma."""
    words = tokens(name)
    agents = post_or_body(words, 0, NOTHING_KNOWN) if words else None
    if agents:
        return agents.type
    kinds = [kind for word in words if (kind := vocabulary().head(word.lower))]
    return kinds[-1] if kinds else None


def _head_at(words: Sequence[Token], at: int) -> OwnerType | None:
    """The kind of somebody that the noun at this token means; a possessive names nobody."""
    if at >= len(words):
        return None
    short = vocabulary().abbreviations.get(words[at].text) if len(words[at].text) > _SHORTEST else None
    return _pair_at(words, at) or vocabulary().head(words[at].lower) or (short[1] if short else None)


def _pair_at(words: Sequence[Token], at: int) -> OwnerType | None:
    pair = f"{words[at].lower} {words[at + 1].lower}" if at + 1 < len(words) else ""
    return vocabulary().pairs.get(pair)


def post_or_body(words: Sequence[Token], at: int, known: Known) -> Agent | None:
    first = at
    while first < len(words) and first - at < 3 and words[first].lower in DETERMINERS:
        first += 1
    if named := _listed_name(words, first):
        return agent(words, at, named, "organisation")
    core = _core(words, first)
    if core is None:
        return None
    after, kind = core
    bare = after == at + 1
    if bare and words[at].text in ("authority", "powers", "power"):  # "that authority be delegated to ..."
        return None
    after = _through_object(words, after, known, kind)
    return agent(words, at, after, kind, bare=bare and after == at + 1)


def _listed_name(words: Sequence[Token], at: int) -> int | None:
    if at >= len(words) or not words[at].capital:
        return None
    for count in (4, 3, 2, 1):
        name = " ".join(word.lower for word in words[at : at + count])
        follows = words[at + count].lower if at + count < len(words) else ""
        if len(words) >= at + count and name in vocabulary().names and not vocabulary().head(follows):
            return at + count
    return None


def _core(words: Sequence[Token], first: int) -> tuple[int, OwnerType] | None:
    """The token after the noun that makes the words from `first` on a name, and the kind of name."""
    found: tuple[int, OwnerType] | None = None
    at = first
    while at < len(words) and at - first < _MOST_WORDS:
        compounds = vocabulary().compounds.get(words[at].lower, ())
        if compound := next((c for c in compounds if _spells(words, at, c)), None):
            at += len(compound)
            continue
        kind = _head_at(words, at)
        if kind:
            at += 2 if _pair_at(words, at) else 1
            found = (at, kind)
            continue
        if not _inside_name(words, at, first, found is not None):
            break
        if found and at - found[0] >= 2:
            break
        at += 1
    return found


def _spells(words: Sequence[Token], at: int, phrase: list[str]) -> bool:
    return [word.lower for word in words[at : at + len(phrase)]] == phrase


def _inside_name(words: Sequence[Token], at: int, first: int, headed: bool) -> bool:
    """Whether this word can stand between the start of a name and its noun; `headed` where one such noun was read."""
    word = words[at]
    if not word.text[0].isalnum() or word.lower in ("and", "&", "of"):
        return at > first and at + 1 < len(words) and _links(words, at, headed)
    if word.lower in PREPOSITIONS or (word.lower in STOP and (at == first or not word.capital)):
        return False
    if word.text in vocabulary().titles or (at == first and word.text in vocabulary().commands):
        return False
    if not headed and not word.capital and words[at - 1].capital and at > first:
        return not _like_told(word)
    return word.capital or not headed or not _like_verb(words, at)


def _links(words: Sequence[Token], at: int, headed: bool) -> bool:
    """ "Health AND Wellbeing Board", "City OF Westshire Council", "Sub - Committee"."""
    word, before, after = words[at], words[at - 1], words[at + 1]
    if word.lower in ("-", "–"):
        return after.capital
    if headed or after.lower in DETERMINERS:
        return False
    if word.text == ",":
        return before.capital and after.capital
    return (word.text == "&" or word.text[0].isalnum()) and before.capital == after.capital


def _like_told(word: Token) -> bool:
    """ "Finance advised", "Housing asks": a verb in small letters after words with capitals."""
    return word.lower.endswith(("ed", "ing")) or (word.lower.endswith("s") and word.lower in vocabulary().verbs)


def _like_verb(words: Sequence[Token], at: int) -> bool:
    word = words[at].lower
    done = word.endswith(("ed", "ing", "s", "ly"))
    return done or (word in vocabulary().verbs and vocabulary().head(words[at - 1].lower) is not None)


def _through_object(words: Sequence[Token], after: int, known: Known, kind: OwnerType = "role") -> int:
    """The token after what the post or body is of or for, where that is said."""
    at = after
    while at < len(words):
        end = _object_from(words, at, known, kind, first=at == after)
        if end is None:
            break
        at = end
    return at


def _object_from(words: Sequence[Token], at: int, known: Known, kind: OwnerType, *, first: bool) -> int | None:
    word = words[at].lower
    if (word == "in" and _in_something(words, at + 1, kind)) or word in _TAKES or (word == "with" and kind == "role"):
        return _object_end(words, at + 1, known)
    if kind != "role":
        return None
    if word == "(":
        return _bracket_end(words, at, known)
    if word in (",", "–", "-"):
        return _apposed_end(words, at, at + 1, known)
    post = words[at - 1].text in _POSTS or words[at - 1].text in vocabulary().abbreviations
    left_out = first and words[at].capital and post
    return _apposed_end(words, at - 1, at, known) if left_out else None


def _in_something(words: Sequence[Token], at: int, kind: OwnerType) -> bool:
    """ "Leaders in health", "partners in the front door", but not "in consultation with"."""
    if at >= len(words):
        return False
    word = words[at]
    return word.lower in ("the", "each", "all") or (
        kind == "role" and word.text.islower() and word.lower not in _MANNER
    )


def _bracket_end(words: Sequence[Token], at: int, known: Known) -> int | None:
    """The token after "(People)" in "Corporate Director (People)"; a name or an abbreviation in brackets is no part."""
    close = next((i for i in range(at + 1, min(at + 8, len(words))) if words[i].text == ")"), None)
    if close is None or not words[at + 1].capital or (close == at + 2 and ACRONYM.match(words[at + 1].text)):
        return None
    named = titled(words, at + 1) or forenamed(words, at + 1, known)
    return None if named else close + 1


def _object_end(words: Sequence[Token], first: int, known: Known) -> int | None:
    at = first
    capital: bool | None = None
    while at < len(words) and at - first < _MOST_AFTER:
        word = words[at]
        if word.lower in _JOINTS:
            if not _goes_on(words, at, known):
                break
        elif word.lower not in _LINKS and word.text not in _QUOTES and not (at == first and word.lower in DETERMINERS):
            if _ends_object(word, capital):
                break
            capital = word.capital if capital is None else capital
        at += 1
    while at > first and words[at - 1].lower in _JOINTS | _LINKS:
        at -= 1
    return at if at > first else None


def _ends_object(word: Token, capital: bool | None) -> bool:
    """Whether this word is no more part of what a post is of; `capital` says how the first word of it is printed."""
    if not word.text[0].isalnum() or word.lower in STOP or word.lower in PREPOSITIONS:
        return True
    if capital is None or word.capital or vocabulary().head(word.lower):
        return False
    return capital or word.lower in vocabulary().verbs


def _goes_on(words: Sequence[Token], joint: int, known: Known) -> bool:
    """Whether "and" or a comma goes on with what a post is of ("Children, Young People and Families")."""
    if joint + 1 >= len(words):
        return False
    word = words[joint + 1]
    if word.lower in ("and", "&"):
        return words[joint].text == "," and _goes_on(words, joint + 1, known)
    before = words[joint - 1] if words[joint].lower in ("and", "&", ",", "–", "-") else words[joint]
    if not word.text[0].isalnum() or word.lower in DETERMINERS or word.lower in STOP or word.lower in PREPOSITIONS:
        return False
    if word.capital != before.capital or word.text in vocabulary().titles or word.text in vocabulary().forenames:
        return False
    if meaning_of(word.text, known) or INITIALS.match(word.text):
        return False
    core = _core(words, joint + 1)
    strong = core is not None and words[core[0] - 1].lower not in vocabulary().weak_heads
    return not strong or (words[joint].text == "," and not word.capital)


def _apposed_end(words: Sequence[Token], joint: int, first: int, known: Known) -> int | None:
    """The token after "Children's Social Care" in "the Assistant Director, Children's Social Care"."""
    if first >= len(words) or not words[first].capital or not _goes_on(words, joint, known):
        return None
    at = first
    while at < len(words) and at - first < _MOST_AFTER:
        word = words[at]
        linked = word.lower in ("and", "&", "of", "for", ",") and at + 1 < len(words) and words[at + 1].capital
        if word.lower in ("and", "&", ",") and linked and not _goes_on(words, at, known):
            break
        if not word.capital and not linked:
            break
        at += 1
    return at
