"""Names of people: a title and a surname, a forename, initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.owners.vocabulary import vocabulary
from extractor.owners.words import ACRONYM, INITIALS, STOP, Agent, Known, Token, agent

# Titles that never begin the name of a post, as "Lord Mayor" does.
_SHORT_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Cllr"))
_LONGEST = 4


def titled(words: Sequence[Token], at: int) -> Agent | None:
    vocab = vocabulary()
    first = at + (words[at].lower == "the")
    first += first < len(words) and words[first].text in vocab.before_titles
    if first >= len(words) or words[first].text not in vocab.titles:
        return None
    after = first + 1
    after += after < len(words) and words[after].text == "."
    surname_at = after
    while (
        after < len(words)
        and after - first <= _LONGEST
        and (name_word(words[after]) or (after == surname_at and _plain_surname(words, first, after)))
    ):
        after += 1
    return agent(words, at, after, "person") if after > surname_at else None


def _plain_surname(words: Sequence[Token], title: int, at: int) -> bool:
    """Whether the word right after a title is a surname although it means something: "Mrs Ward", "Ms Dean"."""
    word = words[at]
    head = vocabulary().head(word.lower) is not None
    return word.capital and word.text.isalpha() and (words[title].text in _SHORT_TITLES or not head)


def forenamed(words: Sequence[Token], at: int, known: Known) -> Agent | None:
    word = words[at]
    if not word.capital or not (word.text in vocabulary().forenames or word.text in known.people):
        return None
    after = at + 1
    while after < len(words) and after - at < 4 and name_word(words[after]):
        after += 1
    if after < len(words) and words[after].capital and vocabulary().head(words[after].lower):
        return None  # "Will Trust", "Grant Committee"
    return agent(words, at, after, "person")


def any_name(words: Sequence[Token], at: int) -> Agent | None:
    if words[at].lower in vocabulary().verbs or words[at].lower in STOP or words[at].lower in vocabulary().not_names:
        return None
    if INITIALS.match(words[at].text):
        return agent(words, at, at + 1, "person")
    if ACRONYM.match(words[at].text):
        return agent(words, at, at + 1, "organisation")
    after = at
    while (
        after < len(words)
        and after - at < 3
        and name_word(words[after])
        and words[after].text not in vocabulary().commands
    ):
        after += 1
    return agent(words, at, after, "person") if after > at + 1 else None


def surname(words: Sequence[Token], at: int) -> Agent | None:
    """One capital word, as in "Cllrs Green, Hall and Dean"."""
    plain = name_word(words[at]) and words[at].text not in vocabulary().titles
    return agent(words, at, at + 1, "person") if plain else None


def name_word(word: Token) -> bool:
    plain = word.lower not in STOP and not word.lower.endswith(("'s", "s'")) and word.text[0].isalpha()
    return word.capital and plain and vocabulary().head(word.lower) is None and word.lower not in vocabulary().not_names


_NAMED = re.compile(  # begins with what the search can leap to
    r"([A-Z](?<!\w[A-Z])[a-z’'-]{1,20})\s([A-Z][a-zA-Z’'-]{1,20})(?:,\s|\s?[(–-]\s?)(?=[A-Z])([\w’' &-]{3,60})"
)


def people_named(text: str) -> frozenset[str]:
    """Forenames and surnames of those whom the paper names with their post: "Efua Mensah, Director of Housing"."""
    found: set[str] = set()
    for first, last, post in _NAMED.findall(text):
        words = post.split()
        if any(vocabulary().head(word) == "role" for word in words[:4]) and name_like(first) and name_like(last):
            found.update((first, last))
    return frozenset(found)


def name_like(word: str) -> bool:
    """Whether a capital word means nothing else that this tool knows."""
    vocab, lowered = vocabulary(), word.lower()
    known = lowered in vocab.not_names or lowered in vocab.verbs or lowered in STOP or word in vocab.titles
    return not known and vocab.head(lowered) is None
