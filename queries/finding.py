"""What somebody means by a code, an IRI, a name, or a few words such as "Astana memorandum"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.errors import UnknownThing
from accord.graph.identifiers import fold, is_iri
from accord.queries.sparql import prefixes, rows
from accord.queries.tables import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import TypeAlias

    from accord.graph.store import Store

    Search: TypeAlias = Callable[[Store, str, Collection[str]], tuple["Found", ...]]

ACTORS: Final = ("State", "Organization", "ArmedGroup")
"""Classes of the actors that have a code."""
SHOWN: Final = 10
"""How many candidates an error names."""

_PRECEDENCE: Final = (
    frozenset((*ACTORS, "Agreement", "Office", "Person", "Region")),
    frozenset(("Article", "Contact", "Incident")),
    frozenset(("Act", "ContestedPoint", "Provision", "Statement")),
)
"""Classes whose things count only when the words in question hit nothing of the classes before."""
_FILLERS: Final = frozenset(("a", "an", "and", "at", "between", "by", "for", "from", "in", "of", "on", "the", "to"))
_THINGS: Final = """
SELECT ?thing ?class WHERE {
  ?thing a ?type . FILTER(STRSTARTS(STR(?type), STR(acc:)) && ?type NOT IN (acc:Link, acc:Tenure, acc:Passage))
  BIND(STRAFTER(STR(?type), STR(acc:)) AS ?class)
} ORDER BY ?thing ?class"""
_CALLED: Final = """
SELECT ?thing ?by ?words WHERE {
  VALUES (?p ?by) {
    (acc:code "code") (acc:iso3 "code") (acc:acronym "code") (acc:wikidata "code")
    (acc:name "name") (acc:title "name") (acc:officeTitle "alias")
    (acc:officialName "alias") (acc:otherName "alias") (acc:identifier "id") (acc:registerEntry "id")
    (acc:text "about") (acc:aboutText "about")
    (acc:kind "about") (acc:incidentKind "about") (acc:mode "about") (acc:topic "about") (acc:date "about")
    (acc:stance "about")
  }
  ?thing ?p ?value .
  BIND(IF(isIRI(?value), REPLACE(REPLACE(STR(?value), "^.*/", ""), "_", " "), STR(?value)) AS ?words)
}"""
_NEAR: Final = """
SELECT ?thing ?words WHERE {
  {
    VALUES ?to { acc:partyTo acc:allegedPartyTo acc:mediated acc:tookPartIn acc:made }
    ?other ?to ?thing
  } UNION {
    VALUES ?from { acc:covers acc:signedAt acc:heldAt acc:near acc:officeOf acc:committedBy acc:attributedTo }
    ?thing ?from ?other
  }
  { ?other acc:name ?words } UNION { ?other acc:code ?words }
}"""
_CODED: Final = """VALUES ?by {{ acc:code acc:iso3 acc:acronym acc:wikidata }} ?thing ?by {code} ."""
_NAMED: Final = """
SELECT ?thing ?class (MIN(?name) AS ?called) (MIN(?code) AS ?coded) WHERE {{
  {way}
  ?thing a ?type ; acc:name ?name . FILTER(?type IN (acc:State, acc:Organization, acc:ArmedGroup))
  OPTIONAL {{ ?thing acc:code ?code }}
  BIND(STRAFTER(STR(?type), STR(acc:)) AS ?class)
}} GROUP BY ?thing ?class ORDER BY ?class ?called ?thing"""


_OF_NAME: Final = """
SELECT ?thing ?class (MIN(?name) AS ?called) (MIN(?code) AS ?coded) WHERE {{
  VALUES ?by {{ acc:name acc:title }} ?thing ?by {name} .
  ?thing a ?type . FILTER(STRSTARTS(STR(?type), STR(acc:)) && ?type NOT IN (acc:Link, acc:Tenure, acc:Passage))
  ?thing acc:name|acc:title ?name .
  OPTIONAL {{ ?thing acc:code ?code }}
  BIND(STRAFTER(STR(?type), STR(acc:)) AS ?class)
}} GROUP BY ?thing ?class ORDER BY ?class ?called ?thing"""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing of the knowledge graph. ``type``: its class's name; ``name``: what to call it; ``code``: an actor's."""

    iri: str
    type: str
    name: str
    code: str | None = None


def find(store: Store, words: str, types: Collection[str] = ()) -> tuple[Found, ...]:
    """What ``words`` may mean, of the classes ``types`` (none: any); several when they are ambiguous.

    The first of these that hits decides: the IRI, a code, the very name, a name, another name, an article's id, all
    words in the name, all words in what is known of the thing (its kind, date, parties, places). But for the very name
    and an id, case, diacritics and punctuation don't count.
    """
    if known := find_at_once(store, words, types):
        return known
    names, exact = _Names(store, types), expand(words, prefixes(store))
    if exact in names.classes:
        return (names.found(exact),)
    for hits in names.tiers(words):
        if hits:
            return tuple(names.found(iri) for iri in sorted(hits, key=names.rank))
    return ()


def find_named(store: Store, name: str, types: Collection[str] = ()) -> tuple[Found, ...]:
    """The things of the classes ``types`` (none: any) with this very name or title: one look-up."""
    from pyoxigraph import Literal

    if not is_text(name):
        return ()
    told = rows(store, _OF_NAME.format(name=Literal(name))).rows
    hits = [Found(str(i), str(t), str(n), str(c) if c is not None and t in ACTORS else None) for i, t, n, c in told]
    return tuple(hit for hit in hits if not types or hit.type in types)


def find_one(store: Store, words: str, types: Collection[str] = (), search: Search = find) -> Found:
    """What ``words`` mean; UnknownThing when ``search`` finds no such thing in the graph, or several."""
    hits = search(store, words, types)
    if not hits:
        kind = " or ".join(types) if types else "thing"
        raise UnknownThing(f"the graph holds no {kind} called {words!r}: try other words, or a code such as RUS")
    if len(hits) > 1:
        raise UnknownThing(f"{words!r} may mean {len(hits)} things; say which, or give its IRI:\n{candidates(hits)}")
    return hits[0]


def candidates(hits: Collection[Found]) -> str:
    """The first few of ``hits``, one a line, and how many were left out; nothing in it steers a terminal."""
    lines = [f"  {hit.type}: {visible(hit.name)}  <{hit.iri}>" for hit in list(hits)[:SHOWN]]
    return "\n".join([*lines, f"  … and {len(hits) - SHOWN} more"] if len(hits) > SHOWN else lines)


def find_at_once(store: Store, words: str, types: Collection[str] = ()) -> tuple[Found, ...]:
    """What ``words`` mean as IRI, code or very name: by look-ups alone."""
    asked = words.strip()
    return _at_once(store, expand(words, prefixes(store)), asked, types) or find_named(store, asked, types)


def _at_once(store: Store, iri: str, code: str, types: Collection[str]) -> tuple[Found, ...]:
    """The thing with this very IRI, else the actors with this very code, without reading every name of the graph."""
    from pyoxigraph import Literal, NamedNode

    ways = [f"BIND({NamedNode(iri)} AS ?thing)"] if is_iri(iri) else []
    ways += [_CODED.format(code=Literal(code.upper()))] if code.isascii() else []
    for way in ways:
        told = rows(store, _NAMED.format(way=way)).rows
        hits = [Found(str(i), str(t), str(n), None if c is None else str(c)) for i, t, n, c in told]
        if found := tuple(hit for hit in hits if hit.type in ACTORS and (not types or hit.type in types)):
            return found
    return ()


class _Names:
    """Every thing of the graph and what it is called by."""

    def __init__(self, store: Store, types: Collection[str]) -> None:
        self.classes = {
            str(iri): str(kind) for iri, kind in rows(store, _THINGS).rows if not types or str(kind) in types
        }
        self._called: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for iri, by, words in rows(store, _CALLED).rows:
            self._called[str(iri)][str(by)].append(str(words))
        for iri, words in rows(store, _NEAR).rows:
            self._called[str(iri)]["about"].append(str(words))

    def tiers(self, words: str) -> Iterable[list[str]]:
        """What each way to compare hits, the strictest first."""
        asked = fold(words)
        for by in ("code", "name", "alias"):
            yield [iri for iri in self.classes if asked and asked in self._folded(iri, by)]
        # An article's id often is its title as a file name, so that only the very id may mean it.
        yield [iri for iri in self.classes if words in self._called[iri]["id"]]
        wanted = [word for word in asked.split() if word not in _FILLERS] or asked.split()
        for classes in _PRECEDENCE if wanted else ():
            within = [iri for iri, name in self.classes.items() if name in classes]
            for ways in (("name", "alias"), ("name", "alias", "code", "about")):
                yield [iri for iri in within if _all_in(wanted, self._folded(iri, *ways))]

    def found(self, iri: str) -> Found:
        """The thing with its first name, else what it is about."""
        called = self._called[iri]
        names = sorted(called["name"]) or sorted(called["alias"])
        about = " ".join(dict.fromkeys(called["about"]))
        code = next(iter(sorted(called["code"])), None) if self.classes[iri] in ACTORS else None
        return Found(iri, self.classes[iri], names[0] if names else about or iri.rpartition("/")[2], code)

    def rank(self, iri: str) -> tuple[str, str, str]:
        """Things by class, name and IRI."""
        found = self.found(iri)
        return found.type, found.name, iri

    def _folded(self, iri: str, *ways: str) -> list[str]:
        return [fold(words) for way in ways for words in self._called[iri][way]]


def _all_in(wanted: list[str], texts: list[str]) -> bool:
    """Whether each word begins a word of one of the texts."""
    there = " " + " ".join(texts)
    return all(f" {word}" in there for word in wanted)


def is_text(words: str) -> bool:
    """Whether words can be written in a query: not bytes of an argument that are no UTF-8."""
    return not any("\ud800" <= letter <= "\udfff" for letter in words)


def expand(words: str, known: Mapping[str, str]) -> str:
    """The IRI that ``words`` may be, without angle brackets, its known prefix written out."""
    iri = words.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = iri.partition(":")
    return known[prefix] + local if colon and prefix in known else iri
