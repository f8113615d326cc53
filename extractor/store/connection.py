"""Opens the database, and turns what SQLite says into what a clerk can act on."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from extractor.errors import StoreError
from extractor.store.migrations import SCHEMA_VERSION, migrate, version_of
from extractor.store.views import refresh

if TYPE_CHECKING:
    from sqlite_utils import Database

Store: TypeAlias = "Database | sqlite3.Connection"

BUSY_SECONDS = 30.0
CACHE_KILOBYTES = 32_000
NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afpfs", "fuse.sshfs", "9p", "drvfs"})

PUT_BACK = "Put back your last backup, or import the papers into a new file"
_ADVICE = (
    ("locked", "another program keeps the database locked", "Close the other program, or wait for its import to end"),
    ("busy", "another program keeps the database locked", "Close the other program, or wait for its import to end"),
    ("readonly", "the database may not be written to", "Ask for write access to the file and its folder"),
    ("disk is full", "the disk is full", "Free some space and run the same command again: what was stored is whole"),
    ("disk i/o error", "the disk did not take the data", "Look whether it is full or unplugged; then run it again"),
    ("malformed", "the database is damaged", PUT_BACK),
    ("could not decode", "the database is damaged", PUT_BACK),
    ("not a database", "this is not a database", "Give the name of a database that this tool made, or a new name"),
    ("unable to open", "the database cannot be opened", "Check the name and that the folder exists and is yours"),
)


def open_database(path: Path | str, *, readonly: bool = False, create: bool = True) -> Database:
    """The database at `path`, made or brought up to date first unless `readonly`.

    Raises StoreError where it is missing (`create` false or `readonly`), locked, damaged, newer than us or not ours.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - takes 0.2 s, and reports do without it

    return Database(connect(path, readonly=readonly, create=create), recursive_triggers=False)


def connect(path: Path | str, *, readonly: bool = False, create: bool = True) -> sqlite3.Connection:
    """The same as `open_database`, without the comfort of sqlite-utils and without its import time."""
    path = Path(path)
    _look_at(path, must_exist=readonly or not create)
    try:
        return _read_only(path) if readonly else _read_write(path)
    except sqlite3.Error as error:
        raise explain(error, path.name) from error


def raw(db: Store) -> sqlite3.Connection:
    """The connection itself."""
    return db if isinstance(db, sqlite3.Connection) else db.conn


def own_files(db: Store) -> set[tuple[int, int]]:
    """Device and number of the files that the database is in: nothing but SQLite may open these, see `_look_at`."""
    path, found = path_of(raw(db)), set()
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            status = path.with_name(path.name + end).stat()
            found.add((status.st_dev, status.st_ino))
    return found


def path_of(conn: sqlite3.Connection) -> Path:
    """The file that the connection is to."""
    return Path(conn.execute("pragma database_list").fetchone()[2])


@contextmanager
def transaction(db: Store) -> Iterator[sqlite3.Connection]:
    """Everything inside is stored when this ends, or nothing is; other writers wait, and readers see the old state."""
    conn = raw(db)
    try:
        conn.execute("begin immediate")
        try:
            yield conn
            _refuse_taken_away(conn)
        except BaseException:
            conn.rollback()
            raise
        conn.execute("commit")
    except sqlite3.Error as error:
        if conn.in_transaction:
            conn.rollback()
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        raise explain(error, path_of(conn).name) from error


def explain(error: sqlite3.Error, filename: str = "") -> StoreError:
    """The same error, with what to do about it."""
    said = str(error).casefold()
    for cue, what, todo in _ADVICE:
        if cue in said:
            return StoreError(what, todo, filename=filename)
    todo = "What was stored before is unchanged; report this with the papers"
    return StoreError(f"the database refused: {error}", todo, filename=filename)


def close(db: Store) -> None:
    """The database is closed, and all of it is in its one file where nobody else has it open."""
    conn = raw(db)
    try:
        conn.execute("pragma wal_checkpoint(truncate)")
    except sqlite3.Error:
        pass  # read-only, or somebody else is reading: the -wal file beside it then keeps the rest
    finally:
        conn.close()


def _read_write(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _refuse_newer(conn, path)
        network = on_network(path)
        conn.execute(f"pragma journal_mode={'delete' if network else 'wal'}")
        conn.execute(f"pragma synchronous={'extra' if network else 'full'}")
        conn.execute("pragma foreign_keys=on")
        conn.execute(f"pragma cache_size=-{CACHE_KILOBYTES}")
        migrate(conn)
        refresh(conn)
        _check_if_moved(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn


def readonly_uri(path: Path) -> str:
    """The address by which SQLite reads the file and never writes to it."""
    # A database in WAL mode cannot be read in a folder that may not be written to, save as one that never changes.
    frozen = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    return f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if frozen else ''}"


def _read_only(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(readonly_uri(path), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        conn.execute(f"pragma cache_size=-{CACHE_KILOBYTES}")
        conn.execute("pragma temp_store=memory")  # what a question sorts is not written to files
        _refuse_newer(conn, path)
        _refuse_older(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn


def _refuse_newer(conn: sqlite3.Connection, path: Path) -> None:
    version = version_of(conn)
    if version is None:
        raise StoreError(
            "this database was not made by this tool", "Give another name for the new database", filename=path.name
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"the database was made by a newer version of this tool (schema {version}, here {SCHEMA_VERSION})",
            "Update the tool on this computer",
            filename=path.name,
        )


def _refuse_older(conn: sqlite3.Connection, path: Path) -> None:
    version = version_of(conn)
    if version == 0:
        todo = "Put back your last backup, or import some papers into it"
        raise StoreError("the database is empty", todo, filename=path.name)
    if (version or 0) < SCHEMA_VERSION:
        raise StoreError("the database was made by an older version", "Import into it once", filename=path.name)


def _look_at(path: Path, must_exist: bool) -> None:
    """Refuses what is no file, or none that we may read, by its name alone.

    Only SQLite opens the file: on POSIX, closing any other descriptor of it drops all locks of this process on it,
    and another process may then take the write-ahead log away under an open connection.
    """
    if not path.exists():
        if must_exist:
            raise StoreError("there is no such database", "Check the name, or import some papers", filename=str(path))
        if not path.parent.is_dir():
            raise StoreError("the folder for the database does not exist", "Make it first", filename=str(path))
    elif not path.is_file():
        raise StoreError("this is a folder, not a database", "Give the name of a file", filename=str(path))
    elif not os.access(path, os.R_OK):
        raise StoreError("the database may not be read", "Ask for access to it", filename=path.name)


def _check_if_moved(conn: sqlite3.Connection, path: Path) -> None:
    """A file that was copied or put back since we last had it is checked once: a copy by hand may be torn."""
    here, known = str(path.stat().st_ino), _known_file(conn)
    if known == here:
        return
    if known and (found := conn.execute("pragma quick_check(1)").fetchone()[0]) != "ok":
        raise StoreError(f"the database is damaged ({found.splitlines()[-1]})", PUT_BACK, filename=path.name)
    conn.execute("insert or replace into settings (name, value) values ('file', ?)", (here,))


def _refuse_taken_away(conn: sqlite3.Connection) -> None:
    """Refuses to write on where the file was deleted, renamed or replaced meanwhile: nobody would find what is stored.

    Not on Windows, where that cannot be done to an open file.
    """
    path = path_of(conn)
    with suppress(FileNotFoundError):
        if os.name != "posix" or str(path.stat().st_ino) == _known_file(conn) or on_network(path):
            return
    todo = "Put the file back, with those of its name that end in -wal and -shm, and run the same command again"
    raise StoreError("the database was taken away while it was in use", todo, filename=path.name)


def _known_file(conn: sqlite3.Connection) -> str | None:
    """The number of the file when it was last opened for writing."""
    row = conn.execute("select value from settings where name = 'file'").fetchone()
    return row[0] if row else None


def on_network(path: Path) -> bool:
    """Whether the file lies on another computer, where WAL mode would lose data."""
    full = str(path.resolve())
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        return full.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(full[:3]) == 4
    mounts = Path("/proc/mounts")
    return mounts.exists() and network_mount(full, mounts.read_text(encoding="utf-8", errors="replace"))


def network_mount(path: str, mounts: str) -> bool:
    """Whether the deepest mount point above `path` is of a network file system; `mounts` is as in /proc/mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        place, system = [*line.split(), "", "", ""][1:3]
        place = place.replace("\\040", " ")
        if (path == place or path.startswith(place.rstrip("/") + "/")) and len(place) >= len(best):
            best, kind = place, system
    return kind in NETWORK_SYSTEMS
