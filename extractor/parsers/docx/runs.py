"""The words of a Word paragraph: what is printed, in order, and how it looks."""

from __future__ import annotations

from typing import Any

from extractor.parsers.docx.names import local, switch, value, w
from extractor.parsers.docx.styles import Styles
from extractor.parsers.labels import bullet
from extractor.parsers.pieces import LINE_BREAK
from extractor.parsers.words import Look, Words

# Deleted words, words moved away, and the code of a field are in the file but not on the page.
_DROPPED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "Fallback"})
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": LINE_BREAK, "noBreakHyphen": "-", "softHyphen": ""}


_PLAIN = Look()
_SYMBOL_FONTS = ("Wingdings", "Webdings", "Symbol")
_LONGEST_SYMBOLS = 20
# Word's sixteen highlighter colours.
_HIGHLIGHTS = {"yellow": "ffff00", "green": "00ff00", "cyan": "00ffff", "magenta": "ff00ff", "blue": "0000ff",
               "red": "ff0000", "darkBlue": "00008b", "darkCyan": "008b8b", "darkGreen": "006400",
               "darkMagenta": "8b008b", "darkRed": "8b0000", "darkYellow": "808000", "darkGray": "a9a9a9",
               "lightGray": "d3d3d3"}  # fmt: skip


def words_of(paragraph: Any, styles: Styles, style: str) -> tuple[Words, int]:
    """The words of a paragraph of this style, and how many tracked changes touch them.

    Text boxes anchored in it are handed back for the reader to read.
    """
    words, tracked = Words(), 0
    stack: list[tuple[Any, Look]] = [(child, _PLAIN) for child in reversed(paragraph)]
    while stack:
        element, look = stack.pop()
        name = local(element)
        if name in _TRACKED:
            tracked += 1
        if name in _DROPPED:
            continue
        if name == "txbxContent":
            words.boxes.append(element)
        elif name == "r":
            look = _look_of(element, styles, style)
            stack.extend((child, look) for child in reversed(element))
        elif (text := _text_of(element, name)) is not None:
            words.add(_from_symbol_font(element, text), look)
        elif name != "AlternateContent" or len(element):
            stack.extend((child, look) for child in reversed(element))
    return words, tracked


def _text_of(element: Any, name: str) -> str | None:
    """The characters that an element prints; None where it only holds others that may."""
    if name == "t":
        return element.text or ""
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    if name == "br":
        return LINE_BREAK if element.get(w("type")) in {None, "textWrapping"} else " "
    if name == "sym":
        return _symbol(element.get(w("char")) or "")
    return None


def _from_symbol_font(element: Any, text: str) -> str:
    """The text; where its run is set in a font of symbols, what those letters print."""
    if len(text) > _LONGEST_SYMBOLS:
        return text
    run = element.getparent()
    fonts = None if run is None else run.find(f"{w('rPr')}/{w('rFonts')}")
    font = "" if fonts is None else fonts.get(w("ascii")) or ""
    if not font.startswith(_SYMBOL_FONTS):
        return text
    return "".join(bullet(chr(0xF000 + ord(char))) if "!" <= char <= "ÿ" else char for char in text)


def _symbol(code: str) -> str:
    try:
        char = chr(int(code, 16))
    except ValueError:
        return ""
    return bullet(char) if "\ue000" <= char <= "\uf8ff" else char


def _look_of(run: Any, styles: Styles, paragraph_style: str) -> Look:
    properties = run.find(w("rPr"))
    run_style = value(properties, "rStyle") or ""
    return Look(
        hidden=_on("vanish", properties, styles, run_style, paragraph_style),
        bold=_on("b", properties, styles, run_style, paragraph_style),
        underlined=(value(properties, "u") or "none") != "none",
        colour=colour_of(value(properties, "color")),
        fill=colour_of(_HIGHLIGHTS.get(value(properties, "highlight") or "")) or fill_of(properties),
    )


def _on(name: str, properties: Any | None, styles: Styles, run_style: str, paragraph_style: str) -> bool:
    own = switch(properties, name)
    if own is not None:
        return own
    for style in (run_style, paragraph_style):
        said = styles.run_switch(style, name) if style else None
        if said is not None:
            return bool(said)
    return False


def fill_of(properties: Any | None) -> str | None:
    """The shading that properties of a cell, paragraph or run give, as "#rrggbb"."""
    shading = None if properties is None else properties.find(w("shd"))
    return None if shading is None else colour_of(shading.get(w("fill")))


def colour_of(hexadecimal: str | None) -> str | None:
    """Word's "RRGGBB" as "#rrggbb"; None for none, automatic, plain black and plain white."""
    colour = (hexadecimal or "").lower()
    if len(colour) != 6 or any(char not in "0123456789abcdef" for char in colour):
        return None
    return None if colour in {"000000", "ffffff"} else f"#{colour}"
