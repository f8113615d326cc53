"""How far `confidence` can be trusted: `python -m tests.benchmarks.calibration DATABASE GOLD`.

For each band of confidence: how many stored items, or statements of progress, lie in it, their mean confidence, and the
share of them that the gold answers have too. A band is well calibrated where share and mean agree: of items at 0.9,
nine in ten are right. A share well under the mean says that the rules of that band promise too much. On papers that the
rules were written with the shares flatter; only papers that nobody looked at are evidence. A band of few items says
little either way.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from extractor.evaluate.pairing import pair
from extractor.store import close, connect

BANDS = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 1.01)

ASKED = {
    "items": "select text, kind, page, confidence from recommendations where document_id = ? order by position",
    "progress": "select text, null, page, confidence from progress where document_id = ? order by page, start_char",
}


def judged(database: Path, gold: Path, what: str) -> list[tuple[float, bool]]:
    """The confidence of all that is stored of the papers that have gold answers, and whether it is among these.

    `what` is "items" or "progress".
    """
    db = connect(database, readonly=True)
    found: list[tuple[float, bool]] = []
    for document_id, filename in db.execute("select id, filename from documents order by id").fetchall():
        answers = gold / f"{Path(filename).stem}.json"
        if not answers.is_file():
            continue
        wanted = json.loads(answers.read_text(encoding="utf-8"))[what]
        rows = db.execute(ASKED[what], (document_id,)).fetchall()
        items = [{"text": text, "kind": kind, "page": page} for text, kind, page, _ in rows]
        right = {each.found for each in pair(wanted, items)}
        found += [(row[3], position in right) for position, row in enumerate(rows)]
    close(db)
    return found


def main(database: Path, gold: Path) -> None:
    """Prints a line for each band that holds an item, then those of the statements."""
    for what in ASKED:
        print(what)
        _print_bands(judged(database, gold, what))


def _print_bands(found: list[tuple[float, bool]]) -> None:
    bands: dict[tuple[float, float], list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in found:
        band = next((low, high) for low, high in pairwise(BANDS) if low <= confidence < high)
        bands[band].append((confidence, right))
    for (low, high), items in sorted(bands.items()):
        mean, share = (sum(column) / len(items) for column in zip(*items, strict=True))
        print(f"{low:.2f} to under {min(high, 1):.2f}: {len(items):5} found, mean {mean:.3f}, right {share:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
