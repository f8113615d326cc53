"""The tables as Parquet, for pandas, R and DuckDB: columns with their types, a file a table. Needs `pyarrow`."""

from __future__ import annotations

import io
import sqlite3
from typing import Any

from extractor.errors import ExtractorError
from extractor.exports.tables import read_table


def as_parquet(db: sqlite3.Connection, name: str) -> bytes:
    """A table as a Parquet file; raises ExtractorError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        todo = "Install it: uv tool install '.[parquet]', or pip install 'council-extractor[parquet]'"
        raise ExtractorError("Parquet needs pyarrow, which is not installed", todo) from error
    table = read_table(db, name)
    types = column_types(db, name)
    schema = pa.schema([pa.field(column, _type(pa, types.get(column, "text"))) for column in table.columns])
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(table.dicts()), schema=schema), out, compression="zstd")
    return out.getvalue()


def column_types(db: sqlite3.Connection, name: str) -> dict[str, str]:
    """The declared type of each column of a table: text, integer or real."""
    return {row[1]: row[2].lower() for row in db.execute(f"pragma main.table_info({name})")}


def _type(pa: Any, declared: str) -> Any:
    return {"integer": pa.int64(), "real": pa.float64()}.get(declared, pa.string())
