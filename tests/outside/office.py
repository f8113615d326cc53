"""LibreOffice opens the workbook and the report. Run by `make test-outside`, and fails where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from extractor.exports.files import whole
from extractor.store import connect
from tests.web.story import build


@pytest.mark.parametrize(("form", "filter_", "suffix"), [("xlsx", "csv", "csv"), ("docx", "txt:Text", "txt")])
def test_libreoffice_opens_it(tmp_path: Path, form: str, filter_: str, suffix: str) -> None:
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed: apt-get install libreoffice-calc libreoffice-writer"
    build(tmp_path / "story.db")
    conn = connect(tmp_path / "story.db", readonly=True)
    made = tmp_path / f"made.{form}"
    made.write_bytes(whole(conn, form, "2018-01-31"))
    conn.close()
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, own, "--headless", "--convert-to", filter_, "--outdir", str(tmp_path), str(made)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    opened = tmp_path / f"made.{suffix}"
    assert opened.exists(), done.stderr
    assert "Bring caseloads in the assessment" in opened.read_text(encoding="utf-8", errors="replace")
