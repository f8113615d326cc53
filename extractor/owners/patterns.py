"""What a sentence says of somebody who is asked to act, as patterns that match right after the name."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.owners.vocabulary import asking
from extractor.owners.words import starting

_ASIDE = (
    r"(?:\s?\([^()]{0,80}\))?"
    r"(?:,\s[^,;.:]{1,80},|"
    r",\s(?:having|being|as|led|acting|in|with)\s[^;.:]{1,250}?,(?=\s(?:is|are|should|must|be)\s))?"
    r"(?:\s(?:also|now|then|jointly|each|both|therefore|in\sturn|kindly|generously|duly|subsequently))*"
)


def _words(key: str) -> str:
    return "|".join(re.escape(w).replace("\\ ", r"\s") for w in sorted(asking()[key], key=len, reverse=True))


@lru_cache(maxsize=1)
def should() -> re.Pattern[str]:
    """What asks in any paper: "should", "must", "needs to", "is asked to"."""
    modal = r"(?P<modal>should|must|shall|(?:would\s|will\s)?needs?\sto|ha(?:s|ve)\sto)\b"
    asked = (
        rf"(?:(?:is|are|was|were|be|been|ha(?:s|ve)\sbeen)\s(?:also\s|therefore\s|hereby\s)?(?:{_words('passive')})\b)"
    )
    linked = r"(?:is|are)\s[^.;,]{0,80}?\sand\s(?:should|must)\b"
    return re.compile(rf"{_ASIDE},?\s{{1,3}}(?:{modal}|{asked}|{linked})", re.IGNORECASE)


@lru_cache(maxsize=1)
def offers() -> re.Pattern[str]:
    """What asks in minutes and action plans besides: "will draft", "offered to", "said he would"."""
    will = rf"(?:who\s)?(?P<modal>will|would)\b(?!\s(?:not\s)?(?:{_words('not_tasks')})\b(?!\sbeen|\sasked))"
    said = rf"(?:{_words('said')})(?:\s(?!that\b)[\w’'-]+){{0,3}}?(?:\sthat)?\s(?:he|she|they)\s(?:would|will)\b"
    return re.compile(rf"{_ASIDE},?\s{{1,3}}(?:{will}|(?:{_words('promised')})\sto\b|{said})", re.IGNORECASE)


@lru_cache(maxsize=1)
def and_offers() -> re.Pattern[str]:
    later = rf"and\s(?:(?:{_words('promised')})\sto|should|must|(?:said\s)?(?:he|she|they)?\s?would)\b"
    return re.compile(rf"\s(?:[a-z]+ed|is|are|said|told|gave)\b[^.;]{{0,250}}?\b{later}", re.IGNORECASE)


@lru_cache(maxsize=1)
def to_do() -> re.Pattern[str]:
    return re.compile(rf"{_ASIDE}(?:\s[–-])?\sto\s(?!be\b|the\b|a\b|an\b|all\b|this\b)[a-z]")


@lru_cache(maxsize=1)
def active() -> re.Pattern[str]:
    """Asks whoever is named next; in small letters."""
    return re.compile(starting(*_words("active").split("|")) + r"\s(?:that\s)?(?=\w)")


@lru_cache(maxsize=1)
def pronoun() -> re.Pattern[str]:
    said = rf"(?:(?:{_words('said')})(?:\sthat)?\s(?:he|she|they)\s)?"
    will = rf"(?:would|will|(?:{_words('promised')})\sto)\s(?!(?:{_words('not_tasks')})\b)\w"
    return re.compile(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s(?:also\s)?{said}{will}")
