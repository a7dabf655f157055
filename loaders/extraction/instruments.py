"""Mentions of instruments: nouns for agreements, their official names, and understandings told by a verb."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.instrument_names import official_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon

_AGREE: Final = frozenset({"agree"})
_SIGN: Final = frozenset({"sign", "ink", "initial"})
# Words by which a story refers to an instrument only where they are signed.
_FORMS: Final = frozenset(
    "agreement accord pact deal treaty protocol memorandum convention contract declaration statement".split()
)
_CLOSING: Final = frozenset("strike reach sign clinch seal make cut negotiate ink secure forge conclude".split())
_PAPERS: Final = frozenset({"document", "text", "paper", "instrument"})
# Words before an instrument noun that make it another thing: a party's internal or a commercial matter.
_OTHER_DEALS: Final = frozenset(
    "coalition plea court transfer sponsorship merger takeover record contract employment recording book film movie "
    "tv television broadcast player wage labour labor union business corporate buyout licensing settlement "
    "confidence publishing endorsement marketing distribution franchise".split()
)
_AT_HOME: Final = frozenset({"power", "sharing"})
_SUBJECT_PREPOSITIONS: Final = frozenset({"on", "for", "regarding", "concerning", "covering"})


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """Tokens ``start:end`` name an instrument, ``head`` is its noun (or the verb "agree" for a verbal one).

    ``kind`` is what the noun says; ``name`` the official name, if the words are one; ``definite``: refers back;
    ``facet``: of several told by one plural noun ("agreements on trade and visas"), the tokens that tell this one.
    """

    start: int
    end: int
    head: int
    kind: str
    name: str | None
    definite: bool
    plural: bool
    verbal: bool = False
    known: str | None = None
    facet: tuple[int, int] | None = None


def find_instruments(analysis: Analysis, lexicon: Lexicon) -> tuple[InstrumentMention, ...]:
    """All instrument mentions of an article, in order."""
    found: list[InstrumentMention] = []
    aliases: dict[str, InstrumentMention] = {}
    for sentence in analysis.sentences:
        here = list(_nominal(analysis, sentence, lexicon, aliases))
        taken = {i for m in here for i in range(m.start, m.end)}
        here += [m for m in _verbal(analysis, sentence, lexicon) if m.head not in taken]
        found += sorted(here, key=lambda m: m.start)
    return tuple(found)


def _nominal(
    analysis: Analysis, sentence: Sentence, lexicon: Lexicon, aliases: dict[str, InstrumentMention]
) -> Iterator[InstrumentMention]:
    doc = analysis.doc
    tokens = [t.lower_ for t in analysis.span(sentence)]
    matches = {
        m.end + sentence.start - 1: (m.start + sentence.start, m.values) for m in lexicon.instruments.match(tokens)
    }
    known = {
        m.end + sentence.start - 1: (m.start + sentence.start, m.values)
        for m in lexicon.named_instruments.match(tokens)
    }
    index = sentence.start
    done: set[int] = set()
    for head in sorted({*matches, *known, *(i for i in range(sentence.start, sentence.end) if doc[i].text in aliases)}):
        if head in done or head < index:
            continue
        token = doc[head]
        if head in known and _capitalised(doc, known[head][0], head):
            start, (official, kind, *_) = known[head]
            noun = doc[start : head + 1].root.i
            mention = InstrumentMention(start, head + 1, noun, kind, official, True, False, known=official)
        elif head in matches:
            start, values = matches[head]
            if analysis.actor_at(head) is not None:
                continue
            if not _is_instrument(token, start, doc) or _repeats(start, head, doc, done):
                continue
            begin, end, name = official_name(analysis, start, head, sentence)
            root = _head_noun(doc, start, head)
            mention = InstrumentMention(begin, end, root.i, values[0], name, _definite(root, name), _is_plural(root))
        elif token.text in aliases:
            first = aliases[token.text]
            mention = InstrumentMention(head, head + 1, head, first.kind, first.name, True, False, known=first.known)
        else:
            continue
        for alias in _aliases(doc, mention.end, sentence.end):
            aliases[alias] = mention
        done.update(range(mention.start, mention.end))
        index = mention.end
        yield from _facets(mention, analysis)


def _is_subject_noun(token: Token, analysis: Analysis) -> bool:
    return token.pos_ == "NOUN" and analysis.title_at(token.i) is None and analysis.actor_at(token.i) is None


def _subject_prepositions(token: Token) -> Iterator[Token]:
    """Prepositions after which a noun says what it is about: "on", "for", "in the fields of"."""
    if token.lower_ in _SUBJECT_PREPOSITIONS:
        yield token
        yield from (c for c in token.conjuncts if c.lower_ in _SUBJECT_PREPOSITIONS)
    elif token.lower_ == "in":
        for obj in token.children:
            if obj.lemma_.lower() in {"field", "area", "sphere", "domain", "sector"}:
                yield from (c for c in obj.children if c.lower_ == "of")


def _facets(mention: InstrumentMention, analysis: Analysis) -> Iterator[InstrumentMention]:
    """Several agreements of one plural noun, one for each thing they are on."""
    if not mention.plural or mention.definite:
        yield mention
        return
    objects = [
        thing
        for token in analysis.doc[mention.start : mention.end]
        for child in token.children
        if child.i >= mention.end
        for preposition in _subject_prepositions(child)
        for obj in preposition.children
        if obj.dep_ in {"pobj", "dobj"}
        for thing in (obj, *obj.conjuncts)
    ]
    if objects:
        # A parser often hangs the rest of the list on the instrument instead of on its first subject.
        objects += [
            c for c in analysis.doc[mention.head].conjuncts if c.i > objects[-1].i and _is_subject_noun(c, analysis)
        ]
    objects = [thing for thing in objects if thing.lemma_.lower() not in _FORMS]
    if not 2 <= len(objects) <= 8:
        yield mention
        return
    for position, obj in enumerate(objects):
        stop = objects[position + 1].left_edge.i if position + 1 < len(objects) else obj.right_edge.i + 1
        begin = min(obj.left_edge.i, obj.i)
        yield replace(mention, plural=False, facet=(begin, max(min(stop, obj.right_edge.i + 1), obj.i + 1)))


def is_misread(token: Token) -> bool:
    """ "struck a fisheries deal": the object of a concluding verb that the parser took for a verb itself."""
    if token.tag_ != "VB" or token.dep_ not in {"ccomp", "xcomp"} or token.head.lemma_.lower() not in _CLOSING:
        return False
    between = token.doc[token.head.i + 1 : token.i]
    return any(t.pos_ == "DET" for t in between) and all(t.pos_ in {"DET", "NOUN", "ADJ", "PROPN"} for t in between)


def _head_noun(doc: Doc, start: int, last: int) -> Token:
    """The noun that governs the phrase: "memorandum" of "memorandum of understanding", the last one as a rule."""
    root = doc[start : last + 1].root
    return (
        root if root.pos_ in {"NOUN", "PROPN"} and root.i + 1 < last and doc[root.i + 1].lower_ == "of" else doc[last]
    )


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"} or noun.lower_ == "memoranda"


def _repeats(start: int, head: int, doc: Doc, done: set[int]) -> bool:
    """ "a Memorandum of Understanding (MoU)": the short form of what was just named."""
    return start - 2 in done and doc[start - 1].text == "(" and head + 1 < len(doc) and doc[head + 1].text == ")"


def _capitalised(doc: Doc, start: int, head: int) -> bool:
    return any(doc[i].text[:1].isupper() for i in range(start, head + 1))


def _is_instrument(token: Token, start: int, doc: Doc) -> bool:
    """The noun, not the verb "deal" or "accord", nor a deal of another sphere."""
    nominal = token.pos_ in {"NOUN", "PROPN"} or (token.pos_ in {"ADJ", "X", "VERB"} and token.text[:1].isupper())
    if not nominal and not is_misread(token):
        return False
    if token.lower_ == "arrangements" and start == token.i and not any(c.dep_ == "prep" for c in token.children):
        return False  # "The current arrangements": how things are done.
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return False  # "ended without a treaty"
    before = {doc[i].lower_ for i in range(max(token.left_edge.i, start - 3), token.i)}
    if before & _OTHER_DEALS or before >= _AT_HOME:
        return False
    if token.dep_ == "compound" and token.head.text[:1].isupper() and token.text[:1].isupper():
        return False
    lemma = token.lemma_.lower()
    if lemma in {"deal"} and any(c.lower_ in {"great", "good"} for c in token.children):
        return False
    in_agreement = lemma == "agreement" and token.dep_ == "pobj" and token.head.lower_ == "in"
    return not (in_agreement and not list(token.lefts))


def _definite(token: Token, name: str | None) -> bool:
    if name:
        return True
    return any(
        c.dep_ in {"det", "poss"} and c.lower_ in {"the", "this", "that", "these", "those", "its", "their"}
        for c in token.children
    )


def _aliases(doc: Doc, end: int, limit: int) -> Iterator[str]:
    """ "(VFA)" after a name."""
    if end + 2 < limit and doc[end].text == "(" and doc[end + 2].text == ")" and doc[end + 1].text.isupper():
        yield doc[end + 1].text


def _verbal(analysis: Analysis, sentence: Sentence, lexicon: Lexicon) -> Iterator[InstrumentMention]:
    """ "X and Y agreed to …", "agreed on …", "reached an understanding" without an instrument noun."""
    for token in analysis.span(sentence):
        if token.lemma_.lower() in _AGREE and token.pos_ in {"VERB", "AUX"}:
            if (
                any(c.dep_ == "neg" for c in token.children)
                or _tells_of_instrument(token, lexicon)
                or _is_opinion(token)
            ):
                continue
            yield InstrumentMention(token.i, token.i + 1, token.i, "understanding", None, False, False, verbal=True)
        elif token.lemma_.lower() in _SIGN and _signs_for(token):
            yield InstrumentMention(token.i, token.i + 1, token.i, "other", None, True, False, verbal=True)
        elif token.lemma_.lower() in _PAPERS and _is_signed(token):
            yield InstrumentMention(
                token.i, token.i + 1, token.i, "other", None, True, token.tag_ == "NNS", verbal=False
            )


def _is_opinion(token: Token) -> bool:
    """ "They agree with us that it has to end", "I agree": of one mind, which binds nobody."""
    alone = [c for c in token.children if c.dep_ == "nsubj"]
    if token.tag_ in {"VB", "VBP"} and any(c.lower_ in {"i", "you"} for c in alone):
        return True
    return any(
        child.dep_ == "prep" and child.lower_ == "with" and any(o.pos_ == "PRON" for o in child.children)
        for child in token.children
    )


def _tells_of_instrument(token: Token, lexicon: Lexicon) -> bool:
    """ "The truce began on Monday and had been agreed by …": agreed is the instrument that is the subject."""
    if not any(c.dep_ == "auxpass" for c in token.children):
        return False
    first = token
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    subjects = [c for t in (token, first) for c in t.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return bool(subjects) and subjects[0].lemma_.lower() in lexicon.instrument_words


def _signs_for(token: Token) -> bool:
    """ "X signed on behalf of her country", "X and Y signed for their governments": no object, but who is stood for."""
    if token.pos_ != "VERB" or token.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
        return False
    kinds = {c.dep_ for c in token.children}
    return (
        "nsubj" in kinds
        and not kinds & {"dobj", "nsubjpass", "neg", "prt"}
        and any(c.dep_ == "prep" and c.lower_ in {"for", "on"} for c in token.children)
    )


def _is_signed(token: Token) -> bool:
    """ "The document was signed", "signed the text": a definite noun that is signed."""
    if not any(c.lower_ in {"the", "both", "these", "this"} for c in token.children):
        return False
    verb = token.head
    return token.dep_ in {"nsubjpass", "dobj"} and verb.lemma_.lower() in _SIGN
