"""Times among other words: several in a sentence, names and numbers that are none, times told from others."""

from __future__ import annotations

from datetime import date

import pytest

from accord.loaders.extraction.dates import TimeFinder

MONDAY = date(2017, 5, 8)
NEW_YEAR = date(2003, 1, 1)
DECEMBER = date(2001, 12, 14)  # a Friday


@pytest.fixture(scope="module")
def finder() -> TimeFinder:
    return TimeFinder()


# Sentences whose every time is listed: (words, EDTF).
SEVERAL = [
    ("He begins a three-day visit on Sunday.", MONDAY, [("three-day", None), ("Sunday", "2017-05-07/2017-05-09")]),
    ("A three-day stay starting Sunday is set.", MONDAY, [("three-day", None), ("Sunday", "2017-05-07/2017-05-09")]),
    (
        "They held two days of talks that ended Thursday.",
        DECEMBER,
        [("two days", None), ("Thursday", "2001-12-12/2001-12-13")],
    ),
    (
        "A two-day visit to Peru that began on Monday was cut short.",
        DECEMBER,
        [("two-day", None), ("Monday", "2001-12-10/2001-12-11")],
    ),
    ("He wrapped up a four-day tour on Friday.", DECEMBER, [("four-day", None), ("Friday", "2001-12-11/2001-12-14")]),
    ("He arrived on Monday for a 3-day visit.", DECEMBER, [("Monday", "2001-12-10/2001-12-12"), ("3-day", None)]),
    ("A week-long tour from June 3 is planned.", MONDAY, [("week-long", None), ("June 3", "2017-06-03/2017-06-09")]),
    ("It met for three days. It began anew on Friday.", DECEMBER, [("three days", None), ("Friday", "2001-12-14")]),
    ("They signed in 1995 and 1997.", MONDAY, [("1995", "1995"), ("1997", "1997")]),
    ("They signed in 1991, 1995 and 1997.", MONDAY, [("1991", "1991"), ("1995", "1995"), ("1997", "1997")]),
    ("They met on Monday and Tuesday.", DECEMBER, [("Monday", "2001-12-10"), ("Tuesday", "2001-12-11")]),
    (
        "Between 2015 and May 2017 they met; on Friday they signed.",
        MONDAY,
        [("Between 2015 and May 2017", "2015/2017-05"), ("Friday", "2017-05-05")],
    ),
    (
        "LOME, May 8, 2017 (Wire) - Togo said Monday it signed in April.",
        MONDAY,
        [("May 8, 2017", "2017-05-08"), ("Monday", "2017-05-08"), ("April", "2017-04")],
    ),
    ("Prices rose 4 percent to May 2016 from 2015 levels.", MONDAY, [("May 2016", "2016-05"), ("2015", "2015")]),
    ("The September 11 attacks changed that.", NEW_YEAR, [("September 11", "2001-09-11")]),
    ("The 2005 summit in Minsk and its 2006 successor pact failed.", MONDAY, [("2005", "2005"), ("2006", "2006")]),
]


@pytest.mark.parametrize(("text", "published", "expected"), SEVERAL)
def test_several_times_are_told_apart(
    finder: TimeFinder, text: str, published: date, expected: list[tuple[str, str | None]]
) -> None:
    assert [(text[t.start : t.end], t.edtf) for t in finder.find(text, published)] == expected


NONE = [
    "It may sign the deal, and they may, too.",
    "Thousands will march on the capital.",
    "Theresa May met the premier.",
    "Talks with May and her team failed.",
    "The pact was criticised by May.",
    "Mrs May's visit was short.",
    "MINISTER MAY SIGN PACT",
    "The Sun rose as he sat down.",
    "Jan Novak and April Jones spoke.",
    "He read the Sunday Times.",
    "They praised the Good Friday Agreement.",
    "At least 2000 soldiers left.",
    "He ran in 1500 metres heats.",
    "The army took part in 2000 villages.",
    "A crowd of 2,000 people came.",
    "The Group of 20 and the G20 met.",
    "Exports rose to 10.58 billion dollars.",
    "UN Resolution 1701 was quoted.",
    "Resolutions 1701 and 1559 were quoted.",
    "They rely on article 51 of the Charter.",
    "Flight 1903 landed.",
    "It cost $1995 and then 2015 euros.",
    "A 22-year-old woman and a man aged 45 left.",
    "On the 50th anniversary they embraced.",
    "It was the second round.",
    "The Six-Day War is remembered.",
    "The firm runs on Windows 2000 servers.",
    "Trains leave at 1830 GMT, or until 1930 GMT.",
    "Its number is 555-0134 or 03-3581.",
    "The bank has 1950 branches and 1800 tellers.",
    "The minister of state is second in rank.",
    "He scored 3-2 and won 6-4.",
    "It appeared in Russia Today.",
]


@pytest.mark.parametrize("text", NONE)
def test_words_and_numbers_that_look_like_times_are_left_alone(finder: TimeFinder, text: str) -> None:
    assert [text[t.start : t.end] for t in finder.find(text, MONDAY)] == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They signed the following day.", "2015-10-04"),
        ("They signed two days later.", "2015-10-05"),
        ("They signed the next day.", "2015-10-04"),
        ("They signed the day before.", "2015-10-02"),
        ("They signed three weeks earlier.", "2015-09-07/2015-09-13"),
        ("They signed in the same month.", "2015-10"),
        ("They signed the previous year.", "2014"),
        ("They signed a month later.", "2015-11"),
        ("They signed in May of the same year.", "2015-05"),
    ],
)
def test_the_day_last_spoken_of_settles_what_is_told_from_it(finder: TimeFinder, text: str, edtf: str) -> None:
    (found,) = finder.find(text, MONDAY, anchor=date(2015, 10, 3))

    assert found.edtf == edtf


def test_without_a_publication_date_only_full_dates_are_settled(finder: TimeFinder) -> None:
    text = "On Friday, last week, in June and two years ago they spoke of 3 October 2015."

    found = finder.find(text, None)

    assert [(text[t.start : t.end], t.edtf, t.kind) for t in found] == [
        ("Friday", None, "point"),
        ("last week", None, "interval"),
        ("June", None, "point"),
        ("two years ago", None, "point"),
        ("3 October 2015", "2015-10-03", "point"),
    ]


def test_an_attack_known_by_its_day_is_not_named_before_it_happened(finder: TimeFinder) -> None:
    (found,) = finder.find("The September 11 attacks", date(1999, 1, 5))

    assert found.edtf == "1998-09-11"


def test_a_time_does_not_cross_a_blank_line(finder: TimeFinder) -> None:
    text = "Signed on May 3\n\n2016 brings elections"

    assert [text[t.start : t.end] for t in finder.find(text, MONDAY)] == ["May 3"]
