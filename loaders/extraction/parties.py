"""Who agreed: parties, signatories and mediators of an instrument mention, from the syntax around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.frame_roles import SIGNING, FrameRoles, ended_by, lemma, reacts, subject_matter
from accord.loaders.extraction.frames import BODIES, Frame, governing_verb
from accord.loaders.extraction.referents import Referent, codes, persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.referents import Referents

__all__ = ["Frame", "frame_of", "governing_verb"]

# Verbs whose subject is a party of the instrument that is their object.
PARTY_VERBS: Final = frozenset(
    "sign conclude reach agree strike clinch negotiate renegotiate seek ratify join accede initial ink finalize "
    "finalise make have enter accept propose offer want violate breach break withdraw quit suspend reject honor "
    "honour implement discuss renew extend review resume abandon scrap adopt approve endorse forge secure hammer "
    "work complete exchange cancel abrogate denounce terminate revoke pull leave reaffirm uphold observe respect "
    "pursue push hope plan expect need establish launch cement seal swap share begin start hold announce unveil "
    "issue consider near cut do get draft be commit subscribe abide comply declare put shake append affix renege "
    "repudiate renounce rescind annul nullify void back opt tear rip freeze pause halt extend prolong reinstate revive "
    "ditch jettison dump disregard flout infringe contravene transgress exit enforce apply nail wrap arrive".split()
)
_ADOPTIONS: Final = frozenset({"ratification", "signing", "signature", "accession", "implementation", "conclusion"})
_DEALING: Final = frozenset("sign conclude reach agree strike clinch seal ink negotiate make have".split())
# Those who make deals at home: their state alone is named, and no other may be supposed.
_DOMESTIC: Final = frozenset(
    "lawmaker legislator senator congressman politician party faction union worker employer prosecutor lawyer "
    "regulator company firm club bank republican democrat conservative liberal opposition farmer teacher".split()
)
_FACTIONS: Final = frozenset({"faction", "militia", "clan", "tribe", "warlord"})
_OPPOSED: Final = frozenset({"rival", "warring", "opposing", "feuding", "opposition"})
_BETWEEN: Final = frozenset({"between", "among", "amongst"})


def frame_of(mention: InstrumentMention, analysis: Analysis, referents: Referents) -> Frame:
    """Parties, signatories and mediators of one mention."""
    return _FrameReader(mention, analysis, referents).read()


def _tells_frame(noun: Token) -> bool:
    """ "Under the deal, X is to withdraw": one who acts under it need not have made it."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"under", "per", "despite"}


class _FrameReader:
    def __init__(self, mention: InstrumentMention, analysis: Analysis, referents: Referents) -> None:
        self.mention = mention
        self.analysis = analysis
        self.referents = referents
        self.head = analysis.doc[mention.head]
        self.roles = FrameRoles(self.head, analysis, referents)

    def read(self) -> Frame:
        if self.mention.verbal:
            return self._read_verbal()
        nouns = list(self._noun_chain())
        inside = self._inside(nouns)
        between = [r for n in nouns for r in self._prepositional(n, _BETWEEN)]
        with_ = [r for n in nouns for r in self._prepositional(n, {"with"})]
        between = between or [r for n in nouns for o in subject_matter(n) for r in self._prepositional(o, _BETWEEN)]
        between = between or [r for n in nouns for r in self._from_to(n)]
        adoptions = [n for n in nouns if n.lemma_.lower() in _ADOPTIONS]
        between = between or [r for n in adoptions for r in self._prepositional(n, {"by"})]
        participle = [r for n in nouns for r in self._participle(n)]
        verb = governing_verb(nouns[-1])
        subjects: list[Referent] = []
        if verb is not None:
            between = between or list(self._prepositional(verb, _BETWEEN))
            between = between or [r for c in ended_by(verb) for r in self._prepositional(c, _BETWEEN)]
            if lemma(verb) in PARTY_VERBS or (adoptions and not reacts(verb, self.referents.lexicon)):
                with_ = with_ or list(self._prepositional(verb, {"with"}))
                subjects = list(self.roles.subjects(verb, nouns[-1]))
        states = [code for code in codes([*subjects, *with_, *between]) if self.referents.is_state(code)]
        commercial = self.head.lemma_.lower() == "contract" and len(states) < 2
        subjects = [] if commercial else subjects
        if _tells_frame(nouns[-1]) and len(codes(subjects)) == 1:
            subjects = []
        dealing = verb is not None and lemma(verb) in _DEALING
        parties = self._combine(inside, between, with_, participle, subjects, dealing=dealing)
        partners = self._partners(with_, subjects + inside) if not codes([*between, *participle]) else ()
        if partners:
            parties = partners
        mediators = self.roles.mediators(nouns, verb)
        if len(parties) == 1 and (parties[0] in mediators or parties[0] in self.referents.brokers):
            parties = ()
        subjects += self.roles.signers(nouns, verb)
        signing = participle + subjects if verb is None or lemma(verb) in SIGNING or participle else []
        explicit = len({*codes(between), *codes(inside)}) >= 2
        bodies = [code for code in codes([*inside, *subjects]) if code in BODIES]
        others = [code for code in codes([*inside, *subjects, *between, *with_, *participle]) if code not in bodies]
        if len(bodies) == 1 and len(others) < 2 and all(self.referents.is_state(code) for code in others):
            parties = (bodies[0],)
        return Frame(
            tuple(p for p in parties if p not in mediators or len(parties) <= 2),
            persons(r for r in signing if r.code is None or r.code in parties or r.code not in mediators),
            tuple(m for m in mediators if m not in parties or len(parties) > 2),
            verb.i if verb is not None else None,
            explicit,
            self.roles.roles(nouns, verb),
            commercial or self._is_private(nouns, verb),
            len(parties) == 1 and (parties[0] in bodies or (self._of_factions(nouns, verb) and dealing)),
            partners[1:],
        )

    def _partners(self, with_: list[Referent], doers: list[Referent]) -> tuple[str, ...]:
        """ "Peru has accords with Chile and Bolivia": Peru, then those with whom it has one each; or none."""
        others = codes(with_)
        if not self.mention.plural or self.mention.facet is not None or len(others) < 2:
            return ()
        own = [code for code in codes(doers) if code not in others]
        if not own:
            own = [c for c in self.referents.main if c not in others and self.referents.is_state(c)][:1]
        return (own[0], *others) if len(own) == 1 else ()

    def _is_private(self, nouns: list[Token], verb: Token | None) -> bool:
        if verb is not None and any(c.dep_ == "nsubj" and lemma(c) in _DOMESTIC for c in verb.children):
            return True
        named = [
            obj
            for token in [*nouns, *([verb] if verb is not None else [])]
            for child in token.children
            if child.dep_ in {"prep", "agent"} and child.lower_ in {"with", "by", *_BETWEEN}
            for obj in child.children
            if obj.dep_ == "pobj" and obj not in nouns
        ]
        if verb is not None and lemma(verb) in _DEALING:
            named += [c for c in verb.children if c.dep_ == "nsubj" and c.i != self.head.i]
        known = [obj for obj in named if obj.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"} and obj.ent_type_ != "DATE"]
        return any(not codes(self.referents.of(obj)) and self.analysis.time_at(obj.i) is None for obj in known)

    def _of_factions(self, nouns: list[Token], verb: Token | None) -> bool:
        """ "Rival Afghan factions signed": sides of one country, which alone is named."""
        sides = [c for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
        sides += [
            obj
            for token in [*nouns, *([verb] if verb is not None else [])]
            for child in token.children
            if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", *_BETWEEN}
            for obj in child.children
        ]
        return any(
            s.tag_ == "NNS" and (lemma(s) in _FACTIONS or any(c.lower_ in _OPPOSED for c in s.children)) for s in sides
        )

    def _read_verbal(self) -> Frame:
        subjects = [] if len(beside := self._adjacent()) > 1 else list(self.roles.subjects(self.head, None))
        subjects = [s for s in subjects or beside if not self._vague(s)]
        with_ = list(self._prepositional(self.head, {"with", "between"}))
        parties = codes([*subjects, *with_])
        return Frame(parties, persons([*subjects, *with_]), (), self.head.i, False, self.roles.roles([], self.head))

    def _adjacent(self) -> list[Referent]:
        """ "…, Peru and Chile agreed": the actors right before the verb where the parser found no subject."""
        if any(c.dep_ in {"nsubj", "nsubjpass"} for c in self.head.children) or self.head.dep_ in {"relcl", "acl"}:
            return []
        found: list[Referent] = []
        index = self.head.i - 1
        first = self.analysis.sentence_of(self.head).start
        while index >= first:
            mention = self.analysis.actor_at(index)
            if mention is not None and mention.surface in {"name", "acronym", "capital", "people"}:
                found.insert(0, Referent(mention.code, mention.code, None, mention.start, mention.end))
                index = mention.start - 1
            elif self.analysis.doc[index].lower_ in {"and", ",", "the", "have", "has", "had", "also", "both"}:
                index -= 1
            else:
                break
        return found if len(found) > 1 else []

    def _vague(self, referent: Referent) -> bool:
        """ "the parties" of a story about parties at home are nobody's states."""
        return self.analysis.doc[referent.end - 1].lower_ in {"parties", "teams", "officials", "they", "we", "people"}

    def _noun_chain(self) -> Iterator[Token]:
        """The noun and, when it only modifies another noun ("deal talks", "text of the accord"), that noun too."""
        token = self.head
        yield token
        for _ in range(3):
            if token.dep_ in {"compound", "nmod", "amod", "conj", "appos"} and token.head.pos_ in {"NOUN", "PROPN"}:
                token = token.head
                yield token
            elif (
                token.dep_ == "pobj"
                and token.head.dep_ == "prep"
                and token.head.head.pos_ == "NOUN"
                and token.head.lower_ in {"of", "on"}
            ):
                token = token.head.head
                yield token
            else:
                return

    def _inside(self, nouns: list[Token]) -> list[Referent]:
        """Actors among the words before the noun: "Israel-Hamas deal", "Franco-German treaty", "Peru's accord"."""
        start = min(nouns[0].left_edge.i, self.mention.start)
        found = [
            Referent(m.code, m.code, None, m.start, m.end)
            for m in self.analysis.actors_in(start, self.head.i)
            if m.surface in {"name", "demonym", "acronym", "people"}
            and not self.roles.is_mediating_compound(m.end)
            and self._belongs(m.end - 1)
        ]
        for child in self.head.children:
            if child.dep_ == "poss" and not any(r.start <= child.i < r.end for r in found):
                found += self.referents.of(child)
        return found

    def _belongs(self, index: int) -> bool:
        """The actor modifies this noun, not one inside a clause before it."""
        token = self.analysis.doc[index]
        for _ in range(5):
            if token.i == self.head.i:
                return True
            if token.pos_ in {"VERB", "AUX"}:
                return False
            token = token.head
        return False

    def _prepositional(self, token: Token, words: frozenset[str] | set[str]) -> Iterator[Referent]:
        for child in token.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in words:
                for obj in child.children:
                    if obj.dep_ in {"pobj", "pcomp"}:
                        yield from self.referents.of(obj)
                        if child.lower_ in _BETWEEN:
                            yield from self._listed(obj)

    def _listed(self, obj: Token) -> Iterator[Referent]:
        """The rest of a list that the parser broke: every actor up to the next verb."""
        sentence = self.analysis.sentence_of(obj)
        doc = self.analysis.doc
        stop = obj.i
        while (
            stop < sentence.end
            and doc[stop].pos_ not in {"VERB", "AUX", "SCONJ", "ADP"}
            and doc[stop].text not in {";", "("}
        ):
            stop += 1
        for mention in self.analysis.actors_in(obj.left_edge.i, stop):
            if mention.surface not in {"demonym"}:
                yield Referent(mention.code, mention.code, None, mention.start, mention.end)

    def _from_to(self, noun: Token) -> list[Referent]:
        """ "the contract for gas supply from X to Y"."""
        ends: dict[str, tuple[Referent, ...]] = {}
        for token in noun.subtree:
            if token.dep_ == "prep" and token.lower_ in {"from", "to"}:
                for obj in token.children:
                    actor = self.analysis.actor_at(obj.i)
                    if obj.dep_ == "pobj" and actor is not None and actor.type == "State":
                        ends.setdefault(token.lower_, self.referents.of(obj, conjuncts=False))
        return [*ends["from"], *ends["to"]] if len(ends) == 2 else []

    def _participle(self, noun: Token) -> Iterator[Referent]:
        """ "signed by X and Y", "reached between X and Y", "which X signed with Y"."""
        for child in noun.children:
            if child.dep_ not in {"acl", "relcl"} or lemma(child) not in PARTY_VERBS:
                continue
            for grandchild in child.children:
                if grandchild.dep_ in {"agent", "prep"} and grandchild.lower_ in {"by", "with", *_BETWEEN}:
                    for obj in grandchild.children:
                        yield from self.referents.of(obj)
                        if grandchild.lower_ in _BETWEEN:
                            yield from self._listed(obj)
                if child.dep_ == "relcl" and grandchild.dep_ == "nsubj" and grandchild.pos_ != "PRON":
                    yield from self.referents.of(grandchild)

    def _combine(
        self,
        inside: list[Referent],
        between: list[Referent],
        with_: list[Referent],
        participle: list[Referent],
        subjects: list[Referent],
        *,
        dealing: bool,
    ) -> tuple[str, ...]:
        explicit = codes(between)
        if len(explicit) >= 2:
            return explicit
        if dealing and with_ and subjects and not codes([*inside, *participle]):
            return codes([*subjects, *with_])
        if len(codes(inside)) >= 2 and not with_:
            return codes(inside)
        named = codes([*inside, *between, *with_, *participle])
        if len(named) >= 2:
            return named
        return codes([*inside, *between, *participle, *subjects, *with_])
