"""Web pages, as saved by a browser: ModernGov's agenda and minutes pages, and Word's "save as web page"."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree

from extractor.document import Document, Properties, fold
from extractor.errors import UnreadableFileError
from extractor.parsers.building import Builder
from extractor.parsers.elements import Para, Table
from extractor.parsers.encoding import declared_charset, decode
from extractor.parsers.html.reader import Reader
from extractor.parsers.html.vocabulary import words_of

MEDIA_TYPE = "text/html"

_SAVE_AGAIN = "Open the page in a browser, wait until it is all there, and save it again"
_VERBATIM = ("script", "style", "title", "textarea")
_BARRIER = re.compile(
    r"verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|access denied"
    r"|enable javascript and cookies|complete the captcha|unusual traffic|session has (?:expired|timed out)",
    re.I,
)
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.S)
_CUT_SHORT = re.compile(r"\.\.\. view the full \w+ text for item (\d+\w?)\b")
_NOT_FOUND = re.compile(r"\b(?:404|page (?:was |could )?not (?:be )?found|page cannot be (?:found|displayed))\b", re.I)


def parse(path: Path, data: bytes) -> Document:
    """The page's own words; menus and furniture are set aside. Raises UnreadableFileError where it shows none."""
    source, problems = decode(data, declared_charset(data))
    builder = Builder(problems=problems)
    add(builder, source)
    document = builder.document(path, data, MEDIA_TYPE)
    if not document.text:
        raise UnreadableFileError("is a web page that shows no words", _SAVE_AGAIN, filename=path.name)
    _warn_of_wrong_page(builder, document, source)
    for item in sorted(set(_CUT_SHORT.findall(document.text))):
        builder.warn(
            "cut-short", f"The page shows only the beginning of item {item}. Open that item, and save its page too"
        )
    return builder.document(path, data, MEDIA_TYPE)


def add(builder: Builder, source: str) -> None:
    """The builder holds what the page shows, what it is called, and a warning where mark-up hides words."""
    root = _tree(source)
    if root is not None:
        _warn_of_loss(builder, source, root)
        if not builder.properties.title:
            builder.properties = _properties(root)
        builder.add(Reader(builder).read(_content(root)))


def elements(builder: Builder, source: str) -> list[Para | Table]:
    """What the page shows, in reading order; what it keeps aside goes to the builder."""
    root = _tree(source)
    return [] if root is None else Reader(builder).read(_content(root))


def _tree(source: str) -> Any:
    markup = source.replace("\0", "").encode("utf-8", "ignore")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        return None


def _content(root: Any) -> Any:
    """The part of the page that is its content, where the page marks one that holds a good share of its words."""
    marked = root.xpath("//main | //*[@role='main']")
    if len(marked) == 1:
        inside, everything = (len("".join("".join(node.itertext()).split())) for node in (marked[0], root))
        if inside * 4 > everything:
            return marked[0]
    return root


def _properties(root: Any) -> Properties:
    meta = {(node.get("name") or "").lower(): node.get("content") or "" for node in root.iter("meta")}
    title = meta.get("dc.title") or "".join(next((t.itertext() for t in root.iter("title")), []))
    created = meta.get("dc.date") or meta.get("dcterms.date") or meta.get("dc.date.created", "")
    return Properties(
        fold(title), fold(meta.get("author", "")), created[:10] if re.match(r"\d{4}-\d\d-\d\d", created) else ""
    )


def _warn_of_loss(builder: Builder, source: str, root: Any) -> None:
    visible, unclosed = _without_code(source)
    if not unclosed and visible.rfind("<!--") > visible.rfind("-->"):
        unclosed = "comment"
    if unclosed:
        what = f"The page's last {unclosed} is never closed, and words after it are hidden"
        builder.warn("unclosed", f"{what}. {_SAVE_AGAIN}")
    elif _letters(words_of(root)) < 0.9 * _letters(unescape(_TAG.sub(" ", visible))) - 200:
        builder.warn("words-lost", f"The page's mark-up is so broken that words of it are missing. {_SAVE_AGAIN}")


def _without_code(source: str) -> tuple[str, str]:
    """The page without scripts and the like, and which of them, if any, runs to the end of the page unclosed."""
    lowered = source.lower()
    for name in _VERBATIM:
        pieces, at = [], 0
        while (start := lowered.find(f"<{name}", at)) >= 0:
            end = lowered.find(f"</{name}", start)
            if end < 0:
                return lowered[:start], name
            pieces.append(lowered[at:start])
            at = end
        lowered = "".join([*pieces, lowered[at:]])
    return lowered, ""


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _warn_of_wrong_page(builder: Builder, document: Document, source: str) -> None:
    if len(document.text) > 3000:
        return
    if _BARRIER.search(document.text) or _BARRIER.search(document.properties.title):
        builder.warn("not-the-paper", f"This page asks for a check and may not hold the paper. {_SAVE_AGAIN}")
    elif re.search(r"<input[^>]{0,200}type\s*=\s*[\"']?password", source, re.I):
        builder.warn("not-the-paper", f"This is a page to sign in and may not hold the paper. {_SAVE_AGAIN}")
    elif _NOT_FOUND.search(document.text[:300]) or _NOT_FOUND.search(document.properties.title):
        builder.warn("not-the-paper", "This page says that the paper was not found. Download the paper again")
