"""The addresses of our pages, and what each of them does."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from datasette import Response

from extractor.errors import ExtractorError
from extractor.store import open_questions
from extractor.typed import typed_day
from extractor.web import finding, item, lists, paper, review
from extractor.web.lists import Asked
from extractor.web.served import reading as open_to_read
from extractor.web.standing import LISTS, Row

Page = Callable[[sqlite3.Connection, list[Row], Any], dict[str, Any] | None]


async def front(request: Any, datasette: Any) -> Any:
    asked = _asked(request)
    return await _page(datasette, request, "front.html", lambda conn, rows: lists.front(conn, rows, asked), asked.as_of)


async def listed(request: Any, datasette: Any) -> Any:
    asked = _asked(request)
    return await _page(datasette, request, "list.html", lambda conn, rows: lists.listed(conn, rows, asked), asked.as_of)


async def recommendation(request: Any, datasette: Any) -> Any:
    some_id, as_of = _id(request), _asked(request).as_of
    thread_id = await _read(datasette, lambda conn: item.thread_of(conn, some_id))
    if thread_id and thread_id != some_id:
        return Response.redirect(f"/recommendations/{quote(thread_id)}{_query(request)}")

    def about(conn: sqlite3.Connection) -> dict[str, Any] | None:
        return item.recommendation(conn, thread_id, as_of) if thread_id else None

    return await _plain(datasette, request, "recommendation.html", about)


async def document(request: Any, datasette: Any) -> Any:
    site, document_id = datasette.site, _id(request)
    page, marked = _number(request.args.get("page")), request.args.get("mark") or ""

    def about(conn: sqlite3.Connection) -> dict[str, Any] | None:
        return paper.document(paper.Desk(conn, site.papers, site.drawer), document_id, page, marked)

    return await _plain(datasette, request, "document.html", about)


async def picture(request: Any, datasette: Any) -> Any:
    site, document_id, page = datasette.site, _id(request), int(request.url_vars["page"])
    try:
        png = await _read(
            datasette, lambda conn: paper.page_picture(paper.Desk(conn, site.papers, site.drawer), document_id, page)
        )
    except ExtractorError as error:
        return Response.text(str(error), status=404)
    if png is None:
        return Response.text("There is no such page.", status=404)
    headers = {"cache-control": "private, max-age=3600"}
    return Response(png, content_type="image/png", headers=headers)


async def meeting(request: Any, datasette: Any) -> Any:
    return await _plain(datasette, request, "meeting.html", lambda conn: lists.meeting(conn, _id(request)))


async def owner(request: Any, datasette: Any) -> Any:
    asked, owner_id = _asked(request), _id(request)
    return await _page(
        datasette, request, "owner.html", lambda conn, rows: lists.owner(conn, rows, owner_id, asked), asked.as_of
    )


async def authority(request: Any, datasette: Any) -> Any:
    asked = _asked(request, authority=_id(request))
    return await _plain(datasette, request, "authority.html", lambda conn: lists.authority(conn, asked))


async def search(request: Any, datasette: Any) -> Any:
    words = (request.args.get("q") or "")[:300]
    return await _plain(datasette, request, "search.html", lambda conn: finding.found(conn, words))


async def questions(request: Any, datasette: Any) -> Any:
    if not datasette.site.review:
        return await _missing(datasette, request)

    def about(conn: sqlite3.Connection) -> dict[str, Any]:
        return review.questions(conn, open_questions(conn))

    return await _plain(datasette, request, "review.html", about)


async def decide(request: Any, datasette: Any) -> Any:
    """One decision, from a form that carries the token; then back to where it was made."""
    site = datasette.site
    if not site.review or request.method != "POST":
        return await _missing(datasette, request)
    form = dict(await request.post_vars())
    back = form.get("back", "")
    back = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/review"
    async with site.writing:
        try:
            number = await asyncio.to_thread(site.decide, form)
            words, kind = f"Decision {number} is kept. It can be undone on the review page.", datasette.INFO
        except (ExtractorError, ValueError) as error:
            words, kind = str(error), datasette.ERROR
    response = Response.redirect(back)
    datasette.add_message(request, words, kind)
    response.status = 303
    return response


ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (r"^/$", front),
    (r"^/recommendations$", listed),
    (r"^/recommendations/(?P<id>[^/]+)$", recommendation),
    (r"^/documents/(?P<id>[^/]+)$", document),
    (r"^/documents/(?P<id>[^/]+)/(?P<page>\d{1,5})\.png$", picture),
    (r"^/meetings/(?P<id>[^/]+)$", meeting),
    (r"^/owners/(?P<id>[^/]+)$", owner),
    (r"^/authorities/(?P<id>[^/]+)$", authority),
    (r"^/search$", search),
    (r"^/review$", questions),
    (r"^/review/decide$", decide),
)
# Characters of papers that steer a terminal or turn the order of words round: no page holds them
_UNSEEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None
)
OWN_PAGES = ("/recommendations", "/documents", "/meetings", "/owners", "/authorities", "/search", "/review")


async def _read(datasette: Any, work: Callable[[sqlite3.Connection], Any]) -> Any:
    """What the work gives, done beside Datasette's own queue so that nobody's slow question delays a page."""

    def in_thread() -> Any:
        conn = open_to_read(datasette.site.served)
        try:
            return work(conn)
        finally:
            conn.close()

    return await asyncio.get_running_loop().run_in_executor(datasette.site.readers, in_thread)


async def _page(
    datasette: Any, request: Any, template: str, about: Callable[[sqlite3.Connection, list[Row]], Any], as_of: str
) -> Any:
    def work(conn: sqlite3.Connection) -> Any:
        return about(conn, datasette.site.standing.rows(conn, as_of))

    return await _plain(datasette, request, template, work)


async def _plain(datasette: Any, request: Any, template: str, about: Callable[[sqlite3.Connection], Any]) -> Any:
    try:
        context = await _read(datasette, about)
    except ExtractorError as error:
        return await _missing(datasette, request, str(error), status=500)
    if context is None:
        return await _missing(datasette, request)
    extra = {"here": request.path + _query(request), "today": date.today().isoformat()}
    html = await datasette.render_template(template, context | extra, request=request)
    return Response.html(html.translate(_UNSEEN))


async def _missing(datasette: Any, request: Any, words: str = "There is no such page.", status: int = 404) -> Any:
    html = await datasette.render_template("nothing.html", {"words": words}, request=request)
    return Response.html(html, status=status)


def _asked(request: Any, authority: str | None = None) -> Asked:
    given = request.args.get
    show = given("show") or "overdue"
    try:
        as_of = typed_day(given("as_of") or "")
    except ValueError:
        as_of = date.today().isoformat()
    return Asked(
        show if show in LISTS else "overdue",
        as_of,
        authority or given("authority") or "",
        (given("owner") or "")[:200],
        given("kind") or "",
        _number(given("page")) or 1,
    )


def _id(request: Any) -> str:
    return unquote(request.url_vars["id"])


def _number(words: str | None) -> int | None:
    return max(1, int(words)) if words and words.isascii() and words.isdigit() and len(words) < 8 else None


def _query(request: Any) -> str:
    return f"?{request.query_string}" if request.query_string else ""
