"""Damaged copies of papers, as a bad disk, a cut download, a careless program or an attacker would make them.

Mutant number N of a seed is always the same file, whichever others are made with it.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

Damage = Callable[[bytes, bytes, random.Random], bytes]

MOST_BYTES = 300_000  # a mutant does not outgrow this, so that many are read in a minute
NUMBERS = (b"0", b"-1", b"1", b"7", b"65536", b"2147483648", b"99999999999999999999", b"1e9", b"NaN", b"")
ODD = ("\0", "\x0b", "\x1b[31m", "\r", "\u202e", "\u2028", "\ufffe", "\u0301" * 40, "﷽", "𝟙", "_" * 5000, "(" * 5000)
_TAG = re.compile(rb"<[^<>]{1,400}>")
_VALUE = re.compile(rb'="([^"]{0,80})"')
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_OBJECT = re.compile(rb"\d+ 0 (?:R|obj)\b")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged copy: what it is called, what was done to which paper, and its bytes."""

    name: str
    story: str
    data: bytes


def originals(folder: Path) -> dict[str, bytes]:
    """The papers of a folder, and a message, an archive, an RTF and an OpenDocument text made of them."""
    from extractor.importer.files import Found, find
    from tests.parsers.test_packed import odt

    papers = {each.path.name: each.path.read_bytes() for each in find([folder]) if isinstance(each, Found)}
    small = sorted((name for name in papers if len(papers[name]) < 20_000), key=lambda name: len(papers[name]))[:3]
    words = b"\n".join(papers[name] for name in small if name.endswith(".txt")).decode("utf-8", "replace")
    lines = [line.replace("&", "and").replace("<", "(") for line in words.splitlines() if line.strip()]
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "clerk@example.org", "Papers for the panel"
    letter.set_content(words)
    for name in small:
        letter.add_attachment(papers[name], maintype="application", subtype="octet-stream", filename=name)
    rtf = "".join(f"{line}\\par\n" for line in lines).encode("ascii", "replace")
    return papers | {
        "letter.eml": letter.as_bytes(),
        "papers.zip": packed([(name, papers[name]) for name in small]),
        "words.rtf": b"{\\rtf1\\ansi{\\stylesheet{\\s1 heading 1;}}\n" + rtf + b"}",
        "words.odt": odt("".join(f"<text:p>{line}</text:p>" for line in lines)),
    }


def mutant(papers: dict[str, bytes], seed: int, number: int) -> Mutant:
    """The paper, damaged once to three times."""
    chance = random.Random(f"{seed}/{number}")
    name = chance.choice(sorted(papers))
    other = papers[chance.choice(sorted(papers))]
    data, done = papers[name], []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        damage = chance.choice(fitting(data))
        data = damage(data, other, chance)[:MOST_BYTES]
        done.append(damage.__name__)
    return Mutant(f"{number:06}{Path(name).suffix}", f"{name}: {', '.join(done)}", data)


def fitting(data: bytes) -> list[Damage]:
    """What can be done to bytes such as these: half of it to any bytes, half of it to their format."""
    anything: list[Damage] = [flip, overwrite, cut_short, cut_out, repeat, splice]
    if data.startswith(b"PK"):
        return [*anything, *[edit_member] * 6, drop_member, swap_members, lend_member, double_member]
    if b"%PDF" in data[:1024]:
        return [*anything, *[edit_stream] * 3, swap_streams, change_number, change_number, swap_objects]
    if b"<html" in data[:2000].lower():
        return [*anything, *[edit_markup] * 5]
    return [*anything, change_number, *[put_in_odd] * 4]


def flip(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Single bits turned over."""
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 4, 32, 256))):
        if flipped:
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def overwrite(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A stretch filled with nothing, with ones, or with noise: a bad sector."""
    start, end = _stretch(data, chance)
    fill = chance.choice((b"\0" * (end - start), b"\xff" * (end - start), chance.randbytes(end - start)))
    return data[:start] + fill + data[end:]


def cut_short(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def cut_out(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def repeat(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The beginning of one file and the end of another."""
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def change_number(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Lengths, offsets, sizes and counts that are not true."""
    return _replaced(data, _NUMBER, chance, lambda _: chance.choice(NUMBERS))


def put_in_odd(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(ODD).encode() * chance.choice((1, 3)) + data[at:]


def edit_markup(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Tags taken away, doubled, nested or mixed up, values that make no sense, odd characters in the words."""
    tags = [match.span() for match in _TAG.finditer(data)]
    if not tags:
        return flip(data, other, chance)
    (start, end), (first, last) = chance.choice(tags), chance.choice(tags)
    odd, nothing = chance.choice(ODD).encode(), chance.choice(NUMBERS)
    ways = (
        data[:start] + data[end:],
        data[:end] + data[start:end] * chance.choice((1, 3, 400)) + data[end:],
        data[:start] + data[first:last] + data[end:],
        data[: min(start, first)] + data[max(start, first) :],
        _replaced(data, _VALUE, chance, lambda _: b'="' + nothing + b'"'),
        data[:end] + odd + data[end:],
    )
    return chance.choice(ways)


def edit_stream(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """What a page draws is changed beneath its packing."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return flip(data, other, chance)
    chosen = chance.choice(streams)
    try:
        content = zlib.decompress(chosen[1])
    except zlib.error:  # packed in another way, or a picture
        content = chosen[1]
    change = chance.choice((flip, cut_short, cut_out, repeat, change_number, change_number))
    content = change(content, other, chance)[:MOST_BYTES]
    return data[: chosen.start(1)] + zlib.compress(content) + data[chosen.end(1) :]


def swap_streams(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return _swapped(data, [match.span(1) for match in _STREAM.finditer(data)], chance)


def swap_objects(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """References that lead elsewhere: to another kind of thing, or round in a circle."""
    return _swapped(data, [match.span() for match in _OBJECT.finditer(data)], chance)


def drop_member(data: bytes, other: bytes, chance: random.Random) -> bytes:
    members = unpacked(data)
    if members:
        members.pop(chance.randrange(len(members)))
    return packed(members)


def swap_members(data: bytes, other: bytes, chance: random.Random) -> bytes:
    members = unpacked(data)
    contents = [content for _, content in members]
    chance.shuffle(contents)
    return packed([(name, content) for (name, _), content in zip(members, contents, strict=True)])


def lend_member(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A part of another file stands in the place of one of its own."""
    members, lent = unpacked(data), unpacked(other) or [("", other)]
    if members:
        at = chance.randrange(len(members))
        members[at] = (members[at][0], chance.choice(lent)[1])
    return packed(members)


def double_member(data: bytes, other: bytes, chance: random.Random) -> bytes:
    members = unpacked(data)
    names = ("../../outside.txt", "/etc/passwd", "word/document.xml", "content.xml", "a" * 300, "\u202etxt.exe")
    content = chance.choice(members)[1] if members else other
    return packed([*members, (chance.choice(names), content)])


def edit_member(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A part of a Word or OpenDocument file with its markup changed."""
    members = unpacked(data)
    if not members:
        return flip(data, other, chance)
    at = chance.randrange(len(members))
    name, content = members[at]
    change = edit_markup if b"<" in content[:500] else flip
    for _ in range(chance.choice((1, 1, 5, 40))):
        content = change(content, other, chance)[: MOST_BYTES * 4]
    members[at] = (name, content)
    return packed(members)


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # what is damaged already is not unpacked
        return []


def packed(members: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two members of one name are what is wanted
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 10, 100, 1000, 10_000)))


def _replaced(
    data: bytes, what: re.Pattern[bytes], chance: random.Random, put: Callable[[re.Match[bytes]], bytes]
) -> bytes:
    """The data with one to five of the places that match changed."""
    places = list(what.finditer(data))
    chosen = chance.sample(places, min(len(places), chance.choice((1, 1, 5))))
    for match in sorted(chosen, key=lambda match: -match.start()):
        data = data[: match.start()] + put(match) + data[match.end() :]
    return data


def _swapped(data: bytes, places: list[tuple[int, int]], chance: random.Random) -> bytes:
    if len(places) < 2:
        return flip(data, b"", chance)
    (a, b), (c, d) = sorted(chance.sample(places, 2))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]
