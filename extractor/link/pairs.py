"""Which items of two papers are one: explicit anchors first, wording second, never across councils.

What two papers have in common depends on these two alone, so the order in which papers arrive changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.fuzz import ratio

from extractor.link.items import Facts, Item, Link, link
from extractor.link.relations import Relation, months_apart, relation
from extractor.link.wording import IN_WORDS, Likeness, compare, may_be_alike
from extractor.records import squash

Anchor = Literal["same", "different", "unknown"]

MARGIN = 0.06  # by which a re-wording must beat the next best, or it is a question
SAME_HEADING = 85
LIST_AGREES = 0.6  # of the numbered items, for a faint likeness under the same number to count
OLD = 120  # months; of inspections older still none is nearer
LONG = 5  # content words: too many to agree by chance under another heading


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items held against each other."""

    a: Item
    b: Item
    relation: Relation
    like: Likeness
    number: Anchor
    heading: Anchor

    @property
    def key(self) -> tuple[str, str]:
        return (self.a.id, self.b.id)

    @property
    def split(self) -> bool:
        """Whether the number of one is a part of the other's: "2" and "2a", "2" and "2.1"."""
        short, long = sorted(((self.a.ref or "").casefold(), (self.b.ref or "").casefold()), key=len)
        return bool(short) and re.fullmatch(r"(?:[a-z]|\([a-z]\)|\.\d+)", long.removeprefix(short)) is not None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rules make of a pair."""

    score: float
    verdict: Literal["same", "doubt"]
    merges: bool = False


def match_papers(ours: Sequence[Item], theirs: Sequence[Item], *, printings: bool = False) -> list[Link]:
    """The links between the items of two papers, each item once save where rows were merged or split; then doubts.

    `printings` says that both are printings of one paper, a draft and its final text: then even a formula is itself.
    """
    if not ours or not theirs:
        return []
    if theirs[0].paper.id < ours[0].paper.id:
        ours, theirs = theirs, ours
    telling = _headings_tell(ours) and _headings_tell(theirs)
    near = ((a, b) for a in ours for b in theirs if may_be_alike(a.wording, b.wording))
    held = (_pair(a, b, printings=printings, telling=telling) for a, b in near)
    pairs = [pair for pair in held if pair and pair.like.grade != "different"]
    agrees = _lists_agree(pairs, ours, theirs)
    alone = _alone_under_heading(ours, theirs)
    judged = [(p, o) for p in pairs if (o := _judge(p, agrees=agrees, alone=p.key in alone))]
    judged.sort(key=lambda j: _rank(*j))
    return list(_assign(judged))


def come_backs(newer: Sequence[Item], earlier: Sequence[Item]) -> list[Link]:
    """The points of one inspection that an earlier one of the same council had made; `first` is the newer."""
    found = []
    for a in newer:
        likes = [(compare(a.wording, b.wording), b) for b in earlier]
        best = max(likes, key=lambda pair: (pair[0].score, -pair[1].position), default=None)
        if best and best[0].grade not in ("faint", "different") and best[0].shared >= LONG:
            found.append(Link(a.id, best[1].id, round(best[0].score, 4), IN_WORDS[best[0].grade]))
    return found


def _pair(a: Item, b: Item, *, printings: bool, telling: bool) -> Pair | None:
    how: Relation | None = "version" if printings and a.kind == b.kind else relation(a, b)
    if how is None:
        return None
    like = compare(a.wording, b.wording, corrected=printings)
    return Pair(a, b, how, like, _number(a, b), _heading(a.heading, b.heading) if telling else "unknown")


def _headings_tell(items: Sequence[Item]) -> bool:
    """Whether headings tell the items of a paper apart; one heading over all ("Actions") tells nothing."""
    return len({item.heading.casefold() for item in items}) > 1


def _number(a: Item, b: Item) -> Anchor:
    """Whether the printed numbers agree; the rows of an action log are merely counted, so short numbers say nothing."""
    one, other = squash(a.ref or ""), squash(b.ref or "")
    listed = "inspection_recommendation" in (a.kind, b.kind)
    counted = not listed and (len(one) < 3 or len(other) < 3)
    if not one or not other or counted:
        return "unknown"
    return "same" if one == other else "different"


def _heading(a: str, b: str) -> Anchor:
    if not a or not b:
        return "unknown"
    one, other = a.casefold(), b.casefold()
    return "same" if one in other or other in one or ratio(one, other) >= SAME_HEADING else "different"


def _lists_agree(pairs: Iterable[Pair], ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether one paper goes through the other's numbered list: most numbers stand for like words in both."""
    good = sum(p.number == "same" and p.like.grade != "faint" for p in pairs)
    numbered = min(sum(bool(i.ref) for i in items) for items in (ours, theirs))
    return good >= 3 and good >= LIST_AGREES * numbered


def _alone_under_heading(ours: Sequence[Item], theirs: Sequence[Item]) -> set[tuple[str, str]]:
    """Pairs of actions that stand alone under the same heading in both papers and begin with the same word."""
    alone = []
    for items in (ours, theirs):
        under: dict[str, list[Item]] = {}
        for item in items:
            under.setdefault(item.heading.casefold(), []).append(item)
        alone.append({heading: found[0] for heading, found in under.items() if heading and len(found) == 1})
    return {
        (a.id, b.id)
        for heading, a in alone[0].items()
        if (b := alone[1].get(heading)) and a.wording.words[:1] == b.wording.words[:1]
    }


def _judge(pair: Pair, *, agrees: bool, alone: bool) -> Opinion | None:
    if pair.relation == "restated" and pair.a.kind != pair.b.kind:
        opinion = _judge_repeated(pair)
    elif pair.relation in ("restated", "carried") and pair.a.kind == "inspection_recommendation":
        opinion = _judge_numbered(pair, agrees=agrees)
    elif pair.relation == "carried":
        opinion = _judge_action(pair, alone=alone)
    else:
        opinion = Opinion(pair.like.score, "same") if pair.like.grade in ("exact", "near") else None
    return opinion


def _judge_numbered(pair: Pair, *, agrees: bool) -> Opinion | None:
    """An inspection's list is numbered, and a paper that goes through it mostly keeps the numbers.

    Of two inspections that say the same, the last before the paper is meant.
    """
    grade, number = pair.like.grade, pair.number
    if grade in ("exact", "near"):
        age = min(months_apart(pair.a.paper, pair.b.paper), OLD) / OLD
        return Opinion(pair.like.score - 0.03 * (number == "different") - 0.05 * age, "same")
    if grade == "contained":
        return Opinion(0.85, "same") if number != "different" and pair.like.shared >= 3 else _doubt(pair)
    if grade == "reworded":
        return Opinion(0.85 if number == "same" else 0.7, "same") if number != "different" else _doubt(pair)
    return Opinion(0.65, "same") if agrees and number == "same" else None


def _judge_repeated(pair: Pair) -> Opinion | None:
    """A task that nobody said was an inspection's: only its very words, and many of them, make it that."""
    numbered = pair.like.grade == "contained" and pair.number == "same"
    repeated = (numbered or pair.like.grade in ("exact", "near")) and pair.like.shared >= LONG
    return Opinion(pair.like.score, "same") if repeated else None


def _judge_action(pair: Pair, *, alone: bool) -> Opinion | None:
    """The rows of an action log are told apart by their heading; short ones by little else.

    The log of another body of the council is another log: there only many words in common will do.
    """
    grade, shared = pair.like.grade, pair.like.shared
    long, anchored = shared >= LONG, _anchored(pair)
    log = _same_log(pair.a.paper, pair.b.paper)
    placed = log and pair.heading == "same"
    if grade in ("exact", "near"):
        if placed or long or (log and anchored) or (log and grade == "exact" and pair.heading == "unknown"):
            return Opinion(pair.like.score * (1.0 if placed else 0.9), "same")
        return _doubt(pair, log)
    if grade == "contained" and shared >= 3:
        if placed or (long and anchored) or (log and pair.split):
            return Opinion(0.8, "same", merges=log)
        return _doubt(pair, log and (long or anchored))
    if grade == "reworded":
        sure = placed or (log and long and anchored)
        return Opinion(0.75, "same") if sure else _doubt(pair, log and long)
    return Opinion(0.6, "same") if alone and log else None


def _anchored(pair: Pair) -> bool:
    """Whether something other than the wording says that the two are one: a number, an owner, a deadline."""
    same_day = pair.a.due_date is not None and pair.a.due_date == pair.b.due_date
    return pair.number == "same" or bool(pair.a.owners & pair.b.owners) or same_day


def _same_log(a: Facts, b: Facts) -> bool:
    """Whether one body keeps both; a paper may name it in short ("Improvement Board")."""
    if a.body is None or b.body is None:
        return True
    one, other = (body.rsplit(".", 1)[-1] for body in (a.body, b.body))
    return one == other or one.endswith(f"-{other}") or other.endswith(f"-{one}")


def _doubt(pair: Pair, worth_asking: bool = True) -> Opinion | None:
    return Opinion(0.5 * pair.like.score, "doubt") if worth_asking else None


def _rank(pair: Pair, opinion: Opinion) -> tuple[object, ...]:
    """Best first; equals by heading, by number, by how near they stand in their lists, and at last by id."""
    return (
        opinion.verdict == "doubt",
        -opinion.score,
        pair.heading != "same",
        pair.number != "same",
        abs(pair.a.position - pair.b.position),
        pair.key,
    )


def _assign(judged: Sequence[tuple[Pair, Opinion]]) -> Iterator[Link]:
    """Each item goes to its best partner; a merged or split row may have several; a close second makes a question."""
    taken: set[str] = set()
    merged: set[str] = set()
    for pair, opinion in judged:
        free = not taken & set(pair.key)
        shares = opinion.merges and not set(pair.key) <= taken and (pair.split or taken & set(pair.key) <= merged)
        if not free and not shares:
            continue
        if opinion.verdict == "doubt" or (free and _close_second(pair, opinion, judged, taken)):
            yield link(pair.a, pair.b, opinion.score, _why(pair), "doubt")
            continue
        taken.update(pair.key)
        if opinion.merges:
            merged.update(pair.key)
        yield link(pair.a, pair.b, opinion.score, _why(pair))


def _close_second(pair: Pair, opinion: Opinion, judged: Sequence[tuple[Pair, Opinion]], taken: set[str]) -> bool:
    """Whether another free pair of a re-worded item is nearly as good."""
    if pair.like.grade != "reworded" or pair.number == "same":
        return False
    return any(
        other is not pair
        and o.score >= opinion.score
        and len({*other.key, *pair.key}) == 3
        and not taken & set(other.key)
        and abs(other.like.score - pair.like.score) < MARGIN
        for other, o in judged
    )


def _why(pair: Pair) -> str:
    """The reason in words, anchors first."""
    reasons = []
    if pair.number == "same":
        reasons.append(f"number {pair.a.ref} in both")
    elif pair.number == "different":
        reasons.append(f"number {pair.a.ref} in one and {pair.b.ref} in the other")
    if pair.heading == "same":
        reasons.append(f"both under “{pair.a.heading}”")
    if pair.a.owners & pair.b.owners:
        reasons.append("the same owner")
    if pair.a.due_date and pair.a.due_date == pair.b.due_date:
        reasons.append(f"due on {pair.a.due_date} in both")
    wording = IN_WORDS[pair.like.grade]
    if pair.like.grade != "exact":
        wording += f" ({pair.like.score:.2f})"
    return "; ".join([*reasons, wording])
