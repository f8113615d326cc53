"""Each page says what it should, and none says more."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from pathlib import Path

import pytest

from extractor.web.standing import belongs
from tests.web.conftest import Server


def one(db: Path, sql: str, *values: str) -> str:
    with sqlite3.connect(db) as conn:
        return str(conn.execute(sql, values).fetchone()[0])


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


PAGES = {
    "/": "What came of the recommendations",
    "/?as_of=2017-10-31": "Give foster carers clear written advice",
    "/recommendations?show=all": "All recommendations",
    "/recommendations?show=unreported&as_of=2017-12-31": "Nobody has reported on",
    "/recommendations?show=overdue&owner=housing": "Housing",
    "/authorities/thurlmarsh": "From recommendation to first report",
    "/search?q=health+assessments": "initial health assessments",
    "/search?q=%22": "Search",
    "/papers": "unreported_recommendations",
    "/papers/recommendations": "One thing somebody is asked, told or decides to do",
    "/papers/recommendation_status?_facet=status": "in_progress",
    "/papers/ask_unreported_recommendations?as_of=2017-12-31&authority=Thurl": "foster carers",
}


@pytest.mark.parametrize(("path", "said"), PAGES.items())
def test_a_page_answers(server: Server, path: str, said: str) -> None:
    response = server.ask(path)
    assert response.status_code == 200
    assert said in words(response.text)


@pytest.mark.parametrize(
    "path",
    [
        "/recommendations/t-0",
        "/documents/x",
        "/documents/x/1.png",
        "/meetings/x",
        "/owners/x",
        "/authorities/x",
        "/review",
        "/no/such/page",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/a88a621bcf812e00/99999.png",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(server: Server, path: str) -> None:
    assert server.ask(path).status_code == 404


def test_a_recommendation_tells_its_story_in_order(server: Server, story_db: Path) -> None:
    thread = one(story_db, "select thread_id from recommendations where ref = '11' and text like 'Adapt%'")
    page = server.ask(f"/recommendations/{thread}")
    said = words(page.text)
    events = re.findall(r'<p class="when"><time datetime="([^"]+)"', page.text)
    assert events == sorted(events)
    assert len(events) == 10
    for part in ("due date moved", "31 March 2018", "Testing has been delayed", "Delayed", "Overdue"):
        assert part.casefold() in said.casefold()
    assert "2018-03-31" not in re.sub(r'(datetime|value)="[^"]*"', "", said), "days are written out"


def test_a_printing_leads_to_its_thread(server: Server, story_db: Path) -> None:
    printing = one(story_db, "select id from recommendations where restated = 1 and thread_id is not null")
    response = server.ask(f"/recommendations/{printing}")
    assert response.status_code == 302
    assert response.headers["location"].startswith("/recommendations/t-")


def test_as_of_a_day_later_papers_are_not_known(server: Server, story_db: Path) -> None:
    thread = one(story_db, "select thread_id from recommendations where ref = '11' and text like 'Adapt%'")
    then = words(server.ask(f"/recommendations/{thread}?as_of=2017-02-28").text)
    assert "2018" not in then.split("Its story")[1].split("Where it is printed")[0]
    assert server.ask(f"/recommendations/{thread}?as_of=2016-01-01").status_code == 404


def test_a_page_of_a_pdf_is_a_picture_with_its_marks(server: Server, story_db: Path) -> None:
    item = one(story_db, "select id from recommendations where ref = '11' and text like 'Adapt%' and restated = 0")
    paper = one(story_db, "select document_id from recommendations where id = ?", item)
    page = server.ask(f"/documents/{paper}?mark={item}").text
    assert f'href="/documents/{paper}/5.png"' in page
    assert re.search(r'class="over recommendation chosen"[^>]*>\s*<rect', page)
    picture = server.ask(f"/documents/{paper}/5.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["docx", "html", "txt"])
def test_other_papers_are_text_with_the_passage_marked(server: Server, story_db: Path, kind: str) -> None:
    item = one(
        story_db,
        "select r.id from recommendations r join documents d on d.id = r.document_id "
        "where d.filename like ? order by r.position desc limit 1", f"%.{kind}",
    )  # fmt: skip
    paper = one(story_db, "select document_id from recommendations where id = ?", item)
    text = one(story_db, "select text from recommendations where id = ?", item)
    page = server.ask(f"/documents/{paper}?mark={item}").text
    marked = "".join(re.findall(r'<mark class="[^"]*chosen">(.*?)</mark>', page, re.DOTALL))
    assert words(marked) == text


def test_a_meeting_names_its_papers_and_what_was_said(server: Server, story_db: Path) -> None:
    meeting = one(story_db, "select meeting_id from documents where filename like '2018-01-16-board-minutes%'")
    said = words(server.ask(f"/meetings/{meeting}").text)
    for part in ("16 January 2018", "Minutes", "Progress reported here", "Decided and asked for here"):
        assert part in said


def test_an_owner_has_what_is_asked_of_them(server: Server, story_db: Path) -> None:
    owner = one(story_db, "select id from owners where name like '%Principal Social Worker%'")
    assert "supervision" in words(server.ask(f"/owners/{owner}").text)


def test_every_link_on_the_main_pages_leads_somewhere(server: Server) -> None:
    seen: set[str] = set()
    for path in ("/", "/recommendations?show=all", "/authorities/thurlmarsh", "/search?q=plan"):
        seen |= {unescape(link).split("#")[0] for link in re.findall(r'href="(/[^"]*)"', server.ask(path).text)}
    dead = [link for link in sorted(seen)[::3] if server.ask(link).status_code not in {200, 302}]
    assert not dead


def test_every_shown_table_and_column_is_described(server: Server) -> None:
    tables = server.ask("/-/metadata.json").json()["databases"]["papers"]["tables"]
    with sqlite3.connect(server.datasette.site.served) as conn:
        for name, told in tables.items():
            if told.get("hidden"):
                continue
            assert told["description"], name
            is_table = conn.execute("select 1 from sqlite_master where type = 'table' and name = ?", (name,)).fetchone()
            columns = {row[1] for row in conn.execute(f"pragma table_info([{name}])")} if is_table else set()
            assert columns <= told["columns"].keys(), (name, columns - told["columns"].keys())


@pytest.mark.parametrize(
    ("kind", "owners", "due_text", "listed"),
    [
        ("resolution", None, None, False),
        ("resolution", "Clerk", None, True),
        ("resolution", None, "by May", True),
        ("action", None, None, True),
        ("officer_recommendation", "Clerk", "by May", False),
    ],
)
def test_the_unreported_are_those_that_the_command_lists(
    kind: str, owners: str | None, due_text: str | None, listed: bool
) -> None:
    row = {"kind": kind, "owners": owners, "due_text": due_text, "reports": 0, "closed_on": None}
    assert belongs(row, "unreported") is listed
