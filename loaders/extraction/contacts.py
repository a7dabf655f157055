"""Who met, called, visited or negotiated with whom: encounters past or firmly announced."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.referents import Referent, codes, persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents

_SUPPORT_VERBS: Final = frozenset(
    "hold have begin start open conclude end finish resume continue attend join host convene launch conduct be take "
    "schedule plan arrive come go enter complete wrap wind make pay receive exchange lead co-host address follow arrange "
    "meet agree".split()
)
_DOUBT: Final = frozenset({"could", "may", "might", "would", "should", "can"})
_WISH: Final = frozenset("want hope wish seek call urge propose offer refuse decline invite ask suggest demand try need consider fail cancel postpone ready".split())
_WITH: Final = frozenset({"with", "between", "among", "to"})
_AT_EVENTS: Final = frozenset({"after", "during", "following", "before", "at", "ahead", "in", "to", "from", "on", "into", "for"})
_SAME_FAMILY: Final = frozenset({"meeting", "negotiation", "visit"})
_REMOTE: Final = frozenset({"phone_call", "video_call", "letter"})
_TALK_MODES: Final = frozenset({"meeting", "negotiation"})


@dataclass(slots=True)
class ContactReading:
    """One encounter. ``planned``: announced, not yet held; ``start:end``: the tokens that tell it."""

    mode: str
    participants: tuple[str, ...]
    actors: tuple[str, ...]
    place: str | None
    date: str | None
    planned: bool
    sentences: list[Sentence] = field(default_factory=list)
    trigger: int = 0


def find_contacts(analysis: Analysis, lexicon: Lexicon, referents: Referents) -> list[ContactReading]:
    """All encounters of an article, told once each, in order of first mention."""
    finder = _ContactFinder(analysis, lexicon, referents)
    readings = [r for sentence in analysis.sentences for r in _distinct(list(finder.in_sentence(sentence)))]
    return _merge(readings)


def _distinct(readings: list[ContactReading]) -> list[ContactReading]:
    """Of one sentence: "discussions over the telephone" are a call, not a meeting as well."""
    remote = [r for r in readings if r.mode in _REMOTE]
    return [
        r
        for r in readings
        if r.mode not in _TALK_MODES or not any(set(r.actors) == set(c.actors) or set(r.participants) & set(c.participants) for c in remote)
    ]


class _ContactFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.referents = referents
        self.doc = analysis.doc
        self._states = frozenset(m.code for m in analysis.actors if m.type == "State")

    def in_sentence(self, sentence: Sentence) -> Iterator[ContactReading]:
        lemmas = [t.lemma_.lower() for t in self.analysis.span(sentence)]
        for match in self.lexicon.contact_words.match(lemmas):
            token = self.doc[sentence.start + match.end - 1]
            first = self.doc[sentence.start + match.start]
            mode, part = match.values[0], match.values[1] if len(match.values) > 1 else ""
            trigger = first if first.pos_ == "VERB" else token
            if part == "verb" and trigger.pos_ != "VERB":
                continue
            if part == "noun" and token.pos_ not in {"NOUN", "PROPN"}:
                continue
            reading = self._read(trigger, mode, sentence)
            if reading is not None:
                yield from self._calls(reading)

    def _calls(self, reading: ContactReading) -> Iterator[ContactReading]:
        """One telephoning several is one call with each."""
        caller, *called = reading.participants or ("",)
        if reading.mode not in {"phone_call", "letter"} or len(called) < 2:
            yield reading
            return
        for other in called:
            actors = [self.referents.person_actor.get(p) for p in (caller, other)]
            yield replace(reading, participants=(caller, other), actors=tuple(dict.fromkeys(a for a in actors if a)))

    def _read(self, trigger: Token, mode: str, sentence: Sentence) -> ContactReading | None:
        if trigger.dep_ == "attr" and any(c.lower_ in {"this", "it", "that"} for c in trigger.head.children):
            return None
        verb = trigger if trigger.pos_ == "VERB" else self._verb(trigger)
        mood = self._mood(verb) if verb is not None else "done"
        if mood == "no":
            return None
        found = self._participants(trigger, verb, mode)
        actors, people = codes(found), persons(found)
        if len(actors) < 2 and trigger.pos_ != "VERB" and mode != "visit":
            found += self._attending(trigger, verb)
            actors, people = codes(found), persons(found)
        if len(actors) < 2 and mode in _TALK_MODES and self._concrete(trigger):
            around = self.referents.pair_around(trigger.i, actors)
            actors = around if len(around) == 2 else actors
        place = self._place(trigger, verb, sentence)
        date = self._date(trigger, verb, sentence, planned=mood == "planned")
        if mode == "visit":
            host = self._host(trigger, verb, sentence)
            if host is None and place is None:
                return None
            if host is not None:
                actors = tuple(dict.fromkeys([*actors, host[0]]))
                place = place or host[1]
        if not self._enough(mode, actors, people, place, date):
            return None
        return ContactReading(mode, people, actors, place, date, mood == "planned", [sentence], trigger.i)

    def _attending(self, noun: Token, verb: Token | None) -> list[Referent]:
        """The subject that speaks or acts "after talks with …", "during the visit", "at the meeting"."""
        preposition = noun.head if noun.dep_ == "pobj" else None
        if verb is None or preposition is None or preposition.lower_ not in _AT_EVENTS:
            return []
        return self._subjects(verb)

    def _concrete(self, trigger: Token) -> bool:
        """A definite encounter or one with a date or place, not talks in general."""
        if trigger.pos_ == "VERB":
            return False
        sentence = self.analysis.sentence_of(trigger)
        definite = any(c.lower_ in {"the", "their", "this", "a", "second", "third", "first"} for c in trigger.children)
        dated = any(t.time.edtf for t in self.analysis.times_in(sentence.start, sentence.end))
        return definite and dated

    def _enough(self, mode: str, actors: tuple[str, ...], people: tuple[str, ...], place: str | None, date: str | None) -> bool:
        if len(actors) < 2 and not (len(people) >= 2):
            return False
        return mode != "negotiation" or bool(people or place or date)

    def _verb(self, noun: Token) -> Token | None:
        current = noun
        for _ in range(6):
            if current.head.i == current.i:
                return None
            current = current.head
            if current.pos_ in {"VERB", "AUX"}:
                return current
        return None

    def _mood(self, verb: Token) -> str:
        """done, planned or no (doubtful, wished, negated)."""
        children = list(verb.children)
        if any(c.dep_ == "neg" for c in children):
            return "no"
        aux = {c.lower_ for c in children if c.dep_ == "aux"}
        if "would" in aux and verb.dep_ == "ccomp" and verb.head.lemma_.lower() in self.lexicon.say_verbs:
            return "planned"
        if aux & _DOUBT:
            return "no"
        if aux & {"will", "'ll", "shall"}:
            return "planned"
        if "to" in aux or (verb.tag_ == "VB" and verb.dep_ in {"xcomp", "conj", "ccomp"}):
            above = verb.head
            if above.i == verb.i:
                return "planned"
            if above.lemma_.lower() in _WISH or any(c.dep_ == "neg" for c in above.children):
                return "no"
            if verb.dep_ == "advcl" and above.pos_ == "VERB":
                return "planned"
            return "planned" if above.lemma_ in {"be", "schedule", "expect", "set", "due", "plan", "agree", "decide"} else "done" if above.tag_ in {"VBD", "VBN"} and above.lemma_ in {"come", "arrive", "travel", "go", "fly"} else "planned"
        return "done"

    def _participants(self, trigger: Token, verb: Token | None, mode: str) -> list[Referent]:
        found: list[Referent] = []
        if trigger.pos_ == "VERB":
            found += self._subjects(trigger)
            found += self._objects(trigger)
        else:
            found += self._of_noun(trigger)
            if verb is not None and (verb.lemma_.lower() in _SUPPORT_VERBS or not found):
                if verb.lemma_.lower() in _SUPPORT_VERBS | self.lexicon.contact_verbs:
                    found += self._subjects(verb)
                    found += self._with(verb)
        unique: dict[tuple[str, str | None], Referent] = {(r.name, r.code): r for r in found}
        return sorted(unique.values(), key=lambda r: r.start)

    def _subjects(self, verb: Token) -> list[Referent]:
        current = verb
        for _ in range(4):
            for child in current.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    if child.lower_ in {"who", "which", "that"} and current.dep_ == "relcl":
                        return list(self.referents.of(current.head))
                    return list(self.referents.of(child))
            if current.dep_ in {"conj", "xcomp", "advcl", "acl"} and current.head.i != current.i:
                if current.dep_ == "acl" and current.head.pos_ in {"NOUN", "PROPN"}:
                    return list(self.referents.of(current.head, conjuncts=False))
                current = current.head
            else:
                return []
        return []

    def _objects(self, verb: Token) -> list[Referent]:
        found: list[Referent] = []
        for child in verb.children:
            if child.dep_ in {"dobj", "obj"}:
                found += self.referents.of(child)
            elif child.dep_ == "agent":
                found += [r for obj in child.children for r in self.referents.of(obj)]
        return found + self._with(verb)

    def _with(self, token: Token) -> list[Referent]:
        found: list[Referent] = []
        for child in token.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in _WITH:
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        found += self.referents.of(obj)
        return found

    def _of_noun(self, noun: Token) -> list[Referent]:
        found = self._with(noun)
        for child in noun.children:
            if child.dep_ == "poss":
                found += self.referents.of(child)
            if child.dep_ == "prep" and child.lower_ in {"of", "by"}:
                for obj in child.children:
                    found += self.referents.of(obj) if obj.dep_ == "pobj" else ()
        left = noun.left_edge.i
        found += [
            Referent(m.code, m.code, None, m.start, m.end)
            for m in self.analysis.actors_in(left, noun.i)
            if m.surface != "capital" and self.doc[m.end - 1].head.i in {noun.i, *[t.i for t in noun.lefts], *range(left, noun.i)}
        ]
        for child in noun.children:
            if child.dep_ in {"acl", "relcl"}:
                found += self._with(child)
                found += [r for c in child.children if c.dep_ == "agent" for obj in c.children for r in self.referents.of(obj)]
        return found

    def _host(self, trigger: Token, verb: Token | None, sentence: Sentence) -> tuple[str, str] | None:
        """The state visited, with its name as the place: the object of "visit", or after "to" and "in"."""
        places = [c for c in trigger.children if c.dep_ in {"dobj", "obj"}]
        for token in (trigger, verb) if verb is not None else (trigger,):
            places += [o for c in token.children if c.dep_ == "prep" and c.lower_ in {"to", "in", "for", "at"} for o in c.children]
        for place in places:
            spot = next((p for p in self.analysis.places_in(place.left_edge.i, place.i + 1) if p.end == place.i + 1), None)
            if spot is not None and self.analysis.actor_at(place.i) is None:
                known = self.lexicon.places.place(spot.name, self._states)
                if known is not None and known.state and known.type == "city":
                    return known.state, spot.name
            actor = self.analysis.actor_at(place.i)
            if actor is not None and actor.type == "State":
                state = self.lexicon.gazetteer.actor(actor.code)
                surface = self.doc[actor.start : actor.end].text
                return actor.code, surface if actor.surface == "capital" or state is None else state.name
        return None

    def _place(self, trigger: Token, verb: Token | None, sentence: Sentence) -> str | None:
        inside = {trigger.i} | ({verb.i} if verb is not None else set())
        for place in self.analysis.places_in(sentence.start, sentence.end):
            before = self.doc[place.start - 1] if place.start > sentence.start else None
            if before is not None and before.lower_ in {"in", "at"} and self._hangs(before, inside):
                return place.name
        for token in self.analysis.span(sentence):
            if token.lower_ == "here" and self.analysis.dateline_place and self._hangs(token, inside):
                return self.analysis.dateline_place
        return None

    def _hangs(self, token: Token, anchors: set[int]) -> bool:
        current = token
        for _ in range(6):
            if current.i in anchors:
                return True
            if current.head.i == current.i:
                return False
            current = current.head
        return current.i in anchors

    def _date(self, trigger: Token, verb: Token | None, sentence: Sentence, *, planned: bool) -> str | None:
        anchors = {trigger.i} | ({verb.i} if verb is not None else set())
        times = [t for t in self.analysis.times_in(sentence.start, sentence.end) if t.time.edtf and t.time.kind in {"point", "interval"}]
        hanging = [t for t in times if self._hangs(self.doc[t.start], anchors)]
        chosen = hanging or (times if len(times) == 1 else [])
        if not chosen:
            return None
        best = min(chosen, key=lambda t: abs(t.start - trigger.i))
        return (best.time.future_edtf or best.time.edtf) if planned else best.time.edtf


def _merge(readings: list[ContactReading]) -> list[ContactReading]:
    kept: list[ContactReading] = []
    for reading in readings:
        home = next((k for k in kept if _same(k, reading)), None)
        if home is None:
            kept.append(reading)
            continue
        home.participants = tuple(dict.fromkeys([*home.participants, *reading.participants]))
        home.actors = tuple(dict.fromkeys([*home.actors, *reading.actors]))
        home.place = home.place or reading.place
        home.date = home.date or reading.date
        if home.mode == "visit" and reading.mode in _TALK_MODES:
            home.mode = "meeting"
        home.sentences += [s for s in reading.sentences if s not in home.sentences]
    return kept


def _same(a: ContactReading, b: ContactReading) -> bool:
    """Told twice: modes of one family, the same people or actors, and no date or place that contradicts."""
    if a.mode != b.mode and not {a.mode, b.mode} <= _SAME_FAMILY:
        return False
    if a.date and b.date and not _overlap(a.date, b.date):
        return False
    if a.place and b.place and a.place != b.place and a.mode == b.mode:
        return False
    people_a, people_b = set(a.participants), set(b.participants)
    if people_a and people_b:
        return people_a <= people_b or people_b <= people_a
    return set(a.actors) == set(b.actors)


def _overlap(a: str, b: str) -> bool:
    return a == b or a.startswith(b) or b.startswith(a) or "/" in a + b
