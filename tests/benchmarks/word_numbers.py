"""Compares the list numbers that we print with those that LibreOffice prints, file by file.

    python tests/benchmarks/word_numbers.py FILE.docx [FILE.odt ...]

Needs `soffice` on the path. Ends with 1 where a numbered paragraph differs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from extractor.document import Block, Document
from extractor.parsers import parse
from extractor.records import squash

_NUMBERED = re.compile(r"\(?(?:\d+(?:\.\d+)*|[a-z]{1,4}|[A-Z])[.)]\s")
# So many letters of a paragraph tell it from the others of its paper.
_TELLING = 60


def main(names: list[str]) -> int:
    if not names:
        sys.stdout.write(__doc__ or "")
        return 2
    different = 0
    for name in names:
        path = Path(name)
        ours, theirs = numbered(parse(path)), office_lines(path)
        missed = unmatched(ours, theirs)
        printed = {squash(line)[:_TELLING] for line in ours}
        extra = [line for line in theirs if _NUMBERED.match(line) and squash(line)[:_TELLING] not in printed]
        sys.stdout.write(f"{path.name}: {len(ours) - len(missed)} of {len(ours)} numbered paragraphs agree\n")
        for line in missed:
            sys.stdout.write(f"    only we print: {line[:90]!r}\n")
        for line in extra:
            sys.stdout.write(f"    only LibreOffice prints: {line[:90]!r}\n")
        different += len(missed)
    return 1 if different else 0


def numbered(document: Document) -> list[str]:
    """Every paragraph with a number or letter, in or out of tables, once."""
    blocks: dict[tuple[int, int], Block] = {}
    for block in document.blocks:
        for part in [part for cell in block.cells for part in cell.parts] or [block]:
            blocks[part.start_char, part.end_char] = part
    return [document.text[b.start_char : b.end_char] for b in blocks.values() if b.label and not b.bulleted]


def office_lines(path: Path) -> list[str]:
    """The lines of LibreOffice's text of a file."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        text = (Path(folder) / f"{path.stem}.txt").read_text("utf-8-sig")
    return [line.strip() for line in text.split("\n") if line.strip()]


def unmatched(ours: list[str], theirs: list[str]) -> list[str]:
    """Those of our lines that none of theirs, read in the same order, begins like."""
    squashed = [squash(line) for line in theirs]
    missed, at = [], 0
    for line in ours:
        wanted = squash(line)[:_TELLING]
        found = next((index for index in range(at, len(squashed)) if squashed[index].startswith(wanted)), None)
        if found is None:
            missed.append(line)
        else:
            at = found
    return missed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
