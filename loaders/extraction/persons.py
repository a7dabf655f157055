"""Who is named: person mentions from titles, the name recogniser and recurring surnames, gathered by name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.analysis import Analysis, PersonMention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc, Token

    from accord.loaders.extraction.lexicon import Lexicon

# Particles that stand inside names in lower case: Arabic, Dutch, German, Romance and others.
PARTICLES: Final = frozenset(
    "al el ul ur ud bin ibn ben bint abu van von der den de da di do dos das del della la le du ter ten zu y e".split()
)
_NAME = re.compile(r"^[^\W\d_]\.?$|^[^\W\d_][\w'’.]*$")


def fold(name: str) -> str:
    """A name for comparison: lower case, without diacritics."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def find_persons(analysis: Analysis, lexicon: Lexicon) -> tuple[PersonMention, ...]:
    """All person mentions, in order, each with the person's canonical name: the fullest form the article uses."""
    certain = [*_titled(analysis, lexicon), *_recognised(analysis, lexicon)]
    spans = _drop_overlaps([*certain, *_described(analysis, lexicon)])
    names = _canonical(_surface(analysis.doc, span) for span in spans)
    known = {i for start, end in spans for i in range(start, end)}
    spans = sorted([*spans, *_recurring(analysis, names, known)])
    mentions = []
    for start, end in spans:
        surface = _surface(analysis.doc, (start, end))
        mentions.append(PersonMention(start, end, names.get(fold(surface), surface)))
    return tuple(mentions)


def _surface(doc: Doc, span: tuple[int, int]) -> str:
    text = doc[span[0] : span[1]].text
    return re.sub(r"\s+", " ", text).strip(" '\"")


def _is_name_token(token: Token) -> bool:
    return bool(_NAME.match(token.text)) and token.text[0].isupper()


def _blocked(analysis: Analysis, index: int) -> bool:
    """A token that can't be part of a name: an actor, a title, or a date."""
    if analysis.title_at(index):
        return True
    return analysis.actor_at(index) is not None or analysis.time_at(index) is not None


def _extend(analysis: Analysis, start: int, limit: int) -> int:
    """End of the name that starts at ``start``: capitalised words, particles, initials and hyphens."""
    doc, end = analysis.doc, start
    while end < limit:
        token = doc[end]
        if token.text in {"'", '"', "‘", "’"} or token.is_space:
            break
        if _blocked(analysis, end) and not (end > start and _inside_name(analysis, end, limit)):
            break
        joins_name = end + 1 < limit and end > start
        if _is_name_token(token):
            end += 1
        elif joins_name and token.text == "-" and not doc[end - 1].whitespace_:
            end += 1
        elif token.lower_ in PARTICLES and _name_follows(doc, end + 1, limit):
            end += 1
        elif joins_name and doc[end - 1].text == "-" and token.is_alpha and not doc[end - 1].whitespace_:
            end += 1
        else:
            break
    while end > start and (doc[end - 1].text == "-" or doc[end - 1].lower_ in PARTICLES):
        end -= 1
    return end


def _inside_name(analysis: Analysis, index: int, limit: int) -> bool:
    """An actor's name inside a person's (Jordan, Israel, Chad as given names) is followed by a hyphen or a name."""
    del limit
    return analysis.doc[index - 1].text == "-" and not analysis.doc[index - 1].whitespace_


def _name_follows(doc: Doc, index: int, limit: int) -> bool:
    if index < limit and doc[index].text == "-":
        index += 1
    if index < limit and doc[index].lower_ in PARTICLES:
        index += 1
    return index < limit and _is_name_token(doc[index])


def _titled(analysis: Analysis, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Names right after a title, a rank or an honorific."""
    doc = analysis.doc
    starts = {t.end for t in analysis.titles if not _lower_plural(doc, t.start, t.end, t.plural)}
    starts |= {i + 1 for i in range(len(doc)) if lexicon.titles.is_honorific(doc[i].text) and doc[i].text[0].isupper()}
    for start in sorted(starts):
        if start >= len(doc):
            continue
        limit = analysis.sentence_of(start - 1).end
        while start < limit and (doc[start].text in {"'", '"', "."} or lexicon.titles.is_honorific(doc[start].text)):
            start += 1
        end = _extend(analysis, start, limit)
        if end > start and not _only_titles(doc, start, end, lexicon):
            yield start, end
            yield from _conjoined(analysis, end, limit, lambda i: lexicon.titles.is_honorific(doc[i].text))


def _lower_plural(doc: Doc, start: int, end: int, plural: bool) -> bool:
    return plural and doc[start].text.islower() and end < len(doc) and not doc[end].text[:1].isupper()


def _conjoined(
    analysis: Analysis, end: int, limit: int, titled: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """After plural titles: "Presidents Ali Bongo and Paul Biya"."""
    doc = analysis.doc
    if end + 1 < limit and doc[end].text == "and" and doc[end + 1].pos_ == "PROPN" and not titled(end + 1):
        stop = _extend(analysis, end + 1, limit)
        if stop > end + 1:
            yield end + 1, stop


def _only_titles(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    return all(lexicon.titles.is_honorific(doc[i].text) or len(doc[i].text.strip(".")) < 2 for i in range(start, end))


def _recognised(analysis: Analysis, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Names that the recogniser labels PERSON, freed of titles and actors, and completed to whole names."""
    doc = analysis.doc
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        start, end = ent.start, ent.end
        while start < end and (
            _blocked(analysis, start) or lexicon.titles.is_honorific(doc[start].text) or not _starts_name(doc[start])
        ):
            start += 1
        if start >= end:
            continue
        limit = analysis.sentence_of(start).end
        stop = _extend(analysis, start, limit)
        if stop > start and not _is_other(doc, start, stop, lexicon):
            yield start, stop


def _described(analysis: Analysis, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Unknown capitalised names of two words or more that a title describes ("X Y, chairman of …") or that speak."""
    doc = analysis.doc
    labelled = {i for ent in doc.ents if ent.label_ in {"GPE", "ORG", "NORP", "LOC", "FAC"} for i in range(ent.start, ent.end)}
    for token in doc:
        if token.pos_ != "PROPN" or token.dep_ not in {"nsubj", "nsubjpass", "appos", "pobj", "dobj", "ROOT"}:
            continue
        speaks = token.dep_ == "nsubj" and token.head.lemma_.lower() in lexicon.say_verbs and token.i not in labelled
        titled = any(c.dep_ == "appos" and analysis.title_at(c.i) for c in token.children)
        if not (speaks or titled) or _blocked(analysis, token.i):
            continue
        first = analysis.sentence_of(token).start
        start = token.i
        while start > first and _is_name_token(doc[start - 1]) and not _blocked(analysis, start - 1):
            start -= 1
        while start < token.i and lexicon.titles.is_honorific(doc[start].text):
            start += 1
        end = _extend(analysis, start, analysis.sentence_of(token).end)
        if end - start > 1 and not _is_other(doc, start, end, lexicon):
            yield start, end


def _starts_name(token: Token) -> bool:
    return _is_name_token(token) or token.lower_ in PARTICLES


def _is_other(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """Spans that the small model takes for persons: instruments, months, single common words."""
    words = [doc[i].lower_ for i in range(start, end)]
    if any(w in lexicon.instrument_words for w in words):
        return True
    return end - start == 1 and doc[start].pos_ not in {"PROPN"}


def _drop_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= a or b <= span[0] for a, b in kept):
            kept.append(span)
    return sorted(kept)


def _tokens(name: str) -> list[str]:
    return [w for w in re.split(r"[\s]+", fold(name)) if w]


def _canonical(surfaces: Iterable[str]) -> dict[str, str]:
    """Folded surface -> canonical name; short forms point to the fullest form that contains them."""
    counts = Counter(surfaces)
    full = sorted((s for s in counts if len(_tokens(s)) > 1), key=lambda s: (-len(_tokens(s)), -counts[s], s))
    names: dict[str, str] = {}
    for surface in full:
        words = _tokens(surface)
        longer = [n for n in names.values() if _same_person(words, _tokens(n))]
        names[fold(surface)] = longer[0] if longer else surface
    for surface in sorted(s for s in counts if len(_tokens(s)) == 1):
        names[fold(surface)] = _by_part(fold(surface), names) or surface
    return names


def _same_person(short: list[str], full: list[str]) -> bool:
    """Same surname and compatible given names: "G. Bush" and "George Bush", "Ali Hassan" and "Ali bin Hassan"."""
    if short == full:
        return True
    if short[-1] != full[-1]:
        return False
    return all(any(f.startswith(w.rstrip(".")) for f in full) for w in short[:-1])


def _by_part(word: str, names: dict[str, str]) -> str | None:
    """The person whose surname, or else whose first name, is ``word``; None when that is nobody."""
    persons = list(dict.fromkeys(n for n in names.values() if len(_tokens(n)) > 1))
    plain = word.removeprefix("al-").removeprefix("el-")
    for pick in (-1, 0):
        for name in persons:
            part = _tokens(name)[pick]
            if part == word or part.removeprefix("al-").removeprefix("el-") == plain:
                return name
    for name in persons:
        if word in _tokens(name)[1:-1] and len(word) > 3:
            return name
    return None


def _recurring(analysis: Analysis, names: dict[str, str], known: set[int]) -> Iterator[tuple[int, int]]:
    """Later mentions by a known surname (or, for names that put it first, by the first part)."""
    doc = analysis.doc
    for token in doc:
        if token.i in known or not token.text[:1].isupper() or _blocked(analysis, token.i):
            continue
        word = fold(token.text)
        if len(word) < 2 or (token.is_sent_start and token.pos_ not in {"PROPN", "NOUN"}):
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].i in known and doc[token.i + 1].pos_ == "PROPN":
            continue
        person = names.get(word) or _by_part(word, names)
        if person and token.pos_ in {"PROPN", "NOUN", "ADJ"}:
            names.setdefault(word, person)
            yield token.i, token.i + 1
