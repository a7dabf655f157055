"""Who agreed: parties, signatories and mediators of an instrument mention, from the syntax around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.referents import Referent, codes, persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.referents import Referents

# Verbs whose subject is a party of the instrument that is their object.
PARTY_VERBS: Final = frozenset(
    "sign conclude reach agree strike clinch negotiate renegotiate seek ratify join accede initial ink finalize finalise make have "
    "enter accept propose offer want violate breach break withdraw quit suspend reject honor honour implement discuss "
    "renew extend review resume abandon scrap adopt approve endorse forge secure hammer work complete exchange cancel "
    "abrogate denounce terminate revoke pull leave reaffirm uphold observe respect pursue push hope plan expect need "
    "establish launch cement seal swap share begin start hold announce unveil issue consider near cut do get draft be "
    "commit subscribe abide comply declare".split()
)
SIGNING: Final = frozenset("sign ink initial seal exchange conclude".split())
_MEDIATING: Final = frozenset(
    "broker mediate facilitate mediated brokered sponsor negotiate host oversee guarantee arrange".split()
)
_MEDIATORS: Final = frozenset(
    "mediation mediator auspice auspices facilitation good-offices sponsorship patronage brokerage".split()
)
_LEVELS: Final = frozenset(
    {"head_of_state", "head_of_government", "defence_minister", "foreign_minister", "military_chief"}
)
_BETWEEN: Final = frozenset({"between", "among", "amongst"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What syntax says of an instrument mention. ``verb``: the verb that governs it, None when it stands alone.

    ``explicit``: the parties come from the noun phrase itself rather than from the verb's subject. ``roles``: offices of
    those who act for the parties (presidents, defence ministers), where the words say so.
    """

    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    mediators: tuple[str, ...]
    verb: int | None
    explicit: bool
    roles: frozenset[str] = frozenset()


def governing_verb(token: Token) -> Token | None:
    """The verb whose argument the noun is: "signed the deal", "the deal was signed", "agreed to a deal"."""
    current = token
    for _ in range(8):
        if current.dep_ == "ROOT":
            return current if current.pos_ in {"VERB", "AUX"} else None
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            return current
    return None


def frame_of(mention: InstrumentMention, analysis: Analysis, referents: Referents) -> Frame:
    """Parties, signatories and mediators of one mention."""
    return _FrameReader(mention, analysis, referents).read()


class _FrameReader:
    def __init__(self, mention: InstrumentMention, analysis: Analysis, referents: Referents) -> None:
        self.mention = mention
        self.analysis = analysis
        self.referents = referents
        self.head = analysis.doc[mention.head]

    def read(self) -> Frame:
        if self.mention.verbal:
            return self._read_verbal()
        nouns = list(self._noun_chain())
        inside = self._inside(nouns)
        between = [r for n in nouns for r in self._prepositional(n, _BETWEEN)]
        with_ = [r for n in nouns for r in self._prepositional(n, {"with"})]
        between = between or [r for n in nouns for r in self._from_to(n)]
        participle = [r for n in nouns for r in self._participle(n)]
        verb = governing_verb(nouns[-1])
        subjects: list[Referent] = []
        if verb is not None:
            between = between or list(self._prepositional(verb, _BETWEEN))
            if _lemma(verb) in PARTY_VERBS:
                with_ = with_ or list(self._prepositional(verb, {"with"}))
                subjects = list(self.subjects(verb, nouns[-1]))
        parties = self._combine(inside, between, with_, [*participle], subjects)
        mediators = self._mediators(nouns, verb)
        subjects += self._signers(nouns, verb)
        signing = participle + subjects if verb is None or _lemma(verb) in SIGNING or participle else []
        explicit = len({*codes(between), *codes(inside)}) >= 2
        return Frame(
            tuple(p for p in parties if p not in mediators or len(parties) <= 2),
            persons(signing),
            tuple(m for m in mediators if m not in parties or len(parties) > 2),
            verb.i if verb is not None else None,
            explicit,
            self._roles(nouns, verb),
        )

    def _signers(self, nouns: list[Token], verb: Token | None) -> list[Referent]:
        """Every person in a "by" phrase of signing, also where the parser broke the list."""
        found: list[Referent] = []
        candidates = [c for n in nouns for c in n.children if c.dep_ in {"acl", "relcl"}] + (
            [verb] if verb is not None else []
        )
        for signing in candidates:
            if _lemma(signing) not in SIGNING:
                continue
            for child in signing.children:
                if child.lower_ == "by" and child.dep_ in {"agent", "prep"}:
                    end = self._phrase_end(child.i + 1, child.right_edge.i + 1)
                    for person in self.analysis.persons_in(child.i, end):
                        code = self.referents.person_actor.get(person.person)
                        found.append(Referent(person.person, code, person.person, person.start, person.end))
        return found

    def _phrase_end(self, start: int, end: int) -> int:
        """Up to witnesses ("in the presence of", "witnessed by") or the next verb."""
        doc = self.analysis.doc
        for index in range(start, end):
            if doc[index].pos_ == "VERB" or doc[index].lower_ in {"presence", "witnessed", "while"}:
                return index
        return end

    def _read_verbal(self) -> Frame:
        subjects = [s for s in self.subjects(self.head, None) if not self._vague(s)]
        with_ = list(self._prepositional(self.head, {"with", "between"}))
        parties = codes([*subjects, *with_])
        return Frame(parties, persons([*subjects, *with_]), (), self.head.i, False, self._roles([], self.head))

    def _roles(self, nouns: list[Token], verb: Token | None) -> frozenset[str]:
        """Roles of the officials between whom, or by whom, it is agreed."""
        heads: list[Token] = []
        for token in [*nouns, *([verb] if verb is not None else [])]:
            for child in token.children:
                if child.dep_ == "nsubj":
                    heads += [child, *child.conjuncts]
                elif child.dep_ in {"prep", "agent"} and child.lower_ in {*_BETWEEN, "by"}:
                    heads += [o for obj in child.children for o in (obj, *obj.conjuncts)]
        found = {t.role for h in heads if (t := self.analysis.title_at(h.i)) is not None}
        for head in heads:
            person = self.analysis.person_at(head.i)
            if person is not None:
                found |= self.referents.person_roles.get(person.person, set())
        return frozenset(found & _LEVELS)

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
            and not self._mediating_compound(m.end)
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

    def _mediating_compound(self, end: int) -> bool:
        doc = self.analysis.doc
        return (
            end + 1 < len(doc)
            and doc[end].text == "-"
            and (doc[end + 1].lower_.endswith("ed") or doc[end + 1].lower_ in {"led", "mediated"})
        )

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
            if child.dep_ not in {"acl", "relcl"} or _lemma(child) not in PARTY_VERBS:
                continue
            for grandchild in child.children:
                if grandchild.dep_ in {"agent", "prep"} and grandchild.lower_ in {"by", "with", *_BETWEEN}:
                    for obj in grandchild.children:
                        yield from self.referents.of(obj)
                        if grandchild.lower_ in _BETWEEN:
                            yield from self._listed(obj)
                if child.dep_ == "relcl" and grandchild.dep_ == "nsubj" and grandchild.pos_ != "PRON":
                    yield from self.referents.of(grandchild)

    def subjects(self, verb: Token, noun: Token | None) -> Iterator[Referent]:
        """The doers of a verb: its subject or agent, those of the verbs that control it when it has none itself."""
        current = verb
        for _ in range(5):
            found = False
            for child in current.children:
                if (
                    child.dep_ == "nsubj"
                    and (noun is None or child.i != noun.i)
                    and child.lower_ not in {"which", "that", "who", "there", "it"}
                ) or (child.dep_ == "nsubj" and child.lower_ in {"it"}):
                    yield from self.referents.of(child)
                    found = True
                elif child.dep_ == "agent":
                    for obj in child.children:
                        yield from self.referents.of(obj)
                        found = True
                elif child.dep_ == "nsubj" and child.lower_ in {"which", "who", "that"} and current.dep_ == "relcl":
                    yield from self.referents.of(current.head)
                    found = True
                elif child.dep_ == "nsubjpass" and current.i != verb.i and (noun is None or child.i != noun.i):
                    yield from self.referents.of(child)
                    found = True
            if (
                found
                or current.dep_ not in {"xcomp", "conj", "advcl", "acl", "ccomp", "relcl"}
                or (current.dep_ == "ccomp" and found)
            ):
                return
            if current.dep_ in {"acl", "relcl"}:
                yield from self.referents.of(current.head)
                return
            current = current.head

    def _combine(
        self,
        inside: list[Referent],
        between: list[Referent],
        with_: list[Referent],
        participle: list[Referent],
        subjects: list[Referent],
    ) -> tuple[str, ...]:
        explicit = codes([*between])
        if len(explicit) >= 2:
            return explicit
        if len(codes(inside)) >= 2 and not with_:
            return codes(inside)
        named = codes([*inside, *explicit_referents(between), *with_, *participle])
        if len(named) >= 2:
            return named
        return codes([*inside, *between, *participle, *subjects, *with_])

    def _mediators(self, nouns: list[Token], verb: Token | None) -> tuple[str, ...]:
        found: list[Referent] = []
        doc = self.analysis.doc
        start = self.head.left_edge.i
        for mention in self.analysis.actors_in(start, self.head.i):
            if self._mediating_compound(mention.end):
                word = doc[mention.end + 1].lower_
                if word in {
                    "brokered",
                    "mediated",
                    "sponsored",
                    "facilitated",
                    "backed",
                    "monitored",
                    "negotiated",
                    "led",
                }:
                    found.append(Referent(mention.code, mention.code, None, mention.start, mention.end))
        for noun in nouns:
            for child in noun.children:
                if child.dep_ in {"acl", "relcl"} and _lemma(child) in _MEDIATING:
                    found += self._agents(child)
        if verb is not None:
            if _lemma(verb) in _MEDIATING - {"negotiate"}:
                found += self.subjects(verb, nouns[-1])
            for child in verb.children:
                if child.dep_ in {"advcl", "conj", "acl"} and _lemma(child) in _MEDIATING - {"negotiate"}:
                    found += self._agents(child)
        for token in self.analysis.span(self.analysis.sentence_of(self.head)):
            if token.lemma_.lower() in _MEDIATORS:
                found += self.referents.of(token, conjuncts=False)
        return codes(found)

    def _agents(self, verb: Token) -> Iterator[Referent]:
        for child in verb.children:
            if child.dep_ == "agent":
                for obj in child.children:
                    yield from self.referents.of(obj)
            elif child.dep_ == "nsubj":
                yield from self.referents.of(child)


def explicit_referents(referents: list[Referent]) -> list[Referent]:
    """Referents that act for somebody."""
    return [r for r in referents if r.code]


def _lemma(token: Token) -> str:
    return token.lemma_.lower()
