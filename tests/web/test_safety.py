"""Nothing is written without review, nothing exempt is shown, nothing in a paper comes alive."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from urllib.parse import quote as address

import pytest

from extractor import store
from extractor.errors import Problem, StoreError
from extractor.web import review
from tests.exports.harm import UNSEEN, hostile_database
from tests.web.conftest import Server
from tests.web.hostile import ALL, SCRIPTS
from tests.web.story import CORPUS, build
from tests.web.tags import Tags

OWN = ["/", "/recommendations", "/search?q=x", "/authorities/thurlmarsh"]


@pytest.mark.parametrize("path", [*OWN, "/papers", "/papers/recommendations", "/papers.json?sql=select+1", "/none"])
def test_headers_forbid_what_no_page_needs(server: Server, path: str) -> None:
    headers = server.ask(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0], "no script in a page runs"
    assert ("'unsafe-inline'" in policy) == (path not in OWN)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8001", "testserver.evil.example", ""])
def test_another_host_name_is_refused(server: Server, host: str) -> None:
    assert server.ask("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/%5cevil.example/", "/%5c%5cevil.example/", "/-/databases.json", "/-/threads.json"]
)
def test_no_address_leads_out_of_the_server_or_into_it(server: Server, path: str) -> None:
    response = server.ask(f"http://testserver{path}")
    assert response.status_code == 404
    assert "location" not in response.headers


@pytest.mark.parametrize(
    "sql",
    ["insert into owners values ('x','x','role')", "delete from documents", "drop table owners", "vacuum into '/tmp/x'",
     "attach '/tmp/x.db' as x", "pragma journal_mode=delete", "update documents set exempt=''",
     "select load_extension('x')", "with x as (select 1) delete from owners"],
)  # fmt: skip
def test_no_sql_of_a_reader_writes(server: Server, sql: str) -> None:
    before = Path(server.datasette.site.served).read_bytes()
    response = server.ask("/papers.json", params={"sql": sql})
    assert response.status_code == 400
    assert Path(server.datasette.site.served).read_bytes() == before


def test_nothing_can_be_decided_without_review(server: Server) -> None:
    form = {"action": "reject", "subject": "r-0", "back": "/"}
    assert server.post("/review/decide", form).status_code in {403, 404}
    assert "<form" not in re.sub(r'<form[^>]*action="(/|/search|/recommendations)"', "", server.ask("/").text)


@pytest.mark.parametrize(
    "sql",
    ["select zeroblob(900000000)", "select hex(zeroblob(400000000))", "select printf('%.900000000c', 'x')",
     "with recursive n(x) as (select 1 union all select x + 1 from n) select group_concat(x) from n",
     "select count(*) from passages a, passages b, passages c, passages d"],
)  # fmt: skip
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_heavy_question_ends_soon(server: Server, sql: str) -> None:
    assert server.ask("/papers.json", params={"sql": sql}, timeout=30).status_code == 400


@pytest.mark.slow
def test_a_page_answers_while_thirty_heavy_questions_run(server: Server) -> None:
    server.ask("/")
    heavy = "/papers.json?sql=select+count(*)+from+passages+a,passages+b,passages+c,passages+d"
    answers = server.together([*[heavy] * 30, "/"])
    assert answers[-1].status_code == 200
    assert sum(answer.status_code == 503 for answer in answers) >= 20, "most are turned away at once"
    assert answers[-1].elapsed < max(answer.elapsed for answer in answers[:-1])


def test_a_paper_not_for_publication_is_nowhere(tmp_path: Path) -> None:
    build(tmp_path / "story.db", exempt=["2016-12-02-inspection-report", "2017-10-10-action-log"])
    server = Server(tmp_path / "story.db")
    try:
        site = server.datasette.site
        with sqlite3.connect(tmp_path / "story.db") as conn:
            hidden = conn.execute("select id, filename from documents where exempt <> ''").fetchall()
            items = conn.execute(
                "select r.id, r.text from recommendations r join documents d on d.id = r.document_id "
                "where exempt <> '' and r.text not in (select text from recommendations r2 join documents d2 "
                "on d2.id = r2.document_id where d2.exempt = '')"
            ).fetchall()
        assert len(hidden) == 2
        assert len(items) > 2
        raw = site.served.read_bytes()
        for document_id, filename in hidden:
            assert document_id.encode() not in raw
            assert filename.encode() not in raw
            assert server.ask(f"/documents/{document_id}").status_code == 404
            assert server.ask(f"/documents/{document_id}/1.png").status_code == 404
        for item_id, text in items:
            assert item_id.encode() not in raw
            assert server.ask(f"/recommendations/{item_id}").status_code == 404
            assert text.encode() not in raw
        with sqlite3.connect(site.served) as conn:
            assert conn.execute("pragma integrity_check").fetchone()[0] == "ok"
            assert not conn.execute("pragma foreign_key_check").fetchall()
            conn.execute("insert into passages_fts (passages_fts) values ('integrity-check')")
        assert server.ask("/").status_code == 200
    finally:
        server.close()


@pytest.fixture
def partly_closed(tmp_path: Path) -> Path:
    """The story with a part of the monitoring letter closed, from a place on its first page to the end of that page."""
    path = tmp_path / "story.db"
    build(path)
    with sqlite3.connect(path) as conn:
        document_id, start, end = conn.execute(
            "select d.id, min(p.start_char), max(p.end_char) from passages p join documents d on d.id = p.document_id "
            "where d.filename like '2018-03-09%' and p.page = 1 and p.position > 3"
        ).fetchone()
        words = ("x-1", document_id, "The first words", "Exempt (paragraph 2)", "2", start, end)
        conn.execute("insert into exempt_parts values (?, ?, 0, ?, '', ?, ?, 1, 1, ?, ?)", words)
    return path


def test_a_closed_part_is_neither_told_nor_drawn_save_to_readers_inside(partly_closed: Path) -> None:
    with sqlite3.connect(partly_closed) as conn:
        (document_id,) = conn.execute("select document_id from exempt_parts").fetchone()
        inside = (
            "select p.text from passages p join exempt_parts x using (document_id) where p.start_char >= x.start_char"
        )
        closed = {words for (words,) in conn.execute(f"{inside} and p.end_char <= x.end_char") if len(words) > 20}
        elsewhere = " ".join(row[0] for row in conn.execute(f"select text from passages where text not in ({inside})"))
    closed = {words for words in closed if words not in elsewhere}
    assert closed
    for readers_inside in (False, True):
        server = Server(partly_closed, inside=readers_inside)
        try:
            page = server.ask(f"/documents/{document_id}?page=1")
            assert page.status_code == 200
            assert ("Not for publication, and left out" in page.text) is not readers_inside
            assert ("1 item withheld, paragraph 2" in server.ask("/").text) is not readers_inside
            assert (server.ask(f"/documents/{document_id}/1.png").status_code == 200) is readers_inside
            raw = server.datasette.site.served.read_bytes()
            assert all((words.encode() in raw) is readers_inside for words in closed)
        finally:
            server.close()


def test_a_published_file_is_shown_like_any_other(partly_closed: Path, tmp_path: Path) -> None:
    store.publish(partly_closed, tmp_path / "public.db")
    with sqlite3.connect(tmp_path / "public.db") as conn:
        ids = {
            table: conn.execute(f"select id from {table} order by id").fetchone()[0]
            for table in ("documents", "owners", "meetings", "authorities")
        }
        (thread,) = conn.execute("select id from threads order by id").fetchone()
        (closed,) = conn.execute("select document_id from exempt_parts").fetchone()
    server = Server(tmp_path / "public.db")
    try:
        paths = [f"/{table}/{address(row_id, safe='')}" for table, row_id in ids.items()]
        for path in [
            "/",
            *paths,
            f"/recommendations/{thread}",
            "/search?q=care",
            "/papers/timeline",
            "/papers/decisions",
        ]:
            assert server.ask(path).status_code == 200, path
        assert "1 item withheld, paragraph 2" in server.ask("/").text
        assert server.ask(f"/documents/{closed}/1.png").status_code == 404
    finally:
        server.close()


def test_where_all_is_closed_and_an_import_failed_the_server_starts(tmp_path: Path) -> None:
    names = [path.stem for path in (CORPUS / "papers").iterdir()]
    for exempt in (names, names[:1]):
        path = tmp_path / f"{len(exempt)}.db"
        build(path, exempt=exempt)
        db = store.open_database(path)
        run = store.start_run(db, "import", "1", "rules")
        store.record_failure(db, run, "broken.pdf", Problem("error", "unreadable", "it is locked"))
        store.close(db)
        server = Server(path)
        try:
            assert server.ask("/").status_code == 200
        finally:
            server.close()


def test_a_decision_has_one_number_and_none_is_made_of_what_is_not_shown(partly_closed: Path) -> None:
    db = store.open_database(partly_closed)
    which = (
        "select r.id, document_id from recommendations r join documents d on d.id = document_id where filename like ?"
    )
    closed, document_id = store.raw(db).execute(which, ("2017-10-10%",)).fetchone()
    shown, _ = store.raw(db).execute(which, ("2019%",)).fetchone()
    whole = "update exempt_parts set document_id = ?, start_char = 0, end_char = 1000000"
    store.raw(db).execute(whole, (document_id,))
    store.decide(db, "reject", closed, by="A Clerk")
    store.close(db)
    server = Server(partly_closed, review=True, by="A Clerk")
    try:
        site = server.datasette.site
        with pytest.raises(StoreError, match="nothing in the database has the id"):
            review.decide(site.databases, {"action": "accept", "subject": closed}, "A Clerk")
        assert review.decide(site.databases, {"action": "accept", "subject": shown}, "A Clerk") == 2
    finally:
        server.close()
    with sqlite3.connect(partly_closed) as conn:
        assert conn.execute("select id, subject from decisions").fetchall() == [(1, closed), (2, shown)]


def test_a_paper_that_becomes_exempt_stops_the_server(tmp_path: Path) -> None:
    build(tmp_path / "story.db")
    server = Server(tmp_path / "story.db")
    try:
        assert server.ask("/").status_code == 200
        with sqlite3.connect(tmp_path / "story.db") as conn:
            conn.execute("update documents set exempt = 'Not for publication' where filename like '2017-10%'")
        for path in ("/", "/papers/documents", "/papers.json?sql=select+1"):
            assert server.ask(path).status_code == 503
    finally:
        server.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    hostile_database(path)
    return path


@pytest.mark.slow
def test_no_words_of_a_paper_come_alive_on_a_page(hostile: Path) -> None:
    server = Server(hostile, review=True, by=ALL[0])
    try:
        with sqlite3.connect(hostile) as conn:
            ids = {
                kind: [row[0] for row in conn.execute(f"select id from {table}")]
                for kind, table in (("documents", "documents"), ("recommendations", "threads"), ("owners", "owners"),
                                    ("authorities", "authorities"), ("meetings", "meetings"))
            }  # fmt: skip
        paths = ["/", "/recommendations?show=all", "/recommendations?show=all&page=2", "/review", "/papers"]
        paths += [f"/papers/{table}" for table in ("documents", "recommendations", "progress", "owners", "timeline")]
        paths += [f"/{kind}/{address(i, safe='')}" for kind, found in ids.items() for i in found[::3]]
        paths += [f"/search?q={address(harm)}" for harm in ALL]
        paths += [f"/recommendations?show=all&owner={address(harm)}&authority={address(harm)}" for harm in ALL[::4]]
        for path in paths:
            page = server.ask(path)
            assert page.status_code in {200, 302}, path
            datasettes = {"script", "style"} if path.startswith("/papers") else set()
            assert not set(Tags(page.text).live) - datasettes, path
            assert not any(harm in page.text for harm in SCRIPTS if harm.startswith("<")), path
            assert "1337" not in page.text, path
            ours = not path.startswith("/papers")
            assert not (ours and UNSEEN.search(page.text)), path
    finally:
        server.close()
