"""What people decide: in force at once, kept through every new reading, never on a wrong item."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from extractor import reports, store
from extractor.errors import StoreError
from extractor.records import AgendaItem, Extraction, Quote, content_id, squash
from tests.store.invented import POINTS, Line, add, column, imported, inspection, listed, paper, thread_of

BY = "A Clerk"
SEEDS = range(int(os.environ.get("EXTRACTOR_TEST_SEEDS", "2")))
DECISIONS = int(os.environ.get("EXTRACTOR_TEST_DECISIONS", "60"))
READINGS = int(os.environ.get("EXTRACTOR_TEST_READINGS", "5"))


def plan(name: str = "plan.docx", **facts: object) -> Extraction:
    lines = listed(restated=True, says=(("in_progress", "Work has begun."),))
    return paper(name, "action_plan", "Midvale", "Board", "2020-05-01", lines, **facts)  # type: ignore[arg-type]


def item(db: store.Store, text: str, filename: str = "%") -> str:
    sql = (
        "select r.id from recommendations r join documents d on d.id = r.document_id "
        "where r.text like ? and d.filename like ? order by d.date"
    )
    return str(column(db, sql, f"{text}%", filename)[0])


def first(db: store.Store, what: str, subject: str, table: str = "recommendations") -> object:
    return column(db, f"select {what} from {table} where id = ?", subject)[0]


@pytest.mark.parametrize(
    ("field", "value", "column_name", "becomes"),
    [
        ("text", "Ensure that foster carers are paid on time.", "text", "Ensure that foster carers are paid on time."),
        ("due", "2020-09-30", "due_date", "2020-09-30"),
        ("due", "", "due_date", None),
        ("ref", "1a", "ref", "1a"),
        ("kind", "action", "kind", "action"),
    ],
)
def test_an_edit_is_kept_through_a_new_reading_and_undone_by_its_reversal(
    tmp_path: Path, field: str, value: str, column_name: str, becomes: object
) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    subject = item(db, "Ensure that every foster carer")
    before = first(db, column_name, subject)
    number = store.decide(db, "edit", subject, f"{field}={value}", by=BY, note="as printed")
    assert first(db, column_name, subject) == becomes
    add(db, [inspection()], "rules 2")
    assert first(db, column_name, subject) == becomes
    assert column(db, "select before from decisions") == [f"{field}={before or ''}"]
    assert store.misplaced(db) == []
    store.undo(db, number, by=BY)
    assert first(db, column_name, subject) == before
    store.undo(db, by=BY, decision_id=number + 1)
    assert first(db, column_name, subject) == becomes, "the undo was undone"


def test_a_paper_read_anew_is_never_without_its_decisions(tmp_path: Path) -> None:
    """Not even between its saving and the linking of all papers, where a run may be killed."""
    db = imported(tmp_path / "x.db", [inspection(), plan()])
    one, other = item(db, "Ensure that every", "Mid%"), item(db, "Ensure that every", "plan%")
    store.decide(db, "edit", one, "due=2020-09-30", by=BY)
    store.decide(db, "reject", item(db, "Reduce the time", "Mid%"), by=BY)
    store.decide(db, "split", one, other, by=BY)
    run = store.start_run(db, "again", "1", "rules 2")
    assert store.save(db, inspection(), run, "again.pdf").status == "read_again"
    assert first(db, "due_date", one) == "2020-09-30"
    assert column(db, "select text from recommendations where verdict = 'rejected'") == [POINTS[1]]
    assert column(db, "select count(*) from splits") == [1]
    assert column(db, "select count(*) from decision_targets where subject is not null") == [3]


def test_owners_are_replaced_and_put_back(tmp_path: Path) -> None:
    lines = (Line("Write to the parents.", kind="action", owner="Head Teacher"),)
    db = imported(tmp_path / "x.db", [paper("log.txt", "minutes", "Midvale", "Board", "2020-01-01", lines)])
    subject = item(db, "Write to")
    names = "select o.name from recommendation_owners ro join owners o on o.id = ro.owner_id order by 1"
    number = store.decide(db, "edit", subject, "owner=Clerk to the Board; Chair", by=BY)
    assert column(db, names) == ["Chair", "Clerk to the Board"]
    store.undo(db, number, by=BY)
    assert column(db, names) == ["Head Teacher"]


def test_a_rejected_item_leaves_every_report_and_its_thread(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), plan()])
    subject = item(db, "Ensure that every foster carer", "plan%")
    store.decide(db, "reject", subject, by=BY)
    store.relink(db)
    assert first(db, "thread_id", subject) is None
    assert len(store.ask(db, "unreported_recommendations")) == 1
    store.undo(db, by=BY)
    store.relink(db)
    assert store.ask(db, "unreported_recommendations") == []


def test_split_and_join_hold_against_the_rules(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), plan()])
    clean = store.fingerprint(db)
    one, other = item(db, "Ensure that every", "Mid%"), item(db, "Ensure that every", "plan%")
    far = item(db, "Reduce the time", "Mid%")
    store.decide(db, "split", one, other, by=BY)
    store.decide(db, "join", far, other, by=BY, note="the plan means this one")
    for rules in ("rules 1", "rules 2", "rules 3"):
        add(db, [inspection(), plan()], rules)
        assert first(db, "thread_id", one) != first(db, "thread_id", other)
        assert first(db, "thread_id", far) == first(db, "thread_id", other)
    assert any("plan means this one" in str(r) for r in column(db, "select reason from thread_links"))
    store.undo(db, 1, by=BY)
    store.undo(db, 2, by=BY)
    store.relink(db)
    assert store.fingerprint(db) == clean


def test_the_last_word_about_a_pair_counts(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), plan()])
    one, other = item(db, "Ensure that every", "Mid%"), item(db, "Ensure that every", "plan%")
    store.decide(db, "split", one, other, by=BY)
    store.decide(db, "join", other, one, by=BY)
    store.relink(db)
    assert first(db, "thread_id", one) == first(db, "thread_id", other)


def test_closing_takes_it_off_the_gaps_from_that_day(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    subject = item(db, "Ensure that every")
    store.decide(db, "close", subject, "2020-06-01", by=BY, note="the service ended")
    store.decide(db, "reopen", str(first(db, "thread_id", subject)), "2020-08-01", by=BY)
    gaps = {
        day: len(store.ask(db, "unreported_recommendations", day)) for day in ("2020-05-31", "2020-06-01", "2020-08-01")
    }
    assert gaps == {"2020-05-31": 8, "2020-06-01": 7, "2020-08-01": 8}
    events = [row["event"] for row in store.ask(db, "timeline", thread_id=first(db, "thread_id", subject))]
    assert events == ["made", "closed", "reopened"]


def test_the_log_cannot_be_changed(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    store.decide(db, "accept", item(db, "Ensure"), by=BY)
    for sql in (
        "update decisions set made_by = 'Nobody'",
        "delete from decisions",
        "delete from decisions where id = 1",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store.raw(db).execute(sql)


@pytest.mark.parametrize(
    ("action", "value", "says"),
    [
        ("edit", "colour=blue", "fields here are"),
        ("edit", "due=next week", "not a day"),
        ("edit", "kind=letter", "Choose from|choose from"),
        ("edit", "status=complete", "cannot edit"),
        ("edit", "text=", "will not do"),
        ("join", "", "two different items"),
        ("split", "r-0000000000000000", "nothing in the database"),
        ("close", "soon", "'soon' is not a day"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(tmp_path: Path, action: str, value: str, says: str) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    with pytest.raises(StoreError, match=says):
        store.decide(db, action, item(db, "Ensure"), value, by=BY)  # type: ignore[arg-type]
    assert column(db, "select count(*) from decisions") == [0]
    with pytest.raises(StoreError, match="needs a name"):
        store.decide(db, "accept", item(db, "Ensure"), by=" ")


def test_what_a_decision_was_about_and_is_gone_is_listed(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    number = store.decide(db, "edit", item(db, "Ensure that every"), "due=2020-09-30", by=BY)
    shorter = replace(inspection(), recommendations=inspection().recommendations[1:])
    add(db, [shorter], "rules 2")
    assert store.gone(db) == [number]
    assert [q.code for q in store.open_questions(db)] == ["decision-gone"]
    assert "every foster carer" in store.open_questions(db)[0].message
    assert column(db, "select count(*) from recommendations where due_date is not null") == [0]
    add(db, [inspection()], "rules 3")
    assert store.gone(db) == []
    assert first(db, "due_date", item(db, "Ensure that every")) == "2020-09-30"


def test_a_decision_follows_an_item_whose_end_is_read_differently(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    store.decide(db, "edit", item(db, "Ensure that every"), "due=2020-09-30", by=BY)
    add(db, [cut(inspection(), 60)], "rules 2")
    assert column(db, "select text from recommendations where due_date is not null") == [POINTS[0][:60]]


def test_a_decision_goes_with_the_paper_to_its_final_text(tmp_path: Path) -> None:
    prose = [f"Paragraph {n} of the paper says at some length what was discussed that day." for n in range(9)]
    draft = plan("draft.docx", extra=prose, version="draft")
    final = plan("final.docx", extra=[*prose, "One more paragraph."], version="final")
    db = imported(tmp_path / "x.db", [inspection(), draft])
    store.decide(db, "edit", item(db, "Ensure that every", "draft%"), "due=2020-09-30", by=BY)
    store.decide(db, "reject", item(db, "Reduce", "draft%"), by=BY)
    add(db, [final])
    assert column(db, "select filename from documents where superseded_by is not null") == ["draft.docx"]
    assert first(db, "due_date", item(db, "Ensure that every", "final%")) == "2020-09-30"
    assert first(db, "verdict", item(db, "Reduce", "final%")) == "rejected"
    assert len(store.ask(db, "answers", says=1)) == 7


def test_a_question_is_answered_once(tmp_path: Path) -> None:
    tasks = ("Agree with the ferry company how winter sailings for school pupils will be paid.",)
    moved = ("Settle how winter sailings for school pupils will be paid.",)
    logs = [
        paper(f"log {n}.txt", "action_plan", "Midvale", "Board", f"2020-0{n}-01", listed(t, kind="action", section=s))
        for n, t, s in ((1, tasks, "Transport"), (2, moved, "Schools"))
    ]
    db = imported(tmp_path / "x.db", logs)
    (asked,) = store.open_questions(db)
    assert asked.code == "same-thread"
    number = store.decide(db, "answer", asked.id, "yes", by=BY)
    store.relink(db)
    assert store.open_questions(db) == []
    assert len(set(column(db, "select thread_id from recommendations"))) == 1
    store.undo(db, number, by=BY)
    store.relink(db)
    assert [q.id for q in store.open_questions(db)] == [asked.id]
    assert len(set(column(db, "select thread_id from recommendations"))) == 2
    store.decide(db, "answer", asked.id, "no", by=BY)
    store.relink(db)
    assert store.open_questions(db) == []


def two_printings() -> list[Extraction]:
    """One paper in two files, of which neither says that it is newer."""
    prose = [f"Paragraph {n} of the paper says at some length what was discussed that day." for n in range(9)]
    return [plan("one.docx", extra=prose), plan("Two.docx", extra=[*prose, "One more paragraph."])]


def asked(db: store.Store, code: str) -> str:
    (question,) = [question.id for question in store.open_questions(db) if question.code == code]
    return question


@pytest.mark.parametrize(
    ("said", "superseded"),
    [("1", "Two.docx"), ("2", "one.docx"), ("two.docx", "one.docx"), ("{one}", "Two.docx"), ("no", None), ("No", None)],
)
def test_a_version_is_picked_by_number_by_name_or_by_id(tmp_path: Path, said: str, superseded: str | None) -> None:
    db = imported(tmp_path / "x.db", [inspection(), *two_printings()])
    ids = dict(store.raw(db).execute("select filename, id from documents").fetchall())
    first_one = min(ids["one.docx"], ids["Two.docx"]) == ids["one.docx"]
    picked = {"1": "1" if first_one else "2", "2": "2" if first_one else "1"}.get(said, said)
    store.decide(db, "answer", asked(db, "which-version"), picked.format(one=ids["one.docx"]), by=BY)
    store.relink(db)
    gone = column(db, "select filename from documents where superseded_by is not null")
    assert gone == ([superseded] if superseded else [])
    assert not store.open_questions(db)


@pytest.mark.parametrize(
    ("code", "said", "says"),
    [
        ("which-version", "yes", "'yes' is no answer to this question. Answer 1 for .*, 2 for .*, or no"),
        ("which-version", "three.docx", "Answer 1 for"),
        ("which-council", "yes", "'yes' is no answer to this question. Answer the name of the council"),
        ("which-council", "Plimouth", "perhaps Plymouth"),
        ("which-council", "", "there is no answer"),
    ],
)
def test_what_does_not_answer_a_question_is_refused_with_what_would(
    tmp_path: Path, code: str, said: str, says: str
) -> None:
    nameless = paper("note.txt", "minutes", None, "Board", "2020-06-01", listed(POINTS[:2], restated=True))
    db = imported(tmp_path / "x.db", [inspection(), nameless, *two_printings()])
    with pytest.raises(StoreError, match=says):
        store.decide(db, "answer", asked(db, code), said, by=BY)
    assert column(db, "select count(*) from decisions") == [0]


@pytest.mark.parametrize(
    ("said", "becomes"),
    [("plymouth city council", "Plymouth"), ("Midvale", "Midvale"), ("Overbridge Council", "Overbridge")],
)
def test_a_council_is_known_by_any_of_its_names(tmp_path: Path, said: str, becomes: str) -> None:
    nameless = paper("note.txt", "minutes", None, "Board", "2020-06-01", listed(POINTS[:2], restated=True))
    db = imported(tmp_path / "x.db", [inspection(), nameless])
    store.decide(db, "answer", asked(db, "which-council"), said, by=BY)
    sql = "select a.name from documents d join authorities a on a.id = d.authority_id where filename = 'note.txt'"
    assert column(db, sql) == [becomes]


def test_a_committee_that_a_person_gives_goes_with_the_council_and_is_taken_back(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), plan()])
    clean = store.fingerprint(db)
    document = str(column(db, "select id from documents where filename = 'plan.docx'")[0])
    store.decide(db, "edit", document, "body=Scrutiny Panel", by=BY)
    store.decide(db, "edit", document, "authority=Overbridge", by=BY)
    assert column(db, "select before from decisions") == ["body=Board", "authority=Midvale"]
    for rules in ("rules 1", "rules 2"):
        add(db, [inspection(), plan()], rules)
        assert store.raw(db).execute(
            "select body_id, meeting_id from documents where id = ?", (document,)
        ).fetchone() == (
            "overbridge.scrutiny-panel",
            "overbridge.scrutiny-panel.2020-05-01",
        )
    assert store.relink(db) == 0, "a decision in force gives nothing to link again"
    store.undo(db, 1, by=BY)
    store.relink(db)
    assert column(db, "select body_id from documents where id = ?", document) == ["overbridge.board"]
    store.undo(db, 2, by=BY)
    add(db, [inspection(), plan()], "rules 1")
    assert store.fingerprint(db) == clean


def test_what_is_taken_back_is_not_taken_back_twice(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    number = store.decide(db, "accept", item(db, "Ensure"), by=BY)
    store.undo(db, number, by=BY)
    with pytest.raises(StoreError, match="taken back already"):
        store.undo(db, number, by=BY)
    with pytest.raises(StoreError, match="'extractor decisions' lists them"):
        store.undo(db, 99, by=BY)


def test_a_day_may_be_written_as_clerks_write_it(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    subject = item(db, "Ensure that every")
    store.decide(db, "edit", subject, "due=30 September 2020", by=BY)
    store.decide(db, "close", subject, "1/10/2020", by=BY)
    assert column(db, "select value from decisions") == ["due=2020-09-30", "2020-10-01"]
    assert first(db, "due_date", subject) == "2020-09-30"


def cut(extraction: Extraction, length: int) -> Extraction:
    """The same paper, read by rules that end each item after so many characters."""
    ids = {}
    items = []
    for record in extraction.recommendations:
        words = record.quote.text[:length]
        quote = replace(record.quote, text=words, end_char=record.quote.start_char + len(words))
        ids[record.id] = content_id(extraction.document.id, "r", words, 0)
        items.append(replace(record, id=ids[record.id], quote=quote))
    said = tuple(
        replace(p, about=tuple(replace(a, recommendation_id=ids[a.recommendation_id]) for a in p.about))
        for p in extraction.progress
    )
    return replace(extraction, recommendations=tuple(items), progress=said)


def moved(extraction: Extraction) -> Extraction:
    """The same file, read by a parser that finds one more line at its top."""
    top = "Page one, which nobody had read before.\n\n"

    def shift(quote: Quote) -> Quote:
        return replace(quote, start_char=quote.start_char + len(top), end_char=quote.end_char + len(top))

    file = extraction.document
    blocks = tuple(
        replace(b, start_char=b.start_char + len(top), end_char=b.end_char + len(top), content_start=b.content_start)
        for b in file.blocks
    )
    return replace(
        extraction,
        document=replace(file, text=top + file.text, blocks=blocks),
        recommendations=tuple(replace(r, quote=shift(r.quote)) for r in extraction.recommendations),
        progress=tuple(replace(p, quote=shift(p.quote)) for p in extraction.progress),
        judgements=(),
    )


@dataclass
class Reader:
    """A machine whose rules change: it drops items, cuts them short, finds them elsewhere in the text."""

    chance: random.Random

    def read(self, extraction: Extraction) -> Extraction:
        style = self.chance.choice(("same", "moves", "drops", "cuts"))
        if style == "moves":
            return moved(extraction)
        if style == "cuts":
            return cut(extraction, self.chance.choice((40, 50, 200)))
        if style == "drops":
            kept = tuple(r for r in extraction.recommendations if self.chance.random() < 0.8)
            ids = {r.id for r in kept}
            said = tuple(
                replace(p, about=tuple(a for a in p.about if a.recommendation_id in ids)) for p in extraction.progress
            )
            return replace(extraction, recommendations=kept, progress=said)
        return extraction


def papers_to_decide_about() -> list[Extraction]:
    found = [inspection(), plan()]
    for month in range(6, 10):
        lines = [
            Line(f"{verb} the {thing} before the meeting in month {month}.", kind="action", owner="Clerk")
            for verb, thing in (("Print", "maps of the routes"), ("Count", "keys to the hall"), ("Order", "new chairs"))
        ]
        found.append(paper(f"log {month}.txt", "minutes", "Midvale", "Board", f"2020-0{month}-01", lines))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_random_decisions_survive_every_new_reading(tmp_path: Path, seed: int) -> None:
    """No decision is lost, and none lands on other words than it was about."""
    chance = random.Random(seed)
    originals = papers_to_decide_about()
    db = imported(tmp_path / "x.db", originals)
    about: dict[int, str] = {}
    for _ in range(DECISIONS):
        decided_about(db, chance, about)
    assert all(_what(db, number) == words for number, words in about.items())
    reader = Reader(chance)
    for reading in range(READINGS):
        add(db, [reader.read(p) for p in originals], f"rules {reading + 2}")
        landed = {row[0] for row in store.raw(db).execute("select distinct decision_id from decision_targets")}
        assert landed == set(about), "each decision is in force or listed as gone"
        for number, words in about.items():
            if number not in store.gone(db):
                now = squash(_what(db, number))
                assert now[:30] == squash(words)[:30], f"decision {number} was about {words!r} and is on {now!r}"
    add(db, originals, "rules last")
    assert store.gone(db) == []
    fresh = imported(tmp_path / "fresh.db", originals)
    copy_log(db, fresh)
    assert store.fingerprints(db) == store.fingerprints(fresh), "the log alone tells what the database says"


def decided_about(db: store.Store, chance: random.Random, about: dict[int, str]) -> None:
    (subject, words), (other, _) = chance.sample(_items(db), 2)
    action, value = chance.choice(
        (
            ("accept", ""),
            ("reject", ""),
            ("edit", "due=2021-01-31"),
            ("edit", "owner=Chair"),
            ("close", "2020-12-01"),
            ("join", other),
            ("split", other),
        )
    )
    about[store.decide(db, action, subject, value, by=BY)] = words  # type: ignore[arg-type]


def _items(db: store.Store) -> Sequence[tuple[str, str]]:
    return store.raw(db).execute("select id, text from recommendations order by id").fetchall()


def _what(db: store.Store, number: int) -> str:
    """The words that the decision has landed on, as the machine read them."""
    sql = "select r.text from decision_targets t join recommendations r on r.id = t.subject where t.decision_id = ?"
    return str(column(db, sql, number)[0])


def copy_log(source: store.Store, target: store.Store) -> None:
    rows = store.raw(source).execute("select * from decisions order by id").fetchall()
    store.raw(target).executemany(f"insert into decisions values ({', '.join('?' * len(rows[0]))})", rows)
    store.replay(target)
    store.relink(target)


def test_threads_follow_an_edit_of_the_words(tmp_path: Path) -> None:
    other = paper("other.txt", "minutes", "Midvale", "Board", "2020-07-01", [Line("Buy a boat.", kind="action")])
    db = imported(tmp_path / "x.db", [inspection(), other])
    subject = item(db, "Buy a boat")
    store.decide(db, "edit", subject, "kind=inspection_recommendation", by=BY)
    store.decide(db, "edit", subject, f"text={POINTS[0]}", by=BY)
    store.relink(db)
    assert thread_of(db, "other.txt")[POINTS[0]] == thread_of(db, inspection().document.filename)[POINTS[0]]


def test_a_date_or_a_council_that_a_person_gives_seats_the_paper_anew(tmp_path: Path) -> None:
    note = paper("note.txt", "minutes", None, "Board", "2020-06-01", listed(POINTS[:2], restated=True))
    agenda = (AgendaItem("a-1", "1", "Welcome", 0, 8),)
    db = imported(tmp_path / "x.db", [inspection(), plan(), replace(note, agenda_items=agenda)])
    clean = store.fingerprint(db)
    document = str(column(db, "select id from documents where filename = 'note.txt'")[0])
    store.decide(db, "edit", document, "authority=Midvale", by=BY)
    store.decide(db, "edit", document, "date=2020-06-08", by=BY)
    store.relink(db)
    for table in ("documents where filename = 'note.txt'", "agenda_items"):
        assert column(db, f"select meeting_id from {table}") == ["midvale.board.2020-06-08"]
    assert column(db, "select id from meetings order by 1") == ["midvale.board.2020-05-01", "midvale.board.2020-06-08"]
    assert thread_of(db, "note.txt")[POINTS[0]] == thread_of(db, "plan.docx")[POINTS[0]]
    store.undo(db, by=BY)
    store.undo(db, by=BY)
    store.relink(db)
    assert store.fingerprint(db) == clean


def test_a_statement_that_a_person_corrects_opens_the_gap_again(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection(), plan()])
    said = str(column(db, "select progress_id from answers order by position limit 1")[0])
    for action, value in (("edit", "status=no_update"), ("reject", "")):
        assert store.ask(db, "unreported_recommendations") == []
        store.decide(db, action, said, value, by=BY)  # type: ignore[arg-type]
        assert len(store.ask(db, "unreported_recommendations")) == 1
        add(db, [plan()], f"rules after {action}")
        assert len(store.ask(db, "unreported_recommendations")) == 1
        store.undo(db, by=BY)
    assert store.ask(db, "unreported_recommendations") == []


def test_the_log_says_what_is_in_force_taken_back_or_gone(tmp_path: Path) -> None:
    db = imported(tmp_path / "x.db", [inspection()])
    one, other = item(db, "Ensure that every"), item(db, "Reduce the time")
    store.decide(db, "edit", one, "due=2020-09-30", by=BY, note="as printed")
    store.decide(db, "accept", other, by=BY)
    store.undo(db, 1, by="Another")
    store.undo(db, 3, by=BY)
    store.undo(db, 2, by=BY)
    add(db, [replace(inspection(), recommendations=inspection().recommendations[1:])], "rules 2")
    states = {row["id"]: row["state"] for row in store.ask(db, "decision_log")}
    assert list(states) == [5, 4, 3, 2, 1]
    assert states[1].startswith("gone: ")
    assert [states[n] for n in (2, 3, 4, 5)] == ["taken back by 5", "taken back by 4", "in force", "in force"]
    (row,) = [row for row in store.ask(db, "decision_log") if row["id"] == 1]
    assert (row["before"], row["note"], row["about"]) == ("due=", "as printed", POINTS[0])
    table = reports.decisions(store.raw(db), other)
    assert [row[0] for row in table.rows] == ["5: undo 2", "2: accept"]
