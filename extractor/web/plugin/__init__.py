"""The pages: a Datasette plugin with routes, templates and a style of its own.

Datasette finds the folders `templates` and `static` beside this file, and the hooks below in it.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from extractor.exports import words
from extractor.web.routes import ROUTES
from extractor.web.served import SHOWN_NAME

# column of a table -> where its values lead
_LEADS = {
    "thread_id": "/recommendations/",
    "recommendation_id": "/recommendations/",
    "earlier_thread_id": "/recommendations/",
    "document_id": "/documents/",
    "meeting_id": "/meetings/",
    "owner_id": "/owners/",
    "authority_id": "/authorities/",
}
_OF_TABLE = {
    "threads": "/recommendations/",
    "recommendations": "/recommendations/",
    "documents": "/documents/",
    "papers": "/documents/",
    "meetings": "/meetings/",
    "owners": "/owners/",
    "authorities": "/authorities/",
}


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return list(ROUTES)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    for name in ("day", "made", "said", "closed", "status", "shape", "kind", "counted"):
        env.filters[name] = getattr(words, name)


@hookimpl
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    return {"review": datasette.site.review, "data_url": f"/{SHOWN_NAME}"}


@hookimpl
def prepare_connection(conn: Any) -> None:
    """No question may build a value or use memory beyond what honest ones need."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 60_000_000)
    conn.setlimit(sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 100)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200)
    for name in ("printf", "format"):
        conn.create_function(name, -1, _printf, deterministic=True)
    conn.execute("pragma hard_heap_limit = 400000000")


def _printf(form: Any, *values: Any) -> str:
    """SQLite's own, without the widths of millions that would keep it busy where no time limit reaches."""
    if _PLAIN_NUMBER.fullmatch(str(form)) and len(values) == 1 and isinstance(values[0], int):
        return str(form) % values
    if _WIDE.search(str(form)):
        raise ValueError("a width in printf() may have three digits")
    with closing(sqlite3.connect(":memory:")) as apart:
        said: str = apart.execute(f"select printf({','.join('?' * (len(values) + 1))})", (form, *values)).fetchone()[0]
    return said


_PLAIN_NUMBER = re.compile(r"%0\dd")
_WIDE = re.compile(r"\d{4}|\*")


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Any:
    """An id in a table leads to the page of what it stands for."""
    lead = _LEADS.get(column) or (_OF_TABLE.get(table or "") if column == "id" else None)
    if lead and isinstance(value, str) and value:
        return Markup('<a href="{}{}">{}</a>').format(lead, value, value)
    return None
