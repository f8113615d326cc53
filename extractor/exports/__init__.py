"""The answers as files that other programs read, one module a format."""

from extractor.exports.tables import (
    EXPORTED,
    FORMATS,
    Table,
    Value,
    as_csv,
    as_json,
    as_markdown,
    as_ndjson,
    read_table,
)

__all__ = [
    "EXPORTED",
    "FORMATS",
    "Table",
    "Value",
    "as_csv",
    "as_json",
    "as_markdown",
    "as_ndjson",
    "read_table",
]
