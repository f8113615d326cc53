"""The only place that knows which components there are and in which order they run."""

from __future__ import annotations

import importlib

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractor.collect import collect
from extractor.components.tags import register_extensions
from extractor.components.tokenizer import LinearTokenizer
from extractor.document import Document
from extractor.records import Extraction, Given

# module under extractor/components -> the factory that it registers, in the order in which they run
COMPONENTS = {
    "cues": "council_cues",
    "paper": "council_paper",
    "agenda": "council_agenda",
    "inspection_items": "council_inspection_items",
    "judgements": "council_judgements",
    "committee_items": "council_committee_items",
    "action_tables": "council_action_tables",
    "progress": "council_progress",
    "owners": "council_owners",
    "dates": "uk_dates",
}


def blank() -> Language:
    """spaCy with this tool's tokenizer and attributes, and no component."""
    register_extensions()
    nlp = spacy.blank("en")
    nlp.tokenizer = LinearTokenizer(nlp.vocab)
    nlp.max_length = 10**9  # spaCy's own limit spares memory to a parser and a recogniser that are not here
    return nlp


def build(own: str | None = None) -> Language:
    """A spaCy pipeline with every component of this tool; `own` is a clerk's folder beside the shipped rulebook."""
    nlp = blank()
    for module, factory in COMPONENTS.items():
        importlib.import_module(f"extractor.components.{module}")
        nlp.add_pipe(factory, config={"own": own})
    return nlp


def tag(nlp: Language, document: Document, given: Given | None = None) -> Doc:
    """A spaCy doc whose text is the document's and whose spans are what was found in it."""
    doc = nlp.make_doc(document.text)
    doc._.document, doc._.given = document, given or Given()
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def read_paper(nlp: Language, document: Document, given: Given | None = None) -> Extraction:
    """All records of one document: what a paper says of itself, its items, progress, owners, dates and judgements."""
    return collect(tag(nlp, document, given))
