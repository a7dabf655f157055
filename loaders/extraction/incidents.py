"""Reported incidents (strikes, clashes …): who is said to have done them, where, and whether that is denied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.referents import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PlaceMention, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents
    from accord.loaders.extraction.statements import StatementReading

_RULE_AUX: Final = frozenset({"can", "may", "must", "shall", "will", "would", "could", "should"})
_SCENE: Final = frozenset({"in", "near", "at", "on", "around", "across", "over", "inside", "outside", "close", "of"})
_DOERS: Final = frozenset("carry launch conduct mount stage commit perpetrate make execute perform fire".split())


@dataclass(slots=True)
class IncidentReading:
    """An incident. ``said``: index of the statement that claims it, ``denied``: of the one that denies it, or None."""

    kind: str
    by: tuple[str, ...]
    against: tuple[str, ...]
    near: tuple[str, ...]
    date: str | None
    sentences: list[Sentence]
    said: int | None = None
    denied: int | None = None


def find_incidents(
    analysis: Analysis, lexicon: Lexicon, referents: Referents, statements: tuple[StatementReading, ...]
) -> list[IncidentReading]:
    """Incidents with a known perpetrator, merged by kind and perpetrator in neighbouring sentences."""
    found: list[IncidentReading] = []
    for sentence in analysis.sentences:
        if sentence.headline:
            continue
        for reading in _in_sentence(sentence, analysis, lexicon, referents):
            _attribute(reading, sentence, statements)
            home = next((f for f in reversed(found) if _same(f, reading, sentence)), None)
            if home is None:
                found.append(reading)
            else:
                _join(home, reading)
    _deny(found, analysis, lexicon, statements)
    return [f for f in found if f.by]


def _in_sentence(
    sentence: Sentence, analysis: Analysis, lexicon: Lexicon, referents: Referents
) -> Iterator[IncidentReading]:
    lemmas = [t.lemma_.lower() for t in analysis.span(sentence)]
    for match in lexicon.incident_words.match(lemmas):
        token = analysis.doc[sentence.start + match.end - 1]
        verb = _event_verb(token)
        if token.pos_ not in {"NOUN", "VERB"} or _is_rule(token, verb):
            continue
        by = _perpetrators(token, verb, referents, analysis)
        places = [p.name for p in analysis.places_in(sentence.start, sentence.end) if _is_scene(p, analysis)]
        times = [t.time.edtf for t in analysis.times_in(sentence.start, sentence.end) if t.time.edtf]
        against = _victims(token, verb, referents)
        yield IncidentReading(
            match.values[0],
            by,
            tuple(a for a in against if a not in by),
            tuple(dict.fromkeys(places)),
            times[0] if times else None,
            [sentence],
        )


def _is_scene(place: PlaceMention, analysis: Analysis) -> bool:
    """A place where something happens, not a state that acts or speaks: after "in", "near", "the town of"."""
    actor = analysis.actor_at(place.start)
    token = analysis.doc[place.end - 1]
    if token.dep_ in {"pobj", "conj", "appos"}:
        head = token.head if token.dep_ == "pobj" else token.head.head
        return actor is None or head.lower_ in _SCENE
    return actor is None


def _event_verb(token: Token) -> Token | None:
    if token.pos_ == "VERB":
        return token
    current = token
    for _ in range(4):
        if current.head.i == current.i:
            return None
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            return current
    return None


def _is_rule(token: Token, verb: Token | None) -> bool:
    """A norm ("no strikes can be carried out", "before conducting strikes"), not an event."""
    if any(
        c.lower_ in {"no", "any", "future", "possible", "further"} and c.dep_ in {"det", "amod"} for c in token.children
    ):
        return True
    if token.head.dep_ == "conj" and any(c.lower_ == "no" for c in token.head.children):
        return True
    if verb is None:
        return False
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if aux & _RULE_AUX or any(c.dep_ == "neg" for c in verb.children):
        return True
    return (
        verb.tag_ in {"VB", "VBG"}
        and verb.dep_ in {"pcomp", "xcomp", "advcl", "acl"}
        and not any(c.dep_ == "nsubj" for c in verb.children)
    )


def _perpetrators(token: Token, verb: Token | None, referents: Referents, analysis: Analysis) -> tuple[str, ...]:
    inside = [m.code for m in analysis.actors_in(token.left_edge.i, token.i)]
    if inside:
        return tuple(dict.fromkeys(inside))
    if verb is not None and (verb.i == token.i or verb.lemma_.lower() in _DOERS):
        found = [r for c in verb.children if c.dep_ == "nsubj" for r in referents.of(c)]
        found += [r for c in verb.children if c.dep_ == "agent" for o in c.children for r in referents.of(o)]
        if found:
            return codes(found)
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "between", "with"}:
            return codes([r for o in child.children for r in referents.of(o)])
    if verb is not None and verb.lemma_.lower() in {"have", "be"} and token.dep_ in {"dobj", "attr"}:
        return codes([r for c in verb.children if c.dep_ == "nsubj" for r in referents.of(c)])
    return ()


def _victims(token: Token, verb: Token | None, referents: Referents) -> tuple[str, ...]:
    for anchor in (token, verb):
        if anchor is None:
            continue
        for child in anchor.children:
            if child.dep_ == "prep" and child.lower_ in {"on", "against", "at"}:
                found = codes([r for o in child.children for r in referents.of(o, conjuncts=False)])
                if found:
                    return found
    return ()


def _attribute(reading: IncidentReading, sentence: Sentence, statements: tuple[StatementReading, ...]) -> None:
    for index, statement in enumerate(statements):
        if statement.sentence.index != sentence.index:
            continue
        if statement.stance in {"claims", "accuses"}:
            reading.said = index
        elif statement.stance == "denies":
            reading.denied = index
        elif statement.stance == "asserts" and reading.said is None:
            reading.said = index


def _same(a: IncidentReading, b: IncidentReading, sentence: Sentence) -> bool:
    if a.kind != b.kind or sentence.index - a.sentences[-1].index > 2:
        return False
    return not a.by or not b.by or set(a.by) == set(b.by)


def _join(home: IncidentReading, reading: IncidentReading) -> None:
    home.by = home.by or reading.by
    home.against = tuple(dict.fromkeys([*home.against, *reading.against]))
    home.near = tuple(dict.fromkeys([*home.near, *reading.near]))
    home.date = home.date or reading.date
    home.said = home.said if home.said is not None else reading.said
    home.denied = home.denied if home.denied is not None else reading.denied
    home.sentences += [s for s in reading.sentences if s not in home.sentences]


def _deny(
    found: list[IncidentReading], analysis: Analysis, lexicon: Lexicon, statements: tuple[StatementReading, ...]
) -> None:
    """A denial of "such strikes" reaches back to the incident that stands before it."""
    for index, statement in enumerate(statements):
        if statement.stance != "denies":
            continue
        start, end = statement.content
        lemmas = [t.lemma_.lower() for t in analysis.doc[start:end]]
        kinds = {m.values[0] for m in lexicon.incident_words.match(lemmas)}
        for incident in reversed(found):
            near = 0 <= statement.sentence.index - incident.sentences[-1].index <= 3
            if near and incident.kind in kinds and (not incident.by or statement.speaker.code in incident.by):
                incident.denied = index
                if statement.sentence not in incident.sentences:
                    incident.sentences.append(statement.sentence)
                break
