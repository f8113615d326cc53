"""The rows of a report within a scope: as of a day, of one council, of one kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.errors import ExtractorError
from extractor.exports import Value

Row = dict[str, Any]

# What an officer looks for first.
KINDS = ("inspection_recommendation", "action", "resolution", "officer_recommendation")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are wanted: as of a day (today if none), of one council, of one kind."""

    as_of: str | None = None
    authority: str | None = None
    kind: str | None = None

    @property
    def day(self) -> date:
        return date.fromisoformat(self.as_of) if self.as_of else date.today()


def rows(db: sqlite3.Connection, name: str, scope: Scope) -> list[Row]:
    """The rows of a report within the scope; a council that no paper is of is an error, and not an empty answer."""
    found = ask(db, name, scope.as_of)
    if scope.authority:
        names = {row[0] for row in db.execute("select name from authorities")}
        wanted = {name for name in names if scope.authority.casefold() in name.casefold()}
        if not wanted:
            known = f"There are papers of {', '.join(sorted(names))}" if names else "Import some papers first"
            raise ExtractorError(f"no paper of '{scope.authority}' is in the database", known)
        found = [row for row in found if row.get("authority") in wanted]
    return [row for row in found if scope.kind in {None, row.get("kind")}]


def ask(db: sqlite3.Connection, name: str, as_of: str | None, **where: Value) -> list[Row]:
    """The rows of a report as of a day, with columns equal to what is given in `where`."""
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    return store.ask(db, name, as_of, **where)


def reckoned(db: sqlite3.Connection, scope: Scope, *reports: str) -> AbstractContextManager[None]:
    """Until this ends these reports are tables, which the questions of the scope's day read."""
    from extractor import store  # noqa: PLC0415  likewise

    return store.reckoned(db, scope.as_of, *reports)


def items(db: sqlite3.Connection, name: str, scope: Scope) -> list[Row]:
    """As `rows`; but no rows because no paper counts, or because a kind is misspelt, is an error and not good news."""
    found = rows(db, name, scope)
    if not found and scope.kind and scope.kind not in KINDS:
        raise ExtractorError(f"there is no kind of item '{scope.kind}'", f"Choose from {', '.join(KINDS)}")
    if not found and not ask(db, "papers", scope.as_of):
        when = f" dated on or before {scope.as_of}" if scope.as_of else ""
        raise ExtractorError(f"no paper{when} is in the database", "Import some, or ask as of a later day")
    mark(db, found, "recommendation_id")
    return found


def mark(db: sqlite3.Connection, found: Iterable[Row], key: str) -> None:
    """Each row says whether what its key names is not for publication: "no", "yes", or by which paragraph."""
    from extractor import store  # noqa: PLC0415  likewise

    closed = store.closed_rows(db)
    for row in found:
        said = closed.get(row[key])
        row["not_for_publication"] = "no" if said is None else f"paragraph {said}" if said else "yes"
