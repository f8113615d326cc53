"""Bytes of a text file as characters, with a warning where some could not be told for sure."""

from __future__ import annotations

import codecs
import re

from extractor.errors import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
# Browsers read all of these as cp1252, and so does everybody who writes them.
_LATIN_NAMES = frozenset(
    {"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii", "windows-1252", "cp1252"}
)
_UTF7 = re.compile(rb"\+(?:IB[gkowM]|AK[A-Z])[\w/]*-")
_MAC_APOSTROPHE = re.compile(rb"[A-Za-z]\xd5[a-z]\b")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3}|[\x81\x8d\x8f\x90\x9d]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 1_000_000


def decode(data: bytes, declared: str = "") -> tuple[str, list[Problem]]:
    """The characters of the bytes, and what is doubtful about them. A byte order mark beats what is `declared`."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, rare=name == "utf-32")
    if name := _wide_without_mark(data):
        return _decode_as(data, name)
    known = _known(declared)
    if known and not known.startswith("utf"):
        return (data.decode("cp1252", "replace"), []) if known == "cp1252" else _decode_as(data, known)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_no_utf8(data)
    if _UTF7.search(data[:_SAMPLE]):
        return _decode_as(data, "utf-7", rare=True)
    return text, []


def declared_charset(data: bytes) -> str:
    """The charset that a web page says it is written in, "" if it says none."""
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii").lower() if match else ""


def is_text(data: bytes) -> bool:
    """Whether the bytes can be somebody's words: few controls, and not mostly outside ASCII unless they are UTF-8."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide_without_mark(data):
        return True
    sample = data[:_SAMPLE]
    controls, high = len(_CONTROL.findall(sample)), len(_HIGH.findall(sample))
    if controls * 7 > len(sample):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return controls * 20 <= len(sample) and high * 5 <= len(sample) * 2
    return True


def _known(name: str) -> str:
    if name in _LATIN_NAMES:
        return "cp1252"
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _decode_as(data: bytes, name: str, *, rare: bool = False) -> tuple[str, list[Problem]]:
    problems = [_doubt(f"the characters are written in the rare form {name.upper()}")] if rare else []
    try:
        return data.decode(name), problems
    except UnicodeDecodeError:
        return data.decode(name, "replace"), [_doubt("some characters are damaged and are shown as \ufffd")]
    except (UnicodeError, LookupError):
        return data.decode("cp1252", "replace"), [_doubt("the accents and quotation marks may be wrong")]


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 that lost its mark shows as text with every other byte nought."""
    sample = data[:2000]
    if len(sample) < 8 or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else ""


def _decode_no_utf8(data: bytes) -> tuple[str, list[Problem]]:
    """Bytes that are no clean UTF-8: cp1252, an old Macintosh's, or UTF-8 with some cp1252 or damage in it."""
    if any(not char.isascii() for char in data.decode("utf-8", "ignore")):
        return data.decode("utf-8", _AS_CP1252), [_doubt("two ways of writing characters are mixed")]
    if _MAC_APOSTROPHE.search(data) and b"\x92" not in data:
        return _decode_as(data, "mac-roman", rare=True)
    doubts = [_doubt("some characters are damaged")] if _HIGH_RUN.search(data) else []
    return data.decode("cp1252", "replace"), doubts


def _read_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_AS_CP1252 = "extractor-cp1252"
codecs.register_error(_AS_CP1252, _read_as_cp1252)


def _doubt(what: str) -> Problem:
    todo = "Compare accents, pound signs and quotation marks with the original, or save it again as UTF-8"
    return Problem("warning", "characters", f"In this file {what}. {todo}")
