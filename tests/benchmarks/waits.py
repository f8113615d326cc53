"""How long a person waits for a command, the start of Python included: `python -m tests.benchmarks.waits`.

The sample papers are imported first; each command is then run seven times, and the best and the middle one are told.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor import store
from extractor.importer import Request, import_papers

PAPERS = Path(__file__).parents[2] / "corpus" / "papers"
NEW = PAPERS / "2018-01-16-board-minutes.pdf"
TIMES = 7
GOALS = {"--help": 0.3, "gaps": 0.3, "show": 0.3, "import": 1.6}


def seconds(*arguments: str) -> float:
    """The seconds by the clock that a command takes as a clerk runs it."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "extractor.cli", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def import_new(folder: Path, db: Path, number: int) -> float:
    """The seconds that minutes take which the database does not hold yet."""
    paper = folder / f"{number}.pdf"
    paper.write_bytes(NEW.read_bytes() + b"\n%% %d\n" % number)
    return seconds("import", str(paper), "--db", str(db))


def measure(folder: Path) -> dict[str, list[float]]:
    """Seconds of every run of each command."""
    path = folder / "waits.db"
    db = store.open_database(path)
    import_papers(db, Request((PAPERS,), jobs=2))
    store.close(db)
    with sqlite3.connect(path) as conn:
        item = conn.execute("select min(id) from threads").fetchone()[0]
    conn.close()
    questions = {"--help": ["--help"], "gaps": ["gaps", "--db", str(path)], "show": ["show", item, "--db", str(path)]}
    found = {name: [seconds(*arguments) for _ in range(TIMES)] for name, arguments in questions.items()}
    return found | {"import": [import_new(folder, path, number) for number in range(TIMES)]}


def main(output: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    print(f"{'':8} {'best s':>7} {'middle s':>9} {'goal s':>7}")
    figures = {name: {"best": min(each), "middle": statistics.median(each)} for name, each in found.items()}
    for name, each in figures.items():
        print(f"{name:8} {each['best']:7.2f} {each['middle']:9.2f} {GOALS[name]:7.1f}")
    output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path("output/waits.json"))
