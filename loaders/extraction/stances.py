"""The stance of a statement: what the verb says, and for neutral verbs what its content does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.lexicon import Lexicon

_OBLIGATION: Final = frozenset({"should", "must", "ought"})
_POSSIBILITY: Final = frozenset({"could", "may", "might"})
# Announced encounters and ceremonies are reports, not promises.
_ENCOUNTERS: Final = frozenset(
    "meet visit travel arrive attend hold discuss sign talk begin start take reiterate host receive return leave be go come speak".split()
)
_FUTURE: Final = frozenset({"will", "'ll", "shall"})
_CHARGES: Final = frozenset(
    "accusation charge allegation claim report suggestion rumour rumor insinuation assertion speculation complaint criticism".split()
)
# Acts that promise only when they are still to come.
_PLAIN_ACTS: Final = frozenset(
    "continue support respond strike ensure guarantee offer shield double stand send help provide assist defend protect honour grant release supply lend contribute punish".split()
)
_WISHES: Final = frozenset("seek want urge demand call ask appeal request propose need insist".split())
_OWN: Final = frozenset({"his", "her", "its", "our", "their", "my"})
_FIRST: Final = frozenset({"we", "i", "our"})


class StanceReader:
    """Decides the stance of attributed content."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.cues = lexicon.stance_cues

    def stance(
        self, verb: Token, verb_stance: str, analysis: Analysis, content: tuple[int, int], speaker: str | None
    ) -> str | None:
        """The stance, None when the words are no statement. ``content``: token range; ``speaker``: actor code."""
        if verb_stance == "rejects" and _object_is(verb, _CHARGES):
            return "denies"
        if verb_stance == "denies" and verb.lemma_.lower() == "dismiss" and not _object_is(verb, _CHARGES):
            return "rejects"
        if verb.lemma_.lower() == "insist" and any(c.dep_ == "ccomp" for c in verb.children):
            verb_stance = "asserts"
        if verb.lemma_.lower() == "warn" and not self._own_content(verb, content, analysis, speaker):
            return "claims"
        if verb_stance not in {"asserts", ""}:
            return verb_stance
        voiced = self._voiced(verb)
        if voiced is not None:
            return voiced
        head = _content_head(verb, content, analysis)
        if head is None:
            return "asserts"
        return self._of_content(head, analysis, speaker) or "asserts"

    def _voiced(self, verb: Token) -> str | None:
        """ "expressed satisfaction", "reiterated its wish": the noun tells the stance."""
        for child in verb.children:
            if child.dep_ in {"dobj", "oprd", "attr"}:
                for stance in self.cues.get(child.lemma_.lower(), ()):
                    return stance
        return None

    def _own_content(self, verb: Token, content: tuple[int, int], analysis: Analysis, speaker: str | None) -> bool:
        head = _content_head(verb, content, analysis)
        return head is not None and _own_subject(head, analysis, speaker)

    def _of_content(self, head: Token, analysis: Analysis, speaker: str | None) -> str | None:
        negated = any(c.dep_ == "neg" for c in head.children)
        aux = {c.lower_ for c in head.children if c.dep_ == "aux"}
        own = _own_subject(head, analysis, speaker)
        predicate = next((c for c in head.children if c.dep_ in {"acomp", "attr", "oprd"}), None)
        words = [head.lemma_.lower()] + ([predicate.lemma_.lower()] if predicate is not None else [])
        for word in words:
            for stance in self.cues.get(word, ()):
                fits = self._fits(stance, own, negated, aux, head)
                if fits:
                    return stance
        if aux & _OBLIGATION or _has_to(head):
            return "calls_for"
        if aux & (_FUTURE | {"would"}) and own and head.lemma_.lower() not in _ENCOUNTERS:
            return "rejects" if negated else "promises"
        if aux & _POSSIBILITY:
            return "claims"
        return None

    def _fits(self, stance: str, own: bool, negated: bool, aux: set[str], head: Token) -> bool:
        if stance == "accuses":
            return not own and not negated and not aux & (_FUTURE | _POSSIBILITY)
        if stance in {"promises", "threatens"}:
            return own and not negated and (bool(aux & (_FUTURE | _POSSIBILITY)) or head.lemma_ == "be" or head.lemma_.lower() not in _PLAIN_ACTS)
        if stance == "calls_for" and head.lemma_.lower() in _WISHES:
            return own and not negated
        if stance in {"welcomes", "calls_for", "rejects"}:
            return not negated
        return True


def _object_is(verb: Token, words: frozenset[str]) -> bool:
    return any(c.dep_ in {"dobj", "nsubjpass"} and c.lemma_.lower() in words for c in verb.children)


def _content_head(verb: Token, content: tuple[int, int], analysis: Analysis) -> Token | None:
    for child in verb.children:
        if child.dep_ in {"ccomp", "parataxis"} and child.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
            return child
    # A parser often makes the quote the root and hangs the attribution on it.
    if verb.dep_ in {"parataxis", "advcl", "ccomp", "dep", "prep"} and verb.head.i != verb.i and verb.head.pos_ in {"VERB", "AUX"}:
        return verb.head
    for token in analysis.doc[content[0] : content[1]]:
        if token.i != verb.i and token.pos_ in {"VERB", "AUX"} and token.dep_ in {"ROOT", "ccomp", "conj"}:
            return token
    return None


def _own_subject(head: Token, analysis: Analysis, speaker: str | None) -> bool:
    """The one who acts in the content is the speaker's own side."""
    for child in head.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            if child.lower_ in _FIRST | {"he", "she", "it", "they"}:
                return True
            if any(c.dep_ == "poss" and c.lower_ in _OWN for c in child.children):
                return True
            actor = next((a for t in child.subtree if (a := analysis.actor_at(t.i)) is not None), None)
            if actor is not None:
                return actor.code == speaker
            return child.lower_ in {"government", "country", "side", "ministry", "delegation"}
    return head.dep_ in {"xcomp"}


def _has_to(head: Token) -> bool:
    return head.tag_ == "VB" and head.head.lemma_ in {"have", "need"} and head.dep_ == "xcomp"
