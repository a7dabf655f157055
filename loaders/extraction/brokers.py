"""Who mediates anywhere in an article, and so is no side of what the article tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.lexicon import Lexicon

_SPOKEN_OF: Final = 3  # weight from which an actor is one of those whom a story is about
_HELD: Final = frozenset({"PSE"})
_BROKERING: Final = frozenset({"broker", "mediate", "facilitate"})
_BROKERS: Final = frozenset({"mediator", "facilitator", "go-between", "intermediary"})
_BROKERED: Final = frozenset({"brokered", "mediated", "facilitated"})
CREDITING: Final = frozenset("thank praise commend credit hail laud applaud congratulate".split())
_MEDIA: Final = frozenset("newspaper daily broadcaster television tv radio media website channel".split())
_NEWS: Final = frozenset({"news", "press", "telegraph", "information"})
MODIFIERS: Final = frozenset({"amod", "compound", "poss", "nmod"})
SEATS: Final = frozenset({"capital", "city", "town", "port", "resort", "border", "airport", "village", "province"})
# "Iran-backed rebels": the actor before it is no doer of what the noun does.
ADJUNCTS: Final = frozenset(
    "backed led allied aligned supported sponsored funded trained armed based brokered mediated occupied held "
    "controlled monitored supervised".split()
)


def brokers_of(analysis: Analysis, person_actor: Mapping[str, str]) -> frozenset[str]:
    """Codes of actors that broker or mediate, themselves or by their officials (``person_actor``: whose they are)."""
    found = {m.code for m in analysis.actors if _is_broker_by_name(m.start, m.end, analysis)}
    for token in analysis.doc:
        if token.lemma_.lower() in _BROKERING and token.pos_ == "VERB":
            for doer in _doers(token):
                found |= set(_codes_of(doer, analysis, person_actor))
    return frozenset(found)


def is_medium(noun: Token) -> bool:
    """ "the Belarusian Telegraph Agency", "an Omani newspaper": it reports, and is no side of what it reports."""
    news = any(c.lower_ in _NEWS for c in noun.children)
    return noun.lower_ in _MEDIA or (noun.lower_ == "agency" and news)


def _is_broker_by_name(start: int, end: int, analysis: Analysis) -> bool:
    """ "X-brokered", "X's mediators"."""
    doc = analysis.doc
    if end + 1 < len(doc) and doc[end].text == "-":
        return doc[end + 1].lower_ in _BROKERED
    token = doc[end - 1]
    return start < end and token.dep_ in MODIFIERS and token.head.lemma_.lower() in _BROKERS


def _doers(verb: Token) -> Iterator[Token]:
    """Who does the brokering: the agent of a passive, else the nearest subject above an active."""
    passive = verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if passive:
        for child in verb.children:
            if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
                yield from (o for obj in child.children for o in (obj, *obj.conjuncts))
        return
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in CREDITING:
        yield from (o for c in verb.head.head.children if c.dep_ == "dobj" for o in (c, *c.conjuncts))
        return
    current = verb
    for _ in range(7):
        subjects = [c for c in current.children if c.dep_ == "nsubj"]
        if current.pos_ in {"VERB", "AUX"} and subjects:
            for subject in subjects:
                relative = subject.lower_ in {"which", "who", "that"}
                doer = current.head if relative else subject
                # "X and Y, who brokered it": Y at least.
                yield from (doer,) if relative and current.tag_ == "VBD" else (doer, *doer.conjuncts)
            return
        if current.head.i == current.i:
            return
        current = current.head


def _codes_of(doer: Token, analysis: Analysis, person_actor: Mapping[str, str]) -> Iterator[str]:
    person = analysis.person_at(doer.i)
    if person is not None:
        if person.person in person_actor:
            yield person_actor[person.person]
        return
    for token in (doer, *(c for c in doer.children if c.dep_ in MODIFIERS)):
        mention = analysis.actor_at(token.i)
        if mention is not None:
            yield mention.code
            return


def sides_of_war(
    analysis: Analysis, lexicon: Lexicon, weights: Mapping[str, int], brokers: Collection[str]
) -> tuple[str, ...]:
    """The state and the one armed group of which a story of a war within a state speaks most; or none."""
    spoken = [m for m in analysis.actors if weights.get(m.code, 0) >= _SPOKEN_OF]
    armed = {m.code for m in spoken if m.type == "ArmedGroup"}
    # A movement that isn't listed as armed may have fought all the same.
    armed = armed or {m.code for m in spoken if m.code in lexicon.movements}
    if len(armed) != 1:
        return ()
    (group,) = armed
    gazetteer = lexicon.gazetteer
    known = [c for c in weights if _is_land(c, lexicon)]
    fitting = [c for c in known if c not in brokers and weights[c] >= _SPOKEN_OF]
    fought = [c for c in gazetteer.states_of_group(group) if c not in _HELD]
    named = sum(m.code in fought for m in analysis.actors)
    if len(fought) == 1 and named and all(weights[c] <= named + 1 for c in fitting if c not in fought):
        # "Rebels in Mali": named as the place of the war alone, it is the side that they fight all the same.
        return (fought[0], group) if _is_land(fought[0], lexicon) else ()
    if not fitting:
        return ()
    most = max(fitting, key=lambda c: weights[c])
    # Where it fights its own state, that one; a territory's groups fight another.
    home = [c for c in fitting if c in gazetteer.states_of_group(group) and 2 * weights[c] >= weights[most]]
    return (most if not home or home[0] in _HELD else home[0], group)


def _is_land(code: str, lexicon: Lexicon) -> bool:
    state = lexicon.gazetteer.state(code)
    return state is not None and state.kind != "territory"
