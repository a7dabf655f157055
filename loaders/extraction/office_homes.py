"""Whose office a bare title is: what an article's course says where no state stands beside the title.

Evidence adds up: the place of speaking, the dateline, the subjects of the sentence and of the one before, how much the
article speaks of a state, and who already holds the office there, since a state has one president.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.contact_phrases import LEADING, TEAMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import ActorMention, Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.office_mentions import OfficeMention
    from accord.loaders.extraction.office_owners import OwnerFinder

# Offices that a state's own press names without the state.
STATE_ROLES: Final = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister other_minister military_chief legislator other "
    "spokesperson envoy ambassador".split()
)
_SINGLE: Final = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_SECRETARY_GENERAL: Final = frozenset({"secretary-general", "secretary general"})
# Posts of more than one cabinet, which a default may only be for when the article speaks of that state.
_SHARED: Final = frozenset({"home secretary", "foreign secretary", "defence secretary", "defense secretary"})
_REBEL: Final = frozenset({"rebel", "guerrilla", "separatist", "insurgent"})
_TRAVEL: Final = frozenset({"visit", "travel", "fly", "arrive", "go", "come", "return", "trip", "tour", "leave"})
_OPENERS: Final = frozenset({":", "--", "—", "–"})
_PLACING: Final = frozenset({"in", "from", "at"})
# What each kind of evidence weighs; set by hand on the training split of our own articles.
_SPOKEN_IN: Final = 4.0
_SPOKEN_IN_BEFORE: Final = 2.0
_DATELINE: Final = 2.0
_SUBJECT: Final = 2.0
_SUBJECT_BEFORE: Final = 1.0
_IN_SENTENCE: Final = 0.7
_PLACED: Final = 0.3
_SHARE: Final = 2.0
_HEADLINE: Final = 0.5
_HELD: Final = -4.0
_DESTINATION: Final = -2.0
_OWN_SIDE: Final = -4.0
_LED: Final = 6.0
_MEETING: Final = frozenset({"meet", "receive", "host", "phone", "telephone", "talk", "talks", "meeting", "call"})


class HomeFinder:
    """Weighs the states of one analysed article as the home of an office."""

    def __init__(
        self, analysis: Analysis, lexicon: Lexicon, owners: OwnerFinder, known: Iterable[OfficeMention]
    ) -> None:
        self.analysis = analysis
        self.owners = owners
        self.lexicon = lexicon
        self.doc = analysis.doc
        self._holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for mention in known:
            self.learn(mention)
        self._counts = Counter(m.code for m in analysis.actors if m.type == "State")

    def learn(self, mention: OfficeMention) -> None:
        """Take note of who holds an office, so that nobody else is given it."""
        if mention.actor and not mention.former:
            self._holders[mention.role, mention.actor].add(mention.person)

    def home(self, mention: OfficeMention) -> str | None:
        """Code of the actor that a bare title belongs to; None where nothing tells."""
        if mention.role == "igo_head":
            return self._organization(mention)
        default = self._default(mention.title)
        if default is not None:
            return default
        if _REBEL & set(mention.title.lower().split()):
            return next((m.code for m in self.analysis.actors if m.type == "ArmedGroup"), None)
        return self._state(mention) if mention.role in STATE_ROLES else None

    def _default(self, title: str) -> str | None:
        """The one actor with such an office; for posts of several cabinets only where the article names that one."""
        code = self.lexicon.titles.default_actor(title)
        if code is None or title.lower() not in _SHARED:
            return code
        return code if code in self._counts or not self._counts else None

    def _organization(self, mention: OfficeMention) -> str | None:
        """The body last named before the title; the United Nations for a secretary-general of none."""
        default = self.lexicon.titles.default_actor(mention.title)
        if default is not None:
            return default
        bodies = [m for m in self.analysis.actors if m.type == "Organization"]
        here = self.analysis.sentence_of(mention.start)
        near = [m for m in bodies if here.start <= m.start < here.end]
        if near:
            return min(near, key=lambda m: abs(m.start - mention.start)).code
        if mention.title.lower() in _SECRETARY_GENERAL and (not bodies or any(m.code == "UN" for m in bodies)):
            return "UN"
        before = [m for m in bodies if m.end <= mention.start]
        if before or bodies:
            return (before[-1] if before else bodies[0]).code
        return None

    def _state(self, mention: OfficeMention) -> str | None:
        scores = self._scores(mention)
        if not scores:
            return None
        best = max(scores.items(), key=lambda pair: pair[1])
        return best[0]

    def _scores(self, mention: OfficeMention) -> dict[str, float]:
        """Weight of evidence for each state; in a stable order, the first named first."""
        sentence = self.analysis.sentence_of(mention.start)
        total = sum(self._counts.values()) or 1
        scores = {code: _SHARE * count / total for code, count in self._counts.items()}
        if self.analysis.dateline_state:
            code = self.analysis.dateline_state
            scores[code] = scores.get(code, 0.0) + _DATELINE
        for code, weight in self._evidence(sentence, mention):
            scores[code] = scores.get(code, 0.0) + weight
        for code in scores:
            if mention.role in _SINGLE and self._holders[mention.role, code] - {mention.person}:
                scores[code] += _HELD
        return scores

    def _evidence(self, sentence: Sentence, mention: OfficeMention) -> list[tuple[str, float]]:
        found = [(c, _HEADLINE) for c in self._headline_codes()]
        spoken = self._speaking_place(sentence) or self._own_dateline(sentence)
        before = self.analysis.sentences[sentence.index - 1] if sentence.index else None
        if spoken is not None:
            found.append((spoken, _SPOKEN_IN))
        elif before is not None and before.paragraph == sentence.paragraph:
            earlier = self._speaking_place(before)
            found += [(earlier, _SPOKEN_IN_BEFORE)] if earlier else []
        for actor in self._states(sentence.start, sentence.end):
            found += self._in_sentence(actor, mention)
        found += [(code, _DESTINATION) for code in self._towns_travelled_to(sentence)]
        found += [(code, _OWN_SIDE) for code in self._met_by(mention)]
        found += [(code, _LED) for code in self._team_led(mention)]
        if before is not None and not before.headline:
            subjects = [a.code for a in self._states(before.start, before.end) if self.owners.is_subject(a)]
            found += [(code, _SUBJECT_BEFORE) for code in subjects[:1]]
        return found

    def _team_led(self, mention: OfficeMention) -> list[str]:
        """ "Minister X, who led the Kenyan delegation": the states whose team the office holder heads."""
        verbs = [c for c in self.doc[mention.end - 1].children if c.dep_ == "relcl" and c.lemma_ in LEADING]
        teams = [o for v in verbs for o in v.children if o.dep_ == "dobj" and o.lemma_.lower() in TEAMS]
        return [m.code for o in teams for m in self._states(o.left_edge.i, o.right_edge.i + 1)][:1]

    def _met_by(self, mention: OfficeMention) -> list[str]:
        """The states of those who meet or phone the office holder: he is another's."""
        name = self.doc[mention.end - 1]
        verb = name.head if name.dep_ == "dobj" else name.head.head
        if name.dep_ not in {"dobj", "pobj"} or verb.lemma_.lower() not in _MEETING:
            return []
        subjects = [c for v in (verb, verb.head) for c in v.children if c.dep_ == "nsubj" and c.i < mention.start]
        spans = [(s.left_edge.i, s.i + 1) for s in subjects[:1]]
        return [m.code for start, end in spans for m in self._states(start, end)]

    def _in_sentence(self, actor: ActorMention, mention: OfficeMention) -> list[tuple[str, float]]:
        if self._is_destination(actor.end - 1):
            return [(actor.code, _DESTINATION)]
        if actor.start > mention.start:
            return [(actor.code, _PLACED)] if actor.surface == "demonym" else []
        if self._is_placed(actor):
            return [(actor.code, _PLACED)]
        return [(actor.code, _SUBJECT if self.owners.is_subject(actor) else _IN_SENTENCE)]

    def _headline_codes(self) -> dict[str, None]:
        headline = [s for s in self.analysis.sentences if s.headline]
        return dict.fromkeys(a.code for s in headline for a in self._states(s.start, s.end))

    def _states(self, start: int, end: int) -> list[ActorMention]:
        return [m for m in self.analysis.actors_in(start, end) if m.type == "State"]

    def _is_placed(self, actor: ActorMention) -> bool:
        token = self.doc[actor.end - 1]
        return token.dep_ == "pobj" and token.head.lower_ in _PLACING

    def _towns_travelled_to(self, sentence: Sentence) -> list[str]:
        """States of the towns, not capitals, to which somebody travels."""
        towns = [
            p for p in self.analysis.places_in(sentence.start, sentence.end) if not self.analysis.actor_at(p.start)
        ]
        hints = frozenset(self._counts)
        found = [self.lexicon.places.place(p.name, hints) for p in towns if self._is_destination(p.end - 1)]
        return [place.state for place in found if place is not None and place.state]

    def _own_dateline(self, sentence: Sentence) -> str | None:
        """ "Caracas: …" at the head of a paragraph: the state of a digest's item."""
        first = next(s for s in self.analysis.sentences if s.paragraph == sentence.paragraph)
        for actor in self._states(first.start, min(first.start + 3, first.end)):
            if actor.start == first.start and actor.end < len(self.doc) and self.doc[actor.end].text in _OPENERS:
                return actor.code
        return None

    def _is_destination(self, index: int) -> bool:
        """Where somebody travels isn't where he is in office: "will fly to Lima", "his visit to Chile"."""
        token = self.doc[index]
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        if token.dep_ == "dobj":
            return token.head.lemma_.lower() in _TRAVEL
        return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lemma_.lower() in _TRAVEL

    def _speaks(self, verb: Token) -> bool:
        """A verb of speech of somebody: "he said", no "talks continued"."""
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        named = any(c.pos_ in {"PROPN", "PRON"} or self.analysis.title_at(c.i) for c in subjects)
        return verb.lemma_.lower() in self.lexicon.say_verbs and (named or not subjects)

    def _speaking_place(self, sentence: Sentence) -> str | None:
        """ "In Lima, Foreign Minister X said", "X told reporters in Lima": the state whose capital that is."""
        for actor in self._states(sentence.start, sentence.end):
            token = self.doc[actor.end - 1]
            if token.dep_ != "pobj" or token.head.lower_ not in {"in", "from"}:
                continue
            if token.head.i == sentence.start or token.head.i == sentence.start + 1:
                return actor.code
            if actor.surface == "capital" and self._speaks(token.head.head):
                return actor.code
        return None
