"""The pages in a real browser. Run by `make test-outside`, and fails where Chromium is not installed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from extractor import store
from extractor.parsers.pdf.picture import words_under
from extractor.records import squash
from tests.outside.serving import ROOT, chromium, one, pages, serving
from tests.web.story import CORPUS, build, extraction

PICTURES = ROOT / "output" / "pages"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "story.db"
    build(path)
    return path


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    with serving(database, "--review", "--by", "A Clerk") as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which no script error and no breach of the content policy goes unnoticed."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert not said


ATTRIBUTES = "all => all.map(box => Object.fromEntries([...box.attributes].map(a => [a.name, a.value])))"
NAMES = [
    "front",
    "list",
    "recommendation",
    "document",
    "word-document",
    "meeting",
    "owner",
    "authority",
    "search",
    "review",
]


def test_from_the_front_page_to_the_words_in_the_pdf(page: Page, address: str, database: Path) -> None:
    page.goto(address)
    page.get_by_role("link", name="Adapt or replace the electronic case record system").first.click()
    assert page.locator(".event").count() == 10
    page.locator(".event").first.get_by_role("link", name="2016-12-02-inspection-report.pdf, page 5").click()
    picture = page.locator("svg.sheet image")
    picture.wait_for()
    wide = page.evaluate(
        "href => new Promise(done => { const i = new Image(); i.onload = () => done(i.naturalWidth); i.src = href })",
        picture.get_attribute("href"),
    )
    assert wide > 900
    chosen = page.locator(".over.chosen rect")
    assert chosen.first.is_visible()
    top = page.evaluate("document.querySelector('#chosen').getBoundingClientRect().top")
    assert 0 <= top <= 900, "the words are in sight"
    boxes = [
        (float(b["x"]), float(b["y"]), float(b["x"]) + float(b["width"]), float(b["y"]) + float(b["height"]))
        for b in chosen.evaluate_all(
            "all => all.map(r => Object.fromEntries([...r.attributes].map(a => [a.name, a.value])))"
        )
    ]
    under = words_under(CORPUS / "papers" / "2016-12-02-inspection-report.pdf", 5, boxes)
    assert under == squash(one(database, "select text from recommendations where ref = '11' and text like 'Adapt%'"))


def test_search_leads_to_the_marked_passage(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("return interviews")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=return+interviews")
    assert page.locator(".card mark").count() > 2
    page.locator(".card .words").first.click()
    page.wait_for_url("**/documents/**")
    assert page.locator(".chosen").count()


def test_an_answer_given_on_a_page_survives_a_new_import(page: Page, address: str, database: Path) -> None:
    with sqlite3.connect(database) as conn:
        found = conn.execute(
            "select id, subject, other from problems where code = 'same-thread' order by id"
        ).fetchall()
    question, *pair = found[0]
    threads = f"select count(distinct thread_id) from recommendations where id in {tuple(pair)}"
    assert one(database, threads) == "2"
    page.goto(f"{address}/review")
    before = page.locator(".questions > li").count()
    form = page.locator("form").filter(has=page.locator(f"input[value={question}]"))
    form.get_by_role("button", name="Yes, one recommendation").click()
    page.get_by_role("status").filter(has_text="is kept").wait_for()
    assert page.locator(".questions > li").count() == before - 1
    assert one(database, threads) == "1"
    _read_anew(database)
    assert one(database, threads) == "1"
    page.reload()
    assert page.locator(".questions > li").count() == before - 1
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_role("status").filter(has_text="is kept").wait_for()
    assert one(database, threads) == "2"


def test_a_correction_made_on_a_page_shows_at_once(page: Page, address: str, database: Path) -> None:
    thread = one(database, "select thread_id from recommendations where text like 'Place no care leaver%'")
    page.goto(f"{address}/recommendations/{thread}")
    page.get_by_label("Due", exact=True).fill("2017-12-24")
    page.get_by_role("button", name="Change due date").click()
    page.get_by_role("status").filter(has_text="is kept").wait_for()
    assert page.get_by_text("24 December 2017").first.is_visible()
    assert one(database, "select value from decisions order by id desc limit 1") == "due=2017-12-24"


def _read_anew(database: Path) -> None:
    """The papers imported again by other rules: everything the machine made is replaced."""
    db = store.open_database(database)
    run_id = store.start_run(db, "import", "1", "other rules")
    for paper in sorted((CORPUS / "papers").iterdir()):
        store.save(db, extraction(paper), run_id, paper.name)
    store.relink(db)
    store.close(db)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_serious_fault(browser: Browser, address: str, database: Path, name: str, scheme: str) -> None:
    opened = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    opened.goto(address + pages(database)[name])
    found = Axe().run(opened).response["violations"]
    opened.close()
    bad = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in {"serious", "critical"}]
    assert not bad


@pytest.mark.parametrize("name", NAMES)
def test_a_phones_width_is_enough(browser: Browser, address: str, database: Path, name: str) -> None:
    opened = browser.new_page(viewport={"width": 360, "height": 780})
    opened.goto(address + pages(database)[name])
    wide = opened.evaluate("document.documentElement.scrollWidth")
    opened.close()
    assert wide <= 360


def test_the_keyboard_alone_reaches_a_recommendation(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('words')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/t-*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_each_page_is_kept(browser: Browser, address: str, database: Path, name: str, scheme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme, locale="en-GB")  # type: ignore[arg-type]
    opened.goto(address + pages(database)[name])
    opened.screenshot(path=PICTURES / f"{name}-{scheme}.png")
    opened.close()
    assert (PICTURES / f"{name}-{scheme}.png").stat().st_size > 20_000
