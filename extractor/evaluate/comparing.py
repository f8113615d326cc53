"""One paper's gold answers against what the database holds of it: counts by field, misses and extras."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.evaluate.figures import Counts, total
from extractor.evaluate.pairing import Entry, Pair, names_agree, pair
from extractor.records import squash


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that are in the gold answers alone ("missed") or in the database alone ("extra")."""

    what: str
    paper: str
    text: str


@dataclass
class Comparison:
    """What one paper gave: counts by the name of the figure, differences, and found ids by gold id."""

    paper: str
    counts: dict[str, list[Counts]] = field(default_factory=lambda: defaultdict(list))
    differences: list[Difference] = field(default_factory=list)
    found_ids: dict[str, str] = field(default_factory=dict)

    def count(self, name: str, hit: int, gold: int, found: int) -> None:
        if gold or found:
            self.counts[name].append(Counts(hit, gold, found))

    def answer(self, name: str, right: object) -> None:
        self.counts[name].append(Counts(bool(right), 1, 1))

    def totals(self) -> dict[str, Counts]:
        return {name: total(counts) for name, counts in self.counts.items()}


def compare(stem: str, gold: dict[str, Any], found: dict[str, Any] | None) -> Comparison:
    """The comparison of one paper; `found` has the keys of the gold file, and is None where the paper is not stored."""
    comparison = Comparison(stem)
    comparison.answer("document found", found)
    _compare_document(comparison, gold["document"], found["document"] if found else None)
    items, progress = (found["items"], found["progress"]) if found else ([], [])
    _compare_items(comparison, gold, items)
    _compare_progress(comparison, gold["progress"], progress)
    return comparison


def _compare_document(comparison: Comparison, gold: Entry, found: Entry | None) -> None:
    if found is None:
        return
    comparison.answer("document kind", found["kind"] == gold["kind"])
    if gold.get("framework"):
        comparison.answer("document framework", squash(found["framework"] or "") == squash(gold["framework"]))
    for name in ("authority", "body"):
        if gold.get(name):
            comparison.answer(f"document {name}", names_agree(found[name], gold[name]))
    comparison.answer("document date", (found["date"] or None) == (gold.get("date") or None))


def _compare_items(comparison: Comparison, gold: dict[str, Any], found: list[Entry]) -> None:
    wanted: list[Entry] = gold["items"]
    pairs = pair(wanted, found)
    kind = gold["document"].get("framework") or gold["document"]["kind"]
    for name in ("items", f"items: {kind}"):
        comparison.count(name, len(pairs), len(wanted), len(found))
    comparison.count("items, exact text", sum(p.exact for p in pairs), len(wanted), len(found))
    for each in pairs:
        comparison.found_ids[wanted[each.gold]["id"]] = found[each.found]["id"]
        _compare_item(comparison, wanted[each.gold], found[each.found])
    _note_differences(comparison, "item", wanted, found, pairs)


def _compare_item(comparison: Comparison, gold: Entry, found: Entry) -> None:
    comparison.answer("item kind", found["kind"] == gold["kind"])
    comparison.answer("item ref", squash(found["ref"] or "") == squash(gold.get("ref") or ""))
    comparison.answer("item restated", bool(found["restated"]) == bool(gold.get("restated")))
    if gold.get("page"):
        comparison.answer("item page", found["page"] == gold["page"])
    if gold.get("section"):
        last = squash(gold["section"][-1])
        comparison.answer("item section", last and last in squash(found["section"] or ""))
    _compare_owners(comparison, gold.get("owners", []), list(found["owners"]))
    due = gold.get("due") or {}
    said, read = bool(due.get("text")), bool(found["due_text"])
    comparison.count("due words", said and read and names_agree(due["text"], found["due_text"]), said, read)
    if due.get("date"):
        comparison.answer("due date", found["due_date"] == due["date"])


def _compare_owners(comparison: Comparison, gold: list[Entry], found: list[Entry]) -> None:
    left, hits = list(found), 0
    for owner in gold:
        match = next((other for other in left if names_agree(other["text"], owner["text"])), None)
        if match:
            left.remove(match)
            hits += 1
            comparison.answer("owner type", match["type"] == owner["type"])
    comparison.count("owners", hits, len(gold), len(found))


def _compare_progress(comparison: Comparison, gold: list[Entry], found: list[Entry]) -> None:
    pairs = pair(gold, found)
    comparison.count("progress", len(pairs), len(gold), len(found))
    comparison.count("progress, exact text", sum(p.exact for p in pairs), len(gold), len(found))
    gold_id = {found_id: gold_id for gold_id, found_id in comparison.found_ids.items()}
    for each in pairs:
        wanted, got = gold[each.gold], found[each.found]
        comparison.answer("progress part", got["part"] == wanted["part"])
        if wanted["part"] == "progress":
            comparison.answer("progress status", got["status"] == wanted["status"])
        about = {gold_id[item] for item in got["about"] if item in gold_id}
        comparison.count("progress about", len(about & set(wanted["about"])), len(wanted["about"]), len(about))
    _note_differences(comparison, "progress", gold, found, pairs)


def _note_differences(
    comparison: Comparison, what: str, gold: Sequence[Entry], found: Sequence[Entry], pairs: list[Pair]
) -> None:
    golds, founds = {p.gold for p in pairs}, {p.found for p in pairs}
    missed = [Difference(f"missed {what}", comparison.paper, g["text"]) for i, g in enumerate(gold) if i not in golds]
    extra = [Difference(f"extra {what}", comparison.paper, f["text"]) for j, f in enumerate(found) if j not in founds]
    comparison.differences += missed + extra
