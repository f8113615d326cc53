"""What a person says of a paper stored already: kept as a decision, as if it had been said with `decide edit`."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.records import Given
from extractor.store import Store, decide, raw

NOTE = "said with an import"
_STORED = """
    select d.id, d.kind, d.date, a.name as authority
    from documents d left join authorities a on a.id = d.authority_id where d.sha256 = ?"""
_SAID = """
    select 1 from decisions where action = 'edit' and subject = ? and value = ?
    and id not in (select cast(value as integer) from decisions where action = 'undo')"""


def keep_said(db: Store, digests: Iterable[str], given: Given, by: str) -> int:
    """Kind, council and date are as given for every paper in these files (SHA-256 in hex); how many decisions it took.

    Saying the same again takes none. The body has no decision of its own, and is as it was read.
    """
    said = {name: value for name in ("kind", "authority", "date") if (value := getattr(given, name))}
    if not said:
        return 0
    wanted = [
        (document, f"{name}={value}")
        for digest in digests
        for document, *stored in raw(db).execute(_STORED, (digest,)).fetchall()
        for name, value in said.items()
        if dict(zip(("kind", "date", "authority"), stored, strict=True))[name] != value
    ]
    new = [each for each in wanted if raw(db).execute(_SAID, each).fetchone() is None]
    for document, value in new:
        decide(db, "edit", document, value, by=by, note=NOTE)
    return len(new)
