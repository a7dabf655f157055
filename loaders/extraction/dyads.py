"""Who acts on whom in a sentence, in four families of PLOVER: AGREE, CONSULT, SUPPORT, COOPERATE.

As PLOVER has it, each sentence tells one event: the main one, below verbs of saying. An intention and anything
cooperative told of the future is AGREE; meetings, visits, calls and mediation are CONSULT; praise, recognition and
the signing or ratifying of an agreement are SUPPORT; what states do together is COOPERATE. A verb of any other category
(demand, reject, threaten, attack, give aid, release …) ends the search, and so does a negation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.word_lists import values, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import ActorMention, Analysis, Sentence
    from accord.loaders.extraction.referents import Referents

FAMILIES: Final = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE")
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_CLAUSES: Final = ("ccomp", "xcomp", "acomp", "attr", "oprd", "pcomp", "advcl", "conj", "parataxis")
_FUTURE: Final = frozenset({"will", "'ll", "shall", "would", "wo"})
_PLACED: Final = frozenset({"in", "at", "near", "from", "around", "outside"})
# In these both sides do the same; in others the subject acts on the object.
_MUTUAL: Final = frozenset({"agree", "meet", "negotiate", "confer", "consult", "discuss", "talk", "sign", "exchange"})
_TELLING: Final = frozenset({"say", "announce", "report", "tell", "state", "claim", "add", "confirm", "allege"})
_TRAVEL: Final = frozenset({"arrive", "fly", "travel", "go", "come", "return"})
_ARMED: Final = frozenset("troop soldier force army plane ship warship convoy peacekeeper refugee aid marine".split())
_JOINTLY: Final = frozenset({"together", "jointly"})
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Dyad:
    """One event between two actors (codes); ``mutual``: neither acts more than the other."""

    source: str
    target: str
    family: str
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class _Event:
    verb: Token
    family: str


class DyadReader:
    """Reads the dyads of analysed articles; the word list is read once."""

    def __init__(self) -> None:
        self._families: Mapping[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for row in word_list("plover_verbs"):
            self._families[row["word"]].append((row["family"], frozenset(values(row["object"]))))

    def dyads(self, analysis: Analysis, referents: Referents) -> list[Dyad]:
        """The dyads of each sentence, in order."""
        sides = _Sides(analysis, referents)
        found: dict[Dyad, None] = {}
        for sentence in analysis.sentences:
            event = self._event(analysis, sentence)
            if event is not None and event.family in FAMILIES:
                found.update(dict.fromkeys(sides.of(event, sentence)))
        return list(found)

    def _event(self, analysis: Analysis, sentence: Sentence) -> _Event | None:
        roots = [t for t in analysis.span(sentence) if t.dep_ == "ROOT"]
        for root in roots:
            event = self._below(root, 0)
            if event is not None:
                return event
        return None

    def _below(self, token: Token, depth: int) -> _Event | None:
        """The first event at a clause or below it, the nearest first."""
        family = self._family(token)
        if family is not None:
            return _Event(token, "other" if _negated(token) else self._as_told(token, family))
        if depth >= _DEEPEST or _negated(token):
            return None
        below = [c for c in token.children if c.dep_ in _CLAUSES]
        below += [g for c in token.children if c.dep_ in {"prep", "agent"} for g in c.children if g.dep_ == "pcomp"]
        for child in sorted(below, key=lambda c: _CLAUSES.index(c.dep_)):
            event = self._below(child, depth + 1)
            if event is not None:
                return event
        return None

    def _family(self, token: Token) -> str | None:
        """The family of a predicate; one that a certain object makes comes first."""
        known = self._families.get(token.lemma_.lower(), [])
        objects = _objects(token) if any(wanted for _, wanted in known) else set()
        for family, wanted in known:
            if wanted & objects:
                return family
        if token.lemma_.lower() in _TRAVEL and _subject_is_armed(token):
            return "other"
        told = next((family for family, wanted in known if not wanted), None)
        return "COOPERATE" if told is None and token.pos_ == "VERB" and _together(token) else told

    def _as_told(self, token: Token, family: str) -> str:
        """Cooperation of the future is an intention, whatever it is: "will release", "is to meet"."""
        if family == "AGREE" or not _future(token):
            return family
        hostile = family == "other" and token.lemma_.lower() not in _YIELDING
        return "other" if hostile else "AGREE"


# Of the other categories those that are a kindness when promised.
_YIELDING: Final = frozenset(
    "release free withdraw evacuate disarm return repatriate send give provide donate grant supply deliver ship lend "
    "contribute shelter lift ease relax allow permit leave".split()
)


class _Sides:
    """Sources and targets of events in one analysed article."""

    def __init__(self, analysis: Analysis, referents: Referents) -> None:
        self.analysis = analysis
        self.referents = referents

    def of(self, event: _Event, sentence: Sentence) -> Iterator[Dyad]:
        """The dyads of an event."""
        subject = _subject(event.verb)
        sources = self._sources(event.verb, subject)
        targets = self._targets(event.verb, subject, sources, sentence)
        others = [code for code in targets if code not in sources]
        if len(sources) > 1 and (event.verb.lemma_.lower() in _MUTUAL or not others):
            yield from self._pairs(sources, event.family)
            return
        for source in sources:
            for target in others or targets[:1]:
                yield Dyad(source, target, event.family, event.family == "CONSULT" or _joint(event.verb))

    def _sources(self, verb: Token, subject: Token | None) -> list[str]:
        """Who acts: the agent of a passive, the subject, or for a pronoun the one who says so."""
        agents = [o for c in verb.children if c.dep_ == "agent" for o in c.children]
        if agents and subject is not None and subject.dep_ == "nsubjpass":
            by = list(dict.fromkeys(code for agent in agents for code in self._codes(agent)))
            return by or self._codes(subject)
        found = self._codes(subject) if subject is not None else []
        if not found and (subject is None or subject.pos_ == "PRON"):
            above = next((a for a in verb.ancestors if any(c.dep_ in _SUBJECTS for c in a.children)), None)
            speaker = _subject(above) if above is not None else None
            found = self._codes(speaker) if speaker is not None else []
        return found

    def _targets(self, verb: Token, subject: Token | None, sources: list[str], sentence: Sentence) -> list[str]:
        """On whom the event bears: its objects, else the first named after it, else a place, else those at home."""
        own: list[str] = []
        for phrase in _phrases(verb):
            codes = self._codes(phrase)
            if any(code not in sources for code in codes):
                return [code for code in codes if code not in sources]
            own = own or codes or self._at_home(phrase, sources)
        if own:
            return own
        after = [m for m in self.analysis.actors_in(verb.i, sentence.end) if not self._speaks(m, verb)]
        if subject is not None:
            after = [m for m in after if not subject.left_edge.i <= m.start <= subject.right_edge.i]
        after.sort(key=self._placed)
        # Bodies act on states rather than on each other, which mostly are parts of one another.
        bodies = {m.code for m in self.analysis.actors if m.type == "Organization"}
        for outside in ([m for m in after if m.type != "Organization"], after):
            named = [m for m in outside if m.code not in sources]
            if named and (bodies.issuperset(sources) or outside is after):
                return [named[0].code, *(m.code for m in named[1:] if self._joined(named[0], m))]
        return [m.code for m in after]

    def _at_home(self, phrase: Token, sources: list[str]) -> list[str]:
        """An official of no state named is one of the subject's own."""
        named = self.analysis.title_at(phrase.i) or self.analysis.person_at(phrase.i)
        return sources[:1] if named is not None and phrase.dep_ == "dobj" else []

    def _speaks(self, mention: ActorMention, verb: Token) -> bool:
        """The one who tells of the event, not one who takes part in it: ", the embassy said"."""
        token = self.analysis.doc[mention.end - 1]
        for above in (token, *token.ancestors):
            if above.i == verb.i:
                return False
            if above.dep_ in _SUBJECTS and above.head.lemma_.lower() in _TELLING:
                return True
        return False

    def _pairs(self, codes: list[str], family: str) -> Iterator[Dyad]:
        for index, one in enumerate(codes):
            for other in codes[index + 1 :]:
                yield Dyad(one, other, family, mutual=True)

    def _codes(self, token: Token) -> list[str]:
        """The actors that a noun phrase stands for: by what it refers to, else by the names in it."""
        found = [r.code for r in self.referents.of(token) if r.code]
        if not found:
            inside = self.analysis.actors_in(token.left_edge.i, token.right_edge.i + 1)
            found = [m.code for m in inside if not self._placed(m)]
        if not found:
            owners = [c for c in token.children if c.dep_ == "poss" and c.pos_ == "PRON"]
            found = [r.code for owner in owners for r in self.referents.of(owner) if r.code]
        return list(dict.fromkeys(found))

    def _joined(self, first: ActorMention, other: ActorMention) -> bool:
        """ "Mali and Niger", "between Mali and Niger's rebels"."""
        doc = self.analysis.doc
        between = doc[first.end : other.start]
        return any(t.lower_ in {"and", ","} for t in between) and all(
            t.pos_ not in {"VERB", "AUX", "SCONJ"} for t in between
        )

    def _placed(self, mention: ActorMention) -> bool:
        """Named as a place: "in Moscow"."""
        head = self.analysis.doc[mention.end - 1]
        return head.dep_ == "pobj" and head.head.lower_ in _PLACED


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that governs it."""
    for _ in range(_DEEPEST):
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                return child if child.lower_ not in {"who", "which", "that"} else verb.head
        if verb.dep_ not in {"xcomp", "conj", "acomp", "pcomp", "advcl", "prep", "attr", "oprd"}:
            return None
        verb = verb.head
    return None


def _objects(token: Token) -> set[str]:
    """Lemmas of a verb's objects and of what its prepositions govern."""
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in {"dobj", "nsubjpass", "attr", "prt"}:
            found.update(t.lemma_.lower() for t in (child, *child.conjuncts))
        if child.dep_ == "prep":
            found.update(g.lemma_.lower() for g in _governed(child))
    return found


def _phrases(verb: Token) -> Iterator[Token]:
    """The objects of a verb, those of its prepositions, and those of its objects': "hold talks with X"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"dobj", "dative"}:
            yield child
        if child.i > verb.i and (child.dep_ in {"prep", "dobj", "dative"}):
            yield from _governed(child)
    if verb.dep_ == "relcl":
        yield verb.head


def _governed(token: Token) -> Iterator[Token]:
    """Objects of a preposition or of the prepositions after a noun, but for places and times."""
    for child in token.children:
        if child.dep_ == "pobj" and token.lower_ not in _PLACED:
            yield child
            yield from (g for c in child.children if c.dep_ == "prep" for g in _governed(c))
        elif child.dep_ == "prep" and token.dep_ in {"dobj", "dative"}:
            yield from _governed(child)


def _negated(token: Token) -> bool:
    """Denied, or only a threat: "not", "have yet to", "must", "unless"."""
    if any(c.dep_ == "neg" or c.lower_ in {"never", "no", "must", "should"} for c in token.children):
        return True
    yet = token.dep_ == "xcomp" and any(c.lower_ == "yet" for c in (*token.children, *token.head.children))
    return yet or any(c.dep_ == "advcl" and any(m.lower_ == "unless" for m in c.children) for c in token.children)


def _future(token: Token) -> bool:
    """ "will", "would", "is to", "plans to": with an auxiliary of the future, or an infinitive below an intention."""
    if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in token.children):
        return True
    infinitive = token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    return infinitive and token.head.lemma_.lower() in {"be", "expect", "due", "schedule", "prepare", "hope", "decide"}


def _subject_is_armed(verb: Token) -> bool:
    subject = _subject(verb)
    return subject is not None and subject.lemma_.lower() in _ARMED


def _joint(verb: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"with", "between"} for c in verb.children)


def _together(verb: Token) -> bool:
    """ "exercised together", "opened a joint centre"."""
    if any(c.lower_ in _JOINTLY for c in verb.children):
        return True
    return any(c.dep_ == "dobj" and any(m.lower_ in {"joint", "common"} for m in c.children) for c in verb.children)
