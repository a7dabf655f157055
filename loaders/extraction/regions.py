"""Which regions an instrument covers: places within the words that tell its content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.localities import CONCLUDING, acts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PlaceMention
    from accord.loaders.extraction.gathering import Gathering
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.parties import Frame

_AREAS: Final = frozenset("area region zone province district town city governorate territory island sector".split())
_COVERING: Final = frozenset(
    "in on over for across around concerning regarding near along of from through throughout off within inside "
    "between at to into".split()
)
# What a state's name after "in" tells of: a matter there, not a party.
_MATTERS: Final = frozenset(
    "ceasefire truce war conflict fighting hostility peace zone violence troop force operation armistice settlement "
    "crisis strife end question status future fate sovereignty dispute independence unity reunification".split()
)
_FACILITIES: Final = frozenset(
    "park plant airport port bridge dam zone road pipeline field base island enclave strip region province project "
    "railway canal river lake reactor mine peninsula corridor crossing valley islands waters border ceasefire truce "
    "area camp terminal refinery sea gulf bay strait basin".split()
)
_OFTEN: Final = 2
_ABOUT: Final = frozenset({"on", "over", "for", "about", "concerning", "regarding", "covering"})
# Verbs whose subject is the instrument and whose complement is its content; with "under the accord" any verb does.
PROVIDING: Final = frozenset(
    "provide cover ban include set establish name commit oblige bind guarantee call require allow let enable permit "
    "create govern regulate limit prohibit end open grant give envisage stipulate foresee aim seek divide share "
    "define fix lay mark order bar restrict ensure secure pave clear demilitarise demilitarize partition".split()
)
_CIRCUMSTANCES: Final = frozenset({"amid", "amidst", "ahead", "after", "before", "despite", "following", "during"})
_WITHIN: Final = frozenset({"under", "in", "by", "through", "per", "with"})
_INSIDE: Final = frozenset({"in", "across", "over", "of", "around", "on"})
_BORDERS: Final = frozenset({"border", "frontier", "boundary"})


def fought_over(gathering: Gathering, analysis: Analysis, lexicon: Lexicon) -> tuple[str, ...]:
    """The region that a truce is about without saying so: of a party's state, and spoken of most, twice at least."""
    if "ceasefire" not in {*gathering.kinds, *gathering.topics[:1]}:
        return ()
    homes = {home for code in gathering.parties for home in lexicon.gazetteer.states_of_group(code)}
    lands = homes.union(gathering.parties)
    spoken: Counter[str] = Counter()
    spans = [(m.start, m.end) for m in analysis.places] + [(m.start, m.end) for m in analysis.actors]
    for start, end in spans:
        region = lexicon.places.region(analysis.doc[start:end].text)
        if region is not None and region.type == "region" and region.state in lands:
            spoken[region.name] += 1
    for actor in analysis.actors:
        land = lexicon.gazetteer.state(actor.code) if actor.surface == "name" else None
        if land is not None and land.kind == "territory" and land.code in lands:
            spoken[land.name] += 1
    most = spoken.most_common(1)
    return (most[0][0],) if most and most[0][1] >= _OFTEN else ()


def covered(
    mention: InstrumentMention, frame: Frame, analysis: Analysis, place: str | None, scope: tuple[int, int]
) -> tuple[str, ...]:
    """Regions that the agreement covers: places within the words that tell its content.

    ``scope``: token range of those words; ``place``: where it was concluded, which is no region of it.
    """
    found: list[tuple[int, str]] = []
    acts = acts_of(mention, frame, analysis)
    scope = _content(mention, frame, analysis, scope)
    for spot in analysis.places_in(*scope):
        if spot.name == place or not _is_covered(spot, mention, frame, analysis, acts):
            continue
        found.append((spot.start, spot.name))
    found += _border_of(scope, frame, analysis)
    names = [name for _, name in sorted(found)]
    return tuple(dict.fromkeys([*_enumerated(mention, analysis), *names]))


def _content(mention: InstrumentMention, frame: Frame, analysis: Analysis, scope: tuple[int, int]) -> tuple[int, int]:
    """The scope, widened to the whole noun phrase and to the clause that tells what the instrument lays down."""
    doc = analysis.doc
    head = doc[mention.head]
    sentence = analysis.sentence_of(mention.head)
    if mention.facet is not None:
        return scope
    edges = [scope[0], scope[1], head.right_edge.i + 1]
    clause = content_clause(head, frame, analysis)
    if clause is not None:
        edges += [clause.left_edge.i, clause.right_edge.i + 1]
    return max(sentence.start, min(edges)), min(sentence.end, max(edges))


def content_clause(head: Token, frame: Frame, analysis: Analysis) -> Token | None:
    """The verb of the clause that tells content: "the accord bans …", "under the accord X may …"; None without one."""
    if frame.verb is None:
        return None
    verb = analysis.doc[frame.verb]
    if head.dep_ == "nsubj" and head.head.i == verb.i and verb.lemma_.lower() in PROVIDING:
        return verb
    if head.dep_ == "pobj" and head.head.dep_ == "prep" and head.head.lower_ in _WITHIN and head.head.head.i == verb.i:
        return verb if verb.lemma_.lower() not in CONCLUDING else None
    return None


def _is_covered(
    spot: PlaceMention, mention: InstrumentMention, frame: Frame, analysis: Analysis, acts: set[int]
) -> bool:
    doc = analysis.doc
    token = doc[spot.end - 1]
    actor = analysis.actor_at(spot.start)
    if mention.start <= spot.start and spot.end <= mention.end and (mention.name or spot.end == mention.end):
        return False
    if actor is not None and actor.code in frame.parties:
        return False
    clause = content_clause(doc[mention.head], frame, analysis)
    if not _reaches(token, mention, acts | ({clause.i} if clause is not None else set()), clause):
        return False
    governor = _governor(token, mention.head)
    if governor is None:
        return False
    if actor is not None and actor.type == "State":
        return governor.lower_ in _INSIDE and _is_matter(governor, analysis)
    return True


def _is_matter(governor: Token, analysis: Analysis) -> bool:
    """What is "in" the state is a matter there: the noun above, or right before where the parser hung it higher."""
    if governor.head.lemma_.lower() in _MATTERS:
        return True
    before = next((t for t in reversed(analysis.doc[max(0, governor.i - 3) : governor.i]) if not t.is_punct), None)
    return before is not None and before.pos_ == "NOUN" and before.lemma_.lower() in _MATTERS


def _governor(token: Token, instrument: int) -> Token | None:
    """The preposition that makes the place a region of the matter, or the noun it modifies ("the X power plant")."""
    current = token
    for _ in range(6):
        above = current.head
        if above.i == instrument:
            return None
        if current.dep_ == "pobj":
            return above if above.lower_ in _COVERING else None
        if current.dep_ in {"compound", "nmod", "poss"} and above.pos_ == "NOUN" and current.i < above.i:
            return above if above.lemma_.lower() in _FACILITIES | _MATTERS else None
        if current.dep_ not in {"compound", "nmod", "conj", "appos", "amod"}:
            return current if current.dep_ == "dobj" else None
        current = above
    return None


def _reaches(token: Token, mention: InstrumentMention, acts: set[int], clause: Token | None) -> bool:
    """Whether the way up leads to the instrument over its content, not over the act of concluding it."""
    current = token
    about = False
    for _ in range(14):
        if current.i == mention.head or (clause is not None and current.i == clause.i):
            return True
        if current.i in acts:
            return about
        if current.head.i == current.i:
            return False
        if current.dep_ == "prep" and current.lower_ in _CIRCUMSTANCES:
            return False
        if current.dep_ == "prep" and current.lower_ in _ABOUT:
            about = about or token.head.i != current.i or current.i == mention.end
        current = current.head
    return False


def _border_of(scope: tuple[int, int], frame: Frame, analysis: Analysis) -> Iterator[tuple[int, str]]:
    """ "along the Syrian border": a border named after a state that is no party."""
    doc = analysis.doc
    for actor in analysis.actors_in(*scope):
        if actor.type != "State" or actor.code in frame.parties or actor.end >= len(doc):
            continue
        noun = doc[actor.end]
        if noun.lower_ in _BORDERS and noun.dep_ == "pobj" and not list(doc[actor.end - 1].conjuncts):
            yield actor.start, doc[actor.start : noun.i + 1].text


def _enumerated(mention: InstrumentMention, analysis: Analysis) -> Iterator[str]:
    """ "A, B and C are the areas that were agreed on": the places that the sentence equates with the zones."""
    sentence = analysis.sentence_of(mention.head)
    for token in analysis.span(sentence):
        if token.lemma_ != "be" or token.pos_ not in {"AUX", "VERB"}:
            continue
        attributes = [c for c in token.children if c.dep_ == "attr" and c.lemma_.lower() in _AREAS]
        subjects = [c for c in token.children if c.dep_ == "nsubj"]
        if attributes and subjects:
            for spot in analysis.places_in(min(s.left_edge.i for s in subjects), token.i):
                yield spot.name
