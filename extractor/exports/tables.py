"""Rows as files that other programs read: CSV for a spreadsheet, JSON, NDJSON, Markdown."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

Value = str | int | float | None

# A spreadsheet runs a cell that begins so as a formula; an apostrophe in front makes it plain words again.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BLANK_STARTS = ("\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns: what a report gives, and what every format here is made from."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def dicts(self) -> Iterator[dict[str, Value]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def column(self, name: str) -> list[Value]:
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


def as_csv(table: Table) -> str:
    """CSV that Excel opens as it is: byte order mark, CRLF, and no cell that would run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows([_inert(value) for value in row] for row in table.rows)
    return "\ufeff" + out.getvalue()


def _inert(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    live = value.startswith(_BLANK_STARTS) or value.lstrip().startswith(_FORMULA_STARTS)
    return f"'{value}" if live else value


def as_json(table: Table) -> str:
    """One JSON list of objects."""
    # Written value by value, each once: told to indent, `json` is many times slower.
    encoded = lru_cache(maxsize=None, typed=True)(json.JSONEncoder(ensure_ascii=False).encode)
    row = ",\n".join(f"  {encoded(name).replace('%', '%%')}: %s" for name in table.columns)
    rows = (f"\n {{\n{row}\n }}" % tuple(map(encoded, values)) for values in table.rows)
    return "[" + ",".join(rows) + ("\n]\n" if table.rows else "]\n")


def as_ndjson(table: Table) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.dicts())


def as_markdown(table: Table) -> str:
    """A Markdown table; a bar or a line end inside a cell does not break it."""
    lines = [_markdown_row(table.columns), _markdown_row(["---"] * len(table.columns))]
    return "\n".join(lines + [_markdown_row(row) for row in table.rows]) + "\n"


def _markdown_row(values: Sequence[Value]) -> str:
    cells = ("" if value is None else str(value) for value in values)
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


FORMATS: dict[str, Callable[[Table], str]] = {
    "csv": as_csv,
    "json": as_json,
    "ndjson": as_ndjson,
    "md": as_markdown,
}


# What may leave the house, of what is not withheld. Tables that are not named here (decisions, who made them, what the
# machine had read before) are not exported.
EXPORTED = (
    "authorities",
    "bodies",
    "meetings",
    "documents",
    "agenda_items",
    "judgements",
    "passages",
    "recommendations",
    "owners",
    "recommendation_owners",
    "progress",
    "progress_links",
    "dates",
    "threads",
    "thread_links",
    "runs",
)


def read_table(db: sqlite3.Connection, name: str) -> Table:
    """The rows of a table that may leave the house, in a fixed order; see `lay_over` for those that may not."""
    from extractor.store import lay_over  # noqa: PLC0415  spares `--help` its time

    lay_over(db)
    cursor = db.execute(f"select * from {name}")
    columns = tuple(column[0] for column in cursor.description)
    return Table(columns, tuple(sorted(cursor, key=repr)))
