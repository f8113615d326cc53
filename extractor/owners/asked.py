"""Who is asked to act: found by what a sentence does with a name, not by the name alone.

"The Clerk should write", "that the Director be requested to report", "Ms Brown offered to circulate", "delegated
to the Head of Housing in consultation with the Cabinet Member" each name one owner. "Ensure that social workers
attend" names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.owners.agents import read_agents
from extractor.owners.naming import owner_name
from extractor.owners.vocabulary import asking, vocabulary
from extractor.owners.words import NOTHING_KNOWN, Agent, Known, Token, tokens
from extractor.records import ItemKind, Owner, OwnerBasis, Quote

_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bCllr)(?<!\bSt)(?<!\bNo)(?<!\bRev)(?<!\bProf)(?<!\b[A-Z])[.?!;](?=\s)|\t|\n+(?![a-z])|:(?=\s)"
)
_ENSURES = re.compile(
    r"\b(?:ensur\w+|mak\w+\ssure|so\sthat|in\sorder\sthat|such\sthat|assur\w+|satisf\w+|whether|if|when|where|how|than)\b"
    r"[^;:]*$",
    re.IGNORECASE,
)
_ASKS_THAT = re.compile(
    r"(?:^\W*|\b(?:ask|request|requir|recommend|resolv|agree|propos|suggest|direct|instruct|urg)\w*\b[^;:.]{0,60}?\s)"
    r"that(?:,[^,;.:]{1,80},)?\s$",
    re.IGNORECASE,
)
_DELEGATED = re.compile(r"\b(?:delegat\w+|authority|powers?)\b[^.;:]{0,80}?\bto\s(?=\w)", re.IGNORECASE)
_WHO = re.compile(r",?\swho\s(?:would|will|should|must|agreed\sto|offered\sto|undertook\sto)\s(?!have\b|be\b|like\b)")
_BY = re.compile(r"\b(?:to\s)?be\s(?:[\w’-]+\s){1,10}?by\s(?=\w)", re.IGNORECASE)
_ASKED_IF = re.compile(r"\basked\s(?:if|whether)\s(?=\w)", re.IGNORECASE)
_COULD = re.compile(r"\s(?:could|would|can|might)\b")
_ASKED_FROM = re.compile(r"\basked\sfor\b[^.;:]{0,60}?\bfrom\s(?=\w)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\bactions?(?:\s(?:by|for|owner|point|on|no))?(?:\s?[\d.]{1,6})?|\blead(?:\sofficer|\smember)?|\bresponsib(?:le|ility)(?:\s\w+)?|"
    r"\bowners?|\bto\sbe\sactioned\sby)\s?[:–—-]\s?(?=\w)",
    re.IGNORECASE,
)
_ASIDE = (
    r"(?:\s?\([^()]{0,80}\))?"
    r"(?:,\s[^,;.:]{1,80},|"
    r",\s(?:having|being|as|led|acting|in|with)\s[^;.:]{1,250}?,(?=\s(?:is|are|should|must|be)\s))?"
    r"(?:\s(?:also|now|then|jointly|each|both|therefore|in\sturn))*"
)
_BE_DONE = re.compile(r"\s(?:not\s)?(?:also\s)?(?:be|have\sbeen)\s(?:\w+ly\s)?(?P<word>\w+)")
_DONE = re.compile(r"\w+ed$|given$|made$|kept$|held$|seen$|taken$|shown$|sent$|told$|able$|aware$")
_SUBJECT = re.compile(r"(?:^|[.?!]\s|\n)$")
_REACH = 200
# After one of these the word before was a noun: "the Task Group report be submitted".
_AFTER_NOUN: Final = frozenset(
    ("of", "be", "is", "are", "was", "were", "has", "have", "should", "must", "will", "would")
)
_PLAIN: Final = frozenset(("the", "this", "its", "a", "full"))
_BOUNDARY: Final = frozenset(
    [",", ";", ":", "(", "–", "—", "-", "that", "and", "but", "then", "which", "once", "therefore"]
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of an item, with what is known about the item."""

    text: str
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
    agents: list[Agent] = []
    if kind != "inspection_recommendation":
        agents.extend(_labelled(whole, first, known))
    for sentence in _sentences(whole, first, kind, known):
        agents.extend(a for a in _in_sentence(sentence) if not decides(whole, a, kind, body))
        agents.extend(_by_pronoun(sentence, first, agents))
    return as_owners(whole, agents, offset - first, basis, known)


def _bodies_only(text: str, agent: Agent) -> bool:
    last = tokens(text[agent.start : agent.end])[-1].lower
    return last in vocabulary().bodies


def as_owners(text: str, agents: Sequence[Agent], offset: int, basis: OwnerBasis, known: Known) -> list[Owner]:
    """The agents as records in reading order, each name once."""
    owners: dict[str, Owner] = {}
    for agent in sorted(agents, key=lambda agent: agent.start):
        words = text[agent.start : agent.end]
        name = owner_name(words, agent.type, known)
        quote = Quote(words, agent.start + offset, agent.end + offset)
        if not any(_same(name, earlier) for earlier in owners):
            owners[name] = Owner(name, agent.type, quote, basis)
    return list(owners.values())


def _same(name: str, earlier: str) -> bool:
    """Whether a later name is the earlier one again, in full or cut short ("the Board")."""
    words, before = (set(re.findall(r"\w+", words.lower())) for words in (name, earlier))
    return words <= before


def _shorter(owner: Owner, other: Owner) -> bool:
    """Whether this is the other cut short, told in another place: "the Board" in an item, its full name in the row."""
    return owner.type == other.type and owner.basis != other.basis and _same(owner.name, other.name)


def fuller(owners: Sequence[Owner], named: Sequence[Owner]) -> list[Owner]:
    """The owners, each that `named` has under a fuller name ("the Board", "the Safeguarding Board") replaced by it."""
    return [next((n for n in named if n.type == o.type and _same(o.name, n.name)), o) for o in owners]


def merge_owners(*groups: Sequence[Owner]) -> list[Owner]:
    """The owners of an item from several places, nearest place first: each once, under its fullest name."""
    merged: list[Owner] = []
    for owner in (owner for group in groups for owner in group):
        if any(_same(owner.name, other.name) for other in merged):
            continue
        shorter = next((i for i, other in enumerate(merged) if _shorter(other, owner)), None)
        if shorter is None:
            merged.append(owner)
        else:
            merged[shorter] = owner
    return merged


def _labelled(text: str, first: int, known: Known) -> Iterator[Agent]:
    """Whoever stands after "Action:" or "Lead officer:" in running text."""
    for match in _LABEL.finditer(text, first):
        words = tokens(text, match.end(), match.end() + _REACH)
        yield from read_agents(words, 0, known, names=True) if words else []


def _sentences(text: str, first: int, kind: ItemKind | None, known: Known) -> Iterator[_Sentence]:
    start = first
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text, first)), len(text)]:
        if text[start:end].strip():
            yield _Sentence(text, start, tokens(text, start, end), kind, known)
        start = end


def _in_sentence(sentence: _Sentence) -> list[Agent]:
    words, found = sentence.words, list(_subjects(sentence))
    first = min((agent.start for agent in found), default=words[-1].end)
    for pattern in (_DELEGATED, _ASKED_FROM, _active(), *([_BY, _ASKED_IF] if sentence.asks else [])):
        for match in pattern.finditer(sentence.text, sentence.start, words[-1].end):
            if pattern is not _active() or match.start() < first:  # "the Clerk to remind members to ..."
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
    at = next((i for i, word in enumerate(sentence.words) if word.start >= match.end()), None)
    if at is None or _ensured(sentence, match.start()):
        return []
    group = read_agents(sentence.words, at, sentence.known, names=match.re is _active())
    if match.re is _BY:
        return [agent for agent in group if not _bodies_only(sentence.text, agent)]
    if match.re is _ASKED_IF:
        return group if group and _COULD.match(sentence.text, group[-1].end) else []
    if not group or match.re is not _active():
        return group
    follows = sentence.text[group[-1].end : group[-1].end + _REACH]
    return group if re.match(r"(?:\s?\([^()]{0,160}\))?,?\sto\s[a-z]", follows) else []


def _may_start(words: Sequence[Token], at: int) -> bool:
    """Whether a subject can begin here: at the start of a clause."""
    if at == 0:
        return True
    before = words[at - 1]
    if before.lower in _BOUNDARY or not before.text[-1].isalnum():
        return True
    return words[at].lower == "the" and before.lower.endswith("ed") and not before.capital


def _ensured(sentence: _Sentence, start: int) -> bool:
    """Whether the clause depends on "ensure that" or the like, and so asks nothing of its own subject."""
    return bool(_ENSURES.search(sentence.text, sentence.start, start))


def _asked(sentence: _Sentence, group: Sequence[Agent], at: int) -> bool:
    start, end = group[0].start, group[-1].end
    if _ensured(sentence, start):
        return False
    if _should().match(sentence.text, end):
        return not _passive(sentence.text, _should().match(sentence.text, end))
    if not sentence.asks:
        return bool(_ASKS_THAT.search(sentence.text[sentence.start : start])) and _told(sentence, group)
    after_that = bool(_ASKS_THAT.search(sentence.text[sentence.start : start]))
    if _offers().match(sentence.text, end):
        return not _passive(sentence.text, _offers().match(sentence.text, end))
    if at == 0 and (_later(sentence, group) or _to_do().match(sentence.text, end)):
        return True
    return (at == 0 or after_that) and _told(sentence, group, after_that=after_that)


def _passive(text: str, match: re.Match[str] | None) -> bool:
    """ "The Clerk should be thanked": asked of somebody else. "Should be asked to" asks it of the Clerk."""
    done = _BE_DONE.match(text, match.end()) if match and match["modal"] else None
    return bool(done and _DONE.match(done["word"]) and done["word"].lower() not in asking()["passive"])


def _told(sentence: _Sentence, group: Sequence[Agent], *, after_that: bool = True) -> bool:
    """ "(that) officers bring back a report": the name stands right before a verb of doing."""
    words, at = sentence.words, group[-1].after
    if at < len(words) and words[at].text == ",":  # "the working group, chaired by Mr Moss, continue"
        inside = words[at - 1].end > group[-1].end  # the comma closes what the name was explained by
        at = at + 1 if inside else next((i + 1 for i in range(at + 1, len(words)) if words[i].text == ","), len(words))
    if at < len(words) and words[at].lower in ("also", "jointly", "now"):
        at += 1
    if at >= len(words) or words[at].capital or sentence.text[words[at - 1].end : words[at].start] != " ":
        return False
    verbs = vocabulary().verbs
    plain = words[at].lower in verbs and (after_that or not words[at].lower.endswith("s"))
    return plain and not (at + 1 < len(words) and words[at + 1].lower in _AFTER_NOUN)


def _later(sentence: _Sentence, group: Sequence[Agent]) -> bool:
    """ "Mr Read shared that ... and offered to come back": the promise comes later in the sentence."""
    people = group[0].type != "organisation" or sentence.text[group[-1].end :].lstrip().startswith(("is ", "are "))
    end = sentence.words[-1].end
    return people and bool(_and_offers().match(sentence.text, group[-1].end, end))


def decides(text: str, agent: Agent, kind: ItemKind | None, body: str) -> bool:
    """Whether this is the meeting itself, which does not own what it resolves."""
    if kind != "resolution" or agent.type == "person":
        return False
    words = [word.lower for word in tokens(text[agent.start : agent.end]) if word.lower not in _PLAIN]
    own = bool(body) and {*words} <= {word.lower for word in tokens(body)}
    bidden = re.match(r"\s(?:be|is|are)\s", text[agent.end : agent.end + 5])
    return own or (" ".join(words) in vocabulary().bodies and not (body and bidden))


def _by_pronoun(sentence: _Sentence, first: int, agents: Sequence[Agent]) -> Iterator[Agent]:
    """Whom "he would ..." means: the last person or post that a clause of the item, or a sentence before, is about."""
    if not sentence.asks:
        return
    match = _pronoun().search(sentence.text, sentence.start, sentence.words[-1].end)
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


def _words(key: str) -> str:
    return "|".join(re.escape(w).replace("\\ ", r"\s") for w in sorted(asking()[key], key=len, reverse=True))


@lru_cache(maxsize=1)
def _should() -> re.Pattern[str]:
    """What asks in any paper: "should", "must", "needs to", "is asked to"."""
    modal = r"(?P<modal>should|must|shall|(?:would\s|will\s)?needs?\sto|ha(?:s|ve)\sto)\b"
    asked = (
        rf"(?:(?:is|are|was|were|be|been|ha(?:s|ve)\sbeen)\s(?:also\s|therefore\s|hereby\s)?(?:{_words('passive')})\b)"
    )
    linked = r"(?:is|are)\s[^.;,]{0,80}?\sand\s(?:should|must)\b"
    return re.compile(rf"{_ASIDE},?\s{{1,3}}(?:{modal}|{asked}|{linked})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _offers() -> re.Pattern[str]:
    """What asks in minutes and action plans besides: "will draft", "offered to", "said he would"."""
    will = rf"(?:who\s)?(?P<modal>will|would)\b(?!\s(?:not\s)?(?:{_words('not_tasks')})\b(?!\sbeen|\sasked))"
    said = rf"(?:{_words('said')})(?:\s(?!that\b)[\w’'-]+){{0,3}}?(?:\sthat)?\s(?:he|she|they)\s(?:would|will)\b"
    return re.compile(rf"{_ASIDE},?\s{{1,3}}(?:{will}|(?:{_words('promised')})\sto\b|{said})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _and_offers() -> re.Pattern[str]:
    later = rf"and\s(?:(?:{_words('promised')})\sto|should|must|(?:said\s)?(?:he|she|they)?\s?would)\b"
    return re.compile(rf"\s(?:[a-z]+ed|is|are|said|told|gave)\b[^.;]{{0,250}}?\b{later}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _to_do() -> re.Pattern[str]:
    return re.compile(rf"{_ASIDE}(?:\s[–-])?\sto\s(?!be\b|the\b|a\b|an\b|all\b|this\b)[a-z]")


@lru_cache(maxsize=1)
def _active() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('active')})\s(?:that\s)?(?=\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _pronoun() -> re.Pattern[str]:
    said = rf"(?:(?:{_words('said')})(?:\sthat)?\s(?:he|she|they)\s)?"
    will = rf"(?:would|will|(?:{_words('promised')})\sto)\s(?!(?:{_words('not_tasks')})\b)\w"
    return re.compile(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s(?:also\s)?{said}{will}")
