"""A separate file that holds only what is public: made beside the old one, checked, and put in its place at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from extractor.drafts import draft_of
from extractor.errors import StoreError
from extractor.store.connection import PUT_BACK, connect, explain, readonly_uri
from extractor.store.migrations import SEARCHED, migrate
from extractor.store.public import ROWS, make_views
from extractor.store.views import refresh
from extractor.store.withheld import PUBLISHED, Withheld, summary, withheld

_LONG_ENOUGH = 25  # characters of words that are looked for in the bytes of the file
_BYTES_LOOKED_AT = 4_000_000_000  # all of it as often as this allows, the longest words first


@dataclass(frozen=True, slots=True)
class Published:
    """What a published file holds, and what it does not."""

    path: Path
    papers: int
    recommendations: int
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a public file may hold: columns by table, what is written in place of some, which rows, and which problems
    keep a paper out until a person has looked at it."""

    tables: dict[str, list[str]]
    instead: dict[str, dict[str, str]]
    only: dict[str, str]
    look_at: tuple[str, ...]


def terms() -> Terms:
    """The terms of `models/publishing.toml`."""
    from extractor.rulebook import load  # noqa: PLC0415  reports are read without the rules

    told = load().table("publishing")
    return Terms(told["tables"], told["instead"], told["only"], tuple(told["look"]["codes"]))


def doubts() -> tuple[str, ...]:
    """The codes of the problems that keep a paper from being published until a person has looked at it."""
    return terms().look_at


def publish(database: Path, target: Path) -> Published:
    """`target` is a whole, checked SQLite file of what is public in the database, in the place of an older one.

    Raises StoreError where nothing may be published, or where `target` is any other file than one published before;
    what stood there is unharmed then.
    """
    _refuse_other_files(target)
    try:
        with draft_of(target) as draft:
            found = copy_public(database, draft, terms())
            done = _counted(draft, target, found)
    except PermissionError as error:
        todo = "Close the program that has it open, or give another name"
        raise StoreError("the file may not be replaced", todo, filename=str(target)) from error
    except sqlite3.Error as error:
        raise explain(error, target.name) from error
    return done


def copy_public(database: Path, path: Path, by: Terms | None = None) -> list[Withheld]:
    """A new file at `path` holds what is not withheld, by these terms or in full, and no more; what is withheld."""
    connect(database, readonly=True).close()  # which says in words what is wrong with it
    with _new_file(path, database) as conn:
        if by and (finding := conn.execute("pragma home.integrity_check(1)").fetchone()[0]) != "ok":
            # An index that lacks a row would let out what the row withholds.
            raise StoreError(f"the database is damaged ({finding.splitlines()[-1]})", PUT_BACK, filename=database.name)
        found = withheld(conn, by.look_at if by else (), "home")
        make_views(conn, found, "home", "public_")
        if by and not conn.execute("select 1 from temp.public_documents").fetchone():
            todo = "'extractor withheld' lists what to look at"
            raise StoreError("nothing in this database may be published yet", todo, filename=database.name)
        _fill(conn, by or _in_full(conn))
        conn.execute("insert into main.settings values (?, ?)", (PUBLISHED, summary(found)))
        if by:
            _drop_all_but(conn, by.tables)
        else:
            _number_alike(conn)
        secret = _secret_words(conn)
        conn.execute("commit")
    _check(path, secret)
    return found


@contextmanager
def _new_file(path: Path, database: Path) -> Iterator[sqlite3.Connection]:
    """An empty database of the present schema, with `database` attached as "home", in a transaction on both."""
    path.unlink(missing_ok=True)
    conn = sqlite3.connect(path, isolation_level=None, uri=True)
    try:
        migrate(conn)
        refresh(conn)
        conn.execute("attach ? as home", (readonly_uri(database),))
        conn.execute("begin")
        yield conn
        conn.execute("detach home")
        conn.execute("vacuum")
    finally:
        conn.close()


def _in_full(conn: sqlite3.Connection) -> Terms:
    """Every table that has public rows, with all its columns."""
    tables = {table: [row[1] for row in conn.execute(f"pragma main.table_info({table})")] for table in ROWS}
    return Terms(tables, {}, {}, ())


def _fill(conn: sqlite3.Connection, by: Terms) -> None:
    conn.execute("insert into bulk_load values ('publishing')")
    for table, columns in by.tables.items():
        if columns and table in ROWS:
            shown = ", ".join(by.instead.get(table, {}).get(column, column) for column in columns)
            source = f"temp.public_{table} where {by.only.get(table, 'true')}"
            conn.execute(f"insert into main.{table} ({', '.join(columns)}) select {shown} from {source}")
    for table in SEARCHED:
        conn.execute(f"insert into main.{table}_fts ({table}_fts) values ('rebuild')")
    conn.execute("delete from bulk_load")


def _number_alike(conn: sqlite3.Connection) -> None:
    """The next decision has the same number here as at home, whichever of the earlier ones are here."""
    conn.execute("delete from main.sqlite_sequence where name = 'decisions'")
    conn.execute("insert into main.sqlite_sequence select * from home.sqlite_sequence where name = 'decisions'")


def _drop_all_but(conn: sqlite3.Connection, tables: Collection[str]) -> None:
    """Nobody writes to the file, so nothing in it has to follow what is written."""
    for (trigger,) in conn.execute("select name from main.sqlite_master where type = 'trigger'").fetchall():
        conn.execute(f"drop trigger main.{trigger}")
    for (name,) in conn.execute("select name from main.sqlite_master where type = 'table'").fetchall():
        if name not in tables and "_fts" not in name and not name.startswith("sqlite_"):
            conn.execute(f"drop table main.{name}")


def _secret_words(conn: sqlite3.Connection) -> list[str]:
    """The beginnings of withheld passages, the longest first."""
    rows = conn.execute(
        "select distinct substr(t.text, 1, 60) as words from home.passages t "
        f"where length(t.text) >= {_LONG_ENOUGH} and not ({ROWS['passages']}) order by length(words) desc, words"
    )
    return [row[0] for row in rows]


def _check(path: Path, secret: Sequence[str]) -> None:
    """Raises StoreError where the file is not whole or holds words that are withheld."""
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        findings = ["it holds words that are not for publication"] if _holds_any(conn, path, secret) else []
        findings += [str(row[0]) for row in conn.execute("pragma integrity_check(5)") if row[0] != "ok"]
        findings += [f"a row of {row[0]} points at nothing" for row in conn.execute("pragma foreign_key_check")]
        for table in SEARCHED:
            conn.execute(f"insert into {table}_fts ({table}_fts, rank) values ('integrity-check', 1)")
    finally:
        conn.close()
    if findings:
        raise StoreError(f"the file to be published is not right: {findings[0]}", "Nothing was published")


def _holds_any(conn: sqlite3.Connection, path: Path, secret: Sequence[str]) -> bool:
    """Whether the bytes of the file hold any of the words, save those that a public passage says too."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        at_most = max(20, _BYTES_LOOKED_AT // len(data))
        found = [words for words in secret[:at_most] if data.find(words.encode()) >= 0]
    public = "select 1 from passages where instr(text, ?) limit 1"
    return any(conn.execute(public, (words,)).fetchone() is None for words in found)


def _counted(path: Path, target: Path, found: Sequence[Withheld]) -> Published:
    conn = sqlite3.connect(path)
    try:
        papers, items = (
            conn.execute(f"select count(*) from {t}").fetchone()[0] for t in ("documents", "recommendations")
        )
    finally:
        conn.close()
    return Published(target, papers, items, tuple(found))


def _refuse_other_files(target: Path) -> None:
    if not target.parent.is_dir():
        raise StoreError("the folder does not exist", "Make it first", filename=str(target.parent))
    if not target.exists():
        return
    with suppress(sqlite3.Error):
        conn = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
        try:
            if conn.execute("select 1 from settings where name = ?", (PUBLISHED,)).fetchone():
                return
        finally:
            conn.close()
    raise StoreError("there is a file of that name that was not published", "Give another name", filename=str(target))
