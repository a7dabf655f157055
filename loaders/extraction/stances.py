"""The stance of a statement: what the verb says, and for neutral verbs what its content does.

Word classes are those of ``data/stance_cues.tsv``: beside the stances, ``encounter`` (announced meetings are reports,
not promises), ``charge`` (what is denied, not rejected), ``favourable``, ``unfavourable`` and ``untrue`` (what somebody
calls a thing), ``harm`` (acts whose refusal is a promise, and whose announcement threatens).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.attribution import JUDGES, VOICES, WORDS, clause
from accord.loaders.extraction.clauses import (
    Clause,
    cleft,
    is_nobody,
    is_phone_call,
    is_subjunctive,
    main_clause,
    means_itself,
    read_clause,
    takes_steps,
)
from accord.loaders.extraction.denials import denial
from accord.loaders.extraction.hostilities import fights_on, is_hostile

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referent

_NEUTRAL: Final = frozenset({"asserts", WORDS})
_OBLIGATION: Final = frozenset({"should", "must", "ought"})
_POSSIBILITY: Final = frozenset({"could", "may", "might"})
_FUTURE: Final = frozenset({"will", "'ll", "shall", "would", "wo"})
_WISHES: Final = frozenset(
    {"want", "seek", "ask", "need", "request", "propose", "call", "appeal", "urge", "demand", "insist"}
)
_CHARGING: Final = frozenset({"accuses", "asserts", "claims"})
# Where the clauses of one sentence differ, the strongest tells what it is about.
_STRONGEST: Final = ("threatens", "rejects", "denies")
_JUDGED: Final = (("untrue", "denies"), ("favourable", "welcomes"), ("unfavourable", "rejects"))
_NO: Final = ("not at all", "no.", "no,", "absolutely not", "certainly not", "never.")
_JUDGED_WITHIN: Final = 20
_PREDICATES: Final = ("welcomes", "rejects", "denies", "accuses", "calls_for", "claims", "promises", "threatens")


class StanceReader:
    """Decides the stance of attributed content."""

    def __init__(self, lexicon: Lexicon, analysis: Analysis) -> None:
        self.cues = lexicon.stance_cues
        self.instruments = lexicon.instrument_words
        self.analysis = analysis

    def stance(
        self, verb: Token, listed: str, content: tuple[int, int], speaker: Referent, before: str | None = None
    ) -> str | None:
        """The stance of a verb of saying, None when it is no statement.

        ``listed``: the verb's own value in the list; ``content``: token range of what is said; ``before``: stance of
        the statement before this one.
        """
        lemma = verb.lemma_.lower()
        if listed == JUDGES:
            return self._judgement(verb)
        if listed in {"rejects", "denies"}:
            return self._refusal(verb, lemma, listed, before)
        if listed == VOICES:
            return self._voiced(verb)
        if lemma in {"insist", "warn"}:
            return self._pressing(verb, lemma, content, speaker)
        if lemma in {"assert", "suggest"}:
            head = clause(verb) if lemma == "suggest" else None
            if head is not None and is_subjunctive(head):
                return "calls_for"
            return self._of_words(verb, content, speaker) or listed
        if lemma == "allege" and self._blames(verb, speaker):
            return "accuses"
        if lemma == "claim" and self._of_words(verb, content, speaker) == "accuses":
            return "accuses"
        if listed not in _NEUTRAL:
            return listed
        return self._voiced(verb) or self._of_words(verb, content, speaker) or "asserts"

    def of_clause(self, head: Token, speaker: Referent, until: int | None = None) -> str | None:
        """The stance of a clause in a quotation up to token ``until``; None when it only asserts."""
        head = main_clause(head)
        further = (c for c in head.conjuncts if c.pos_ in {"VERB", "AUX"} and c.i > head.i)
        clauses = (head, *(c for c in further if until is None or c.i < until))
        found = [self._of(read_clause(one, self.analysis, speaker)) for one in clauses]
        found += [self._of(read_clause(verb, self.analysis, speaker, noun)) for noun, verb in cleft(head)]
        strongest = (s for s in _STRONGEST if s in found)
        return next(strongest, next((s for s in found if s is not None), None))

    # -- the verb ------------------------------------------------------------------------------------------------------

    def _refusal(self, verb: Token, lemma: str, listed: str, before: str | None) -> str:
        """ "rejected the charge" denies; "dismissed the plan" rejects."""
        charged = any(c.dep_ in {"dobj", "nsubjpass"} and self._is(c, "charge") for c in verb.children)
        following = next((t for t in self.analysis.doc[verb.i + 1 : verb.i + 8] if t.pos_ == "NOUN"), None)
        charged = charged or (following is not None and self._is(following, "charge"))
        tail = self.analysis.doc[verb.i + 1 : min(verb.i + 15, self.analysis.sentence_of(verb).end)]
        as_at = next((n for n, t in enumerate(tail) if t.lower_ == "as"), len(tail))
        charged = charged or any(self._is(t, "untrue") for t in tail[as_at : as_at + 6])
        bare = any(c.dep_ == "dobj" and c.lower_ in {"that", "this", "it"} for c in verb.children)
        if charged or lemma in {"deny", "refute"} or (bare and before in _CHARGING):
            return "denies"
        if listed == "rejects" and clause(verb) is not None and lemma in {"reject", "dismiss"}:
            return "denies"
        return "rejects" if lemma in {"dismiss", "dispute"} and listed == "denies" else listed

    def _pressing(self, verb: Token, lemma: str, content: tuple[int, int], speaker: Referent) -> str:
        """ "insisted on", "insisted that X must", "warned that we will", "warned X against"."""
        head = self._head(verb, content)
        said = None if head is None else self._of(read_clause(head, self.analysis, speaker))
        if lemma == "insist":
            if any(c.dep_ == "prep" and c.lower_ in {"on", "upon"} for c in verb.children):
                return "calls_for"
            return said or ("calls_for" if head is not None and is_subjunctive(head) else "asserts")
        if any(c.dep_ == "prep" and c.lower_ == "against" for c in verb.children):
            return "calls_for"
        found = None if head is None else read_clause(head, self.analysis, speaker)
        if found is not None and (found.own or (found.conditional and found.aux & _FUTURE)):
            return "threatens"
        return said if said in {"calls_for", "accuses"} else "claims"

    def _blames(self, verb: Token, speaker: Referent) -> bool:
        """ "alleged that the raid had been planned in X": another side stands in what is said."""
        codes = {m.code for m in self.analysis.actors_in(verb.i + 1, self.analysis.sentence_of(verb).end)}
        return bool(codes - {speaker.code})

    def _judgement(self, verb: Token) -> str | None:
        """ "called it a mistake", "described the visit as a success": by the words of the complement."""
        end = min(self.analysis.sentence_of(verb).end, verb.i + _JUDGED_WITHIN)
        tail = [
            t for t in self.analysis.doc[verb.i + 1 : end] if t.pos_ != "VERB" or t.head.i == verb.i or t.tag_ == "VBN"
        ]
        after = next((n for n, t in enumerate(tail) if t.lower_ == "as"), None)
        if after is None and verb.lemma_.lower() in {"describe", "portray", "characterise", "characterize"}:
            return None
        if any(c.dep_ == "prt" for c in verb.children):
            return None
        named = any(c.dep_ in {"oprd", "ccomp", "xcomp", "attr", "acomp"} for c in verb.children)
        found = next((f for t in tail[after or 0 :] if (f := self._judges(t)) is not None), None)
        return found or ("asserts" if (named or after is not None) and verb.dep_ in {"ROOT", "conj"} else None)

    def _judges(self, token: Token) -> str | None:
        return next((stance for word, stance in _JUDGED if self._is(token, word)), None)

    def _voiced(self, verb: Token) -> str | None:
        """ "expressed satisfaction", "reiterated its wish": the noun tells the stance."""
        for child in verb.children:
            if child.dep_ in {"dobj", "oprd", "attr"} and child.pos_ in {"NOUN", "PROPN"} and not is_phone_call(child):
                if child.lemma_.lower() == "support" and verb.lemma_.lower() in {"express", "voice"}:
                    return "welcomes"
                for stance in self._cues(child):
                    if stance in _PREDICATES:
                        return stance
        return None

    # -- the content -------------------------------------------------------------------------------------------------

    def _of_words(self, verb: Token, content: tuple[int, int], speaker: Referent) -> str | None:
        after = self.analysis.doc[verb.i + 1 : verb.i + 6].text.lower().lstrip(":,“\"' ")
        if after.startswith(_NO):
            return "denies"
        head = self._head(verb, content)
        # "they agreed, according to X, but there is no date": what follows is the article's own.
        until = verb.i if verb.lower_ == "according" and head is not None and head.i < verb.i else None
        return None if head is None else self.of_clause(head, speaker, until)

    def _head(self, verb: Token, content: tuple[int, int]) -> Token | None:
        found = clause(verb)
        if found is not None:
            return found
        if verb.dep_ in {"advcl", "prep"} and verb.head.i != verb.i and verb.head.pos_ in {"VERB", "AUX"}:
            return verb.head
        for token in self.analysis.doc[content[0] : content[1]]:
            if token.i != verb.i and token.pos_ in {"VERB", "AUX"} and token.dep_ in {"ROOT", "ccomp", "conj"}:
                return token
        return None

    def _of(self, said: Clause) -> str | None:
        """The stance of one clause."""
        if fights_on(said, self._is):
            return "threatens"
        return denial(said, self._is) or self._predicated(said) or self._moved(said)

    def _predicated(self, said: Clause) -> str | None:
        """By the verb, predicate adjective or noun of the clause, where its subject, tense and polarity allow."""
        for token in said.words:
            for cue in self._cues(token):
                found = self._fits(cue, said, token)
                if found is not None:
                    return found
        return None

    def _fits(self, cue: str, said: Clause, token: Token) -> str | None:
        future = bool(said.aux & _FUTURE)
        if cue == "accuses":
            guilty = said.other and not said.negated and not future and not said.aux & _POSSIBILITY
            return cue if guilty else None
        if said.exists and cue in {"favourable", "welcomes"}:
            return None
        if cue == "favourable":
            return (
                "rejects"
                if said.negated and token.pos_ == "ADJ"
                else ("welcomes" if not said.negated and not future else None)
            )
        if cue == "unfavourable":
            return None if said.negated or (future and "would" not in said.aux) else "rejects"
        if cue == "untrue":
            return None if said.negated else "denies"
        if cue in {"promises", "threatens"} and not said.aux & _OBLIGATION:
            willing = token.i != said.head.i or any(c.dep_ == "xcomp" for c in said.head.children)
            return cue if said.own and not said.negated and (willing or future) else None
        if cue == "calls_for":
            wished = said.head.lemma_.lower() in _WISHES
            if said.head.lemma_.lower() in {"want", "wish"} and means_itself(said.head):
                return None
            return cue if not said.negated and (said.own or not wished) else None
        if cue == "claims":
            expected = "be" in {c.lemma_ for c in said.head.children if c.dep_ == "auxpass"}
            return cue if said.own or said.impersonal or expected or token.i != said.head.i else None
        if cue in {"welcomes", "rejects", "denies"}:
            return (
                cue
                if not said.negated
                and not (future and cue == "welcomes")
                and (said.own or said.impersonal or token.pos_ in {"ADJ", "NOUN"})
                else None
            )
        return None

    def _moved(self, said: Clause) -> str | None:
        """By what is to be done, by whom."""
        if self._is_forecast(said):
            return "claims"
        if said.aux & _OBLIGATION and "have" in said.aux and said.head.tag_ == "VBN" and said.other:
            return None if said.negated and said.own else "accuses"
        if said.aux & _OBLIGATION or said.obliged:
            return "calls_for"
        if said.other and not said.negated and is_hostile(said, self._is):
            return "accuses"
        return self._intended(said) or ("claims" if said.aux & _POSSIBILITY else None)

    def _is_forecast(self, said: Clause) -> bool:
        """ "prices will rise", "trade should triple", "the pact would bring peace": what nobody can promise."""
        if said.own or said.subject is None or not said.aux & (_FUTURE | _OBLIGATION):
            return False
        effect = said.subject.lemma_.lower() in self.instruments and said.head.tag_ == "VB"
        grows = self._is(said.head, "forecast")
        passive = any(c.dep_ == "auxpass" for c in said.head.children)
        promised = effect and bool(said.aux & _FUTURE) and not passive and not said.negated
        return grows or (promised and self._is(said.head, "effect"))

    def _intended(self, said: Clause) -> str | None:
        """What the speaker's own side will do, or never do."""
        lemma = said.head.lemma_.lower()
        harm = self._is(said.head, "harm")
        future = bool(said.aux & _FUTURE)
        none = is_nobody(said.subject)
        if said.negated and (said.never or future) and said.own and not said.soft:
            return "promises" if none or (harm and future) else "rejects"
        if said.negated and said.own and self._is(said.head, "accept"):
            return "rejects"
        if (
            future
            and said.own
            and not said.negated
            and (not self._is(said.head, "encounter") or takes_steps(said.head))
        ):
            return (
                "threatens"
                if said.conditional and (harm or lemma in {"leave", "withdraw", "take", "turn"})
                else "promises"
            )
        return None

    def _cues(self, token: Token) -> tuple[str, ...]:
        return self.cues.get(token.lemma_.lower(), ()) or self.cues.get(token.lower_, ())

    def _is(self, token: Token, kind: str) -> bool:
        return kind in self._cues(token)
