"""Since when and until when somebody holds an office, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.ontology import terms

if TYPE_CHECKING:
    from accord.queries.things import Things


def terms_in_words(things: Things, person: str, office: str) -> str:
    """The terms of a person in an office, such as ``2001-05-02 to 2004-06-30, since 2010-01-01``; may be empty."""
    links = (
        link
        for link in things.sources(office, terms.RDF_OBJECT)
        if person in things.values(link, terms.RDF_SUBJECT) and terms.HOLDS in things.values(link, terms.RDF_PREDICATE)
    )
    return ", ".join(filter(None, (words for _, words in sorted(_of_link(things, link) for link in links))))


def _of_link(things: Things, link: str) -> tuple[str, str]:
    """The first known day of a term, to sort by, and the term in words."""
    since, until, as_of = (next(iter(things.values(link, day)), "") for day in (terms.SINCE, terms.UNTIL, terms.AS_OF))
    if since and until:
        words = f"{since} to {until}"
    elif since or until:
        words = f"since {since}" if since else f"until {until}"
    else:
        words = f"as of {as_of}" if as_of else ""
    doubted = "true" in things.values(link, terms.CONTESTED)
    return since or until or as_of, f"{words} (contested)" if words and doubted else words
