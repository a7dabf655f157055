"""What articles say of a person's time in an office comes together to terms."""

from __future__ import annotations

from itertools import permutations

from accord.graph.knowledge.tenures import Tenure, terms_of


def days(*told: Tenure) -> list[tuple[str, str, str]]:
    """The terms' days, which are the same in whatever order articles come."""
    (found,) = {tuple((term.since, term.until, term.as_of) for term in terms_of(order)) for order in permutations(told)}
    return list(found)


def test_reports_of_one_tenure_are_one_term_as_of_the_latest() -> None:
    told = Tenure("a", as_of="2021-01-01"), Tenure("b", as_of="2022-01-01"), Tenure("c", since="2019-01-01")
    assert days(*told) == [("2019-01-01", "", "2022-01-01")]


def test_who_comes_back_to_an_office_has_two_terms() -> None:
    told = (
        Tenure("a", since="2001-05-02", until="2004-06-30"),
        Tenure("b", since="2010-01-01"),
        Tenure("c", as_of="2003-01-01"),
        Tenure("d", as_of="2011-01-01"),
    )
    assert days(*told) == [("2001-05-02", "2004-06-30", "2003-01-01"), ("2010-01-01", "", "2011-01-01")]


def test_the_day_that_most_articles_give_counts() -> None:
    told = Tenure("a", since="2019-01-01"), Tenure("b", since="2019-02-03"), Tenure("c", since="2019-02-03")
    assert days(*told) == [("2019-02-03", "", "")]


def test_an_end_that_as_many_contradict_is_contested_and_not_believed() -> None:
    (term,) = terms_of([Tenure("a", until="2020-01-01"), Tenure("b", as_of="2021-01-01")])
    assert (term.contested, term.until) == (True, "")


def test_an_end_that_more_articles_tell_is_believed_though_contested() -> None:
    ends = [Tenure(article, until="2020-01-01") for article in "ab"]
    (term,) = terms_of([*ends, Tenure("c", as_of="2021-01-01")])
    assert (term.contested, term.until) == (True, "2020-01-01")


def test_an_article_from_before_the_end_contests_nothing() -> None:
    (term,) = terms_of([Tenure("a", until="2020-01-01"), Tenure("b", as_of="2019-01-01")])
    assert (term.contested, term.until, term.as_of) == (False, "2020-01-01", "2019-01-01")
