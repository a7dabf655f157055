"""Who brought an instrument about without being a party: brokers, mediators, facilitators, those whose help is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.brokers import CREDITING
from accord.loaders.extraction.referents import Referent, codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.frame_roles import FrameRoles
    from accord.loaders.extraction.referents import Referents

_MEDIATING: Final = frozenset("broker mediate facilitate sponsor host oversee guarantee arrange".split())
_BROKERING: Final = frozenset("broker mediate facilitate".split())
_COMPOUNDS: Final = frozenset("brokered mediated sponsored facilitated backed monitored negotiated led".split())
# Nouns for the service itself, and those that are it only in "with the … of" beside the act.
MEDIATION: Final = frozenset("mediation mediator facilitation facilitator brokerage go-between intermediary".split())
_AUSPICES: Final = frozenset("auspex auspice auspices aegis sponsorship patronage offices".split())
_HELP: Final = frozenset("help assistance intervention support".split())
_WITH: Final = frozenset({"with", "through", "via", "under", "thanks", "to", "by"})
_CAPACITIES: Final = frozenset("mediator go-between facilitator intermediary broker guarantor".split())
_REACHING: Final = frozenset("reach strike agree sign conclude clinch seal negotiate".split())
_OCCASIONS: Final = frozenset("talk negotiation discussion mediation deal agreement accord truce ceasefire".split())


class MediatorFinder:
    """Finds the mediators of the instrument that the noun ``head`` names."""

    def __init__(self, head: Token, analysis: Analysis, referents: Referents) -> None:
        self.head = head
        self.analysis = analysis
        self.referents = referents

    def find(self, nouns: list[Token], verb: Token | None, roles: FrameRoles) -> tuple[str, ...]:
        """Codes of the mediators; ``nouns``: the noun and those it stands beside; ``verb``: what governs them."""
        found = [
            *self._compounds(roles),
            *self._participles(nouns),
            *self._of_verb(nouns, verb, roles),
            *self._services(verb),
            *self._pronominal(),
            *self._credited(),
        ]
        return codes(found)

    def _compounds(self, roles: FrameRoles) -> Iterator[Referent]:
        """ "Qatari-mediated truce"."""
        doc = self.analysis.doc
        for mention in self.analysis.actors_in(self.head.left_edge.i, self.head.i):
            if roles.is_mediating_compound(mention.end) and doc[mention.end + 1].lower_ in _COMPOUNDS:
                yield Referent(mention.code, mention.code, None, mention.start, mention.end)

    def _participles(self, nouns: list[Token]) -> Iterator[Referent]:
        """ "brokered by X", "which X mediated and guaranteed"."""
        for noun in nouns:
            for child in noun.children:
                if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in _MEDIATING | {"negotiate"}:
                    yield from self._agents(child, active=child.lemma_.lower() in _MEDIATING)

    def _of_verb(self, nouns: list[Token], verb: Token | None, roles: FrameRoles) -> Iterator[Referent]:
        """The doer of "broker", or of a clause of it beside the governing verb."""
        if verb is None:
            return
        if verb.lemma_.lower() in _MEDIATING and verb.dep_ != "pcomp":
            yield from self._owner_of_clause(verb) or roles.subjects(verb, nouns[-1])
        for child in verb.children:
            if child.dep_ in {"advcl", "conj", "acl"} and child.lemma_.lower() in _MEDIATING:
                yield from self._agents(child)
        for token in verb.subtree:
            if token.dep_ != "acl" or token.lemma_.lower() not in _BROKERING:
                continue
            # "A deal signed in Doha, brokered by X": the parser hangs it on the place.
            if token.head.lemma_.lower() in _OCCASIONS or token.head.pos_ == "PROPN":
                yield from self._agents(token)

    def _owner_of_clause(self, verb: Token) -> list[Referent]:
        """ "Qatar, whose emir brokered the deal": Qatar."""
        if verb.dep_ != "relcl":
            return []
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        whose = any(g.lower_ == "whose" for s in subjects for g in s.children)
        return list(self.referents.of(verb.head)) if whose else []

    def _services(self, verb: Token | None) -> Iterator[Referent]:
        """ "with U.S. mediation", "under the auspices of X", "with the help of X" beside the act, "a mediator of X"."""
        for token in self.analysis.span(self.analysis.sentence_of(self.head)):
            word = token.lemma_.lower()
            if word in MEDIATION:
                yield from self._detached(token)
            if word in MEDIATION or (word in _AUSPICES and token.dep_ == "pobj" and token.head.lower_ in _WITH):
                yield from self._owners(token)
            elif word in _HELP and token.dep_ == "pobj" and token.head.lower_ in {"with", "through", "thanks"}:
                yield from self._owners(token) if self._beside_act(token.head, verb) else ()

    def _detached(self, noun: Token) -> Iterator[Referent]:
        """ "mediation over the weekend by X": the mediator after "by", though the parser hung it on the verb."""
        for token in noun.doc[noun.i + 1 : min(noun.i + 6, noun.sent.end)]:
            if token.pos_ == "VERB" or token.text == ",":
                return
            if token.lower_ == "by" and token.head.i != noun.i:
                yield from self._all_of(token)
                return

    def _credited(self) -> Iterator[Referent]:
        """ "praised X and Y for their role in brokering the deal", "thanked X for mediating it"."""
        for token in self.analysis.span(self.analysis.sentence_of(self.head)):
            if token.lemma_.lower() not in _BROKERING or token.tag_ != "VBG" or token.dep_ != "pcomp":
                continue
            above = token.head.head
            if above.pos_ == "NOUN" and above.dep_ == "pobj":
                above = above.head.head
            if above.lemma_.lower() in CREDITING:
                for child in above.children:
                    if child.dep_ in {"dobj", "nsubjpass"}:
                        yield from self.referents.of(child)

    def _beside_act(self, preposition: Token, verb: Token | None) -> bool:
        """The help goes to the agreeing: it hangs on the governing verb or on a participle of the noun."""
        above = preposition.head
        return (verb is not None and above.i == verb.i and above.lemma_.lower() in _REACHING) or (
            above.dep_ in {"acl", "relcl"} and above.head.i == self.head.i and above.lemma_.lower() in _REACHING
        )

    def _owners(self, noun: Token) -> Iterator[Referent]:
        """Whose service it is: "Norwegian mediation", "Norway's mediation", "the mediation of Norway and Cuba"."""
        for child in noun.children:
            mention = self.analysis.actor_at(child.i)
            if child.i < noun.i and mention is not None and child.dep_ in {"amod", "compound", "poss", "nmod"}:
                for token in (child, *child.conjuncts):
                    if (other := self.analysis.actor_at(token.i)) is not None:
                        yield Referent(other.code, other.code, None, other.start, other.end)
            elif child.i < noun.i and child.dep_ == "poss":
                yield from self.referents.of(child)
            elif child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}:
                yield from self._all_of(child)

    def _pronominal(self) -> Iterator[Referent]:
        """ "It was brokered by X", "X signed as mediator": in the sentence after the mention."""
        index = self.analysis.sentence_of(self.head).index
        for sentence in self.analysis.sentences[index : index + 3]:
            for token in self.analysis.span(sentence):
                if token.lemma_.lower() in _CAPACITIES and token.dep_ == "pobj" and token.head.lower_ == "as":
                    yield from self._in_capacity(token.head.head)
                brokering = sentence.index == index + 1 and token.lemma_.lower() in _BROKERING
                if brokering and any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in token.children):
                    yield from self._agents(token)

    def _in_capacity(self, verb: Token) -> Iterator[Referent]:
        """The subject of "act as mediator" and those on whose behalf."""
        if verb.lemma_.lower() not in {"act", "serve", "sign"}:
            return
        for child in verb.children:
            if child.dep_ == "nsubj" and child.pos_ != "PRON":
                yield from self.referents.of(child)
            elif child.dep_ == "nsubj" and verb.dep_ == "relcl":
                yield from self.referents.of(verb.head)
        for mention in self.analysis.actors_in(verb.i, verb.right_edge.i + 1):
            if [t.lower_ for t in self.analysis.doc[mention.start - 3 : mention.start]] == ["on", "behalf", "of"]:
                yield Referent(mention.code, mention.code, None, mention.start, mention.end)

    def _agents(self, verb: Token, *, active: bool = True) -> Iterator[Referent]:
        """Those by whom it is brokered; ``active``: its subject counts too."""
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                yield from self._all_of(child)
            elif child.dep_ == "nsubj" and active:
                yield from self.referents.of(child)

    def _all_of(self, preposition: Token) -> Iterator[Referent]:
        """The objects of a preposition, with actors that "and" joins though the parser put them elsewhere."""
        doc = self.analysis.doc
        for obj in preposition.children:
            yield from self.referents.of(obj)
        for mention in self.analysis.actors_in(preposition.i, preposition.right_edge.i + 1):
            before = mention.start - 1 - (doc[mention.start - 1].pos_ == "DET")
            modifies = doc[mention.end - 1].dep_ in {"amod", "compound", "poss", "nmod"}
            if doc[before].lower_ == "and" and not modifies:
                yield Referent(mention.code, mention.code, None, mention.start, mention.end)
