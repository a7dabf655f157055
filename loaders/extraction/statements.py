"""Who says, claims, denies, promises … what: attributed statements with speaker and stance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.attribution import (
    JUDGES,
    QUOTES,
    WORDS,
    clause,
    content,
    has_words,
    is_aside,
    is_further,
    is_narrated,
    is_question,
    is_this,
    is_told,
    say_stance,
)
from accord.loaders.extraction.speakers import SpeakerFinder
from accord.loaders.extraction.stances import StanceReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referent, Referents

# What several sides undertake together is their agreement, not a statement of each.
_JOINT: Final = frozenset({"asserts", WORDS, JUDGES, "promises", "claims"})


@dataclass(frozen=True, slots=True)
class StatementReading:
    """One attributed statement. ``verb``: token that attributes it; ``content``: token range of what is said."""

    speaker: Referent
    stance: str
    verb: int
    content: tuple[int, int]
    sentence: Sentence
    direct: bool
    weight: float


def find_statements(analysis: Analysis, lexicon: Lexicon, referents: Referents) -> tuple[StatementReading, ...]:
    """All attributed statements of an article, in order."""
    finder = _StatementFinder(analysis, lexicon, referents)
    found: list[StatementReading] = []
    for sentence in analysis.sentences:
        found += _outermost(list(finder.in_sentence(sentence)), analysis)
    return tuple(finder.with_quotations(found))


def _outermost(readings: list[StatementReading], analysis: Analysis) -> list[StatementReading]:
    """Without statements that are only reported within another one of the sentence."""
    doc = analysis.doc
    within: dict[int, str] = {}
    for reading in readings:
        verb = doc[reading.verb]
        if _is_relayed(verb, [r for r in readings if r is not reading]):
            continue
        if verb.i in within and not _is_own_participle(reading, within[verb.i], doc):
            continue
        inner: set[int] = set()
        for child in verb.children:
            if child.dep_ in {"ccomp", "parataxis"}:
                inner.update(t.i for t in child.subtree if t.i != reading.verb and not _is_second(t, verb))
        reported = clause(verb)
        if reported is not None and reported.i == verb.head.i:
            inner.update(
                t.i
                for t in (reported, *reported.conjuncts)
                if is_aside(verb) or not (_is_further(t, verb) or _is_answer(t, verb))
            )
        elif is_aside(verb) and reported is not None:
            inner.update(t.i for t in (reported, *reported.conjuncts))
        within.update(dict.fromkeys(inner, reading.speaker.name))
    return [r for r in readings if r.verb not in within or _is_own_participle(r, within[r.verb], doc)]


def _is_relayed(verb: Token, others: list[StatementReading]) -> bool:
    """ "X has denied it, the ministry reported": what is told is what X said."""
    reported = clause(verb)
    told = verb.lemma_.lower() == "report" and reported is not None and reported.i < verb.i
    return told and reported is not None and any(r.verb == reported.i and r.speaker.person for r in others)


def _is_near(attributed: Sentence, quoted: Sentence) -> bool:
    """In one paragraph, or the paragraph after: the wires begin one with each sentence."""
    return attributed.paragraph == quoted.paragraph or attributed.index == quoted.index - 1


def _is_trailing(token: Token, said: int) -> bool:
    """ "They will go, X said, rejecting …": the participle hangs on what was said, but is the speaker's."""
    return token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.i < said < token.i


def _is_own_participle(reading: StatementReading, speaker: str, doc: Doc) -> bool:
    """ "said he would go, accusing X of": the parser hangs into what was said what the speaker goes on to say."""
    verb = doc[reading.verb]
    return (
        verb.tag_ == "VBG" and verb.dep_ == "advcl" and reading.speaker.name == speaker and doc[verb.i - 1].text == ","
    )


def _is_second(token: Token, verb: Token) -> bool:
    return is_further(token) and token.tag_ == verb.tag_ and token.i > verb.i


def _is_further(token: Token, verb: Token) -> bool:
    """A verb of the reported clause that stands after its attribution with the same subject isn't reported."""
    return token.i > verb.i and not any(c.dep_ == "nsubj" for c in token.children)


def _is_answer(token: Token, verb: Token) -> bool:
    """ "X fired first, Y said, but Z denied it"."""
    return token.i > verb.i and verb.i + 2 < len(verb.doc) and verb.doc[verb.i + 2].lower_ == "but"


class _StatementFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.speakers = SpeakerFinder(analysis, lexicon, referents)
        self.stances = StanceReader(lexicon, analysis)
        self._quoted = self.speakers.quoted
        self._before: str | None = None

    def in_sentence(self, sentence: Sentence) -> Iterator[StatementReading]:
        """The statements of one sentence, in order; the speakers become who "he" may be later."""
        spoke: Referent | None = None
        said = -1
        for token in self.analysis.span(sentence):
            listed = say_stance(token, self.lexicon)
            readings: list[StatementReading] = []
            if listed is not None and not self._is_quoted(token):
                further = is_further(token) or _is_trailing(token, said)
                readings = list(self._of_verb(token, listed, sentence, spoke if further else None))
            elif token.lower_ == "according" and spoke is None:
                readings = list(self._according(token, sentence))
            yield from readings
            if readings and (spoke is None or self.analysis.doc[readings[0].verb].dep_ == "ROOT"):
                spoke, said = readings[0].speaker, readings[0].verb
                self.speakers.before.remember(sentence, spoke)

    def _of_verb(
        self, verb: Token, listed: str, sentence: Sentence, known: Referent | None
    ) -> Iterator[StatementReading]:
        """What a verb of saying tells; ``known``: the speaker where the verb only goes on after another one."""
        if not is_told(verb, listed) or is_question(verb):
            return
        quoted = self._quoted_before(verb, sentence)
        if listed == WORDS and quoted is None and not has_words(verb, self.analysis, sentence):
            return
        speakers = [known] if known is not None else self.speakers.of_verb(verb, sentence)
        if not speakers or is_narrated(verb, listed, person=speakers[0].person is not None):
            return
        joint = len({s.code or s.name for s in speakers}) > 1
        if joint and (listed == "promises" or all(s.start == speakers[0].start for s in speakers)):
            return
        span = content(verb, sentence)
        stance = self.stances.stance(verb, listed, span, speakers[0], self._before)
        if stance is None or (speakers[0].person is None and self._is_long_ago(verb)):
            return
        if is_this(verb) and sentence.index:
            # "Talks are useless. This was stated by the minister."
            quoted = self.analysis.sentences[sentence.index - 1]
        if stance == "asserts" and quoted is not None:
            told = self.analysis.span(quoted).root
            stance = self.stances.of_clause(told, speakers[0]) or stance
        self._before = stance
        persons = all(s.person is not None for s in speakers)
        each = stance not in _JOINT and (persons or len(speakers) == 2)
        chosen = speakers[:3] if each else speakers[:1]
        for speaker in chosen:
            yield StatementReading(
                speaker, stance, verb.i, span, sentence, self._has_quote(sentence), 0.5 if joint else 1.0
            )

    def _quoted_before(self, verb: Token, sentence: Sentence) -> Sentence | None:
        """ "“Will they come?” he asked": the quotation that the sentence before ends with, where this one has none."""
        if not sentence.index or verb.dep_ != "ROOT" or clause(verb) is not None or self._has_quote(sentence):
            return None
        last = self.analysis.sentences[sentence.index - 1]
        closed = self.analysis.doc[last.end - 1].text in QUOTES and last.paragraph == sentence.paragraph
        return last if closed and self._is_quotation(last) else None

    def _is_long_ago(self, verb: Token) -> bool:
        """Told of a year before that of the article: history, not news."""
        published = self.analysis.published
        for child in verb.children:
            for token in (child, *child.children):
                time = self.analysis.time_at(token.i)
                if time is not None and published is not None and (time.time.edtf or "9")[:4] < str(published.year):
                    return True
        return False

    def _according(self, token: Token, sentence: Sentence) -> Iterator[StatementReading]:
        for child in token.children:
            if child.lower_ != "to":
                continue
            for noun in child.children:
                if noun.lemma_.lower() in self.lexicon.instrument_words:
                    continue
                span = sentence.start, sentence.end
                for speaker in self.speakers.of_noun(noun)[:1]:
                    stance = self.stances.stance(token, "asserts", span, speaker) or "asserts"
                    yield StatementReading(speaker, stance, token.i, span, sentence, False, 0.8)

    # -- quotations --------------------------------------------------------------------------------------------------

    def with_quotations(self, found: list[StatementReading]) -> list[StatementReading]:
        """Sentences quoted before or after an attribution in its paragraph tell what a bare "said" doesn't."""
        attributed = {r.sentence.index for r in found}
        readings = list(found)
        for sentence in self.analysis.sentences:
            if sentence.index in attributed or not self._is_quotation(sentence):
                continue
            owner = self._owner(sentence, readings)
            if owner is None:
                continue
            head = next((t for t in self.analysis.span(sentence) if t.dep_ == "ROOT"), None)
            stance = None if head is None else self.stances.of_clause(head, readings[owner].speaker)
            if stance is not None and readings[owner].stance == "asserts":
                readings[owner] = replace(readings[owner], stance=stance)
        return readings

    def _owner(self, sentence: Sentence, readings: list[StatementReading]) -> int | None:
        """Index of the reading that attributes a quoted sentence: the next while the quote goes on, else the last."""
        goes_on = self._quoted[sentence.end - 1] and self.analysis.doc[sentence.end - 1].text not in QUOTES
        same = [(i, r) for i, r in enumerate(readings) if r.direct and _is_near(r.sentence, sentence)]
        after = [i for i, r in same if 0 < r.sentence.index - sentence.index <= 2]
        before = [i for i, r in same if 0 < sentence.index - r.sentence.index <= 2]
        if goes_on and after:
            return after[0]
        return before[-1] if before else None

    def _is_quotation(self, sentence: Sentence) -> bool:
        words = [t for t in self.analysis.span(sentence) if not t.is_punct and not t.is_space]
        return bool(words) and sum(self._quoted[t.i] for t in words) > 0.8 * len(words)

    def _is_quoted(self, token: Token) -> bool:
        return self._quoted[token.i]

    def _has_quote(self, sentence: Sentence) -> bool:
        return any(t.text in QUOTES for t in self.analysis.span(sentence))
