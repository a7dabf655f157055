"""A real Neo4j behind TLS and behind routing, and its password from a keyring."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.connection import Target, open_driver
from accord.graph.neo4j.sync import sync
from accord.graph.neo4j.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.projection import Projection

pytestmark = pytest.mark.neo4j

ACCORD = (sys.executable, "-c", "from accord.graph.cli import main; main()")


@pytest.fixture
def by(neo4j_database: Target) -> Callable[..., Target]:
    """The same database by another scheme, and by another name of the machine."""
    port = neo4j_database.uri.rpartition(":")[2]

    def target(scheme: str, host: str = "127.0.0.1", database: str | None = None) -> Target:
        return Target(f"{scheme}://{host}:{port}", neo4j_database.user, neo4j_database.password, database)

    return target


@pytest.mark.parametrize("scheme", ["neo4j", "bolt+ssc", "neo4j+ssc"])
def test_every_scheme_that_trusts_the_server_syncs_and_verifies(
    scheme: str, by: Callable[..., Target], projection: Projection
) -> None:
    target = by(scheme, database="neo4j")
    assert sync(projection, target).relationships_created == len(projection.edges)
    assert verify(projection, target).clean
    with open_driver(target.uri, target.auth) as driver:
        assert driver.encrypted == scheme.endswith("+ssc")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_of_a_known_authority_is_trusted(
    scheme: str, by: Callable[..., Target], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    target = by(scheme)
    with open_driver(target.uri, target.auth) as driver:
        assert driver.encrypted
        assert driver.execute_query("RETURN 1").records[0][0] == 1


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_the_server_signed_itself_is_refused_with_what_to_do(
    scheme: str, by: Callable[..., Target]
) -> None:
    target = by(scheme)
    told = r"isn't trusted \(self-signed certificate\): let SSL_CERT_FILE .* \+ssc instead of \+s"
    with pytest.raises(Neo4jError, match=told) as refusal, open_driver(target.uri, target.auth):
        pass
    assert target.password not in str(refusal.value)


def test_a_certificate_for_another_machine_is_refused(
    by: Callable[..., Target], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    target = by("bolt+s", "localhost")
    with pytest.raises(Neo4jError, match="not valid for 'localhost'"), open_driver(target.uri, target.auth):
        pass


def test_the_password_comes_from_the_keyring_and_is_not_shown(
    tmp_path: Path, neo4j_database: Target, projection: Projection
) -> None:
    sync(projection, neo4j_database)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ACCORD_", "NEO4J_", "PYTHONPATH"))}
    kept |= {"PYTHON_KEYRING_BACKEND": "file_keyring.FileKeyring", "FILE_KEYRING": str(tmp_path / "keyring.json")}
    kept["PYTHONPATH"] = str(Path(__file__).parents[1] / "plugins")
    query = [*ACCORD, "cypher", "MATCH (n:Entity) RETURN count(n)", "--neo4j", neo4j_database.uri, "--format", "csv"]

    def run(command: list[str], told: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=kept, input=told, capture_output=True, text=True, check=False)

    account = f"neo4j@{neo4j_database.uri}"
    without = run(query)
    assert without.returncode == 1
    assert f"keyring set accord {account}" in without.stderr
    assert run([sys.executable, "-m", "keyring", "set", "accord", account], neo4j_database.password).returncode == 0
    answered = run(query)
    assert answered.stdout.split() == ["count(n)", str(len(projection.nodes))], answered.stderr
    assert neo4j_database.password not in answered.stdout + answered.stderr + without.stderr
