"""One name for one owner: the same post under two spellings gets the same words."""

from __future__ import annotations

import re
from typing import Final

from extractor.owners.posts import meaning_of
from extractor.owners.vocabulary import Vocabulary, straight, vocabulary
from extractor.owners.words import NOTHING_KNOWN, Known
from extractor.records import OwnerType

_ARTICLES: Final = frozenset(["the", "a", "an", "its", "their", "our", "his", "her", "all"])
_SMALL: Final = frozenset(["of", "and", "for", "the", "in", "to", "across", "from", "with", "on", "at", "by", "within"])
_BRACKETED = re.compile(r"\s?\(([A-Z][A-Za-z]?[A-Z&][A-Za-z&]{0,8})\)")
_POST_IN_BRACKETS = re.compile(r"\s\((\w[^()]*)\)$")
_POST_FOR = re.compile(
    r"^(?P<post>(?:[A-Z][\w-]*\s){0,3}(?:Director|Head|Manager))(?:(?:,|\sfor|\s–|\s-)\s|\s(?=[A-Z])(?!General|Teacher))"
)


def owner_name(words: str, of: OwnerType, known: Known = NOTHING_KNOWN) -> str:
    """The name under which an owner is filed: without article, spelt out, one casing, one way to join a post to what
    it is of. Abbreviations are resolved by the paper's own explanations first."""
    vocab = vocabulary()
    plain = straight(" ".join(words.split())).strip(" .,;:-–")
    if of == "person":
        return " ".join(_spelt(word, vocab) for word in plain.partition(",")[0].split())
    plain = _BRACKETED.sub("", plain) or plain
    if of == "role":
        plain = _POST_IN_BRACKETS.sub(r" of \1", plain)
    parts = [part for word in plain.split() for part in _written_out(word, known, vocab).split()]
    while len(parts) > 1 and parts[0].lower() in _ARTICLES:
        parts = parts[1:]
    name = " ".join(_cased(_spelt(word, vocab), first=index == 0) for index, word in enumerate(parts))
    return _POST_FOR.sub(lambda match: f"{match['post']} of ", name) if of == "role" else name


def _written_out(word: str, known: Known, vocab: Vocabulary) -> str:
    bare = word.strip(",;")
    stands_for = meaning_of(bare, known) if len(bare) > 1 and sum(map(str.isupper, bare)) > 1 else None
    return word.replace(bare, stands_for[0]) if stands_for else word


def _spelt(word: str, vocab: Vocabulary) -> str:
    bare = word.rstrip(",")
    other = vocab.spellings.get(bare.lower())
    if other is None:
        return word
    return (other.capitalize() if bare[:1].isupper() else other) + word[len(bare) :]


def _cased(word: str, *, first: bool) -> str:
    if sum(letter.isupper() for letter in word) > 1 and not (word.isupper() and len(word) > 5):
        return word  # "NHS", "SEND", "McKay"
    lowered = word.lower()
    if lowered in _SMALL and not first:
        return lowered
    return "-".join(part[:1].upper() + part[1:] for part in lowered.split("-"))
