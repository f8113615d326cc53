"""Finds the cues of `models/rules/`: short phrases that open, label or belong to what we look for.

Matching every pattern on every token would cost more than reading the PDF. So the rules of a cue are tried when a
component first asks for it, which most papers never do, and a gate made from the rules' own words decides on which
blocks. What was found stands in `doc.spans["cues"]`, with the cue as the label and the rule as the id of each span.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise, product
from typing import Any

from spacy.attrs import IDX, LOWER
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.strings import StringStore
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor import rulebook
from extractor.components.tags import CUES, document_of, register_extensions
from extractor.document import Block, Document
from extractor.errors import RulebookError
from extractor.rulebook import Rule, TokenPattern

_FOUND, _SOUGHT = "council_cues", "council_cues_sought"
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


class _Alphabet(dict[int, str]):
    """A letter for every word of a doc, by the number of the word in lower case among spaCy's strings, so that the doc
    becomes a string and what may match it an expression.

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
        super().__init__((strings.add(word), chr(self._FIRST + n)) for n, word in enumerate(named))
        self._fitting = {
            fits.pattern: "".join(self[strings[word]] for word in named if fits.search(word))
            + "".join(chr(self._shared + kind) for kind in range(1 << self._MOST) if kind >> n & 1)
            for n, fits in enumerate(self._expressions)
        }

    def __missing__(self, word: int) -> str:
        said = self._strings[word]
        kind = sum(1 << n for n, fits in enumerate(self._expressions) if fits.search(said))
        self[word] = letter = chr(self._shared + kind)
        return letter

    def spell(self, words: Iterable[int]) -> str:
        """One letter for each of these words."""
        return "".join(map(self.__getitem__, words))

    def key(self, words: tuple[str, ...]) -> str:
        """The letters of words that a rule names."""
        return "".join(self[self._strings[word.lower()]] for word in words)

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
        self._nlp, self._patterns, self._alphabet = nlp, patterns, alphabet
        self.reach = max(len(pattern) + _MOST_REPEATED * _repeats(pattern) for pattern in patterns)

    @cached_property
    def sure(self) -> dict[str, set[str]]:
        """The letters of its sure words, each with those of which one must come next, "" among them where any may.

        Raises RulebookError where a pattern has none.
        """
        behind: dict[str, set[str]] = {}
        for words in chain.from_iterable(gate_words(pattern, self.rule.id) for pattern in self._patterns):
            key = self._alphabet.key(words)
            behind.setdefault(key[0], set()).add(key[1:])
        return behind

    @cached_property
    def gate(self) -> re.Pattern[str]:
        """Finds where in a spelt doc it may match."""
        return re.compile("|".join(map(self._alphabet.gate, self._patterns)))

    @cached_property
    def matcher(self) -> Matcher:
        """What has the last word. Raises RulebookError where spaCy cannot read a pattern."""
        matcher = Matcher(self._nlp.vocab)
        try:
            matcher.add(self.rule.id, self._patterns)
        except ValueError as error:  # spaCy's own words say which token and key
            what = f"rule {self.rule.id}: patterns: {' '.join(str(error).split())}"
            raise RulebookError(what, "Mend the pattern") from error
        return matcher

    def hits(self, letters: str) -> Iterator[int]:
        """The tokens of a spelt doc that are its sure words, of those around which it may match."""
        for hit in sorted(self._sure_in(letters)):
            if self.gate.search(letters, max(0, hit - self.reach), hit + self.reach + 1):
                yield hit

    def _sure_in(self, letters: str) -> Iterator[int]:
        for first, seconds in self.sure.items():
            at = letters.find(first)
            while at >= 0:
                if "" in seconds or letters[at + 1 : at + 2] in seconds:
                    yield at
                at = letters.find(first, at + 1)

    def matches(self, doc: Doc, spelt: _Spelt, part: Block, hits: list[int]) -> Iterator[Span]:
        """Its matches in the part where it may stand, around these tokens of the part."""
        begin, end = spelt.tokens(part)
        only_start = self.rule.where in ("start", "whole")
        done = begin
        for hit in hits:
            if only_start and hit - begin > self.reach + _MOST_BEFORE_START:
                return
            first, last = max(begin, hit - self.reach), min(end, hit + self.reach + 1)
            if last > done and (found := self.gate.search(spelt.letters, first, last)):
                first, done = found.start(), last
                for _, start, stop in self.matcher(doc[first:last]):
                    span = Span(doc, first + start, first + stop, label=self.rule.label, span_id=self.rule.id)
                    if _stands(self.rule, span, spelt.document.text, part):
                        yield span


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A document as its alphabet spells it, a letter a token, where each token starts, and the parts of its cells."""

    document: Document
    letters: str
    starts: list[int]
    in_cells: list[Block]

    def tokens(self, part: Block) -> tuple[int, int]:
        """The first token of a part's words, and the one after its last."""
        return bisect_right(self.starts, part.content_start) - 1, bisect_left(self.starts, part.end_char)

    def by_part(self, rule: _CompiledRule) -> Iterator[tuple[Block, list[int]]]:
        """The parts of the document in which the rule may match, each with the tokens around which it may."""
        found: dict[tuple[int, int], tuple[Block, list[int]]] = {}
        for hit in rule.hits(self.letters):
            at = self.starts[hit]
            before = bisect_right(self.in_cells, at, key=_start)
            for part in (self.document.block_at(at), *self.in_cells[max(0, before - 1) : before]):
                if part.content_start <= at < part.end_char:
                    found.setdefault((part.content_start, part.end_char), (part, []))[1].append(hit)
        return iter(found.values())


class CueMatcher:
    """spaCy component; see the module. `rules` are compiled once, each when it is first needed."""

    def __init__(self, nlp: Language, rules: Iterable[Rule]) -> None:
        patterns = [(rule, [*rule.patterns, *(_phrase_pattern(nlp, said) for said in rule.phrases)]) for rule in rules]
        self.alphabet = _Alphabet(nlp.vocab.strings, chain.from_iterable(found for _, found in patterns))
        self.rules: dict[str, list[_CompiledRule]] = {}
        for rule, found in patterns:
            self.rules.setdefault(rule.label, []).append(_CompiledRule(nlp, rule, found, self.alphabet))

    def __call__(self, doc: Doc) -> Doc:
        document = document_of(doc)
        words, starts = doc.to_array([LOWER, IDX]).T.tolist() if len(doc) else ([], [])
        in_cells = sorted((p for block in document.blocks for cell in block.cells for p in cell.parts), key=_start)
        doc.user_data[_SOUGHT] = (self, _Spelt(document, self.alphabet.spell(words), starts, in_cells))
        doc.user_data[_FOUND] = dict[str, list[Cue]]()
        doc.spans[CUES] = []
        return doc

    def check(self) -> None:
        """Every rule can be used. Raises RulebookError for the first that cannot."""
        for rule in chain.from_iterable(self.rules.values()):
            _ = rule.sure, rule.matcher

    def find(self, doc: Doc, spelt: _Spelt, label: str) -> list[Cue]:
        """The cues of this label in reading order, added to `doc.spans["cues"]` too."""
        by_part: dict[tuple[int, int], list[Span]] = {}
        for rule in self.rules.get(label, ()):
            for part, hits in spelt.by_part(rule):
                found = by_part.setdefault((part.content_start, part.end_char), [])
                found.extend(rule.matches(doc, spelt, part, hits))
        spans = {(s.start_char, s.end_char, s.id_): s for found in by_part.values() for s in filter_spans(found)}
        doc.spans[CUES].extend([spans[place] for place in sorted(spans)])
        return [Cue(label, rule_id, start, end) for start, end, rule_id in sorted(spans)]


def _start(part: Block) -> int:
    return part.content_start


def cues(doc: Doc, label: str) -> list[Cue]:
    """The cues of this label in reading order; its rules are tried when they are first asked for."""
    found: dict[str, list[Cue]] = doc.user_data.get(_FOUND, {})
    if label not in found and _SOUGHT in doc.user_data:
        matcher, spelt = doc.user_data[_SOUGHT]
        found[label] = matcher.find(doc, spelt, label)
    return found.get(label, [])


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


def _stands(rule: Rule, span: Span, text: str, part: Block) -> bool:
    """Whether the span stands where in the part's words the rule wants it, marks before and after them left out."""
    if rule.where == "anywhere":
        return True
    words = text[part.content_start : part.end_char]
    at_start = span.start_char <= part.end_char - len(words.lstrip(" \"'“‘([*"))
    at_end = span.end_char >= part.content_start + len(words.rstrip(" .,:;–—-\"'”’)]*"))
    return {"start": at_start, "end": at_end, "whole": at_start and at_end}[rule.where]


@Language.factory("council_cues")
def make_cue_matcher(nlp: Language, name: str, own: str | None = None) -> CueMatcher:
    """The component for any spaCy pipeline: `nlp.add_pipe("council_cues")`; `own` is a folder of a clerk's rules."""
    register_extensions()
    matcher = CueMatcher(nlp, rulebook.load(own).rules)
    if own:
        matcher.check()  # a clerk must be told before anything is read
    return matcher
