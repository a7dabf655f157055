"""What holds of any input: true offsets, order, no overlap, and no error but those that are announced."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.graph.document import Passage
from accord.graph.errors import UnreadableSource
from accord.loaders.reading import read_document
from accord.loaders.reading.cleaning import clean
from accord.loaders.reading.layout import lay_out

if TYPE_CHECKING:
    from accord.graph.document import Document
    from accord.loaders.reading.layout import Layout

FRAGMENTS = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            " ",
            ". ",
            ", ",
            ": ",
            " - ",
            "--",
            "—",
            "(",
            ")",
            '"',
            "“",
            "”",
            "/",
            "\t",
            "\x00",
            "\r\n",
            "\u2028",
        ),
        *(
            "OSLO",
            "Oslo",
            "April 2, 1997",
            "4 May",
            "(AFP)",
            "(Reuters) - ",
            "By Kari Nordmann",
            "Kari Nordmann",
            "e\u0301",
        ),
        *(
            "3 Comments",
            "Leave a Reply",
            "Share this:",
            "Related",
            "Advertisement",
            "© 2004 Wire",
            "All rights reserved",
        ),
        *(
            "(Photo by A. B./AFP)",
            "CLICK HERE TO SEE",
            "contributed to this report.",
            "is a reporter for the Wire",
            "aB",
        ),
        *("The two ministers signed an agreement on fish in the port of Oslo on Monday.", "said", "the", "©"),
        *("<p>", "</div>", "<html>"),
    ]
)
MIXED = st.lists(st.one_of(FRAGMENTS, FRAGMENTS, FRAGMENTS, st.text(max_size=12)), max_size=40).map("".join)


def check(text: str, layout: Layout) -> None:
    heads = [span for span in (layout.front.headline, layout.front.dateline) if span]
    spans = [*heads, *layout.body, *((cut.start, cut.end) for cut in layout.cuts)]
    for start, end in spans:
        quote = Passage.of(text, start, end).quote
        assert quote == quote.strip()
    assert list(layout.body) == sorted(layout.body)
    assert list(layout.cuts) == sorted(layout.cuts, key=lambda cut: cut.start)
    covered = sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(covered))


@given(MIXED)
def test_spans_are_verbatim_in_order_and_apart(raw: str) -> None:
    text = clean(raw).text
    check(text, lay_out(text))
    check(text, lay_out(text, titled=True))


@given(MIXED)
def test_no_letter_of_a_text_is_lost(raw: str) -> None:
    """Each letter is in the body, in a cut, in the headline or in the dateline."""
    text = clean(raw).text
    layout = lay_out(text)
    spans = [*layout.body, *((cut.start, cut.end) for cut in layout.cuts)]
    spans += [span for span in (layout.front.headline, layout.front.dateline) if span]
    kept = {place for start, end in spans for place in range(start, end)}
    assert not [place for place, letter in enumerate(text) if letter.isalnum() and place not in kept]


@given(MIXED)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean(raw).text
    assert clean(once).text == once


@given(
    st.one_of(st.binary(max_size=400), MIXED.map(str.encode), MIXED.map(lambda text: f"<html><body>{text}".encode()))
)
@settings(deadline=None)
def test_any_bytes_give_a_document_or_an_announced_error(raw: bytes) -> None:
    document, message = outcome(raw)
    assert document is None or all(document.text[start:end].strip() for start, end in document.body)
    assert (document is not None and document.body) or message.startswith("any.txt: ")
    assert "\n" not in message


def outcome(raw: bytes) -> tuple[Document | None, str]:
    try:
        return read_document(raw, name="any.txt"), ""
    except UnreadableSource as error:
        return None, str(error)
