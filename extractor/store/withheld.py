"""What is not for publication: papers, parts of papers, and papers that a person must look at before they go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extractor.paper.paragraphs import paragraphs_of
from extractor.store.connection import Store, raw

Kind = Literal["paper", "part", "unchecked"]
PUBLISHED = "published"  # a name in `settings`: nothing is in the file that is not for publication
_KINDS: dict[Kind, str] = {"paper": "paper", "part": "item", "unchecked": "paper to be looked at first"}


@dataclass(frozen=True, slots=True)
class Withheld:
    """A paper or a part of one that is not for publication; `words` say why, `paragraphs` of the law are "1, 3"."""

    id: str
    kind: Kind
    filename: str
    page: int | None
    title: str
    words: str
    paragraphs: str


def withheld(db: Store, look_at: Iterable[str] = (), schema: str = "main") -> list[Withheld]:
    """What is marked as closed and not cleared, by paper and place; and with the codes of problems in `look_at`, which
    papers have one of those, are no text, are called closed, or are printings of a closed paper, and nobody has looked
    at."""
    conn = raw(db)
    if conn.execute(f"select 1 from {schema}.settings where name = ?", (PUBLISHED,)).fetchone():
        return []
    found = [
        Withheld(row[0], "paper", row[1], None, row[2], row[3], paragraphs_of(row[3]))
        for row in conn.execute(_PAPERS.format(s=schema))
    ]
    found += [Withheld(row[0], "part", *row[1:]) for row in conn.execute(_PARTS.format(s=schema))]
    if codes := tuple(look_at):
        from extractor.paper.marks import names_closed  # noqa: PLC0415  `gaps` is asked without the rules

        conn.create_function("names_closed", 1, names_closed, deterministic=True)
        marks = ", ".join("?" * len(codes))
        rows = conn.execute(_UNCHECKED.format(marks=marks, s=schema), codes)
        found += [Withheld(row[0], "unchecked", row[1], row[2], row[3], row[4], "") for row in rows]
    return sorted(found, key=lambda each: (each.filename, each.page or 0, each.id))


def is_anything_withheld(db: Store) -> bool:
    """Whether `withheld` would list anything that is marked."""
    return bool(raw(db).execute(_ANYTHING, (PUBLISHED,)).fetchone()[0])


def published_without(db: Store) -> str:
    """What is withheld from a public copy, as it says itself; "" where nothing is, and for any other database."""
    row = raw(db).execute("select value from settings where name = ?", (PUBLISHED,)).fetchone()
    return str(row[0]) if row else ""


def summary(found: Iterable[Withheld]) -> str:
    """How many, and by which paragraphs: "2 papers and 1 item withheld, paragraphs 1 and 3"; "" for none."""
    found = tuple(found)
    counts = Counter(each.kind for each in found)
    said = [
        f"{counts[kind]} {words if counts[kind] == 1 else words.replace('paper', 'papers').replace('item', 'items')}"
        for kind, words in _KINDS.items()
        if counts[kind]
    ]
    numbers = sorted({int(n) for each in found for n in each.paragraphs.split(", ") if n})
    names = " and ".join(filter(None, (", ".join(map(str, numbers[:-1])), *map(str, numbers[-1:]))))
    why = f", paragraph{'s' if len(numbers) > 1 else ''} {names}" if numbers else ""
    listed = " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))
    return f"{listed} withheld{why}" if said else ""


def closed_rows(db: Store) -> dict[str, str]:
    """For each recommendation and statement that is withheld the paragraphs of the law; "" where none is named."""
    conn = raw(db)
    if not is_anything_withheld(conn):
        return {}
    found = {row[0]: paragraphs_of(row[1]) for row in conn.execute(_ROWS_OF_PAPERS)}
    return found | dict(conn.execute(_ROWS_OF_PARTS))


_PAPERS = "select id, filename, title, exempt from {s}.documents where exempt <> ''"
_PARTS = """
    select x.id, d.filename, x.page, x.text, x.exempt, x.paragraphs from {s}.exempt_parts x
    join {s}.documents d on d.id = x.document_id where x.exempt <> '' and d.exempt = ''"""
_UNCHECKED = """
    select d.id, d.filename, min(q.page), d.title, coalesce(min(q.message), 'It is no text') from {s}.documents d
    left join (
        select document_id, page, message from {s}.problems where code in ({marks})
        union all
        select document_id, null, 'It is called “' || filename || '”' from {s}.document_names
        where names_closed(filename)
        union all
        select v.one, null, 'It is a printing of a paper that is not for publication' from (
            select document_id as one, other_id as other from {s}.document_versions
            union all select other_id, document_id from {s}.document_versions) v
        join {s}.documents o on o.id = v.other where o.exempt <> '') q on q.document_id = d.id
    where d.exempt = '' and d.checked = '' and (q.message is not null or d.text_source <> 'text')
    group by d.id"""
_ANYTHING = """
    select not exists (select 1 from settings where name = ?) and (
        exists (select 1 from main.documents where exempt <> '')
        or exists (select 1 from main.exempt_parts where exempt <> ''))"""
# From the few that are closed to their rows: SQLite, left to choose, goes through all rows.
_ROWS_OF_PAPERS = """
    select r.id, d.exempt from documents d cross join recommendations r on r.document_id = d.id where d.exempt <> ''
    union all
    select g.id, d.exempt from documents d cross join progress g on g.document_id = d.id where d.exempt <> ''"""
_ROWS_OF_PARTS = """
    select r.id, x.paragraphs from exempt_parts x cross join recommendations r on r.document_id = x.document_id
    where x.exempt <> '' and r.start_char < x.end_char and r.end_char > x.start_char
    union all
    select g.id, x.paragraphs from exempt_parts x cross join progress g on g.document_id = x.document_id
    where x.exempt <> '' and g.start_char < x.end_char and g.end_char > x.start_char"""
