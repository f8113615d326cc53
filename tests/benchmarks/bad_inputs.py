"""Reads a folder of hostile and damaged files as an import does, and compares with what was expected.

    python tests/benchmarks/bad_inputs.py FOLDER [--only PART-OF-A-PATH] [--format pdf] [--whole] [--processes 2]

FOLDER holds MANIFEST.csv (path, format, what_is_wrong, expected, also_acceptable) and the files it names.
A file is `parsed`, `partial` (something could not be read, and a warning says so) or `rejected` (with a message).
The importer's own worker processes read them: where a file breaks its worker it is `rejected` by name, and counted.
With --whole they are tagged as well, as in an import; otherwise they are only parsed.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from pathlib import Path

from extractor.document import Document
from extractor.errors import ExtractorError, Problem
from extractor.importer import warm_up
from extractor.importer.reading import CRASHED, TOO_LARGE, TOO_SLOW, Job, Outcome, attempt
from extractor.importer.workers import read_in_workers
from extractor.parsers import parse_all
from extractor.records import Extraction, Paper

GOALS = {"gen": 0.97, "suite": 0.90}
BROKE = {problem.code: name for problem, name in ((CRASHED, "crashes"), (TOO_LARGE, "memory"), (TOO_SLOW, "hangs"))}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="only paths that hold this")
    parser.add_argument("--format", default="", help="only this format; !pdf for all but PDF")
    parser.add_argument("--processes", type=int, default=2, help="files read at once (default 2)")
    parser.add_argument("--whole", action="store_true", help="tag what was parsed too")
    options = parser.parse_args()
    with (options.folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if options.only in row["path"]]
    if options.format:
        unwanted = options.format.startswith("!")
        rows = [row for row in rows if (row["format"] == options.format.lstrip("!")) is not unwanted]
    warm_up()
    began = time.monotonic()
    jobs = [Job(options.folder / row["path"], row["path"]) for row in rows]
    read = attempt if options.whole else parse_only
    outcomes = {outcome.job.name: outcome for outcome in read_in_workers(jobs, options.processes, read)}
    _say(f"{len(outcomes)} of {len(rows)} files accounted for in {time.monotonic() - began:.0f} s")
    return report(rows, outcomes)


def parse_only(job: Job) -> Outcome:
    """What the parsers make of the file, untagged; an exception that nobody foresaw has the code "failed"."""
    try:
        return Outcome(job, tuple(Extraction(document, Paper()) for document in parse_all(job.path)))
    except ExtractorError as error:
        return Outcome(job, problem=error.as_problem())
    except MemoryError:
        return Outcome(job, problem=TOO_LARGE)
    except Exception as error:
        return Outcome(job, problem=Problem("error", "failed", f"{type(error).__name__}: {error}"))


def verdict_of(outcome: Outcome) -> str:
    """What became of the file: "parsed", "partial" or "rejected"."""
    verdicts = {_verdict(paper.document) for paper in outcome.extractions} or {"rejected"}
    return verdicts.pop() if len(verdicts) == 1 else "partial"


def _verdict(document: Document) -> str:
    severities = {problem.severity for problem in document.problems}
    if "error" in severities and not document.text.strip():
        return "rejected"
    return "partial" if severities & {"error", "warning"} else "parsed"


def messages_of(outcome: Outcome) -> list[str]:
    """What a person is told of the file."""
    told = [problem.message for paper in outcome.extractions for problem in paper.document.problems]
    return [outcome.problem.message, *told] if outcome.problem else told


def report(rows: list[dict[str, str]], outcomes: dict[str, Outcome]) -> int:
    """Prints each file whose verdict is not the expected, then the counts. 0 where every goal is met."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        outcome, group = outcomes[row["path"]], row["path"].split("/")[0]
        verdict, total[group] = verdict_of(outcome), total[group] + 1
        if verdict in {row["expected"], *row["also_acceptable"].replace(";", " ").replace("|", " ").split()}:
            right[group] += 1
        else:
            _say(f"{row['path']}: {verdict}, expected {row['expected']} ({row['what_is_wrong']})")
            _say(f"    {messages_of(outcome)[:2]}")
    for group in sorted(total):
        _say(f"{group}: {right[group]} of {total[group]} verdicts right ({right[group] / total[group]:.1%})")
    for code, name in BROKE.items():
        _say(f"{name}, contained: {_named(outcomes, code)}")
    mute = [path for path, found in outcomes.items() if verdict_of(found) != "parsed" and not _says_why(found)]
    empty = [path for path, found in outcomes.items() if any(map(_is_silently_empty, found.extractions))]
    unforeseen, hangs = _named(outcomes, "failed"), _named(outcomes, TOO_SLOW.code)
    _say(f"unforeseen exceptions: {unforeseen}\nwithout a message: {mute}\nsilent empties: {empty}")
    missed = [group for group in total if right[group] < GOALS.get(group, 0.9) * total[group]]
    return 1 if len(outcomes) < len(rows) or unforeseen or hangs or mute or empty or missed else 0


def _named(outcomes: dict[str, Outcome], code: str) -> list[str]:
    return [path for path, outcome in outcomes.items() if outcome.problem and outcome.problem.code == code]


def _says_why(outcome: Outcome) -> bool:
    told = messages_of(outcome)
    return bool(told) and all(message.strip() for message in told)


def _is_silently_empty(paper: Extraction) -> bool:
    return not paper.document.text.strip() and not paper.document.problems


def _say(words: str) -> None:
    sys.stdout.write(words.encode("utf-8", "backslashreplace").decode() + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
