"""The role of an office, with what depends on whose it is and on the words around the title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.titles import TitleMatch

_TOP: Final = frozenset({"head_of_state", "head_of_government"})
_COUNTRY: Final = frozenset({"country", "nation", "state", "republic", "kingdom", "government", "federation", "union"})
_CHAMBERS: Final = frozenset(
    {"assembly", "parliament", "senate", "congress", "chamber", "legislature", "house", "committee", "duma"}
)
_BODIES: Final = frozenset({"court", "council", "tribunal", "commission", "bank", "authority", "region", "party"})
_REBELS: Final = frozenset("rebels guerrillas insurgents militia militias faction opposition movement party".split())
_FOLLOWERS: Final = frozenset(
    "party opposition movement group delegation country nation rebel government faction team junta militia coalition "
    "union bloc force alliance front mission majority minority council state republic side".split()
)
# States whose ministries' secretaries are their highest civil servants, below the minister.
_SECRETARIAL: Final = frozenset({"IND", "PAK", "BGD", "NPL", "LKA", "BTN", "MDV"})
_SECRETARIES: Final = frozenset({"home secretary", "foreign secretary", "defence secretary", "defense secretary"})
# What companies, clubs and private bodies are called: their posts are no public offices.
_PRIVATE: Final = frozenset(
    "company corporation firm conglomerate manufacturer maker club federation association airline newspaper magazine "
    "broadcaster university institute think-tank tank charity foundation ngo hospital school consortium operator "
    "subsidiary syndicate retailer shipyard factory insurer football soccer cricket olympic basketball hockey".split()
)
# Names of parliaments, whose chairmen and presidents are lawmakers.
_PARLIAMENTS: Final = frozenset(
    "assembly parliament senate legislature duma knesset bundestag majlis sejm seimas riigikogu saeima rada".split()
)
_PRESIDING: Final = frozenset(
    "chairman chairwoman chairperson chair president head chief director vice-president speaker vice-chairman".split()
) | {"vice chairman", "vice chairwoman", "vice president", "deputy chairman", "deputy head", "vice chair"}
# Words that show a body to be a state's.
_PUBLIC: Final = frozenset(
    "service agency ministry office department bureau administration directorate police army staff navy intelligence "
    "security board committee inspectorate mission delegation force forces guard customs treasury presidency cabinet "
    "nations state affairs province city governorate district".split()
)
_HEADING: Final = frozenset("head chief chair chairman chairwoman chairperson president".split())
_TOP_WORDS: Final = frozenset({"president", "chairman", "chairwoman"})
# The parts of a body whose head is the body's.
_OFFICES: Final = frozenset({"commission", "secretariat"})
_ANYONES: Final = frozenset(
    {"director", "executive director", "deputy director", "vice president", "vice-president", "vice chairman"}
)
# Titles that are offices only of somebody's who is named: "director" alone may be anyone's.
_BUSINESS: Final = frozenset({"chief executive", "managing director"})
_CHIEF_EXECUTIVES: Final = frozenset({"HKG", "MAC", "AFG"})
# "the EU Council president": of a body that its council or commission leads.
_PRESIDING_OVER_BODIES: Final = frozenset({"council president", "council chief", "commission chief"})
_REPRESENTATIVES: Final = frozenset({"representative", "delegate"})


class RoleReader:
    """Reads roles in one analysed article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.doc = analysis.doc
        self._bodies = {m.code for m in analysis.actors if m.type == "Organization"}

    def role(self, title: TitleMatch, actor: str | None) -> str | None:
        """The role of the office that a title names; None where it is no public office."""
        if title.start and self.doc[title.start - 1].lower_ == "shadow":
            return "other"
        of = self._of(title)
        before = self._before(title)
        lower = title.text.lower()
        if lower in _PRESIDING and actor not in self._bodies:
            if (before | of) & _PARLIAMENTS and "party" not in before | of:
                return "legislator"
            if (before | of) & _PRIVATE and self._is_state(actor):
                return None
        if lower in _HEADING and actor in self._bodies and self._heads_body(title, actor):
            return "igo_head"
        if lower in _TOP_WORDS and self._is_state(actor) and self._is_of_private_body(title):
            return None
        if lower in _BUSINESS and (lower != "chief executive" or actor not in _CHIEF_EXECUTIVES):
            return "igo_head" if lower == "managing director" and actor in self._bodies else None
        if lower == "leader" and of & _REBELS:
            return "other"
        if actor is None and lower in _ANYONES and self._of_unknown(title, of):
            return None
        if title.role in _TOP and of and actor is None:
            return self._of_a_body(of, title.role)
        if title.text.lower() == "leader" and of and actor is None and not of & _FOLLOWERS:
            return None
        return self.of_actor(title.text, title.role, actor)

    def of_actor(self, text: str, role: str, actor: str | None) -> str:
        """The role when the actor is known: a president of an organisation isn't a head of state."""
        holder = self.lexicon.gazetteer.actor(actor) if actor else None
        if holder is None:
            return role
        title = text.lower()
        if title == "leader":
            return "head_of_state" if holder.type == "State" else "other"
        if title == "state secretary" and actor == "USA":
            return "foreign_minister"
        if title in _PRESIDING_OVER_BODIES and holder.type == "Organization":
            return "igo_head"
        if title in _SECRETARIES and actor in _SECRETARIAL:
            return "foreign_minister" if title == "foreign secretary" else "other"
        if title in _REPRESENTATIVES:
            return self._representative(role, holder.type, actor)
        if role in _TOP:
            return {"Organization": "igo_head", "ArmedGroup": "other"}.get(holder.type, role)
        if role == "igo_head" and holder.type != "Organization":
            return "other"
        return role

    def _representative(self, role: str, kind: str, actor: str | None) -> str:
        """A state's man at a body is an ambassador, a movement's neither that nor a lawmaker."""
        if kind == "ArmedGroup":
            return "other"
        at_body = any(m.code == "UN" for m in self.analysis.actors)
        return "ambassador" if kind == "State" and actor != "USA" and at_body else role

    def _heads_body(self, title: TitleMatch, actor: str | None) -> bool:
        """ "the head of the African Union", "the chairperson of the AU Commission"; not "of the EU mission"."""
        holder = self.lexicon.gazetteer.actor(actor) if actor else None
        follows = title.end < len(self.doc) and self.doc[title.end].lower_ == "of"
        return holder is not None and holder.type == "Organization" and follows and self._of(title) <= _OFFICES

    def _is_of_private_body(self, title: TitleMatch) -> bool:
        """ "Harbour Workers President X": proper names right before the title that are nobody's we know."""
        word = self.doc[title.start - 1] if title.start else None
        if word is None or word.pos_ != "PROPN" or word.i < self.analysis.sentence_of(title.start).start:
            return False
        index = word.i
        known = self.analysis.actor_at(index) or self.analysis.title_at(index) or self.analysis.person_at(index)
        named = known is not None or self.lexicon.titles.is_honorific(word.text) or self.analysis.time_at(index)
        plural = word.tag_ == "NNPS" or word.text[-1] == "s"
        return not named and plural and word.dep_ in {"compound", "nmod", "amod"} and word.text[1:].islower()

    def _of_unknown(self, title: TitleMatch, of: frozenset[str]) -> bool:
        """ "director of Acme Research Associates": a body that no list knows and no word shows to be public."""
        limit = self.analysis.sentence_of(title.start).end
        words = self.doc[title.end + 1 : min(limit, title.end + 4)]
        named = any(t.pos_ == "PROPN" and t.text[0].isupper() and not self.analysis.person_at(t.i) for t in words)
        return bool(of) and named and not of & (_PUBLIC | _CHAMBERS | _BODIES | _COUNTRY)

    def _before(self, title: TitleMatch) -> frozenset[str]:
        """The nouns right before the title: "the National Assembly chairman", "the club president"."""
        found: set[str] = set()
        first = self.analysis.sentence_of(title.start).start
        for index in range(title.start - 1, max(first, title.start - 5) - 1, -1):
            token = self.doc[index]
            if token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.text not in {"(", ")", "-"}:
                break
            found |= self._plain_words(index)
        return frozenset(found)

    def _plain_words(self, index: int) -> set[str]:
        """The word at ``index``, unless it is part of an actor's name; "Federation Council" is no sports body."""
        token = self.doc[index]
        if self.analysis.actor_at(index) is not None or token.text == "Federation":
            return set()
        return {token.lower_, token.lemma_.lower()}

    def _is_state(self, actor: str | None) -> bool:
        holder = self.lexicon.gazetteer.actor(actor) if actor else None
        return holder is None or holder.type == "State"

    def _of(self, title: TitleMatch) -> frozenset[str]:
        """The nouns of "of …" right after the title, up to the next comma, verb or name."""
        limit = self.analysis.sentence_of(title.start).end
        if title.end >= limit or self.doc[title.end].lower_ != "of":
            return frozenset()
        found: set[str] = set()
        for index in range(title.end + 1, min(limit, title.end + 10)):
            token = self.doc[index]
            stop = token.is_punct or token.pos_ in {"VERB", "AUX", "ADP"} or self.analysis.person_at(index)
            if stop and token.text != "-":
                break
            found |= self._plain_words(index) if token.pos_ in {"NOUN", "PROPN"} else set()
        return frozenset(found)

    @staticmethod
    def _of_a_body(of: frozenset[str], role: str) -> str | None:
        """ "the president of the assembly's committee", "of the court", "of the republic"; None for a club's."""
        if of & _CHAMBERS:
            return "legislator"
        if of & _BODIES:
            return "other"
        return role if of & _COUNTRY else None
