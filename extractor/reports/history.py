"""All that is known of one recommendation, from its making to its end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from extractor.errors import ExtractorError
from extractor.reports.columns import made
from extractor.reports.scope import Row, Scope, ask, mark


def story(db: sqlite3.Connection, beginning: str, scope: Scope) -> Row:
    """All that is known of the recommendation whose id begins so: where it stands, its printings, its events.

    The connection is for this alone.
    """
    from extractor import store  # noqa: PLC0415  spares `--help` its time

    beginning = beginning.strip()
    between = "between :start and :start || '~'"
    sql = f"select distinct thread_id from recommendations where id {between} or thread_id {between}"
    threads = {row[0] for row in db.execute(sql, {"start": beginning})}
    if len(threads) != 1:
        what = (
            f"{len(threads)} recommendations have an id that begins so"
            if threads
            else "there is no such recommendation"
        )
        raise ExtractorError(what, "Copy an id from a list, such as 'extractor gaps'", filename=beginning)
    thread = threads.pop()
    store.narrow_to_thread(db, thread)
    status = ask(db, "recommendation_status", scope.as_of, thread_id=thread)
    if not status:
        raise ExtractorError("it was made after that day, or was rejected", "Ask without --as-of", filename=beginning)
    found = {
        "status": status,
        "printings": ask(db, "printings", scope.as_of, thread_id=thread),
        "timeline": ask(db, "timeline", scope.as_of, thread_id=thread),
    }
    for part, key in (("status", "recommendation_id"), ("printings", "id"), ("timeline", "row_id")):
        mark(db, found[part], key)
    return {**found, "status": status[0]}


def told(story: Row) -> Iterator[tuple[str, str]]:
    """The story for a reader, line by line: what a line begins with, and its words."""
    status = story["status"]
    ref = f" {status['ref']}" if status["ref"] else ""
    printed = f' (printed: "{status["due_text"]}")' if status["due_text"] else ""
    yield "", f"{status['kind'].replace('_', ' ').capitalize()}{ref}: {status['text']}"
    yield "", ""
    yield "  Made in  ", made(status, Scope())
    yield "  Owner    ", status["owners"] or "nobody named"
    yield "  Due      ", f"{status['due_date'] or 'not stated'}{printed}{', overdue' if status['overdue'] else ''}"
    yield "  Status   ", f"{status['status'].replace('_', ' ')}; {status['days_silent']} days since the last word"
    if status["closed_on"]:
        yield "  Closed   ", closing(status)
    if status["reported_complete_on"]:
        yield "  Complete ", f"as reported, {status['reported_complete_on']}"
    if status["verified_on"]:
        yield "  Verified ", f"by an inspection, {status['verified_on']}"
    if status["not_for_publication"] != "no":
        yield "  Not for publication ", status["not_for_publication"].replace("yes", "it stands in a closed paper")
    yield "  Ids      ", f"{status['recommendation_id']}, thread {status['thread_id']}"
    yield "", ""
    for event in story["timeline"]:
        yield f"  {event['day']}  ", _event(event)


def _event(event: Row) -> str:
    """What happened, and who says so: a person, or a paper and its page."""
    if event["decided_by"]:
        return f"{event['event']} by {event['decided_by']}: {event['words'] or 'no reason given'}"
    page = f", page {event['page']}" if event["page"] else ""
    undated = ", undated: imported that day" if event["undated"] else ""
    state = f" ({event['status'].replace('_', ' ')})" if event["status"] else ""
    closed = "" if event["not_for_publication"] == "no" else ", not for publication"
    return f"{event['event']}{state}: {event['words']} [{event['filename']}{page}{undated}{closed}]"


def closing(row: Row) -> str:
    """Who closed it, when and why."""
    return f"by {row['closed_by']} on {row['closed_on']}: {row['closed_why'] or 'no reason given'}"
