"""Names of people: a title and a surname, a forename, initials."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.owners.vocabulary import vocabulary
from extractor.owners.words import ACRONYM, INITIALS, STOP, Agent, Known, Token, agent


def titled(words: Sequence[Token], at: int) -> Agent | None:
    vocab = vocabulary()
    first = at + (words[at].lower == "the")
    first += first < len(words) and words[first].text in vocab.before_titles
    if first >= len(words) or words[first].text not in vocab.titles:
        return None
    after = first + 1
    after += after < len(words) and words[after].text == "."
    surname_at = after
    while after < len(words) and after - first <= 4 and _may_be_name(words[after], first=after == surname_at):
        after += 1
    return agent(words, at, after, "person") if after > surname_at else None


def _may_be_name(word: Token, *, first: bool) -> bool:
    """After a title the first capital word is a name whatever it is ("Mr Ward"); more must look like one."""
    return name_word(word) or (first and word.capital and word.text.isalpha() and vocabulary().head(word.lower) is None)


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
    return agent(words, at, at + 1, "person") if name_word(words[at]) else None


def name_word(word: Token) -> bool:
    plain = word.lower not in STOP and not word.lower.endswith(("'s", "s'")) and word.text[0].isalpha()
    return word.capital and plain and vocabulary().head(word.lower) is None and word.lower not in vocabulary().not_names
