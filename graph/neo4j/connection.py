"""Which Neo4j to talk to, as whom, and what its errors mean for accord."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.passwords import kept_password, password_of
from accord.graph.settings import neo4j_uri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neo4j import Driver

    from accord.graph.errors import AccordError
    from accord.graph.neo4j.server import LocalServer

SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""What the driver takes: ``+s`` is TLS with a checked certificate, ``+ssc`` with a self-signed one."""


@dataclass(frozen=True, slots=True)
class Target:
    """A database and who reads or writes it. ``database`` None: the user's home database."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    @property
    def auth(self) -> tuple[str, str]:
        """User and password as the driver takes them."""
        return self.user, self.password


def find_target(
    uri: str | None = None,
    user: str | None = None,
    database: str | None = None,
    *,
    password_file: Path | None = None,
    server: LocalServer | None = None,
    environment: Mapping[str, str] | None = None,
) -> Target:
    """The Neo4j to use: ``uri``, else ACCORD_NEO4J, else the TOML file's, else the local ``server`` if it runs.

    The password comes from ``password_file``, ACCORD_NEO4J_PASSWORD, the file ACCORD_NEO4J_PASSWORD_FILE, for the
    local server from its own file, from NEO4J_PASSWORD, else from the keyring (service accord, account USER@URI).
    Neo4jError when no server is named and none runs here, when the URI is none of Neo4j's, or without a password.
    """
    known = os.environ if environment is None else environment
    local = server or _local(known)
    local_uri = local.status().uri
    chosen = uri or known.get("ACCORD_NEO4J") or neo4j_uri() or local_uri
    if chosen is None:
        raise Neo4jError("no Neo4j: name one with --neo4j URI, or start one with `accord neo4j up`")
    _check_uri(chosen)
    name = user or known.get("ACCORD_NEO4J_USER") or "neo4j"
    file = known.get("ACCORD_NEO4J_PASSWORD_FILE")
    password = (
        (password_of(password_file) if password_file else None)
        or known.get("ACCORD_NEO4J_PASSWORD")
        or (password_of(Path(file).expanduser()) if file else None)
        or (local.password() if chosen == local_uri else None)
        or known.get("NEO4J_PASSWORD")
        or kept_password(f"{name}@{chosen}")
    )
    if not password:
        raise Neo4jError(
            f"no password for {chosen}: put it into the environment as ACCORD_NEO4J_PASSWORD, into a file named by "
            f"ACCORD_NEO4J_PASSWORD_FILE, or into the keyring with `keyring set accord {name}@{chosen}`"
        )
    return Target(chosen, name, password, database)


def is_named(uri: str | None, server: LocalServer | None = None) -> bool:
    """Whether some Neo4j is named, by ``uri``, environment or TOML file, or the local ``server`` runs."""
    known = os.environ
    return bool(uri or known.get("ACCORD_NEO4J") or neo4j_uri() or (server or _local(known)).status().uri)


def _local(known: Mapping[str, str]) -> LocalServer:
    from accord.graph.neo4j.server import LocalServer

    home = known.get("ACCORD_NEO4J_HOME")
    return LocalServer.at(Path(home) if home else None)


def _check_uri(uri: str) -> None:
    """Refuse what the driver can't take, and passwords in the URI, which lists of processes would show."""
    parts = urlsplit(uri)
    if "@" in parts.netloc:
        raise Neo4jError("the Neo4j URI holds a user or password: give --user and set ACCORD_NEO4J_PASSWORD instead")
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise Neo4jError(f"{uri!r} is no URI of Neo4j: write e.g. bolt://localhost:7687 or neo4j+s://HOST")


def require_driver() -> None:
    """Neo4jError when the driver isn't installed."""
    if find_spec("neo4j") is None:
        raise Neo4jError("the Neo4j driver isn't installed: pip install 'accord[neo4j]'")


@contextmanager
def open_driver(uri: str, auth: tuple[str, str], *, refusal: type[AccordError] = Neo4jError) -> Iterator[Driver]:
    """A driver that has reached its server.

    What goes wrong inside the block becomes a ``refusal`` when the server refuses a statement, else a Neo4jError.
    """
    require_driver()
    from neo4j import GraphDatabase

    # Notifications would reach stderr through logging; of those, none is about what a user did.
    options: Any = {"user_agent": "accord", "connection_timeout": 15, "notifications_min_severity": "OFF"}
    with translated(uri, refusal), GraphDatabase.driver(uri, auth=auth, **options) as driver:
        driver.verify_connectivity()
        yield driver


@contextmanager
def translated(uri: str, refusal: type[AccordError]) -> Iterator[None]:
    """Turn the driver's errors into accord's, with what to do; none of them holds the password."""
    from neo4j import exceptions

    try:
        yield
    except exceptions.AuthError as error:
        raise Neo4jError(f"{uri} refuses the user or password: check --user and ACCORD_NEO4J_PASSWORD") from error
    except exceptions.ServiceUnavailable as error:
        raise Neo4jError(_unreachable(uri, error)) from error
    except exceptions.ClientError as error:
        raise refusal(_explain(error)) from error
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise Neo4jError(f"{uri}: {error}") from error


def _unreachable(uri: str, error: BaseException) -> str:
    """Why there is no connection, and what to do: TLS that fails lies deep in the driver's errors."""
    import ssl

    found = next((cause for cause in _causes(error) if isinstance(cause, ssl.SSLError)), None)
    if isinstance(found, ssl.SSLCertVerificationError):
        return (
            f"{uri}: the server's certificate isn't trusted ({found.verify_message}): let SSL_CERT_FILE name a file "
            "with its authority's, or write +ssc instead of +s for a server that you know to have signed its own"
        )
    if found is not None:
        return f"{uri}: no encrypted connection ({found.reason}): without TLS the URI begins with bolt:// or neo4j://"
    return f"{uri} doesn't answer: is the server up? (`accord neo4j status` tells of the local one)"


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for cause in (*parts, error.__cause__ or error.__context__):
        if cause is not None:
            yield from _causes(cause)


def _explain(error: Exception) -> str:
    """One line on why the server refused a statement."""
    code = str(getattr(error, "code", ""))
    words = " ".join(str(getattr(error, "message", None) or error).split())
    if code.endswith(("AccessMode", "Security.Forbidden")):
        return "the query writes, and accord only lets it read: take the writing clauses out"
    if "TimedOut" in code or "Terminated" in code:
        return f"the query took too long and was ended: narrow it or raise --timeout ({words})"
    return f"Neo4j refuses the statement: {words}"
