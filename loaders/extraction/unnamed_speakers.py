"""Speakers without a name: the one of whom "the minister" or "the Kremlin spokesman" is said, acronyms, bodies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.antecedents import GENERAL_ROLES
from accord.loaders.extraction.referents import Referent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.antecedents import Antecedents
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents
    from accord.loaders.extraction.titles import TitleMatch

INDEFINITE: Final = frozenset({"a", "an", "one", "another", "some"})
# Roles that many hold at once.
_MANY: Final = frozenset({"other", "spokesperson", "legislator"})
# Words that name nobody in particular.
_VAGUE: Final = frozenset({"official", "diplomat"})
_SMALL: Final = frozenset({"of", "for", "and", "the", "in", "on", "to"})
# "The main rebel group": speaks as its members do.
_BANDS: Final = frozenset({"group", "faction", "movement", "coalition", "alliance"})
_FIGHTING: Final = frozenset({"rebel", "separatist", "guerrilla", "insurgent", "opposition", "militant"})
_LONGEST_ROLE: Final = 9
_LONGEST_ACRONYM: Final = 7


class UnnamedSpeakers:
    """Says which person or body an unnamed speaker is."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents, before: Antecedents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.referents = referents
        self.before = before
        self.doc = analysis.doc
        self._acronyms = dict(self._spelt_out())

    def is_role(self, token: Token) -> bool:
        """A title, or a noun for those who speak."""
        word = token.lemma_.lower()
        # The tagger leaves the plural of names as it is: "Revenue Services".
        single = word.removesuffix("s") if token.pos_ == "PROPN" else word
        if word in _BANDS and any(c.lower_ in _FIGHTING for c in token.children):
            return True
        return self.analysis.title_at(token.i) is not None or not self.lexicon.speaking_nouns.isdisjoint({word, single})

    def role_before(self, verb: Token) -> Token | None:
        """ "…, a source in the ministry told X" where the parser lost the subject."""
        role = None
        for index in range(verb.i - 1, max(verb.sent.start, verb.i - _LONGEST_ROLE) - 1, -1):
            token = self.doc[index]
            if token.text == ",":
                return role
            if token.is_punct or token.pos_ in {"VERB", "AUX", "CCONJ"}:
                return None
            if token.pos_ in {"NOUN", "PROPN"} and self.is_role(token) and token.dep_ != "pobj":
                role = token
        return None

    def unowned(self, subject: Token) -> list[Referent]:
        """A title, a noun for those who speak, or a body by name that belongs to nobody known."""
        mention = self.analysis.actor_at(subject.i)
        if mention is not None or not self.is_role(subject):
            return []
        title = self.analysis.title_at(subject.i)
        definite = any(c.lower_ == "the" for c in subject.children)
        named = self.before.mentioned(subject) if definite and title is not None and not title.plural else None
        if named is not None and not any(c.dep_ == "prep" for c in subject.children):
            return [named]
        sentence = self.analysis.sentence_of(subject)
        places = (m for m in self.analysis.actors_in(sentence.start, subject.i) if self.referents.is_location(m))
        within = self.analysis.actors_in(subject.left_edge.i, subject.i)
        code = next((m.code for m in (*within, *places)), None)
        return [Referent(subject.text, code, None, subject.i, subject.i + 1)]

    def known(self, who: Referent) -> Referent:
        """An unnamed holder of an office as the person who holds it, where the article names just one."""
        if who.person is not None:
            return who
        title = self.analysis.title_at(who.end - 1)
        last = self.before.last
        if title is not None and title.former and last is not None and last.who.person is not None:
            return replace(last.who, start=who.start, end=who.end)
        if title is None or who.code is None or self.doc[max(0, who.start - 1)].lower_ in INDEFINITE:
            return who
        person = self._only_holder(title, who.code)
        if person is not None:
            return replace(who, name=person, person=person)
        holder = self.before.holder(self.doc[title.end - 1], who.code) if self._is_definite(who, title) else None
        return who if holder is None else replace(who, name=holder.name, person=holder.person)

    def _only_holder(self, title: TitleMatch, code: str) -> str | None:
        """Who alone of the article's persons holds the office, or one that a bare "leader" or "minister" may mean."""
        word = self.doc[title.end - 1].lemma_.lower()
        general = () if title.plural or title.end - title.start > 1 or word in _VAGUE else GENERAL_ROLES.get(word, ())
        for role in (title.role, *general):
            holders = {o.person for o in self.referents.offices if o.role == role and o.actor == code and not o.former}
            if len(holders) == 1 and role not in _MANY:
                return holders.pop()
        return None

    def _is_definite(self, who: Referent, title: TitleMatch) -> bool:
        """ "the Kremlin spokesman": one of whom the article has told; no plural."""
        words = self.doc[max(0, who.start - 1) : title.end]
        return not title.plural and any(t.lower_ == "the" for t in words)

    # -- acronyms ----------------------------------------------------------------------------------------------------

    def spelt_out(self, token: Token) -> Referent | None:
        """ "the ICG" for the "Inter-Clan Group (ICG)" of which the article told before, where no list knows it."""
        span = self._acronyms.get(token.text)
        if span is None or token.i < span[1] or self.analysis.actor_at(token.i) is not None:
            return None
        start, end = span
        code = next((r.code for r in self.referents.of(self.doc[end - 1]) if r.code), None)
        return Referent(" ".join(self.doc[start:end].text.split()), code, None, token.i, token.i + 1)

    def _spelt_out(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Acronyms in brackets behind words with their initials: the acronym, and the tokens of those words."""
        for token in self.doc:
            if token.text != "(" or token.i + 2 >= len(self.doc) or self.doc[token.i + 2].text != ")":
                continue
            acronym = self.doc[token.i + 1].text
            if not (1 < len(acronym) <= _LONGEST_ACRONYM and acronym.isupper()):
                continue
            start, letters = token.i, list(acronym)
            while letters and start > 0 and (not self.doc[start - 1].is_punct or self.doc[start - 1].text == "-"):
                word = self.doc[start - 1]
                if word.text[0] == letters[-1]:
                    letters.pop()
                elif word.text not in _SMALL and word.text != "-":
                    break
                start -= 1
            if not letters:
                yield acronym, (start, token.i)
