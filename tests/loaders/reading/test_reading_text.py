"""From plain text to a document: headline, dateline, paragraphs."""

from __future__ import annotations

from datetime import date

import pytest

from accord.loaders.reading import read_document

LEAD = "The two ministers signed a fisheries agreement on Monday and said that it would take effect in the spring."
NEXT = "Officials of both countries will meet again in June, a spokesman said."


def read(text: str, **options: object):
    return read_document(text.encode(), name="folder/fish.txt", **options)


def headline(text: str) -> str | None:
    document = read(text)
    return document.text[slice(*document.headline)] if document.headline else None


def dateline(text: str) -> str | None:
    document = read(text)
    return document.text[slice(*document.dateline)] if document.dateline else None


def body(text: str) -> list[str]:
    document = read(text)
    return [document.text[start:end] for start, end in document.body]


def test_the_id_is_the_file_name_without_its_ending() -> None:
    document = read(LEAD)
    assert document.id == "fish"
    assert document.metadata.source == "folder/fish.txt"


def test_a_first_line_without_a_full_stop_is_the_headline() -> None:
    text = f"Norway and Iceland share the cod\n\n{LEAD}\n\n{NEXT}"
    assert headline(text) == "Norway and Iceland share the cod"
    assert body(text) == [LEAD, NEXT]
    assert read(text).metadata.title == "Norway and Iceland share the cod"


def test_a_headline_may_be_followed_by_its_text_without_a_blank_line() -> None:
    text = f"Norway And Iceland Share The Cod\n{LEAD}\n{NEXT}"
    assert headline(text) == "Norway And Iceland Share The Cod"
    assert body(text) == [LEAD, NEXT]


@pytest.mark.parametrize(
    "first",
    ["Who owns the cod?", "Cod at last!", "A cod pact in the E.U.", "“Cod for all”: ministers agree", "Oslo: cod pact"],
)
def test_headlines_may_ask_exclaim_abbreviate_and_quote(first: str) -> None:
    assert headline(f"{first}\n\n{LEAD}") == first


def test_a_headline_over_two_lines_is_one_headline() -> None:
    text = f"Norway and Iceland share the cod\nafter three winters of talks\n\n{LEAD}"
    assert headline(text) == "Norway and Iceland share the cod\nafter three winters of talks"
    assert read(text).metadata.title == "Norway and Iceland share the cod after three winters of talks"


@pytest.mark.parametrize("text", [LEAD, f"{LEAD}\n\n{NEXT}", "The ministers met", f"{LEAD}\n{NEXT}"])
def test_a_text_that_begins_with_a_sentence_has_no_headline(text: str) -> None:
    assert headline(text) is None
    assert body(text)[0] == text.partition("\n")[0]


def test_a_headline_that_stands_twice_is_read_once() -> None:
    text = f"Cod shared\n\nCod Shared\n\n{LEAD}"
    document = read(text)
    assert body(text) == [LEAD]
    assert [cut.rule for cut in document.cuts] == ["repeated_headline"]


@pytest.mark.parametrize(
    "line",
    [
        "OSLO, April 2, 1997 (AFP)",
        "OSLO, Feb 15 (AFP) -",
        "OSLO, Nov. 3, 2005 (Xinhua) --",
        "OSLO, June 13 (2024) --",
        "OSLO (Reuters) -",
        "Oslo (Reuters) –",
        "OSLO, Norway (AP) _",
        "OSLO/REYKJAVIK, May 3 (Reuters) -",
        "Oslo/ Reykjavik:",
        "OSLO:",
        "New Bergen:",
        "ST. JOHN'S:",
        "Oslo —",
        "OSLO—",
        "OSLO -",
        "OSLO, Dec 6, 2005.",
        "OSLO.",
        "(Xinhua) --",
        "(Bloomberg) --",
        "Oslo, 14 July 2015 –",
        "OSLO, May 3 /TASS/.",
        "SAINT-LOUIS-DU-SUD, Sept 3 (IPS) -",
    ],
)
def test_a_dateline_before_the_first_sentence_is_split_off(line: str) -> None:
    text = f"Norway and Iceland share the cod\n\n{line} {LEAD}\n\n{NEXT}"
    assert dateline(text) == line
    assert body(text) == [LEAD, NEXT]


@pytest.mark.parametrize(
    "line", ["OSLO, April 2, 1997 (AFP)", "OSLO, Dec 6, 2005", "Oslo, 14 July 2015", "OSLO (Reuters)"]
)
def test_a_dateline_on_a_line_of_its_own_is_split_off(line: str) -> None:
    text = f"Norway and Iceland share the cod\n\n{line}\n\n{LEAD}"
    assert dateline(text) == line
    assert body(text) == [LEAD]


def test_a_dateline_may_open_a_text_without_headline() -> None:
    text = f"OSLO, Feb 15 (AFP) - {LEAD}\n{NEXT}"
    assert headline(text) is None
    assert dateline(text) == "OSLO, Feb 15 (AFP) -"


@pytest.mark.parametrize(
    "start",
    [
        "Analysis: The two ministers signed an agreement.",
        "The minister — who came late — signed an agreement.",
        "UN: The two ministers signed an agreement.",
        "In Oslo, the ministers signed an agreement.",
        "Norway, Iceland and Denmark signed an agreement on Monday (see below).",
        "NATO members signed an agreement on May 3, 1999 in Oslo.",
        "Norway and Iceland - which share the cod - signed an agreement.",
    ],
)
def test_other_first_words_are_no_dateline(start: str) -> None:
    text = f"Norway and Iceland share the cod\n\n{start}\n\n{NEXT}"
    assert dateline(text) is None
    assert body(text) == [start, NEXT]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("OSLO, April 2, 1997 (AFP)", date(1997, 4, 2)),
        ("OSLO, 2 Sept. 1997 -", date(1997, 9, 2)),
        ("OSLO, June 13 (2024) --", date(2024, 6, 13)),
        ("OSLO, April 2 (AFP) -", None),
        ("OSLO, Feb. 31, 1997 (AFP) -", None),
    ],
)
def test_a_full_date_in_the_dateline_is_the_publication_date(line: str, day: date | None) -> None:
    assert read(f"{line} {LEAD}\n\n{NEXT}").metadata.published == day


def test_the_date_that_the_caller_gives_comes_first() -> None:
    text = f"OSLO, April 2, 1997 (AFP) - {LEAD}"
    assert read(text, published=date(1997, 4, 3)).metadata.published == date(1997, 4, 3)


def test_byline_and_time_of_publication_are_metadata_and_no_prose() -> None:
    text = f"Cod shared\n\nBy Kari Nordmann in Bergen\nPublished: 4 May 1998 10:15 GMT\n\n{LEAD}"
    document = read(text)
    assert [cut.rule for cut in document.cuts] == ["byline", "timestamp"]
    assert (document.metadata.author, document.metadata.published) == ("Kari Nordmann", date(1998, 5, 4))
    assert body(text) == [LEAD]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The two ministers signed a fisheries agreement on Monday and\nsaid that the pact would take effect in the\n"
        "Spring of next year, once both parliaments in Oslo and\nReykjavik have voted on it."
    )
    assert body(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_lines_that_end_their_sentences_are_paragraphs() -> None:
    assert body(f"{LEAD}\n{NEXT}\n{LEAD}") == [LEAD, NEXT, LEAD]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The two sides agreed to release", "thirty fishermen by June."),
        ("They will meet in Oslo and", "Reykjavik next year."),
        ('"We agreed to free', 'Icelandic fishermen," he said.'),
    ],
)
def test_a_sentence_broken_by_a_blank_line_is_one_span(first: str, second: str) -> None:
    assert body(f"{LEAD}\n\n{first}\n\n{second}\n\n{NEXT}") == [LEAD, f"{first}\n\n{second}", NEXT]


def test_a_heading_between_paragraphs_stands_alone() -> None:
    assert body(f"{LEAD}\n\nBackground\n\n{NEXT}") == [LEAD, "Background", NEXT]


def test_text_glued_together_by_a_scraper_keeps_its_offsets() -> None:
    glued = "The minister spoke on 'Evening Hour.'President Hansenwill visit Oslo on Monday.He said so himself."
    assert body(f"Cod shared\n\n{glued}") == [glued]
