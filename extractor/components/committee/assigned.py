"""Tasks that minutes give in the fewest words: "Clerk to write to the school", "J Ash will ask for a quote".

No word says "action": the form does. Somebody stands where a sentence or a clause begins, and what they are to do
follows at once. Who can be somebody is read from the paper itself: a post, a title, or a name that it prints in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.components.passages import trim
from extractor.components.reading import Reading
from extractor.components.tags import Place
from extractor.owners.vocabulary import vocabulary

_DOES = re.compile(
    r"\s(?:(?:is|are)\s+)?(?P<how>to|will|would)\s+(?:also\s+|then\s+)?(?P<verb>[a-z][a-z-]*)(?P<ends>\s+(?=\S)|(?=[.;,]|$))"
)
_DOES_IN_CAPITALS = re.compile(r"\s(?P<how>TO|WILL|WOULD)\s+(?P<verb>[A-Z][A-Z-]*)(?P<ends>\s+(?=\S)|(?=[.;,]|$))")
_CLAUSE = re.compile(r"(?:[:;–—]|(?<=\w)-|\s-|[.!?)\]])\s+|,\s+(?:and\s+)?(?=(?:the\s+)?[A-Z])")
_NAMED = re.compile(
    r"(?<![.\w])(?<!the )(?P<first>[A-Z][a-z’'-]+)[ \t]+(?P<last>[A-Z][a-zA-Z’'-]+)"
    r"(?=\s*[,;(.]|[ \t]*\n|\s+and\s+[A-Z]|\s+(?:has\s+|then\s+)?"
    r"(?:said|reported|noted|advised|confirmed|stated|explained|asked|agreed|offered|thanked|proposed|gave|attended)\b)"
)
_INITIALS = re.compile(r"\((?P<initials>[A-Z]{2,3})(?=[);,]| [–-])")
_LIKE_INITIALS = re.compile(r"[A-Z]{2,3}")
_SMALL = re.compile(r"(?<![\w’'])[a-z]{3,}\b")
_WEAK = (",", ";")
_LAST_WORD = re.compile(r"\w+$")
_TO_ACTION = re.compile(r"\s*(?:[–—(-]\s*)?\b[A-Z][\w’'. ]{0,30}?\s(?:to action|[Aa]ction)\s*[.)]*\s*$")
_AND = frozenset({"and", "&", "/", "or"})
_JOINS = _AND | {"of", "for", "the"}  # these three only in a post: "Head of Parks", "Director for Roads"
MAX_SUBJECT = 8  # words
_FAR = 400  # characters: more than so many words take


def names_in(text: str) -> frozenset[str]:
    """Forenames, the words that the paper prints as parts of a full name, and the initials it gives in brackets.

    A word that it also prints small ("report", "village") is no name, whatever titles it stands in.
    """
    parts = {part for match in _NAMED.finditer(text) for part in match.groups()}
    small = set(_SMALL.findall(text))
    initials = {match["initials"] for match in _INITIALS.finditer(text)}
    parts |= vocabulary().forenames
    unlike = small | vocabulary().not_names
    return frozenset({part for part in parts if part.casefold() not in unlike} | initials)


def assigned(reading: Reading, sentence: Place, names: frozenset[str]) -> Iterator[Place]:
    """The place of each task in the sentence, from who is to do it to the next task or the sentence's end."""
    text = reading.document.text
    found: list[int] = []
    begins: list[int] = []
    capitals = text[sentence.start_char : sentence.end_char].isupper()
    for match in (_DOES_IN_CAPITALS if capitals else _DOES).finditer(text, sentence.start_char, sentence.end_char):
        start = _subject(text, max(sentence.start_char, found[-1] if found else 0), match.start())
        if _does(reading, match) and _somebody(reading, text[start : match.start()], match, names):
            begins.append(_clause_before(text, sentence.start_char, start) if not found else start)
            found.append(start)
    for start, end in zip(begins, [*begins, sentence.end_char][1:], strict=True):
        place = trim(text, start, end)
        tail = _TO_ACTION.search(text, start, place.end_char)
        yield trim(text, start, tail.start()) if tail and tail.start() > start else place


def _subject(text: str, start: int, end: int) -> int:
    """Where the clause begins whose subject ends at `end`."""
    start = max(start, end - _FAR)
    breaks = [match.end() for match in _CLAUSE.finditer(text, start, end) if not _abbreviated(text, match)]
    return trim(text, breaks[-1] if breaks else start, end).start_char


def _clause_before(text: str, start: int, subject: int) -> int:
    """Where the sentence of the first task begins, if a comma or a semicolon is all that parts it from the task."""
    if text[start:subject].rstrip()[-1:] not in _WEAK:
        return subject
    strong = [m.end() for m in _CLAUSE.finditer(text, start, subject) if m.group().strip()[:1] not in _WEAK]
    return trim(text, strong[-1] if strong else start, subject).start_char


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to a title or an initial ("Cllr. Ash", "J. Ash")."""
    word = _LAST_WORD.search(text, max(0, match.start() - 8), match.start())
    titled = word is not None and (len(word[0]) == 1 or word[0] in {"Cllr", "Mr", "Mrs", "Ms", "Dr"})
    return match.group().startswith(".") and titled


def _does(reading: Reading, match: re.Match[str]) -> bool:
    verb = match["verb"].lower()
    if match["how"].lower() == "to":
        return verb not in reading.words["no_tasks"] and (
            bool(match["ends"]) or verb not in reading.words["no_tasks_alone"]
        )
    return verb in reading.words["promised"]


def _somebody(reading: Reading, subject: str, match: re.Match[str], names: frozenset[str]) -> bool:
    """Whether the words are a post, a named person or several of them, and not a thing or the body that meets."""
    how = match["how"].lower()
    words = [word.strip(",.()").removesuffix("’s") for word in subject.split()]
    if [word.casefold() for word in words] == ["all"]:
        return how == "to" and _is_task(reading, match)
    words = words[1:] if words and words[0].casefold() in {"the", "all", "both"} else words
    if not words or len(words) > MAX_SUBJECT:
        return False
    last, roles, titles = words[-1].casefold(), set(reading.words["roles"]), set(reading.words["titles"])
    if last in {"he", "she", "they"}:
        return how != "to" and len(words) == 1
    plain = [word for word in words if word.casefold() not in _JOINS | roles | titles]
    decides = last in set(reading.words["bodies"]) - {"members", "governors", "trustees"}
    if decides or any(not word[:1].isupper() for word in plain):
        return False
    full = len(plain) == len(words) == 2 and plain[0] in vocabulary().forenames and plain[1].isalpha()
    if full and plain[1].casefold() not in vocabulary().not_names:
        return True
    posted = not roles.isdisjoint(word.casefold() for word in words) or words[0].casefold() in titles
    return posted or (how != "would" and (_named(words, plain, how, names) or _initialled(reading, plain, match)))


def _is_task(reading: Reading, match: re.Match[str]) -> bool:
    verb = match["verb"].lower()
    return verb in reading.task_verbs


def _initialled(reading: Reading, plain: list[str], match: re.Match[str]) -> bool:
    """Whether the words look like initials that the paper does not explain, and are told to do something."""
    alike = all(_LIKE_INITIALS.fullmatch(word) and word not in reading.words["no_initials"] for word in plain)
    promises = match["how"] == "to" or (match["how"] == "will" and match["verb"] in reading.words["promised"])
    return alike and bool(plain) and promises and _is_task(reading, match)


def _named(words: list[str], plain: list[str], how: str, names: frozenset[str]) -> bool:
    """Whether the words are people's names: "Jane", "Jane Pell and Piers", "J Pell"."""
    if len(words) == 2 and len(words[0]) == 1 and words[0].isupper():
        return how == "to"
    return not any(word.casefold() in _JOINS - _AND for word in words) and all(_name(word, names) for word in plain)


def _name(word: str, names: frozenset[str]) -> bool:
    return word in names or (len(word) == 1 and word.isupper())
