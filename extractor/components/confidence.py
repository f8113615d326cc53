"""How far each item and statement can be trusted: `models/confidence.toml` says it rule by rule."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.tags import ITEMS, PROGRESS, ItemTag, ProgressTag, register_extensions, set_tags, tags
from extractor.rulebook import Rulebook


class Confidence:
    """spaCy component; see the module. A rule that the table does not list keeps the confidence it came with."""

    def __init__(self, book: Rulebook) -> None:
        table = book.table("confidence")
        self.items: dict[str, float] = table["items"]
        self.progress: dict[str, float] = table["progress"]

    def __call__(self, doc: Doc) -> Doc:
        items, progress = tags(doc, ITEMS, ItemTag), tags(doc, PROGRESS, ProgressTag)
        rated = [replace(tag, confidence=self.items.get(tag.rule_id, tag.confidence)) for tag in items]
        set_tags(doc, ITEMS, rated)
        told = [replace(tag, confidence=self.progress.get(tag.rule_id, tag.confidence)) for tag in progress]
        set_tags(doc, PROGRESS, told)
        return doc


@Language.factory("council_confidence")
def make_confidence(nlp: Language, name: str, own: str | None = None) -> Confidence:
    """The component for any spaCy pipeline; `own` is a folder of a clerk's rules. Runs after all that finds items."""
    register_extensions()
    return Confidence(rulebook.load(own))
