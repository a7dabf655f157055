"""Where a person's name begins and ends among tokens: capitals, particles, initials, hyphens, forms of address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.person_names import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.lexicon import Lexicon

# Particles that stand inside names in lower case: Arabic, Dutch, German, Romance, Kenyan and others.
_PARTICLES: Final = frozenset(
    "al el ul ur ud ad ar as bin ibn ben bint abu arap van von der den de da di do dos das del della la le du ter ten "
    "zu y e ag ould".split()
)
_NAME: Final = re.compile(r"^[^\W\d_]\.?$|^[^\W\d_][\w'’.]*$")
_INITIALS: Final = re.compile(r"^(?:[^\W\d_]\.){2,}$")
# Titles of rulers that are given names too: a name where a title or a form of address stands before them.
_GIVEN_TITLES: Final = frozenset({"emir", "amir", "sultan", "shah", "malik", "khan", "mir", "begum", "agha", "raja"})
# Titles that are surnames too: a given name before them tells.
_TITLE_SURNAMES: Final = frozenset({"king", "pope", "prince", "queen", "duke", "speaker"})
_DESCENT: Final = frozenset({"bin", "ibn", "ben", "bint"})
# Countries that are given names too.
_GIVEN_STATES: Final = frozenset({"israel", "jordan", "chad", "georgia", "kenya", "india", "china", "ireland"})
# Nouns that make a capitalised phrase the name of something else.
_THINGS: Final = frozenset(
    "academy accord administration agency agreement airlines airport airways alliance army assembly association "
    "avenue award awards bank base bay beach board bridge broadcasting building bureau camp canal cape cathedral "
    "cemetery center centre chamber channel charter church circle city club coast college commission committee "
    "community company conference congress convention cooperation corporation corps council county court cup "
    "customs dam declaration department desert district division doctrine embassy enterprises exchange express "
    "falls federation fellowship field force forces forest formula forum foundation front fund game games gate "
    "government group hall harbor harbour herald highway hill hills hospital hotel house inc inc. industries "
    "initiative inn institute institution international island islands journal lake law league library line llc "
    "ltd ltd. magazine mall memorial mill ministry mission monument mosque motors mountain mountains movement "
    "museum network news newspaper ocean office oil olympic olympics organisation organization orchestra pact "
    "palace park parliament party pass peace peninsula petroleum plan plant plaza plc police port post power "
    "presidency press prison prize project protocol province radio railway ranch region regiment report republic "
    "revenue review rights river road room route school sea secretariat senate service services shipping shipyard "
    "society space square stadium state states station steel strait street studio studios sultanate summit team "
    "telecom television temple territory theater theatre times tower town trade treaty tribune trust tunnel union "
    "university valley village war watch way weekly week world meeting meetings visit visits talks round summits "
    "dialogue negotiations consultations session trip tour bureau tv".split()
)
# Those of them that are surnames too: a title or a given name before them tells.
_SURNAMES: Final = frozenset(
    "plaza hill hall church park post street tower field lake bay mill camp forest way house".split()
)
# Words that open a sentence and are no part of the name that follows.
_OPENERS: Final = frozenset(
    "but and yet while when if as so or nor for although though however meanwhile also then thus after before since "
    "because both only even still now here there today yesterday later earlier first second in on at by from with "
    "during despite under between the a an his her their its this that these those he she they we it what who how why "
    "where which like unlike asked according not no one two once until unless".split()
)
_SHORTEST_GERUND: Final = 5
_FUNCTION: Final = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "PART"})


class NameReader:
    """Reads names in one analysed article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.doc = analysis.doc
        self.lexicon = lexicon
        self._capitalised = {s.index for s in analysis.sentences if _all_capitalised(list(analysis.span(s)))}

    def is_name_word(self, index: int) -> bool:
        """A capitalised word as names have, or an initial."""
        token = self.doc[index]
        return bool(_NAME.match(token.text)) and token.text[0].isupper()

    def starts_name(self, index: int) -> bool:
        """A word with which a name, or its last part, may begin."""
        if self.opens_clause(index):
            return False
        return self.is_name_word(index) or self.doc[index].lower_ in _PARTICLES

    def is_capitalised(self, index: int) -> bool:
        """In a sentence in which (nearly) every word has a capital."""
        return self.analysis.sentence_of(index).index in self._capitalised

    def opens_clause(self, index: int) -> bool:
        """A conjunction or the like with a capital at the head of a sentence: "But Jones", "Meanwhile Jones"."""
        token = self.doc[index]
        before = self.doc[index - 1].text if index else ""
        first = token.is_sent_start or before in {'"', "'", ".", ":", "-", "--"}
        return first and (token.lower_ in _OPENERS or self._is_gerund(index))

    def _is_gerund(self, index: int) -> bool:
        """ "Echoing Hu's views": no given name, but what the sentence begins by telling."""
        word = self.doc[index].lower_
        follows = index + 1 < len(self.doc) and self.doc[index + 1].text[:1].isupper()
        return word.endswith("ing") and len(word) > _SHORTEST_GERUND and follows and not self.is_given_name(index)

    def is_honorific(self, index: int) -> bool:
        """A form of address or a rank; not where it is a given name."""
        return self.lexicon.titles.is_honorific(self.doc[index].text) and not self._given_title(index)

    def names_thing(self, index: int) -> bool:
        """A noun with which the name of a body or a thing ends: "Office", "Parliament"."""
        return self.doc[index].lower_ in _THINGS and self.doc[index].lower_ not in _SURNAMES

    def is_given_name(self, index: int) -> bool:
        """A word with which persons' names begin."""
        return self.is_name_word(index) and fold(self.doc[index].text) in self.lexicon.leaders.given_names

    def begins_name(self, index: int) -> bool:
        """A given name, or initials ("P.V."), which no form of address is."""
        initials = bool(_INITIALS.match(self.doc[index].text))
        return (initials or self.is_given_name(index)) and not self.is_honorific(index)

    def skip_address(self, index: int, limit: int) -> int:
        """Past quotes, points, forms of address and ranks, to where the name begins."""
        while index < limit and (self.doc[index].text in {"'", '"', "."} or self.is_honorific(index)):
            if self.doc[index].tag_ == "POS":
                return limit
            index += 1
        return index

    def blocked(self, index: int) -> bool:
        """A token that can't be part of a name: an actor's, a title's, or a date's."""
        if self.analysis.title_at(index):
            return not (self._given_title(index) or self._title_surname(index))
        return self.analysis.actor_at(index) is not None or self.analysis.time_at(index) is not None

    def end_of(self, start: int, limit: int, *, titled: bool = False) -> int:
        """End of the name that starts at ``start``; ``start`` itself where none does."""
        end = start
        while end < limit and self._continues(start, end, limit, titled=titled):
            end += 1
        while end > start and (self.doc[end - 1].text == "-" or self.doc[end - 1].lower_ in _PARTICLES):
            if self.doc[end - 1].text[0].isupper() and self.doc[end - 1].text != "-":
                break
            end -= 1
        return end

    def word_end(self, index: int) -> int:
        """End of the word at ``index`` with what hyphens join to it."""
        end = index + 1
        while end + 1 < len(self.doc) and self.doc[end].text == "-" and self._joined(end):
            end += 2
        return end

    def may_be_name(self, start: int, end: int, *, titled: bool = False) -> bool:
        """Not the name of an instrument, a body or a thing; not a single common word."""
        words = [self.doc[i].lower_ for i in range(start, end)]
        if words[-1] in _SURNAMES and (titled or self.begins_name(start)):
            words.pop()
        if any(w in self.lexicon.instrument_words or w in _THINGS for w in words):
            return False
        if end < len(self.doc) and self.doc[end].text[:1].isupper() and self.doc[end].lower_ in _THINGS:
            return False
        if all(_INITIALS.match(self.doc[i].text) for i in range(start, end)):
            return False
        return end - start > 1 or (self.doc[start].pos_ == "PROPN" and not self._is_acronym(start))

    def _is_acronym(self, index: int) -> bool:
        text = self.doc[index].text
        shouted = self.analysis.sentence_of(index).index in self._capitalised
        return len(text) > 2 and text.isalpha() and text.isupper() and not shouted

    def _continues(self, start: int, end: int, limit: int, *, titled: bool) -> bool:
        token, inside = self.doc[end], end > start
        if token.is_space or token.text in {"'", '"', "‘", "’"}:
            return False
        hyphened = inside and self.doc[end - 1].text == "-" and self._joined(end - 1)
        if self.blocked(end) and not (hyphened or self._named_so(start, end, limit, titled=titled)):
            return False
        if hyphened:
            return token.is_alpha
        if inside and token.text == "-":
            return end + 1 < limit and self._joined(end)
        if token.lower_ in _PARTICLES and token.text.islower():
            return self._name_follows(end + 1, limit)
        capitals = self.analysis.sentence_of(end).index in self._capitalised
        return self.is_name_word(end) and not (inside and capitals and token.pos_ in _FUNCTION)

    def _joined(self, hyphen: int) -> bool:
        """Whether a hyphen stands between two words without white space."""
        return not self.doc[hyphen].whitespace_ and not self.doc[hyphen - 1].whitespace_

    def _name_follows(self, index: int, limit: int) -> bool:
        if index < limit and self.doc[index].text == "-":
            index += 1
        if index < limit and self.doc[index].lower_ in _PARTICLES:
            index += 1
        return index < limit and self.is_name_word(index) and not self.blocked(index)

    def _given_title(self, index: int) -> bool:
        """ "H.E. Sultan bin Rashid", "the Vice-President, Emir Hadzic": a ruler's title as a given name."""
        token = self.doc[index]
        if token.lower_ not in _GIVEN_TITLES or not token.text[0].isupper() or index + 1 >= len(self.doc):
            return False
        if self.doc[index + 1].lower_ in _DESCENT:
            return True
        before = index - 1
        while before > 0 and self.doc[before].text in {",", "."}:
            before -= 1
        if before < 0 or not self.is_name_word(index + 1):
            return False
        earlier = self.analysis.title_at(before)
        titled = earlier is not None and earlier.end <= index
        return titled or self.lexicon.titles.is_honorific(self.doc[before].text) or self._in_name(index)

    def _title_surname(self, index: int) -> bool:
        """ "Tom King": the last word of a name that a given name begins."""
        token = self.doc[index]
        named = (
            index > 0 and token.lower_ in _TITLE_SURNAMES and token.text[0].isupper() and self.begins_name(index - 1)
        )
        return named and not (index + 1 < len(self.doc) and self.is_name_word(index + 1))

    def _in_name(self, index: int) -> bool:
        """Between two words of a name: "Javed Sultan Khan"."""
        before = self.doc[index - 1]
        return before.pos_ == "PROPN" and self.is_given_name(index - 1) and self.is_name_word(index + 1)

    def _named_so(self, start: int, index: int, limit: int, *, titled: bool) -> bool:
        """A state's name as a given name, or a capital's as a surname: "Israel Katz", "Ricardo Lagos"."""
        if index == start:
            return titled and self._given_state(index, limit)
        actor = self.analysis.actor_at(index)
        capital = actor is not None and actor.surface == "capital" and actor.end - actor.start == 1
        return capital and index == start + 1 and self.begins_name(start)

    def _given_state(self, index: int, limit: int) -> bool:
        """ "Foreign Minister Israel Katz": a state's name between a title and a name."""
        following = index + 1
        return (
            self.doc[index].lower_ in _GIVEN_STATES
            and following < limit
            and self.is_name_word(following)
            and not self.blocked(following)
            and self.doc[following].lower_ not in _THINGS
        )


def _all_capitalised(tokens: list[Token]) -> bool:
    """A headline in which (nearly) every word has a capital, so that capitals don't tell names."""
    words = [t.text for t in tokens if t.is_alpha and len(t.text) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)
