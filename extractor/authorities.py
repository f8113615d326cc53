"""Which council words mean: `models/authorities.csv`, where all the names of one place are one authority."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

from extractor import rulebook


@dataclass(frozen=True, slots=True)
class Authority:
    """A council; `name` is its place. `first` and `last` are the days between which it existed, "" if not ended."""

    gss_code: str
    name: str
    official_name: str
    kind: str
    region: str
    first: str
    last: str
    replaced_by: tuple[str, ...]
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameFound:
    """A place name in a text; `council` says that the words name its council and not only the place."""

    name: str
    start_char: int
    end_char: int
    council: bool
    local: bool = False


_BEFORE = (
    r"(?:(?:London|Royal|Metropolitan)\s+Boroughs?\s+of\s+|Borough\s+(?:Council\s+)?of\s+|City\s+(?:and\s+County\s+)?of\s+"
    r"|County\s+of\s+|Council\s+of\s+(?:the\s+)?)"
)
_AFTER = (
    r"(?:['’]s)?\s+(?:(?:Metropolitan|City|County|Borough|District|Unitary|Combined|London|Mayoral|and)\s+){0,4}"
    r"(?:Council|Authority|Corporation|MBC|LBC|BC|CC|DC|(?:local\s+authority|Local\s+Authority)"
    r"|(?:Local\s+)?(?:Area|Safeguarding)\s+(?:Children(?:['’]s)?\s+)?(?:Partnership|Board)|LSCB|LSCP)\b"
)
_KINDS_BEFORE = re.compile(rf"{_BEFORE}$", re.IGNORECASE)
_KINDS_AFTER = re.compile(_AFTER, re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z]\w*")
_OTHER_NAME = re.compile(
    r"\s+(?:Road|Street|Lane|Avenue|House|Square|Hall|Park|Building|Court|Way|Place|Drive|Hill|Close|Hotel|Bay|Airport|Cathedral|University|Hospital|Infirmary|Station|Prison)\b"
)
# Community, town and parish councils are too many to list: the words before say the place, as they do of a council
# that the list lacks.
_COUNCIL = re.compile(r"\b(?:Council|COUNCIL|Authority|AUTHORITY)\b")
_LOCAL_KINDS = "community town parish neighbourhood"
_UNLISTED = re.compile(
    r"(?P<place>[A-Z][\w'’-]*(?:\s(?:(?:and|of|upon|on|in|with|under|the|AND|OF|UPON|ON|IN|WITH|UNDER)\s)*[A-Z][\w'’-]*){0,4}?)\s+"
    r"(?P<kind>(?i:Community|Town|Parish|Neighbourhood|(?:Metropolitan\s+)?(?:City|County|Borough|District|Unitary)))\s+$"
)
_NOT_PLACE = re.compile(
    r"^(?:(?:a|an|the|of|meeting|minutes|minute|notes|monthly|parish|council|agenda|annual|extraordinary|ordinary|for|at|full|report|to|draft|our|your|and)\s+)+",
    re.IGNORECASE,
)
_LONG_NAME = 90


@lru_cache(maxsize=4)
def authorities(own: str | None = None) -> tuple[Authority, ...]:
    """Every council of the list, former ones too."""
    with rulebook.load(own).path("authorities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Authority(
                row["gss_code"], row["name"], row["official_name"], row["kind"], row["region"], row["from"], row["to"],
                _split(row["replaced_by"]), _split(row["other_names"]),
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def find_authorities(text: str, own: str | None = None) -> list[NameFound]:
    """Every listed council and place named in the text, and every council that is not listed, in reading order.

    "Telford & Wrekin Borough Council", "TELFORD AND WREKIN COUNCIL" and "Telford and Wrekin" have one name.
    """
    found = _listed(text.replace("’", "'"), own)  # the patterns of the list know one apostrophe
    for council in _COUNCIL.finditer(text):
        unlisted = _unlisted(text, council)
        if unlisted is None:
            continue
        others = [f for f in found if f.start_char < unlisted.end_char and unlisted.start_char < f.end_char]
        if unlisted.local or not any(f.council for f in others):
            found = [*(f for f in found if f not in others), unlisted]
    return sorted(found, key=lambda f: f.start_char)


def _listed(text: str, own: str | None) -> list[NameFound]:
    names, by_first_word = _names(own)
    common = _common_words(own)
    found: list[NameFound] = []
    for word in _CAPITAL.finditer(text):
        first = word.group().casefold()
        match = _spelt(first, own).match(text, word.start()) if first in by_first_word else None
        if match is None or (found and match.start() < found[-1].end_char):
            continue
        place = names[_key(match.group())]
        before = _KINDS_BEFORE.search(text[max(0, match.start() - _LONG_NAME) : match.start()])
        after = _KINDS_AFTER.match(text, match.end())
        if before or after or (place not in common and _stands_alone(text, match)):
            start = match.start() - len(before.group()) if before else match.start()
            found.append(NameFound(place, start, after.end() if after else match.end(), bool(before or after)))
    return found


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a bare place name is one, and no part of another name ("New York", "Leeds Road")."""
    new = text[max(0, match.start() - 4) : match.start()] == "New "
    return not match.group().isupper() and not new and not _OTHER_NAME.match(text, match.end())


def _unlisted(text: str, council: re.Match[str]) -> NameFound | None:
    at = max(0, council.start() - _LONG_NAME)
    match = _UNLISTED.search(text[at : council.start()])
    place = _NOT_PLACE.sub("", f"{match['place']} ").strip() if match else ""
    if match is None or not place or not place[0].isupper():
        return None
    name = " ".join(w.capitalize() for w in place.split()) if place.isupper() else place
    start = at + match.end("place") - len(place)
    return NameFound(name, start, council.end(), council=True, local=match["kind"].casefold() in _LOCAL_KINDS)


@lru_cache(maxsize=4)
def _common_words(own: str | None) -> frozenset[str]:
    return frozenset(rulebook.load(own).table("authorities")["common_words"])


@lru_cache(maxsize=4)
def _names(own: str | None) -> tuple[dict[str, str], dict[str, list[str]]]:
    """What each spelling's `_key` means, and the keys that have the same first word."""
    names: dict[str, str] = {}
    for authority in authorities(own):
        official = re.sub(rf"^{_BEFORE}", "", authority.official_name)
        official = re.sub(rf"{_AFTER}$", "", official)
        shortened = _key(authority.name).endswith(" " + _key(official))  # "London", of the City of London
        for name in (authority.name, *authority.other_names, *([] if shortened else [official])):
            names.setdefault(_key(name), authority.name)
    alike: dict[str, list[str]] = {}
    for key in names:
        alike.setdefault(key.split()[0], []).append(key)
    return names, alike


@lru_cache(maxsize=1024)
def _spelt(first: str, own: str | None) -> re.Pattern[str]:
    """One pattern for all names with the same first word, longest first; the list has some 370."""
    keys = sorted(_names(own)[1][first], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(_spelling, keys))})(?!\w)", re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.replace("&", " and ").casefold()))


def _spelling(key: str) -> str:
    return r"[\s.,'-]{1,3}".join("(?:and|&)" if word == "and" else re.escape(word) for word in key.split())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
