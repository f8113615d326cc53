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
# Community, town and parish councils are too many to list: the words before say the place.
_LOCAL = re.compile(
    r"\b(?:(?:Royal|The)\s+)?((?:[A-Z][\w'’-]*\s+){0,3}[A-Z][\w'’-]*)\s+(?:Community|Town|Parish|Neighbourhood)\s+Council\b",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"\s+(?:Road|Street|Lane|Avenue|House|Square|Hall|Park|Building|Court|Way|Place|Drive|Hill|Close|Hotel)\b"
)
_LOCAL_NOISE = re.compile(
    r"^(?:(?:the|of|meeting|minutes|agenda|annual|extraordinary|ordinary|for|at)\s+)+", re.IGNORECASE
)


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
    """Every listed council and place named in the text, and every local council, in reading order.

    "Telford & Wrekin Borough Council", "TELFORD AND WREKIN COUNCIL" and "Telford and Wrekin" have one name.
    """
    names, pattern = _names(own)
    words = frozenset(rulebook.load(own).table("authorities")["common_words"])
    found = []
    for match in pattern.finditer(text):
        place = names[_key(match["place"])]
        council = bool(match["before"] or match["after"])
        if council or (place not in words and _stands_alone(text, match)):
            found.append(NameFound(place, match.start(), match.end(), council))
    local = [_local(match) for match in _LOCAL.finditer(text)]
    taken = [(f.start_char, f.end_char) for f in local if f]
    kept = [f for f in found if not any(f.start_char < end and start < f.end_char for start, end in taken)]
    return sorted([*kept, *(f for f in local if f)], key=lambda f: f.start_char)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a bare place name is one, and no part of another name ("New York", "Leeds Road")."""
    printed = match["place"]
    new = text[max(0, match.start() - 4) : match.start()] == "New "
    return printed[0].isupper() and not printed.isupper() and not new and not _OTHER_NAME.match(text, match.end())


def _local(match: re.Match[str]) -> NameFound | None:
    words = _LOCAL_NOISE.sub("", match[1])
    if not words or not words[0].isupper():
        return None
    name = " ".join(w.capitalize() for w in words.split()) if words.isupper() else words
    return NameFound(name, match.end() - len(match[0]) + match[0].index(words), match.end(), council=True, local=True)


@lru_cache(maxsize=4)
def _names(own: str | None) -> tuple[dict[str, str], re.Pattern[str]]:
    names: dict[str, str] = {}
    for authority in authorities(own):
        official = re.sub(rf"^{_BEFORE}", "", authority.official_name)
        official = re.sub(rf"{_AFTER}$", "", official)
        for name in (authority.name, *authority.other_names, official):
            names.setdefault(_key(name), authority.name)
    alternatives = "|".join(sorted((_spelling(name) for name in names), key=len, reverse=True))
    pattern = rf"\b(?P<before>{_BEFORE})?(?P<place>{alternatives})(?!\w)(?P<after>{_AFTER})?"
    return names, re.compile(pattern, re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.replace("&", " and ").casefold()))


def _spelling(key: str) -> str:
    return r"[\s.,’'-]{1,3}".join("(?:and|&)" if word == "and" else re.escape(word) for word in key.split())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
