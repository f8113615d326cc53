"""The tags and classes of web pages: which print nothing, which stand on lines of their own, which are headings."""

from __future__ import annotations

import re
from typing import Any, Literal

from extractor.document import SetAsideKind

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What ModernGov calls the parts of its pages; the levels nest an item's parts under it.
CLASS_HEADINGS = {
    "mgMainTitleTxt": 1,
    "mgSubTitleTxt": 2,
    "mgSectionTitle": 2,
    "mgAiTitleTxt": 3,
    "mgSubItemTitleTxt": 4,
}
LAYOUT_CLASSES = frozenset({"mgItemTable"})
NOT_SHOWN_CLASSES = frozenset(
    {"mgHide", "mgFileSize", "mgFooter", "mgHelpLine", "mgActionList", "mgLinks", "sr-only", "visually-hidden"}
)
NOT_TEXT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "select",
        "button",
        "input",
        "textarea",
        "map",
        "head",
    ]
)
FURNITURE: dict[str, Literal["header", "footer"]] = {"nav": "header", "footer": "footer"}
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
LISTS = frozenset({"ol", "ul", "menu", "dir"})
TABLE_PARTS = frozenset({"table", "thead", "tr", "td", "th"})
VERBATIM = frozenset({"pre", "plaintext", "xmp"})

_NOTE_LINK = re.compile(r"#_(?:ftn|edn)(?:ref)?\d")
_NOTE = re.compile(r"(?:ftn|edn)\d+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_COLOUR = {
    "bgcolor": re.compile(r"background(?:-color)?\s*:\s*([^;]{1,60})", re.I),
    "color": re.compile(r"(?<![-\w])color\s*:\s*([^;]{1,60})", re.I),
}
_NAMED_COLOURS = {
    "red": "#ff0000",
    "green": "#008000",
    "lime": "#00ff00",
    "amber": "#ffbf00",
    "orange": "#ffa500",
    "yellow": "#ffff00",
    "blue": "#0000ff",
    "grey": "#808080",
    "gray": "#808080",
    "gold": "#ffd700",
}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")


def classes(node: Any) -> list[str]:
    return (node.get("class") or "").split()


def is_invisible(node: Any) -> bool:
    return node.get("hidden") is not None or _INVISIBLE.search(node.get("style") or "") is not None


def is_bold(node: Any) -> bool:
    styled = node.tag == "span" and _BOLD_STYLE.search(node.get("style") or "") is not None
    return styled or node.tag in {"b", "strong", "th"}


def footnote_kind(node: Any) -> SetAsideKind | None:
    """Whether an element is a footnote or the mark of one, as Word's web pages have them."""
    if node.tag == "a" and _NOTE_LINK.match(node.get("href") or ""):
        return "footnote_mark"
    return "footnote" if node.tag == "div" and _NOTE.fullmatch(node.get("id") or "") else None


def is_menu(node: Any) -> bool:
    """Whether a list holds nothing but links, three or more, as the menu of a site does."""
    if node.tag not in LISTS:
        return False
    links = node.findall(".//a")
    linked = sum(len("".join("".join(link.itertext()).split())) for link in links)
    return len(links) > 2 and linked == len("".join("".join(node.itertext()).split()))


def words_of(node: Any) -> str:
    """All the words inside, code left out."""
    return " ".join(node.xpath(".//text()[not(ancestor::script or ancestor::style)]"))


def colour_of(node: Any, attribute: str) -> str | None:
    """The "bgcolor" or "color" of an element as "#rrggbb", None where it has none, or plain black or white."""
    styled = _COLOUR[attribute].search(node.get("style") or "")
    value = (styled.group(1) if styled else node.get(attribute) or "").strip().lower().split("!")[0].strip()
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        value = "#" + "".join(char * 2 for char in value[1:])
    elif rgb := _RGB.match(value):
        value = "#" + "".join(f"{min(255, int(part)):02x}" for part in rgb.groups())
    value = _NAMED_COLOURS.get(value, value)
    return value if re.fullmatch(r"#[0-9a-f]{6}", value) and value not in {"#000000", "#ffffff"} else None
