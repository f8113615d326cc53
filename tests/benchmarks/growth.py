"""How cost grows with the number of papers: `python -m tests.benchmarks.growth [FOLDER] [MOST]`.

The papers of the folder are copied for one invented council after another, each copy with a remark that makes its
bytes new, and imported council by council, until the database holds MOST papers (5,000 if nothing is said).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor import store
from extractor.importer import Request, import_papers
from extractor.importer.files import Found, find
from extractor.records import Given

LOOK_AT = (50, 500, 5000)
QUESTIONS = (["gaps", "--format", "json"], ["search", "plan"])


def copy_for(council: int, papers: list[Path], folder: Path) -> None:
    """The papers with a remark that changes their bytes and not their words."""
    for path in papers:
        data = path.read_bytes()
        remark = f"copy {council}".encode()
        if path.suffix == ".pdf":
            data += b"\n% " + remark + b"\n"
        elif path.suffix in {".docx", ".odt"}:
            data = data[:-2] + len(remark).to_bytes(2, "little") + remark
        elif path.suffix in {".html", ".htm"}:
            data += b"\n<!-- " + remark + b" -->\n"
        else:
            data += b"\n" * council
        (folder / path.name).write_bytes(data)


def question_seconds(arguments: list[str], db: Path) -> float:
    """How long a command takes as a clerk runs it, the start of Python included; the best of three."""
    command = [sys.executable, "-m", "extractor.cli", *arguments, "--db", str(db)]
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def main(papers: list[Path], most: int, output: Path) -> None:
    rows, stored, council, since = [], 0, 0, 0.0
    print(f"{'papers':>7} {'import s a paper':>17} {'gaps s':>8} {'search s':>9} {'database MB':>12}")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "growth.db"
        while stored < most:
            folder = Path(scratch) / "papers"
            folder.mkdir()
            copy_for(council, papers, folder)
            db = store.open_database(path)
            start = time.perf_counter()
            import_papers(db, Request((folder,), Given(authority=f"Invented {council}"), jobs=2))
            since = (time.perf_counter() - start) / len(papers)
            stored = db.execute("select count(*) from documents").fetchone()[0]
            store.close(db)
            for each in folder.iterdir():
                each.unlink()
            folder.rmdir()
            council += 1
            if any(stored >= mark > stored - len(papers) for mark in LOOK_AT):
                seconds = [question_seconds(question, path) for question in QUESTIONS]
                rows.append([stored, since, *seconds, path.stat().st_size / 1e6])
                print(f"{stored:7} {since:17.3f} {seconds[0]:8.2f} {seconds[1]:9.2f} {rows[-1][-1]:12.1f}", flush=True)
    output.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "corpus")
    found = [each.path for each in find([folder]) if isinstance(each, Found)]
    main(found, int(sys.argv[2]) if len(sys.argv) > 2 else 5000, Path("output/growth.json"))
