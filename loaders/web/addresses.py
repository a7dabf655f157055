"""Which addresses may be connected to: those of the public internet, and hosts that the user allows by name.

The rule is kept where the connection is made, on the address that is connected to, so that neither a redirect nor a
name that resolves differently the second time gets around it.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit

from accord.graph.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Callable

    Resolve = Callable[[str, int], list[str]]

_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets connect to public addresses. ``allowed``: hosts, as ``name`` or ``name:port``, that may be anywhere."""

    allowed: frozenset[str] = frozenset()
    resolve: Resolve = resolve

    def reachable(self, host: str, port: int) -> list[str]:
        """The addresses of a host that may be connected to; UnreadableSource when there are none."""
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnreadableSource(f"{host}: no such host ({error})") from error
        if host in self.allowed or f"{host}:{port}" in self.allowed:
            return found
        public = [address for address in found if is_public(address)]
        if not public:
            told = f"is at {found[0]}, which isn't on the public internet" if found else "has no address"
            raise UnreadableSource(f"{host}: {told}; to read from it nevertheless, give --allow-host {host}:{port}")
        return public


def parsed(url: str) -> SplitResult:
    """The parts of an address of the web; UnreadableSource for other schemes, passwords and nonsense."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreadableSource(f"{url[:200]}: is no address ({error})") from error
    if parts.scheme not in _PORTS:
        raise UnreadableSource(f"{url[:200]}: only http and https are read from the web")
    if parts.username is not None or parts.password is not None:
        raise UnreadableSource(f"{parts.hostname}: an address with a user or password in it isn't read")
    if not parts.hostname or port == 0 or any(c.isspace() or c in '\\<>"{}|^`' or ord(c) < 33 for c in url):
        raise UnreadableSource(f"{url[:200]!r}: is no address")
    return parts


def port_of(parts: SplitResult) -> int:
    """The port that is meant."""
    return parts.port or _PORTS[parts.scheme]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and so is the address that it may stand for.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    return found.version == 4 or all(map(_is_public_4, _embedded(found)))


def _embedded(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that a translator or tunnel would connect to."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def _is_public_4(address: ipaddress.IPv4Address) -> bool:
    return address.is_global and not address.is_multicast
