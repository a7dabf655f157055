"""Addresses that must not be reached: not by name, not by number, not by redirect, not by a name that changes."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import UnreadableSource
from accord.loaders.web.addresses import Guard, is_public
from accord.loaders.web.client import Client, Manners

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTS = """127.0.0.1 localhost LOCALHOST localhost. 127.1 127.0.1 127.255.255.254 0.0.0.0 0 2130706433 0x7f000001 0x7f.1
0177.0.0.1 017700000001 127.0.0.1. [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
[64:ff9b::127.0.0.1] [2002:7f00:1::] [fe80::1] [fc00::1] [fd00::1] [ff02::1] [::ffff:10.0.0.1] 10.0.0.1 10.255.255.255
172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.1 169.254.169.254 169.254.0.1 100.64.0.1 198.18.0.1 192.0.0.1
192.0.2.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 user@127.0.0.1 user:pass@localhost example.com@127.0.0.1
１２７.0.0.1 127。0。0。1 ①②⑦.0.0.1""".split()
OTHERS = """file:///etc/passwd file://localhost/etc/passwd ftp://127.0.0.1:{port}/ gopher://127.0.0.1:{port}/_x
dict://127.0.0.1:{port}/ ldap://127.0.0.1:{port}/ ws://127.0.0.1:{port}/ data://text,x unix://127.0.0.1:{port}/
http+unix://127.0.0.1:{port}/ jar:http://127.0.0.1:{port}/ HTTP//127.0.0.1:{port}/ http:///127.0.0.1:{port}/
http://[::1 http://127.0.0.1:{port}\\@example.com/ http://127.0.0.1:99999/""".split()


def urls(port: int) -> list[str]:
    return [f"http://{host}:{port}/a" for host in HOSTS] + [other.format(port=port) for other in OTHERS]


def quick() -> Manners:
    return Manners(0.0, sleep=lambda _: None)


def test_sixty_addresses_that_must_not_be_fetched_are_refused_without_one_connection(
    listening: tuple[int, Callable[[], int]],
) -> None:
    port, connections = listening
    assert len(urls(port)) >= 60
    with Client(Guard(), quick()) as client:
        for url in urls(port):
            with pytest.raises(UnreadableSource):
                client.fetch(url)
    time.sleep(0.2)
    assert connections() == 0
    # The same sockets do count one who comes.
    socket.create_connection(("127.0.0.1", port)).close()
    time.sleep(0.3)
    assert connections() == 1


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/x", "//127.0.0.1:{port}/x", "file:///etc/passwd", "http://[::1"]
)
def test_a_redirect_is_held_to_the_same_rule(site, fetching, listening, target: str) -> None:
    port, connections = listening
    site.pages["/there"] = (302, {"Location": target.format(port=port)}, b"")
    with fetching() as (made, _), pytest.raises(UnreadableSource):
        made.client.fetch(site.address + "/there")
    assert connections() == 0
    assert ("/there", 302) in site.asked


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked(listening) -> None:
    port, connections = listening
    told = iter([["127.0.0.1"], ["127.0.0.1"]])
    with Client(Guard(resolve=lambda host, port: next(told)), quick()) as client, pytest.raises(UnreadableSource):
        client.fetch(f"http://rebound.example:{port}/")
    assert connections() == 0
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        # Public when it is checked; loopback were it asked again for the connection.
        asked.append(host)
        return ["192.88.99.255"] if len(asked) == 1 else ["127.0.0.1"]

    guard = Guard(resolve=resolve)
    assert guard.reachable("rebound.example", port) == ["192.88.99.255"]
    with pytest.raises(UnreadableSource):
        guard.reachable("rebound.example", port)


def test_a_host_that_is_allowed_is_reached_and_no_other_port_of_it(site, fetching, listening) -> None:
    port, connections = listening
    address = site.page("/a")
    with fetching() as (made, _):
        with made.client.fetch(address).body as body:
            assert body.read()
        with pytest.raises(UnreadableSource, match=f"--allow-host 127.0.0.1:{port}"):
            made.client.fetch(f"http://127.0.0.1:{port}/a")
    assert connections() == 0


def test_public_addresses_are_public() -> None:
    assert all(map(is_public, ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"]))
