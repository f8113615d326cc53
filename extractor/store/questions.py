"""The few things worth a person's minute: rows of `problems` of severity question, each with a lasting id."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

from extractor.store import answers
from extractor.store.connection import Store, raw

SECONDS_A_QUESTION = 20
OUR_CODES = ("same-thread", "which-council", "which-version", "decision-gone")


@dataclass(frozen=True, slots=True)
class Question:
    """A question about `subject`, and perhaps `other`; `weight` says how much hangs on it, `seconds` what it takes."""

    id: str
    code: str
    message: str
    filename: str
    page: int | None
    subject: str
    other: str | None
    weight: float
    seconds: int = SECONDS_A_QUESTION


def open_questions(db: Store) -> list[Question]:
    """What is not answered yet, most important first."""
    rows = raw(db).execute(
        "select id, code, message, filename, page, subject, other, weight from problems "
        "where severity = 'question' and id is not null order by weight desc, id"
    )
    return [Question(*row) for row in rows]


def how_to_answer(db: Store, question: Question) -> str:
    """The possible answers, as a person is told them."""
    return answers.how(raw(db), question.code, question.subject, question.other)


def question_id(code: str, subject: str, other: str | None) -> str:
    """The id that the same question always has."""
    return f"q-{hashlib.sha256(f'{code}|{subject}|{other}'.encode()).hexdigest()[:16]}"


def renew(conn: sqlite3.Connection, run_id: str | None) -> None:
    """The questions that linking and decisions leave open are in `problems`, and no others of these."""
    answered = {row[0] for row in conn.execute(_ANSWERED)}
    wanted = {}
    for sql in (_SAME_THREAD, _WHICH_COUNCIL, _WHICH_VERSION, _GONE):
        for run, *about, weight in conn.execute(sql):
            code, subject, other = about[2], about[5], about[6]
            key = question_id(code, subject, other)
            if key not in answered:
                wanted[key] = (key, run_id or run, *about, weight)
    marks = ", ".join("?" * len(OUR_CODES))
    asked = dict(
        conn.execute(f"select id, message from problems where id is not null and code in ({marks})", OUR_CODES)
    )
    stale = [key for key, message in asked.items() if key not in wanted or wanted[key][5] != message]
    conn.executemany("delete from problems where id = ?", [(key,) for key in stale])
    conn.executemany(
        "insert into problems "
        "(id, run_id, filename, document_id, severity, code, message, page, subject, other, weight) "
        "values (?, ?, ?, ?, 'question', ?, ?, ?, ?, ?, ?)",
        [row for key, row in wanted.items() if key not in asked or key in stale],
    )


_ANSWERED = """
    select subject from decisions where action = 'answer' and id in (select decision_id from decision_targets)"""

# Most hangs on a doubt about an inspection's point: without the join it may stand among the gaps. One question for two
# threads, however many of their printings look alike, and none once a person has parted two of them.
_SAME_THREAD = """
    with doubts as (
        select l.recommendation_id, l.other_id, l.score, l.reason, l.verdict, max(l.score) as best,
               min(a.thread_id, b.thread_id) as one, max(a.thread_id, b.thread_id) as other
        from doubtful_links l join recommendations a on a.id = l.recommendation_id
        join recommendations b on b.id = l.other_id
        where a.thread_id <> b.thread_id group by one, other),
    parted as (
        select min(a.thread_id, b.thread_id) as one, max(a.thread_id, b.thread_id) as other
        from splits s join recommendations a on a.id = s.recommendation_id join recommendations b on b.id = s.other_id)
    select d.run_id, d.filename, d.id, 'same-thread',
           'Is this one recommendation? “' || a.text || '” (' || d.filename || ') and “' || b.text || '” ('
           || e.filename || ')' || case q.verdict when 'forbidden'
               then '. Another join keeps them apart' else '. They look alike: ' || q.reason end,
           a.page, a.id, b.id, (a.kind = 'inspection_recommendation') * 10 + q.score
    from doubts q
    join recommendations a on a.id = q.recommendation_id join documents d on d.id = a.document_id
    join recommendations b on b.id = q.other_id join documents e on e.id = b.document_id
    where (q.one, q.other) not in (select one, other from parted)"""

_WHICH_COUNCIL = """
    select run_id, filename, id, 'which-council',
           case when authority_reason is null
               then 'The paper restates an inspection''s recommendations but names no council. Which one is it of?'
               else 'The paper names no council. ' || authority_reason || '. Which one is it of?' end,
           null, id, null, 20.0
    from documents d where authority_id is null and exists (
        select 1 from recommendations r where r.document_id = d.id and r.restated = 1
        and r.kind = 'inspection_recommendation' and r.verdict <> 'rejected')"""

_WHICH_VERSION = """
    select a.run_id, a.filename, a.id, 'which-version',
           'Two files hold the same paper and neither says which is newer: ' || a.filename || ' and ' || b.filename
           || '. Which one counts?', null, a.id, b.id, 5.0
    from document_versions v join documents a on a.id = v.document_id join documents b on b.id = v.other_id
    where a.superseded_by is null and b.superseded_by is null"""

_GONE = """
    select (select id from runs order by started_at desc, id limit 1), '', null, 'decision-gone',
           'A decision points at words that are gone: ' || d.action || ' ' || d.value || ' by ' || d.made_by || ' on '
           || substr(d.made_at, 1, 10) || ', about “' || coalesce(json_extract(d.anchor, '$.subject.text'), d.subject)
           || '”. ' || t.reason, null, d.subject, cast(d.id as text), 30.0
    from decision_targets t join decisions d on d.id = t.decision_id where t.subject is null"""
