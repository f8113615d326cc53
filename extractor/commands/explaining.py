"""A paper's text with its marks: every record at its words, with the rule that made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from extractor.commands.printing import harmless
from extractor.document import Document
from extractor.records import Extraction, Progress, Quote, Recommendation

if TYPE_CHECKING:
    from rich.console import Console

# Colour helps the eye; the notes under each block say the same in words.
_STYLES = {"item": "cyan", "owner": "magenta", "due": "yellow", "progress": "green", "judgement": "blue"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A record at its place: what it is in a word, and the rest in a sentence."""

    start_char: int
    end_char: int
    what: str
    note: str
    rule_id: str = ""


def marks(extraction: Extraction) -> list[Mark]:
    """Every mark of the paper in reading order, the longer first where two begin together."""
    found = [mark for item in extraction.recommendations for mark in _of_item(item)]
    found += [_of_progress(statement) for statement in extraction.progress]
    found += [_mark(each.quote, "judgement", f"{each.area}: {each.grade}") for each in extraction.judgements]
    return sorted(found, key=lambda mark: (mark.start_char, -mark.end_char))


def _of_item(item: Recommendation) -> Iterator[Mark]:
    kind = item.kind.replace("_", " ") + (f" {item.ref}" if item.ref else "") + (", restated" if item.restated else "")
    yield _mark(item.quote, "item", f"{kind}, confidence {item.confidence:.2f}", item.rule_id)
    for owner in item.owners:
        yield _mark(owner.quote, "owner", f"{owner.name} ({owner.type}, from the {owner.basis.replace('_', ' ')})")
    if item.due:
        period = item.due.period
        basis = f" ({period.basis})" if period and period.basis else ""
        yield _mark(item.due.quote, "due", f"{period.date_to}{basis}" if period else "no day can be told")


def _of_progress(statement: Progress) -> Mark:
    status = f"{statement.part}, {statement.status.replace('_', ' ')}"
    words = f' from "{statement.status_text}"' if statement.status_text else ""
    answers = f", answers {len(statement.about)} of the items here" if statement.about else ""
    return _mark(statement.quote, "progress", f"{status}{words}{answers}", statement.rule_id)


def _mark(quote: Quote, what: str, note: str, rule_id: str = "") -> Mark:
    return Mark(quote.start_char, quote.end_char, what, note, rule_id)


def marks_as_json(extraction: Extraction) -> dict[str, Any]:
    """The paper, its text and its marks, for a program."""
    document = extraction.document
    return {
        "document_id": document.id,
        "filename": document.filename,
        "paper": asdict(extraction.paper),
        "text": document.text,
        "marks": [asdict(mark) for mark in marks(extraction)],
        "problems": [asdict(problem) for problem in (*document.problems, *extraction.problems)],
    }


def print_marked(extraction: Extraction, console: Console) -> None:
    """Block by block the text, and under each block a note for every mark that ends in it."""
    document, paper = extraction.document, extraction.paper
    about = (paper.kind.replace("_", " "), paper.framework, paper.authority, paper.body, paper.date)
    console.print(document.filename, style="bold", markup=False)
    console.print("  " + ", ".join(part for part in about if part), markup=False)
    for problem in (*document.problems, *extraction.problems):
        console.print(f"  {problem.severity}: {problem.message}", markup=False)
    found, page = marks(extraction), None
    for block in document.blocks:
        if block.page != page:
            page = block.page
            console.print(f"\n--- page {page}", style="dim")
        _print_block(document, block.start_char, block.end_char, found, console)


def _print_block(document: Document, start: int, end: int, found: list[Mark], console: Console) -> None:
    from rich.text import Text  # noqa: PLC0415

    here = [mark for mark in found if mark.start_char < end and mark.end_char > start]
    words = Text(harmless(document.text[start:end].replace("\t", " | ")) if not here else document.text[start:end])
    for mark in here:
        words.stylize(_STYLES[mark.what], max(0, mark.start_char - start), mark.end_char - start)
    console.print(words)
    for mark in here:
        if mark.end_char <= end:
            rule = f", rule {mark.rule_id}" if mark.rule_id else ""
            quote = f' "{document.quote(mark.start_char, mark.end_char)}"' if mark.what in {"owner", "due"} else ""
            console.print(
                f"    ^ {mark.what}{quote}: {harmless(mark.note)}{rule}", style=_STYLES[mark.what], markup=False
            )
