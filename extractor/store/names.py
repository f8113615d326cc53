"""Councils, bodies, sittings and owners: rows that many papers share, each found by its name."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from extractor.records import PaperKind, squash

MEETING_KINDS: frozenset[PaperKind] = frozenset({"minutes", "agenda", "agenda_item", "officer_report", "action_plan"})
BODY_KINDS = ("committee", "cabinet", "panel", "board", "group", "council", "partnership", "forum")


@dataclass(frozen=True, slots=True)
class Place:
    """A council as the list in `authorities.csv` has it; all but the name may be unknown."""

    id: str
    name: str
    gss_code: str | None = None
    kind: str | None = None
    region: str | None = None


def slug(name: str) -> str:
    """The words of a name, lower case, joined by hyphens: the same for "St. Helens" and "St Helens"."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’.]", "", plain.casefold())))


def authority(conn: sqlite3.Connection, name: str) -> str:
    """The id of the council of this name, with a row for it."""
    place = _places().get(squash(name)) or Place(slug(name), name)
    conn.execute(
        "insert into authorities (id, name, gss_code, kind, region) values (?, ?, ?, ?, ?) "
        "on conflict (id) do update set name = min(name, excluded.name) where gss_code is null",
        (place.id, place.name, place.gss_code, place.kind, place.region),
    )
    return place.id


def body(conn: sqlite3.Connection, name: str, authority_id: str | None, paper_kind: str) -> str:
    """The id of the body of this name, with a row for it; an inspectorate belongs to no council."""
    inspectorate = paper_kind == "inspection_report"
    owner = None if inspectorate else authority_id
    short = slug(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE))
    body_id = f"{owner}.{short}" if owner else short
    words = set(short.split("-"))
    kind = "inspectorate" if inspectorate else next((k for k in BODY_KINDS if k in words), "body")
    if conn.execute("select 1 from bodies where id = ? and name > ?", (body_id, name)).fetchone():
        may_be_unused(conn)  # and sittings are called by the older name
    conn.execute(
        "insert into bodies (id, name, authority_id, kind) values (?, ?, ?, ?) "
        "on conflict (id) do update set name = min(name, excluded.name)",
        (body_id, name, owner, kind),
    )
    return body_id


def meeting(conn: sqlite3.Connection, body_id: str | None, date: str | None, paper_kind: str) -> str | None:
    """The id of the sitting of the body on that day, with a row for it; None for a paper of no sitting."""
    if not body_id or not date or paper_kind not in MEETING_KINDS:
        return None
    meeting_id = f"{body_id}.{date}"
    conn.execute(
        "insert or ignore into meetings (id, body_id, date, title) "
        "select ?, id, ?, name || ', ' || ? from bodies where id = ?",
        (meeting_id, date, date, body_id),
    )
    return meeting_id


def seat(conn: sqlite3.Connection, document_id: str) -> None:
    """The paper's body is one of its council, and its sitting one of that body, now that either fact has changed."""
    kind, date, council, name = conn.execute(
        "select d.kind, d.date, d.authority_id, b.name from documents d left join bodies b on b.id = d.body_id "
        "where d.id = ?",
        (document_id,),
    ).fetchone()
    body_id = body(conn, name, council, kind) if name else None
    meeting_id = meeting(conn, body_id, date, kind)
    conn.execute("update documents set body_id = ?, meeting_id = ? where id = ?", (body_id, meeting_id, document_id))
    conn.execute("update agenda_items set meeting_id = ? where document_id = ?", (meeting_id, document_id))
    may_be_unused(conn)


def owner(conn: sqlite3.Connection, name: str, owner_type: str) -> str:
    """The id of the post, person or organisation of this name, with a row for it."""
    owner_id = f"{owner_type}.{slug(name) or squash(name)}"
    conn.execute(
        "insert into owners (id, name, type) values (?, ?, ?) "
        "on conflict (id) do update set name = min(name, excluded.name)",
        (owner_id, name, owner_type),
    )
    return owner_id


def may_be_unused(conn: sqlite3.Connection) -> None:
    """Names are looked through when papers are linked next: some paper has let go of one."""
    conn.execute("insert or ignore into settings values ('untidy names', 'yes')")


def tidy(conn: sqlite3.Connection) -> None:
    """No row for a name that no paper uses any more, and sittings called after their bodies."""
    if not conn.execute("delete from settings where name = 'untidy names'").rowcount:
        return
    conn.execute("delete from meetings where id not in (select meeting_id from documents where meeting_id is not null)")
    conn.execute(
        "delete from bodies where id not in (select body_id from documents where body_id is not null) "
        "and id not in (select body_id from meetings) "
        "and id not in (select value from machine_values where field = 'body_id' and value is not null)"
    )
    conn.execute(
        "delete from authorities where id not in (select authority_id from documents where authority_id is not null) "
        "and id not in (select authority_id from bodies where authority_id is not null) "
        "and id not in (select authority_id from threads where authority_id is not null) "
        "and id not in (select value from machine_values where field = 'authority_id' and value is not null)"
    )
    conn.execute(
        "update meetings set title = b.name || ', ' || date from bodies b where b.id = body_id "
        "and title <> b.name || ', ' || date"
    )
    conn.execute("delete from owners where id not in (select owner_id from recommendation_owners)")


def council(conn: sqlite3.Connection, words: str) -> str | None:
    """The name of the council that a person means: one of the list or of the database, or what they call a council."""
    from extractor.authorities import find_authorities  # noqa: PLC0415 - likewise

    if name := councils(conn).get(squash(words)):
        return name
    found = {each.name for each in find_authorities(words.title()) if each.council}
    if len(found) != 1:
        unlisted = re.fullmatch(r"(?i)(?:the\s+)?(\S.*?)\s+council", words.strip())
        return unlisted[1] if unlisted else None
    return found.pop()


def councils(conn: sqlite3.Connection) -> dict[str, str]:
    """The name of every council of the database and of the list, by its letters."""
    stored = {squash(row[0]): row[0] for row in conn.execute("select name from authorities")}
    return stored | {key: place.name for key, place in _places().items()}


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    """Every council of the list by its squashed name; of two with one name the one that still exists."""
    from extractor.authorities import authorities  # noqa: PLC0415 - reports open the database without the rules

    found: dict[str, Place] = {}
    for council in sorted(authorities(), key=lambda a: (bool(a.last), a.gss_code)):
        place = Place(slug(council.name), council.name, council.gss_code, council.kind, council.region)
        found.setdefault(squash(council.name), place)
    return found
