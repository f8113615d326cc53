"""What a person says of a file when it is imported: kept, so that a new reading knows it without being told."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.records import Given
from extractor.store.connection import Store, raw, transaction

_KEEP = """
    insert into given (sha256, kind, authority, body, date) values (?, ?, ?, ?, ?)
    on conflict (sha256) do update set kind = coalesce(excluded.kind, kind),
        authority = coalesce(excluded.authority, authority), body = coalesce(excluded.body, body),
        date = coalesce(excluded.date, date)"""


def keep_given(db: Store, digests: Iterable[str], given: Given) -> None:
    """What is said of the files (SHA-256 of their bytes) is kept, and takes the place of what was said before."""
    said = (given.kind, given.authority, given.body, given.date)
    if any(said):
        with transaction(db) as conn:
            conn.executemany(_KEEP, [(digest, *said) for digest in digests])


def given_of(db: Store, digest: str) -> Given:
    """All that has been said of the file."""
    row = raw(db).execute("select kind, authority, body, date from given where sha256 = ?", (digest,)).fetchone()
    return Given(*row) if row else Given()
