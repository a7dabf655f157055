"""Who met, called, visited or negotiated with whom: encounters past or firmly announced.

What stands where: contact_triggers finds the words that tell an encounter, contact_mood whether it happens,
contact_participants who takes part, contact_circumstances where and when, contact_merging what is told twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.contact_circumstances import CircumstanceReader
from accord.loaders.extraction.contact_delegations import DelegationReader, Head
from accord.loaders.extraction.contact_merging import (
    REMOTE,
    TALKS,
    ContactReading,
    absorb,
    begins_after,
    distinct,
    home_of,
    referred_to,
    with_unknown_others,
)
from accord.loaders.extraction.contact_mood import Mood, mood_of
from accord.loaders.extraction.contact_participants import ParticipantReader
from accord.loaders.extraction.contact_triggers import Trigger, triggers_in
from accord.loaders.extraction.referents import codes, persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referent, Referents

__all__ = ["ContactReading", "find_contacts"]

_AGAIN: Final = frozenset({"next", "another", "new", "again", "further", "fresh", "later", "second", "third", "other"})
_KNOWN: Final = frozenset({"the", "their", "his", "her", "its", "this", "these", "those"})
# Nouns plain enough to stand for an encounter of the story's two sides when no participant is named.
_PLAIN: Final = frozenset({"talk", "talks", "round", "meeting", "negotiation", "summit", "discussion"})
_VISITS: Final = frozenset({"visit", "trip", "tour", "stay"})
_TALKS: Final = frozenset({"talk", "talks", "round", "discussion"})
_TEAMS: Final = ("delegation", "negotiator", "delegate", "team", "expert", "side")
_MUTUAL: Final = frozenset({"discuss", "talk", "consult", "exchange"})
# Words of games, in which states meet that have no business with each other.
_SPORT: Final = frozenset(
    "semi-final semifinal semifinals quarter-final quarterfinal quarterfinals qualifier qualifiers tournament "
    "championship championships striker goalkeeper innings wicket wickets playoff play-off medal midfielder semi "
    "batsman cup".split()
)
_OPPOSED: Final = frozenset({"government", "rebel", "army", "junta"})
_RIVALS: Final = frozenset({"faction", "group", "rival", "warlord", "clan", "party", "militia"})
_SESSIONS: Final = frozenset({"meeting", "summit", "conference", "session", "talk", "talks", "meet"})
_NEAR: Final = 3


def find_contacts(analysis: Analysis, lexicon: Lexicon, referents: Referents) -> list[ContactReading]:
    """All encounters of an article, told once each, in order of first mention."""
    finder = _ContactFinder(analysis, lexicon, referents)
    for sentence in analysis.sentences:
        finder.read(sentence)
    return finder.contacts()


class _ContactFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.referents = referents
        self.who = ParticipantReader(analysis, lexicon, referents)
        self.circumstances = CircumstanceReader(analysis, lexicon)
        self.kept: list[ContactReading] = []
        self.one_sided: list[ContactReading] = []

    def read(self, sentence: Sentence) -> None:
        """Take the encounters that a sentence tells, as new ones or as ones told before."""
        triggers = triggers_in(self.analysis, self.lexicon, sentence)
        for reading in distinct([r for t in triggers for r in self._readings(t, sentence)], self.analysis):
            self._keep(reading)

    def contacts(self) -> list[ContactReading]:
        """The encounters read, with the heads of delegations among the participants."""
        heads = DelegationReader(self.analysis, self.lexicon, self.referents).heads()
        found = with_unknown_others(self.kept, self.one_sided, self.circumstances.state_of)
        for contact in found:
            self._add_heads(contact, heads)
        return [c for c in found if c.participants or c.place or c.date or c.mode != "negotiation"]

    def _keep(self, reading: ContactReading) -> None:
        state_of = self.circumstances.state_of
        if self._enough(reading):
            home = home_of(self.kept, reading, state_of)
            if home is None:
                self.kept.append(reading)
            else:
                absorb(home, reading, whole=True)
            return
        home = referred_to(self.kept, reading, state_of) if reading.refers else None
        if home is not None:
            absorb(home, reading, whole=False)
            return
        completed = self._completed(reading) or (reading if self._meets_itself(reading) else None)
        if completed is None:
            self._note_one_sided(reading)
            return
        home = home_of(self.kept, completed, state_of)
        if home is None:
            self.kept.append(completed)
        else:
            absorb(home, completed, whole=True)

    def _note_one_sided(self, reading: ContactReading) -> None:
        """Keep in mind an encounter of which one side is known; "said at an OPEC meeting" tells a place alone."""
        token = self.analysis.doc[reading.trigger]
        if token.dep_ != "pobj" or token.head.lower_ != "at":
            sides = tuple(dict.fromkeys([*reading.actors, *self.referents.sides_in(reading.sentences[0])]))
            self.one_sided.append(replace(reading, actors=sides) if len(sides) == 2 else reading)

    def _completed(self, reading: ContactReading) -> ContactReading | None:
        """An encounter of a time or place whose sides the text around it tells."""
        token = self.analysis.doc[reading.trigger]
        if token.lemma_.lower() not in _PLAIN or token.pos_ == "VERB":
            return None
        if not (reading.date or reading.place or (reading.again and not reading.planned)):
            return None
        definite = reading.refers or reading.again or token.dep_ in {"nsubj", "nsubjpass", "ROOT"}
        if not definite or self._has_own_words(reading.trigger):
            return None
        bodies = tuple(c for c in reading.actors if self._is_body(c))
        around = self.referents.pair_around(reading.trigger, tuple(c for c in reading.actors if c not in bodies))
        return replace(reading, actors=tuple(dict.fromkeys([*around, *bodies]))) if len(around) == 2 else None

    def _is_body(self, code: str) -> bool:
        actor = self.lexicon.gazetteer.actor(code)
        return actor is not None and actor.type == "Organization"

    def _has_own_words(self, index: int) -> bool:
        """Someone's own meeting whom we don't know: "a meeting of its executive committee", "a cabinet meeting"."""
        token = self.analysis.doc[index]
        return any(
            (c.dep_ == "prep" and c.lower_ in {"of", "with", "between"})
            or (c.dep_ == "compound" and c.lemma_.lower() in self.lexicon.speaking_nouns)
            for c in token.children
        )

    def _readings(self, trigger: Trigger, sentence: Sentence) -> Iterator[ContactReading]:
        found = self.who.of(trigger)
        reading = self._read(trigger, found, sentence)
        if reading is None:
            return
        apart = trigger.mode in {"phone_call", "letter"} or self.who.separate(trigger)
        if not apart or len(found) < 3:
            yield reading
            return
        one, *others = found
        for other in others:
            pair = (one, other)
            yield replace(reading, participants=persons(pair), actors=codes(pair), sentences=[sentence])

    def _read(self, trigger: Trigger, found: list[Referent], sentence: Sentence) -> ContactReading | None:
        token = trigger.token
        if token.dep_ == "attr" and any(c.lower_ in {"this", "it", "that"} for c in token.head.children):
            return None
        mood = mood_of(trigger, self.lexicon.say_verbs)
        if mood is Mood.UNREAL or (not persons(found) and self._is_sport(sentence)):
            return None
        actors, planned = codes(found), mood is Mood.PLANNED
        place = self.circumstances.place(trigger) if trigger.mode not in REMOTE else None
        if trigger.mode == "visit":
            actors, place = self._visited(trigger, found, place)
            if len(actors) < 2:
                return None
        elif trigger.mode in TALKS and len(actors) == 1 and not self._is_body(actors[0]):
            actors = self._hosted(actors, place) if self._may_be_guests(found) else actors
        date = self.circumstances.date(trigger, planned=planned or self._is_timetable(trigger, sentence))
        told = trigger.mode not in REMOTE and not planned and (persons(found) or date)
        if place is None and told and self._is_lead(sentence):
            place = self._place_of_lead(actors)
        if date and not planned and self.analysis.published is not None:
            planned = begins_after(date, self.analysis.published.isoformat())
        return ContactReading(
            self._mode(trigger, found, date),
            persons(found),
            actors,
            place,
            date,
            planned,
            [sentence],
            token.i,
            refers=trigger.form == "noun" and any(c.lower_ in _KNOWN for c in trigger.top.children),
            again=self._is_again(trigger),
            wide=place is not None and self.circumstances.is_state(place),
        )

    def _is_sport(self, sentence: Sentence) -> bool:
        return any(t.lower_ in _SPORT for t in self.analysis.span(sentence))

    def _is_lead(self, sentence: Sentence) -> bool:
        return sentence is next((s for s in self.analysis.sentences if not s.headline), None)

    def _place_of_lead(self, actors: tuple[str, ...]) -> str | None:
        """The dateline's place for what the lead tells of a participant's own town."""
        return self.analysis.dateline_place if self.analysis.dateline_state in actors else None

    def _mode(self, trigger: Trigger, found: list[Referent], date: str | None) -> str:
        """Talks of delegations, or over several days, are a negotiation; those of leaders and ministers a meeting."""
        if trigger.mode != "meeting" or trigger.token.lemma_.lower() not in _TALKS or persons(found):
            return trigger.mode
        teams = any(w in r.name.lower() for r in found for w in _TEAMS)
        days = date is not None and "/" in date and trigger.top.lemma_.lower() in {"day", "week"}
        rounds = trigger.top.lemma_.lower() == "round"
        return "negotiation" if teams or days or rounds else "meeting"

    def _is_timetable(self, trigger: Trigger, sentence: Sentence) -> bool:
        """The present tense of a timetable: "talks resume on Saturday"."""
        verb = trigger.verb
        return verb is not None and verb.tag_ in {"VBZ", "VBP"} and verb.pos_ == "VERB" and not sentence.headline

    def _visited(
        self, trigger: Trigger, found: list[Referent], place: str | None
    ) -> tuple[tuple[str, ...], str | None]:
        """Actors and place of a visit: the visitors and whom they visit; nobody visits their own state."""
        hosts: list[tuple[str, str | None]] = list(self.circumstances.hosts(trigger))
        visitors = codes(found)
        strange = [h for h in hosts if h[0] not in visitors] or self._received(trigger, visitors)
        if not strange:
            return (), place
        teams = any("delegation" in r.name.lower() for r in found)
        if trigger.form == "travel" and not teams and not any(r.person for r in found):
            return (), place
        if trigger.form == "travel" and len(visitors) > 1:
            return (), place  # Where several go, they go for an occasion.
        name = strange[0][1] if len(strange) == 1 else None
        return tuple(dict.fromkeys([*visitors, *(code for code, _ in strange)])) if visitors else (), name or place

    def _received(self, trigger: Trigger, visitors: tuple[str, ...]) -> list[tuple[str, str | None]]:
        """ "A and B signed it during the visit of B's president": the visitor's host is the other that acts."""
        visit = trigger.form == "noun" and trigger.token.lemma_.lower() in _VISITS
        if not visit or trigger.verb is None or len(visitors) != 1:
            return []
        acting = [c for c in codes(self.who.actors_of(trigger.verb)) if c not in visitors]
        return [(acting[0], None)] if len(acting) == 1 else []

    def _may_be_guests(self, found: list[Referent]) -> bool:
        """Not the factions of one state, who talk among themselves wherever they are."""
        return bool(persons(found)) or not any(w in r.name.lower() for r in found for w in _RIVALS)

    def _hosted(self, actors: tuple[str, ...], place: str | None) -> tuple[str, ...]:
        """Talks that one side holds in the other's capital: the city names the host."""
        mention = next(
            (m for m in self.analysis.actors if m.surface == "capital" and self._text(m.start, m.end) == place), None
        )
        return (*actors, mention.code) if mention is not None and mention.code not in actors else actors

    def _text(self, start: int, end: int) -> str:
        return self.analysis.doc[start:end].text

    def _is_again(self, trigger: Trigger) -> bool:
        around = [c for t in (trigger.token, trigger.top) for c in t.children]
        return any(c.lower_ in _AGAIN or (c.dep_ == "amod" and c.like_num) for c in around)

    def _enough(self, reading: ContactReading) -> bool:
        if len(reading.actors) < 2 and len(reading.participants) < 2:
            return False
        token = self.analysis.doc[reading.trigger]
        vague = (
            (reading.planned and reading.mode in TALKS)
            or reading.mode == "negotiation"
            or (token.pos_ == "VERB" and token.lemma_.lower() in _MUTUAL)
        )
        return not vague or bool(reading.participants or reading.place or reading.date or self._is_headline(reading))

    def _meets_itself(self, reading: ContactReading) -> bool:
        """A body whose members meet, or factions of one state, where the story is theirs: "an OPEC meeting in June"."""
        if len(reading.actors) != 1 or reading.mode not in TALKS or reading.actors[0] not in self.referents.main[:1]:
            return False
        if self._is_body(reading.actors[0]):
            return bool(reading.date) and self.analysis.doc[reading.trigger].lemma_.lower() in _SESSIONS
        span = self.analysis.span(reading.sentences[0])
        rivals = any(t.lemma_.lower() in _RIVALS and t.tag_ == "NNS" for t in span)
        return rivals and bool(reading.place) and not any(t.lemma_.lower() in _OPPOSED for t in span)

    def _is_headline(self, reading: ContactReading) -> bool:
        return any(s.headline for s in reading.sentences)

    def _add_heads(self, contact: ContactReading, heads: tuple[Head, ...]) -> None:
        if contact.mode not in TALKS:
            return
        near = {i for s in contact.sentences for i in range(s.index - _NEAR, s.index + _NEAR + 1)}
        for head in heads:
            if contact.mode == "meeting" and head.sentence in near and head.code in contact.actors:
                contact.mode = "negotiation"
            if head.sentence in near and head.code in contact.actors and head.person not in contact.participants:
                contact.participants = (*contact.participants, head.person)
