"""A Frictionless data package: the tables as CSV for machines, with types, keys, meanings, licence and provenance."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from extractor import __version__
from extractor.exports.tables import EXPORTED, read_table
from extractor.rulebook import load
from extractor.store import lay_over

_TYPES = {"integer": "integer", "real": "number"}


def package(db: sqlite3.Connection) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of the package with its path in it, `datapackage.json` last.

    The CSV is plain UTF-8 without the apostrophes that a spreadsheet needs: it is for programs, and says so.
    """
    lay_over(db)
    resources = []
    for name in EXPORTED:
        path, data = PurePosixPath("data", f"{name}.csv"), _csv(db, name)
        resources.append(_resource(db, name, path, data))
        yield path, data
    yield PurePosixPath("datapackage.json"), _json(_descriptor(db, resources))


def _csv(db: sqlite3.Connection, name: str) -> bytes:
    table = read_table(db, name)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(["" if value is None else value for value in row] for row in table.rows)
    return out.getvalue().encode()


def _resource(db: sqlite3.Connection, name: str, path: PurePosixPath, data: bytes) -> dict[str, Any]:
    told = load().table("metadata")
    columns = db.execute(f"pragma main.table_info({name})").fetchall()
    meanings = told["columns"] | told["of"].get(name, {})
    fields = [
        {"name": row[1], "type": _TYPES.get(row[2].lower(), "string"), "description": meanings.get(row[1], "")}
        for row in columns
    ]
    keys = [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if keys:
        schema["primaryKey"] = keys
    return {
        "name": name.replace("_", "-"),
        "path": str(path),
        "description": told["tables"].get(name, ""),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "profile": "tabular-data-resource",
        "schema": schema,
    }


def _descriptor(db: sqlite3.Connection, resources: list[dict[str, Any]]) -> dict[str, Any]:
    told = load().table("metadata")
    runs = db.execute("select id, started_at, version, rules_sha256 from runs order by started_at, id").fetchall()
    papers = db.execute("select filename, sha256, title from documents order by filename, sha256")
    return {
        "profile": "tabular-data-package",
        "name": "council-recommendations",
        "title": told["title"],
        "description": told["description"],
        "licenses": [{"name": told["licence"], "path": told["licence_url"], "title": told["licence_title"]}],
        "sources": [{"title": title or filename, "path": filename, "sha256": sha} for filename, sha, title in papers],
        "contributors": [{"title": f"council-extractor {__version__}", "role": "wrangler"}],
        "provenance": [
            {"wasGeneratedBy": run, "startedAtTime": at, "version": version, "rules_sha256": rules}
            for run, at, version, rules in runs
        ],
        "resources": resources,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
