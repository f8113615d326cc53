"""Writes what a reader finds in a paper, from the annotations that stand in its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from printing.source import SPAN, Block, Paper, pieces, plain

KINDS = {"r": "inspection_recommendation", "o": "officer_recommendation", "d": "resolution", "a": "action"}


def gold_of(paper: Paper, pages: dict[str, int]) -> dict[str, Any]:
    """The gold answers of a paper; `pages` is empty for a format without pages."""
    found = dict(found_words(paper))
    annotated = [*paper.items, *paper.progress]
    if sorted(found) != sorted(annotated):
        raise ValueError(f"{paper.stem}: marked and annotated entries differ: {set(found) ^ set(annotated)}")
    places = {entry: (found[entry], pages.get(entry)) for entry in found}
    return {
        "document": {"id": paper.stem, **{key: value or None for key, value in paper.document.items()}},
        "items": [item(paper, entry, *places[entry]) for entry in found if entry in paper.items],
        "progress": [progress(paper, entry, *places[entry]) for entry in found if entry in paper.progress],
    }


def found_words(paper: Paper) -> Iterator[tuple[str, dict[str, Any]]]:
    """The words, printed number and headings of every marked entry, in reading order."""
    found: dict[str, dict[str, Any]] = {}
    headings: list[Block] = []
    for block in paper.blocks:
        if block.kind == "heading":
            headings = [*(other for other in headings if other.level < block.level), block]
        for text in pieces(block):
            for entry, words in SPAN.findall(text):
                known = found.setdefault(
                    entry, {"text": [], "ref": label_of(block, entry), "section": section(headings)}
                )
                known["text"].append(plain(words))
    yield from found.items()


def section(headings: list[Block]) -> list[str]:
    """The headings from the one that opens the list, or all of them but the title."""
    first = next((i for i, heading in enumerate(headings) if heading.opens_list), None)
    kept = headings[first:] if first is not None else [heading for heading in headings if heading.level > 1]
    return [plain(heading.text) for heading in kept]


def label_of(block: Block, entry: str) -> str | None:
    """The number printed in front of an entry: its paragraph's, or in a table what stands first in its row."""
    if block.kind != "table":
        return block.label.strip("().") or None
    row = next(row for row in block.rows if any(f"{{{entry}|" in cell.text for cell in row))
    first = plain(row[0].text)
    return first if len(first) <= 8 and first[-1:].isdigit() else None


def item(paper: Paper, entry: str, found: dict[str, Any], page: int | None) -> dict[str, Any]:
    note = {**paper.layout.get("every_item", {}), **paper.items[entry]}
    words, day = note.get("due", (None, None))
    return {
        "id": entry,
        "kind": note.get("kind", KINDS[entry[0]]),
        "ref": note.get("ref", found["ref"]) or None,
        "text": " ".join(found["text"]),
        "page": page,
        "section": note.get("section", found["section"]),
        "owners": [owner(words) for words in note.get("owners", [])],
        "due": {"text": words, "date": day or None} if words else None,
        "restated": note.get("restated", False),
    }


def owner(words: str) -> dict[str, str]:
    """An owner from "words = type"; a post where no type is given."""
    name, _, kind = words.partition(" = ")
    return {"text": name, "type": kind or "role"}


def progress(paper: Paper, entry: str, found: dict[str, Any], page: int | None) -> dict[str, Any]:
    note = paper.progress[entry]
    return {
        "id": entry,
        "text": " ".join(found["text"]),
        "about": note.get("about", []),
        "status": note["status"],
        "part": note.get("part", "progress"),
        "page": page,
    }


def links_of(paper: Paper) -> Iterator[dict[str, Any]]:
    """The pairs that the source names under `same` and `unlike`."""
    for entry, note in paper.items.items():
        for key, same in (("same", True), ("unlike", False)):
            for other in note.get(key, []):
                yield {"a": f"{paper.stem}#{entry}", "b": other, "same": same}
