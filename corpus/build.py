"""Builds the sample papers and their gold answers from the sources beside this file.

    python corpus/build.py [--into FOLDER]

Writes FOLDER/papers and FOLDER/gold (FOLDER is this file's own by default): the same bytes every time.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from printing.gold import gold_of, links_of  # noqa: E402 - the folder beside this file is no package of the project
from printing.source import Paper, read_source  # noqa: E402
from printing.to_docx import print_docx  # noqa: E402
from printing.to_html import print_html  # noqa: E402
from printing.to_pdf import print_pdf  # noqa: E402
from printing.to_text import print_text  # noqa: E402

PRINTERS = {"docx": print_docx, "html": print_html, "txt": print_text}


def build(into: Path) -> None:
    """Writes every paper, its gold answers and the links between them."""
    papers = [read_source(path) for path in sorted((HERE / "sources").glob("*.toml"))]
    for folder in ("papers", "gold"):
        (into / folder).mkdir(parents=True, exist_ok=True)
    for paper in papers:
        build_one(paper, into)
    links = [json.dumps(link, ensure_ascii=False) for paper in papers for link in links_of(paper)]
    write(into / "gold" / "links.jsonl", "\n".join(links) + "\n")


def build_one(paper: Paper, into: Path) -> None:
    pages: dict[str, int] = {}
    if paper.suffix == "pdf":
        file, pages = print_pdf(paper)
    else:
        file = PRINTERS[paper.suffix](paper)
    (into / "papers" / f"{paper.stem}.{paper.suffix}").write_bytes(file)
    write(into / "gold" / f"{paper.stem}.json", json.dumps(gold_of(paper, pages), ensure_ascii=False, indent=1) + "\n")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=HERE)
    build(parser.parse_args().into)
