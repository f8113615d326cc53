"""Every rule finds its examples and leaves its counter-examples alone; a broken file says where it is broken."""

from pathlib import Path

import pytest
import spacy

from extractor import rulebook
from extractor.components import cues as cue_component
from extractor.components.tags import register_extensions
from extractor.components.tokenizer import LinearTokenizer
from extractor.errors import RulebookError
from extractor.pipeline import build

RULES = rulebook.load().rules


@pytest.fixture(scope="module")
def matcher():
    register_extensions()
    nlp = spacy.blank("en")
    nlp.tokenizer = LinearTokenizer(nlp.vocab)
    component = cue_component.CueMatcher(nlp, RULES)

    def found(text: str) -> set[str]:
        doc = component(nlp.make_doc(text))
        return {cue.rule_id for label in {rule.label for rule in RULES} for cue in cue_component.cues(doc, label)}

    return found


def named(value: object) -> object:
    return getattr(value, "id", value)


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.examples], ids=named)
def test_rule_finds_its_example(matcher, rule, text):
    assert rule.id in matcher(text)


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.not_examples], ids=named)
def test_rule_leaves_its_counter_example_alone(matcher, rule, text):
    assert rule.id not in matcher(text)


GOOD = '[[rule]]\nid = "a"\nlabel = "X"\nphrases = ["by order"]\nexamples = ["by order"]\n'


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[[rule]\n", "not valid TOML"),
        (GOOD.replace('label = "X"\n', ""), "rule a: label"),
        (GOOD.replace("phrases", "phrase"), "rule a: phrase"),
        (GOOD.replace('phrases = ["by order"]\n', ""), "needs 'phrases' or 'patterns'"),
        (GOOD + GOOD, "two rules have the id 'a'"),
    ],
)
def test_a_broken_rule_file_says_what_is_wrong(tmp_path: Path, toml: str, says: str):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(RulebookError, match=says):
        rulebook.load(str(tmp_path))


def test_a_clerks_rule_is_used_beside_the_shipped_ones(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text(GOOD, encoding="utf-8")
    assert {rule.id for rule in rulebook.load(str(tmp_path)).rules} == {rule.id for rule in RULES} | {"a"}


def test_a_pattern_that_spacy_cannot_read_is_told_before_anything_is_read(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    wrong = GOOD.replace('phrases = ["by order"]', 'patterns = [[{ LOWER = "by" }, { LOWR = "order" }]]')
    (tmp_path / "rules" / "own.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(RulebookError, match="rule a: patterns"):
        build(str(tmp_path))


def test_a_pattern_without_a_sure_word_is_refused():
    with pytest.raises(RulebookError, match="no token says a word"):
        cue_component.gate_words([{"IS_DIGIT": True}, {"LOWER": "of", "OP": "?"}], "loose")
