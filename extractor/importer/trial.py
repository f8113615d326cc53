"""What rules of a person's own would change in the papers that are stored; all of it in memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from extractor.errors import ExtractorError, RulebookError
from extractor.importer.files import Found, find
from extractor.records import Extraction, Given, Progress, Recommendation

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.document import Document
    from extractor.rulebook import Rule

Record = Recommendation | Progress
What = Literal["gained", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A row that would be gained, lost or changed; `how` says what of a changed row, was and would be."""

    what: What
    paper: str
    page: int | None
    kind: str
    text: str
    rule_id: str
    how: str = ""


def check(path: Path) -> list[Rule]:
    """The rules of one file; each finds its examples and nothing in its counter-examples, and its cue is one that is
    read. Raises RulebookError with file, rule and key where that is not so."""
    from extractor import rulebook  # noqa: PLC0415  pydantic takes its time, spaCy a second
    from extractor.pipeline import blank  # noqa: PLC0415

    rules = rulebook.read_rules(path)
    if not rules:
        raise RulebookError("there is no rule in it", "Begin each rule with a line [[rule]]", filename=str(path))
    shipped = rulebook.load().rules
    labels, ids = sorted({rule.label for rule in shipped}), [rule.id for rule in (*shipped, *rules)]
    nlp = blank()
    for rule in rules:
        if ids.count(rule.id) > 1:
            raise RulebookError(f"two rules have the id '{rule.id}'", "Give your own another id", filename=str(path))
        fault = _fault(nlp, rule, labels)
        if fault:
            raise RulebookError(f"rule {rule.id}: {fault[0]}", fault[1], filename=str(path))
    return rules


def _fault(nlp: Language, rule: Rule, labels: list[str]) -> tuple[str, str] | None:
    """What is wrong with the rule and what to do about it."""
    from extractor.components.cues import CueMatcher, cues  # noqa: PLC0415  likewise

    if rule.label not in labels:
        return f"label: nothing reads the cue '{rule.label}'", f"Use one of {', '.join(labels)}"
    try:
        matcher = CueMatcher(nlp, [rule])
        matcher.check()
    except RulebookError as error:
        return error.what.removeprefix(f"rule {rule.id}: "), error.todo
    for example in rule.examples:
        if not cues(matcher(nlp.make_doc(example)), rule.label):
            return f"examples: it does not find '{example}'", "Mend the rule or the example"
    for example in rule.not_examples:
        if cues(matcher(nlp.make_doc(example)), rule.label):
            return f"not_examples: it finds '{example}'", "Mend the rule or the example"
    return None


@contextmanager
def laid_over(own: Path | None, tried: Path) -> Iterator[str]:
    """A folder that lasts as long as it is wanted: one's own rules, with the file or folder that is tried over them."""
    with TemporaryDirectory() as folder:
        if own:
            shutil.copytree(own, folder, dirs_exist_ok=True)
        if tried.is_dir():
            shutil.copytree(tried, folder, dirs_exist_ok=True)
        else:
            rules = Path(folder, "rules")
            rules.mkdir(exist_ok=True)
            shutil.copy(tried, rules / f"{tried.stem}.toml")
        yield folder


def try_rules(tried: Path, own: Path | None, papers: Path, stored: Mapping[str, Given]) -> tuple[int, list[Change]]:
    """How many papers of the folder are stored, and every row of theirs that would change; nothing is saved.

    `stored` has the sha256 of each stored paper and what is known of it. Both readings are made now, so that what an
    older release read differently, or a person decided, is not taken for a change.
    """
    from extractor.pipeline import build, read_paper  # noqa: PLC0415  likewise

    count, changes = 0, list[Change]()
    for path in sorted((tried / "rules").glob("*.toml")) if tried.is_dir() else [tried]:
        check(path)
    with laid_over(own, tried) as folder:
        before, after = build(str(own) if own else None), build(folder)
        for document in _documents(papers):
            if document.sha256 in stored:
                given = stored[document.sha256]
                count += 1
                changes += differences(read_paper(before, document, given), read_paper(after, document, given))
    return count, changes


def _documents(papers: Path) -> Iterator[Document]:
    from extractor.parsers import parse_all  # noqa: PLC0415  likewise

    seen = set[str]()
    for file in find([papers]):
        if isinstance(file, Found):
            try:
                documents = [document for document in parse_all(file.path) if document.sha256 not in seen]
            except ExtractorError:  # what cannot be read is not stored either
                continue
            seen.update(document.sha256 for document in documents)
            yield from documents


def differences(before: Extraction, after: Extraction) -> Iterator[Change]:
    """Every item and statement of one paper that only one reading has, or that the two read differently."""
    was, now = _records(before), _records(after)
    for key, record in was.items():
        if key not in now:
            yield _change(before, "lost", record)
        elif how := _how(record, now[key]):
            yield _change(after, "changed", now[key], "; ".join(how))
    for key, record in now.items():
        if key not in was:
            yield _change(after, "gained", record)


def _records(extraction: Extraction) -> dict[str, Record]:
    records: tuple[Record, ...] = (*extraction.recommendations, *extraction.progress)
    return {record.id: record for record in records}


def _change(extraction: Extraction, what: What, record: Record, how: str = "") -> Change:
    kind = record.kind if isinstance(record, Recommendation) else record.part
    document, quote = extraction.document, record.quote
    page = document.page_at(quote.start_char)
    return Change(what, document.filename, page, kind, quote.text, record.rule_id, how)


def _how(was: Record, now: Record) -> list[str]:
    one, other = _told(was), _told(now)
    return [f"{key}: {one[key]} would be {other[key]}" for key in one if one[key] != other.get(key)]


def _told(record: Record) -> dict[str, str]:
    """What a reader sees of a record, beside its words."""
    section = " > ".join(record.section) or "none"
    if isinstance(record, Progress):
        about = ", ".join(answer.recommendation_id for answer in record.about) or "none"
        return {"status": record.status, "answers": about, "section": section, "date": record.date or "none"}
    owners = ", ".join(owner.name for owner in record.owners) or "nobody"
    due = record.due.quote.text if record.due else "none"
    restated = "yes" if record.restated else "no"
    return {"kind": record.kind, "number": record.ref or "none", "owners": owners, "due": due} | {
        "restated": restated,
        "section": section,
    }
