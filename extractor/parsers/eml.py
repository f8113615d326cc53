"""E-mail messages: the words of the message itself, and what is attached to it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import Path

from extractor.document import Document, Properties, fold
from extractor.errors import UnreadableFileError
from extractor.parsers import html, text
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para
from extractor.parsers.encoding import declared_charset, decode

MEDIA_TYPE = "message/rfc822"

_SHOWN = ("From", "To", "Cc", "Date")


def parse(path: Path, data: bytes) -> Document:
    """The message: its subject as the heading, its headers, its words. Attachments are papers of their own."""
    message = _message(data, path.name)
    subject = _header(message, "Subject")
    builder = Builder(properties=Properties(subject, _header(message, "From"), _day(message)))
    if subject:
        builder.add([Para(subject, "heading", level=1)])
    builder.add(Para(f"{name}: {words}") for name in _SHOWN if (words := _header(message, name)))
    body = message.get_body(("html", "plain"))
    if body is not None:
        _add_body(builder, body)
    if builder.empty:
        raise UnreadableFileError("is a message without words", "Open it and save its attachments", filename=path.name)
    return builder.document(path, data, MEDIA_TYPE)


def attachments(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what is attached; pictures shown inside the message are not."""
    for number, part in enumerate(_message(data, name).iter_attachments(), 1):
        if part.get_content_disposition() == "inline" and part.get_content_maintype() == "image":
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield part.get_filename() or f"message {number}.eml", inner.as_bytes()  # type: ignore[union-attr]
        else:
            yield part.get_filename() or f"attachment {number}", _bytes(part)


def _message(data: bytes, name: str) -> EmailMessage:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except (MessageError, ValueError, IndexError) as error:
        raise UnreadableFileError("is a damaged message", "Save it again", filename=name) from error
    assert isinstance(message, EmailMessage)
    return message


def _add_body(builder: Builder, body: MIMEPart) -> None:
    data = _bytes(body)
    if body.get_content_type() == "text/html":
        charset = body.get_content_charset() or declared_charset(data)
        source, problems = decode(data, charset)
        builder.problems.extend(problems)
        html.add(builder, source)
    else:
        words, problems = decode(data, body.get_content_charset() or "")
        builder.problems.extend(problems)
        text.add(builder, words)


def _bytes(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return fold(str(message.get(name) or ""))
    except (MessageError, ValueError, IndexError, AttributeError):  # the library trips over damaged headers
        return ""


def _day(message: EmailMessage) -> str:
    try:
        sent: datetime = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return ""
    return sent.date().isoformat()
