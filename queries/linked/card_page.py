"""A card as one HTML page that needs no script: for readers without one, search engines, and links in footnotes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from accord.queries.tables import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.queries.cards import Card, Entry, Field
    from accord.queries.things import Sentence

STYLE: Final = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;"
    "padding:0 1rem}h2{margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .3rem 1rem}blockquote{margin:.3rem 1rem;"
    "padding-left:.7rem;border-left:.2rem solid GrayText}.contested{font-weight:600}"
    "cite{display:block;font-size:.85rem}"
)
"""The page's only style sheet; its digest belongs in the content security policy."""


def card_page(card: Card, base: str, article_path: str = "/id/article/") -> str:
    """The page of a card. ``base``: what the store's IRIs begin with; things are linked under ``/id/``.

    Whatever comes from articles stands as text: escaped, control characters made visible.
    """
    here = path_of(card.iri, base)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(card.name)} · accord</title><style>{STYLE}</style>",
        f'<link rel="alternate" type="text/turtle" href="{here}?format=turtle">',
        f'<link rel="alternate" type="application/ld+json" href="{here}?format=jsonld">',
        "</head><body><main>",
        f"<h1>{_text(card.name)}{_mark(card.contested)}</h1>",
        f"<p>{_text(card.type)} · <code>{_text(card.iri)}</code> · "
        f'<a href="{here}?format=turtle">Turtle</a> · <a href="{here}?format=jsonld">JSON-LD</a></p>',
        *_fields(card.fields),
        *_sentences(card.sentences, article_path),
    ]
    for section in card.sections:
        parts.append(f"<section><h2>{_text(section.title)} ({len(section.entries)})</h2>")
        for entry in section.entries:
            parts += _entry(entry, base, article_path)
        parts.append("</section>")
    return "\n".join([*parts, "</main></body></html>", ""])


def path_of(iri: str, base: str) -> str:
    """Where this server tells of a thing: ``/id/…`` for its own, the IRI itself for others; ready for an attribute.

    >>> path_of("https://w3id.org/accord/id/state/RUS", "https://w3id.org/accord/id/")
    '/id/state/RUS'
    """
    return escape("/id/" + iri.removeprefix(base) if iri.startswith(base) else iri)


def _entry(entry: Entry, base: str, article_path: str) -> Iterator[str]:
    relation = f"{_text(entry.relation)}: " if entry.relation else ""
    yield f'<h3>{relation}<a href="{path_of(entry.iri, base)}">{_text(entry.name)}</a>{_mark(entry.contested)}</h3>'
    yield f"<p>{_text(entry.type)}</p>"
    yield from _fields(entry.fields)
    yield from _sentences(entry.sentences, article_path)


def _fields(fields: Iterable[Field]) -> Iterator[str]:
    told = [f"<dt>{_text(field.label)}</dt><dd>{_text('; '.join(field.values))}</dd>" for field in fields]
    if told:
        yield f"<dl>{''.join(told)}</dl>"


def _sentences(sentences: Iterable[Sentence], article_path: str) -> Iterator[str]:
    from urllib.parse import quote

    for sentence in sentences:
        link = f"{article_path}{quote(quote(sentence.article, safe=''), safe='')}"
        yield (
            f"<blockquote>{_text(sentence.quote)}"
            f'<cite><a href="{escape(link)}">{_text(sentence.source)}</a></cite></blockquote>'
        )


def _mark(contested: bool) -> str:
    return ' <span class="contested">[contested]</span>' if contested else ""


def _text(text: str) -> str:
    return escape(visible(text))
