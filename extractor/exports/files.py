"""The formats by name; what a format needs is loaded when it is asked for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from extractor.exports.tables import FORMATS, read_table

WHOLE = ("xlsx", "docx", "html", "ics", "jsonld")
A_FILE_A_TABLE = (*FORMATS, "parquet")


def whole(
    db: sqlite3.Connection,
    form: str,
    as_of: str | None = None,
    authority: str | None = None,
    template: Path | None = None,
) -> bytes:
    """The file in one of the formats of `WHOLE`; `template` gives a Word report its styles."""
    if form == "xlsx":
        from extractor.exports.xlsx import as_xlsx  # noqa: PLC0415

        return as_xlsx(db, as_of, authority)
    if form == "docx":
        from extractor.exports.word import as_docx  # noqa: PLC0415

        return as_docx(db, as_of, authority, template)
    if form == "html":
        from extractor.exports.html import as_html  # noqa: PLC0415

        return as_html(db, as_of, authority)
    if form == "ics":
        from extractor.exports.ics import as_ics  # noqa: PLC0415

        return as_ics(db, as_of, authority)
    from extractor.exports.annotations import as_annotations  # noqa: PLC0415

    return as_annotations(db)


def table(db: sqlite3.Connection, name: str, form: str) -> bytes:
    """A table in one of the formats of `A_FILE_A_TABLE`."""
    if form == "parquet":
        from extractor.exports.parquet import as_parquet  # noqa: PLC0415

        return as_parquet(db, name)
    return FORMATS[form](read_table(db, name)).encode()
