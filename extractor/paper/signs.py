"""Tells the kind of a paper by the signs of `models/papers/`: each that it shows adds its weight to one kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor import rulebook
from extractor.document import Block, Document, fold
from extractor.errors import RulebookError
from extractor.frameworks import plain
from extractor.paper.head import head_blocks, labels_of
from extractor.records import PaperKind

Where = Literal["title", "head", "label", "opens", "line", "column", "anywhere"]

_TITLE_BLOCKS = 6
_OPENING = 80
_LONG_TITLE = 30
_LONG_BULLET = 10
_ENOUGH = 3
_ENDS = " :.–-"
_FORM = 2  # a title that an inspectorate's form bears speaks for a report as much as a weak sign


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a kind. `first` says that one of its phrases must be what the words begin with, `whole` that nothing
    may follow it."""

    kind: PaperKind
    where: Where
    weight: int
    phrases: tuple[str, ...]
    first: bool
    whole: bool

    def shows(self, words: str) -> bool:
        """Whether the words hold one of the phrases where it counts; most hold none, which is quickly told."""
        held = words.startswith(self.phrases) if self.first else any(phrase in words for phrase in self.phrases)
        return held and any(self._stands(phrase, words) for phrase in self.phrases)

    def _stands(self, phrase: str, words: str) -> bool:
        at = words.find(phrase)
        while at == 0 or (at > 0 and not self.first):
            end = at + len(phrase)
            if not _in_word(words[at - 1 : at]) and not (
                words[end:].strip(_ENDS) if self.whole else _in_word(words[end : end + 1])
            ):
                return True
            at = words.find(phrase, at + 1)
        return False


def kind_of(document: Document, has_form: bool, own: str | None = None) -> PaperKind:
    """The kind whose signs weigh most, "other" where none does enough; `has_form` says that it bears a form's title."""
    signs = [sign for sign in _signs(own) if has_form or sign.kind != "inspection_report"]
    anywhere = [sign for sign in signs if sign.where == "anywhere"]
    weights: Counter[PaperKind] = Counter({"inspection_report": _FORM} if has_form else {})
    places = _places(document, _openings(own))
    for sign in signs:
        weights[sign.kind] += sign.weight * any(sign.shows(words) for words in places.get(sign.where, ()))
    if not settled(weights, anywhere):
        text = _straight(document.text)
        for sign in anywhere:
            weights[sign.kind] += sign.weight * sign.shows(text)
    kind, weight = max(weights.items(), key=itemgetter(1), default=("other", 0))
    return kind if weight >= _ENOUGH else "other"


def settled(weights: Counter[PaperKind], signs: list[Sign]) -> bool:
    """Whether the kind that weighs enough, and more than any other, will do so whichever of these signs show."""
    least, most = weights.copy(), weights.copy()
    for sign in signs:
        (least if sign.weight < 0 else most)[sign.kind] += sign.weight
    kind, weight = max(least.items(), key=itemgetter(1), default=("other", 0))
    return weight >= _ENOUGH and all(weight > most[other] for other in most if other != kind)


def _places(document: Document, openings: tuple[str, ...]) -> dict[Where, list[str]]:
    """Where a sign may stand, and the words there; of the lines those that begin with one of the `openings`."""
    head, blocks = head_blocks(document), document.blocks
    titles = [_said(document, b) for b in head[:_TITLE_BLOCKS] if _may_be_title(document, b)]
    headings = {cell.heading for block in blocks for cell in block.cells}
    opens = [_opening(document, b.content_start, b.end_char) for b in blocks]
    lines = [
        said if b.content_start == b.start_char else _opening(document, b.start_char, b.end_char)
        for said, b in zip(opens, blocks, strict=True)
    ]
    return {
        "title": [words for words in titles if len(words.split()) <= _LONG_TITLE],
        "head": [_said(document, b) for b in head],
        "label": [plain(label) for label, _, _ in labels_of(document)],
        "opens": [words for words in opens if words.startswith(openings)],
        "line": [words for words in lines if words.startswith(openings)],
        "column": sorted(map(plain, headings)),
    }


def _may_be_title(document: Document, block: Block) -> bool:
    """Whether a block is neither numbered nor the middle of a sentence, nor longer than a title's bullet."""
    if document.text[block.content_start : block.end_char][:1].islower():
        return False
    return not block.label or (block.bulleted and len(_said(document, block).split()) <= _LONG_BULLET)


def _said(document: Document, block: Block) -> str:
    return fold(_straight(document.text[block.content_start : block.end_char]))


def _opening(document: Document, start: int, end: int) -> str:
    return fold(_straight(document.text[start : min(end, start + _OPENING)]))


def _straight(words: str) -> str:
    return words.replace("’", "'").replace("‘", "'").replace("–", "-").casefold()


class _SignTable(BaseModel):
    """`[[sign]]` as it is written."""

    model_config = ConfigDict(extra="forbid")

    where: Where
    weight: int
    phrases: tuple[str, ...] = Field(min_length=1)
    start: bool = False
    whole: bool = False


class _KindTable(BaseModel):
    """A file of `models/papers/` as it is written."""

    model_config = ConfigDict(extra="forbid")

    kind: PaperKind
    sign: tuple[_SignTable, ...]


@lru_cache(maxsize=4)
def _signs(own: str | None) -> tuple[Sign, ...]:
    try:
        tables = [_KindTable.model_validate(raw) for raw in rulebook.load(own).tables("papers")]
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RulebookError(f"a file of models/papers: {key}: {first['msg']}", "Mend the sign") from error
    return tuple(_sign(table.kind, sign) for table in tables for sign in table.sign)


@lru_cache(maxsize=4)
def _openings(own: str | None) -> tuple[str, ...]:
    """What a block or a line begins with that is a sign."""
    return tuple(phrase for sign in _signs(own) if sign.where in ("opens", "line") for phrase in sign.phrases)


def _sign(kind: PaperKind, sign: _SignTable) -> Sign:
    whole = sign.where in ("label", "column") or sign.whole
    first = whole or sign.where in ("opens", "line") or sign.start
    return Sign(kind, sign.where, sign.weight, sign.phrases, first, whole)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
