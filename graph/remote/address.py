"""The address of a store on a server, and who may write there."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit

from accord.graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """A dataset on a server, as ``https://example.org/diplomacy``: its own address, or that of its queries."""

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read what is sent: by TLS, or within this machine."""
        parts = urlsplit(self.url)
        return parts.scheme == "https" or _is_loopback(parts.hostname or "")


StorePlace: TypeAlias = Path | StoreAddress
"""Where a store lies: a folder of this machine, or a server."""


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What a server knows the writer by: a token, or a name and a password; empty where there is none."""

    token: str = ""
    user: str = ""
    password: str = ""

    def __bool__(self) -> bool:
        return bool(self.token or self.user)


def store_place_of(text: str | Path) -> StorePlace:
    """The folder or the address that a text names; InputError for an address that can't be one.

    >>> store_place_of("https://example.org/diplomacy/")
    StoreAddress(url='https://example.org/diplomacy')
    """
    if not isinstance(text, str) or not _ADDRESS.match(text):
        return Path(text).expanduser()
    try:
        parts = urlsplit(text)
        valid = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid or parts.fragment or re.search(r"[\s<>\"{}|\\^`]", text):
        raise InputError(f"{text}: not an address of a store; write it as https://example.org/dataset")
    if parts.username is not None:
        told = f"{parts.scheme}://{parts.hostname}"
        raise InputError(f"{told}: no names or passwords in an address; set ACCORD_TOKEN, or ACCORD_STORE_USER")
    return StoreAddress(text.rstrip("/"))


def credentials(environment: Mapping[str, str]) -> Credentials:
    """ACCORD_TOKEN, or ACCORD_STORE_USER with ACCORD_STORE_PASSWORD or the file ACCORD_STORE_PASSWORD_FILE.

    InputError when the file can't be read.
    """
    password = environment.get("ACCORD_STORE_PASSWORD", "")
    if file := environment.get("ACCORD_STORE_PASSWORD_FILE"):
        try:
            password = next(iter(Path(file).read_text(encoding="utf-8").splitlines()), "")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"ACCORD_STORE_PASSWORD_FILE {file}: can't be read") from error
    return Credentials(environment.get("ACCORD_TOKEN", ""), environment.get("ACCORD_STORE_USER", ""), password)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
