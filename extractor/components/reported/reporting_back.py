"""Where minutes and reports report back in running text, and what evidence a passage there must hold.

Four places count: under a heading or lead-in that announces reporting back, in a part about a plan or a list of
recommendations, where a passage names the recommendations that it answers, and where it says who asked for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.components.passages import Passage
from extractor.components.reading import Reading
from extractor.components.reported.status import EVIDENCE, WEAK_EVIDENCE
from extractor.components.tags import Place

_NUMBER_FIRST = re.compile(r"\d+(?:[/.-]\d+)+[:.)]?\s")
_STANDING_REPORT = re.compile(r"(?:the )?(?:[a-z-]+ )?[a-z-]+(?:[’']s|s[’']) reports?\b")
_DIGITS = re.compile(r"\d+")
FAR = 40  # passages that a line such as "Matters arising:" may stand above what it announces
_TOP = 6  # passages at the top of a page on one item of business
_LONGEST_TITLE = 20  # words
SHORT_LEAD, LONG_LEAD = 8, 12  # words of such a line, with a full stop and without
TOLD_TO_A_MEETING = (*WEAK_EVIDENCE, "WAS_DONE")


@dataclass(frozen=True, slots=True)
class Zone:
    """Why a passage may report back, the cues of which one must stand in it, and whether it counts whole.

    `after` is where the words end that say so in the passage itself, 0 where they stand before it.
    """

    rule_id: str
    evidence: tuple[str, ...]
    whole: bool = False
    after: int = 0


def zone(reading: Reading, index: int) -> Zone | None:
    """Why the passage may report back; None where it may not."""
    passage = reading.passages[index]
    if reading.kind == "agenda":
        return None  # what is to come, in the words of what has been
    if _headed_impact(reading, passage):
        return Zone("impact-heading", (), whole=True)
    aside = _implications(reading, passage)
    if announced(reading, index) and not aside:
        near = reading.kind == "minutes" or not passage.headings or _announces_back(reading, passage.headings[-1])
        return Zone("reports-back", TOLD_TO_A_MEETING if near else WEAK_EVIDENCE, whole=True)
    if _on_plan(reading, passage) and not aside:
        told = (*EVIDENCE, "WAS_DONE") if _is_brief_point(reading, passage) else EVIDENCE
        return Zone("plan-progress", told)
    return _of_itself(reading, passage)


def _is_brief_point(reading: Reading, passage: Passage) -> bool:
    """Whether the passage is a point of minutes in one sentence, whose "was opened" is all that it tells."""
    return reading.kind == "minutes" and passage.listed and len(reading.sentences(passage.start, passage.end)) == 1


def _of_itself(reading: Reading, passage: Passage) -> Zone | None:
    """Why a passage may report back by its own words: it names what it answers, or says who asked for it."""
    minutes = reading.kind == "minutes"
    if reading.has("NAMES_RECOMMENDATION", passage.start, passage.end):
        return Zone("names-recommendation", EVIDENCE, whole=passage.listed)
    if reading.has("FOLLOWS_UP", passage.start, passage.end):
        return Zone("follows-up", EVIDENCE if minutes else ("DONE",))
    back = reading.found("REPORTS_BACK", passage.start, passage.end) if minutes else []
    return Zone("after-action-points", WEAK_EVIDENCE, after=back[0].end_char) if back else None


def _headed_impact(reading: Reading, passage: Passage) -> bool:
    """Whether the passage stands under "Impact" in a report that has a part headed "Progress" or the like."""
    if reading.kind == "minutes" or not passage.headings or not reading.says("PROGRESS_HEADING"):
        return False
    last = passage.headings[-1]
    return reading.has("IMPACT_HEADING", last.start_char, last.end_char)


def announced(reading: Reading, index: int) -> bool:
    """Whether the passage stands under words that announce reporting back."""
    passage = reading.passages[index]
    if any(_announces_back(reading, title) for title in passage.headings):
        return not _other_business(reading, index)
    if _under_a_line(reading, index) or _behind_last_tasks(reading, index):
        return True
    return reading.kind in {"minutes", "agenda_item"} and (
        _led_in(reading, index) or _in_list_of_matters(reading, index)
    )


def _behind_last_tasks(reading: Reading, index: int) -> bool:
    """Whether the passage follows one that repeats earlier tasks: "Actions from the last meeting: Mr Ash to call."."""
    if index == 0 or reading.kind != "minutes":
        return False
    tasks = reading.passages[index - 1]
    cue = reading.opens("REPORTS_BACK", tasks.start, tasks.end)
    said = reading.text(cue.end_char, tasks.end).strip() if cue and not tasks.is_heading else ""
    return said.startswith(":") and len(said.split()) > LONG_LEAD


def _other_business(reading: Reading, index: int) -> bool:
    """Whether numbered business of every meeting has begun since the heading: "7. Clerk's report"."""
    headings = reading.passages[index].headings
    for earlier in reversed(reading.passages[max(0, index - FAR) : index + 1]):
        if earlier.headings != headings:
            return False
        numbered = earlier.block.label[:1].isdigit() and earlier.block.level == 0
        if numbered and _names_other_business(reading, earlier):
            return True
    return False


def _names_other_business(reading: Reading, passage: Passage) -> bool:
    words = reading.text(passage.start, passage.end).casefold()
    standing = any(words.startswith(other) for other in reading.words["other_business"])
    return standing or _STANDING_REPORT.match(words) is not None


def _under_a_line(reading: Reading, index: int) -> bool:
    """Whether the passage stands under a line that is no heading: "What we have done:", "Matters arising:"."""
    for earlier in reversed(reading.passages[max(0, index - FAR) : index]):
        words = reading.text(earlier.start, earlier.end).rstrip()
        if reading.has("PROGRESS_HEADING", earlier.start, earlier.end) or is_bare_label(reading, earlier):
            return True
        if not earlier.listed and not earlier.is_heading and _only_announces(reading, earlier):
            return not _numbered_alike(words, reading.text(reading.passages[index].start, reading.passages[index].end))
        title = len(words.split()) <= SHORT_LEAD and (words[-1:].isalnum() or earlier.listed)
        if title or earlier.is_heading or words[-1:] in {":", "?"}:
            return False
    return False


def _numbered_alike(line: str, words: str) -> bool:
    """Whether words begin with a number of the form that a line has, and are the next business: "21/48: Trees"."""
    numbers = [_NUMBER_FIRST.match(said) for said in (line, words)]
    shapes = {_DIGITS.sub("0", number.group()) if number else said for number, said in zip(numbers, "ab", strict=True)}
    return len(shapes) == 1


def is_bare_label(reading: Reading, passage: Passage) -> bool:
    """Whether a passage is a label such as "Progress to date:" and nothing else."""
    cue = reading.opens("PROGRESS_LABEL", passage.start, passage.end)
    return cue is not None and not reading.text(cue.end_char, passage.end).strip(" :;–—-?")


def _announces_back(reading: Reading, title: Place) -> bool:
    labels = ("REPORTS_BACK", "PROGRESS_HEADING")
    return reading.has_any(labels, title.start_char, title.end_char)


def _led_in(reading: Reading, index: int) -> bool:
    """Whether the passage is a point of a list led in by "The following updates on actions were given:"."""
    if not reading.passages[index].listed:
        return False
    for earlier in reversed(reading.passages[max(0, index - FAR) : index]):
        if not earlier.listed:
            opens = reading.text(earlier.start, earlier.end).rstrip()[-1:] in {":", "–", "-"} and not earlier.is_heading
            words = ("REPORTS_BACK", "UPDATES_FOLLOW")
            return opens and reading.has_any(words, earlier.start, earlier.end)
    return False


def _in_list_of_matters(reading: Reading, index: int) -> bool:
    """Whether a line that is no heading, or one with nothing under it but titles, announces reporting back above.

    "3. Matters arising:" over a), b); "4. Matters arising." over plain lines; "Matters arising:" over "Bench:".
    """
    if not reading.says("REPORTS_BACK"):
        return False
    passage = reading.passages[index]
    level = passage.block.level if passage.listed else 1
    titles = False
    for at in range(index - 1, max(-1, index - FAR), -1):
        earlier = reading.passages[at]
        title = reading.text(earlier.start, earlier.end).strip()
        if earlier.is_heading:
            if _only_announces(reading, earlier):
                return titles and reading.passages[at + 1].is_heading
            if _names_other_business(reading, earlier) or not (title.endswith(":") or len(reading.agenda) <= 1):
                return False
            titles = True
        elif earlier.listed and not titles and (earlier.block.level < level or _heads(earlier, passage)):
            return _only_announces(reading, earlier)
    return False


def _heads(earlier: Passage, passage: Passage) -> bool:
    """Whether a point numbered "3.0" or "3" stands over one numbered "3.4"."""
    above, _, zero = earlier.block.label.strip("(). ").partition(".")
    return zero in {"", "0"} and passage.listed and passage.block.label.startswith(f"{above}.") and bool(above)


def _only_announces(reading: Reading, passage: Passage) -> bool:
    words = reading.text(passage.start, passage.end).rstrip()
    short = len(words.split()) <= (SHORT_LEAD if words.endswith(".") else LONG_LEAD)
    empty = words.casefold().rstrip(".").endswith((" none", " nil"))  # "Matters arising: none."
    return short and not empty and reading.has("REPORTS_BACK", passage.start, passage.end)


def _implications(reading: Reading, passage: Passage) -> bool:
    """Whether the passage stands in a part of a report on costs, law, risks or background."""
    if reading.kind == "minutes" or not passage.headings:
        return False
    last = passage.headings[-1]
    title = reading.text(last.start_char, last.end_char).casefold()
    return any(word in title for word in reading.words["implications"])


def _on_plan(reading: Reading, passage: Passage) -> bool:
    """Whether the passage stands in a part on how an inspection's plan, or a list of recommendations, is getting on."""
    if reading.kind == "minutes":
        return reading.under("PLAN_PROGRESS", passage) or _page_on_plan(reading)
    if reading.kind not in {"officer_report", "other"}:
        return False
    titles = [p for p in reading.passages[:12] if p.is_heading]
    return any(reading.has("PLAN_PROGRESS", p.start, p.end) and _announces(reading, p) for p in titles)


def _page_on_plan(reading: Reading) -> bool:
    """Whether the paper is a page on one item of business, and its title names an inspection's plan."""
    if len(reading.agenda) > 1:
        return False
    top = reading.passages[:_TOP]
    return any(_is_on_plan(reading, passage) for passage in top) or any(_is_on_findings(reading, p) for p in top)


def _is_on_findings(reading: Reading, title: Passage) -> bool:
    """Whether a title names an inspectorate or its report, in a page that also names a plan or recommendations."""
    short = len(reading.text(title.start, title.end).split()) <= _LONGEST_TITLE
    answered = reading.says("PLAN") or reading.says("NAMES_RECOMMENDATION")
    return short and answered and reading.has("INSPECTION", title.start, title.end)


def _is_on_plan(reading: Reading, passage: Passage) -> bool:
    """Whether a title names an inspection's plan, or a paragraph says that a report on such a plan was considered."""
    short = len(reading.text(passage.start, passage.end).split()) <= _LONGEST_TITLE
    considered = short or reading.has("CONSIDERED", passage.start, passage.end)
    return considered and reading.has("PLAN_PROGRESS", passage.start, passage.end)


def _announces(reading: Reading, title: Passage) -> bool:
    words = reading.text(title.start, title.end).casefold()
    return "progress" in words or "update" in words
