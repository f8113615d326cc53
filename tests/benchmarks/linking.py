"""What linking one new paper costs among few and among many items: `python -m tests.benchmarks.linking [FEW] [MANY]`.

The papers are made up by chance from a fixed seed: inspections, action plans that restate them, and minutes, of
councils whose number grows with the items. Prints milliseconds of processor time and the ratio of the two.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from extractor import store
from extractor.document import BLOCK_JOINT, Block, Document
from extractor.records import About, Extraction, Paper, PaperKind, Progress, Quote, Recommendation, content_id

ITEMS_A_COUNCIL = 800
WORDS = [f"word{number}" for number in range(80)]


def main(few: int, many: int) -> None:
    """Prints what one new plan and one new set of minutes cost among so many items, and how the cost grew."""
    costs = [_costs(items) for items in (few, many)]
    for at, what in enumerate(("plan", "minutes")):
        small, large = (cost[at] for cost in costs)
        print(
            f"new {what}: {small:.1f} ms among {few:,} items, {large:.1f} ms among {many:,}: {large / small:.2f} times"
        )


def _costs(items: int) -> tuple[float, float]:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        db = store.open_database(Path(folder) / "papers.db")
        run = store.start_run(db, "benchmark", "0", "")
        point: list[str] = []
        for paper, points in _papers(chance, items):
            store.save(db, paper, run, paper.document.filename)
            point = points or point
        store.relink(db)
        plans = (_paper(f"new plan {k}", "action_plan", "Council 0", point[:8], f"2026-0{k}-20") for k in range(1, 8))
        minutes = (
            _paper(f"new minutes {k}", "minutes", "Council 0", [_sentence(chance) for _ in range(12)], f"2026-0{k}-21")
            for k in range(1, 8)
        )
        costs = [statistics.median([_cost(db, paper, run) for paper in papers]) for papers in (plans, minutes)]
        store.close(db)
    return costs[0], costs[1]


def _cost(db: store.Store, paper: Extraction, run: str) -> float:
    saved = store.save(db, paper, run, paper.document.filename)
    started = time.process_time()
    store.relink(db, [saved.document_id])
    return 1000 * (time.process_time() - started)


def _papers(chance: random.Random, items: int) -> Iterator[tuple[Extraction, list[str]]]:
    """Papers of so many items in all, and for each inspection of the first council its points."""
    councils, made, number = max(1, items // ITEMS_A_COUNCIL), 0, 0
    lists: dict[str, list[str]] = {}
    while made < items:
        council, turn = f"Council {number % councils}", number // councils
        day = f"{2000 + turn // 12 % 25}-{turn % 12 + 1:02}-15"
        kind: PaperKind = "inspection_report" if turn % 12 == 0 else "action_plan" if turn % 3 == 0 else "minutes"
        if kind == "inspection_report":
            lists[council] = [_sentence(chance) for _ in range(20)]
        words = {
            "inspection_report": lists[council],
            "action_plan": chance.sample(lists[council], 8),
        }.get(kind) or [_sentence(chance) for _ in range(12)]
        yield _paper(f"{council} {turn}", kind, council, words, day), lists[council] if number % councils == 0 else []
        made, number = made + len(words), number + 1


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(10, 22)))


def _paper(name: str, kind: PaperKind, council: str, words: list[str], day: str) -> Extraction:
    """A paper whose blocks are the words, each an item; an action plan restates them and reports on each."""
    said = "Work has begun." if kind == "action_plan" else ""
    lines = [line for item in words for line in (item, said) if line]
    text, blocks, at = BLOCK_JOINT.join(lines), [], 0
    for line in lines:
        blocks.append(Block("paragraph", at, at + len(line), at))
        at += len(line) + len(BLOCK_JOINT)
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    step = 2 if said else 1
    items = tuple(_item(sha256, n, item, blocks[n * step], kind) for n, item in enumerate(words))
    progress = tuple(
        _progress(sha256, n, said, blocks[n * step + 1], items[n]) for n in range(len(words) if said else 0)
    )
    body = "Ofsted" if kind == "inspection_report" else "Scrutiny Committee"
    paper = Paper(kind, "ILACS" if kind == "inspection_report" else None, name, council, body, day, day)
    document = Document(sha256, f"{name}.pdf", "application/pdf", text, tuple(blocks))
    return Extraction(document, paper, (), items, progress)


def _item(sha256: str, n: int, words: str, block: Block, kind: PaperKind) -> Recommendation:
    quote = Quote(words, block.start_char, block.end_char)
    item_id = content_id(sha256[:16], "r", words, n)
    if kind == "minutes":
        return Recommendation(item_id, "action", quote, ("Actions",), "made-up", 1.0, str(n + 1))
    restated = kind == "action_plan"
    return Recommendation(
        item_id, "inspection_recommendation", quote, ("Areas",), "made-up", 1.0, str(n + 1), restated=restated
    )


def _progress(sha256: str, n: int, words: str, block: Block, item: Recommendation) -> Progress:
    quote = Quote(words, block.start_char, block.end_char)
    about = (About(item.id, 1.0, "made up"),)
    progress_id = content_id(sha256[:16], "p", words, n)
    return Progress(progress_id, "progress", quote, (), "in_progress", "made-up", 1.0, about=about)


if __name__ == "__main__":
    few, many = (int(argument.replace("_", "")) for argument in (*sys.argv[1:], "1_000", "100_000")[:2])
    main(few, many)
