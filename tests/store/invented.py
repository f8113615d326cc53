"""Invented papers, made without any parser: the store sees what the rules would have handed it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor import store
from extractor.document import Block, Document, SetAside
from extractor.records import (
    About,
    DateMention,
    Extraction,
    Judgement,
    Owner,
    Paper,
    PaperKind,
    Period,
    Progress,
    Quote,
    Recommendation,
    Status,
    content_id,
    squash,
)

POINTS = (
    "Ensure that every foster carer has a written agreement before a child moves in.",
    "Reduce the time that families wait for a first visit by an early help worker.",
    "Record the views of disabled children in each review of their plan.",
    "Publish a yearly account of complaints made by children in residential homes.",
    "Test whether training on neglect changes what health visitors do.",
    "Give young people leaving custody a named adviser and somewhere to live.",
    "Check return interviews each month and tell the police what they show.",
    "Replace agency managers in the assessment teams with permanent staff.",
)


@dataclass(frozen=True)
class Line:
    """One item of a paper; `says` are the statements of progress beneath it."""

    text: str
    ref: str | None = None
    kind: str = "inspection_recommendation"
    restated: bool = False
    due: str | None = None
    owner: str | None = None
    section: str = "Areas for improvement"
    says: tuple[tuple[Status, str], ...] = ()


def listed(points: Sequence[str] = POINTS, **facts: object) -> tuple[Line, ...]:
    """The points as a numbered list."""
    return tuple(replace(Line(text, str(n)), **facts) for n, text in enumerate(points, start=1))  # type: ignore[arg-type]


def paper(
    name: str,
    kind: PaperKind,
    authority: str | None,
    body: str | None,
    date: str | None,
    lines: Sequence[Line] = (),
    *,
    extra: Sequence[str] = (),
    statements: Sequence[tuple[Status, str]] = (),
    **facts: object,
) -> Extraction:
    """A paper with these items, each in a block of its own, `extra` paragraphs, and statements that answer no item."""
    build = _Builder(hashlib.sha256(f"{name}{lines}{extra}".encode()).hexdigest())
    build.block(name, "heading")
    for words in extra:
        build.block(words)
    for line in lines:
        build.item(line)
    for status, words in statements:
        build.statement(status, words, ())
    described = Paper(kind, title=name, authority=authority, body=body, date=date, date_text=date or "")
    document = Document(
        build.sha256,
        name,
        "text/plain",
        "\n\n".join(build.texts),
        tuple(build.blocks),
        set_aside=(SetAside("footer", "Page 1 of 1"),),
    )
    return Extraction(
        document,
        replace(described, **facts),  # type: ignore[arg-type]
        (),
        tuple(build.recommendations),
        tuple(build.progress),
        (Judgement("Help and protection", "good", build.first),) if kind == "inspection_report" else (),
    )


class _Builder:
    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.recommendations: list[Recommendation] = []
        self.progress: list[Progress] = []
        self.seen: dict[str, int] = {}

    @property
    def first(self) -> Quote:
        return Quote(self.texts[0], 0, len(self.texts[0]))

    def block(self, words: str, kind: str = "paragraph") -> Quote:
        start = sum(len(text) + 2 for text in self.texts)
        self.texts.append(words)
        self.blocks.append(Block(kind, start, start + len(words), start))  # type: ignore[arg-type]
        return Quote(words, start, start + len(words))

    def id(self, prefix: str, words: str) -> str:
        key = prefix + squash(words)
        self.seen[key] = self.seen.get(key, -1) + 1
        return content_id(self.sha256[:16], prefix, words, self.seen[key])

    def item(self, line: Line) -> None:
        quote = self.block(line.text)
        due = DateMention(quote, Period(line.due, line.due, line.due), "due") if line.due else None
        owners = (Owner(line.owner, "role", quote, "item"),) if line.owner else ()
        record = Recommendation(
            self.id("r", line.text),
            line.kind,  # type: ignore[arg-type]
            quote,
            (line.section,),
            "invented",
            1.0,
            line.ref,
            owners,
            due,
            line.restated,
        )
        self.recommendations.append(record)
        for status, words in line.says:
            self.statement(status, words, (About(record.id, 1.0, "beneath it"),))

    def statement(self, status: Status, words: str, about: tuple[About, ...]) -> None:
        quote = self.block(words)
        self.progress.append(
            Progress(self.id("p", words), "progress", quote, ("Progress",), status, "invented", 1.0, about=about)
        )


def inspection(authority: str = "Midvale", date: str = "2020-03-02", points: Sequence[str] = POINTS) -> Extraction:
    """An inspection report with a numbered list."""
    name = f"{authority} inspection {date}.pdf"
    return paper(name, "inspection_report", authority, "Ofsted", date, listed(points), framework="ILACS")


def imported(path: Path, papers: Sequence[Extraction], rules: str = "rules 1") -> store.Store:
    """A database of these papers, saved in this order and linked."""
    db = store.open_database(path)
    add(db, papers, rules)
    return db


def add(db: store.Store, papers: Sequence[Extraction], rules: str = "rules 1") -> None:
    """The papers are in the database too, and linked."""
    run = store.start_run(db, "test", "1", rules)
    for extraction in papers:
        store.save(db, extraction, run, extraction.document.filename)
    store.relink(db, run_id=run)
    store.finish_run(db, run)


def column(db: store.Store, sql: str, *values: object) -> list[object]:
    """The first column of a query."""
    return [row[0] for row in store.raw(db).execute(sql, values)]


def thread_of(db: store.Store, filename: str) -> dict[str, str]:
    """The thread of each item of a paper, by the item's text."""
    rows = store.raw(db).execute(
        "select r.text, r.thread_id from recommendations r join documents d on d.id = r.document_id "
        "where d.filename = ? order by r.position",
        (filename,),
    )
    return dict(rows.fetchall())
