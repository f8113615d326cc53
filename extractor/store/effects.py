"""What each kind of decision does to the machine's rows, and how the rows are put back before a replay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.store import names
from extractor.store.values import FIELDS

State = dict[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Effect:
    """A decision as it is carried out; an answer to a question is by now what it stands for."""

    decision_id: int
    action: str
    value: str
    made_at: str
    made_by: str
    note: str


def before(conn: sqlite3.Connection, action: str, about: Mapping[str, Any], value: str) -> str:
    """What stood there until the decision."""
    if action == "edit":
        table, subject = about["subject"]["table"], about["subject"]["id"]
        field = value.partition("=")[0]
        return f"{field}={_present(conn, table, FIELDS[field][table], subject) or ''}"
    if action in ("accept", "reject"):
        table, subject = about["subject"]["table"], about["subject"]["id"]
        return str(conn.execute(f"select verdict from {table} where id = ?", (subject,)).fetchone()[0])
    return ""


def effect_of(decision: Mapping[str, Any]) -> Effect | None:
    """What a row of the log comes to; None for some answers, and for what only a view looks at."""
    action, value = decision["action"], decision["value"]
    if action == "dismiss":
        return None
    if action == "answer":
        code, said = json.loads(decision["anchor"])["code"], value.casefold()
        if code == "same-thread" and said in ("yes", "no"):
            action, value = ("join", "") if said == "yes" else ("split", "")
        elif code == "which-council" and said not in ("no", ""):
            action, value = "edit", f"authority={value}"
        elif code == "which-version":
            action = "supersede"
        else:
            return None
    return Effect(decision["id"], action, value, decision["made_at"], decision["made_by"], decision["note"])


def apply(conn: sqlite3.Connection, effect: Effect, subjects: Sequence[str], others: Sequence[str]) -> None:
    """The decision holds for these ids: its own item first, then the same item in other printings of the paper."""
    if effect.action in ("join", "split"):
        _pair(conn, effect, subjects[0], others[0])
    elif effect.action in ("close", "reopen"):
        conn.execute(
            "insert or replace into closings (recommendation_id, date, closed, decided_by, note, decision_id) "
            "values (?, ?, ?, ?, ?, ?)",
            (subjects[0], effect.value, int(effect.action == "close"), effect.made_by, effect.note, effect.decision_id),
        )
    elif effect.action == "supersede":
        _supersede(conn, effect.value, subjects[0], others[0])
    else:
        for subject in subjects:
            _change(conn, effect, subject)


def _pair(conn: sqlite3.Connection, effect: Effect, one: str, other: str) -> None:
    """A later decision about the same pair takes the place of an earlier one."""
    pair = tuple(sorted((one, other)))
    conn.execute("delete from splits where recommendation_id = ? and other_id = ?", pair)
    conn.execute("delete from thread_links where recommendation_id = ? and other_id = ?", pair)
    if effect.action == "split":
        conn.execute("insert into splits values (?, ?)", pair)
        return
    reason = f"{effect.made_by} decided so on {effect.made_at[:10]}: {effect.note or 'no reason given'}"
    conn.execute("insert into thread_links values (?, ?, 1.0, ?, 'person')", (*pair, reason))


def _supersede(conn: sqlite3.Connection, counts: str, one: str, other: str) -> None:
    """The file that a person picked counts, the other gives way."""
    loser = {one: other, other: one}.get(counts)
    if loser:
        _set(conn, "documents", "superseded_by", loser, counts)


def _change(conn: sqlite3.Connection, effect: Effect, subject: str) -> None:
    table = _table(subject)
    if effect.action in ("accept", "reject"):
        _set(conn, table, "verdict", subject, f"{effect.action}ed")
        return
    field, _, new = effect.value.partition("=")
    column = FIELDS[field][table]
    if column == "owner":
        _set_owners(conn, subject, new)
    elif column == "authority":
        _set(conn, table, "authority_id", subject, names.authority(conn, new) if new else None)
        _set(conn, table, "authority_basis", subject, "person")
        _set(conn, table, "authority_reason", subject, None)
        _set_body(conn, subject, _present(conn, table, "body", subject), again=True)
    elif column == "body":
        _set_body(conn, subject, new)
    else:
        if column == "due_date":
            _set(conn, table, "due_basis", subject, None)  # a day that a person gives is not counted from another
        _set(conn, table, column, subject, new or (None if column in ("due_date", "date", "ref") else ""))
        if (table, column, new) == ("documents", "exempt", ""):
            _clear_all_of(conn, subject)


def _clear_all_of(conn: sqlite3.Connection, document_id: str) -> None:
    """Who says that a paper is public says it of its parts, and of what could not be read in it."""
    _set(conn, "documents", "checked", document_id, "yes")
    for (part,) in conn.execute("select id from exempt_parts where document_id = ?", (document_id,)).fetchall():
        _set(conn, "exempt_parts", "exempt", part, "")


def _set_body(conn: sqlite3.Connection, subject: str, name: str | None, *, again: bool = False) -> None:
    """The paper's body has this name, as one of its council; `again` says to look only if a person named one before."""
    known = "select 1 from machine_values where subject = ? and field = 'body_id'"
    if again and not conn.execute(known, (subject,)).fetchone():
        return
    council, kind = conn.execute("select authority_id, kind from documents where id = ?", (subject,)).fetchone()
    _set(conn, "documents", "body_id", subject, names.body(conn, name, council, kind) if name else None)


def _table(subject: str) -> str:
    """The table that an id belongs to, by its prefix."""
    return {"r-": "recommendations", "p-": "progress", "x-": "exempt_parts"}.get(subject[:2], "documents")


def _present(conn: sqlite3.Connection, table: str, column: str, subject: str) -> str | None:
    """What stands in the field now."""
    if column == "owner":
        return _owners(conn, subject)
    if column == "authority":
        sql = "select a.name from documents d join authorities a on a.id = d.authority_id where d.id = ?"
    elif column == "body":
        sql = "select b.name from documents d join bodies b on b.id = d.body_id where d.id = ?"
    else:
        sql = f"select {column} from {table} where id = ?"
    row = conn.execute(sql, (subject,)).fetchone()
    return None if row is None else row[0]


def _set(conn: sqlite3.Connection, table: str, column: str, subject: str, value: str | None) -> None:
    """The field has the value; what the machine had read is remembered the first time."""
    conn.execute(
        f"insert or ignore into machine_values select id, ?, {column} from {table} where id = ?",
        (column, subject),
    )
    conn.execute(f"update {table} set {column} = ? where id = ?", (value, subject))


def _owners(conn: sqlite3.Connection, subject: str) -> str:
    rows = conn.execute(
        "select o.name from recommendation_owners ro join owners o on o.id = ro.owner_id "
        "where ro.recommendation_id = ? order by ro.start_char, o.id",
        (subject,),
    )
    return "; ".join(row[0] for row in rows)


def _set_owners(conn: sqlite3.Connection, subject: str, value: str) -> None:
    """The owners are these names, parted by semicolons; the machine's rows are remembered the first time."""
    rows = conn.execute(
        "select o.name, o.type, ro.text, ro.start_char, ro.end_char, ro.basis from recommendation_owners ro "
        "join owners o on o.id = ro.owner_id where ro.recommendation_id = ?",
        (subject,),
    ).fetchall()
    conn.execute("insert or ignore into machine_values values (?, 'owner', ?)", (subject, json.dumps(rows)))
    conn.execute("delete from recommendation_owners where recommendation_id = ?", (subject,))
    for name in filter(None, (n.strip() for n in value.split(";"))):
        conn.execute(
            "insert or ignore into recommendation_owners (recommendation_id, owner_id, text, basis) "
            "values (?, ?, ?, 'person')",
            (subject, names.owner(conn, name, "role"), name),
        )


def put_back(conn: sqlite3.Connection) -> None:
    """The rows are as the machine read them; nothing that a person decided is in force."""
    for subject, field, value in conn.execute("select subject, field, value from machine_values").fetchall():
        if field == "owner":
            _put_owners_back(conn, subject, json.loads(value))
            continue
        conn.execute(f"update {_table(subject)} set {field} = ? where id = ?", (value, subject))
    conn.execute("delete from machine_values")
    conn.execute("delete from closings")
    conn.execute("delete from splits")
    conn.execute("delete from thread_links where decided_by = 'person'")
    conn.execute("delete from decision_targets")


def _put_owners_back(conn: sqlite3.Connection, subject: str, rows: Sequence[Sequence[Any]]) -> None:
    """The owners are those that the machine had read; nobody else may have kept their names meanwhile."""
    conn.execute("delete from recommendation_owners where recommendation_id = ?", (subject,))
    conn.executemany(
        "insert into recommendation_owners values (?, ?, ?, ?, ?, ?)",
        [(subject, names.owner(conn, name, kind), *rest) for name, kind, *rest in rows],
    )


_STATE = """
    select r.id, r.document_id, r.text, r.kind, r.ref, r.verdict from recommendations r
        where r.id in (select subject from machine_values)
    union all select d.id, d.id, d.authority_id, d.kind, d.date, d.version || ' ' || coalesce(d.body_id, '')
        from documents d where d.id in (select subject from machine_values)
    union all select 'link ' || recommendation_id || ' ' || other_id, null, 'person', '', '', '' from thread_links
        where decided_by = 'person'
    union all select 'split ' || recommendation_id || ' ' || other_id, null, 'split', '', '', '' from splits"""


def state(conn: sqlite3.Connection) -> State:
    """All that decisions have changed of what linking looks at."""
    return {row[0]: row[1:] for row in conn.execute(_STATE)}


def settle(conn: sqlite3.Connection, before: State) -> None:
    """Papers whose items have changed since `before` are marked to be linked again, and threads to be made anew."""
    from extractor.store import threads  # noqa: PLC0415  what links papers loads slowly, and no question needs it

    after = state(conn)
    names.may_be_unused(conn)
    for key in {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}:
        if key.startswith(("link ", "split ")):
            pair = key.split()[1:]
            threads.mark(conn, pair)
            conn.execute(
                "update documents set linked = 0 where id in "
                "(select document_id from recommendations where id in (?, ?))",
                pair,
            )
        else:
            document_id = str((after.get(key) or before[key])[0])
            names.seat(conn, document_id)
            conn.execute("update documents set linked = 0 where id = ?", (document_id,))
