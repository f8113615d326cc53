"""A report as one web page that needs nothing else: it opens from a stick, and no script runs in it."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from extractor.exports import words
from extractor.exports.report import report

_UNSEEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None
)


def as_html(db: sqlite3.Connection, as_of: str | None = None, authority: str | None = None) -> bytes:
    """The page as UTF-8."""
    told = report(db, as_of, authority)
    style = Markup((files("extractor.web") / "plugin" / "static" / "pages.css").read_text(encoding="utf-8"))
    html = _environment().get_template("report").render(report=told, tracker=told.tracker, style=style)
    return html.translate(_UNSEEN).encode()


@lru_cache
def _environment() -> Environment:
    source = (files("extractor.exports") / "templates" / "report.html").read_text(encoding="utf-8")
    made = Environment(loader=DictLoader({"report": source}), autoescape=True, undefined=StrictUndefined)
    for name in ("day", "made", "said", "closed", "status", "shape", "kind", "counted"):
        made.filters[name] = getattr(words, name)
    return made
