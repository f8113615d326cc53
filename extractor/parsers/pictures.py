"""Pictures that lie beside papers: which are too small to be a scan or a photograph of one."""

from __future__ import annotations

# A page of print that is narrower than this cannot be read by anybody: a logo, an icon, a portrait.
NARROWEST_PAGE = 500  # pixels
# Where a JPEG says its size: the markers that begin a picture, and not those for tables (C4, C8, CC).
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def shows_no_page(data: bytes) -> bool:
    """Whether these are the first bytes of a picture whose shorter side is too short for a page of print."""
    sides = _sides(data)
    return sides is not None and 0 < min(sides) < NARROWEST_PAGE


def _sides(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no picture, or does not say."""
    if data.startswith(b"\x89PNG") and data[12:16] == b"IHDR":
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data.startswith(b"GIF8"):
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data.startswith(b"BM"):
        return int.from_bytes(data[18:22], "little"), abs(int.from_bytes(data[22:26], "little", signed=True))
    return _jpeg_sides(data) if data.startswith(b"\xff\xd8\xff") else None


def _jpeg_sides(data: bytes) -> tuple[int, int] | None:
    at = 2
    while data[at : at + 1] == b"\xff" and at + 9 <= len(data):
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] in _JPEG_SIZES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(length, 2)
    return None
