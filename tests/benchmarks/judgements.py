"""Fails where grades differ from those read by a person: `python -m tests.benchmarks.judgements DATABASE CSV`.

The CSV has a row a grade (file, area, grade); a file that gives no grade has one row with both left empty.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from pathlib import Path

Grade = tuple[str, str, str]


def main(database: Path, expected: Path) -> int:
    """Prints every grade missed or made up and returns 1 where there is one."""
    with expected.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    files = {row["file"] for row in rows}
    wanted = {(row["file"], row["area"], row["grade"]) for row in rows if row["grade"]}
    found = {grade for grade in _grades(database) if grade[0] in files}
    for what, grades in (("missed", wanted - found), ("made up", found - wanted)):
        for grade in sorted(grades):
            print(f"{what:8} {': '.join(grade)}")
    print(f"{len(wanted & found)} of {len(wanted)} grades, {len(found - wanted)} made up")
    return int(found != wanted)


def _grades(database: Path) -> set[Grade]:
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = db.execute("select filename, area, grade from judgements join documents on documents.id = document_id")
    return {(Path(name).stem, area, grade) for name, area, grade in rows}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
