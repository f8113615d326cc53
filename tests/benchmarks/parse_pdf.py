"""How fast and how faithfully a folder of PDFs is read, against PDFium's plain text and pdfplumber.

    python tests/benchmarks/parse_pdf.py FOLDER [--sample PAGES]

Prints, for all files: bigram F1 against PDFium's text with what was set aside put back (the lowest of all files),
lines whose box is not on their page, ruled cells that agree with pdfplumber's, and pages a second of each reader in
the same run. pdfplumber reads a sample of the pages, spread over the files.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2

from extractor.document import Document
from extractor.parsers.pdf import parse
from extractor.records import squash

GOALS = {"bigram F1, lowest": 0.995, "ruled cells alike": 0.95, "times pdfplumber words": 25, "with tables": 10}


@dataclass
class Sums:
    """What all files add up to."""

    pages: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("ours", "pdfium", "words", "tables"), 0.0))
    sampled: int = 0
    lowest: tuple[float, str] = (1.0, "")
    off_page: int = 0
    cells: int = 0
    alike: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=60, help="pages that pdfplumber reads")
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.pdf"))
    every = max(1, sum(len(pypdfium2.PdfDocument(path)) for path in paths) // max(1, options.sample))
    sums = Sums()
    for path in paths:
        measure(path, every, sums)
    report(sums)


def measure(path: Path, every: int, sums: Sums) -> None:
    data = path.read_bytes()
    began = time.process_time()
    document = parse(path, data)
    sums.seconds["ours"] += time.process_time() - began
    began = time.process_time()
    texts, sizes = plain_pages(data)
    sums.seconds["pdfium"] += time.process_time() - began
    sums.lowest = min(sums.lowest, (bigram_f1(document, texts), path.name))
    sums.off_page += sum(
        not (-1 <= line.x0 <= line.x1 <= sizes[line.page - 1][0] + 1)
        or not (-1 <= line.top <= line.bottom <= sizes[line.page - 1][1] + 1)
        for line in document.lines
    )
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            sums.pages += 1
            if sums.pages % every == 0:
                plumb(page, sums)
            compare_cells(page, document, sums)
            page.close()


def plain_pages(data: bytes) -> tuple[list[str], list[tuple[float, float]]]:
    pdf = pypdfium2.PdfDocument(data)
    texts, sizes = [], []
    for page in pdf:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        sizes.append(page.get_size())
        text.close()
        page.close()
    pdf.close()
    return texts, sizes


def plumb(page: pdfplumber.page.Page, sums: Sums) -> None:
    began = time.process_time()
    page.extract_words()
    words = time.process_time() - began
    page.find_tables()
    sums.seconds["words"] += words
    sums.seconds["tables"] += time.process_time() - began
    sums.sampled += 1


def compare_cells(page: pdfplumber.page.Page, document: Document, sums: Sums) -> None:
    """Count the filled cells of pdfplumber's tables of two columns or more whose words are one of our cells."""
    if len(page.edges) < 12:
        return
    thin = page.filter(
        lambda obj: obj["object_type"] != "rect" or min(obj["width"], obj["height"]) < 3 or obj["stroke"]
    )
    ours = Counter(words for words in our_cells(document, page.page_number))
    for table in thin.find_tables():
        if len({round(cell[0]) for cell in table.cells}) < 2 or len(table.rows) < 2:
            continue
        for words in (squash(text or "") for row in table.extract() for text in row):
            if words:
                sums.cells += 1
                sums.alike += ours[words] > 0
                ours[words] -= 1


def our_cells(document: Document, page: int) -> list[str]:
    """The letters of every cell that are printed on one page, each cell once."""
    found = {}
    for block in document.blocks:
        for cell in block.cells:
            lines = [x for x in document.lines_at(cell.start_char, cell.end_char) if x.page == page]
            found[cell.start_char, cell.end_char] = squash(
                "".join(document.text[x.start_char : x.end_char] for x in lines)
            )
    return list(found.values())


def bigram_f1(document: Document, texts: list[str]) -> float:
    """Agreement in pairs of neighbouring words, what was set aside moved to the end of both texts."""
    aside = [word for found in document.set_aside for word in words_of(found.text)]
    ours = words_of(document.text) + aside
    theirs: list[str] = []
    for number, text in enumerate(texts, 1):
        left = {squash(found.text): found.text for found in document.set_aside if found.page == number}
        for line in text.replace("\ufffe", "-\r\n").split("\r\n"):
            if not is_made_of(squash(line), list(left)):
                theirs += words_of(line)
    a, b = Counter(pairwise(ours)), Counter(pairwise(theirs + aside))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def is_made_of(line: str, parts: list[str]) -> bool:
    """Whether a line holds nothing but letters of what was set aside on its page."""
    if any(line in part for part in parts if len(line) > 3 or line == part):
        return True
    for part in sorted(parts, key=len, reverse=True):
        line = line.replace(part, "", 1)
    return not line


def words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    return re.findall(r"\w+", re.sub("[\ue000-\uf8ff•◦✓➢→□]", " ", plain))


def report(sums: Sums) -> None:
    rate = {
        name: sums.pages / seconds for name, seconds in sums.seconds.items() if name in ("ours", "pdfium") and seconds
    }
    plumbed = {name: sums.sampled / sums.seconds[name] for name in ("words", "tables") if sums.seconds[name]}
    found = {
        "bigram F1, lowest": sums.lowest[0],
        "ruled cells alike": sums.alike / max(1, sums.cells),
        "times pdfplumber words": rate["ours"] / plumbed.get("words", rate["ours"]),
        "with tables": rate["ours"] / plumbed.get("tables", rate["ours"]),
    }
    print(f"{sums.pages} pages, {sums.cells} ruled cells; lowest F1: {sums.lowest[1]}")
    print(f"pages a second: ours {rate['ours']:.0f}, PDFium's text {rate['pdfium']:.0f}, pdfplumber {plumbed}")
    print(f"lines off their page: {sums.off_page}")
    for name, figure in found.items():
        print(f"{name:24} {figure:8.3f}  goal {GOALS[name]}  {'met' if figure >= GOALS[name] else 'MISSED'}")


if __name__ == "__main__":
    main()
