"""The sample papers in a database as their gold answers tell them: pages are tested apart from what is found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor import store
from extractor.document import Document
from extractor.parsers import parse
from extractor.records import (
    About,
    DateMention,
    Extraction,
    Owner,
    Paper,
    Period,
    Progress,
    Quote,
    Recommendation,
    content_id,
    squash,
)

CORPUS = Path(__file__).parent.parent.parent / "corpus"


def build(path: Path, *, exempt: Iterable[str] = ()) -> None:
    """A database of every sample paper with its gold answers; `exempt` names papers that are not for publication."""
    db = store.open_database(path)
    run_id = store.start_run(db, "import corpus", "0", "gold")
    for paper in sorted((CORPUS / "papers").iterdir()):
        answers = extraction(paper, "Not for publication" if paper.stem in exempt else "")
        store.save(db, answers, run_id, paper.name)
    store.relink(db)
    store.finish_run(db, run_id)
    store.close(db)


def extraction(path: Path, exempt: str = "") -> Extraction:
    """The parsed paper with the records that its gold answers name."""
    gold = json.loads((CORPUS / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    document, says = _parsed(path), gold["document"]
    finder = Finder(document)
    items = {item["id"]: _item(document, finder, item) for item in gold["items"]}
    statements = [_statement(document, finder, said, items) for said in gold["progress"]]
    paper = Paper(
        says["kind"],
        says["framework"],
        says["title"],
        says["authority"] or "Thurlmarsh",
        says["body"],
        says["date"],
        says["date"],
        "draft" if "draft" in path.stem else "unknown",
        exempt,
    )
    return Extraction(document, paper, recommendations=tuple(items.values()), progress=tuple(statements))


@lru_cache
def _parsed(path: Path) -> Document:
    return parse(path)


class Finder:
    """Finds words in a paper by their letters and digits alone, each time after the last place it found them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        letters = [(squash(char), at) for at, char in enumerate(document.text)]
        self.squashed = "".join(char for char, _ in letters)
        self.places = [at for char, at in letters for _ in char]
        self.seen: Counter[str] = Counter()

    def quote(self, words: str) -> Quote:
        key = squash(words)
        at = self.squashed.find(key, self.seen[key])
        at = self.squashed.find(key) if at < 0 else at
        assert at >= 0, f"{self.document.filename} does not say: {words}"
        self.seen[key] = at + len(key)
        start, end = self.places[at], self.places[at + len(key) - 1] + 1
        text = self.document.text
        while end < len(text) and text[end] in ".,;:!?)’”" and words.endswith(text[end]):
            end += 1
        return Quote(self.document.quote(start, end), start, end)

    def occurrence(self, words: str) -> int:
        key = f"#{squash(words)}"
        self.seen[key] += 1
        return self.seen[key] - 1


def _item(document: Document, finder: Finder, item: dict[str, Any]) -> Recommendation:
    quote = finder.quote(item["text"])
    owners = (Owner(o["text"], o["type"], finder.quote(o["text"]), "row") for o in item["owners"])
    due = item["due"]
    day = due and due["date"]
    relative = bool(due) and due["text"].startswith("within")
    period = Period(day, day, day, f"{due['text']} of the paper's day" if relative else "") if day else None
    return Recommendation(
        content_id(document.id, "r", quote.text, finder.occurrence(quote.text)),
        item["kind"],
        quote,
        tuple(item["section"]),
        "gold",
        1.0,
        item["ref"],
        tuple({squash(o.name): o for o in owners}.values()),
        DateMention(finder.quote(due["text"]), period, "due") if due else None,
        item["restated"],
    )


def _statement(document: Document, finder: Finder, said: dict[str, Any], items: dict[str, Recommendation]) -> Progress:
    quote = finder.quote(said["text"])
    about = tuple(About(items[name].id, 1.0, "the gold answers say so") for name in said["about"])
    return Progress(
        content_id(document.id, "p", quote.text, finder.occurrence(quote.text)),
        said["part"],
        quote,
        (),
        said["status"],
        "gold",
        1.0,
        about=about,
    )
