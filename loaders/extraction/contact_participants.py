"""Who takes part in an encounter, by the grammar of its verb or noun and of the verb that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.contact_phrases import LEADING, SUBJECTS, TEAMS, WITH, PhraseReader, ends_of
from accord.loaders.extraction.referents import Referent, codes, persons

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.contact_triggers import Trigger

# Verbs that carry a noun of encounter: their subject takes part.
_SUPPORT: Final = frozenset(
    "hold have begin start open conclude end finish resume continue attend join host convene launch conduct be take "
    "schedule plan arrive come go enter complete wrap wind make pay receive exchange lead co-host address follow "
    "arrange meet agree set expect give send deliver write head chair kick visit travel fly stage welcome break "
    "reopen adjourn renew undertake due leave depart hand forward dispatch attend spend tour ask say confirm".split()
)
_CARRIED: Final = _SUPPORT - {"say", "confirm", "ask", "follow"}
_MENTIONING: Final = frozenset(
    {"after", "during", "following", "before", "at", "in", "to", "from", "on", "into", "for", "through", "with", "amid"}
)
_CHAIRS: Final = frozenset({"chairmanship", "co-chairmanship", "chairmanships", "chair", "presidency", "leadership"})
# Whom a courtesy call is paid on.
_ON: Final = frozenset({"on", "upon"})
_SUMMITS: Final = frozenset({"summit", "conference", "session"})


class ParticipantReader(PhraseReader):
    """Reads participants of triggers of one analysed article."""

    def of(self, trigger: Trigger) -> list[Referent]:
        """Participants named by the trigger's own words and by the verb that carries it, in order of the text."""
        if trigger.form == "noun":
            found = self._of_noun(trigger)
            if self._lacks_a_side(trigger, found):
                found += self._beside(trigger)
        elif trigger.form == "travel":
            found = [r for r in self.subjects(trigger.verb or trigger.token) if r.person or r.name != r.code]
        else:
            found = self.subjects(trigger.token)
            if trigger.mode != "visit":
                found += self.objects(trigger.token, trigger.mode)
            if trigger.mode == "meeting" and trigger.token.lemma_.lower() == "call":
                found += self.after(trigger.token, _ON)
        unique: dict[tuple[str | None, str], Referent] = {}
        for referent in found:
            unique.setdefault((referent.person, referent.code or referent.name), referent)
        named = {r.code for r in unique.values() if r.person}
        kept = [r for r in unique.values() if r.person or r.code not in named or r.name != r.code]
        return sorted(kept, key=lambda r: r.start)

    def separate(self, trigger: Trigger) -> bool:
        """ "in separate meetings with A and B", "met separately with A and B"."""
        around = [*trigger.token.children, *trigger.top.children]
        if trigger.verb is not None and trigger.form != "noun":
            around += trigger.verb.children
        return any(c.lower_ in {"separate", "separately", "individually"} for c in around)

    def _lacks_a_side(self, trigger: Trigger, found: list[Referent]) -> bool:
        """Whether the noun's own words leave out who came: one side only, or none but those it was "with"."""
        if trigger.mode == "visit":
            return not found
        if len(codes(found)) < 2 and len(persons(found)) < 2:
            return True
        around = {c.lower_ for t in (trigger.token, trigger.top) for c in t.children}
        owned = any(c.dep_ == "poss" for t in (trigger.token, trigger.top) for c in t.children)
        return "with" in around and "between" not in around and not owned and self._is_aside(trigger)

    def _is_aside(self, trigger: Trigger) -> bool:
        return trigger.top.dep_ == "pobj" and trigger.top.head.lower_ in _MENTIONING

    def actors_of(self, verb: Token) -> list[Referent]:
        """The subjects and agents of a verb."""
        return self.subjects(verb) + self.agents(verb)

    def _of_noun(self, trigger: Trigger) -> list[Referent]:
        found: list[Referent] = []
        mode = trigger.mode
        for noun in {trigger.top.i: trigger.top, trigger.token.i: trigger.token}.values():
            found += self._complements(noun, mode) + self._modifiers(noun, trigger)
        verb = trigger.verb
        if verb is None:
            return found
        lemma = verb.lemma_.lower()
        place = trigger.top
        if place.dep_ in SUBJECTS and place.head.i == verb.i:
            found += self.after(verb, WITH) + self.agents(verb)
            found += [r for c in verb.children if c.dep_ == "xcomp" for r in self.after(c, WITH)]
        elif place.dep_ in {"dobj", "obj", "attr"} and lemma in _CARRIED:
            found += self.subjects(verb) + self._objects_beside(verb, trigger) + self.agents(verb)
        return found

    def _objects_beside(self, verb: Token, trigger: Trigger) -> list[Referent]:
        ends = _ON if trigger.token.lemma_.lower() == "call" and trigger.mode == "meeting" else ends_of(trigger.mode)
        found = self.after(verb, WITH | ends)
        for child in verb.children:
            if child.dep_ in {"dobj", "obj", "dative"} and child.i != trigger.top.i and child.pos_ != "ADP":
                found += self.phrase(child)
        return found

    def _complements(self, noun: Token, mode: str) -> list[Referent]:
        """ "talks between A and B", "X's visit", "a meeting of the ministers of A and B", "talks X held with Y"."""
        ends = _ON if noun.lemma_.lower() == "call" and mode == "meeting" else ends_of(mode)
        found = self.after(noun, WITH | {"of", "by"} | ends)
        for child in noun.children:
            if child.dep_ == "poss":
                found += self.phrase(child)
            if child.dep_ in {"acl", "relcl"}:
                found += self.after(child, WITH) + self.agents(child)
                subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
                found += self._chairs(child)
                whose = child.dep_ == "relcl" and not any(c.dep_ in {"mark", "dobj"} for c in child.children)
                carried = whose and child.lemma_.lower() in _CARRIED
                if carried and subject is not None and subject.lower_ not in {"which", "that"}:
                    found += self.phrase(subject)
        return found

    def _chairs(self, verb: Token) -> list[Referent]:
        """ "held under the co-chairmanship of X and Y"."""
        return [
            r
            for c in verb.children
            if c.lower_ == "under"
            for o in c.children
            if o.lemma_.lower() in _CHAIRS
            for r in self.after(o, frozenset({"of"}))
        ]

    def _modifiers(self, noun: Token, trigger: Trigger) -> list[Referent]:
        """ "the Israeli-Syrian talks"; a body's own summit or session isn't an encounter with it."""
        found = self.modifiers(noun)
        alone = len({r.code for r in found}) < 2
        own = trigger.token.lemma_.lower() == "meeting" and trigger.verb is not None and self._is_aside(trigger)
        if alone and own and found:
            actor = self.lexicon.gazetteer.actor(found[0].code or "")
            own = actor is not None and actor.type == "Organization"
        return [] if alone and (own or trigger.token.lemma_.lower() in _SUMMITS) else found

    def _beside(self, trigger: Trigger) -> list[Referent]:
        """Who speaks or acts "after talks with …", "during the visit", and who is described as "on a visit"."""
        top = trigger.top
        preposition = top.head if top.dep_ == "pobj" else None
        if preposition is None or preposition.lower_ not in _MENTIONING | {"by", "over", "via"}:
            return []
        if preposition.head.pos_ in {"NOUN", "PROPN"} and preposition.lower_ not in {"by", "over", "via"}:
            described = [r for r in self.phrase(preposition.head) if r.person]
            if described or preposition.head.pos_ == "PROPN":
                return described
        if trigger.verb is None or (trigger.verb.lemma_.lower() in LEADING and self._leads_team(trigger.verb)):
            return []
        if top.tag_ == "NNS" and not any(c.dep_ in {"det", "poss", "nummod"} or c.dep_ == "prep" for c in top.children):
            return [r for r in self.subjects(trigger.verb) if r.person]
        subjects = [r for r in self.subjects(trigger.verb) if not self._only_speaks(r)]
        if trigger.mode in {"phone_call", "video_call", "letter"} or trigger.verb.lemma_.lower() in {"meet", "join"}:
            subjects += [r for r in self.objects(trigger.verb, "call") if not self._only_speaks(r)]
        if trigger.mode == "visit":
            return [r for r in subjects if r.person or r.name != r.code]
        return subjects + self.agents(trigger.verb)

    def _leads_team(self, verb: Token) -> bool:
        """The head of a delegation is found with its side's name (see ``heads``)."""
        return any(c.lemma_.lower() in TEAMS for c in verb.children)

    def _only_speaks(self, referent: Referent) -> bool:
        if referent.person is not None:
            return self.only_speaks(referent.person)
        return "spokes" in referent.name.lower()
