"""Damaged papers through the real import: `python -m tests.benchmarks.fuzz [COUNT] [SEED] [--papers FOLDER]`.

Every mutant must be read, or refused with a message that names it; anything else is an escape: a trace, a hang, an
exception that nobody foresaw, a paper that is neither stored nor named, or a database that is not whole afterwards.
What escapes is kept in output/fuzz, and the exit code is 1; `1 SEED --from N` tries mutant N alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor import store
from tests.benchmarks.mutants import Mutant, mutant, originals

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "output" / "fuzz"
BATCH = 200
SECONDS = 20  # that one file may take
HANGS = 1800  # seconds after which a whole batch is given up
CONTAINED = {"crashed", "too-slow", "too-large"}  # the file broke its worker, as the importer says
UNFORESEEN = {"failed", "not-stored"}

Verdicts = dict[str, str]
Failure = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=2000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--papers", type=Path, default=ROOT / "corpus" / "papers", help="the papers to damage")
    parser.add_argument("--from", dest="start", type=int, default=0, help="the number of the first mutant")
    options = parser.parse_args()
    return report(originals(options.papers), options.seed, range(options.start, options.start + options.count))


def report(papers: dict[str, bytes], seed: int, numbers: range) -> int:
    """Prints what became of the mutants; 1 where any escaped."""
    counts, began = Counter[str](), time.monotonic()
    for first in range(numbers.start, numbers.stop, BATCH):
        batch = [mutant(papers, seed, number) for number in range(first, min(first + BATCH, numbers.stop))]
        stories = {each.name: each for each in batch}
        for name, verdict in tried(batch).items():
            group = verdict.split(":")[0]
            counts[group] += 1
            if group in {"escape", "contained"}:
                print(f"{name} ({stories[name].story}): {verdict}", flush=True)
            if group == "escape":
                keep(stories[name])
        if len(numbers) > BATCH and sum(counts.values()) % (10 * BATCH) == 0:
            print(f"{sum(counts.values())} mutants, {time.monotonic() - began:.0f} s: {dict(counts)}", flush=True)
    said = ", ".join(f"{counts[group]} {group}" for group in ("read", "refused", "contained", "escape"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{sum(counts.values())} mutants of seed {seed}: {said}; {time.monotonic() - began:.0f} s, peak {peak} MiB")
    return 1 if counts["escape"] else 0


def keep(found: Mutant) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / found.name).write_bytes(found.data)


def tried(batch: list[Mutant]) -> Verdicts:
    """A verdict on each mutant of a batch, imported together; where that fails as a whole, by halves."""
    with tempfile.TemporaryDirectory() as scratch:
        verdicts, fault = imported(batch, Path(scratch))
    if not fault:
        return verdicts
    if len(batch) == 1:
        return {batch[0].name: f"escape: {fault}"}
    half = len(batch) // 2
    found = tried(batch[:half]) | tried(batch[half:])
    if not any(verdict.startswith("escape") for verdict in found.values()):
        found[batch[0].name] = f"escape: with the {len(batch)} after it, not by itself: {fault}"
    return found


def imported(batch: list[Mutant], scratch: Path) -> tuple[Verdicts, str]:
    """What the command makes of the files, and what is wrong with the import as a whole; "" where nothing is."""
    folder, db = scratch / "papers", scratch / "x.db"
    folder.mkdir()
    for each in batch:
        (folder / each.name).write_bytes(each.data)
    arguments = ["import", folder, "--db", db, "--seconds", SECONDS, "--json"]
    command = [sys.executable, "-m", "extractor.cli", *map(str, arguments)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=HANGS)
    except subprocess.TimeoutExpired:
        return {}, "the import hangs"
    if done.returncode not in {0, 1, 3} or "Traceback" in done.stderr or not done.stdout.startswith("{"):
        return {}, f"exit code {done.returncode}, {done.stderr.strip()[-500:]}"
    if findings := [*store.check(db), *unsound(db)]:
        return {}, f"the database is not whole: {findings[0]}"
    return dict(judged(batch, json.loads(done.stdout)["failed"], names(db))), ""


def names(db: Path) -> set[str]:
    """What the stored papers are called."""
    conn = store.connect(db, readonly=True)
    found = {name for (name,) in conn.execute("select filename from document_names")}
    conn.close()
    return found


def unsound(db: Path) -> list[str]:
    """Papers without a text, and papers that have neither words nor a reason for it."""
    conn = store.connect(db, readonly=True)
    half = "select filename from documents where id not in (select document_id from document_texts)"
    mute = (
        "select filename from documents d join document_texts t on t.document_id = d.id where trim(t.text) = '' "
        "and d.id not in (select document_id from problems where document_id is not null)"
    )
    found = [f"{name} is half stored" for (name,) in conn.execute(half)]
    found += [f"{name} is empty, and nothing says why" for (name,) in conn.execute(mute)]
    conn.close()
    return found


def judged(batch: list[Mutant], failed: list[Failure], stored: set[str]) -> Iterator[tuple[str, str]]:
    """The verdict on each mutant; `failed` and `stored` name files, and members of files as "outer.zip/inner"."""
    problems: dict[str, dict[str, str]] = {}
    for failure in failed:
        outer, _, _ = failure["name"].partition("/")
        problems[outer] = problems[Path(failure["name"]).name] = failure["problem"]
    read = {name.partition("/")[0] for name in stored}
    for each in batch:
        problem = problems.get(each.name)
        if problem and (problem["code"] in UNFORESEEN or not problem["message"].strip()):
            yield each.name, f"escape: {problem['code']}: {problem['message']}"
        elif problem and problem["code"] in CONTAINED:
            yield each.name, f"contained: {problem['message']}"
        elif each.name in read:
            yield each.name, "read"
        else:
            yield each.name, "refused" if problem else "escape: neither stored nor named"


if __name__ == "__main__":
    raise SystemExit(main())
