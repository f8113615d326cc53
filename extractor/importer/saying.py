"""What a person says of a paper stored already: kept as a decision, as if it had been said with `decide edit`."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.records import Given, squash
from extractor.store import Action, Store, decide_all, raw

NOTE = "said with an import"
FIELDS = ("kind", "authority", "body", "date")
_STORED = """
    select d.id, d.kind, a.name, b.name, d.date from documents d left join authorities a on a.id = d.authority_id
    left join bodies b on b.id = d.body_id where d.sha256 = ?"""

_SAID = """
    select 1 from decisions where action = 'edit' and subject = ? and value = ?
    and id in (select decision_id from decision_targets)"""


def keep_said(db: Store, digests: Iterable[str], given: Given, by: str) -> int:
    """Kind, council, body and date are as given for every paper in these files (SHA-256 in hex); how many decisions it
    took. Saying what is so already, or what was said before and somebody has changed since, takes none."""
    said = {name: value for name in FIELDS if (value := getattr(given, name))}
    if not said:
        return 0
    new: list[tuple[Action, str, str]] = [
        ("edit", document, f"{name}={said[name]}")
        for digest in digests
        for document, *stored in raw(db).execute(_STORED, (digest,)).fetchall()
        for name, now in zip(FIELDS, stored, strict=True)
        if name in said and squash(now or "") != squash(said[name])
    ]
    new = [each for each in new if raw(db).execute(_SAID, each[1:]).fetchone() is None]
    return len(decide_all(db, new, by=by, note=NOTE)) if new else 0
