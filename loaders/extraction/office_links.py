"""Offices told in a roundabout way: counterparts, colleagues, "the Chilean one", a description before the name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.office_mentions import OfficeMention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PersonMention
    from accord.loaders.extraction.office_holders import HolderFinder
    from accord.loaders.extraction.office_owners import OwnerFinder
    from accord.loaders.extraction.titles import TitleMatch

_COUNTERPARTS: Final = frozenset({"counterpart", "counterparts", "colleague", "colleagues", "homologue"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_GENERAL_ROLES: Final = frozenset({"other_minister", "other"})
_REACH: Final = 3
# How sure an office is that is told by comparison.
_BY_COUNTERPART: Final = 0.8


def counterparts(analysis: Analysis, holders: HolderFinder, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """ "his Turkish counterpart X", "her counterpart from Chile, X": the office of the one just spoken of."""
    for token in analysis.doc:
        if not _means_counterpart(analysis, token):
            continue
        limit = analysis.sentence_of(token).end
        named = _named_after(token, limit, holders)
        if not named:
            continue
        left = _adjacent_codes(analysis, token)
        right = [m.code for m in analysis.actors_in(token.i, min(limit, token.i + (12 if len(named) > 1 else 5)))]
        model = _last_title(token.i, known) if token.lower_ == "one" else _antecedent(analysis, token.i, known)
        if model is None:
            continue
        titled = {m.person for m in known if m.confidence > _BY_COUNTERPART and m.role not in _GENERAL_ROLES}
        sides = left or right
        for position, person in enumerate(named):
            if model.person == person.person or person.person in titled:
                continue
            several = len(sides) >= max(len(named), 2) and token.lower_.endswith("s")
            beside = sides[position] if several else next(iter(left[-1:] or right[:1]), None)
            actor = beside or _other_side(analysis, token.i, model.actor)
            office = replace(
                model, person=person.person, actor=actor, former=False, confidence=_BY_COUNTERPART, patron=None
            )
            yield replace(office, start=token.i if position == 0 else person.start, end=person.end)


def _means_counterpart(analysis: Analysis, token: Token) -> bool:
    """ "counterpart", "colleague", "opposite number", "the Chilean one"."""
    if token.lower_ in _COUNTERPARTS or _stands_for_title(analysis, token):
        return True
    return token.lower_ in {"number", "numbers"} and token.i > 0 and analysis.doc[token.i - 1].lower_ == "opposite"


def _named_after(token: Token, limit: int, holders: HolderFinder) -> list[PersonMention]:
    """The person, or for "counterparts" the persons, whom the word introduces."""
    start = token.i + 1
    if start < limit and token.doc[start].text in {"--", "-", "\u2013", "\u2014", ":"}:
        start += 1
    person = holders.by_start.get(holders.skip_soft(start, limit)) or holders.by_start.get(
        holders.skip_owner(token.i + 1, limit)
    )
    if person is None:
        return []
    found = [person]
    while token.lower_.endswith("s") and (following := holders.next_in_list(found[-1].end, limit)) is not None:
        found.append(following)
    return found


def _adjacent_codes(analysis: Analysis, token: Token) -> list[str]:
    """The states whose adjectives stand right before the word: "his U.S. and Japanese counterparts"."""
    found: list[str] = []
    index = token.i - 1
    while index >= 0 and token.i - index < 9:
        mention = analysis.actor_at(index)
        if mention is not None:
            found.insert(0, mention.code)
            index = mention.start - 1
        elif analysis.doc[index].text in {"and", ",", "-", "/"} or (
            not found and analysis.doc[index].pos_ in {"ADJ", "NOUN"}
        ):
            index -= 1
        else:
            break
    return found


def _stands_for_title(analysis: Analysis, token: Token) -> bool:
    """ "the Chilean one, X": a pronoun for the title before it."""
    before = analysis.actor_at(token.i - 1) if token.i and token.lower_ == "one" else None
    return before is not None and before.surface == "demonym"


def _other_side(analysis: Analysis, index: int, own: str | None) -> str | None:
    """The side of a counterpart whose state isn't beside the word: the other one of the sentence, or of the story."""
    start = analysis.sentence_of(index).start
    here = [m.code for m in analysis.actors_in(start, index) if m.type == "State" and m.code != own]
    if here:
        return here[-1]
    others = Counter(m.code for m in analysis.actors if m.type == "State" and m.code != own)
    return others.most_common(1)[0][0] if own and others else None


def _last_title(index: int, known: Sequence[OfficeMention]) -> OfficeMention | None:
    before = [m for m in known if m.start < index and not m.former]
    return max(before, key=lambda m: m.start) if before else None


def _antecedent(analysis: Analysis, index: int, known: Sequence[OfficeMention]) -> OfficeMention | None:
    """The office holder that "his" points to: the subject here, else of the sentences before, else the last named."""
    offices = {p: m for p, m in _fullest(known).items() if m.role != "spokesperson"} or _fullest(known)
    own = _subject_over(analysis, index, offices)
    if own is not None:
        return own
    sentence = analysis.sentence_of(index)
    for earlier in range(sentence.index, max(-1, sentence.index - _REACH), -1):
        span = analysis.sentences[earlier]
        if span.headline:
            continue
        found = _subject_of(analysis, span.start, min(span.end, index), offices)
        if found is not None:
            return found
    for mention in reversed(analysis.persons):
        if mention.end <= index and mention.person in offices:
            return offices[mention.person]
    return None


def _subject_over(analysis: Analysis, index: int, offices: Mapping[str, OfficeMention]) -> OfficeMention | None:
    """The office holder who is the subject of the clause in which token ``index`` stands."""
    for ancestor in analysis.doc[index].ancestors:
        for child in ancestor.children:
            if child.dep_ in _SUBJECTS and child.i < index and ancestor.pos_ in {"VERB", "AUX"}:
                person = analysis.person_at(child.i)
                if person is not None:
                    return offices.get(person.person)
                title = analysis.title_at(child.i)
                beside = [o for o in offices.values() if title is not None and o.start <= title.start < o.end]
                if beside:
                    return beside[0]
    return None


def _subject_of(analysis: Analysis, start: int, end: int, offices: Mapping[str, OfficeMention]) -> OfficeMention | None:
    """The office holder who is the first subject among tokens ``start:end``, by name or by title alone."""
    subjects: list[tuple[int, OfficeMention]] = []
    for mention in analysis.persons_in(start, end):
        if mention.person in offices and analysis.doc[mention.end - 1].dep_ in _SUBJECTS:
            subjects.append((mention.start, offices[mention.person]))
    for title in analysis.titles:
        inside = start <= title.start and title.end <= end and not title.plural
        if inside and any(analysis.doc[i].dep_ in _SUBJECTS for i in range(title.start, title.end)):
            beside = [o for o in offices.values() if o.start <= title.start < o.end]
            alike = [o for o in offices.values() if o.role == title.role]
            subjects += [(title.start, o) for o in (beside or alike)[:1]]
    return min(subjects, key=lambda s: s[0])[1] if subjects else None


def _fullest(known: Sequence[OfficeMention]) -> dict[str, OfficeMention]:
    """The office of each person that says most: "foreign minister" rather than "minister"."""
    found: dict[str, OfficeMention] = {}
    for mention in known:
        if mention.former:
            continue
        held = found.get(mention.person)
        if held is None or (held.role in _GENERAL_ROLES and mention.role not in _GENERAL_ROLES):
            found[mention.person] = mention
    return found


def named_later(
    analysis: Analysis, owners: OwnerFinder, known: Sequence[OfficeMention]
) -> Iterator[tuple[PersonMention, TitleMatch, str | None]]:
    """ "…, the Polish foreign minister said. Jan Nowak told reporters …": the name follows the description."""
    taken = {i for m in known for i in range(m.start, m.end)}
    for mention in _first_mentions(analysis, {m.person for m in known}):
        sentence = analysis.sentence_of(mention.start)
        if analysis.doc[mention.end - 1].dep_ not in _SUBJECTS or sentence.index == 0:
            continue
        before = analysis.sentences[sentence.index - 1]
        for title in analysis.titles:
            subject = before.start <= title.start < before.end and _leads_sentence(analysis.doc[title.end - 1])
            alone = not (title.plural or title.former or title.start in taken)
            if subject and alone and not before.headline and not analysis.person_at(title.start):
                found = owners.owners(title)
                actor = found[0] if found else None
                if not any(m.role == title.role and m.actor == actor and not m.former for m in known):
                    yield mention, title, actor


def _leads_sentence(token: Token) -> bool:
    """The subject of a verb that tells the story, not of an aside."""
    return token.dep_ == "nsubj" and token.head.dep_ not in {"advcl", "relcl", "acl", "pcomp", "npadvmod"}


def _first_mentions(analysis: Analysis, holders: set[str]) -> Iterator[PersonMention]:
    """Where persons that hold no office yet are named first, headlines aside."""
    first: dict[str, PersonMention] = {}
    for mention in analysis.persons:
        if mention.person not in holders and not analysis.sentence_of(mention.start).headline:
            first.setdefault(mention.person, mention)
    yield from first.values()


def spelled_out(
    analysis: Analysis, owners: OwnerFinder, mention: OfficeMention, told: Sequence[OfficeMention]
) -> OfficeMention:
    """ "Minister X" after "the Chilean defence minister": the portfolio that the article gives without a name."""
    if mention.title.lower() != "minister" or any(m.person == mention.person and m.role != mention.role for m in told):
        return mention
    taken = {i for m in told for i in range(m.start, m.end)}
    roles: dict[str, str] = {}
    for title in analysis.titles:
        if title.start not in taken and _names_portfolio(title):
            actors = owners.owners(title)
            if mention.actor in actors or not actors:
                roles.setdefault(title.role, title.text)
    if len(roles) != 1:
        return mention
    role, text = next(iter(roles.items()))
    return replace(mention, role=role, title=text)


def _names_portfolio(title: TitleMatch) -> bool:
    words = title.text.lower().split()
    held = not (title.plural or title.former or title.deputy)
    return held and "minister" in words and len(words) > 1 and "prime" not in words
