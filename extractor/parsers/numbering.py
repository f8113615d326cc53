"""Numbers as lists print them: 4, 04, d, D, iv, IV, fourth."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
          (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def number_as(style: str, number: int) -> str:
    """The number in Word's numbering style ("decimal", "lowerLetter" ...); decimal where the style is not known."""
    if style in {"none", ""}:
        return ""
    if style in {"lowerLetter", "upperLetter"} and number > 0:
        letters = _letters(number)
        return letters if style == "lowerLetter" else letters.upper()
    if style in {"lowerRoman", "upperRoman"} and 0 < number < 5000:
        roman = _roman(number)
        return roman if style == "lowerRoman" else roman.upper()
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "ordinal":
        return f"{number}{_ordinal_end(number)}"
    return str(number)


def _letters(number: int) -> str:
    """Word counts a, b ... z, aa, bb ... zz, aaa."""
    return chr(ord("a") + (number - 1) % 26) * min(10, (number - 1) // 26 + 1)


def _roman(number: int) -> str:
    pieces = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        pieces.append(letters * count)
    return "".join(pieces)


def _ordinal_end(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
