"""What a decision may say: checked against what it is about, and written the one way in which it is kept."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Any, get_args

from extractor.errors import StoreError
from extractor.records import ItemKind, PaperKind, Status, Version
from extractor.store import answers
from extractor.typed import typed_day

# field a person may name -> table -> column
FIELDS: dict[str, dict[str, str]] = {
    "text": {"recommendations": "text", "progress": "text"},
    "kind": {"recommendations": "kind", "documents": "kind"},
    "ref": {"recommendations": "ref"},
    "due": {"recommendations": "due_date"},
    "status": {"progress": "status"},
    "date": {"progress": "date", "documents": "date"},
    "owner": {"recommendations": "owner"},
    "authority": {"documents": "authority"},
    "body": {"documents": "body"},
    "exempt": {"documents": "exempt", "exempt_parts": "exempt"},
    "version": {"documents": "version"},
}
_ONE_OF: dict[tuple[str, str], tuple[str, ...]] = {
    ("kind", "recommendations"): get_args(ItemKind),
    ("kind", "documents"): get_args(PaperKind),
    ("status", "progress"): get_args(Status),
    ("version", "documents"): get_args(Version),
}
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def settled(conn: sqlite3.Connection, action: str, about: Mapping[str, Any], value: str) -> str:
    """The value as it is kept. Raises StoreError, and says what would do, where the decision makes no sense."""
    if action == "answer":
        return answers.settled(conn, about, value)
    table = about["subject"]["table"]
    if action == "edit":
        return _edit(table, value)
    if action in ("join", "split"):
        if "other" not in about or about["other"]["id"] == about["subject"]["id"]:
            raise StoreError(f"{action} needs two different items", "Give the id of the other one")
        tables = {table, about["other"]["table"]}
        if tables != {"recommendations"}:
            raise StoreError(f"only items can be put in one thread or apart, not {' and '.join(sorted(tables))}")
    elif action in ("close", "reopen"):
        if table != "recommendations":
            raise StoreError(f"{action} needs an item", "Copy the id of a recommendation from a list")
        return _day(value) if value else ""
    elif action in ("accept", "reject") and table in ("documents", "exempt_parts"):
        raise StoreError(f"{action} is for items and progress statements, not for a whole paper")
    return value


def _edit(table: str, value: str) -> str:
    field, equals, new = value.partition("=")
    if not equals or table not in FIELDS.get(field, {}):
        fields = ", ".join(name for name, where in FIELDS.items() if table in where)
        raise StoreError(f"cannot edit '{value}'", f"Write field=new value; the fields here are {fields}")
    allowed = _ONE_OF.get((field, table))
    if allowed and new not in allowed:
        raise StoreError(f"'{new}' will not do for {field}", f"Choose from {', '.join(allowed)}")
    if field == "text" and not new.strip():
        raise StoreError("no words will not do for text", "Reject the item if it is none")
    if field in ("due", "date") and new and not _MONTH.fullmatch(new):
        new = _day(new)
    return f"{field}={new}"


def _day(words: str) -> str:
    try:
        return typed_day(words)
    except ValueError as error:
        what, _, todo = str(error).partition(": ")
        raise StoreError(what, todo[:1].upper() + todo[1:]) from error
