"""Good papers among bad ones, in one import: `python -m tests.benchmarks.neighbours BAD-FOLDER [GOOD-FOLDER]`.

0 where the command says that some files could not be read, accounts for every one by name, keeps each process under
2 GiB, and stores of the good papers, byte for byte, what it stores of them alone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from extractor import store
from extractor.importer.files import Found, find, printable
from extractor.store.fingerprint import LEFT_OUT

ROOT = Path(__file__).parents[2]
MOST_MEBIBYTES = 2048
Rows = dict[str, list[str]]


def main(bad: Path, good: Path) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        alone, together = Path(scratch) / "alone.db", Path(scratch) / "together.db"
        imported(alone, good)
        began = time.monotonic()
        code, summary = imported(together, bad, good)
        seconds = time.monotonic() - began
        faults = [] if code == 3 else [f"the exit code is {code}, not 3"]
        lost = missing(bad, summary, together)
        faults += [f"neither stored nor named: {name}" for name in lost]
        faults += [f"the good papers' rows of {table} are not as they are alone" for table in changed(alone, together)]
        faults += store.check(together)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    faults += [f"a process took {peak} MiB"] if peak > MOST_MEBIBYTES else []
    codes = Counter(failure["problem"]["code"] for failure in summary["failed"])
    print(f"{summary['done']} files in {seconds:.0f} s, the largest process {peak} MiB; not read: {dict(codes)}")
    for failure in summary["failed"]:
        if failure["problem"]["code"] != "unreadable":
            print(f"{failure['name']}: {failure['problem']['message']}")
    print("\n".join(faults) or "Every file is accounted for, and the good papers' rows are as they are alone.")
    return 1 if faults else 0


def imported(db: Path, *folders: Path) -> tuple[int, dict[str, Any]]:
    """The exit code of an import of the folders, and what it says of itself."""
    arguments = ["import", *folders, "--db", db, "--json"]
    command = [sys.executable, "-m", "extractor.cli", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    return done.returncode, json.loads(done.stdout)


def missing(folder: Path, summary: dict[str, Any], db: Path) -> list[str]:
    """The files of the folder that the import neither stored nor named; a member stands for the file it is in."""
    with closing(store.connect(db, readonly=True)) as connection:
        known = {name.partition("/")[0] for (name,) in connection.execute("select filename from document_names")}
    for failure in summary["failed"]:
        known |= {failure["name"].partition("/")[0], Path(failure["name"]).name}
    files = [each for each in find([folder]) if isinstance(each, Found)]
    return [file.name for file in files if printable(file.path.name) not in known]


def changed(alone: Path, together: Path) -> list[str]:
    """The tables in which a paper that is in both databases has not the same rows."""
    with closing(store.connect(alone, readonly=True)) as connection:
        wanted = {row[0] for row in connection.execute("select id from documents")}
    one, other = rows_about(alone, wanted), rows_about(together, wanted)
    return [table for table in one if one[table] != other[table]]


def rows_about(db: Path, wanted: set[str]) -> Rows:
    """The rows of each table that belong to one of the documents, without what says when they were made."""
    found: Rows = {}
    with closing(store.connect(db, readonly=True)) as connection:
        for (table,) in connection.execute("select name from sqlite_schema where type = 'table'").fetchall():
            columns = [row[1] for row in connection.execute(f"pragma table_info('{table}')")]
            whose = "id" if table == "documents" else "document_id"
            if whose in columns:
                kept = ", ".join(sorted(set(columns) - LEFT_OUT.get(table, set()) - {"run_id"}))
                rows = connection.execute(f"select {whose}, {kept} from {table}")
                found[table] = sorted(repr(row) for row in rows if row[0] in wanted)
    return found


if __name__ == "__main__":
    folders = [Path(each) for each in sys.argv[1:]]
    raise SystemExit(main(folders[0].resolve(), (folders[1] if len(folders) > 1 else ROOT / "corpus").resolve()))
