"""Finds the cues of `models/rules/`: short phrases that open, label or belong to what we look for.

Writes `doc.spans["cues"]`, with the cue as the label and the rule as the id of each span. Matching every
pattern on every token would cost more than reading the PDF, so a gate made from the rules' own words decides
which rules are tried on which blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise, product
from typing import Any

import numpy as np
from spacy.attrs import IDX, LOWER
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.strings import StringStore
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor import rulebook
from extractor.components.tags import CUES, document_of, register_extensions, span_at
from extractor.document import Block
from extractor.errors import RulebookError
from extractor.rulebook import Rule, TokenPattern

_FOUND = "council_cues"
_MOST_REPEATED = 12  # tokens that one "any number of" in a pattern may stand for
_HOW_OFTEN = {"1": "", "?": "?", "+": "+"}  # "any number of" for every other
_MOST_PAIRS = 500  # of words side by side: what more make is not rare
_MOST_BEFORE_START = 4  # quotes and brackets that may stand before the start of a block's words


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found in a block: what it is, which rule found it, where it stands."""

    label: str
    rule_id: str
    start_char: int
    end_char: int


class _Alphabet:
    """A letter for every word of a doc, so that the doc becomes a string and what may match it an expression.

    Each word that a rule names has its own; all others that fit the same of the rules' REGEX share one.
    """

    _FIRST = 0x100  # beyond every sign that means something in an expression
    _MOST = 8  # expressions told apart: every one doubles the letters

    def __init__(self, strings: StringStore, patterns: Iterable[TokenPattern]) -> None:
        self._strings = strings
        tokens = [token for pattern in patterns for token in pattern]
        named = dict.fromkeys(word.lower() for token in tokens for word in _literals(token))
        said = dict.fromkeys(found for token in tokens if (found := _expression(token)))
        self._expressions = [_compiled(found) for found in said][: self._MOST]
        self._shared = self._FIRST + len(named)
        self._letters = {strings.add(word): chr(self._FIRST + n) for n, word in enumerate(named)}
        self._fitting = {
            fits.pattern: "".join(self._letters[strings[word]] for word in named if fits.search(word))
            + "".join(chr(self._shared + kind) for kind in range(1 << self._MOST) if kind >> n & 1)
            for n, fits in enumerate(self._expressions)
        }

    def spell(self, words: list[int]) -> str:
        """One letter for each of these numbers of words in lower case."""
        letters = self._letters
        for word in set(words) - letters.keys():
            found = (fits.search(self._strings[word]) for fits in self._expressions)
            letters[word] = chr(self._shared + sum(bool(fit) << n for n, fit in enumerate(found)))
        return "".join([letters[word] for word in words])

    def key(self, words: tuple[str, ...]) -> str:
        """The letters of words that a rule names."""
        return "".join(self._letters[self._strings[word.lower()]] for word in words)

    def gate(self, pattern: TokenPattern) -> str:
        """An expression that is found in a spelt doc wherever the pattern may match, and seldom elsewhere."""
        parts = []
        for token in pattern:
            often = token.get("OP", "1")
            fitting = self.key(tuple(_literals(token))) or self._fitting.get(_expression(token), "")
            parts.append((f"[{fitting}]" if fitting and often != "!" else ".") + _HOW_OFTEN.get(often, "*"))
        return "".join(parts)


class _CompiledRule:
    """A rule with its matcher, the words of which one must stand there, and how far a match reaches around them."""

    def __init__(self, nlp: Language, rule: Rule, patterns: list[TokenPattern], alphabet: _Alphabet) -> None:
        self.rule = rule
        self.keys = {alphabet.key(words) for pattern in patterns for words in gate_words(pattern, rule.id)}
        self.gate = re.compile("|".join(map(alphabet.gate, patterns)))
        self.reach = max(len(pattern) + _MOST_REPEATED * _repeats(pattern) for pattern in patterns)
        self.matcher = Matcher(nlp.vocab)
        try:
            self.matcher.add(rule.id, patterns)
        except ValueError as error:  # spaCy's own words say which token and key
            what = f"rule {rule.id}: patterns: {' '.join(str(error).split())}"
            raise RulebookError(what, "Mend the pattern") from error

    def matches(self, words: Span, hits: list[int], spelt: str) -> Iterator[Span]:
        """Its matches among these words; `hits` are the tokens of the doc that hold one of its sure words.

        `spelt` is the whole doc as its alphabet spells it.
        """
        only_start = self.rule.where in ("start", "whole")
        done = words.start
        for hit in hits:
            if only_start and hit - words.start > self.reach + _MOST_BEFORE_START:
                return
            first, last = max(words.start, hit - self.reach), min(words.end, hit + self.reach + 1)
            if last > done and (found := self.gate.search(spelt, first, last)):
                first, done = found.start(), last
                for _, start, end in self.matcher(words.doc[first:last]):
                    yield Span(words.doc, first + start, first + end, label=self.rule.label, span_id=self.rule.id)


class CueMatcher:
    """spaCy component; see the module. `rules` are checked and compiled once."""

    def __init__(self, nlp: Language, rules: Iterable[Rule]) -> None:
        patterns = [(rule, [*rule.patterns, *(_phrase_pattern(nlp, said) for said in rule.phrases)]) for rule in rules]
        self.alphabet = _Alphabet(nlp.vocab.strings, chain.from_iterable(found for _, found in patterns))
        self.rules = [_CompiledRule(nlp, rule, found, self.alphabet) for rule, found in patterns]
        self.gated: dict[str, list[_CompiledRule]] = {}
        for rule in self.rules:
            for key in rule.keys:
                self.gated.setdefault(key, []).append(rule)
        self.gate = np.zeros(1 << 16, dtype=bool)
        self.gate[[ord(key[0]) for key in self.gated]] = True

    def __call__(self, doc: Doc) -> Doc:
        document = document_of(doc)
        tokens = doc.to_array([LOWER, IDX]) if len(doc) else np.zeros((0, 2), dtype=np.uint64)
        spelt = self.alphabet.spell(tokens[:, 0].tolist())
        hits = np.flatnonzero(self.gate[np.frombuffer(spelt.encode("utf-16-le"), dtype="<u2")])
        at = tokens[hits, 1].astype(np.int64)  # the type of the places looked up: numpy copies all of another
        spans: list[Span] = []
        for part in _parts(document.blocks):
            first, last = np.searchsorted(at, (part.content_start, part.end_char))
            if first < last:
                words = span_at(doc, part.content_start, part.end_char)
                spans.extend(self._in_part(words, hits[first:last].tolist(), document.text, spelt))
        doc.spans[CUES] = spans
        doc.user_data[_FOUND] = [Cue(s.label_, s.id_, s.start_char, s.end_char) for s in spans]
        return doc

    def _in_part(self, words: Span, hits: list[int], text: str, spelt: str) -> list[Span]:
        by_rule: dict[_CompiledRule, list[int]] = {}
        for hit in hits:
            for key in (spelt[hit], spelt[hit : hit + 2]):
                for rule in self.gated.get(key, ()):
                    by_rule.setdefault(rule, []).append(hit)
        found: dict[str, list[Span]] = {}
        inner = _inner(text[words.start_char : words.end_char], words.start_char)
        for rule, at in by_rule.items():
            for span in rule.matches(words, at, spelt):
                if _stands(rule.rule, span, inner):
                    found.setdefault(rule.rule.label, []).append(span)
        return sorted(span for label in found.values() for span in filter_spans(label))


def _parts(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, with the paragraphs of its cells where it is a table row."""
    for block in blocks:
        yield block
        for cell in block.cells:
            yield from cell.parts


def cues(doc: Doc) -> list[Cue]:
    """Every cue of the doc in reading order."""
    found: list[Cue] = doc.user_data.get(_FOUND, [])
    return found


def gate_words(pattern: TokenPattern, rule_id: str) -> list[tuple[str, ...]]:
    """The words, alone or two side by side, of which one choice must stand in a text before the pattern can match.

    Of all such choices it is the longest, which stands in the fewest texts.
    """
    sure = [_literals(token) if token.get("OP", "1") not in ("?", "*", "!") else [] for token in pattern]
    choices: list[list[tuple[str, ...]]] = [[(word,) for word in words] for words in sure if words]
    choices += [[*product(*pair)] for pair in pairwise(sure) if 0 < len(pair[0]) * len(pair[1]) <= _MOST_PAIRS]
    if not choices:
        raise RulebookError(f"rule {rule_id}: no token says a word", "Give one token LOWER, TEXT or ORTH")
    return max(choices, key=lambda choice: min(len("".join(words)) for words in choice))


def _repeats(pattern: TokenPattern) -> int:
    return sum(token.get("OP") in ("*", "+") for token in pattern)


def _literals(token: dict[str, Any]) -> list[str]:
    """The words of which the token is one, none where it may be any other."""
    for key in ("LOWER", "TEXT", "ORTH"):
        value = token.get(key)
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict) and value.get("IN"):
            return list(value["IN"])
    return []


def _expression(token: dict[str, Any]) -> str:
    """The regular expression that the token's word in lower case fits, "" where it may be any."""
    value = token.get("LOWER")
    return str(value.get("REGEX", "")) if isinstance(value, dict) else ""


def _compiled(expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise RulebookError(f"'{expression}' is no regular expression: {error}", "Mend the pattern") from error


def _phrase_pattern(nlp: Language, phrase: str) -> TokenPattern:
    return [{"LOWER": token.lower_} for token in nlp.make_doc(phrase) if not token.is_space]


def _inner(words: str, start_char: int) -> tuple[int, int]:
    """The places between which a block's words stand, marks before and after them left out."""
    first = len(words) - len(words.lstrip(" \"'“‘([*"))
    return start_char + first, start_char + len(words.rstrip(" .,:;–—-\"'”’)]*"))


def _stands(rule: Rule, span: Span, inner: tuple[int, int]) -> bool:
    at_start, at_end = span.start_char <= inner[0], span.end_char >= inner[1]
    return {"anywhere": True, "start": at_start, "end": at_end, "whole": at_start and at_end}[rule.where]


@Language.factory("council_cues")
def make_cue_matcher(nlp: Language, name: str, own: str | None = None) -> CueMatcher:
    """The component for any spaCy pipeline: `nlp.add_pipe("council_cues")`; `own` is a folder of a clerk's rules."""
    register_extensions()
    return CueMatcher(nlp, rulebook.load(own).rules)
