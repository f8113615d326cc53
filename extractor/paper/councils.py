"""The council whose paper it is: in its title or letterhead, else in its body's name, its addresses, or most named."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractor.authorities import NameFound, authorities, find_authorities
from extractor.document import Block, Document, fold
from extractor.paper.bodies import is_local
from extractor.paper.head import head_blocks, opens_with, paper_words

_TOP_BLOCKS = 12
_SHORT = 14
_LABEL_CELLS = 2  # a row with more tells of others: whom a grant goes to, and where
_LONG_NAME = 60
_HELD = re.compile(r"\sheld\s", re.IGNORECASE)  # what follows is where the meeting was
_ADDRESS = re.compile(r"[@.]([a-z][a-z-]{2,40})\.gov\.(?:uk|wales|scot)\b", re.IGNORECASE)
# The place in a title whose council is not listed.
_NAME = r"[A-Z][\w’'-]*"
_INSPECTED_PLACE = re.compile(
    r"(?:[Ii]nspection of|visit (?:to|of)|\bin) "
    rf"(?P<place>{_NAME}(?: (?:(?:and|of|upon|on) )?(?!(?:Local|Council|Area)\b){_NAME}){{0,4}})"
)
_LETTERHEAD = re.compile(
    rf"(?:The )?(?P<place>(?!(?:Full|County|City|Borough|District)\b){_NAME}(?: (?:and )?{_NAME}){{0,3}}) Council"
)
_BRACKETED = re.compile(r"\([^)]*\)")
_SPLIT_NAMES = re.compile(r"[^a-z]+")


def council_of_report(document: Document, title: str, of_provider: bool, own: str | None = None) -> str | None:
    """The place that an inspection report is about: named in its title, else in the headings around it. The council of
    a school, a home or the like is the one that a label or a sentence names, for the address names towns."""
    if of_provider:
        return _of_provider(document, title, own)
    top = [
        b for b in document.blocks[:_TOP_BLOCKS] if b.kind == "heading" or len(_words(document, b).split()) <= _SHORT
    ]
    for words in (title, *(_words(document, block) for block in top)):
        if named := find_authorities(words, own):
            return named[0].name
    place = _INSPECTED_PLACE.search(title)
    return place["place"] if place else council_of_paper(document, None, own)


def _of_provider(document: Document, title: str, own: str | None) -> str | None:
    """The council named after a label such as "Local authority", in words such as "children's services for", or in
    the title or at the top as a council."""
    words = paper_words(own)
    lines = [fold(_words(document, block)) for block in document.blocks]
    after = [
        said[len(label) :] or following
        for said, following in pairwise([*lines, ""])
        for label in words["council_labels"]
        if len(said.split()) <= _SHORT and opens_with(said, [label])
    ]
    for line in after:
        if named := find_authorities(line, own):
            return named[0].name
    for phrase in words["council_phrases"]:
        for line in lines:
            at = line.casefold().find(phrase)
            if at >= 0 and (named := find_authorities(line[at + len(phrase) : at + len(phrase) + _LONG_NAME], own)):
                return named[0].name
    return next(
        (name for line in (title, *lines[:_TOP_BLOCKS]) if (name := _first(find_authorities(line, own), True))), None
    )


def council_of_paper(document: Document, body: str | None, own: str | None = None) -> str | None:
    """The place of the council whose paper it is, None where nothing says so more than it says another."""
    return (
        _in_head(document, own)
        or (body and _first(find_authorities(body, own), council=False))
        or _by_address(document, own)
        or (not (body and is_local(body)) and _most_named(document, own))
        or None
    )


def _in_head(document: Document, own: str | None) -> str | None:
    """A council named in a heading or short line at the top, or in the running header; not one in brackets, which is
    where somebody who attends comes from."""
    top = [block for block in head_blocks(document)[:_TOP_BLOCKS] if len(block.cells) <= _LABEL_CELLS]
    lines = [_HELD.split(_words(document, block))[0] for block in top]
    lines = [line for line in lines if len(line.split()) <= _SHORT] + [_subject(line, own) for line in lines]
    lines += dict.fromkeys(aside.text for aside in document.set_aside if aside.kind in ("header", "footer"))
    for line in [*lines, document.properties.title]:
        outside = _without_brackets(line)
        if name := _first(find_authorities(outside, own), council=True):
            return name
        if letterhead := _LETTERHEAD.fullmatch(fold(outside)):
            return letterhead["place"]
    return None


def _subject(line: str, own: str | None) -> str:
    """The council that a sentence begins with; "" where it begins otherwise."""
    first = next(iter(find_authorities(line[:_LONG_NAME], own)), None)
    return (
        line[first.start_char : first.end_char] if first and first.council and first.start_char <= len("The ") else ""
    )


def _first(found: list[NameFound], council: bool) -> str | None:
    return next((f.name for f in found if f.council or not council), None)


def _by_address(document: Document, own: str | None) -> str | None:
    """The council whose web or mail addresses the paper gives, where they are of one council alone."""
    slugs = {_slug(name): a.name for a in authorities(own) for name in (a.name, *a.other_names)}
    found = {slugs[slug] for match in _ADDRESS.finditer(document.text) if (slug := _slug(match[1])) in slugs}
    return found.pop() if len(found) == 1 else None


def _slug(name: str) -> str:
    return _SPLIT_NAMES.sub("", name.casefold().replace("&", "and"))


def _most_named(document: Document, own: str | None) -> str | None:
    """The place named most, where it is named at least twice as often as any other; its council's name counts more."""
    named: Counter[str] = Counter()
    for block in document.blocks:
        if len(block.cells) <= _LABEL_CELLS:
            for found in find_authorities(_without_brackets(_words(document, block)), own):
                if not found.local:
                    named[found.name] += 3 if found.council else 1
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _without_brackets(words: str) -> str:
    """The words outside brackets. Looks no further than the last that closes: one never closed costs a look each."""
    last = words.rfind(")") + 1
    return _BRACKETED.sub(" ", words[:last]) + words[last:]


def _words(document: Document, block: Block) -> str:
    return document.text[block.start_char : block.end_char]
