"""From HTML pages to documents."""

from __future__ import annotations

from datetime import date

import pytest

from accord.graph.errors import EmptySource, OversizedSource
from accord.loaders.reading import read_document
from accord.loaders.reading.pages import MAX_DEPTH, MAX_ELEMENTS

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Cod shared - The Coast Wire</title>
<meta property="og:title" content="Cod shared"><meta property="og:site_name" content="The Coast Wire">
<meta name="author" content="Kari Nordmann"><link rel="canonical" href="https://coast.example/cod">
<meta property="article:published_time" content="2004-03-05T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><article><h1>Cod shared</h1>
<p>OSLO, March 5 (Wire) - Norway and <a href="/is">Iceland</a> signed an agreement on cod on Friday, officials said.</p>
<h2>Background</h2>
<p>The talks on the agreement began last year in Bergen, and they were long.</p>
<ul><li>The fees for both fleets will fall by half.</li></ul>
<p>Share this:</p></article>
<div id="comments"><h3>3 Comments</h3><p>Bob: I do not agree with this deal at all, says my cat.</p></div>
<footer>© 2004 The Coast Wire</footer></body></html>"""


def body(document) -> list[str]:
    return [document.text[start:end] for start, end in document.body]


def test_a_page_gives_its_article_and_nothing_around_it() -> None:
    document = read_document(PAGE.encode(), name="cod.html")
    assert document.text[slice(*document.headline)] == "Cod shared"
    assert document.text[slice(*document.dateline)] == "OSLO, March 5 (Wire) -"
    assert body(document) == [
        "Norway and Iceland signed an agreement on cod on Friday, officials said.",
        "Background",
        "The talks on the agreement began last year in Bergen, and they were long.",
        "The fees for both fleets will fall by half.",
    ]
    assert "Bob" not in document.text


def test_a_page_tells_title_date_author_publisher_and_address() -> None:
    known = read_document(PAGE.encode(), name="cod.html").metadata
    assert (known.title, known.published, known.author) == ("Cod shared", date(2004, 3, 5), "Kari Nordmann")
    assert (known.publisher, known.url, known.language) == ("The Coast Wire", "https://coast.example/cod", "en")


def test_the_date_that_the_caller_gives_beats_the_page() -> None:
    document = read_document(PAGE.encode(), name="cod.html", published=date(2004, 3, 6))
    assert document.metadata.published == date(2004, 3, 6)


def test_a_page_without_a_date_has_none() -> None:
    text = "The agreement of 5 March 2004 on cod was signed by both ministers in Oslo."
    page = f"<html><body><article><p>{text}</p></article></body></html>"
    assert read_document(page.encode(), name="cod.html").metadata.published is None


def test_a_page_is_known_by_its_content_not_its_name() -> None:
    assert "<p>" not in read_document(PAGE.encode(), name="cod.txt").text


def test_text_with_angle_brackets_is_no_page() -> None:
    text = "The ministers agreed that a < b and that x > y in the annex of the agreement."
    assert read_document(text.encode(), name="cod.html").text == text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "<html>"]
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(EmptySource, match=r"^void\.html: "):
        read_document(page.encode(), name="void.html")


def test_deep_nesting_is_refused_before_parsing() -> None:
    page = f"<html><body>{'<div>' * 20_000}<p>Text.</p>{'</div>' * 20_000}</body></html>"
    with pytest.raises(OversizedSource, match=rf"^deep\.html: elements nested more than {MAX_DEPTH} deep"):
        read_document(page.encode(), name="deep.html")


def test_too_many_elements_are_refused_before_parsing() -> None:
    page = f"<html><body>{'<i>a</i>' * (MAX_ELEMENTS + 1)}</body></html>"
    with pytest.raises(OversizedSource, match=rf"^wide\.html: more than {MAX_ELEMENTS} elements"):
        read_document(page.encode(), name="wide.html")


def test_paragraphs_without_end_tags_are_not_deep() -> None:
    page = (
        "<html><body><article>"
        + "<p>The two ministers signed the agreement on cod.\n" * 600
        + "</article></body></html>"
    )
    assert len(read_document(page.encode(), name="flat.html").body) == 600


def test_tags_in_scripts_and_comments_are_not_deep() -> None:
    noise = f"<script>var a = '{'<div>' * 600}';</script><!-- {'<div>' * 600} -->"
    assert body(read_document(PAGE.replace("<nav>", noise + "<nav>").encode(), name="cod.html"))[1] == "Background"
