"""Titles of officials among tokens: which words name an office, of which role, former or deputy."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FORMER: Final = frozenset(
    "former ex then late one-time onetime erstwhile previous ex- exiled ousted deposed toppled overthrown assassinated "
    "slain deceased retired murdered disgraced".split()
)
_DEPUTY: Final = frozenset({"deputy", "vice", "assistant", "under", "junior", "associate", "alternate"})
_INCUMBENT: Final = frozenset(
    {"first", "acting", "interim", "visiting", "new", "newly", "-", "caretaker", "outgoing", "incoming", "senior"}
    | {"current", "incumbent"}
)
_LAST_WORD: Final = re.compile(r"[A-Z][a-z]+$")
_DESIGNATED: Final = frozenset({"elect", "designate"})
# Titles only in capitals: "PM Rao", not "5 pm".
_ABBREVIATED: Final = frozenset({"pm", "dpm", "fm", "eam"})
_MINISTER: Final = frozenset({"minister", "ministers", "mins"})
_FOREIGN: Final = frozenset({"foreign", "external"})
_ABROAD: Final = frozenset({"trade", "economic", "aid", "commerce"})
# Titles that a portfolio may follow, and what leads to it.
_CHARGED: Final = frozenset(
    {"secretary", "secretaries", "undersecretary", "minister", "ministers", "state", "commissioner"}
)
_PLAIN_SECRETARY: Final = (["secretary"], ["secretaries"])
_OF_PORTFOLIO: Final = (
    ("of",),
    ("for",),
    ("responsible", "for"),
    ("in", "charge", "of"),
    ("with", "responsibility", "for"),
    ("delegate", "for"),
)
_JOINTS: Final = frozenset({"and", "&", ",", "-"})
_SMALL: Final = frozenset({"and", "&", "the", ",", "of", "for"})
# Whose central government the press calls "the Union".
_UNION_GOVERNMENT: Final = "IND"
# Plurals that no rule makes.
_IRREGULAR: Final = {
    "chargés d'affaires": "chargé d'affaires",
    "charges d'affaires": "charge d'affaires",
    "attorneys general": "attorney general",
    "secretaries-general": "secretary-general",
    "secretaries general": "secretary general",
    "directors-general": "director-general",
    "directors general": "director general",
    "consuls general": "consul general",
    "generals": "military officer",
    "admirals": "military officer",
    "colonels": "military officer",
}


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """Tokens ``start:end`` are a title of ``role``; ``text`` as written. ``former``: no longer held."""

    start: int
    end: int
    role: str
    text: str
    former: bool = False
    deputy: bool = False
    plural: bool = False

    def shifted(self, by: int) -> TitleMatch:
        """The same match in a longer token sequence."""
        return replace(self, start=self.start + by, end=self.end + by)


class TitleMatcher:
    """Finds titles; built once from the word lists."""

    def __init__(
        self,
        roles: Mapping[str, str],
        defaults: Mapping[str, str],
        portfolios: Iterable[str],
        honorifics: Iterable[str],
    ) -> None:
        self._roles: dict[tuple[str, ...], tuple[str, bool]] = {}
        self._longest: dict[str, int] = {}
        for phrase, role in roles.items():
            self._add(phrase, role, plural=False)
            self._add(_plural(phrase), role, plural=True)
        for many, one in _IRREGULAR.items():
            if one in roles:
                self._add(many, roles[one], plural=True)
        self._defaults = dict(defaults)
        self._portfolios = frozenset(portfolios)
        self._honorifics = frozenset(honorifics)

    def _add(self, phrase: str, role: str, *, plural: bool) -> None:
        words = phrase.replace("'s", " 's").split()
        key = tuple(" ".join(words).replace("-", " - ").split())
        hyphened = tuple(" - ".join(words).replace("-", " - ").split()) if len(words) == 2 else key
        # "chairman of Chile's joint chiefs": a possessive stands where the article would.
        owned = tuple(w for w in key if w != "the")
        for form in dict.fromkeys((key, hyphened, owned)):
            self._roles.setdefault(form, (role, plural))
            self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))

    @classmethod
    def load(cls) -> TitleMatcher:
        """Read titles, portfolios and honorifics from the package's lists."""
        from accord.loaders.word_lists import word_list

        rows = word_list("titles")
        return cls(
            {r["phrase"]: r["role"] for r in rows},
            {r["phrase"]: r["default_actor"] for r in rows if r["default_actor"]},
            (r["word"] for r in word_list("portfolios")),
            (r["form"] for r in word_list("honorifics")),
        )

    @property
    def heads(self) -> frozenset[str]:
        """The nouns of titles, in lower case: "secretary" of "secretary of state", "chief" of "army chief"."""
        joints = {"of", "for", "to", "in"}
        cut = (next((i for i, word in enumerate(title) if i and word in joints), len(title)) for title in self._roles)
        return frozenset(title[end - 1] for title, end in zip(self._roles, cut, strict=True)) | _MINISTER

    def is_honorific(self, word: str) -> bool:
        """Whether a word is a form of address or a rank, as written before names."""
        return word in self._honorifics

    def default_actor(self, title: str) -> str | None:
        """Code of the actor whose office this is when nothing else is said: the US has a Secretary of State."""
        words = title.lower()
        if words.startswith("union ") and words.endswith(("minister", "ministers")):
            return _UNION_GOVERNMENT
        held = self._defaults.get(words)
        for link in (" for ", " of "):
            held = held or self._defaults.get(words.rpartition(link)[0])
        return held

    def _unglued(self, word: str) -> str:
        """The title at the end of a word that lost the space before it: "TALKSPresident", "said.Minister"."""
        if word[1:].islower() or not word[-4:].islower():
            return word
        tail = _LAST_WORD.search(word)
        return tail[0] if tail is not None and tail[0].lower() in self._longest else word

    def match(self, tokens: Sequence[str]) -> list[TitleMatch]:
        """Titles among tokens, from left to right, the longest at each place."""
        tokens = [self._unglued(t) for t in tokens]
        lower = [t.lower() for t in tokens]
        found: list[TitleMatch] = []
        index = 0
        while index < len(lower):
            match = self._at(index, lower, tokens)
            if match is None:
                index += 1
                continue
            while found and found[-1].end > match.start:
                found.pop()
            found.append(match)
            index = match.end
        return found

    def _at(self, index: int, lower: list[str], tokens: Sequence[str]) -> TitleMatch | None:
        best: TitleMatch | None = None
        for length in range(min(self._longest.get(lower[index], 0), len(lower) - index), 0, -1):
            entry = self._roles.get(tuple(lower[index : index + length]))
            if lower[index + length - 1] in _ABBREVIATED and not tokens[index + length - 1].isupper():
                continue
            if entry is not None:
                end = index + length
                role = "other" if _of_another_state(lower[index : end + 1]) else entry[0]
                best = TitleMatch(index, end, role, "", plural=entry[1])
                break
        last = best.end - 1 if best is not None else index
        if lower[index] in _MINISTER or lower[last] in _MINISTER:
            minister = self._minister(index if lower[index] in _MINISTER else last, lower)
            if best is None or minister.end - minister.start > best.end - best.start:
                best = minister
        if best is not None and lower[best.start] not in _MINISTER:
            best = self._with_portfolio(best, lower)
        return _modified(best, lower, tokens) if best is not None else None

    def _with_portfolio(self, title: TitleMatch, lower: list[str]) -> TitleMatch:
        """ "Secretary of Foreign Affairs", "state minister for trade", "cabinet secretary for health"."""
        words = lower[title.start : title.end]
        if words[-1] not in _CHARGED and words[:2] != ["minister", "of"]:
            return title
        start = title.start
        if words in _PLAIN_SECRETARY or words == ["cabinet", "secretary"]:
            while start > 0 and self._names_portfolio(start - 1, title.start, lower):
                start -= 1
        end = self._end_of_portfolio(title.end, lower)
        if (start, end) == (title.start, title.end):
            return title
        named = {*lower[start : title.start], *lower[title.end : end]}
        minister = (words in _PLAIN_SECRETARY and end > title.end) or words == ["cabinet", "secretary"]
        return replace(title, start=start, end=end, role=_minister_role(named) if minister else title.role)

    def _end_of_portfolio(self, end: int, lower: list[str]) -> int:
        """End of "of science, technology and the environment", "responsible for foreign affairs" after ``end``."""
        for link in _OF_PORTFOLIO:
            if tuple(lower[end : end + len(link)]) == link:
                stop, index = end, end + len(link)
                while index < len(lower) and (lower[index] in self._portfolios or lower[index] in _SMALL):
                    index += 1
                    if lower[index - 1] in self._portfolios:
                        stop = index
                return stop
        return end

    def _minister(self, head: int, lower: list[str]) -> TitleMatch:
        """ "Economy and Energy Minister", "minister of science, technology and the environment"."""
        start = head
        while start > 0 and self._names_portfolio(start - 1, head, lower):
            start -= 1
        end = self._end_of_portfolio(head + 1, lower)
        role = _minister_role(set(lower[start:end]))
        return TitleMatch(start, end, role, "", plural=lower[head] == "ministers")

    def _names_portfolio(self, index: int, head: int, lower: list[str]) -> bool:
        """A word of a portfolio, or what joins two of them before the noun."""
        if lower[index] in self._portfolios:
            return True
        return lower[index] in _JOINTS and 0 < index < head - 1 and lower[index - 1] in self._portfolios


def _of_another_state(words: Sequence[str]) -> bool:
    """A "secretary of state for X" sits in a cabinet or aids it; the one without "for" is a foreign minister."""
    return words[-1] == "for" and words[-2] == "state" and words[0] in {"secretary", "secretaries"}


def _minister_role(words: set[str]) -> str:
    if words & {"defence", "defense"} or {"armed", "forces"} <= words:
        return "defence_minister"
    abroad = words & _FOREIGN and not (words & _ABROAD and "affairs" not in words and "relations" not in words)
    return "foreign_minister" if abroad or {"international", "relations"} <= words else "other_minister"


def _modified(title: TitleMatch, lower: list[str], tokens: Sequence[str]) -> TitleMatch:
    """The title with the words before it that make it a deputy's or a former one, and "-elect" after it."""
    start, end, role = title.start, title.end, title.role
    deputy = former = False
    index = start - 1
    while index >= 0:
        word = lower[index]
        joined = word == "-" and index > 0 and lower[index - 1] in _DEPUTY | _FORMER
        if word in _DEPUTY or joined:
            deputy = deputy or word in _DEPUTY
            start = index if word in _DEPUTY else start
        elif word in _FORMER and not (word == "exiled" and role == "other"):
            former = True
            break
        elif word not in _INCUMBENT:
            # "former US secretary of state": one or two words for whose office it is may stand between.
            before = lower[max(0, index - 2) : index]
            former = bool(_FORMER & set(before)) and word not in {"and", ",", "of", "by", "the"}
            break
        index -= 1
    if end + 1 < len(lower) and lower[end] == "-" and lower[end + 1] in _DESIGNATED:
        role, end = "other", end + 2
    if deputy:
        role = _deputy_role(role, lower[start:end])
    text = " ".join(tokens[start:end]).replace(" - ", "-")
    return TitleMatch(start, end, role, text, former, deputy or lower[start] in _DEPUTY, title.plural)


def _deputy_role(role: str, words: Sequence[str]) -> str:
    """A deputy prime minister is a minister; every other deputy is "other"; a deputy spokesman still speaks."""
    if role == "head_of_government":
        return "other_minister"
    return role if role in {"spokesperson", "envoy", "legislator"} or "prime" in words else "other"


def _plural(phrase: str) -> str:
    head, link, rest = phrase, "", ""
    for candidate in (" of ", " to ", " for "):
        if candidate in phrase:
            head, link, rest = phrase.partition(candidate)
            break
    if head.endswith("man"):
        head = head[:-3] + "men"
    elif head.endswith("y") and not head.endswith(("ey", "oy")):
        head = head[:-1] + "ies"
    elif head.endswith(("s", "ch")):
        head = head + "es"
    else:
        head = head + "s"
    return head + link + rest
