"""From readings to Facts: keys, passages, confidence, factuality, links between facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accord.graph.facts import (
    Act,
    Actor,
    Agreement,
    Contact,
    Evidence,
    Facts,
    Incident,
    Office,
    Place,
    Provision,
    Statement,
)
from accord.loaders.extraction.agreements import read_mentions
from accord.loaders.extraction.contacts import ContactReading, find_contacts
from accord.loaders.extraction.incidents import IncidentReading, find_incidents
from accord.loaders.extraction.office_since import since
from accord.loaders.extraction.offices import OfficeMention, find_offices
from accord.loaders.extraction.provisions import find_provisions
from accord.loaders.extraction.referents import Referents
from accord.loaders.extraction.regions import fought_over
from accord.loaders.extraction.selection import select_statements
from accord.loaders.extraction.statements import StatementReading, find_statements
from accord.loaders.extraction.topics import kind_of, main_topics, topics_in
from accord.loaders.extraction.unplaced import gather_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.document import Passage
    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.gathering import Gathering
    from accord.loaders.extraction.lexicon import Lexicon

# Roles that a bare "minister" or "leader" gives; dropped where the same person's full title says more.
_GENERAL_ROLES: Final = frozenset({"other_minister", "other"})
_SPOKESMEN: Final = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_PLANNED: Final = frozenset({"proposed", "under_negotiation"})


def compose(analysis: Analysis, lexicon: Lexicon, extractor: str) -> Facts:
    """Read an analysed article and put its facts together."""
    return _Composer(analysis, lexicon, extractor).facts()


class _Composer:
    def __init__(self, analysis: Analysis, lexicon: Lexicon, extractor: str) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.extractor = extractor
        self.offices = find_offices(analysis, lexicon)
        self.referents = Referents(analysis, lexicon, self.offices)

    def facts(self) -> Facts:
        gatherings = gather_all(read_mentions(self.analysis, self.lexicon, self.referents))
        contacts = find_contacts(self.analysis, self.lexicon, self.referents)
        said = find_statements(self.analysis, self.lexicon, self.referents)
        incidents = find_incidents(self.analysis, self.lexicon, self.referents, said)
        chosen = select_statements(said, self.analysis)
        agreements = tuple(self._agreement(f"a{n}", g) for n, g in enumerate(gatherings, 1))
        meetings = tuple(self._contact(f"c{n}", c, gatherings) for n, c in enumerate(contacts, 1))
        reported = tuple(self._incident(f"i{n}", i, said) for n, i in enumerate(incidents, 1))
        statements = tuple(self._statement(s, gatherings, contacts, incidents) for s in chosen)
        offices = self._offices()
        published = self.analysis.published
        places = self._places(agreements, meetings, reported)
        return Facts(
            self.analysis.document.id,
            self.extractor,
            published.isoformat() if published else None,
            agreements,
            meetings,
            offices,
            statements,
            reported,
            self._actors(places, agreements, meetings, offices, statements, reported),
            places,
            tuple(dict.fromkeys(s.speaker.person for s in chosen if s.speaker.person)),
        )

    # -- facts --------------------------------------------------------------------------------------------------------

    def _evidence(
        self, sentences: Iterable[Sentence], confidence: float, factuality: str = "asserted", who: str | None = None
    ) -> Evidence:
        passages: dict[Passage, None] = {}
        for sentence in sentences:
            passages[self.analysis.sentence_passage(sentence)] = None
        return Evidence(tuple(passages), confidence, factuality, who)

    def _agreement(self, key: str, gathering: Gathering) -> Agreement:
        topics = gathering.topics[:5] or self._story_topics(gathering) or ("other",)
        groups = self.lexicon.movements | {m.code for m in self.analysis.actors if m.type == "ArmedGroup"}
        armed = gathering.is_internal or not groups.isdisjoint(gathering.parties)
        status = gathering.status or "agreed"
        readings = gathering.readings
        signatories = tuple(
            dict.fromkeys(
                s
                for r in readings
                if r.status is not None and r.status.status in {"signed", "agreed"}
                for s in r.frame.signatories
            )
        )
        place = next(
            (r.place for r in readings if r.place and r.status and r.status.status in {"signed", "agreed"}), None
        )
        factuality = "planned" if status in _PLANNED else "asserted"
        return Agreement(
            key,
            kind_of(gathering.kinds, gathering.content, armed=armed, subjects=topics),
            gathering.parties,
            status,
            self._evidence([r.sentence for r in readings], self._agreement_confidence(gathering), factuality),
            gathering.name,
            tuple(dict.fromkeys(m for r in readings for m in r.frame.mediators if m not in gathering.parties)),
            signatories,
            gathering.date,
            place,
            self._regions(gathering),
            topics,
            self._acts(gathering),
            tuple(
                Provision(text, Evidence((passage,), 0.7))
                for text, passage in find_provisions(gathering, self.analysis)
            ),
        )

    def _regions(self, gathering: Gathering) -> tuple[str, ...]:
        """Regions of all readings, without the parties themselves."""
        parties = {name.casefold() for code in gathering.parties for name in (code, self._actor(code).name)}
        states = {self.analysis.doc[m.start : m.end].text for m in self.analysis.actors if m.code in gathering.parties}
        found = dict.fromkeys(region for r in gathering.readings for region in r.regions)
        kept = [r for r in found if r.casefold() not in parties and r not in states]
        kept = [r for r in kept if not any(r != other and _names_part(r, other) for other in kept)]
        return tuple(kept) or fought_over(gathering, self.analysis, self.lexicon)

    def _story_topics(self, gathering: Gathering) -> tuple[str, ...]:
        """Topics of the sentences around, for agreements whose own words name none."""
        found: dict[str, None] = {}
        for reading in gathering.readings[:2]:
            span = reading.sentence
            found.update(dict.fromkeys(topics_in(self.analysis, self.lexicon, span.start, span.end)))
        return tuple(found)[:2] or main_topics(self.analysis, self.lexicon)

    def _agreement_confidence(self, gathering: Gathering) -> float:
        return 0.9 if gathering.name or any(r.frame.explicit for r in gathering.readings) else 0.7

    def _acts(self, gathering: Gathering) -> tuple[Act, ...]:
        acts: dict[tuple[str, str | None], Act] = {}
        for reading in gathering.readings:
            if reading.status is None or not reading.status.done:
                continue
            evidence = self._evidence([reading.sentence], 0.8)
            acts.setdefault((reading.status.act, reading.date), Act(reading.status.act, evidence, None, reading.date))
        return tuple(acts.values())

    def _contact(self, key: str, reading: ContactReading, gatherings: list[Gathering]) -> Contact:
        indexes = {s.index for s in reading.sentences}
        about = tuple(
            f"a{n}" for n, g in enumerate(gatherings, 1) if any(r.sentence.index in indexes for r in g.readings)
        )
        factuality = "planned" if reading.planned else "asserted"
        return Contact(
            key,
            reading.mode,
            reading.participants,
            reading.actors,
            self._evidence(reading.sentences, 0.8, factuality),
            reading.place,
            reading.date,
            about,
        )

    def _offices(self) -> tuple[Office, ...]:
        best: dict[tuple[str, str], list[OfficeMention]] = {}
        for mention in self.offices:
            if not mention.former:
                best.setdefault((mention.person, mention.role), []).append(mention)
        offices = []
        specific = {person for person, role in best if role not in _GENERAL_ROLES}
        for (person, role), mentions in best.items():
            if person in specific and role in _GENERAL_ROLES and all(len(m.title.split()) == 1 for m in mentions):
                continue
            first = max(mentions, key=lambda m: (m.actor is not None, m.confidence))
            actor = first.actor or self.referents.person_actor.get(person)
            passages = dict.fromkeys(
                self.analysis.sentence_passage(self.analysis.sentence_of(m.start)) for m in mentions
            )
            told = Evidence(tuple(passages), first.confidence)
            offices.append(Office(person, first.title, role, told, actor, since(self.analysis, mentions)))
        return tuple(offices)

    def _statement(
        self,
        reading: StatementReading,
        gatherings: list[Gathering],
        contacts: list[ContactReading],
        incidents: list[IncidentReading],
    ) -> Statement:
        index = reading.sentence.index
        about = next((f"i{n}" for n, i in enumerate(incidents, 1) if self._is_about(reading, i)), None)
        if about is None:
            about = next(
                (f"a{n}" for n, g in enumerate(gatherings, 1) if any(r.sentence.index == index for r in g.readings)),
                None,
            )
        if about is None:
            about = next(
                (f"c{n}" for n, c in enumerate(contacts, 1) if any(s.index == index for s in c.sentences)), None
            )
        start, end = reading.content
        text = re.sub(r"\s+", " ", self.analysis.doc[start:end].text).strip(" ,.\"'")
        speaker = reading.speaker
        return Statement(
            self._speaker_name(speaker.name, speaker.code),
            reading.stance,
            self._evidence([reading.sentence], 0.7),
            speaker.code,
            about or _shortened(text) or None,
        )

    def _is_about(self, reading: StatementReading, incident: IncidentReading) -> bool:
        return any(s.index == reading.sentence.index for s in incident.sentences)

    def _speaker_name(self, name: str, code: str | None) -> str:
        if name == code:
            actor = self.lexicon.gazetteer.actor(name)
            return actor.name if actor is not None and actor.type == "State" else name
        words = re.sub(r"\s+", " ", name).split(" ")
        # An unnamed spokesman speaks as the body: "a Foreign Office spokesman".
        spokesman = len(words) > 1 and words[-1].lower() in _SPOKESMEN and words[-2][:1].isupper()
        return " ".join(words[:-1] if spokesman else words)

    def _incident(self, key: str, reading: IncidentReading, said: tuple[StatementReading, ...]) -> Incident:
        factuality, who = "asserted", None
        if reading.denied is not None:
            factuality = "denied"
        elif reading.said is not None:
            factuality = "claimed"
        if reading.said is not None:
            speaker = said[reading.said].speaker
            who = self._speaker_name(speaker.name, speaker.code)
        return Incident(
            key,
            reading.kind,
            self._evidence(reading.sentences, 0.7, factuality, who),
            reading.by,
            reading.against,
            reading.near,
            reading.date,
        )

    # -- what the names stand for -------------------------------------------------------------------------------------

    def _actors(self, *groups: tuple[object, ...]) -> tuple[Actor, ...]:
        wanted: dict[str, None] = {}
        for group in groups:
            for fact in group:
                for field in ("parties", "mediators", "actors", "by", "against"):
                    wanted.update(dict.fromkeys(getattr(fact, field, ())))
                for field in ("actor", "state"):
                    if code := getattr(fact, field, None):
                        wanted[code] = None
        return tuple(self._actor(code) for code in wanted)

    def _actor(self, code: str) -> Actor:
        known = self.lexicon.gazetteer.actor(code)
        return known or Actor(
            code, code, next((m.type for m in self.analysis.actors if m.code == code), "Organization")
        )

    def _places(self, *groups: tuple[object, ...]) -> tuple[Place, ...]:
        hints = frozenset(m.code for m in self.analysis.actors if m.type == "State")
        wanted: dict[str, None] = {}
        for group in groups:
            for fact in group:
                for field in ("regions", "near"):
                    wanted.update(dict.fromkeys(getattr(fact, field, ())))
                if place := getattr(fact, "place", None):
                    wanted[place] = None
        return tuple(self.lexicon.places.place(name, hints) or Place(name) for name in wanted)


def _names_part(short: str, name: str) -> bool:
    """ "Bakassi" beside "Bakassi Peninsula"."""
    return set(short.casefold().split()) < set(name.casefold().split())


def _shortened(text: str, limit: int = 120) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0]
