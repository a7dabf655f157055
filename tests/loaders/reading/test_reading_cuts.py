"""What isn't the article's own is cut, by general rules, and kept as offsets."""

from __future__ import annotations

import pytest

from accord.loaders.reading import read_document

STORY = [
    "The two ministers signed a fisheries agreement on Monday and said that it would take effect in the spring.",
    "Officials of both countries will meet again in June, a spokesman said, and fishermen are to be heard as well.",
    "The agreement covers cod and haddock in the waters between the two countries for a period of seven years.",
]
HEAD = "Norway and Iceland share the cod"


def read(*lines: str):
    return read_document("\n\n".join([HEAD, *lines]).encode(), name="fish.txt")


def body(document) -> list[str]:
    return [document.text[start:end] for start, end in document.body]


def cuts(document) -> list[tuple[str, str]]:
    return [(cut.rule, document.text[cut.start : cut.end]) for cut in document.cuts]


@pytest.mark.parametrize(
    "opening",
    [
        'One Response to "Norway and Iceland share the cod"',
        "3 Comments",
        "12 responses to “Norway and Iceland share the cod”",
        "Comments (4)",
        "Leave a Reply",
        "Leave a comment",
        "Your email address will not be published. Required fields are marked *",
        "Pingback: The sea this week",
        "1. Trackback: The sea this week",
        "View all comments",
        "Join the conversation",
        "Comments are closed.",
        "You must be logged in to post a comment.",
    ],
)
def test_what_readers_wrote_is_cut_to_the_end(opening: str) -> None:
    tail = [opening, "Ola says: I think that this is a very bad agreement for all who fish in small boats, as I do."]
    document = read(*STORY, *tail)
    assert body(document) == STORY
    assert cuts(document) == [("comments", "\n\n".join(tail))]


def test_a_count_of_comments_above_the_story_cuts_nothing_but_itself() -> None:
    document = read("3 Comments", *STORY)
    assert body(document)[-3:] == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Share this:",
        "Facebook Twitter WhatsApp Email",
        "Click to share on Facebook (Opens in new window)",
        "Follow us on Instagram and YouTube",
        "Sign up for our morning newsletter",
        "Subscribe to our daily briefing",
        "Click here to read our special on the sea",
        "READ MORE: How the cod came back",
        "ALSO READ: How the cod came back",
        "Read also: How the cod came back",
        "Advertisement",
        "Story continues below advertisement",
        "Tags: cod, fish, Norway",
        "#cod #fish #sea",
        "Filed under: Sea",
        "Home > World > Europe",
        "PoliticsEuropeTradeNorwayIceland",
        "Photo: Kari Nordmann/Reuters",
        "Image source, Getty Images",
        "Fishermen at the harbour of Bergen/AFP",
        "(Photo by Kari Nordmann/AFP via Getty Images)",
        "(Photographer: Kari Nordmann)",
        "[File: Kari Nordmann/Reuters]",
        "The Associated Press contributed to this report.",
        "Coast Wire's Kari Nordmann and Ola Hansen contributed to this report.",
        "Additional reporting by Ola Hansen; Editing by Jon Jonsson",
        "(Reporting by Ola Hansen; Editing by Jon Jonsson)",
        "With inputs from Coast Wire",
        "ab/cd/ef",
        "* * *",
        "5 min read",
    ],
)
def test_a_line_of_page_furniture_is_cut_alone(line: str) -> None:
    document = read(*STORY[:2], line, STORY[2])
    assert body(document) == STORY
    assert [text for _, text in cuts(document)] == [line]


def test_a_list_of_links_is_cut_up_to_the_next_sentence() -> None:
    links = ["Related stories", "How the cod came back", "Who owns the herring?", "Nets and laws"]
    document = read(*STORY[:2], *links[:2], links[3], STORY[2])
    assert body(document) == STORY
    assert cuts(document) == [("promotion", "\n\n".join([*links[:2], links[3]]))]


def test_furniture_above_the_headline_hides_no_headline() -> None:
    text = "\n\n".join(["Latest news", HEAD, "OSLO, May 3 (Wire) - " + STORY[0], *STORY[1:]])
    document = read_document(text.encode(), name="fish.txt")
    assert document.text[slice(*document.headline)] == HEAD
    assert body(document) == STORY


@pytest.mark.parametrize(
    "credit",
    [
        "(Photo by Kari Nordmann/AFP via Getty Images)",
        "The Coast Wire contributed to this report.",
        "CLICK HERE TO GET THE COAST APP",
    ],
)
def test_words_inside_a_paragraph_are_cut_and_the_rest_stays(credit: str) -> None:
    document = read(f"{STORY[0]}{credit}{STORY[1]}", STORY[2])
    assert body(document) == STORY
    assert [text for _, text in cuts(document)] == [credit]


@pytest.mark.parametrize(
    "legal",
    [
        "© 2004 Coast Wire. A Harbour Company. All Rights Reserved.",
        "©2019 Coast L.P.",
        "Copyright 2004 Coast Wire. All rights reserved. This material may not be published.",
        "By entering your email and clicking the button, you agree to our terms.Subscribed",
        "To contact the reporter on this story: Kari Nordmann in Oslo at kari@coast.example",
    ],
)
def test_the_legal_end_is_cut_even_when_glued_to_the_last_paragraph(legal: str) -> None:
    document = read(*STORY[:2], f"{STORY[2]} {legal}")
    assert body(document) == STORY
    assert cuts(document)[0][1] == legal


def test_the_reporter_of_an_article_is_cut() -> None:
    bio = "Kari Nordmann is a reporter for Coast Wire in Bergen. She writes about the sea."
    assert body(read(*STORY, bio)) == STORY


def test_a_reporter_whom_the_story_is_about_is_not_cut() -> None:
    last = "Kari Nordmann is a reporter for Coast Wire in Bergen."
    story = ["Police in Bergen released Kari Nordmann on Monday, after both countries had agreed on it.", *STORY, last]
    assert body(read(*story)) == story


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides will share this burden, the minister said.",
        "The minister said that readers of the treaty would read more into it than it holds.",
        "Comments by the minister drew an answer from Reykjavik within an hour, and it was not a friendly one.",
        "The ministry's tags on the nets were copied, officials said.",
        "In 2004 the photo by the fisherman was printed in every newspaper of the island.",
        "The copyright agreement of the two countries was signed as well.",
        "The newsletter of the ministry named the ships.",
        "The commission, which was to follow the talks on fish, closed its doors.",
    ],
)
def test_sentences_that_speak_of_such_things_stay(sentence: str) -> None:
    document = read(STORY[0], sentence, *STORY[1:])
    assert body(document) == [STORY[0], sentence, *STORY[1:]]
    assert not document.cuts
