"""Papers attached to a PDF: those of a portfolio, or the appendices that somebody clipped to a report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pypdfium2

# What else is attached (data, receipts, pictures) is no paper, and no reader of the report looks for one in it.
_PAPERS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".eml", ".zip")
_MOST = 500


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the papers attached to a PDF; none where it cannot be opened, as its reader has said."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for index in range(min(document.count_attachments(), _MOST)):
            with suppress(pypdfium2.PdfiumError):  # it is named, and nothing is there
                attachment = document.get_attachment(index)
                name = attachment.get_name().replace("\\", "/").rpartition("/")[2]
                if name.lower().endswith(_PAPERS):
                    yield name, bytes(attachment.get_data())
    finally:
        document.close()
