"""Writes `doc._.paper`: what a paper says of itself, what the person who gives it says of it winning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components.tags import DATES, DateTag, Place, document_of, register_extensions, set_tags
from extractor.document import Document, fold
from extractor.frameworks import Borne, Form, form_on, forms_borne, inspectorate_of
from extractor.paper.bodies import body_of
from extractor.paper.councils import council_of_paper, council_of_report
from extractor.paper.days import PaperDay, days_of
from extractor.paper.marks import exempt_of, version_of
from extractor.paper.signs import kind_of
from extractor.paper.titles import title_of
from extractor.records import DateMention, Given, Paper, PaperKind, Period, Quote

_FORMS = "council_forms_borne"
# Kinds whose title is their subject; that of a meeting's own papers is the meeting.
_ON_A_SUBJECT: tuple[PaperKind, ...] = ("officer_report", "action_plan", "other")


def form_of(doc: Doc, own: str | None = None) -> Form | None:
    """The form of an inspection report, as of the paper's own day; None where it bears the title of none."""
    found = form_on(_borne(doc, own), doc._.paper.date)
    return found.form if found else None


def _borne(doc: Doc, own: str | None) -> Sequence[Borne]:
    """The forms whose titles the paper bears, looked for once a doc."""
    if _FORMS not in doc.user_data:
        doc.user_data[_FORMS] = forms_borne(document_of(doc), own)
    borne: Sequence[Borne] = doc.user_data[_FORMS]
    return borne


def read_facts(
    document: Document, given: Given, own: str | None = None, borne: Sequence[Borne] | None = None
) -> tuple[Paper, list[PaperDay]]:
    """What the paper says of itself, and the days of its own that it prints; `borne` as `forms_borne` gives it."""
    borne = forms_borne(document, own) if borne is None else borne
    kind: PaperKind = given.kind or kind_of(document, bool(borne), own)
    days = days_of(document, kind, own)
    form: Form | None = None
    title = ""
    council: str | None
    body: str | None
    if kind == "inspection_report" and (found := form_on(borne, days[0].last if days else None)):
        form, title = found.form, found.title
        council, body = (
            council_of_report(document, title, form.of_provider, own),
            form.body or inspectorate_of(document, own),
        )
    else:
        body = given.body or body_of(document, kind, own)
        council = council_of_paper(document, body, own)
    day = days[0] if days else None
    paper = Paper(
        kind=kind,
        framework=form.framework if form else "other" if kind == "inspection_report" else None,
        title=title_of(document, title, body if kind in _ON_A_SUBJECT else None, own),
        authority=given.authority or council,
        body=given.body or body,
        date=given.date or (day.last if day else None),
        date_text="" if given.date or not day else day.text,
        version=version_of(document, kind, own),
        exempt=exempt_of(document, kind, own),
    )
    return paper, days


@Language.factory("council_paper")
def make_paper(nlp: Language, name: str, own: str | None = None) -> Callable[[Doc], Doc]:
    """The component: fills `doc._.paper`, and tags the paper's own days in `doc.spans["dates"]`."""
    register_extensions()

    def paper(doc: Doc) -> Doc:
        document = document_of(doc)
        doc._.paper, days = read_facts(document, doc._.given, own, _borne(doc, own))
        set_tags(doc, DATES, [_tag(day) for day in days if day.start_char >= 0])
        return doc

    return paper


def _tag(day: PaperDay) -> DateTag:
    edtf = day.first if day.first == day.last else f"{day.first}/{day.last}"
    quote = Quote(fold(day.text), day.start_char, day.end_char)
    mention = DateMention(quote, Period(day.first, day.last, edtf), day.role)
    return DateTag(Place(day.start_char, day.end_char), mention)
