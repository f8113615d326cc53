"""The points of a stretch of blocks under one heading: which blocks are one, what belongs to it, what leads it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Block, Document, fold
from extractor.frameworks import Point

_THEME_WORDS = 15
_DASH = "−–-‒"
_SENTENCE_END = re.compile(r"(?:[.!?;:]|\w\))[”\"’')]*$")
_SENTENCES = re.compile(r"[.!?]\s+(?=[A-Z])")
_BACK = re.compile(r"(?:This|These|It|They)\b[^.]*:$")
_FOLLOWING = re.compile(r"\b(?:following\b(?:\s\w+){0,3}|as follows)\W*$", re.IGNORECASE)
_ANNOUNCES = re.compile(r"\b(?:following|follows|below)\b", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:by(?: \w+ing\b[^.:]*)?|including|so that|such as|in particular)\s?:$")
_LABEL = re.compile(
    r"(?:Recommendation|Area for (?:priority )?(?:improvement|action)|Action|Requirement)\s+(\d+[a-z]?)\s*[:.–—-]\s*"
    r"|(R\d{1,2})\b[\s:.–—-]*"
)
_ONLY_LABEL = re.compile(r"(?:Recommendation|Requirement)\s+(\d+[a-z]?|[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundPoint:
    """A point of a list: its place, its printed number, the theme over it and the sentence that leads it in."""

    start_char: int
    end_char: int
    ref: str | None
    theme: Block | None = None
    lead_in: Block | None = None
    narrative: bool = False


def find_points(document: Document, blocks: Sequence[Block], prefer: tuple[Point, ...]) -> list[FoundPoint]:
    """The points among the blocks. Numbers are the points unless they are themes over bullets or only lead them in;
    bullets where they come first; paragraphs where nothing is labelled, or `prefer` puts them first."""
    blocks = [block for block in blocks if document.text[block.content_start : block.end_char].strip()]
    numbered = [b for b in blocks if b.label and not b.bulleted]
    bulleted = [b for b in blocks if b.bulleted]
    themes = {b.start_char for b in blocks if not b.bulleted and _is_theme(document, blocks, b)}
    in_parts = any(_has_parts(document, block) for block in blocks)
    if "paragraph" in prefer and (in_parts or prefer[0] == "paragraph") and _has_sentences(document, blocks):
        return _paragraph_points(document, blocks)
    over = _over_numbers(document, numbered)
    numbers = [b for b in numbered if b.start_char not in themes | over and not _announces(document, blocks, b)]
    if numbers and not (bulleted and bulleted[0].start_char < numbers[0].start_char):
        return _labelled_points(document, blocks, numbers, themes, over)
    if bulleted and not _findings_first(document, blocks, bulleted[0]):
        return _labelled_points(document, _until_numbers(blocks, numbers), bulleted, themes, over)
    return _paragraph_points(document, blocks) if "paragraph" in prefer else []


def _findings_first(document: Document, blocks: Sequence[Block], bullet: Block) -> bool:
    """Whether several paragraphs of whole sentences stand before the first bullet: they are the points."""
    before = [fold(document.text[b.content_start : b.end_char]) for b in blocks if b.start_char < bullet.start_char]
    return sum(words.endswith(".") and not _FOLLOWING.search(words) for words in before) > 1


def _until_numbers(blocks: Sequence[Block], numbers: Sequence[Block]) -> list[Block]:
    """The blocks before numbered paragraphs begin, where bullets came first: those belong to what comes next."""
    top = [b for b in numbers if b.level == 0]
    return [b for b in blocks if not top or b.start_char < top[0].start_char]


def labelled(words: str) -> bool:
    """Whether the words begin as a point does whose number is said in words ("Recommendation 4: ...", "R4 ...")."""
    said = _LABEL.match(words)
    return bool(said and said.end() < len(words))


def _has_parts(document: Document, block: Block) -> bool:
    """Whether an unlabelled block is a point whose parts follow as bullets: "Improve reading by:"."""
    return not block.label and bool(_PARTS.search(fold(document.text[block.content_start : block.end_char])))


def _announces(document: Document, blocks: Sequence[Block], block: Block) -> bool:
    """Whether a numbered block is a sentence that leads in what follows ("... should take the following action")."""
    words = fold(document.text[block.content_start : block.end_char])
    return bool(_FOLLOWING.search(words)) or (words.endswith(":") and block is blocks[-1])


def _over_numbers(document: Document, blocks: Sequence[Block]) -> set[int]:
    """The numbered blocks that lead in points numbered under them: "2. The trust should:" over "2.1"."""
    numbers = {ref_of(block) for block in blocks}
    return {
        b.start_char
        for b in blocks
        if f"{ref_of(b)}.1" in numbers and document.text[: b.end_char].rstrip().endswith(":")
    }


def _is_theme(document: Document, blocks: Sequence[Block], block: Block) -> bool:
    """Whether a block is a title over points: numbered and over bullets, or a short line over anything labelled."""
    words = fold(document.text[block.content_start : block.end_char])
    after = next((b for b in blocks if b.start_char > block.start_char), None)
    short = len(words.split()) <= _THEME_WORDS and not re.search(r"[.:;,]$|:", words) and words[:1].isupper()
    return short and after is not None and (after.bulleted if block.label else bool(after.label))


def _labelled_points(
    document: Document, blocks: Sequence[Block], points: Sequence[Block], themes: set[int], over: set[int]
) -> list[FoundPoint]:
    top = min(block.level for block in points)
    starts = {block.start_char for block in points if block.level == top}
    found: list[FoundPoint] = []
    theme: Block | None = None
    lead_in: Block | None = None
    current: list[Block] = []

    def close() -> None:
        if current:
            found.append(_point(document, current, theme, lead_in))
            current.clear()

    for block in blocks:
        if block.start_char in themes:
            close()
            theme, lead_in = block, None
        elif block.start_char in over:
            close()
            lead_in = block
        elif block.start_char in starts and not (current and _part_of(document, current[0], block)):
            close()
            current.append(block)
        elif current and _goes_on(document, current, block):
            current.append(block)
        else:
            close()
            lead_in = block if _leads_in(document, block) else lead_in
    close()
    return found


def _part_of(document: Document, point: Block, block: Block) -> bool:
    """Whether a bullet on the level of the point is a part of it: it begins small under "Improve reading by:"."""
    whole = fold(document.text[point.content_start : point.end_char])
    return whole[:1].isupper() and bool(_PARTS.search(whole)) and document.text[block.content_start].islower()


def _goes_on(document: Document, point: Sequence[Block], block: Block) -> bool:
    """Whether a block belongs to the point before it: a deeper label, or words set in under its own."""
    words = document.text[block.content_start : block.end_char].lstrip()
    if block.label or words[:1] in _DASH or words[:1].islower():
        return True
    set_in = point[0].indent > 0 and block.indent >= point[0].indent - 3
    return set_in and not _leads_in(document, block)


def _paragraph_points(document: Document, blocks: Sequence[Block]) -> list[FoundPoint]:
    """Each paragraph is a point with the bullets under it; the bullets are, where it only leads them in."""
    found: list[FoundPoint] = []
    lead_in: Block | None = None
    current: list[Block] = []

    def close() -> None:
        if current:
            found.append(
                _point(document, current, None, lead_in if current[0].label else None, narrative=not current[0].label)
            )
            current.clear()

    for block in blocks:
        if current and _hangs_on(document, current, block):
            current.append(block)
        elif _only_leads_in(document, block, blocks):
            close()
            lead_in = block
        else:
            close()
            current.append(block)
    close()
    return found


def _hangs_on(document: Document, point: Sequence[Block], block: Block) -> bool:
    if block.label:
        return not point[0].label or block.level > point[0].level
    if labelled(document.text[block.content_start : block.end_char]):
        return False
    return _unfinished(document, point, block) or bool(_BACK.match(document.text, block.content_start))


def _unfinished(document: Document, point: Sequence[Block], block: Block) -> bool:
    """Whether the block goes on with the sentence before it; where points begin small, each paragraph is one."""
    words = document.text[block.content_start : block.end_char]
    said = fold(document.text[point[0].start_char : point[-1].end_char])
    if said[:1].islower():
        return said.endswith((":", ","))
    return words[:1].islower() or (not _SENTENCE_END.search(said) and not point[-1].label)


def _only_leads_in(document: Document, block: Block, blocks: Sequence[Block]) -> bool:
    words = fold(document.text[block.content_start : block.end_char])
    after = next((b for b in blocks if b.start_char > block.start_char), None)
    small = after is not None and document.text[after.content_start].islower() and not words[:1].islower()
    over = after is None or ((bool(after.label) or small) and not _SENTENCES.search(words))
    introduces = not block.label and words.endswith(":") and over and not _has_parts(document, block)
    return introduces or _announces(document, blocks, block)


def _leads_in(document: Document, block: Block) -> bool:
    words = fold(document.text[block.content_start : block.end_char])
    return words.endswith((":", "–")) or bool(_ANNOUNCES.search(words))


def _has_sentences(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether paragraphs, and not bullets alone, make the list."""
    first = next((b for b in blocks if not _only_leads_in(document, b, blocks)), None)
    return first is not None and not first.label


def _point(
    document: Document, blocks: Sequence[Block], theme: Block | None, lead_in: Block | None, narrative: bool = False
) -> FoundPoint:
    first, last = blocks[0], blocks[-1]
    start, ref = first.content_start, ref_of(first)
    if said := _LABEL.match(document.text, start):
        start, ref = said.end(), ref or said[1] or said[2]
    return FoundPoint(start, last.end_char, ref, theme, lead_in, narrative)


def ref_of(block: Block) -> str | None:
    """The printed number or letter without brackets and dots, None for a bullet or no label."""
    return None if not block.label or block.bulleted else block.label.strip("().:[] ") or None


def number_of(heading: str) -> str | None:
    """The number that a heading gives the point under it: "4" of "Recommendation 4"."""
    said = _ONLY_LABEL.fullmatch(heading)
    return said[1] if said else None
