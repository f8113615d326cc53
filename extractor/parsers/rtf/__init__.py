"""Rich Text Format, which Word still saves; it stores list numbers as printed."""

from __future__ import annotations

from pathlib import Path

from extractor.document import Document
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.rtf.reader import Reader
from extractor.parsers.warnings import warn_of_loss

MEDIA_TYPE = "application/rtf"


def parse(path: Path, data: bytes) -> Document:
    """The paper that the file prints. Raises UnreadableFileError where it holds no words."""
    builder = Builder()
    reader = Reader(builder)
    builder.add(reader.read(data))
    if builder.empty:
        raise UnreadableFileError("holds no words", "Open it and save it again as .docx", filename=path.name)
    warn_of_loss(builder, tracked=reader.tracked, hidden=reader.hidden, too_deep=False)
    return builder.document(path, data, MEDIA_TYPE)
