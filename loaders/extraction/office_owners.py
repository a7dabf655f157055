"""Whose office: the state, body or group that the words beside a title name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import ActorMention, Analysis, PersonMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.titles import TitleMatch

_LINKS: Final = frozenset({"of", "for", "in", "at", "from"})
_OWN: Final = frozenset({"of", "for", "from"})
_HOME: Final = frozenset({"country", "nation", "state", "republic", "kingdom", "emirate", "island", "islands"})
_ITS: Final = frozenset({"its", "their"})
_HIS: Final = frozenset({"his", "her"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_ABROAD: Final = frozenset({"ambassador", "envoy"})
# Envoys who are sent to or for something; a negotiator for a side is that side's.
_SENT: Final = frozenset({"envoy", "representative", "coordinator", "rapporteur", "ambassador", "emissary"})
_REBEL: Final = frozenset({"rebel", "rebels", "guerrilla", "insurgent", "separatist"})
_MODIFIERS: Final = frozenset({"ADJ", "PROPN", "NOUN", "ADV"})
_GROUPS: Final = frozenset("movement rebel group front militia guerrilla insurgent faction separatist".split())
_REACH: Final = 9
_BELOW: Final = frozenset({"other_minister", "legislator", "other", "spokesperson"})


class OwnerFinder:
    """Finds the actors to whom offices belong in one analysed article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.doc = analysis.doc
        self.person_starts = {m.start for m in analysis.persons}

    def owners(self, title: TitleMatch) -> list[str]:
        """Codes of the actors that the words around a title name; several only for a title in the plural."""
        inside = [m.code for m in self.analysis.actors_in(title.start, title.end)]
        return inside or self._left(title) or self._right(title) or self._of_rebels(title)

    def _of_rebels(self, title: TitleMatch) -> list[str]:
        """ "A rebel spokesman": the armed group that the article speaks of, where it is one."""
        before = self.doc[title.start - 1].lower_ if title.start else ""
        groups = {m.code for m in self.analysis.actors if m.type == "ArmedGroup"}
        return list(groups) if before in _REBEL and len(groups) == 1 else []

    def owner_after(self, person: PersonMention, *, signing: bool) -> str | None:
        """ "President Afwerki of Eritrea", "Minister X (Chile)"; if ``signing``, "signed by X for Bamako" too."""
        link, index = person.end, person.end + 1
        links = {"of", "(", "for"} if signing else {"of", "("}
        if index >= len(self.doc) or self.doc[link].text not in links:
            return None
        if self.doc[index].pos_ == "DET":
            index += 1
        actor = self.analysis.actor_at(index)
        if actor is None or actor.surface == "demonym":
            return None
        closed = actor.end < len(self.doc) and self.doc[actor.end].text == ")"
        return None if self.doc[link].text == "(" and not closed else actor.code

    def patron(self, title: TitleMatch) -> str | None:
        """The person for whom somebody works: "a spokesman for President X", "his spokesman"."""
        limit = self.analysis.sentence_of(title.start).end
        if title.end < limit and self.doc[title.end].lower_ in {"for", "of", "to"}:
            for index in range(title.end + 1, min(limit, title.end + 6)):
                person = self.analysis.person_at(index)
                if person is not None:
                    return person.person
                if not (self.analysis.title_at(index) or self.lexicon.titles.is_honorific(self.doc[index].text)):
                    break
        index = title.start - 1
        while index > 0 and self.doc[index].pos_ in _MODIFIERS and not self.analysis.person_at(index):
            index -= 1
        if index >= 0 and self.doc[index].lower_ in _HIS:
            return self._last_person(index)
        return None

    def _last_person(self, index: int) -> str | None:
        """Whom "his" before token ``index`` means: the subject of the sentence, else the last person named."""
        start = self.analysis.sentence_of(index).start
        here = list(self.analysis.persons_in(start, index))
        subjects = [m for m in here if self.doc[m.end - 1].dep_ in _SUBJECTS]
        before = subjects[:1] or here[-1:] or [m for m in self.analysis.persons if m.end <= index][-1:]
        return before[0].person if before else None

    def last_spoken_of(self, index: int, *, kind: str | None = None) -> str | None:
        """The actor that a possessive before token ``index`` means: the subject of the sentence or of those before.

        ``kind``: a type of actor, to look for that alone; then anyone of that type who is named last.
        """
        sentence = self.analysis.sentence_of(index)
        for earlier in range(sentence.index, max(-1, sentence.index - 3), -1):
            span = self.analysis.sentences[earlier]
            for mention in self.analysis.actors_in(span.start, min(span.end, index)):
                if self.is_subject(mention) and kind in (None, mention.type):
                    return mention.code
        before = [m for m in self.analysis.actors if m.end <= index and kind in (None, m.type)]
        named = [m for m in before if m.surface != "demonym"] if kind is None else before
        return named[-1].code if named else None

    def is_subject(self, actor: ActorMention) -> bool:
        """The subject of its clause, or what the subject belongs to: "Kenya said", "the Kenyan side was led by"."""
        token = self.doc[actor.end - 1]
        if token.dep_ in _SUBJECTS:
            return True
        return token.dep_ in {"amod", "compound", "poss"} and token.head.dep_ in _SUBJECTS

    def unknown_body(self, title: TitleMatch) -> bool:
        """A name right before the title that no list knows: a company's, club's or federation's president."""
        index = title.start - 1
        if index < self.analysis.sentence_of(title.start).start or title.text[:1].isupper():
            return False
        token = self.doc[index]
        known = self.analysis.actor_at(index) or self.analysis.time_at(index) or self.analysis.person_at(index)
        named = token.pos_ == "PROPN" and token.text[0].isupper() and (token.text.isupper() or token.ent_type_ == "ORG")
        return named and known is None and not self._defined(index) and not self._tail_of(index)

    def _left(self, title: TitleMatch) -> list[str]:
        first = self.analysis.sentence_of(title.start).start
        index, steps, found = title.start - 1, 0, list[str]()
        while index >= first and steps < _REACH - 1:
            actor = self.analysis.actor_at(index)
            if actor is not None:
                found.insert(0, actor.code)
                index, steps = actor.start - 1, steps + 1
                if not (title.plural and index >= first and self.doc[index].text in {"and", ",", "-", "/", "&"}):
                    break
                index -= 1
                continue
            possessor = self._possessor(index, title)
            if possessor is not None:
                return possessor
            if not self._modifies(index):
                break
            index, steps = index - 1, steps + 1
        return found

    def _possessor(self, index: int, title: TitleMatch) -> list[str] | None:
        """Codes that a possessive or a short name at ``index`` stands for; None where it is neither."""
        token = self.doc[index]
        owner: str | None = None
        if token.lower_ in _HOME and self.doc[index + 1].text in {"'s", "'"} and index + 1 < title.start:
            owner = self.last_spoken_of(index, kind="State")
        elif token.lower_ in _ITS:
            owner = self.last_spoken_of(index)
        elif token.lower_ == "whose":
            owner = next((m.code for m in reversed(self.analysis.actors) if m.end <= index), None)
        elif token.text[0].isupper() and token.pos_ == "PROPN":
            owner = self._defined(index) or self._tail_of(index) or self._province(index, title)
            return [owner] if owner else None
        else:
            return None
        return [owner] if owner else []

    def _province(self, index: int, title: TitleMatch) -> str | None:
        """ "Victoria's transport minister": the state of the province that owns an office below the top."""
        if self.doc[index + 1].tag_ != "POS" or title.role not in _BELOW:
            return None
        return self.lexicon.places.state_of_region(self.doc[index].text)

    def _defined(self, index: int) -> str | None:
        """An acronym that the article explains: "South African Revenue Services (SARS)"."""
        word = self.doc[index].text
        if not word.isupper() or len(word) < 2:
            return None
        for other in range(1, index):
            if self.doc[other].text == word and self.doc[other - 1].text == "(":
                full = list(self.analysis.actors_in(max(0, other - 2 - len(word)), other - 1))
                return full[0].code if full else None
        return None

    def _tail_of(self, index: int) -> str | None:
        """The last word of a body named before: "Council spokesman" after "the National Transitional Council"."""
        word = self.doc[index].text
        for mention in reversed(self.analysis.actors):
            if mention.end <= index and mention.end - mention.start > 1 and self.doc[mention.end - 1].text == word:
                return mention.code
        return None

    def _modifies(self, index: int) -> bool:
        """Words that may stand between a state and its office: adjectives, names of bodies, other parts of a title."""
        token = self.doc[index]
        if self.analysis.person_at(index):
            return False
        return token.text in {"'s", "'", "-", "(", ")"} or token.pos_ in _MODIFIERS

    def _right(self, title: TitleMatch) -> list[str]:
        limit = self.analysis.sentence_of(title.start).end
        index = title.end
        links = _OWN if title.role in _ABROAD else _LINKS
        if _SENT & set(title.text.lower().split()):
            links = links - {"for", "in", "at"}
            index = self._past_errand(index, limit)
        if index >= limit or self.doc[index].lower_ not in links:
            return []
        found, head = list[str](), None
        index += 1
        while index < min(limit, title.end + _REACH):
            actor = self.analysis.actor_at(index)
            if actor is not None:
                found.append(actor.code)
                if not title.plural:
                    break
                index = actor.end
                continue
            if index in self.person_starts or self.doc[index].pos_ in {"VERB", "AUX"} or self.doc[index].is_punct:
                break
            head = index if self.doc[index].pos_ in {"NOUN", "PROPN"} and head is None else head
            index += 1
        if not found and head is not None:
            again = self._same_noun(head)
            found = [again] if again else []
        return found

    def _past_errand(self, index: int, limit: int) -> int:
        """Past "for North Korea policy" to "of the State Department"."""
        if index >= limit or self.doc[index].lower_ not in {"for", "on", "to"}:
            return index
        for later in range(index + 1, min(limit, index + 8)):
            if self.doc[later].lower_ == "of":
                return later
            if later in self.person_starts or self.doc[later].pos_ in {"VERB", "AUX"} or self.doc[later].is_punct:
                break
        return index

    def _same_noun(self, index: int) -> str | None:
        """ "the head of the force" after "the UN force"; "a spokesman for the movement" after a group's name."""
        word = self.doc[index].lemma_.lower()
        if word in _HOME:
            return self.last_spoken_of(index, kind="State")
        if word in _GROUPS:
            return self.last_spoken_of(index, kind="ArmedGroup")
        for earlier in range(index - 1, 0, -1):
            if self.doc[earlier].lemma_.lower() == word:
                owner = next((m for m in self.analysis.actors_in(max(0, earlier - 3), earlier + 1)), None)
                if owner is not None and owner.end > earlier - 2:
                    return owner.code
        return None
