"""Fetching from a real server on loopback: polite, bounded, and nothing twice."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import OversizedSource, UnreadableSource
from accord.loaders.containers.expansion import Expansion
from accord.loaders.sources import find_sources
from accord.loaders.web.answers import Bounds
from accord.loaders.web.client import Unreached

if TYPE_CHECKING:
    from accord.loaders.sources import Source

STORY = "Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both countries said. " * 8


def read(made, *addresses: str) -> list[Source]:
    return list(Expansion(web=made).articles(find_sources(addresses)))


def test_a_page_is_fetched_once_and_later_only_asked_whether_it_changed(site, fetching) -> None:
    address = site.page("/a", ETag='"1"')
    with fetching() as (made, _):
        (first,) = read(made, address)
        (again,) = read(made, address)
    assert first.read() == again.read()
    assert STORY.strip() in first.read().decode()
    assert site.counts() == {"/robots.txt": 1, "/a": 1}
    with fetching(now=7200.0) as (made, _):
        (later,) = read(made, address)
    assert later.read() == first.read()
    assert site.asked[-1] == ("/a", 304)


def test_what_robots_txt_forbids_is_not_asked_for(site, fetching) -> None:
    with fetching() as (made, _):
        (refused,) = read(made, site.page("/private/a"))
    assert "robots.txt forbids" in str(refused.error)
    assert site.counts() == {"/robots.txt": 1}


@pytest.mark.parametrize(("status", "reached"), [(404, True), (403, True), (500, False), (503, False)])
def test_without_a_robots_txt_all_is_allowed_and_with_a_failing_one_nothing(site, fetching, status, reached) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    with fetching() as (made, _):
        (found,) = read(made, site.page("/a"))
    assert (found.error is None) is reached
    assert ("/a" in site.counts()) is reached


def test_a_redirect_is_followed_and_the_page_known_by_where_it_is(site, fetching) -> None:
    site.page("/new")
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    with fetching() as (made, _):
        (found,) = read(made, site.address + "/old")
    assert found.told.url == site.address + "/new"
    assert found.place == site.address + "/old"


def test_redirects_in_a_circle_end(site, fetching) -> None:
    site.pages["/x"] = (302, {"Location": "/y"}, b"")
    site.pages["/y"] = (302, {"Location": "/x"}, b"")
    with fetching() as (made, _), pytest.raises(UnreadableSource, match="leads around in circles"):
        made.client.fetch(site.address + "/x")
    assert site.counts()["/x"] == 1


def test_a_server_that_is_busy_is_asked_again_when_it_says(site, fetching) -> None:
    address = site.page("/a")
    site.before["/a"] = [(429, {"Retry-After": "7"}), (500, {})]
    with fetching() as (made, slept):
        (found,) = read(made, address)
    assert found.error is None
    assert [status for path, status in site.asked if path == "/a"] == [429, 500, 200]
    assert 7.0 in slept


def test_a_server_that_stays_busy_is_given_up(site, fetching) -> None:
    site.pages["/a"] = (500, {}, b"")
    site.pages["/b"] = (429, {"Retry-After": "9000"}, b"")
    with fetching() as (made, _):
        with pytest.raises(Unreached, match=r"the server answers 500 \(3 tries\)"):
            made.client.fetch(site.address + "/a")
        with pytest.raises(Unreached, match="asks to come back in 9000 s"):
            made.client.fetch(site.address + "/b")
    assert site.counts()["/a"] == 3
    assert site.counts()["/b"] == 1


def test_an_answer_that_is_cut_is_not_taken_for_the_page(site, fetching) -> None:
    address = site.page("/a")
    site.cut.add("/a")
    with fetching() as (made, _):
        (found,) = read(made, address, address)
    assert isinstance(found.error, Unreached)
    assert site.counts()["/a"] == 3


def test_an_answer_without_end_is_given_up(site, fetching) -> None:
    address = site.page("/a")
    site.slow.add("/a")
    with (
        fetching(bounds=Bounds(seconds=0.5, tries=1)) as (made, _),
        pytest.raises(UnreadableSource, match=r"too long|more than"),
    ):
        made.client.fetch(address)


def test_a_page_that_is_too_large_is_given_up_while_it_comes(site, fetching) -> None:
    site.pages["/a"] = (200, {}, b"<html><body>" + b"a " * 4_000_000)
    packed = gzip.compress(b"<html><body>" + b"a " * 40_000_000)
    site.pages["/b"] = (200, {"Content-Encoding": "gzip"}, packed)
    site.pages["/c"] = (200, {"Content-Encoding": "br"}, b"x")
    with fetching() as (made, _):
        for path in ("/a", "/b"):
            with pytest.raises(OversizedSource, match="more than 2 MB"):
                made.client.fetch(site.address + path)
        with pytest.raises(UnreadableSource, match="the coding 'br'"):
            made.client.fetch(site.address + "/c")


def test_a_charset_that_only_the_server_tells_is_kept(site, fetching) -> None:
    page = f"<html><body><p>Troms\u00f8. {STORY}</p></body></html>"
    site.pages["/a"] = (200, {"Content-Type": "text/html; charset=iso-8859-1"}, page.encode("latin-1"))
    with fetching() as (made, _):
        (found,) = read(made, site.address + "/a")
    assert "Troms\u00f8" in found.read().decode("utf-8-sig")


def test_requests_to_a_host_keep_their_distance(site, fetching) -> None:
    addresses = [site.page(f"/{at}") for at in range(3)]
    with fetching(pace=5.0) as (made, slept):
        read(made, *addresses)
    # robots.txt, then three pages, each after the one before
    assert [round(each) for each in slept] == [5, 10, 15]


def test_a_list_of_addresses_on_the_web_is_read_each_once(site, fetching) -> None:
    addresses = [site.page(f"/{at}") for at in range(3)]
    site.pages["/list"] = (200, {"Content-Type": "text/plain"}, "\n".join([*addresses, addresses[0]]).encode())
    with fetching() as (made, _):
        found = read(made, site.address + "/list")
    assert [source.place for source in found] == [*addresses, addresses[0]]
    assert all(source.error is None for source in found)
    assert max(site.counts().values()) == 1
