"""Many files into one database: what to read is found here, worker processes read it, and one writer stores it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import __version__
from extractor.errors import ExtractorError, Problem
from extractor.importer.cluster import Cluster, read_on_cluster
from extractor.importer.files import NO_SUCH_FILE, THE_DATABASE, Found, Refused, find, fingerprint, printable
from extractor.importer.reading import Job, Limits, Outcome, warm_up
from extractor.importer.workers import FORKS, read_in_workers
from extractor.records import Extraction, Given

if TYPE_CHECKING:
    from extractor.document import Document
    from extractor.store import Store

__all__ = ["Cluster", "Limits", "Request", "Summary", "import_papers", "read_one"]

NO_PAPERS = Problem("error", "no-papers", "there are no papers in it. Name a folder that holds PDF, Word or web pages")


@dataclass(frozen=True, slots=True)
class Request:
    """What to import, what is said of it, and how; `arguments` is the command as typed, kept with the run.

    `own` is a folder of a person's rules, used beside the shipped ones; `by` is who says what is said. The files
    are read by the `cluster`'s workers where one is named, else by this machine's.
    """

    paths: tuple[Path, ...]
    given: Given = field(default_factory=Given)
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    arguments: str = ""
    own: Path | None = None
    by: str = "import"
    cluster: Cluster | None = None


@dataclass
class Summary:
    """What an import has done so far. `files` are to be read, `done` are read; `known` were stored already.

    `kinds` counts the new papers, `failed` names every file that could not be read, and `doubtful` every problem
    that a paper was stored with; `passed` counts the files that are no papers, by their kind or because a person has
    said so, `corrected` the decisions made of what was said about papers stored already, `closed` the papers, and
    the parts of other papers, that are marked as not for publication.
    """

    files: int = 0
    done: int = 0
    known: int = 0
    passed: int = 0
    corrected: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    recommendations: int = 0
    progress: int = 0
    closed: int = 0
    failed: list[Refused] = field(default_factory=list)
    doubtful: list[Refused] = field(default_factory=list)
    stopped: bool = False

    def add(self, extraction: Extraction, filename: str) -> None:
        """One more paper is stored under this name."""
        self.kinds[extraction.paper.kind] += 1
        self.recommendations += len(extraction.recommendations)
        self.progress += len(extraction.progress)
        self.closed += 1 if extraction.paper.exempt else len(extraction.exempt_parts)
        problems = dict.fromkeys((*extraction.document.problems, *extraction.problems))
        self.doubtful += [Refused(filename, problem) for problem in problems]


@dataclass(frozen=True, slots=True)
class Run:
    """An import under way: where it stores, under which id and rules, and what it has done."""

    db: Store
    id: str
    rules: str
    summary: Summary


Watch = Callable[[Summary], None]
Twins = dict[str, list[Found]]


def import_papers(db: Store, request: Request, watch: Watch = lambda _: None) -> Summary:
    """Every paper is in the database, each whole or not at all, and linked; the summary names what could not be read.

    `watch` is called after every file. Stopped by Ctrl-C, it keeps what is stored; the same call goes on from there.
    """
    from extractor import rulebook, store  # noqa: PLC0415  sqlite-utils and pydantic take half a second
    from extractor.importer.saying import keep_said  # noqa: PLC0415  likewise

    rules = rulebook.load(_name(request.own)).sha256
    summary = Summary()
    twins = _find_all(request.paths, summary, store.own_files(db))
    wanted = _leave_out_known(db, twins, rules, summary)
    again = {digest for digest in wanted if store.known(db, digest)}
    store.keep_given(db, wanted, request.given)
    summary.corrected = keep_said(db, twins.keys() - wanted.keys(), request.given, request.by)
    if summary.corrected:
        store.relink(db)
    if not wanted and not summary.failed and not store.is_interrupted(db):
        return summary
    run = Run(db, store.start_run(db, request.arguments, __version__, rules), rules, summary)
    try:
        for refused in (each for each in summary.failed if each.problem not in (NO_SUCH_FILE, THE_DATABASE)):
            store.record_failure(db, run.id, Path(refused.name).name, refused.problem)
        _read_all(run, request, wanted, watch)
    except KeyboardInterrupt:
        summary.stopped = True
    summary.corrected += keep_said(db, again, request.given, request.by)
    store.relink(db, run_id=run.id)
    store.finish_run(db, run.id)
    return summary


def read_one(
    path: Path, given: Given | None = None, limits: Limits | None = None, own: Path | None = None
) -> tuple[Extraction, ...]:
    """The papers in one file, read in a worker process and not stored. Raises ExtractorError if it cannot be read."""
    found = next(find([path]), Refused(printable(path), NO_PAPERS))
    problem = found.problem if isinstance(found, Refused) else NO_PAPERS
    if isinstance(found, Found):
        _prepare(own)
        job = Job(path, found.name, given or Given(), _name(own))
        (outcome,) = read_in_workers([job], 1, limits=limits)
        if outcome.problem is None:
            return outcome.extractions
        problem = outcome.problem
    raise ExtractorError(problem.message.rstrip("."), filename=found.name)


def _find_all(paths: Iterable[Path], summary: Summary, database: set[tuple[int, int]]) -> Twins:
    """The files by what is in them, so that the same paper under two names is read once."""
    twins: Twins = {}
    for found in find(paths, database):
        if isinstance(found, Found):
            digest = fingerprint(found)
            if isinstance(digest, Refused):
                summary.failed.append(digest)
            else:
                twins.setdefault(digest, []).append(found)
        elif isinstance(found, Refused):
            summary.failed.append(found)
        else:
            summary.passed += 1
    if not twins and not summary.failed:
        summary.failed.append(Refused(", ".join(printable(path) for path in paths), NO_PAPERS))
    return twins


def _leave_out_known(db: Store, twins: Twins, rules: str, summary: Summary) -> Twins:
    """The files that are not stored yet, or were read under other rules; those that are have their names stored.

    A file that a person has dismissed is no paper, and is passed over.
    """
    from extractor import store  # noqa: PLC0415

    wanted: Twins = {}
    dismissed = store.dismissed(db)
    for digest, files in twins.items():
        if digest in dismissed:
            summary.passed += len(files)
        elif store.known(db, digest, rules):
            summary.known += len(files)
            for file in files:
                store.save_name(db, digest, printable(file.path.name))
        else:
            wanted[digest] = files
    return wanted


def _read_all(run: Run, request: Request, wanted: Twins, watch: Watch) -> None:
    """Every file is stored or its failure is, in the order of the files, one transaction each."""
    if not wanted:
        return
    run.summary.files = len(wanted)
    watch(run.summary)
    with closing(_outcomes(run, request, wanted)) as outcomes:
        for (digest, files), outcome in zip(wanted.items(), outcomes, strict=True):
            if outcome.problem:
                for file in files:
                    _store_failure(run, outcome.problem, file.name, printable(file.path.name), digest)
            else:
                _store(run, outcome, files)
            run.summary.done += 1
            watch(run.summary)


def _outcomes(run: Run, request: Request, wanted: Twins) -> Generator[Outcome, None, None]:
    """The outcomes of all the files in their order, from this machine's workers or from a cluster's."""
    from extractor import store  # noqa: PLC0415

    own = _name(request.own)
    jobs = [Job(file.path, file.name, store.given_of(run.db, digest), own) for digest, (file, *_) in wanted.items()]
    if request.cluster:
        yield from read_on_cluster(jobs, list(wanted), run.rules, request.limits, request.cluster)
    else:
        _prepare(request.own)
        yield from read_in_workers(jobs, min(request.jobs, len(jobs)), limits=request.limits)


def _store_failure(run: Run, problem: Problem, shown: str, stored: str, digest: str) -> None:
    """The failure is in the summary under the name that the person gave, in the database under the file's own."""
    from extractor import store  # noqa: PLC0415

    run.summary.failed.append(Refused(shown, problem))
    store.record_failure(run.db, run.id, stored, problem, digest)


def _store(run: Run, outcome: Outcome, files: list[Found]) -> None:
    """Every paper of the outcome is stored, or why not, under the name of each of the files, which are all alike.

    What a file holds goes before the file itself, which is known from then on and not read again.
    """
    from extractor import store  # noqa: PLC0415

    for extraction in reversed(outcome.extractions):
        document = extraction.document
        inner = document.filename.removeprefix(files[0].path.name)
        first, *others = (printable(file.path.name + inner) for file in files)
        if problem := _unread(document) or _save(run, extraction, first):
            for name in (first, *others):
                _store_failure(run, problem, name, name, document.sha256)
        else:
            for name in others:
                store.save_name(run.db, document.sha256, name)


def _unread(document: Document) -> Problem | None:
    """Why there is not a word in it; None for a paper."""
    return None if document.text else next((p for p in document.problems if p.severity == "error"), None)


def _save(run: Run, extraction: Extraction, name: str) -> Problem | None:
    """The paper is stored and counted, or why it could not be."""
    from extractor import store  # noqa: PLC0415

    try:
        result = store.save(run.db, extraction, run.id, name)
    except sqlite3.Error as error:  # what the disk or a lock does is a StoreError; this is about the paper alone
        return Problem("error", "not-stored", f"could not be stored ({error}). Report it with the file")
    if result.status in {"new", "read_again"}:
        run.summary.add(extraction, name)
    else:
        run.summary.known += 1
    return None


def _prepare(own: Path | None) -> None:
    """Where workers are forks of this process, what they need is loaded here, once for all."""
    if FORKS:
        warm_up(_name(own))


def _name(own: Path | None) -> str | None:
    """The folder of a person's rules as the pipeline takes it."""
    return str(own.resolve()) if own else None
