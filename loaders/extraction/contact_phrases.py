"""Whom the words of an encounter mean: subjects, objects and phrases, "the two men", "the Senegalese leader"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.contact_groups import GroupReader
from accord.loaders.extraction.contact_triggers import governing_verb
from accord.loaders.extraction.referents import Referent, codes, persons

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import ActorMention, Analysis
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents

WITH: Final = frozenset({"with", "between", "among", "amongst"})
# What is given for a guest.
_RECEPTIONS: Final = frozenset({"reception", "banquet", "dinner", "lunch", "luncheon", "breakfast", "tea"})
_FOR: Final = frozenset({"for", "to"})
_GROUPS: Final = frozenset(
    "they them both their man woman leader minister president premier pair two counterpart general official side "
    "statesman diplomat negotiator envoy colleague chief king head duo".split()
)
_SIDES: Final = frozenset("delegation team country state nation government neighbour neighbor party foe rival".split())
_SPEAKERS: Final = frozenset({"spokesperson"})
_PLURAL_PRONOUNS: Final = frozenset({"they", "them", "both", "their"})
_ATTENDING: Final = frozenset({"after", "before", "while", "by", "since", "upon", "on", "in", "during"})
# Offices that one person of a state holds, and the roles that go with them.
_SOLE: Final = frozenset({"leader", "president", "premier", "chancellor", "king", "emir", "counterpart", "colleague"})
_ALIKE: Final = frozenset({"counterpart", "colleague"})
_TOP_ROLES: Final = frozenset({"head_of_state", "head_of_government"})
# What the parser makes of the first of "Italy, Libya hold talks".
_LISTED: Final = frozenset({"npadvmod", "nmod", "dep", "nsubj", "appos"})
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_AGENTS: Final = frozenset({"agent"})


TEAMS: Final = frozenset({"team", "side", "delegation", "negotiator", "mission", "delegate"})
LEADING: Final = frozenset({"lead", "head", "chair"})
# Verbs whose object is the subject of talks, not who talks.
_ABOUT: Final = frozenset({"discuss", "chair", "co-chair", "exchange", "share"})
_HELPING: Final = frozenset("sponsored mediated brokered hosted led backed supervised facilitated run".split())
_JOURNEYS: Final = frozenset({"trip", "tour", "visit", "mission", "journey", "swing"})
_LETTER_ENDS: Final = frozenset({"to", "from"})


class PhraseReader:
    """Reads who is meant by words of one analysed article that tell an encounter."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.referents = referents
        self.doc = analysis.doc
        self.groups = GroupReader(analysis, lexicon, referents)

    def phrase(self, token: Token, *, conjuncts: bool = True) -> list[Referent]:
        """What a phrase stands for; a group without names ("the two men") as the persons last spoken of."""
        if (
            plainly := self.groups.members(token)
            or self.groups.holders_listed(token)
            or self._led_by(token)
            or self._from(token)
        ):
            return plainly
        found = [self._holder(r, token) for r in self.referents.of(token, conjuncts=conjuncts)]
        if len(codes(found)) < 2 and token.tag_ == "NNS":
            owners = [r for c in token.children if c.lower_ == "of" for o in c.children for r in self.phrase(o)]
            found = owners if len(codes(owners)) > 1 and not persons(owners) else found
        if not found and token.lemma_.lower() in TEAMS:
            found = self._sent_by(token)
        if not found:
            found = [r for c in token.children if c.lower_ == "including" for o in c.children for r in self.phrase(o)]
        if conjuncts:
            found = self.groups.whole_list(found, token)
            told = codes(found)
            found += [r for c in token.lefts if c.dep_ == "nmod" for r in self.referents.of(c) if r.code not in told]
        if persons(found) or not self._is_group(token):
            return found
        people = [] if token.lemma_.lower() in _SIDES else self._people_meant(token, codes(found))
        return people or self._sides_meant(token, found)

    def _sent_by(self, token: Token) -> list[Referent]:
        """ "a delegation from the regional bloc ECOWAS": the first actor of what describes a team."""
        end = next((t.i for t in token.subtree if t.i > token.i and t.pos_ == "VERB"), token.right_edge.i + 1)
        sender = next(iter(sorted(self.analysis.actors_in(token.i, end), key=lambda m: m.type == "State")), None)
        name = f"{token.text} of {sender.code}" if sender is not None else ""
        return [Referent(name, sender.code, None, token.i, token.i + 1)] if sender is not None else []

    def _from(self, token: Token) -> list[Referent]:
        """ "ASEAN envoys from Laos, Brunei and Fiji": those states and no body before the noun."""
        if not any(self.analysis.actors_in(token.left_edge.i, token.i)):
            return []
        found = [r for c in token.children if c.lower_ == "from" for o in c.children for r in self.phrase(o)]
        return found if len(codes(found)) > 1 else []

    def _led_by(self, token: Token) -> list[Referent]:
        """ "delegations led by A and B": those who lead them."""
        if token.lemma_.lower() not in TEAMS or any(self.analysis.actors_in(token.left_edge.i, token.i)):
            return []
        return [r for c in token.children if c.dep_ == "acl" and c.lemma_ in LEADING for r in self.agents(c)]

    def _holder(self, referent: Referent, token: Token) -> Referent:
        """ "the Senegalese leader": the person of that actor last named, where the office has one holder."""
        if referent.person is not None or token.tag_ not in {"NN", "NNP"} or token.lemma_.lower() not in _SOLE:
            return referent
        named = [
            m.person
            for m in self.analysis.persons
            if m.end <= token.i and self.referents.person_actor.get(m.person) == referent.code
        ]
        top = token.lemma_.lower() not in _ALIKE
        fits = [n for n in named if not top or self.referents.person_roles.get(n, set()) & _TOP_ROLES]
        return (
            replace(referent, person=fits[-1], name=fits[-1])
            if fits and referent.start <= token.i < referent.end
            else referent
        )

    def _sides_meant(self, token: Token, found: list[Referent]) -> list[Referent]:
        """Two sides without names are the story's own two, where it has two and the phrase gave a body among them."""
        pair = self.referents.main_pair
        if len(found) == 2 and pair and set(codes(found)) != set(pair):
            here = self.analysis.sentence_of(token)
            named = {m.code for m in self.analysis.actors_in(here.start, token.i)}
            if not set(codes(found)) <= named:
                return [Referent(c, c, None, token.i, token.i + 1) for c in pair]
        return found

    def _is_group(self, token: Token) -> bool:
        if token.lower_ in _PLURAL_PRONOUNS:
            return True
        if token.tag_ != "NNS" or token.lemma_.lower() not in _GROUPS | _SIDES:
            return False
        return not any(self.analysis.actors_in(token.left_edge.i, token.right_edge.i + 1))

    def _people_meant(self, token: Token, known: tuple[str, ...]) -> list[Referent]:
        """The two persons of different actors whom the nearest sentences name before the token."""
        sentence = self.analysis.sentence_of(token)
        title = self.analysis.title_at(token.i)
        role = title.role if title is not None and title.plural else None
        found: dict[str, str] = {}
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            earlier = self.analysis.sentences[index]
            for mention in reversed(list(self.analysis.persons_in(earlier.start, min(earlier.end, token.i)))):
                code = self.referents.person_actor.get(mention.person)
                if self.only_speaks(mention.person):
                    continue
                if role and role not in self.referents.person_roles.get(mention.person, ()):
                    continue
                if code is not None and code not in found and (not known or code in known):
                    found[code] = mention.person
            if len(found) >= 2:
                break
        if len(found) != 2:
            return []
        return [Referent(p, c, p, token.i, token.i + 1) for c, p in reversed(found.items())]

    def subjects(self, verb: Token) -> list[Referent]:
        """Who does what a verb tells: its own subject, or that of the verb or noun it depends on."""
        current = verb
        for _ in range(5):
            subject = next((c for c in current.children if c.dep_ in SUBJECTS), None)
            if subject is not None:
                return self._subject(subject, current)
            if unmarked := self._unmarked_subject(current):
                return unmarked
            if current.dep_ in {"acl", "relcl"} and current.head.pos_ in {"NOUN", "PROPN"}:
                described = self.phrase(current.head, conjuncts=False)
                if described or current.head.dep_ != "dobj":
                    return described
                current = current.head.head
                continue
            if current.dep_ not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "acomp", "oprd", "dep"}:
                return []
            if current.head.i == current.i or (current.dep_ == "prep" and current.lower_ not in _ATTENDING):
                return []
            current = current.head
        return []

    def _subject(self, subject: Token, verb: Token) -> list[Referent]:
        if subject.lower_ == "co":
            subject = next((c for c in subject.children if c.dep_ in SUBJECTS), subject)
        if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
            above = governing_verb(verb.head) if verb.head.lemma_.lower() in _JOURNEYS else None
            return self.phrase(verb.head) or (self.subjects(above) if above is not None else [])
        listed = [c for c in verb.children if c.dep_ in _LISTED and c.i < subject.left_edge.i]
        listed = [
            c for c in listed if self.doc[c.right_edge.i + 1].text == "," and c.right_edge.i + 2 == subject.left_edge.i
        ]
        return [r for c in listed for r in self.phrase(c)] + self.phrase(subject)

    def _unmarked_subject(self, verb: Token) -> list[Referent]:
        """What the parser takes for something else: "visiting Minister X met …", "In a letter to Y, X said …"."""
        for child in verb.children:
            if child.dep_ == "csubj" and child.lower_ == "visiting":
                return [r for c in child.children if c.dep_ == "dobj" for r in self.phrase(c)]
        before = self.analysis.person_at(verb.i - 1) if verb.i > 0 and verb.tag_ in {"VBD", "VBZ"} else None
        return list(self.referents.of(self.doc[verb.i - 1], conjuncts=False)) if before is not None else []

    def objects(self, verb: Token, mode: str) -> list[Referent]:
        """Whom a verb tells as the other side: objects, "by …" of a passive, "with …", for letters "to …"."""
        found: list[Referent] = []
        topical = verb.lemma_.lower() in _ABOUT
        for child in verb.children:
            if child.dep_ in {"dobj", "obj", "dative"} and child.pos_ != "ADP" and not topical:
                found += self.phrase(child)
                if child.lemma_.lower() in _RECEPTIONS:
                    found += self.after(child, _FOR) + self.after(verb, _FOR)
        return found + self.agents(verb) + self.after(verb, WITH | ends_of(mode))

    def agents(self, token: Token) -> list[Referent]:
        """Who stands after the "by" of a passive."""
        return [
            r
            for c in token.children
            if c.dep_ in _AGENTS
            for o in c.children
            if o.dep_ == "pobj"
            for r in self.phrase(o)
        ]

    def after(self, token: Token, prepositions: frozenset[str]) -> list[Referent]:
        """What stands after prepositions under a token, "together with" and "along with" included."""
        found: list[Referent] = []
        for child in token.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in prepositions:
                for obj in _met(child):
                    if obj.dep_ in {"pobj", "pcomp", "dobj"}:
                        sides = self.phrase(obj)
                        found += sides
                        if child.lower_ == "between" and len(codes(sides)) < 2:
                            found += self._other_side(obj)
        return found

    def _other_side(self, obj: Token) -> list[Referent]:
        """ "between the envoy, X, and the rebels": what the parser cuts off at the comma."""
        index = obj.right_edge.i + 1
        limit = self.analysis.sentence_of(obj).end
        if index < limit and self.doc[index].text == ",":
            index += 1
        if index >= limit or self.doc[index].lower_ != "and":
            return []
        for later in range(index + 1, min(limit, index + 7)):
            if self.doc[later].pos_ in {"VERB", "AUX", "ADP"}:
                break
            person, actor = self.analysis.person_at(later), self.analysis.actor_at(later)
            if person is not None:
                return list(self.referents.of(self.doc[person.end - 1], conjuncts=False))
            if actor is not None and not self.analysis.title_at(actor.end):
                return list(self.referents.of(self.doc[actor.end - 1], conjuncts=False))
        return []

    def only_speaks(self, person: str) -> bool:
        """Whether a person is named as a spokesperson and as nothing else."""
        roles = self.referents.person_roles.get(person, set())
        return bool(roles) and roles <= _SPEAKERS

    def modifiers(self, noun: Token) -> list[Referent]:
        """Actors before a noun: "the Israeli-Syrian talks"; a capital before it is a place."""
        left = noun.left_edge.i
        inner = range(left, noun.i + 1)
        return [
            Referent(m.code, m.code, None, m.start, m.end)
            for m in self.analysis.actors_in(left, noun.i)
            if m.surface != "capital"
            and self.doc[m.end - 1].head.i in inner
            and not self._in_possessive(m.start, noun)
            and not self._helps(m)
        ]

    def _helps(self, actor: ActorMention) -> bool:
        """ "OSCE-sponsored talks": who makes them possible."""
        dash = self.doc[actor.end].text == "-" if actor.end + 1 < len(self.doc) else False
        return dash and self.doc[actor.end + 1].lower_ in _HELPING

    def _in_possessive(self, index: int, noun: Token) -> bool:
        return any(c.dep_ == "poss" and c.left_edge.i <= index <= c.i for c in noun.children)


def _met(preposition: Token) -> list[Token]:
    """What stands under a preposition; in "with visiting Minister X" the parser sees a verb and its object."""
    under = list(preposition.children)
    guests = [c for c in under if c.dep_ == "pcomp" and c.lower_ == "visiting"]
    return [o for g in guests for o in g.children if o.dep_ == "dobj"] or under


def ends_of(mode: str) -> frozenset[str]:
    """Prepositions that name the other end of a letter or a call."""
    return _LETTER_ENDS if mode in {"letter", "phone_call", "video_call", "call"} else frozenset()
