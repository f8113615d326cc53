"""Headings that a file does not mark as such, told from their look: only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document import fold
from extractor.parsers.elements import Para, Table
from extractor.parsers.labels import bulleted, split_label

# What a header row is told by: said so by the file; and of each cell its words, whether bold, and its fill.
CellLook = tuple[str, bool, str | None]
RowLook = tuple[bool, list[CellLook]]

_TITLE_ROWS = 2
# "No." and "Ref." head columns.
_SENTENCE = re.compile(r"\w{4}\W*\.$|\s\S+\.$")
# A heading of more characters than this is a sentence set in bold.
_LONGEST = 200
_LONGEST_TITLE = 12  # words, each with a capital

_HEADING_STYLE = re.compile(r"heading[ _]?([1-9])")
_TITLE_STYLES = {"title": 1, "subtitle": 2}
_ENDS_SENTENCE = re.compile(r"[.;,?!](?:[”\"’')])?$")
_LEAD_IN = re.compile(r"[:–—-]$")
_STATEMENT = re.compile(r"^[A-Z][^:]{0,40}:\s")
# Words that say something of the meeting: "Is it urgent?: No", "It was agreed that ...", "Moved by Cllr Ash".
_SAYS = re.compile(
    r"\?:\s+\S|^(?:It|There|This|These|They|We|He|She) (?:is|are|was|were|has|have|had|will|would)\b"
    r"|^(?:Proposed|Seconded|Moved)(?: and seconded)? by\b"
    r"|\w at \d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?|hrs)?$|\b(?:has|have|had|was|were|be|been|will)$"
)
_DIVISION = re.compile(
    r"(?:agenda )?(?:item|part|section|chapter|appendix|annex|schedule|theme|strand|workstream|work stream|priority"
    r"|outcome|objective|domain|stage|phase|standard)s? (?:no\.? ?)?[0-9A-Z][\w.]{0,4}\)?(?: ?[:–-]| |$)",
    re.I,
)
_RUN_IN = re.compile(r"([A-Z][^.:;?!–—]{2,80}?)(?:(?:[.:]| [–—-])\s+(?=\S)|:$)")
_LONGEST_RUN_IN, _LONGEST_LABEL = 9, 4  # words
_OPENS_LIKE_HEADING = re.compile(r"^[A-Z0-9‘“\"']")
# A verb in the past, or a state: "The gate was mended" is no title, "What was agreed" may be one.
_TELLS = re.compile(
    r"^(?!(?:What|How|Why|When|Where|Who|Which)\b).+ (?:was|were|(?:has|have|had) been|(?:is|are) being) "
)
_CONTACT = re.compile(r"@|\b(?:tel|telephone|email|fax|www)\b|https?:|\d{5}", re.I)


def run_in_title(words: str, label: str) -> int:
    """How many characters at the start of a paragraph with this number are its title, 0 where it has none.

    "Correspondence. The Clerk reported ...", "Village gate – JB to mend it", "Finance: None".
    """
    found = _RUN_IN.match(words)
    if not found or len(found[1].split()) > _LONGEST_RUN_IN or _SAYS.search(found[1]):
        return 0
    stop = words[found.end(1) : found.end()].strip()
    labelled = stop != "." and len(found[1].split()) <= _LONGEST_LABEL
    if labelled or "/" in label:  # minutes of a year are numbered through, and each has a title
        return found.end(1)
    long = [word for word in re.findall(r"[A-Za-z]+", found[1]) if len(word) > 3] or [found[1]]
    return found.end(1) if sum(word[0].isupper() for word in long) * 2 >= len(long) else 0


def heading_style_level(name: str) -> int | None:
    """The level of the headings that a style of this name is for ("heading 2", "Title"), None where it is for none."""
    name = name.lower()
    found = _HEADING_STYLE.fullmatch(name)
    return int(found[1]) if found else _TITLE_STYLES.get(name)


def fits_heading(words: str) -> bool:
    """Whether words in a heading style are a heading: whole paragraphs are set in one for the sake of its number."""
    count = len(words.split())
    return count <= 12 or (count <= 30 and not words.rstrip().endswith((".", ";", ":")))


def header_rows(rows: Sequence[RowLook]) -> list[bool]:
    """For each row of a table whether it heads the columns: declared so, or unlike the rows below it."""
    flags = [declared and any(words for words, _, _ in looks) for declared, looks in rows]
    if not any(flag and len(_filled(looks)) > 1 for flag, (_, looks) in zip(flags, rows, strict=True)):
        # A title over the whole table may stand above the row that heads its columns.
        first = next((index for index, (_, looks) in enumerate(rows) if len(_filled(looks)) > 1), 0)
        if first < len(rows) - 1 and first <= _TITLE_ROWS and _looks_like_header(rows[first][1], rows[first + 1 :]):
            flags[first] = True
    heads = {tuple(words for words, _, _ in looks) for flag, (_, looks) in zip(flags, rows, strict=True) if flag}
    return [
        flag or tuple(words for words, _, _ in looks) in heads for flag, (_, looks) in zip(flags, rows, strict=True)
    ]


def _looks_like_header(first: Sequence[CellLook], below: Sequence[RowLook]) -> bool:
    filled = _filled(first)
    body = [look for _, looks in below for look in _filled(looks)]
    if len(filled) < 2 or not body or any(len(words) > 80 or _SENTENCE.search(words) for words, _, _ in filled):
        return False
    if _is_entry(filled[0]) and not _is_entry(filled[-1]):
        return False  # "Report to: | Cabinet"
    if all(bold for _, bold, _ in filled) and sum(bold for _, bold, _ in body) * 2 < len(body):
        return True
    fills = {fill for _, _, fill in filled}
    if None not in fills and sum(fill in fills for _, _, fill in body) * 5 < len(body):
        return True
    short = len(filled) == len(first) and all(len(w.split()) <= 4 and not re.search(r"\d", w) for w, _, _ in filled)
    mean = sum(len(words) for words, _, _ in body) / len(body)
    return short and len(below) > 1 and mean > 3 * sum(len(words) for words, _, _ in filled) / len(filled)


def _is_entry(look: CellLook) -> bool:
    """Whether a cell names what stands beside it, as those of a front sheet do."""
    return look[0].endswith(":")


def _filled(looks: Sequence[CellLook]) -> list[CellLook]:
    return [look for look in looks if look[0]]


def text_heading_level(words: str, *, numbered: bool = False) -> int | None:
    """The level of a heading in plain text, None where the words may be a sentence.

    Capitals are 1, a title or one word of capitals without a number 2, and words that open a part ("Minutes:",
    "Resolved -") 3.
    """
    letters = [char for char in words if char.isalpha()]
    too_long = len(words) > 120 or len(letters) < 3
    if too_long or not _OPENS_LIKE_HEADING.match(words) or _CONTACT.search(words) or _SAYS.search(words):
        return None
    count = len(words.split())
    if _LEAD_IN.search(words):
        titled = all(word[0].isupper() for word in words.split() if len(word) > 3)
        return 3 if count <= 2 or (count <= _LONGEST_TITLE and titled) else None
    if _DIVISION.match(words) and count <= 16:
        return 2
    is_statement = _STATEMENT.match(words) and len(words.split(":", 1)[0].split()) < 4
    if _ENDS_SENTENCE.search(words) or (is_statement and not (numbered and words.isupper())):
        return None
    if all(char.isupper() for char in letters) and len(letters) > 4:
        return 1 if count > 1 or numbered else 2
    return 2 if count <= 10 and not _TELLS.match(words) else None


def promote(elements: Sequence[Para | Table]) -> Iterator[Para | Table]:
    """The elements, with short bold lines and lines of capitals made headings below the deepest marked as such."""
    base = max((e.level or 1 for e in elements if isinstance(e, Para) and e.kind == "heading"), default=0)
    looks = [_look_level(element) for element in elements]
    capitals = any(look == 1 for look in looks)
    for index, (element, look) in enumerate(zip(elements, looks, strict=True)):
        if look and isinstance(element, Para) and index + 1 < len(elements):
            level = base + (look if capitals else 1)
            yield replace(element, kind="heading", level=level)
        else:
            yield element


def _look_level(element: Para | Table) -> int | None:
    """1 for a bold or underlined line of capitals, 2 for another that must be a heading, None for the rest."""
    if not isinstance(element, Para) or element.kind == "heading":
        return None
    found = split_label(element.words)
    if any(bulleted(label) for label in (element.label, found.label) if label):
        return None
    words = fold(found.words).removesuffix(":")
    stands_out = element.bold or element.underlined
    if stands_out and _DIVISION.match(words) and len(words) < _LONGEST:
        return 2
    level = text_heading_level(words, numbered=bool(element.label or found.label))
    if level is None or (level > 1 and (len(words.split()) > 9 or not stands_out)):
        return None
    return min(level, 2)
