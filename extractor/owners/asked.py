"""Who is asked to act: found by what a sentence does with a name, not by the name alone.

"The Clerk should write", "that the Director be requested to report", "Ms Brown offered to circulate", "delegated
to the Head of Housing in consultation with the Cabinet Member" each name one owner. "Ensure that social workers
attend" names none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.dates.forms import in_small_letters
from extractor.owners.agents import read_agents
from extractor.owners.merging import as_owners
from extractor.owners.patterns import active, and_offers, offers, pronoun, should, to_do
from extractor.owners.vocabulary import asking, vocabulary
from extractor.owners.words import NOTHING_KNOWN, Agent, Known, Token, starting, tokens
from extractor.records import ItemKind, Owner, OwnerBasis

_SENTENCE_END = re.compile(  # begins with what it can leap to
    r"[.?!;:\t\n](?:(?<=\t)|(?<=\n)\n*(?![a-z])|(?<=:)(?=\s)|(?<=[.?!;])(?=\s)"
    r"(?<!\bM[rs].)(?<!\bDr.)(?<!\bMrs.)(?<!\bCllr.)(?<!\bSt.)(?<!\bNo.)(?<!\bRev.)(?<!\bProf.)(?<!\b[A-Z].))"
)
_ENSURES = re.compile(
    r"\b(?:(?:ensur\w+|mak\w+\ssure|so\sthat|in\sorder\sthat|such\sthat|assur\w+|satisf\w+)\b[^;:]*"
    r"|(?:whether|if|when|where|how|than)\b[^,;:]*)$",
    re.IGNORECASE,
)
_ASKS_THAT = re.compile(
    r"(?:^\W*|\b(?:ask|request|requir|recommend|resolv|agree|propos|suggest|direct|instruct|urg)\w*\b[^;:.]{0,60}?\s)"
    r"that(?:,[^,;.:]{1,80},)?\s$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"^\W*(?:so\sthat|in\sorder\s(?:that|to)|to\s(?:ensure|make\ssure))\b.*,\s$", re.IGNORECASE | re.DOTALL
)
# These five are for text in small letters.
_DELEGATED = re.compile(
    starting(r"delegat\w+", r"a(?<!local\sa)uthority(?![’']s)", r"powers?", r"remit(?:ted)?")
    + r"\b[^.;:]{0,80}?\bto\s(?=\w)"
)
_BY = re.compile(starting(r"to\sbe", "be") + r"\s(?:[\w’-]+\s){1,10}?by\s(?=\w)")
_ASKED_IF = re.compile(starting("asked") + r"\s(?:if|whether)\s(?=\w)")
_ASKED_FROM = re.compile(starting("asked") + r"\sfor\b[^.;:]{0,60}?\bfrom\s(?=\w)")
_LABEL = re.compile(
    starting(
        r"actions?(?:\s(?:by|for|owner|point|on|no))?(?:\s?[\d.]{1,6})?",
        r"lead(?:\sofficer|\smember)?",
        r"responsib(?:le|ility)(?:\s\w+)?",
        r"owners?",
        r"to\sbe\sactioned\sby",
    )
    + r"\s?[:–—-]\s?(?=\w)"
)
_ALL = re.compile(r"\W*(?P<all>All)\sto\s(?!be\b|the\b|a\b)[a-z]")
_WHO = re.compile(r",?\swho\s(?:would|will|should|must|agreed\sto|offered\sto|undertook\sto)\s(?!have\b|be\b|like\b)")
_COULD = re.compile(r"\s(?:could|would|can|might)\b")
_BE_DONE = re.compile(r"\s(?:not\s)?(?:also\s)?(?:be|have\sbeen)\s(?:\w+ly\s)?(?P<word>\w+)")
_DONE = re.compile(r"\w+ed$|given$|made$|kept$|held$|seen$|taken$|shown$|sent$|told$|able$|aware$")
_MANY: Final = frozenset(("members", "councillors", "governors", "trustees"))
_DECIDED = re.compile(r"\s(?:\w+ly\s|then\s|also\s)?(?:agreed|resolved|decided)\b")
_SUBJECT = re.compile(r"(?:^|[.?!–-]\s|\n)$")
_REACH = 200
# After one of these the word before was a noun: "the Task Group report be submitted".
_AFTER_NOUN: Final = frozenset(
    ("of", "from", "be", "is", "are", "was", "were", "has", "have", "should", "must", "will", "would")
)
_PLAIN: Final = frozenset(("the", "this", "its", "a", "full"))
_BOUNDARY: Final = frozenset(
    [",", ";", ":", "(", "–", "—", "-", "that", "and", "but", "then", "which", "once", "therefore"]
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of an item, with what is known about the item; `small` is the text in small letters."""

    text: str
    small: str
    start: int
    words: Sequence[Token]
    kind: ItemKind | None
    known: Known

    @property
    def asks(self) -> bool:
        """Whether it stands in a paper that gives people tasks, where "will" and "X to do" do so."""
        return self.kind != "inspection_recommendation"


def find_owners(
    text: str,
    offset: int = 0,
    *,
    basis: OwnerBasis = "item",
    kind: ItemKind | None = None,
    body: str = "",
    known: Known = NOTHING_KNOWN,
    before: str = "",
) -> list[Owner]:
    """Everybody whom the text asks, tells or lets decide to act, once each, in reading order.

    `kind` is that of the item: in a resolution the deciding body (`body`, and any "Committee" without a name) does
    not own its own decision. `before` is what the same paragraph says earlier, for "he would".
    """
    whole, first = before + text, len(before)
    small = in_small_letters(whole)
    agents: list[Agent] = []
    if kind != "inspection_recommendation":
        agents.extend(_labelled(whole, small, first, known))
    for sentence in _sentences(whole, small, first, kind, known):
        agents.extend(a for a in _in_sentence(sentence) if not decides(whole, a, kind, body))
        agents.extend(_by_pronoun(sentence, first, agents))
    return as_owners(whole, agents, offset - first, basis, known)


def _bodies_only(text: str, agent: Agent) -> bool:
    last = tokens(text[agent.start : agent.end])[-1].lower
    return last in vocabulary().bodies


def _labelled(text: str, small: str, first: int, known: Known) -> Iterator[Agent]:
    """Whoever stands after "Action:" or "Lead officer:" in running text."""
    for match in _LABEL.finditer(small, first):
        words = tokens(text, match.end(), match.end() + _REACH)
        yield from read_agents(words, 0, known, names=True) if words else []


def _sentences(text: str, small: str, first: int, kind: ItemKind | None, known: Known) -> Iterator[_Sentence]:
    start = first
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text, first)), len(text)]:
        if text[start:end].strip():
            yield _Sentence(text, small, start, tokens(text, start, end), kind, known)
        start = end


def _in_sentence(sentence: _Sentence) -> list[Agent]:
    words, found = sentence.words, list(_subjects(sentence))
    everybody = _ALL.match(sentence.text, sentence.start) if sentence.asks else None
    if everybody:
        found.append(Agent(*everybody.span("all"), "role", 1))
    first = min((agent.start for agent in found), default=words[-1].end)
    for pattern in (_DELEGATED, _ASKED_FROM, active(), *([_BY, _ASKED_IF] if sentence.asks else [])):
        for match in pattern.finditer(sentence.small, sentence.start, words[-1].end):
            if pattern is not active() or match.start() < first:  # "the Clerk to remind members to ..."
                found.extend(_named_at(sentence, match))
    return found


def _subjects(sentence: _Sentence) -> Iterator[Agent]:
    words, at = sentence.words, 0
    relative = sentence.asks and _WHO.search(sentence.text, sentence.start, words[-1].end)
    while at < len(words):
        first = _may_start(words, at)
        group = read_agents(words, at, sentence.known, names=at == 0 and sentence.asks) if first or relative else []
        if group and (_asked(sentence, group, at) if first else _WHO.match(sentence.text, group[-1].end)):
            yield from group if first else group[-1:]
        at = group[-1].after if group else at + 1


def _named_at(sentence: _Sentence, match: re.Match[str]) -> list[Agent]:
    at = bisect_left(sentence.words, match.end(), key=lambda word: word.start)
    if at == len(sentence.words) or _ensured(sentence, match.start()):
        return []
    group = read_agents(sentence.words, at, sentence.known, names=match.re is active())
    if match.re is _BY:
        return [agent for agent in group if not _bodies_only(sentence.text, agent)]
    if match.re is _ASKED_IF:
        return group if group and _COULD.match(sentence.text, group[-1].end) else []
    if not group or match.re is not active():
        return group
    follows = sentence.text[group[-1].end : group[-1].end + _REACH]
    return (
        group
        if re.match(
            r"(?:\s?\([^()]{0,160}\))?(?:,?\sin\sconsultation\swith\s[^.;:]{1,160}?)?,?\sto\s(?!(?:the|a|an|our|their|its|this)\b)[a-z]",
            follows,
        )
        else []
    )


def _may_start(words: Sequence[Token], at: int) -> bool:
    """Whether a subject can begin here: at the start of a clause."""
    if at == 0:
        return True
    before = words[at - 1]
    if words[at].lower.endswith("ing") and not words[at].capital:
        return False  # "the Committee, having heard the Director, agreed"
    if before.lower == "and" and at > 1 and words[at - 2].capital and words[at].capital:
        return words[at].text in vocabulary().titles  # "the Overview and Scrutiny Committee"
    if before.lower in _BOUNDARY or not before.text[-1].isalnum():
        return True
    return words[at].lower == "the" and before.lower.endswith("ed") and not before.capital


def _ensured(sentence: _Sentence, start: int) -> bool:
    """Whether the clause depends on "ensure that" or the like, and so asks nothing of its own subject."""
    before = sentence.text[max(sentence.start, start - _REACH) : start]
    return bool(_ENSURES.search(before)) and not _PURPOSE.match(before)


def _asked(sentence: _Sentence, group: Sequence[Agent], at: int) -> bool:
    """Whether what follows the names asks something of them, or lets them promise it."""
    text, start, end = sentence.text, group[0].start, group[-1].end
    if _ensured(sentence, start):
        return False
    if asks := should().match(text, end) or (offers().match(text, end) if sentence.asks else None):
        return not _passive(text, asks)
    after_that = bool(_ASKS_THAT.search(text[max(sentence.start, start - _REACH) : start]))
    if at == 0 and sentence.asks and (_later(sentence, group) or to_do().match(text, end)):
        return True
    return (after_that or (at == 0 and sentence.asks)) and _told(sentence, group, after_that=after_that)


def _passive(text: str, asks: re.Match[str]) -> bool:
    """ "The Clerk should be thanked": asked of somebody else. "Should be asked to" asks it of the Clerk."""
    done = _BE_DONE.match(text, asks.end()) if asks["modal"] else None
    return bool(done and _DONE.match(done["word"]) and done["word"].lower() not in asking()["passive"])


def _told(sentence: _Sentence, group: Sequence[Agent], *, after_that: bool = True) -> bool:
    """ "(that) officers bring back a report": the name stands right before a verb of doing."""
    words, at = sentence.words, group[-1].after
    if at < len(words) and words[at].text == ",":  # "the working group, chaired by Mr Moss, continue"
        # The comma closes what the name was explained by: "the Assistant Director, Early Help, write to members".
        inside = words[at - 1].end > group[-1].end or "," in sentence.text[group[-1].start : group[-1].end]
        at = at + 1 if inside else next((i + 1 for i in range(at + 1, len(words)) if words[i].text == ","), len(words))
    if at < len(words) and words[at].lower in ("also", "jointly", "now"):
        at += 1
    if at >= len(words) or words[at].capital or sentence.text[words[at - 1].end : words[at].start] != " ":
        return False
    verbs = vocabulary().verbs
    told = after_that or sentence.kind == "officer_recommendation"
    plain = words[at].lower in verbs and (told or not words[at].lower.endswith("s"))
    return plain and not (at + 1 < len(words) and words[at + 1].lower in _AFTER_NOUN)


def _later(sentence: _Sentence, group: Sequence[Agent]) -> bool:
    """ "Mr Read shared that ... and offered to come back": the promise comes later in the sentence."""
    people = group[0].type != "organisation" or sentence.text[group[-1].end :].lstrip().startswith(("is ", "are "))
    end = sentence.words[-1].end
    return people and bool(and_offers().match(sentence.text, group[-1].end, end))


def decides(text: str, agent: Agent, kind: ItemKind | None, body: str) -> bool:
    """Whether this is the meeting itself, which does not own what it resolves."""
    if kind != "resolution" or agent.type == "person":
        return False
    words = [word.lower for word in tokens(text[agent.start : agent.end]) if word.lower not in _PLAIN]
    own = bool(body) and {*words} <= {word.lower for word in tokens(body)}
    if words[-1:] and words[-1] in _MANY and _DECIDED.match(text, agent.end):
        return True
    bidden = re.match(r"\s(?:be|is|are)\s", text[agent.end : agent.end + 5])
    return own or (" ".join(words) in vocabulary().bodies and not (body and bidden))


def _by_pronoun(sentence: _Sentence, first: int, agents: Sequence[Agent]) -> Iterator[Agent]:
    """Whom "he would ..." means: the last person or post that a clause of the item, or a sentence before, is about."""
    if not sentence.asks:
        return
    match = pronoun().search(sentence.text, sentence.start, sentence.words[-1].end)
    if match is None or any(sentence.start <= agent.start for agent in agents):
        return
    text = sentence.text
    people = _people(tokens(text, 0, match.start()), sentence.known)
    earlier = [a for a in people if a.start >= first or _SUBJECT.search(text, 0, a.start)]
    if earlier:
        yield earlier[-1]


def _people(words: Sequence[Token], known: Known) -> list[Agent]:
    """The person or post at the start of each clause, those that are objects ("of the Clerk") left out."""
    found: list[Agent] = []
    at = 0
    while at < len(words):
        group = read_agents(words, at, known) if _may_start(words, at) else []
        found.extend(agent for agent in group[:1] if agent.type != "organisation")
        at = group[0].after if group else at + 1
    return found
