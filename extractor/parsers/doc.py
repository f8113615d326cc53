"""Old Word files (.doc), turned into .docx by another program in a process of its own."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers import docx

MEDIA_TYPE = "application/msword"
SECONDS = 120

_SAVE_AS = "Open it in Word and save it as .docx"


def parse(path: Path, data: bytes) -> Document:
    """The paper, as the converter hands it over. Raises UnreadableFileError where there is none, or it fails."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "paper.doc", Path(folder) / "paper.docx"
        source.write_bytes(data)
        _run(_command(source, target, path.name), path.name)
        if not target.is_file():
            raise UnreadableFileError("is an old Word file that cannot be read", _SAVE_AS, filename=path.name)
        document = docx.parse(path, target.read_bytes())
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), media_type=MEDIA_TYPE)


def _command(source: Path, target: Path, name: str) -> list[str]:
    if importlib.util.find_spec("doc2docx"):
        return [sys.executable, "-m", "doc2docx", str(source), "-o", str(target)]
    if office := shutil.which("soffice") or shutil.which("libreoffice"):
        profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
        return [office, "--headless", profile, "--convert-to", "docx", "--outdir", str(target.parent), str(source)]
    raise UnreadableFileError(
        "is an old Word file (.doc)", f"{_SAVE_AS}, or install the extra named doc", filename=name
    )


def _run(command: list[str], name: str) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError("is an old Word file that takes too long to read", _SAVE_AS, filename=name) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise UnreadableFileError("is an old Word file that cannot be read", _SAVE_AS, filename=name) from error
