"""Makes the README's pictures from the sample papers: `make pictures`. Needs Chromium."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.outside.serving import PAPERS, ROOT, chromium, pages, serving

FOLDER = Path(__file__).parent / "pictures"
SHOWN = {"front": 900, "recommendation": 1000, "document": 900, "authority": 700, "review": 560}  # height in pixels


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database, report = Path(folder) / "sample.db", Path(folder) / "report.html"
        _extractor("import", PAPERS, "--db", database)
        _extractor("export", "--db", database, "--format", "html", "--as-of", "2018-01-31", "--output", report)
        with serving(database, "--review", "--by", "A Clerk") as address, chromium() as browser:
            for name, height in SHOWN.items():
                page = "/?as_of=2018-01-31" if name == "front" else pages(database)[name]
                take(browser, address + page, FOLDER / f"{name}.png", height)
            take(browser, report.as_uri(), FOLDER / "report.png", 900)


def take(browser: Browser, url: str, path: Path, height: int) -> None:
    """A picture of the upper part of a page, in 128 colours."""
    opened = browser.new_page(viewport={"width": 1200, "height": height}, locale="en-GB")
    opened.goto(url)
    picture = Image.open(io.BytesIO(opened.screenshot())).convert("RGB")
    opened.close()
    picture.quantize(128).save(path, optimize=True)


def _extractor(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "extractor.cli", *map(str, arguments)], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
