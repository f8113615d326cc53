"""The only place that knows which components there are and in which order they run."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from extractor.collect import collect
from extractor.components.tags import register_extensions
from extractor.components.tokenizer import LinearTokenizer
from extractor.document import Document
from extractor.records import Extraction, Given, Paper

# module under extractor/components -> the factory that it registers, in the order in which they run
COMPONENTS = {
    "cues": "council_cues",
    "paper": "council_paper",
    "agenda": "council_agenda",
    "exempt": "council_exempt",
    "inspection_items": "council_inspection_items",
    "judgements": "council_judgements",
    "committee_items": "council_committee_items",
    "action_tables": "council_action_tables",
    "progress": "council_progress",
    "owners": "council_owners",
    "dates": "uk_dates",
    "confidence": "council_confidence",
}


def blank() -> Language:
    """spaCy with this tool's tokenizer and attributes, and no component."""
    register_extensions()
    # spaCy's own limit spares memory to a parser and a recogniser that are not here
    return English(create_tokenizer=lambda nlp: LinearTokenizer(nlp.vocab), max_length=10**9)


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


def read_papers(nlp: Language, documents: Iterable[Document], given: Given | None = None) -> Iterator[Extraction]:
    """The records of the papers of one file; what a paper bound into a pack does not say of itself, its agenda does."""
    said, agenda = given or Given(), Paper()
    for document in documents:
        extraction = read_paper(nlp, document, said)
        if not document.pack_sha256:
            agenda = extraction.paper
        elif (more := _with_agenda(said, extraction.paper, agenda)) != said:
            extraction = read_paper(nlp, document, more)
        yield extraction


def _with_agenda(given: Given, paper: Paper, agenda: Paper) -> Given:
    """What is given, and the agenda's council, body and day where the paper has none; an inspection is no sitting."""
    of_sitting = agenda if paper.kind != "inspection_report" else Paper()
    return replace(
        given,
        authority=given.authority or (None if paper.authority else agenda.authority),
        body=given.body or (None if paper.body else of_sitting.body),
        date=given.date or (None if paper.date else of_sitting.date),
    )
