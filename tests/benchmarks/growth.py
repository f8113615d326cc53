"""How cost grows with the number of papers: `python -m tests.benchmarks.growth [FOLDER] [MOST]`.

The papers of the folder are copied for one invented council after another, each copy with a remark that makes its
bytes new, and imported council by council, until the database holds MOST papers (5,000 if nothing is said). Beside the
clock stand the processor's seconds, which a busy machine changes less.
"""

from __future__ import annotations

import json
import resource
import shutil
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
COLUMNS = ("papers", "import", "import_processor", "gaps", "gaps_processor", "search", "search_processor", "megabytes")
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


def question_seconds(arguments: list[str], db: Path) -> tuple[float, float]:
    """How long a command takes as a clerk runs it, the start of Python included, by the clock and by the processor.

    The best of three.
    """
    command = [sys.executable, "-m", "extractor.cli", *arguments, "--db", str(db)]
    times = []
    for _ in range(3):
        start, before = time.perf_counter(), processor()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append((time.perf_counter() - start, processor() - before))
    return min(times)


def processor() -> float:
    """The seconds of processor time that this process and its children have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(papers: list[Path], most: int, output: Path) -> None:
    rows: list[dict[str, float]] = []
    stored, council = 0, 0
    print(
        "papers: seconds to import one, for gaps, for search (by the clock / of the processor), and the database's MB"
    )
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "growth.db"
        while stored < most:
            db = store.open_database(path)
            clock, used = seconds_to_import(db, papers, council, Path(scratch) / "papers")
            stored = db.execute("select count(*) from documents").fetchone()[0]
            store.close(db)
            council += 1
            if any(stored >= mark > stored - len(papers) for mark in (*LOOK_AT, most)):
                gaps, search = (question_seconds(question, path) for question in QUESTIONS)
                figures = (stored, clock, used, *gaps, *search, path.stat().st_size / 1e6)
                rows.append(dict(zip(COLUMNS, figures, strict=True)))
                print("{}: {:.3f} / {:.3f}, {:.2f} / {:.2f}, {:.2f} / {:.2f}, {:.0f}".format(*figures), flush=True)
    output.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def seconds_to_import(db: store.Store, papers: list[Path], council: int, folder: Path) -> tuple[float, float]:
    """What a paper of one more council costs, by the clock and by the processor."""
    folder.mkdir()
    copy_for(council, papers, folder)
    start, before = time.perf_counter(), processor()
    import_papers(db, Request((folder,), Given(authority=f"Invented {council}"), jobs=2))
    clock, used = time.perf_counter() - start, processor() - before
    shutil.rmtree(folder)
    return clock / len(papers), used / len(papers)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "corpus")
    found = [each.path for each in find([folder]) if isinstance(each, Found)]
    main(found, int(sys.argv[2]) if len(sys.argv) > 2 else 5000, Path("output/growth.json"))
