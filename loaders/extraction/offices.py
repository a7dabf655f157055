"""Who holds which office: a title beside a name, the state or body beside the title.

Source of the role conventions: the annotation guidelines of the facts document (role is that of the office as held at
the time of the article; former offices aren't offices).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.loaders.extraction.analysis import Analysis, PersonMention, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.titles import TitleMatch

_LINKS: Final = frozenset({"of", "for", "in", "at"})
_COPULAS: Final = frozenset({"is", "as", "named", "appointed", "elected", "serves", "became", "becomes", "remains"})
_HOME: Final = frozenset({"country", "nation", "state", "republic", "kingdom", "emirate", "island", "islands"})
_COUNTERPARTS: Final = frozenset({"counterpart", "counterparts"})
_STATE_ROLES: Final = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "other_minister", "military_chief", "legislator", "other", "spokesperson", "envoy"}
)
_POSSESSIVES: Final = frozenset({"his", "her", "its", "their", "our", "my"})


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A person's office at tokens ``start:end``; ``actor`` is None where the words around the title name none."""

    person: str
    title: str
    role: str
    actor: str | None
    start: int
    end: int
    former: bool = False
    confidence: float = 0.9


def find_offices(analysis: Analysis, lexicon: Lexicon) -> tuple[OfficeMention, ...]:
    """Every office mention, in order, former ones included (they say whose person it is not any more)."""
    finder = _OfficeFinder(analysis, lexicon)
    found = [m for title in analysis.titles for m in finder.of_title(title)]
    found += finder.unnamed_then_named(found)
    found += finder.counterparts(found)
    return tuple(sorted(finder.completed(found), key=lambda m: (m.start, m.end)))


class _OfficeFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.doc = analysis.doc
        self.by_start = {m.start: m for m in analysis.persons}
        self.by_end = {m.end: m for m in analysis.persons}

    def of_title(self, title: TitleMatch) -> Iterator[OfficeMention]:
        persons = self._holders(title)
        actors = self._actors(title)
        for position, person in enumerate(persons):
            own = self._actor_after_name(person)
            if own is not None:
                actor: str | None = own
            elif len(actors) == len(persons):
                actor = actors[position]
            else:
                actor = actors[0] if actors else None
            start, end = min(title.start, person.start), max(title.end, person.end)
            role = _role(title, actor, self.lexicon)
            yield OfficeMention(person.person, title.text, role, actor, start, end, title.former)

    def _holders(self, title: TitleMatch) -> list[PersonMention]:
        after = self._person_after(title)
        if after:
            return after
        before = self._person_before(title)
        return [before] if before else []

    def _person_after(self, title: TitleMatch) -> list[PersonMention]:
        """ "Prime Minister X", "the president of China, Mr X", "Presidents X and Y"."""
        limit = self.analysis.sentence_of(title.start).end
        index = self._skip_soft(title.end, limit)
        if index not in self.by_start:
            index = self._skip_owner(title.end, limit)
        person = self.by_start.get(index)
        if person is None or any(title.end <= t.start < person.start for t in self.analysis.titles):
            return self._after_comma(title, limit)
        found = [person]
        while title.plural and person.end + 1 < limit:
            step = person.end
            owner = self._skip_owner(step, limit)
            step = owner if owner != step else step
            while step < limit and self.doc[step].text in {",", "and"}:
                step = self._skip_soft(step + 1, limit)
            if step not in self.by_start:
                break
            person = self.by_start[step]
            found.append(person)
        return found

    def _after_comma(self, title: TitleMatch, limit: int) -> list[PersonMention]:
        """ "a spokesman for President A, X, said": the name between commas behind the whole phrase."""
        if title.end >= limit or self.doc[title.end].lower_ not in _LINKS:
            return []
        for index in range(title.end, min(limit, title.end + 12)):
            if self.doc[index].pos_ in {"VERB", "AUX"}:
                return []
            after = self._skip_soft(index + 1, limit)
            if self.doc[index].text == "," and after in self.by_start:
                return [self.by_start[after]]
        return []

    def _skip_soft(self, index: int, limit: int) -> int:
        while index < limit and (
            self.doc[index].text in {'"', "'", "."} or self.lexicon.titles.is_honorific(self.doc[index].text)
        ):
            index += 1
        return index

    def _skip_owner(self, index: int, limit: int) -> int:
        """Past "of [the] ACTOR" and a comma, to where a name may start."""
        start = index
        if index < limit and self.doc[index].lower_ in _LINKS:
            index += 1
            stop = index + 8
            while index < min(limit, stop) and (
                self.doc[index].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART"} and index not in self.by_start
            ):
                index += 1
            if index >= limit or (self.doc[index].text != "," and index not in self.by_start):
                return start
        if index < limit and self.doc[index].text == ",":
            index += 1
        return self._skip_soft(index, limit) if index > start else start

    def _person_before(self, title: TitleMatch) -> PersonMention | None:
        """ "X, chairman of …", "X, 66, the new foreign minister", "X, who is …", "X is the president"."""
        first = self.analysis.sentence_of(title.start).start
        index, comma, steps = title.start - 1, False, 0
        while index >= first and steps < 14:
            token = self.doc[index]
            if index + 1 in self.by_end:
                return self.by_end[index + 1] if comma else None
            if token.text in {",", "(", "--", "-", "–"} or token.lower_ in _COPULAS:
                comma = True
            elif self.analysis.title_at(index) and not self._same_list(index, title):
                return None
            elif token.pos_ in {"VERB", "SCONJ"} and token.lower_ not in _COPULAS:
                return None
            elif token.text in {".", ";", '"'}:
                return None
            index, steps = index - 1, steps + 1
        return None

    def _same_list(self, index: int, title: TitleMatch) -> bool:
        """Two titles of one person: "X, prime minister and foreign minister of Y"."""
        return any(self.doc[i].text == "and" for i in range(index, title.start))

    def _actors(self, title: TitleMatch) -> list[str]:
        left = self._actors_left(title)
        if left:
            return left
        return self._actors_right(title)

    def _actors_left(self, title: TitleMatch) -> list[str]:
        first = self.analysis.sentence_of(title.start).start
        index, found, steps = title.start - 1, list[str](), 0
        inside = [m.code for m in self.analysis.actors_in(title.start, title.end)]
        if inside:
            return inside
        while index >= first and steps < 8:
            token, actor = self.doc[index], self.analysis.actor_at(index)
            if actor is not None:
                found.insert(0, actor.code)
                index, steps = actor.start - 1, steps + 1
                if not (index >= first and self.doc[index].text in {"and", ",", "-", "/", "&"} and title.plural):
                    break
                index -= 1
                continue
            if token.lower_ in _HOME and index + 1 < title.start and self.doc[index + 1].text in {"'s", "'"}:
                home = self._last_state(index)
                return [home] if home else []
            if token.lower_ in {"its", "their", "whose"}:
                owner = self._last_actor(index)
                return [owner] if owner else []
            if not self._modifies(index):
                break
            index, steps = index - 1, steps + 1
        return found

    def _last_actor(self, index: int) -> str | None:
        """The actor last named before token ``index`` that isn't a mere place or adjective."""
        for mention in reversed(self.analysis.actors):
            token = self.doc[mention.end - 1]
            if mention.end <= index and mention.surface != "demonym" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "conj", "dobj"}:
                return mention.code
        return None

    def _modifies(self, index: int) -> bool:
        """Words that may stand between a state and its office: adjectives, names of bodies, other parts of a title."""
        token = self.doc[index]
        if self.analysis.person_at(index):
            return False
        return token.text in {"'s", "'", "-", "(", ")"} or token.pos_ in {"ADJ", "PROPN", "NOUN", "ADV"}

    def _actors_right(self, title: TitleMatch) -> list[str]:
        limit = self.analysis.sentence_of(title.start).end
        index = title.end
        if index >= limit or self.doc[index].lower_ not in _LINKS:
            return []
        found = []
        index += 1
        while index < limit and index < title.end + 9:
            actor = self.analysis.actor_at(index)
            if actor is not None:
                found.append(actor.code)
                if not title.plural:
                    break
                index = actor.end
                continue
            if index in self.by_start or self.doc[index].pos_ in {"VERB", "AUX", "PUNCT"}:
                break
            index += 1
        return found

    def _actor_after_name(self, person: PersonMention) -> str | None:
        """ "President Isaias Afwerki of Eritrea"."""
        index = person.end
        if index + 1 < len(self.doc) and self.doc[index].text == "of":
            step = index + 2 if self.doc[index + 1].pos_ == "DET" else index + 1
            actor = self.analysis.actor_at(step)
            return actor.code if actor else None
        return None

    def _last_state(self, index: int) -> str | None:
        """The state last named before token ``index``."""
        for mention in reversed(self.analysis.actors):
            if mention.end <= index and mention.type == "State":
                return mention.code
        return None

    def unnamed_then_named(self, known: list[OfficeMention]) -> Iterator[OfficeMention]:
        """ "…, the Polish foreign minister said. Jan Nowak told reporters …": the name follows the description."""
        holders = {m.person for m in known}
        taken = {i for m in known for i in range(m.start, m.end)}
        first: dict[str, PersonMention] = {}
        for mention in self.analysis.persons:
            if mention.person not in holders and not self.analysis.sentence_of(mention.start).headline:
                first.setdefault(mention.person, mention)
        for person, mention in first.items():
            sentence = self.analysis.sentence_of(mention.start)
            if self.doc[mention.end - 1].dep_ not in {"nsubj", "nsubjpass"} or sentence.index == 0:
                continue
            before = self.analysis.sentences[sentence.index - 1]
            for title in self.analysis.titles:
                subject = before.start <= title.start < before.end and self.doc[title.end - 1].dep_ == "nsubj"
                if subject and not before.headline and not title.plural and not title.former and title.start not in taken:
                    actors = self._actors(title)
                    actor = actors[0] if actors else None
                    role = _role(title, actor, self.lexicon)
                    yield OfficeMention(person, title.text, role, actor, title.start, title.end, False, 0.7)

    def completed(self, found: list[OfficeMention]) -> list[OfficeMention]:
        """Offices without an actor get it from the same person elsewhere, from known holders, or from the home state."""
        known = {m.person: m.actor for m in found if m.actor and not m.former}
        out = []
        for mention in found:
            actor = mention.actor or known.get(mention.person)
            if actor is None:
                actor = self.lexicon.leaders.actor_of(mention.person, mention.role, self.analysis.published)
            if actor is None and mention.role in _STATE_ROLES:
                actor = self._home(mention)
                mention = replace(mention, confidence=0.6)
            out.append(replace(mention, actor=actor))
        return out

    def _home(self, mention: OfficeMention) -> str | None:
        """The state whose official needs no adjective: the default of the title, the state just spoken of, the dateline's."""
        title = next((t for t in self.analysis.titles if t.start >= mention.start and t.end <= mention.end), None)
        default = self.lexicon.titles.default_actor(title.text) if title else None
        if default:
            return default
        if title is not None and {"rebel", "guerrilla", "separatist", "insurgent"} & set(title.text.lower().split()):
            return next((m.code for m in self.analysis.actors if m.type == "ArmedGroup"), None)
        sentence = self.analysis.sentence_of(mention.start)
        return self._speaking_place(sentence) or self.analysis.dateline_state or self._nearest(sentence, mention.start)

    def _speaking_place(self, sentence: Sentence) -> str | None:
        """ "In Lima, Foreign Minister X said", "X told reporters in Lima": the state whose capital that is."""
        for actor in self.analysis.actors_in(sentence.start, sentence.end):
            token = self.doc[actor.end - 1]
            if actor.surface != "capital" or token.dep_ != "pobj" or token.head.lower_ not in {"in", "from"}:
                continue
            if token.head.i == sentence.start or token.head.head.lemma_.lower() in self.lexicon.say_verbs:
                return actor.code
        return None

    def _nearest(self, sentence: Sentence, index: int) -> str | None:
        here = [m.code for m in self.analysis.actors_in(sentence.start, index) if m.type == "State"]
        return here[-1] if here else self._last_state(index)

    def counterparts(self, known: list[OfficeMention]) -> Iterator[OfficeMention]:
        """ "his Turkish counterpart X", "her counterpart from Chile, X": the office of the one just spoken of."""
        for token in self.doc:
            if token.lower_ not in _COUNTERPARTS:
                continue
            limit = self.analysis.sentence_of(token).end
            person = self.by_start.get(self._skip_soft(token.i + 1, limit)) or self.by_start.get(
                self._skip_owner(token.i + 1, limit)
            )
            left = [m.code for m in self.analysis.actors_in(max(0, token.i - 3), token.i)]
            right = [m.code for m in self.analysis.actors_in(token.i, min(limit, token.i + 5))]
            model = self._antecedent(token.i, known)
            if person and model and (left or right):
                actor = (left[-1:] or right[:1])[0]
                yield replace(
                    model, person=person.person, actor=actor, start=token.i, end=person.end, former=False, confidence=0.8
                )

    def _antecedent(self, index: int, known: list[OfficeMention]) -> OfficeMention | None:
        """The office holder that "his" points to: the subject of the sentence, else the last one named before."""
        offices = {m.person: m for m in reversed(known) if not m.former}
        sentence = self.analysis.sentence_of(index)
        for earlier in range(sentence.index, max(-1, sentence.index - 3), -1):
            span = self.analysis.sentences[earlier]
            for mention in self.analysis.persons_in(span.start, min(span.end, index)):
                if mention.person in offices and self.doc[mention.end - 1].dep_ in {"nsubj", "nsubjpass"}:
                    return offices[mention.person]
            for office in known:
                if span.start <= office.start < min(span.end, index) and self.doc[office.end - 1].dep_ == "nsubj":
                    return office
        for mention in reversed(self.analysis.persons):
            if mention.end <= index and mention.person in offices:
                return offices[mention.person]
        return None


def _role(title: TitleMatch, actor: str | None, lexicon: Lexicon) -> str:
    """The role, with what depends on whose office it is: a president of an organisation isn't a head of state."""
    if actor and title.role in {"head_of_state", "head_of_government"}:
        holder = lexicon.gazetteer.actor(actor)
        if holder is not None and holder.type == "Organization":
            return "igo_head"
        if holder is not None and holder.type == "ArmedGroup":
            return "other"
    if actor and title.text.lower() == "leader":
        holder = lexicon.gazetteer.actor(actor)
        return "head_of_state" if holder is not None and holder.type == "State" else "other"
    return title.role
