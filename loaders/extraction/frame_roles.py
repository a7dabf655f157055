"""Who does what about an instrument besides agreeing: signers, mediators, the offices of those who act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.referents import Referent, codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.referents import Referents

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


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


class FrameRoles:
    """Reads signers, mediators and offices around the noun ``head`` of one article."""

    def __init__(self, head: Token, analysis: Analysis, referents: Referents) -> None:
        self.head = head
        self.analysis = analysis
        self.referents = referents

    def signers(self, nouns: list[Token], verb: Token | None) -> list[Referent]:
        """Every person in a "by" phrase of signing, also where the parser broke the list."""
        found: list[Referent] = []
        candidates = [c for n in nouns for c in n.children if c.dep_ in {"acl", "relcl"}] + (
            [verb] if verb is not None else []
        )
        for signing in candidates:
            if lemma(signing) not in SIGNING:
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

    def roles(self, nouns: list[Token], verb: Token | None) -> frozenset[str]:
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

    def is_mediating_compound(self, end: int) -> bool:
        """The actor before token ``end`` only brokers: "Qatari-mediated", "UN-led"."""
        doc = self.analysis.doc
        return (
            end + 1 < len(doc)
            and doc[end].text == "-"
            and (doc[end + 1].lower_.endswith("ed") or doc[end + 1].lower_ in {"led", "mediated"})
        )

    def mediators(self, nouns: list[Token], verb: Token | None) -> tuple[str, ...]:
        """Codes of those who brokered, mediated or hosted it."""
        found: list[Referent] = []
        doc = self.analysis.doc
        start = self.head.left_edge.i
        for mention in self.analysis.actors_in(start, self.head.i):
            if self.is_mediating_compound(mention.end):
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
                if child.dep_ in {"acl", "relcl"} and lemma(child) in _MEDIATING:
                    found += self._agents(child)
        if verb is not None:
            if lemma(verb) in _MEDIATING - {"negotiate"}:
                found += self.subjects(verb, nouns[-1])
            for child in verb.children:
                if child.dep_ in {"advcl", "conj", "acl"} and lemma(child) in _MEDIATING - {"negotiate"}:
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
