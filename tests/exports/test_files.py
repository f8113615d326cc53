"""What we write opens in the programs it is for, says what the database says, and does nothing by itself."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import duckdb
import icalendar
import openpyxl
import pandas
import pytest
from frictionless import validate

from extractor.errors import ExtractorError
from extractor.exports import EXPORTED
from extractor.exports.datapackage import package
from extractor.exports.files import WHOLE, table, whole
from extractor.exports.tracker import tracker
from extractor.store import connect, lay_over, publish
from tests.exports.harm import UNSEEN, hostile_database
from tests.web.hostile import SCRIPTS
from tests.web.story import build
from tests.web.tags import Tags

DAY = "2018-01-31"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("story") / "story.db"
    build(path)
    conn = connect(path, readonly=True)
    yield conn
    conn.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    hostile_database(path)
    conn = connect(path, readonly=True)
    yield conn
    conn.close()


def test_the_workbook_has_every_recommendation_with_dates_as_dates(story: sqlite3.Connection) -> None:
    told = tracker(story, DAY)
    book = openpyxl.load_workbook(io.BytesIO(whole(story, "xlsx", DAY)))
    assert book.sheetnames == ["Recommendations", "Nobody has reported", "Overdue", "About"]
    sheet = book["Recommendations"]
    headings = [cell.value for cell in sheet[1]]
    rows = [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["Recommendation"] for row in rows] == [row["text"] for row in told.rows]
    dues = [row["Due"] for row in rows if row["Due"]]
    assert dues
    assert all(isinstance(due, datetime) for due in dues)
    assert {row["RAG"] for row in rows} <= {"Red", "Amber", "Green"}
    assert sheet.tables["tracker"].autoFilter is not None
    assert len(list(book["Nobody has reported"].iter_rows(min_row=2))) == len(told.gaps)


def test_pandas_reads_the_workbook(story: sqlite3.Connection) -> None:
    frame = pandas.read_excel(io.BytesIO(whole(story, "xlsx", DAY)), sheet_name="Overdue")
    assert len(frame) == len(tracker(story, DAY).overdue)
    assert str(frame["Due"].dtype).startswith("datetime64")


def test_the_word_report_has_gaps_and_themes_in_styles(story: sqlite3.Connection) -> None:
    paper = docx.Document(io.BytesIO(whole(story, "docx", DAY)))
    headings = [p.text for p in paper.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == ["Nobody has reported on", "Progress by theme"]
    assert "Missing children" in headings
    gaps = paper.tables[1]
    assert len(gaps.rows) == len(tracker(story, DAY).gaps) + 1
    assert gaps.rows[0]._tr.xpath("w:trPr/w:tblHeader"), "its headings are repeated on each page"


def test_the_word_report_takes_a_councils_template(story: sqlite3.Connection, tmp_path: Path) -> None:
    own = docx.Document()
    own.styles["Heading 1"].font.name = "Council Sans"
    own.save(tmp_path / "own.docx")
    made = whole(story, "docx", DAY, template=tmp_path / "own.docx")
    assert docx.Document(io.BytesIO(made)).styles["Heading 1"].font.name == "Council Sans"
    (tmp_path / "no.docx").write_text("no Word file")
    with pytest.raises(ExtractorError, match="no Word file"):
        whole(story, "docx", DAY, template=tmp_path / "no.docx")


def test_the_web_page_stands_alone(story: sqlite3.Connection) -> None:
    html = whole(story, "html", DAY).decode()
    assert "Progress against recommendations: Thurlmarsh" in html
    assert html.count("<svg") == 2
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"|@import|url\(', html), "it fetches nothing"
    assert "<script" not in html


def test_the_calendar_has_what_is_due_and_not_done(story: sqlite3.Connection) -> None:
    data = whole(story, "ics", DAY)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    wanted = [r for r in tracker(story, DAY).rows if r["due_date"] and r["status"] != "complete" and not r["closed_on"]]
    assert {str(event["UID"]).split("@")[0] for event in events} == {row["recommendation_id"] for row in wanted}
    by_id = {str(event["UID"]).split("@")[0]: event for event in events}
    for row in wanted:
        event = by_id[row["recommendation_id"]]
        assert event["DTSTART"].dt == date.fromisoformat(row["due_date"])
        assert row["text"] in str(event["SUMMARY"])


def test_duckdb_and_pandas_read_parquet_as_sqlite_has_it(story: sqlite3.Connection, tmp_path: Path) -> None:
    for name in EXPORTED:
        (tmp_path / f"{name}.parquet").write_bytes(table(story, name, "parquet"))
    path = tmp_path / "recommendations.parquet"
    found = duckdb.connect().execute(f"select id, text, page from '{path}' order by id").fetchall()
    assert found == story.execute("select id, text, page from recommendations order by id").fetchall()
    frame = pandas.read_parquet(path)
    assert len(frame) == len(found)
    assert frame["start_char"].dtype == "int64"


def test_the_data_package_is_valid_and_whole(story: sqlite3.Connection, tmp_path: Path) -> None:
    for place, data in package(story):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(data)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert told["licenses"]
    assert len(told["sources"]) == 14
    assert all(field["description"] for resource in told["resources"] for field in resource["schema"]["fields"])


def test_every_annotation_quotes_the_text_at_its_place(story: sqlite3.Connection) -> None:
    texts = dict(story.execute("select sha256, text from documents join document_texts on document_id = id"))
    items = json.loads(whole(story, "jsonld"))["first"]["items"]
    assert len(items) == sum(
        story.execute(f"select count(*) from {name}").fetchone()[0] for name in ("recommendations", "progress")
    )
    for item in items:
        text = texts[item["target"]["source"]["id"].removeprefix("urn:sha256:")]
        quote, place, *page = item["target"]["selector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert not page or re.fullmatch(r"page=\d+", page[0]["value"])


@pytest.mark.parametrize("form", WHOLE)
def test_the_same_database_gives_the_same_bytes(story: sqlite3.Connection, form: str) -> None:
    assert whole(story, form, DAY) == whole(story, form, DAY)


@pytest.fixture(scope="module")
def exempt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with a closed paper, and a closed part round one item of the improvement plan."""
    path = tmp_path_factory.mktemp("exempt") / "story.db"
    build(path, exempt=["2017-10-10-action-log"])
    with sqlite3.connect(path) as conn:
        document_id, start, end = conn.execute(
            "select r.document_id, r.start_char, r.end_char from recommendations r "
            "join documents d on d.id = r.document_id where filename like '2018-01-16-board-minutes%' "
            "and r.text like 'That a report on placements%'"
        ).fetchone()
        values = ("x-1", document_id, "That a report", "Exempt (paragraph 2)", "2", start, end)
        conn.execute("insert into exempt_parts values (?, ?, 0, ?, '', ?, ?, 2, 2, ?, ?)", values)
    return path


SECRETS = (b"2017-10-10-action-log", b"Write a plain guide", b"report on placements outside the borough")


def packed(form: str, data: bytes) -> bytes:
    """The bytes that a reader of the file has, taken out of their packing."""
    if form not in {"xlsx", "docx"}:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return b"".join(box.read(name) for name in box.namelist())


@pytest.mark.parametrize("form", [*WHOLE, *(f"{name}.ndjson" for name in ("passages", "recommendations", "threads"))])
def test_what_is_not_for_publication_is_in_no_file_save_for_readers_inside(exempt: Path, form: str) -> None:
    for inside in (False, True):
        conn = connect(exempt, readonly=True)
        lay_over(conn, inside=inside)
        name, _, rows = form.partition(".")
        data = packed(form, table(conn, name, rows) if rows else whole(conn, form, DAY))
        conn.close()
        there = {words for words in SECRETS if words in data}
        assert bool(there) is inside, there
        if form in {"xlsx", "docx", "html"}:
            assert b"1 paper and 1 item" in data
            assert (b"For readers inside the council" in data) is inside


def test_whoever_forgets_to_ask_gets_the_public_part(exempt: Path) -> None:
    conn = connect(exempt, readonly=True)
    assert SECRETS[1].decode() not in json.dumps([*tracker(conn, DAY).rows])
    conn.close()


def test_an_export_holds_the_rows_of_the_published_file(exempt: Path, tmp_path: Path) -> None:
    publish(exempt, tmp_path / "public.db")
    home, public = connect(exempt, readonly=True), connect(tmp_path / "public.db", readonly=True)
    for name in (
        "recommendations",
        "progress",
        "passages",
        "owners",
        "meetings",
        "thread_links",
        "progress_links",
        "dates",
    ):
        assert table(home, name, "ndjson") == table(public, name, "ndjson"), name
    home.close()
    public.close()


def test_no_formula_lives_in_a_workbook(hostile: sqlite3.Connection) -> None:
    data = whole(hostile, "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any("hyperlinks" in sheet for sheet in sheets)
    assert not any(re.search(r"<f[ >]", sheet) for sheet in sheets)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            assert not any(UNSEEN.search(cell.value) for cell in row if isinstance(cell.value, str))


@pytest.mark.parametrize("name", ["recommendations", "progress", "documents", "owners", "bodies"])
def test_no_formula_lives_in_a_csv_for_spreadsheets(hostile: sqlite3.Connection, name: str) -> None:
    text = table(hostile, name, "csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell), cell


def test_no_script_lives_in_a_report(hostile: sqlite3.Connection) -> None:
    html = whole(hostile, "html").decode()
    assert set(Tags(html).live) <= {"style", "meta default-src 'none'; style-src 'unsafe-inline'"}
    body = html.split("<body")[1]
    assert not any(harm in body for harm in SCRIPTS if harm.startswith("<"))
    assert not UNSEEN.search(html)


def test_no_field_code_lives_in_a_word_report(hostile: sqlite3.Connection) -> None:
    with zipfile.ZipFile(io.BytesIO(whole(hostile, "docx"))) as packed:
        xml = packed.read("word/document.xml").decode()
    assert not re.search(r"instrText|fldSimple|hyperlink|altChunk|w:object", xml)
    assert not UNSEEN.search(xml)


def test_no_line_of_a_paper_becomes_a_line_of_the_calendar(hostile: sqlite3.Connection) -> None:
    lines = whole(hostile, "ics").decode().replace("\r\n ", "").split("\r\n")
    known = r"(BEGIN|END|VERSION|PRODID|CALSCALE|UID|DTSTAMP|DT(START|END);VALUE=DATE|SUMMARY|DESCRIPTION|TRANSP):"
    assert all(re.match(known, line) for line in lines if line)
    assert not UNSEEN.search("".join(lines))
