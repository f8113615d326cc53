"""Names every rule that matters in one paper only: `python -m tests.benchmarks.one_paper_rules PAPERS`.

A cue rule matters in a paper where it made one of the recommendations, progress statements or empty sections, or where
these (words, places, kinds, owners, deadlines, statuses, answers) differ once the rule is left out; a list of an
inspection framework matters where one of them was found in it. A rule that fits one paper may be a form that others
print too, or that paper's own words: its `reason` in `models/` must say which form it is, in words that a reader from
another council would accept. Exits with 1 where a rule so named has no reason.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.language import Language

from extractor import rulebook
from extractor.collect import collect
from extractor.components.cues import CueMatcher
from extractor.document import Document
from extractor.errors import ExtractorError
from extractor.frameworks import forms
from extractor.importer.files import Found, find
from extractor.parsers import parse_all
from extractor.pipeline import build
from extractor.records import Extraction, Given

ENOUGH = 2
RULES = rulebook.load().rules

Papers = dict[str, list[str]]


def read(nlp: Language, document: Document, matcher: CueMatcher) -> tuple[Extraction, set[str]]:
    """The records of the paper with this matcher's rules and no others, and the rules that fired."""
    doc = nlp.make_doc(document.text)
    doc._.document, doc._.given = document, Given()
    for name, component in nlp.pipeline:
        doc = (matcher if name == "council_cues" else component)(doc)
    return collect(doc), {span.id_ for span in doc.spans["cues"]}


def found(extraction: Extraction) -> tuple[object, ...]:
    """All that a rule can change, without the name of the rule that found it."""
    return (
        [replace(item, rule_id="", confidence=0) for item in extraction.recommendations],
        [replace(statement, rule_id="", confidence=0) for statement in extraction.progress],
        [replace(section, rule_id="") for section in extraction.empty_sections],
    )


def papers_by_rule(folder: Path) -> Papers:
    """For every rule the papers that it matters in, at most two of them, since more are not asked for."""
    nlp = build()
    everything = CueMatcher(nlp, RULES)
    without = cache(lambda left_out: CueMatcher(nlp, [rule for rule in RULES if rule.id != left_out]))
    papers: Papers = defaultdict(list)
    for document in _documents(folder):
        whole, fired = read(nlp, document, everything)
        made = {each.rule_id for each in (*whole.recommendations, *whole.progress, *whole.empty_sections)}
        for rule_id in sorted(fired | made & _lists()):
            if len(papers[rule_id]) < ENOUGH and (
                rule_id in made or found(read(nlp, document, without(rule_id))[0]) != found(whole)
            ):
                papers[rule_id].append(document.filename)
    return papers


def _lists() -> set[str]:
    return {each.id for form in forms() for each in form.lists}


def _documents(folder: Path) -> Iterator[Document]:
    for file in find([folder]):
        if isinstance(file, Found):
            try:
                yield from parse_all(file.path)
            except ExtractorError as error:
                sys.stderr.write(f"{error}\n")


def main(folder: Path) -> int:
    """Prints each such rule, its paper and its reason; 1 where one has no reason."""
    papers = papers_by_rule(folder)
    reasons = {rule.id: rule.reason for rule in RULES}
    reasons |= {each.id: each.reason for form in forms() for each in form.lists}
    alone = {rule_id: names[0] for rule_id, names in sorted(papers.items()) if len(names) == 1}
    for rule_id, name in alone.items():
        print(f"{rule_id}: {name}\n    {reasons[rule_id] or 'NO REASON IS GIVEN'}")
    idle = sorted(rule_id for rule_id in reasons if not papers.get(rule_id))
    print(f"\n{len(alone)} of {len(reasons)} rules matter in one paper only; {len(idle)} in none: {', '.join(idle)}")
    return 1 if any(not reasons[rule_id] for rule_id in alone) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
