"""Actors among tokens: states, organisations and armed groups by every name that the press uses for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.actor_names import (
    ActorSense,
    State,
    actors,
    body_surfaces,
    grouped,
    metonym_surfaces,
    state_surfaces,
    states,
    surface_tokens,
)
from accord.loaders.word_lists import Row, values, word_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from accord.graph.facts import Actor

__all__ = ["ActorMatch", "ActorSense", "Gazetteer", "Row", "State", "values", "word_list"]

_DASHES: Final = frozenset({"-", "–", "—", "/"})


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """Tokens ``start:end`` name an actor; more than one sense where the name is shared, the likeliest first."""

    start: int
    end: int
    senses: tuple[ActorSense, ...]

    @property
    def ambiguous(self) -> bool:
        """Whether several actors bear the name ("Congo", "Korean")."""
        return len(self.senses) > 1


@dataclass(frozen=True, slots=True)
class Contexts:
    """Words beside a name that say it isn't the actor: "pro-X", "X-born", "Chad Smith"; lower case but ``given``.

    ``given``: names that are given names too; ``offices``: words that may follow such a name when it is the state.
    """

    before: frozenset[str]
    after: frozenset[str]
    given: frozenset[str]
    offices: frozenset[str]
    combining: frozenset[str]


class Gazetteer:
    """Longest-match look-up of actors; built once from the data files by ``load``."""

    def __init__(
        self,
        surfaces: Mapping[tuple[str, ...], tuple[ActorSense, ...]],
        shouted: Mapping[tuple[str, ...], tuple[ActorSense, ...]],
        known: Mapping[str, Actor],
        of_states: Mapping[str, State],
        contexts: Contexts,
    ) -> None:
        self._surfaces = surfaces
        self._shouted = shouted
        self._known = known
        self._states = of_states
        self._contexts = contexts
        self._homes = {r["code"]: values(r["states"]) for r in word_list("groups")}
        self._led = {w: r for r in word_list("group_leaders") for w in (r["surname"], r["name"].split()[-1])}
        self._longest: dict[str, int] = {}
        for table in (surfaces, shouted):
            for key in table:
                if len(key) > self._longest.get(key[0], 0):
                    self._longest[key[0]] = len(key)

    @classmethod
    def load(cls) -> Gazetteer:
        """Read states, metonyms, organisations, groups and decoys from the package's data files."""
        known = actors()
        decoys = word_list("decoys")
        surfaces = grouped(
            [
                *state_surfaces(),
                *metonym_surfaces(known),
                *body_surfaces("igos"),
                *body_surfaces("groups"),
            ]
        )
        shouted = {tuple(t.upper() for t in key): senses for key, senses in surfaces.items() if len("".join(key)) > 3}
        for row in (*decoys, *_regions_named_after(surfaces)):
            if row["where"] == "phrase":
                surfaces[surface_tokens(row["phrase"])] = ()
            if row["where"] in {"phrase", "capitals"}:
                shouted[tuple(t.upper() for t in surface_tokens(row["phrase"]))] = ()
        return cls(surfaces, shouted, known, {s.code: s for s in states()}, _contexts(decoys))

    def match(self, tokens: Sequence[str], on: date | None = None) -> list[ActorMatch]:
        """Actors among tokens, from left to right, the longest at each place.

        Names need their capitals ("turkey" is none); names in capitals only count when longer than three letters.
        ``on``: the article's date; of the states that share a name, those that existed then come first.
        """
        words = [t.replace("’", "'") if "’" in t else t for t in tokens]
        loud = not any(c.islower() for w in words for c in w)
        found: list[ActorMatch] = []
        index = 0
        while index < len(words):
            word = _stem(words[index])
            longest = self._longest.get(word, 0)
            end = index
            if longest:
                end, senses = self._at(index, min(longest, len(words) - index), words, word, loud)
                if senses and not self._misleads(words, index, end) and not _owned(senses, words, index, found):
                    found.append(ActorMatch(index, end, self._ordered(senses, on)))
            index = max(end, index + 1)
        return found

    def _at(
        self, start: int, longest: int, words: Sequence[str], first: str, loud: bool
    ) -> tuple[int, tuple[ActorSense, ...]]:
        """End and senses of the longest name that begins at ``start``; ``start`` and nothing when there is none."""
        for length in range(longest, 0, -1):
            key = (first, *words[start + 1 : start + length])
            senses = None if loud and self._shouted.get(key) == () else self._surfaces.get(key)
            if senses is None and key[-1].isupper():
                senses = self._shouted.get(key)
            if senses is not None:
                return start + length, senses
        return start, ()

    def _misleads(self, words: Sequence[str], start: int, end: int) -> bool:
        """Whether the words beside a name say that it isn't the actor."""
        contexts, last = self._contexts, len(words)
        if start > 1 and words[start - 1] in _DASHES and words[start - 2].lower() in contexts.before:
            return True
        if end + 1 < last and words[end] in _DASHES and words[end + 1].lower() in contexts.after:
            return True
        if start and words[start - 1].lower() == "ethnic":
            return True
        if end == start + 1:
            name, _, tail = words[start].partition(".-")
            if tail.lower() in contexts.after:
                return True
            if name in contexts.combining:
                beside = {words[start - 1] if start else "", words[end] if end < last else ""}
                return not beside & _DASHES
            of_state = start > 0 and words[start - 1].lower() in {"of", "for", "from"}
            if (
                name in contexts.given
                and not of_state
                and end < last
                and words[end][:1].isupper()
                and words[end][1:].islower()
            ):
                return words[end].lower() not in contexts.offices and words[end] not in self._longest
        return False

    def _ordered(self, senses: tuple[ActorSense, ...], on: date | None) -> tuple[ActorSense, ...]:
        if on is None or len(senses) < 2:
            return senses
        day = on.isoformat()
        return tuple(sorted(senses, key=lambda s: not self._existed(s.code, day)))

    def _existed(self, code: str, day: str) -> bool:
        state = self._states.get(code)
        return state is None or ((state.since or "") <= day and (state.until or "9999") > day)

    def actor(self, code: str) -> Actor | None:
        """The actor of a code, None when unknown."""
        return self._known.get(code)

    def state(self, code: str) -> State | None:
        """What is known of a state: capitals, dates, successors, numbers; None when unknown."""
        return self._states.get(code)

    def states_of_capital(self, name: str) -> tuple[str, ...]:
        """Codes of the states whose seat of government has this name."""
        return self._codes_of(name, "capital")

    def codes_of_people(self, name: str) -> tuple[str, ...]:
        """Codes of the states whose adjective or people has this name: "Turks", "Turkish"."""
        return self._codes_of(name, "people") or self._codes_of(name, "demonym")

    def adjective(self, code: str) -> str:
        """The first adjective of a state ("Malian"), its name when it has none."""
        adjectives = (
            key
            for key, senses in self._surfaces.items()
            for s in senses
            if s.code == code and s.surface_kind == "demonym"
        )
        known = self._known.get(code)
        return " ".join(next(adjectives, (known.name if known else code,)))

    def may_be_side(self, code: str, led: Collection[str]) -> bool:
        """Whether an actor may be a side of a dispute: no body of states, nor a land of which no official is named.

        ``led``: codes of the actors that have officials in the article.
        """
        actor, state = self.actor(code), self.state(code)
        if state is not None and state.kind == "territory":
            return code in led
        # A breakaway government or a movement has a state that it is of; a body of states has none.
        return actor is None or actor.type != "Organization" or code == "EU" or bool(self.states_of_group(code))

    def states_of_group(self, code: str) -> tuple[str, ...]:
        """Codes of the states where a listed armed group is active; empty when not known."""
        return self._homes.get(code, ())

    def groups_led(self, tokens: Sequence[str], on: date | None = None) -> Iterator[str]:
        """Codes of the armed groups whose leaders, of that day, the tokens name."""
        day = on.isoformat() if on is not None else None
        for index, token in enumerate(tokens):
            row = self._led.get(token)
            if row is None:
                continue
            whole = row["name"].split()
            if token != row["surname"] and list(tokens[index + 1 - len(whole) : index + 1]) != whole:
                continue
            if day is None or (row["since"] <= day and (row["until"] or "9999") >= day[: len(row["until"]) or 4]):
                yield row["code"]

    def _codes_of(self, name: str, kind: str) -> tuple[str, ...]:
        return tuple(s.code for s in self._surfaces.get(surface_tokens(name), ()) if s.surface_kind == kind)


def bloc_members() -> dict[str, tuple[str, ...]]:
    """Codes of the members of named groups of states, by every name (lower case): "baltic states", "benelux"."""
    return {
        name.lower(): values(row["members"])
        for row in word_list("blocs")
        for name in (row["code"], row["name"], *values(row["aliases"]))
    }


def bodies_of_blocs(known: Mapping[str, Actor]) -> dict[str, str]:
    """The organisation that a group of states is, by the group's names: "GCC states" are the GCC."""
    found: dict[str, str] = {}
    for row in word_list("blocs"):
        code = row["code"].removesuffix(" states")
        if code in known:
            found.update((name.lower(), code) for name in (row["code"], row["name"], *values(row["aliases"])))
    return found


def _owned(senses: Sequence[ActorSense], words: Sequence[str], start: int, found: Sequence[ActorMatch]) -> bool:
    """Whether an organ is another state's: "Pakistan's Foreign Office" isn't the British one."""
    if senses[0].surface_kind != "metonym" or not found:
        return False
    owner = found[-1]
    beside = owner.end == start or (owner.end == start - 1 and words[owner.end] in {"'s", "'"})
    return beside and owner.senses[0].code != senses[0].code


def _stem(word: str) -> str:
    """The name in a compound that the tokeniser leaves whole: "U.S.-led"."""
    head, dash, _ = word.partition(".-")
    return f"{head}." if dash else word


def _regions_named_after(surfaces: Mapping[tuple[str, ...], tuple[ActorSense, ...]]) -> list[Row]:
    """Regions whose name holds an actor's ("Gulf of Mexico") and isn't an actor's itself."""
    words = {key[0] for key in surfaces if len(key) == 1}
    found: list[Row] = []
    for row in word_list("regions"):
        for name in (row["name"], *values(row["aliases"])):
            key = surface_tokens(name)
            if len(key) > 1 and key not in surfaces and not words.isdisjoint(key):
                found.append({"phrase": name, "where": "phrase"})
    return found


def _contexts(decoys: Sequence[Row]) -> Contexts:
    def phrases(where: str) -> frozenset[str]:
        return frozenset(r["phrase"] for r in decoys if r["where"] == where)

    offices = {w for r in word_list("titles") for w in r["phrase"].replace("-", " ").split()}
    offices |= {w for r in word_list("organs") for w in r["phrase"].split()}
    offices |= {r["word"] for r in word_list("portfolios")}
    return Contexts(
        phrases("before"), phrases("after"), phrases("given_name"), frozenset(offices), phrases("combining")
    )
