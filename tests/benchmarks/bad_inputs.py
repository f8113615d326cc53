"""Reads a folder of hostile and damaged files, each in a process of its own, and compares with what was expected.

    python tests/benchmarks/bad_inputs.py FOLDER [--only PART-OF-A-PATH] [--format pdf]

FOLDER holds MANIFEST.csv (path, format, what_is_wrong, expected, also_acceptable) and the files it names.
A file is `parsed`, `partial` (something could not be read, and a warning says so) or `rejected` (with a message).
Linux only: it forks, and limits memory to 2 GiB and processor time to 60 seconds a file.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import select
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from extractor.document import Document
from extractor.errors import ExtractorError
from extractor.parsers import parse_all

GIBIBYTE = 1 << 30
CPU_SECONDS = 60
WALL_SECONDS = 180
GOALS = {"gen": 0.97, "suite": 0.90}


@dataclass(frozen=True)
class Result:
    """What became of one file; `verdict` is also "crash" or "hang"."""

    verdict: str
    messages: tuple[str, ...]
    seconds: float
    empty: bool = False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="only paths that hold this")
    parser.add_argument("--format", default="", help="only this format; !pdf for all but PDF")
    options = parser.parse_args()
    with (options.folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if options.only in row["path"]]
    if options.format:
        unwanted = options.format.startswith("!")
        rows = [row for row in rows if (row["format"] == options.format.lstrip("!")) is not unwanted]
    results = {row["path"]: read_in_child(options.folder / row["path"]) for row in rows}
    return report(rows, results)


def read_in_child(path: Path) -> Result:
    """The outcome of reading one file in a child that may not take more than its share."""
    reader, writer = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _read(path, writer)
    os.close(writer)
    answer = _listen(reader, child)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - began
    if answer:
        found = json.loads(answer)
        return Result(found["verdict"], tuple(found["messages"]), seconds, found["empty"])
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}
    return Result("hang" if killed else "crash", (f"status {status}",), seconds)


def _listen(reader: int, child: int) -> bytes:
    answer, deadline = b"", time.monotonic() + WALL_SECONDS
    while True:
        ready, _, _ = select.select([reader], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            return b""
        piece = os.read(reader, 1 << 16)
        if not piece:
            return answer
        answer += piece


def _read(path: Path, writer: int) -> None:
    """In the child: reads the file, writes the outcome down the pipe, and ends."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (2 * GIBIBYTE, 2 * GIBIBYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    try:
        outcome = _outcome(list(parse_all(path)))
    except ExtractorError as error:
        outcome = {"verdict": "rejected", "messages": [str(error)], "empty": False}
    except BaseException as error:
        outcome = {"verdict": "crash", "messages": [f"{type(error).__name__}: {error}"[:500]], "empty": False}
    data = json.dumps(outcome).encode()
    while data:
        data = data[os.write(writer, data) :]
    os._exit(0)


def _outcome(documents: list[Document]) -> dict[str, object]:
    verdicts = {_verdict(document) for document in documents}
    verdict = verdicts.pop() if len(verdicts) == 1 else "partial"
    messages = [problem.message for document in documents for problem in document.problems]
    empty = any(not document.text.strip() and not document.problems for document in documents) or not documents
    return {"verdict": verdict, "messages": messages[:20], "empty": empty}


def _verdict(document: Document) -> str:
    severities = {problem.severity for problem in document.problems}
    if "error" in severities and not document.text.strip():
        return "rejected"
    return "partial" if severities & {"error", "warning"} else "parsed"


def report(rows: list[dict[str, str]], results: dict[str, Result]) -> int:
    """Prints each file whose verdict is not the expected, then the counts. 0 where every goal is met."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        result, group = results[row["path"]], row["path"].split("/")[0]
        total[group] += 1
        accepted = {row["expected"], *row["also_acceptable"].replace(";", " ").replace("|", " ").split()}
        if result.verdict in accepted:
            right[group] += 1
        else:
            _say(f"{row['path']}: {result.verdict}, expected {row['expected']} ({row['what_is_wrong']})")
            _say(f"    {result.messages[:2]}")
    broken = [path for path, result in results.items() if result.verdict in {"crash", "hang"}]
    mute = [path for path, found in results.items() if found.verdict != "parsed" and not all(found.messages or ("",))]
    empty = [path for path, result in results.items() if result.empty]
    slow = sorted(results, key=lambda path: -results[path].seconds)[:5]
    for group in sorted(total):
        _say(f"{group}: {right[group]} of {total[group]} verdicts right ({right[group] / total[group]:.1%})")
    _say(f"crashes and hangs: {broken}\nwithout a message: {mute}\nsilent empties: {empty}")
    _say("slowest: " + ", ".join(f"{path} {results[path].seconds:.1f} s" for path in slow))
    missed = [group for group in total if right[group] < GOALS.get(group, 0.9) * total[group]]
    return 1 if broken or mute or empty or missed else 0


def _say(words: str) -> None:
    sys.stdout.write(words.encode("utf-8", "backslashreplace").decode() + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
