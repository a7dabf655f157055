"""Where and when an encounter was, and whom a visit went to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.contact_triggers import destinations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, Sentence, TimeMention
    from accord.loaders.extraction.contact_triggers import Trigger
    from accord.loaders.extraction.lexicon import Lexicon

_AT: Final = frozenset({"in", "at", "near", "outside", "aboard"})
# Verbs that time the noun they follow: "talks starting Sunday", "a visit that ended on Friday".
_BOUNDS: Final = frozenset({"start", "begin", "end", "conclude", "open", "close", "finish"})
_THIS_TOWN: Final = frozenset({"capital", "town", "city", "resort", "port", "village"})
_SCHEDULED_FOR: Final = frozenset({"set", "schedule", "due", "plan", "expect", "slate"})


class CircumstanceReader:
    """Reads places, dates and hosts of triggers of one analysed article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.doc = analysis.doc
        self._states = frozenset(m.code for m in analysis.actors if m.type == "State")

    # -- where -------------------------------------------------------------------------------------------------------

    def place(self, trigger: Trigger) -> str | None:
        """The place after "in" or "at" nearest to the trigger in the tree; the dateline's for "here", "this town"."""
        sentence = self.analysis.sentence_of(trigger.token)
        for anchors in self._anchors(trigger):
            for spot in self.analysis.places_in(sentence.start, sentence.end):
                if self._is_place_of(self.doc[spot.end - 1], anchors):
                    return spot.name
            if self.analysis.dateline_place and self._says_here(sentence, anchors):
                return self.analysis.dateline_place
        return None

    def _anchors(self, trigger: Trigger) -> Iterator[frozenset[int]]:
        """The trigger's own words first, then the verb that carries it and a verb within it ("talks held in …")."""
        own = {trigger.token.i, trigger.top.i}
        own |= {c.i for t in (trigger.token, trigger.top) for c in t.children if c.dep_ in {"acl", "relcl"}}
        yield frozenset(own)
        if trigger.verb is not None:
            yield frozenset(_verb_chain(trigger.verb))

    def _is_place_of(self, name: Token, anchors: frozenset[int]) -> bool:
        token = name
        while token.dep_ in {"compound", "appos", "conj", "nmod"} and token.head.i != token.i:
            token = token.head
        preposition = token.head
        # "At the Peru-Chile talks" they are the talks' sides.
        if token.dep_ != "pobj" or (token.i in anchors and token.i != name.i):
            return False
        if preposition.lower_ == "for":
            return preposition.head.i in anchors and preposition.head.lemma_.lower() in _SCHEDULED_FOR
        return preposition.lower_ in _AT and self._reaches(preposition.head, anchors)

    def _says_here(self, sentence: Sentence, anchors: frozenset[int]) -> bool:
        for token in self.analysis.span(sentence):
            if token.lower_ == "here" and self._reaches(token.head, anchors):
                return True
            if token.lemma_.lower() in _THIS_TOWN and any(c.lower_ == "this" for c in token.children):
                preposition = token.head
                if preposition.lower_ == "in" and self._reaches(preposition.head, anchors):
                    return True
        return False

    def _reaches(self, token: Token, anchors: frozenset[int]) -> bool:
        """Whether a modifier of ``token`` may be the anchor's: no other verb and no thing between, only its persons."""
        current = token
        for _ in range(6):
            if current.i in anchors:
                return True
            if current.head.i == current.i or current.pos_ in {"VERB", "AUX"}:
                return False
            if current.pos_ == "NOUN" and self.analysis.title_at(current.i) is None and self._is_thing(current):
                site = current.dep_ == "pobj" and current.head.lower_ in _AT
                if not site:
                    return False
            current = current.head
        return False

    def _is_thing(self, noun: Token) -> bool:
        return self.analysis.time_at(noun.i) is None and noun.lemma_.lower() not in self.lexicon.speaking_nouns

    # -- when --------------------------------------------------------------------------------------------------------

    def date(self, trigger: Trigger, *, planned: bool) -> str | None:
        """EDTF of the time that hangs on the trigger, else on its verb, else the sentence's only free one."""
        sentence = self.analysis.sentence_of(trigger.token)
        times = [
            t
            for t in self.analysis.times_in(sentence.start, sentence.end)
            if t.time.edtf and t.time.kind in {"point", "interval"} and not self._is_since(t)
        ]
        for anchors in self._anchors(trigger):
            hanging = [t for t in times if self._time_hangs(t, anchors)]
            if hanging:
                return _reading(min(hanging, key=lambda t: abs(t.start - trigger.token.i)), planned=planned)
        free = [t for t in times if not self._told_on(t, trigger)]
        return _reading(free[0], planned=planned) if len(free) == 1 and len(times) == 1 else None

    def _is_since(self, time: TimeMention) -> bool:
        """When something began that lasts: no date of an encounter."""
        return "since" in {t.lower_ for t in self.doc[max(0, time.start - 1) : time.end]}

    def _time_hangs(self, time: TimeMention, anchors: frozenset[int]) -> bool:
        root = next((t for t in self.doc[time.start : time.end] if not time.start <= t.head.i < time.end), None)
        current = root.head if root is not None else self.doc[time.start]
        for _ in range(6):
            if current.i in anchors:
                return True
            ends = current.pos_ in {"VERB", "AUX"} and current.lemma_.lower() not in _BOUNDS
            if current.head.i == current.i or ends:
                return False
            current = current.head
        return False

    def _told_on(self, time: TimeMention, trigger: Trigger) -> bool:
        """The time of saying or of another event: it hangs on a verb that isn't the trigger's."""
        current = self.doc[time.end - 1]
        for _ in range(8):
            if current.head.i == current.i:
                break
            current = current.head
            if current.pos_ in {"VERB", "AUX"}:
                break
        if trigger.verb is not None and current.i == trigger.verb.i:
            return False
        return current.lemma_.lower() in self.lexicon.say_verbs or current.dep_ in {"relcl", "acl"}

    # -- visits ------------------------------------------------------------------------------------------------------

    def hosts(self, trigger: Trigger) -> list[tuple[str, str]]:
        """States (or bodies of a region) visited, each with the place as the article names it."""
        found: dict[str, str] = {}
        for token in destinations(trigger):
            host = self._host(token)
            if host is not None:
                found.setdefault(*host)
        bare = trigger.form == "verb" and not any(c.dep_ == "dobj" for c in trigger.token.children)
        if (
            not found
            and (bare or self._goes_here(trigger))
            and self.analysis.dateline_state
            and self.analysis.dateline_place
        ):
            found[self.analysis.dateline_state] = self.analysis.dateline_place
        return list(found.items())

    def _host(self, token: Token) -> tuple[str, str] | None:
        actor = self.analysis.actor_at(token.i)
        if actor is not None:
            if actor.type != "State" or actor.surface in {"people", "demonym", "organ", "metonym"}:
                return None
            state = self.lexicon.gazetteer.actor(actor.code)
            surface = self.doc[actor.start : actor.end].text
            return actor.code, surface if actor.surface == "capital" or state is None else state.name
        spot = next((p for p in self.analysis.places if p.start <= token.i < p.end), None)
        if spot is None:
            return None
        known = self.lexicon.places.place(spot.name, self._states)
        return (known.state, spot.name) if known is not None and known.state else None

    def _goes_here(self, trigger: Trigger) -> bool:
        tokens = [t for t in (trigger.token, trigger.top, trigger.verb) if t is not None]
        return any(c.lower_ == "here" for t in tokens for c in t.children)

    def state_of(self, place: str) -> str | None:
        """Code of the state in which a place lies."""
        known = self.lexicon.places.place(place, self._states)
        return known.state if known is not None else None

    def is_state(self, place: str) -> bool:
        """Whether the place is a whole state, not a town in it."""
        state = self.lexicon.gazetteer.actor(self.state_of(place) or "")
        return state is not None and state.name == place


def _verb_chain(verb: Token) -> set[int]:
    """A verb with those that complete it: "are due to resume", "was scheduled to begin"."""
    found, chain = {verb.i}, [verb]
    while chain:
        for child in chain.pop().children:
            if child.dep_ in {"xcomp", "acomp"} and child.i not in found:
                found.add(child.i)
                chain.append(child)
    return found


def _reading(time: TimeMention, *, planned: bool) -> str | None:
    return (time.time.future_edtf or time.time.edtf) if planned else time.time.edtf
