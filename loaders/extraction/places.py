"""Where: places named in an article, with coordinates and the state they lie in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.analysis import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.lexicon import Lexicon

_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_KINDS_AFTER: Final = frozenset(
    "island islands river lake bay gulf strait straits valley peninsula mountains desert sea canal plateau delta atoll "
    "archipelago basin".split()
)
_KINDS_OF: Final = frozenset({"gulf", "bay", "strait", "sea", "isle", "straits"})
_KINDS_BEFORE: Final = _KINDS_OF | {"lake", "mount", "cape"}


def find_places(analysis: Analysis, lexicon: Lexicon) -> tuple[PlaceMention, ...]:
    """Place mentions, in order: capitals and states as places, regions and cities that the gazetteers know."""
    hints = frozenset(m.code for m in analysis.actors if m.type == "State")
    found: dict[int, PlaceMention] = {}
    for mention in _from_actors(analysis, lexicon):
        found.setdefault(mention.start, mention)
    taken = {i for m in found.values() for i in range(m.start, m.end)}
    for mention in _by_kind(analysis):
        if not taken & set(range(mention.start, mention.end)):
            found[mention.start] = mention
            taken |= set(range(mention.start, mention.end))
    for mention in _from_entities(analysis, lexicon, hints):
        if not taken & set(range(mention.start, mention.end)):
            found[mention.start] = mention
            taken |= set(range(mention.start, mention.end))
    for mention in _after_prepositions(analysis, lexicon, hints):
        if not taken & set(range(mention.start, mention.end)):
            found[mention.start] = mention
            taken |= set(range(mention.start, mention.end))
    return tuple(found[start] for start in sorted(found))


def _from_actors(analysis: Analysis, lexicon: Lexicon) -> Iterator[PlaceMention]:
    """States and capitals, and regions that may act too ("Abkhazia said", "a truce in Abkhazia")."""
    for actor in analysis.actors:
        if actor.surface not in {"capital", "name"}:
            continue
        surface = re.sub(r"\s+", " ", analysis.doc[actor.start : actor.end].text)
        if actor.type == "State" or lexicon.places.is_region(surface):
            yield PlaceMention(actor.start, actor.end, surface)


def _by_kind(analysis: Analysis) -> Iterator[PlaceMention]:
    """Names that say what kind of place they are: "Pine Island", "the Sand River", "Lake Tana", "Gulf of Riga"."""
    doc = analysis.doc
    for token in doc:
        free = analysis.actor_at(token.i) is None and analysis.time_at(token.i) is None
        if not free or not token.text[:1].isupper():
            continue
        if token.lower_ in _KINDS_AFTER:
            start = token.i
            while start > 0 and token.i - start < 3 and _is_name(start - 1, analysis):
                start -= 1
            if start < token.i:
                yield PlaceMention(start, token.i + 1, doc[start : token.i + 1].text)
        elif token.lower_ in _KINDS_BEFORE:
            end = token.i + 1
            if end < len(doc) and doc[end].lower_ == "of" and token.lower_ in _KINDS_OF:
                end += 1
            first = end
            while end < len(doc) and end - first < 2 and _is_name(end, analysis):
                end += 1
            if end > first and (first > token.i + 1 or token.lower_ not in _KINDS_OF):
                yield PlaceMention(token.i, end, doc[token.i : end].text)


def _is_name(index: int, analysis: Analysis) -> bool:
    token = analysis.doc[index]
    named = token.text[:1].isupper() and not token.text.isupper() and token.pos_ == "PROPN" and not token.is_sent_start
    return named and analysis.actor_at(index) is None and analysis.title_at(index) is None


def _from_entities(analysis: Analysis, lexicon: Lexicon, hints: frozenset[str]) -> Iterator[PlaceMention]:
    for ent in analysis.doc.ents:
        if ent.label_ not in _LABELS and not (
            ent.label_ in {"ORG", "PERSON"} and _in_place_position(analysis, ent.start)
        ):
            continue
        start = ent.start
        while start < ent.end and not analysis.doc[start].text[:1].isupper():
            start += 1
        free = start < ent.end and analysis.person_at(start) is None and analysis.actor_at(start) is None
        if free and analysis.time_at(start) is None:
            name = re.sub(r"\s+", " ", analysis.doc[start : ent.end].text).strip(" '")
            if ent.label_ in _LABELS or lexicon.places.place(name, hints) is not None:
                yield PlaceMention(start, ent.end, name)


def _in_place_position(analysis: Analysis, start: int) -> bool:
    return start > 0 and analysis.doc[start - 1].lower_ in {"in", "at", "near"}


def _after_prepositions(analysis: Analysis, lexicon: Lexicon, hints: frozenset[str]) -> Iterator[PlaceMention]:
    """Names after "in", "at", "near" and their conjuncts that the gazetteer knows but the recogniser missed."""
    doc = analysis.doc
    for token in doc:
        if (
            token.pos_ != "PROPN"
            or not token.text[:1].isupper()
            or analysis.actor_at(token.i)
            or analysis.person_at(token.i)
            or analysis.time_at(token.i)
        ):
            continue
        if token.dep_ in {"pobj", "conj", "nsubj", "appos"} or _in_place_position(analysis, token.i):
            start = token.i
            while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].dep_ == "compound":
                start -= 1
            name = doc[start : token.i + 1].text
            located = token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "near"}
            known = lexicon.places.place(name, hints)
            if known is not None and (located or lexicon.places.is_region(name) or known.state in hints):
                yield PlaceMention(start, token.i + 1, name)


def dateline_place(analysis: Analysis) -> str | None:
    """The place of the dateline as the article spells it, in title case when it is in capitals."""
    span = analysis.document.dateline
    if span is None:
        return None
    text = analysis.document.text[span[0] : span[1]]
    first = re.split(r"[,(/\-–—:\n\d]", text.strip(), maxsplit=1)[0].strip(" .")
    if not first:
        return None
    name = " ".join(w.capitalize() if w.isupper() and len(w) > 1 else w for w in first.split())
    return None if name.upper() in {"UNITED NATIONS"} else name


def dateline_state(analysis: Analysis, lexicon: Lexicon) -> str | None:
    """Code of the state in which the dateline's place lies, None when unknown."""
    name = dateline_place(analysis)
    if name is None:
        return None
    for match in lexicon.gazetteer.match(name.split()):
        if match.start == 0 and match.senses[0].type == "State":
            return match.senses[0].code
    place = lexicon.places.place(name, frozenset())
    return place.state if place is not None else None
