"""Reads a paper and its twins in other formats, made with LibreOffice, and compares what is found in them.

    python tests/benchmarks/twins.py FILE.docx [FILE.docx ...]

Needs `soffice` on the path. Ends with 1 where a twin gives other items or other progress than the paper.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from spacy.language import Language

from extractor.parsers import parse
from extractor.pipeline import build, read_paper
from extractor.records import squash

FORMATS = ("odt", "rtf", "doc", "pdf")

Found = list[tuple[str, str | None, str]]


def main(names: list[str]) -> int:
    if not names:
        sys.stdout.write(__doc__ or "")
        return 2
    nlp = build()
    different = 0
    for name in names:
        paper = Path(name)
        ours = found_in(nlp, paper)
        for suffix in FORMATS:
            with tempfile.TemporaryDirectory() as folder:
                theirs = found_in(nlp, twin(paper, suffix, folder))
            same = ours == theirs
            different += not same
            sys.stdout.write(
                f"{paper.name} as {suffix}: {len(theirs)} of {len(ours)}, {'same' if same else 'DIFFERENT'}\n"
            )
            for line in [f"    only in the {kind}: {what}" for kind, what in difference(ours, theirs, suffix)]:
                sys.stdout.write(line + "\n")
    return 1 if different else 0


def twin(paper: Path, suffix: str, folder: str) -> Path:
    """The same paper in another format."""
    command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", folder, str(paper)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return Path(folder) / f"{paper.stem}.{suffix}"


def found_in(nlp: Language, path: Path) -> Found:
    """The items and the progress of a paper, in order."""
    extraction = read_paper(nlp, parse(path))
    items = [(item.kind, item.ref, squash(item.quote.text)) for item in extraction.recommendations]
    return [*items, *((made.status, None, squash(made.quote.text)) for made in extraction.progress)]


def difference(ours: Found, theirs: Found, suffix: str) -> list[tuple[str, str]]:
    missing = [("paper", f"{kind} {words[:90]}") for kind, _, words in ours if words not in {w for *_, w in theirs}]
    return missing + [
        (suffix, f"{kind} {words[:90]}") for kind, _, words in theirs if words not in {w for *_, w in ours}
    ]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
