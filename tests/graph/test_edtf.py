from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.graph.edtf import Days, days
from accord.graph.errors import InvalidDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-10-03", date(2015, 10, 3), date(2015, 10, 3)),
        ("2017-05-01/2017-05-07", date(2017, 5, 1), date(2017, 5, 7)),
        ("2014/2015-06", date(2014, 1, 1), date(2015, 6, 30)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("1990/1999", date(1990, 1, 1), date(1999, 12, 31)),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-06-XX", date(2004, 6, 1), date(2004, 6, 30)),
        ("2015-10~", date(2015, 10, 1), date(2015, 10, 31)),
        ("2015?", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-10-03%/2016?", date(2015, 10, 3), date(2016, 12, 31)),
        ("2015/..", date(2015, 1, 1), None),
        ("2015/", date(2015, 1, 1), None),
        ("../2015-10", None, date(2015, 10, 31)),
        ("2015-21", date(2015, 3, 1), date(2015, 5, 31)),
        ("2015-24", date(2015, 12, 1), date(2016, 2, 29)),
    ],
)
def test_a_date_covers_these_days(text: str, first: date | None, last: date | None) -> None:
    assert days(text) == Days(first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "/", "../..", "15", "2015-13", "2015-02-29", "2015-1-1", "2016/2015", "last week"),
        *("2015-10-03T10:00", "199X-05", "2004-XX-03", "0000", "Y17000", " 2015", "2015/2016/2017", "２０１５"),
    ],
)
def test_what_is_no_date_is_refused_by_its_text(text: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        days(text)
    assert repr(text) in str(refused.value)


@given(st.dates(), st.dates())
def test_an_interval_begins_and_ends_with_the_days_it_names(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert days(f"{first}/{last}") == Days(first, last)


def test_days_overlap_when_they_share_one_and_open_ends_reach_everything() -> None:
    assert days("2015").overlaps(days("2015-12-31/2016"))
    assert not days("2015").overlaps(days("2016"))
    assert days("2015/..").overlaps(days("2040"))
    assert not days("../2015").overlaps(days("2016/.."))


@given(st.text())
def test_any_text_is_either_a_date_or_refused(text: str) -> None:
    try:
        found = days(text)
    except InvalidDate:
        return
    assert found.first or found.last
