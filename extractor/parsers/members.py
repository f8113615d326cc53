"""Papers inside other files: the members of an archive, the attachments of a message or a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extractor.document import Document
from extractor.errors import Problem, UnreadableFileError
from extractor.parsers import archive, bound_in, eml
from extractor.parsers.archive import Allowance, Member
from extractor.parsers.pictures import shows_no_page
from extractor.parsers.sniffing import Format, format_of

MAX_NESTING = 3

__all__ = ["Allowance", "papers_in"]


def papers_in(name: str, data: bytes, allowance: Allowance, nesting: int = 0) -> Iterator[Document]:
    """Every paper in these bytes, named "outer/inner". Raises UnreadableFileError where the outermost is unreadable."""
    path = Path(name)
    found = format_of(data, path.name)
    if found == "zip":
        if nesting >= MAX_NESTING:
            raise UnreadableFileError("is an archive inside too many others", "Unpack it first", filename=path.name)
        members = archive.members(data, path.name, allowance)
    else:
        for document in bound_in(path, data):
            yield replace(document, filename=name + document.filename.removeprefix(path.name))
        members = _attached(data, path.name, found) if nesting < MAX_NESTING else iter(())
    empty = found == "zip"
    for member in members:
        if not shows_no_page(member.data):
            empty = False
            yield from _papers_of(f"{name}/{member.name}", member, allowance, nesting + 1)
    if empty:
        raise UnreadableFileError(
            "is an archive with no papers in it", "Check that the right file was saved", filename=path.name
        )


def _attached(data: bytes, name: str, found: Format) -> Iterator[Member]:
    if found == "eml":
        yield from (Member(attached, content) for attached, content in eml.attachments(data, name))
    elif found == "pdf":
        from extractor.parsers.pdf.attached import attachments  # noqa: PLC0415  slow to load

        yield from (Member(attached, content) for attached, content in attachments(data))


def _papers_of(name: str, member: Member, allowance: Allowance, nesting: int) -> Iterator[Document]:
    doubts = (Problem("warning", "archive-name", f"In the archive {member.doubt}. Check which paper this is"),)
    try:
        if member.error:
            raise member.error
        for document in papers_in(name, member.data, allowance, nesting):
            yield replace(document, problems=document.problems + doubts) if member.doubt else document
    except UnreadableFileError as error:
        yield _unread(name, member.data, error)


def _unread(name: str, data: bytes, error: UnreadableFileError) -> Document:
    """What stands for a member that cannot be read: no text, and the reason."""
    sha256 = hashlib.sha256(data or name.encode("utf-8", "surrogateescape")).hexdigest()
    problems = (error.as_problem(),)
    return Document(sha256, name, "application/octet-stream", "", (), text_source="none", problems=problems)
