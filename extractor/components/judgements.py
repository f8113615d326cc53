"""Tags the grades that an inspection gave, by area of work: `doc.spans["judgements"]`."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extractor import rulebook
from extractor.components.paper import form_of
from extractor.components.tags import JUDGEMENTS, JudgementTag, Place, document_of, register_extensions, set_tags
from extractor.inspection.grades import find_grades


@Language.factory("council_judgements")
def make_judgements(nlp: Language, name: str, own: str | None = None) -> Callable[[Doc], Doc]:
    """The component for any spaCy pipeline, after `council_paper`; a paper that is no inspection report has none."""
    register_extensions()
    table = rulebook.load(own).table("judgements")

    def judgements(doc: Doc) -> Doc:
        form = form_of(doc, own) if doc._.paper.kind == "inspection_report" else None
        if form:
            grades = find_grades(document_of(doc), form.areas, table)
            set_tags(doc, JUDGEMENTS, [JudgementTag(Place(g.start_char, g.end_char), g.area, g.grade) for g in grades])
        return doc

    return judgements
