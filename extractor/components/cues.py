"""Finds the cues of `models/rules/`: short phrases that open, label or belong to what we look for.

Writes `doc.spans["cues"]`, with the cue as the label and the rule as the id of each span. Matching every
pattern on every token would cost more than reading the PDF, so a gate made from the rules' own words decides
which blocks are matched at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor import rulebook
from extractor.components.tags import CUES, document_of, register_extensions, span_at
from extractor.document import Block
from extractor.errors import RulebookError
from extractor.rulebook import Rule, TokenPattern


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found in a block: what it is, which rule found it, where it stands."""

    label: str
    rule_id: str
    start_char: int
    end_char: int


class CueMatcher:
    """spaCy component; see the module. `rules` are checked and compiled once."""

    def __init__(self, nlp: Language, rules: Iterable[Rule]) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.matcher = Matcher(nlp.vocab)
        words: set[str] = set()
        for rule in self.rules.values():
            patterns = [*rule.patterns, *(_phrase_pattern(nlp, phrase) for phrase in rule.phrases)]
            self.matcher.add(rule.id, patterns)
            words.update(word for pattern in patterns for word in gate_words(pattern, rule.id))
        self.gate = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)", re.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        spans: list[Span] = []
        for block in document_of(doc).blocks:
            for part in (block, *(part for cell in block.cells for part in cell.parts)):
                spans.extend(self._in_block(doc, part))
        doc.spans[CUES] = spans
        return doc

    def _in_block(self, doc: Doc, block: Block) -> list[Span]:
        if not self.gate.search(doc.text, block.content_start, block.end_char):
            return []
        words = span_at(doc, block.content_start, block.end_char)
        found: dict[str, list[Span]] = {}
        for rule_id, start, end in self.matcher(words):
            rule = self.rules[doc.vocab.strings[rule_id]]
            span = Span(doc, words.start + start, words.start + end, label=rule.label, span_id=rule.id)
            if _stands(rule, span, words):
                found.setdefault(rule.label, []).append(span)
        return sorted(span for label in found.values() for span in filter_spans(label))


def cues(doc: Doc) -> list[Cue]:
    """Every cue of the doc in reading order."""
    return [Cue(s.label_, s.id_, s.start_char, s.end_char) for s in doc.spans.get(CUES, [])]


def gate_words(pattern: TokenPattern, rule_id: str) -> list[str]:
    """The words of which one must stand in a text before the pattern can match: those of its rarest sure token."""
    choices = [words for token in pattern if (words := _literals(token))]
    if not choices:
        raise RulebookError(f"rule {rule_id}: no token says a word", "Give one token LOWER, TEXT or ORTH")
    return max(choices, key=lambda words: min(map(len, words)))


def _literals(token: dict[str, Any]) -> list[str]:
    if token.get("OP", "1") in ("?", "*", "!"):
        return []
    for key in ("LOWER", "TEXT", "ORTH"):
        value = token.get(key)
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict) and value.get("IN"):
            return list(value["IN"])
    return []


def _phrase_pattern(nlp: Language, phrase: str) -> TokenPattern:
    return [{"LOWER": token.lower_} for token in nlp.make_doc(phrase) if not token.is_space]


def _stands(rule: Rule, span: Span, words: Span) -> bool:
    at_start = not span.doc.text[words.start_char : span.start_char].strip(" \"'“‘([*")
    at_end = not span.doc.text[span.end_char : words.end_char].strip(" .,:;–—-\"'”’)]*")
    return {"anywhere": True, "start": at_start, "end": at_end, "whole": at_start and at_end}[rule.where]


@Language.factory("council_cues")
def make_cue_matcher(nlp: Language, name: str, own: str | None = None) -> CueMatcher:
    """The component for any spaCy pipeline: `nlp.add_pipe("council_cues")`; `own` is a folder of a clerk's rules."""
    register_extensions()
    return CueMatcher(nlp, rulebook.load(own).rules)
