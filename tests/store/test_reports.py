"""The questions of officers, answered from papers dated on or before a day, and so the same for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import reports, store
from extractor.errors import Problem, StoreError
from extractor.records import Extraction
from tests.store.invented import POINTS, Line, add, column, imported, inspection, listed, paper

AGAIN = "Give permanent staff the posts of agency managers in the assessment teams."
REPORTS = (
    "unreported_recommendations",
    "overdue_recommendations",
    "stale_recommendations",
    "slipped_deadlines",
    "missing_numbers",
    "come_back_recommendations",
    "recommendation_status",
    "timeline",
)


def committee(month: int, lines: Sequence[Line], name: str = "", **facts: object) -> Extraction:
    title = name or f"minutes {month}.txt"
    return paper(title, "minutes", "Midvale", "Board", f"2020-{month:02}-01", lines, **facts)  # type: ignore[arg-type]


def restated(number: int, *says: tuple[str, str], due: str | None = None) -> Line:
    return Line(POINTS[number - 1], str(number), restated=True, due=due, says=says)  # type: ignore[arg-type]


def a_year() -> list[Extraction]:
    """An inspection and the sittings after it: 1 is done, 2 slips, 3 goes quiet, 4 has no update, 8 comes back."""
    return [
        inspection(),
        committee(
            4,
            [
                restated(1, ("complete", "All carers have one."), due="2020-05-31"),
                restated(2, ("in_progress", "Two workers were hired."), due="2020-06-30"),
                restated(3, ("in_progress", "A form is being tried.")),
            ],
        ),
        committee(
            6,
            [
                restated(2, ("delayed", "Delayed because one worker left."), due="2020-09-30"),
                restated(4, ("no_update", "Nothing was said.")),
                restated(8, ("complete", "Every post has been filled.")),
            ],
        ),
        committee(
            9,
            [Line("That recommendation 1 be closed.", "1", kind="resolution")],
            statements=[("in_progress", "Work on recommendation 5 has begun with a survey of health visitors.")],
        ),
        inspection("Midvale", "2021-06-01", [AGAIN]),
    ]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> store.Store:
    return imported(tmp_path_factory.mktemp("year") / "x.db", a_year())


def refs(db: store.Store, report: str, day: str) -> list[str]:
    rows = store.ask(db, report, day, kind="inspection_recommendation")
    return sorted(str(row["ref"]) for row in rows)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-03-01", []),
        ("2020-03-02", ["1", "2", "3", "4", "5", "6", "7", "8"]),
        ("2020-04-01", ["4", "5", "6", "7", "8"]),
        ("2020-06-01", ["4", "5", "6", "7"]),
        ("2020-09-01", ["4", "6", "7"]),
    ],
)
def test_gaps_are_what_nobody_had_reported_on(db: store.Store, day: str, expected: list[str]) -> None:
    assert refs(db, "unreported_recommendations", day) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2020-06-01", []), ("2020-07-15", []), ("2020-10-01", ["2"]), ("2020-05-31", [])]
)
def test_overdue_counts_from_the_last_deadline_given(db: store.Store, day: str, expected: list[str]) -> None:
    assert refs(db, "overdue_recommendations", day) == expected


def test_a_deadline_that_slipped_has_its_history_and_its_reason(db: store.Store) -> None:
    (row,) = store.ask(db, "slipped_deadlines", "2020-07-01")
    assert (row["ref"], row["slips"], row["days_moved"]) == ("2", 1, 92)
    assert row["dates"] == "2020-06-30 (minutes 4.txt); 2020-09-30 (minutes 6.txt)"
    assert "because one worker left" in row["reason"]
    assert store.ask(db, "slipped_deadlines", "2020-05-01") == []


def test_stale_counts_days_and_silent_sittings(db: store.Store) -> None:
    rows = {row["ref"]: row for row in store.ask(db, "stale_recommendations", "2020-10-01")}
    assert rows["3"]["days_silent"] == 183
    assert rows["3"]["meetings_silent"] == 2
    assert rows["2"]["meetings_silent"] == 1
    assert set(rows) == {"2", "3", "5"}


def test_numbers_that_a_paper_passes_over(db: store.Store) -> None:
    rows = store.ask(db, "missing_numbers", "2020-12-31")
    assert [(row["filename"], row["number"]) for row in rows] == [
        ("minutes 6.txt", 3),
        ("minutes 6.txt", 5),
        ("minutes 6.txt", 6),
        ("minutes 6.txt", 7),
    ]


def test_closed_by_a_resolution_that_names_it(db: store.Store) -> None:
    (row,) = [r for r in store.ask(db, "recommendation_status", "2020-12-31") if r["closed_on"]]
    assert (row["ref"], row["closed_on"], row["closed_by"]) == ("1", "2020-09-01", "minutes 9.txt")
    assert row["reported_complete_on"] == "2020-04-01"
    assert row["verified_on"] is None


def test_a_point_that_comes_back(db: store.Store) -> None:
    (row,) = store.ask(db, "come_back_recommendations", "2021-12-31")
    assert row["earlier_text"] == POINTS[7]
    assert (row["complete_on"], row["complete_in"]) == ("2020-06-01", "minutes 6.txt")
    assert store.ask(db, "come_back_recommendations", "2020-12-31") == []


def test_a_timeline_tells_the_whole_life(db: store.Store) -> None:
    (thread,) = {row["thread_id"] for row in store.ask(db, "slipped_deadlines")}
    events = [(row["day"], row["event"]) for row in store.ask(db, "timeline", "2020-12-31", thread_id=thread)]
    assert sorted(events) == [
        ("2020-03-02", "made"),
        ("2020-04-01", "due date set"),
        ("2020-04-01", "progress"),
        ("2020-04-01", "restated"),
        ("2020-06-01", "due date moved"),
        ("2020-06-01", "progress"),
        ("2020-06-01", "restated"),
    ]


@pytest.mark.parametrize("day", ["2020-04-30", "2020-06-30", None])
def test_what_is_reckoned_once_for_several_questions_changes_no_answer(tmp_path: Path, day: str | None) -> None:
    db = imported(tmp_path / "x.db", a_year())
    names = [name for (name,) in store.raw(db).execute("select name from reports order by name").fetchall()]
    apart = {name: sorted(map(repr, store.ask(db, name, day))) for name in names}
    for kept in (("mentioned_recommendations", "reported_threads", "closed_threads"), ("papers", "first_printings")):
        with store.reckoned(db, day, *kept):
            assert {name: sorted(map(repr, store.ask(db, name, day))) for name in names} == apart
    assert column(db, "select name from sqlite_temp_master") == []


def test_an_import_between_two_questions_is_seen_by_both_or_neither(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    db = imported(path, [inspection()])
    reader = store.connect(path, readonly=True)
    with store.reckoned(reader, None, "reported_threads"):
        before = store.ask(reader, "unreported_recommendations")
        add(db, a_year()[1:])
        assert store.ask(reader, "unreported_recommendations") == before
    assert len(store.ask(reader, "unreported_recommendations")) < len(before)
    store.close(reader)


def test_not_reported_names_what_was_searched_and_what_could_not_be_read(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    run = store.start_run(db, "import", "1", "rules")
    rows = store.ask(db, "unreported_recommendations")
    assert {row["searched"] for row in rows} == {"none: no paper of Midvale since 2020-03-02 is in the database"}
    assert {row["unread"] for row in rows} == {"none"}
    add(db, [committee(4, [])])
    store.record_failure(db, run, "scan.pdf", Problem("error", "no-text-layer", "It has no text"))
    rows = store.ask(db, "unreported_recommendations")
    assert {row["searched"] for row in rows} == {"minutes 4.txt (2020-04-01)"}
    assert {row["unread"] for row in rows} == {"1 of no known council"}
    scan = committee(5, [], "picture.pdf")
    add(db, [replace(scan, document=replace(scan.document, text_source="none"))])
    rows = store.ask(db, "unreported_recommendations")
    assert {row["unread"] for row in rows} == {"picture.pdf; 1 of no known council"}
    found = reports.gaps(store.raw(db), reports.Scope())
    assert found.unread == ("scan.pdf",)
    unread = {row["filename"]: row["authority"] for row in store.ask(db, "unread_papers")}
    assert unread == {"scan.pdf": None, "picture.pdf": "Midvale"}


def test_a_scan_in_which_no_words_were_made_out_counts_as_unread(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    blank = paper("blank.pdf", "other", None, None, None)
    add(db, [replace(blank, document=replace(blank.document, text_source="ocr", text="", blocks=()))])
    assert [row["filename"] for row in store.ask(db, "unread_papers")] == ["blank.pdf"]


def test_what_a_meeting_closed_unreported_is_told_in_its_own_words(tmp_path: Path) -> None:
    minutes = committee(4, [Line("That recommendation 6 be closed.", "1", kind="resolution")])
    db = imported(tmp_path / "x.db", [inspection(), minutes])
    (row,) = store.ask(db, "closed_unreported")
    assert (row["ref"], row["kind"], row["closed_why"]) == (
        "6",
        "inspection_recommendation",
        "That recommendation 6 be closed.",
    )


def test_closed_by_a_person_is_no_progress_and_says_who_when_and_why(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", a_year())
    (quiet,) = [r for r in store.ask(db, "recommendation_status") if r["ref"] == "6"]
    (told,) = [r for r in store.ask(db, "recommendation_status") if r["ref"] == "3"]
    for row in (quiet, told):
        store.decide(
            db, "close", row["thread_id"], "2020-07-01", by="A Clerk", note="the service ended", made_at="2020-07-01"
        )
    rows = {row["ref"]: row for row in store.ask(db, "recommendation_status", "2020-12-31")}
    for ref, reported in (("6", "not reported"), ("3", "in_progress")):
        row = rows[ref]
        assert (row["status"], row["reported_status"]) == ("closed", reported)
        assert (row["closed_on"], row["closed_by"], row["closed_why"]) == ("2020-07-01", "A Clerk", "the service ended")
    assert rows["8"]["status"] == "complete"
    assert {r["ref"]: r["status"] for r in store.ask(db, "recommendation_status", "2020-06-30")}["6"] == "not reported"
    found = reports.gaps(store.raw(db), reports.Scope("2020-12-31"))
    (line,) = found.closed
    assert line.endswith("closed by A Clerk on 2020-07-01: the service ended")
    story = "\n".join(
        start + words
        for start, words in reports.told(
            reports.story(store.raw(db), str(quiet["thread_id"]), reports.Scope("2020-12-31"))
        )
    )
    assert "Status   closed; " in story
    assert "Closed   by A Clerk on 2020-07-01: the service ended" in story
    assert "2020-07-01  closed by A Clerk: the service ended" in story
    assert "[A Clerk" not in story


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("Delayed because the panel met late (item 4).", "Delayed because the panel met late (item 4)"),
        ("(moved because one worker left)", "moved because one worker left"),
        ("Delayed because the lease ended.", "Delayed because the lease ended"),
        ("Owing to leave, and (as a result of the move) cost", "Owing to leave, and (as a result of the move) cost"),
    ],
)
def test_a_reason_keeps_its_brackets(tmp_path: Path, printed: str, reason: str) -> None:
    papers = [
        committee(4, [restated(2, ("in_progress", "Two workers were hired."), due="2020-06-30")]),
        committee(6, [restated(2, ("delayed", printed), due="2020-09-30")]),
    ]
    db = imported(tmp_path / "x.db", [inspection(), *papers])
    (row,) = store.ask(db, "slipped_deadlines")
    assert row["reason"] == f"2020-09-30: {reason}"


def test_a_list_whose_inspection_is_not_here_still_counts(tmp_path: Path) -> None:
    lines = [restated(2), restated(3, ("complete", "Done."))]
    db = imported(tmp_path / "x.db", [committee(4, lines), committee(6, [restated(2)])])
    assert refs(db, "unreported_recommendations", "2020-12-31") == ["2"]


def test_a_paper_without_a_date_counts_from_its_first_import(tmp_path: Path) -> None:
    undated = paper("note.txt", "minutes", "Midvale", None, None, [restated(1, ("complete", "Done."))])
    db = imported(tmp_path / "x.db", [inspection(), undated])
    (today,) = column(db, "select date('now')")
    assert len(refs(db, "unreported_recommendations", "2020-12-31")) == 8
    rows = store.ask(db, "unreported_recommendations", str(today))
    assert len(rows) == 7
    assert {row["searched"] for row in rows} == {f"note.txt (no date, read on {today})"}


def test_the_day_of_an_import_is_never_shown_as_the_day_of_a_paper(tmp_path: Path) -> None:
    lines = [
        Line("Write to the parents.", kind="action", says=(("in_progress", "Begun."),)),
        Line("Buy a boat.", kind="action"),
    ]
    db = imported(tmp_path / "x.db", [paper("note.txt", "minutes", "Midvale", "Board", None, lines)])
    (today,) = column(db, "select date('now')")
    for row in store.ask(db, "recommendation_status"):
        assert (row["made_on"], row["known_from"]) == (None, today)
    undated = f"undated (imported {today})"
    (gap,) = reports.gaps(store.raw(db), reports.Scope()).table.dicts()
    assert gap["made_in"] == f"note.txt, {undated}"
    (last,) = reports.stale(store.raw(db), reports.Scope(), 0).dicts()
    assert str(last["last_report"]).startswith(f"{undated}, note.txt: ")
    story = reports.told(reports.story(store.raw(db), str(last["id"]), reports.Scope()))
    assert any("made" in words and "undated" in words for _, words in story)


def test_every_report_is_a_view_and_a_statement_for_any_sqlite_client(db: store.Store) -> None:
    names = column(db, "select name from reports")
    assert set(REPORTS) < set(names)
    (path,) = (row[2] for row in store.raw(db).execute("pragma database_list") if row[1] == "main")
    plain = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for name in names:
        rows = plain.execute(f"select * from {name}")
        asked = plain.execute(store.question(db, str(name)), {"as_of": _today(plain)})
        assert sorted(map(repr, rows)) == sorted(map(repr, asked))
        assert plain.execute("select title from reports where name = ?", (name,)).fetchone()[0] != ""


def _today(conn: sqlite3.Connection) -> str:
    return str(conn.execute("select date('now')").fetchone()[0])


def test_questions_newer_than_the_database_are_answered(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    expected = reports.gaps(store.raw(imported(path, a_year())), reports.Scope("2020-12-31")).table
    with sqlite3.connect(path) as conn:
        conn.execute("delete from reports where name = 'silent_recommendations'")
    conn.close()
    read_only = store.connect(path, readonly=True)
    assert expected.rows
    assert reports.gaps(read_only, reports.Scope("2020-12-31")).table == expected
    read_only.close()


def test_an_unknown_report_is_named_with_those_there_are(db: store.Store) -> None:
    with pytest.raises(StoreError, match="timeline"):
        store.ask(db, "horoscope")


def busy_years() -> list[Extraction]:
    """Papers of which later ones show earlier threads to be one, restate, move dates, and come back."""
    words, days = (
        "Open the family centre on Saturdays from the spring on.",
        "Families to have the centre open on more days.",
    )
    logs = [
        committee(month, [Line(text, kind="action", section=section)], f"log {month}.txt")
        for month, text, section in ((1, words, "Centres"), (2, days, "Days"), (7, f"{words} {days}", "Centres"))
    ]
    half = Line(f"{POINTS[2][:40]} plans and more", "3", restated=True, says=(("complete", "Yes."),))
    joins = committee(8, [half], "x.txt")
    return [*a_year(), *logs, joins]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(busy_years()))), day=st.sampled_from(["2020-03-31", "2020-06-15", "2020-08-15"]))
def test_later_papers_change_no_earlier_answer(
    tmp_path_factory: pytest.TempPathFactory, order: Sequence[int], day: str
) -> None:
    papers = [busy_years()[i] for i in order]
    known = [p for p in papers if (p.paper.date or "") <= day]
    later = [p for p in papers if (p.paper.date or "") > day]
    db = imported(tmp_path_factory.mktemp("as-of") / "x.db", known)
    before = {name: answers(db, name, day) for name in REPORTS}
    for extraction in later:
        add(db, [extraction])
    assert {name: answers(db, name, day) for name in REPORTS} == before
    store.close(db)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> store.Store:
    unsaid = [committee(month, [restated(6), restated(7)]) for month in (3, 7)]
    return imported(tmp_path_factory.mktemp("busy") / "x.db", [*busy_years(), *unsaid])


@settings(max_examples=25, deadline=None)
@given(later=st.sets(st.integers(0, len(busy_years()) + 1)), day=st.sampled_from(["2020-04-15", "2020-08-15", None]))
def test_no_gap_is_lost_where_papers_that_print_it_do_not_count(
    busy: store.Store, later: set[int], day: str | None
) -> None:
    conn = store.raw(busy)
    conn.execute("savepoint as_it_was")
    ids = [paper_id for (paper_id,) in conn.execute("select id from documents order by id")]
    conn.executemany("update documents set date = '2999-01-01' where id = ?", [(ids[number],) for number in later])
    told = {row["thread_id"] for row in store.ask(busy, "reported_threads", day)}
    told |= {row["thread_id"] for row in store.ask(busy, "closed_threads", day) if row["closed"]}
    first = {row["thread_id"]: row["id"] for row in store.ask(busy, "first_printings", day)}
    gaps = store.ask(busy, "unreported_recommendations", day)
    shown = [
        (row[-1], row[-4])
        for kind in reports.scope.KINDS
        for row in (reports.gaps(conn, reports.Scope(day, kind=kind)).table.rows if gaps else ())
    ]
    conn.execute("rollback to as_it_was")
    conn.execute("release as_it_was")
    assert {row["thread_id"]: row["recommendation_id"] for row in gaps} == {t: first[t] for t in first.keys() - told}
    assert sorted(shown) == sorted((row["recommendation_id"], row["searched"]) for row in gaps)


def answers(db: store.Store, name: str, day: str) -> list[str]:
    return sorted(repr(row) for row in store.ask(db, name, day))


def test_what_changed_in_the_wording_can_be_shown(tmp_path: Path) -> None:
    later = Line(POINTS[1].replace("a first visit", "their first visit"), "2", restated=True)
    db = imported(tmp_path / "x.db", [inspection(), committee(4, [restated(1), later])])
    (row,) = store.ask(db, "wording_changes")
    assert (row["earlier_text"], row["text"]) == (POINTS[1], later.text)
    assert row["reason"].startswith("number 2 in both; nearly the same words")


def test_what_differs_between_a_draft_and_its_final_text(tmp_path: Path) -> None:
    prose = [f"Councillor {n} asked about the state of the roads near the school and was answered." for n in range(8)]
    write = Line("That the clerk write to the highway office by 31 March.", kind="resolution", due="2020-03-31")
    mended = Line("That the clerk write to the highway office by 30 April.", kind="resolution", due="2020-04-30")
    new = Line("That the bridge be painted.", kind="resolution")
    draft = committee(2, [write], "draft.txt", extra=prose, version="draft")
    final = committee(2, [mended, new], "final.txt", extra=prose, version="final")
    db = imported(tmp_path / "x.db", [draft, final])
    rows = {row["difference"]: row for row in store.ask(db, "version_differences")}
    assert set(rows) == {"only here", "another deadline"}
    assert (rows["only here"]["filename"], rows["only here"]["text"]) == ("final.txt", new.text)
    assert rows["another deadline"]["counts"] == "final.txt"
    assert store.ask(db, "version_differences", "2020-01-31") == []
    assert len(store.ask(db, "unreported_recommendations", kind="resolution")) == 2


@pytest.mark.parametrize(
    ("basis", "slips"),
    [
        ("within 3 months of 2020-09-01", 0),
        ("3 months after 2020-09-01, from the heading", 0),
        ("counted from 2020-09-01", 0),
        ("year taken from 2020-09-01", 1),
        ("from the heading", 1),
    ],
)
def test_a_relative_deadline_that_is_restated_is_the_old_one(tmp_path: Path, basis: str, slips: int) -> None:
    again = committee(9, [restated(1, due="2020-12-01")])
    (item,) = again.recommendations
    assert item.due
    assert item.due.period
    counted = replace(item.due, period=replace(item.due.period, basis=basis))
    report = paper("x.pdf", "inspection_report", "Midvale", "Ofsted", "2020-03-02", listed(due="2020-06-02"))
    db = imported(tmp_path / "x.db", [report, replace(again, recommendations=(replace(item, due=counted),))])
    assert len(store.ask(db, "slipped_deadlines")) == slips
    assert ("1" in refs(db, "overdue_recommendations", "2020-10-01")) is (slips == 0)
    store.decide(db, "edit", item.id, "due=2020-11-30", by="A Clerk")
    assert [row["slips"] for row in store.ask(db, "slipped_deadlines")] == [1]


@pytest.mark.parametrize(
    ("days", "meetings", "silent"),
    [(184, None, []), (183, None, ["3"]), (None, 2, ["3"]), (None, 1, ["2", "3"]), (183, 1, ["2", "3"])],
)
def test_silence_is_counted_in_days_or_in_meetings(
    db: store.Store, days: int | None, meetings: int | None, silent: list[str]
) -> None:
    rows = reports.stale(store.raw(db), reports.Scope("2020-10-01"), days, meetings).dicts()
    assert sorted(str(row["number"]) for row in rows) == silent


def test_a_row_that_was_split_is_complete_when_all_its_parts_are(tmp_path: Path) -> None:
    whole = Line("Rewrite the harbour guide and train pilots in its use.", "2", kind="action", due="2020-05-31")
    guide = Line("Rewrite the harbour guide.", "2a", kind="action", due="2020-08-31", says=(("in_progress", "Begun."),))
    train = Line(
        "Train pilots in the use of the harbour guide.", "2b", "action", due="2020-05-31", says=(("complete", "Done."),)
    )
    done = replace(guide, says=(("complete", "It is printed."),))
    papers = [committee(4, [whole]), committee(6, [guide, train]), committee(9, [done, train])]
    db = imported(tmp_path / "x.db", papers)
    for day, status in (("2020-05-01", "not reported"), ("2020-07-01", "in_progress"), ("2020-10-01", "complete")):
        (row,) = store.ask(db, "recommendation_status", day)
        assert (row["status"], row["due_date"]) == (status, "2020-05-31" if day < "2020-06" else "2020-08-31")
