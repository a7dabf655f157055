"""Temporal expressions in any text: no text breaks the finder, and no text makes it slow."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.graph.edtf import days
from accord.loaders.extraction.dates import TimeFinder
from accord.loaders.word_lists import word_list

WORDS = sorted({row["word"] for row in word_list("time_words") if row["class"] != "not_a_time"})
PIECES = st.sampled_from(
    [w.title() for w in WORDS]
    + WORDS
    + ["3", "31", "29", "0", "99", "1995", "2000", "2099", "1st", "31st", "1990s", "95", "2015-10-03", "2015-02-30"]
    + ["31.12.2015", "12/31/2015", "-", "–", ",", ".", "(", ")", "'", "'s", "/", "\n\n", "the", "of", "and", "to"]
    + ["last", "next", "this", "between", "since", "until", "by", "ago", "later", "earlier", "in", "on", "every"]
)


@pytest.fixture(scope="module")
def finder() -> TimeFinder:
    return TimeFinder()


def assert_sound(finder: TimeFinder, text: str, published: date | None, anchor: date | None) -> None:
    here = 0
    for time in finder.find(text, published, anchor):
        assert here <= time.start < time.end <= len(text)
        here = time.end
        for edtf in (time.edtf, time.future_edtf):
            assert edtf is None or days(edtf)
        assert time.kind not in {"vague", "duration", "frequency"} or time.edtf is None
        assert time.kind != "point" or "/" not in (time.edtf or "")


@given(st.text(), st.none() | st.dates(), st.none() | st.dates())
def test_any_text_is_read(finder: TimeFinder, text: str, published: date | None, anchor: date | None) -> None:
    assert_sound(finder, text, published, anchor)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=14).map(" ".join), st.none() | st.dates(), st.none() | st.dates())
def test_any_words_of_time_give_valid_dates_in_order(
    finder: TimeFinder, text: str, published: date | None, anchor: date | None
) -> None:
    assert_sound(finder, text, published, anchor)


@given(st.lists(PIECES, max_size=14).map("".join), st.dates())
def test_words_run_together_are_read(finder: TimeFinder, text: str, published: date) -> None:
    assert_sound(finder, text, published, None)


@settings(max_examples=15)
@given(st.lists(PIECES, min_size=1, max_size=10).map(" ".join), st.dates())
def test_a_finder_used_before_finds_the_same_as_a_new_one(finder: TimeFinder, text: str, published: date) -> None:
    assert finder.find(text, published) == TimeFinder().find(text, published)


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 1, 31), date(9999, 12, 1)])
def test_the_ends_of_the_calendar_are_no_trap(finder: TimeFinder, published: date) -> None:
    text = (
        "Last Friday, next Friday, Monday to Wednesday, last month, next year, last week, next week, 90 years ago, "
        "in 12 decades' time, the past 500000 years, the next 90 months, the weekend, June 3, in June, last June, "
        "next June, a 60-day visit from Monday, the '90s, next quarter, next summer, February 29."
    )

    assert_sound(finder, text, published, published)


# Each is repeated to a long text; a pattern that backtracks would need hours for one of them.
SLOW = re.split(
    r"\|",
    "1|1,|1.|1-|2000 |1995 |1995-|12/|1990s |2015-10-|3, |0-0|may |May |May 3 |May, |Friday |Monday to |from May to |"
    "between 3 and |the |the 1995 |a |a few |year |years |three-day visit |two days began |began a two-day |week of |"
    "\n |end of the |first |of |'s |A.|The 1972 Big |in 1990, |last |2, 3 and |\u00e9|(| ",
)


@pytest.mark.parametrize("pieces", [SLOW, ["".join(SLOW)]], ids=["each alone", "all in turn"])
def test_a_hundred_thousand_characters_of_anything_are_read_to_the_end(pieces: list[str]) -> None:
    code = (
        "from datetime import date\n"
        "from accord.loaders.extraction.dates import TimeFinder\n"
        "finder = TimeFinder()\n"
        f"for piece in {pieces!r}:\n"
        "    text = piece * (100_000 // len(piece))\n"
        "    print(len(finder.find(text, date(2017, 5, 8))))\n"
    )

    # In a process of its own: no timeout can stop a regular expression within this one.
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)

    assert len(done.stdout.split()) == len(pieces)
