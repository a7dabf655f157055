"""Passwords from files and from the system's keyring; no message ever holds one."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from accord.graph.errors import Neo4jError

if TYPE_CHECKING:
    from pathlib import Path


def password_of(file: Path) -> str:
    """The first line of ``file``; Neo4jError when it can't be read or holds nothing."""
    try:
        line = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise Neo4jError(f"{file}: the password can't be read from this file ({type(error).__name__})") from error
    if not line:
        raise Neo4jError(f"{file}: the first line of this file should be the password, and is empty")
    return line


def kept_password(account: str) -> str | None:
    """What the system's keyring keeps for ``account`` of accord; None where there is no keyring, or nothing in it.

    It needs ``pip install 'accord[keyring]'``.
    """
    if find_spec("keyring") is None:
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        found: str | None = keyring.get_password("accord", account)
    except KeyringError:
        return None
    return found
