"""The words of `models/roles.toml`, `organisations.toml` and `abbreviations.toml`, ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor import rulebook
from extractor.records import OwnerType

_ROLE: OwnerType = "role"
_ORGANISATION: OwnerType = "organisation"


@dataclass(frozen=True)
class Vocabulary:
    """All in lower case, save forenames, titles, commands and abbreviations."""

    role_heads: frozenset[str]
    pairs: dict[str, OwnerType]
    organisation_heads: frozenset[str]
    weak_heads: frozenset[str]
    bodies: frozenset[str]
    names: frozenset[str]
    in_cells: frozenset[str]
    compounds: dict[str, list[list[str]]]  # by their first word
    titles: frozenset[str]
    before_titles: frozenset[str]
    many_titles: frozenset[str]
    forenames: frozenset[str]
    not_names: frozenset[str]
    verbs: frozenset[str]
    commands: frozenset[str]
    spellings: dict[str, str]
    abbreviations: dict[str, tuple[str, OwnerType]]

    def head(self, word: str) -> OwnerType | None:
        """What somebody is whose name ends in this word, None where it names nobody."""
        lowered = word.lower()
        if lowered in self.role_heads:
            return "role"
        return "organisation" if lowered in self.organisation_heads or lowered in self.weak_heads else None


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The shipped vocabulary, read once."""
    roles, organisations, short = (rulebook.load().table(n) for n in ("roles", "organisations", "abbreviations"))
    asked = roles["asked"]
    abbreviations: dict[str, tuple[str, OwnerType]] = {key: (words, "role") for key, words in short["roles"].items()}
    abbreviations |= {key: (words, "organisation") for key, words in short["organisations"].items()}
    titles = roles["titles"]
    verbs, commands = asked["verbs"].split(), asked["commands"].split()
    pairs = dict.fromkeys(_plurals(roles["phrases"]), _ROLE)
    pairs |= dict.fromkeys(_plurals(organisations["phrases"]), _ORGANISATION)
    return Vocabulary(
        role_heads=_plurals(roles["heads"]),
        pairs=pairs,
        organisation_heads=_plurals(organisations["heads"]),
        weak_heads=_plurals(organisations["weak_heads"]),
        bodies=_plurals(organisations["bodies"]),
        names=frozenset(straight(name).lower() for name in organisations["names"]),
        in_cells=frozenset(straight(name).lower() for name in organisations["in_cells"]),
        compounds=_by_first_word(organisations["compounds"]),
        titles=frozenset(titles["one"]) | frozenset(titles["many"]),
        before_titles=frozenset(titles["before"]),
        many_titles=frozenset(titles["many"]),
        forenames=frozenset(roles["people"]["forenames"].split()),
        not_names=frozenset(roles["people"]["not_names"].split()),
        verbs=frozenset(verbs) | frozenset(_third_person(verb) for verb in verbs),
        commands=frozenset(commands) | frozenset(_third_person(command) for command in commands),
        spellings=dict(roles["spellings"]),
        abbreviations=abbreviations,
    )


@lru_cache(maxsize=1)
def asking() -> dict[str, list[str]]:
    """The lists `passive`, `active`, `promised`, `said` and `not_tasks` of the table `[asked]`."""
    asked = rulebook.load().table("roles")["asked"]
    return {key: words for key, words in asked.items() if isinstance(words, list)}


def straight(words: str) -> str:
    """The same words with a straight apostrophe."""
    return words.replace("’", "'").replace("‘", "'")


def _by_first_word(phrases: list[str]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for words in map(str.split, phrases):
        found.setdefault(words[0], []).append(words)
    return found


def _plurals(words: list[str]) -> frozenset[str]:
    return frozenset(words) | frozenset(f"{word}s" for word in words)


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
