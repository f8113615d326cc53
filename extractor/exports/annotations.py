"""Every place that something was read from, as W3C Web Annotations (JSON-LD): one a recommendation or statement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from extractor import __version__
from extractor.store import lay_over

CONTEXT = 32  # characters of the text on either side, so that the place is found in another reading of the file


def as_annotations(db: sqlite3.Connection) -> bytes:
    """An AnnotationCollection of everything found in public papers, in the order of papers and places."""
    lay_over(db)
    cursor = db.execute(_PLACES)
    columns = [column[0] for column in cursor.description]
    items = [_annotation(dict(zip(columns, row, strict=True))) for row in cursor]
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"prov": "http://www.w3.org/ns/prov#"}],
        "type": "AnnotationCollection",
        "label": "Recommendations and progress, with their places",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(row: dict[str, Any]) -> dict[str, Any]:
    bodies = [{"purpose": "classifying", "value": row["what"]}, {"purpose": "describing", "value": row["words"]}]
    if row["status"]:
        bodies.append({"purpose": "tagging", "value": row["status"]})
    source = f"urn:sha256:{row['sha256']}"
    return {
        "id": f"urn:council-extractor:{row['id']}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"type": "TextualBody", "format": "text/plain", **body} for body in bodies],
        "target": {
            "source": {"id": source, "format": row["media_type"], "title": row["filename"]},
            "selector": list(_selectors(row)),
        },
        "generator": {"type": "Software", "name": f"council-extractor {__version__}", "rule": row["rule_id"]},
        "prov:wasGeneratedBy": f"urn:council-extractor:{row['run_id']}",
        "prov:wasDerivedFrom": source,
        "confidence": row["confidence"],
    }


def _selectors(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The place three ways: by its words, by its characters, and in a PDF by its page."""
    yield {"type": "TextQuoteSelector", "exact": row["exact"], "prefix": row["before"], "suffix": row["after"]}
    yield {"type": "TextPositionSelector", "start": row["start_char"], "end": row["end_char"]}
    if row["page"] and row["media_type"] == "application/pdf":
        form = "http://tools.ietf.org/rfc/rfc3778"
        yield {"type": "FragmentSelector", "conformsTo": form, "value": f"page={row['page']}"}


_PLACES = f"""
    with found as (
        select 'recommendation' as what, id, document_id, text as words, null as status, rule_id, confidence, page,
               start_char, end_char, verdict from recommendations
        union all
        select 'progress', id, document_id, text, status, rule_id, confidence, page, start_char, end_char, verdict
        from progress)
    select f.*, d.run_id, d.sha256, d.media_type, d.filename,
           substr(t.text, f.start_char + 1, f.end_char - f.start_char) as exact,
           substr(t.text, max(1, f.start_char + 1 - {CONTEXT}), min(f.start_char, {CONTEXT})) as before,
           substr(t.text, f.end_char + 1, {CONTEXT}) as after
    from found f join documents d on d.id = f.document_id join document_texts t on t.document_id = d.id
    where f.verdict <> 'rejected' order by d.filename, d.id, f.start_char, f.id"""
