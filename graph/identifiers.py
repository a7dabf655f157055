"""The IRIs of things and graphs; every other module takes them from here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from accord.graph.errors import InputError

DEFAULT_BASE: Final = "https://w3id.org/accord/id/"
KNOWLEDGE: Final = "https://w3id.org/accord/graph/knowledge"
JUDGEMENTS: Final = "https://w3id.org/accord/graph/judgements"
LEDGER: Final = "https://w3id.org/accord/graph/ledger"
MANIFEST: Final = "https://w3id.org/accord/graph/manifest"
VERSIONS: Final = "https://w3id.org/accord/graph/versions"
INDEX: Final = "https://w3id.org/accord/graph/index"
CHANGES: Final = "https://w3id.org/accord/graph/changes"
WRITING: Final = "https://w3id.org/accord/graph/writing"
"""On a server: what kind of store the dataset is, and who writes to it."""

SINGULAR_ROLES: Final = frozenset(
    ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "military_chief", "igo_head")
)
"""Roles of which an actor has one at a time, so that actor and role identify the office."""

_BASE: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#]")


def fold(name: str) -> str:
    """A name for comparison: lower case, no diacritics, words parted by one space.

    >>> fold("Réunion  du CAIRE")
    'reunion du caire'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def slug(name: str) -> str:
    """A name as one part of an IRI; a name without any letter or digit gives a digest.

    >>> slug("Côte d'Ivoire")
    'cote-d-ivoire'
    """
    return fold(name).replace(" ", "-") or digest(name)


def digest(*parts: str) -> str:
    """Sixteen hex digits that stand for ``parts``, in their order.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_iri(text: str) -> bool:
    """Whether ``text`` is an absolute IRI that a graph can hold.

    >>> is_iri("https://example.org/a"), is_iri("https://example.org/a b"), is_iri("a")
    (True, False, False)
    """
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Namespace:
    """Makes the IRIs of one store; ``base`` ends in ``/`` or ``#`` (InputError otherwise).

    >>> Namespace().state("RUS")
    'https://w3id.org/accord/id/state/RUS'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise InputError(f"base IRI {self.base!r}: give an absolute IRI that ends in / or #")

    def state(self, code: str) -> str:
        """A state, by its ISO 3166-1 alpha-3 code."""
        return self._iri("state", code)

    def organization(self, code: str) -> str:
        """An international organisation, by its acronym."""
        return self._iri("organization", code)

    def body(self, name: str, of: str | None) -> str:
        """An organisation known by name alone, as part ``of`` the actor with this code."""
        return self._iri("organization", *([of] if of else []), slug(name))

    def group(self, name: str) -> str:
        """An armed group, by its common name."""
        return self._iri("group", slug(name))

    def actor(self, kind: str, code: str) -> str:
        """An actor of class ``kind``: State, Organization or ArmedGroup."""
        return {"State": self.state, "ArmedGroup": self.group}.get(kind, self.organization)(code)

    def place(self, name: str, geonames: int | None = None, state: str | None = None) -> str:
        """A place or region: by its GeoNames id, else by its state and name."""
        if geonames is not None:
            return self._iri("place", f"geonames-{geonames}")
        return self._iri("place", *([state] if state else []), slug(name))

    def office(self, title: str, role: str, actor: str) -> str:
        """An office of the actor with this code: by role where there is one such office, else by title."""
        return self._iri("office", actor, role if role in SINGULAR_ROLES else slug(title))

    def article(self, identifier: str) -> str:
        """An article, which is also the name of its evidence graph.

        >>> Namespace().article("two words")
        'https://w3id.org/accord/id/article/two%20words'
        """
        return self._iri("article", identifier)

    def article_id(self, iri: str) -> str | None:
        """The article's identifier in ``iri``, its own or that of a thing scoped by it; None when it has none.

        >>> Namespace().article_id("https://w3id.org/accord/id/article/two%20words/agreement/a1")
        'two words'
        """
        prefix = f"{self.base}article/"
        return unquote(iri[len(prefix) :].split("/", 1)[0]) if iri.startswith(prefix) else None

    def article_of(self, iri: str) -> str:
        """The IRI of the article that ``iri`` is, or is scoped by; empty when it is neither.

        >>> Namespace().article_of("https://w3id.org/accord/id/article/two%20words/agreement/a1")
        'https://w3id.org/accord/id/article/two%20words'
        """
        prefix = f"{self.base}article/"
        if not iri.startswith(prefix):
            return ""
        end = iri.find("/", len(prefix))
        return iri if end < 0 else iri[:end]

    def within(self, article: str, kind: str, *parts: str) -> str:
        """A thing scoped by an article. ``article``: its IRI; ``kind``: agreement, contact, passage, ..."""
        return "/".join((article, kind, *map(_quoted, parts)))

    def person_of(self, article: str, name: str) -> str:
        """A person as one article names them. ``article``: its IRI."""
        return self.within(article, "person", slug(name))

    def concluded(self, kind: str, *parts: str) -> str:
        """A thing of the knowledge graph, named by the digest of what identifies it."""
        return f"{self.base}{kind}/{digest(*parts)}"

    def person(self, name: str) -> str:
        """A person of the knowledge graph, by name."""
        return self._iri("person", slug(name))

    def _iri(self, *parts: str) -> str:
        return self.base + "/".join(map(_quoted, parts))


@lru_cache(maxsize=10_000)
def _quoted(part: str) -> str:
    return quote(part, safe="")
