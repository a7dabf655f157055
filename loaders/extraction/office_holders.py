"""Who holds an office: the persons named beside a title, after it, before it, or in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis, PersonMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.titles import TitleMatch

_LINKS: Final = frozenset({"of", "for", "in", "at", "to", "from", "on"})
_COPULAS: Final = frozenset({"is", "as", "named", "appointed", "elected", "serves", "became", "becomes", "remains"})
_ASPIRING: Final = frozenset({"candidate", "candidates", "nominee", "contender", "become", "run", "running", "bid"})
_BREAKS: Final = frozenset({",", "(", "--", "-", "–", "—"})
_REACH: Final = 14


class HolderFinder:
    """Finds the persons whom a title describes in one analysed article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.doc = analysis.doc
        self.by_start = {m.start: m for m in analysis.persons}
        self.by_end = {m.end: m for m in analysis.persons}
        self._joints: set[int] = set()

    def holders(self, title: TitleMatch) -> list[PersonMention]:
        """The persons that hold the office, in order; none for an office only hoped for, or inside a name."""
        if self.analysis.person_at(title.start) is not None or self._hoped_for(title) or self._is_adjective(title):
            return []
        after = self._after(title)
        if after:
            return after
        owns = title.end < len(self.doc) and self.doc[title.end].tag_ == "POS"
        before = None if title.plural or owns else self._before(title)
        return [before] if before else []

    def skip_soft(self, index: int, limit: int) -> int:
        """Past quotes, points, forms of address and ages, to where a name may start."""
        while index < limit and index not in self.by_start and self._is_soft(index):
            index += 1
        return index

    def _is_soft(self, index: int) -> bool:
        text = self.doc[index].text
        if text == "-":
            return self.lexicon.titles.is_honorific(self.doc[index - 1].text)
        return text in {'"', "'", "."} or self.lexicon.titles.is_honorific(text)

    def skip_owner(self, index: int, limit: int) -> int:
        """Past "of [the] ACTOR" and a comma, to where a name may start; ``index`` itself where none can."""
        start = index
        if index < limit and self.doc[index].pos_ == "ADV":
            index += 1
        if index < limit and self.doc[index].lower_ in _LINKS:
            index += 1
            stop = index + 8
            while index < min(limit, stop) and self._describes(index):
                index += 1
            if index >= limit or (self.doc[index].text != "," and index not in self.by_start):
                return start
        if index < limit and self.doc[index].text == ",":
            index += 1
        return self.skip_soft(index, limit) if index > start else start

    def _describes(self, index: int) -> bool:
        soft = {"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "CCONJ"}
        return self.doc[index].pos_ in soft and index not in self.by_start

    def _hoped_for(self, title: TitleMatch) -> bool:
        before = {self.doc[i].lower_ for i in range(max(0, title.start - 3), title.start)}
        return bool(before & _ASPIRING)

    def _after(self, title: TitleMatch) -> list[PersonMention]:
        """The name after the title, or the names after a title in the plural."""
        limit = self.analysis.sentence_of(title.start).end
        index = self.skip_soft(title.end, limit)
        if index not in self.by_start:
            index = self.skip_owner(title.end, limit)
        person = None if self._is_parted(index, limit) else self.by_start.get(index)
        if person is None or any(title.end <= t.start < person.start for t in self._titles(limit)):
            joined = self._second_title(title, limit)
            return [joined] if joined else self._after_commas(title, limit)
        found = [person]
        while title.plural:
            following = self.next_in_list(found[-1].end, limit)
            if following is None:
                break
            found.append(following)
        return found

    def _is_parted(self, index: int, limit: int) -> bool:
        """The sentence ends before ``index``, and not by the point of an abbreviation ("Smt.", "Col.")."""
        if index < limit:
            return False
        last = self.doc[limit - 1]
        return last.is_space or (last.text == "." and not self.lexicon.titles.is_honorific(self.doc[limit - 2].text))

    def _second_title(self, title: TitleMatch, limit: int) -> PersonMention | None:
        """ "Deputy Prime Minister and Foreign Minister X", "Deputy Minister and Head of the Committee X"."""
        link = title.end
        if title.plural or link + 1 >= limit or self.doc[link].lower_ not in {"and", "&", ",", "/"}:
            return None
        second = self.analysis.title_at(link + 1)
        if second is None or second.start != link + 1 or second.plural or second.former:
            return None
        index = self.skip_soft(second.end, limit)
        return self.by_start.get(index) or self.by_start.get(self.skip_owner(second.end, limit))

    def _titles(self, limit: int) -> list[TitleMatch]:
        """Titles that name an office: not those that are but ranks or forms of address before a name."""
        return [
            t
            for t in self.analysis.titles
            if t.end <= limit
            and self.analysis.person_at(t.start) is None
            and not (t.end - t.start == 1 and self.lexicon.titles.is_honorific(self.doc[t.start].text))
        ]

    def _is_adjective(self, title: TitleMatch) -> bool:
        """ "its official Facebook page": an adjective of a noun behind the name, no title of the name."""
        token = self.doc[title.start]
        return token.dep_ == "amod" and token.head.pos_ == "NOUN" and token.head.i > title.end

    def next_in_list(self, end: int, limit: int) -> PersonMention | None:
        """ "X of Chile and Y of Peru": the person after the one that ends at ``end``."""
        if end + 1 >= limit:
            return None
        index = self.skip_owner(end, limit)
        if index == end or index not in self.by_start:
            index = self._past_owner(end, limit)
            if index >= limit or self.doc[index].text not in {",", "and", "&"}:
                return None
            last = any(self.doc[i].lower_ in {"and", "&"} for i in range(max(0, end - 8), end) if i in self._joints)
            if last and self.doc[index].text == "," and self.doc[index + 1].lower_ != "and":
                return None
            while index < limit and self.doc[index].text in {",", "and", "&"}:
                self._joints.add(index)
                index = self.skip_soft(index + 1, limit)
        return self.by_start.get(index)

    def _past_owner(self, end: int, limit: int) -> int:
        """Past "of Chile", "(Chile)" after a name."""
        index = end
        if index < limit and self.doc[index].text in {"of", "(", "from"}:
            index += 1
            while index < limit and (self.doc[index].pos_ == "DET" or self.analysis.actor_at(index)):
                index += 1
            if index < limit and self.doc[index].text == ")":
                index += 1
        return index

    def _after_commas(self, title: TitleMatch, limit: int) -> list[PersonMention]:
        """ "a spokesman for President A, X, said": the name between commas behind the whole phrase."""
        if title.end >= limit or self.doc[title.end].lower_ not in _LINKS:
            return []
        for index in range(title.end, min(limit, title.end + 12)):
            if self.doc[index].pos_ in {"VERB", "AUX"}:
                return []
            if self.doc[index].text == ",":
                if self.analysis.title_at(index - 1) and index - 1 >= title.end:
                    return []
                found = self.by_start.get(self._past_titles(index + 1, limit))
                return [found] if found else []
        return []

    def _past_titles(self, index: int, limit: int) -> int:
        """Past ranks and further titles before a name: "the head of the force, Major General X"."""
        index = self.skip_soft(index, limit)
        while index < limit and index not in self.by_start and self.analysis.title_at(index):
            index = self.skip_soft(index + 1, limit)
        return index

    def _before(self, title: TitleMatch) -> PersonMention | None:
        """ "X, chairman of …", "X, 66, the new foreign minister", "X, who is …", "X is the president"."""
        first = self.analysis.sentence_of(title.start).start
        joined = False
        for index in range(title.start - 1, max(first, title.start - _REACH) - 1, -1):
            token = self.doc[index]
            if index + 1 in self.by_end:
                return self.by_end[index + 1] if joined and self._in_apposition(index + 1, title) else None
            if token.text in _BREAKS or token.lower_ in _COPULAS:
                joined = True
            elif self._ends_search(index, title):
                return None
        return None

    def _in_apposition(self, after: int, title: TitleMatch) -> bool:
        """Not "… handed X to Peru, an official said": a title that acts itself must follow the name at once."""
        acts = any(self.doc[i].dep_ in {"nsubj", "nsubjpass"} for i in range(title.start, title.end))
        return not acts or self.doc[after].text in _BREAKS or self.doc[after].lower_ in {"of", "who"}

    def _ends_search(self, index: int, title: TitleMatch) -> bool:
        token = self.doc[index]
        if self.analysis.title_at(index) and not self._same_list(index, title):
            return True
        return token.pos_ in {"VERB", "SCONJ"} or token.text in {".", ";", '"', ":"}

    def _same_list(self, index: int, title: TitleMatch) -> bool:
        """Two titles of one person: "X, prime minister and foreign minister of Y"."""
        return any(self.doc[i].text == "and" for i in range(index, title.start))
