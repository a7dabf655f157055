"""A Neo4j server of one's own: started, found again, stopped and removed without touching anything else."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from accord.graph.errors import Neo4jError
from accord.graph.neo4j import commands
from accord.graph.neo4j.connection import open_driver
from accord.graph.neo4j.java import fetch_jars, find_java
from accord.graph.neo4j.process import Process, start_of
from accord.graph.neo4j.server import LocalServer, Memory

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Memory("512m", "256m")


def write_program(file: Path, script: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def foreign_process() -> subprocess.Popen[bytes]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


@pytest.mark.neo4j
def test_a_server_starts_once_stops_and_comes_back_with_its_data(neo4j_server: LocalServer, tmp_path: Path) -> None:
    server = LocalServer(tmp_path / "server", neo4j_server.jars)
    try:
        first = server.up(bolt=0, http=0, memory=SMALL)
        assert server.up() == first
        with open_driver(first.uri, ("neo4j", server.password())) as driver:
            driver.execute_query("CREATE (:Kept)")
        assert server.down()
        assert not server.down()
        assert server.status().pid is None
        again = server.up(memory=SMALL)
        assert (again.uri, again.browser) == (first.uri, first.browser)
        with open_driver(again.uri, ("neo4j", server.password())) as driver:
            assert driver.execute_query("MATCH (n:Kept) RETURN count(n)").records[0][0] == 1
    finally:
        server.destroy()
    assert not server.home.exists()
    assert server.jars.is_dir()


@pytest.mark.neo4j
def test_the_password_is_readable_by_the_user_alone_and_in_no_argument_or_log(
    neo4j_server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "arguments"
    java = find_java()
    write_program(tmp_path / "jdk" / "bin" / "java", f'echo "$@" >> "{seen}"\nenv >> "{seen}"\nexec "{java}" "$@"')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    server = LocalServer(tmp_path / "server", neo4j_server.jars)
    try:
        server.up(bolt=0, http=0, memory=SMALL)
        password = server.password()
        assert stat.S_IMODE(server.password_file.stat().st_mode) == 0o600
        assert "set-password" in seen.read_text(encoding="utf-8")
        written = [file for file in tmp_path.rglob("*") if file.is_file() and password.encode() in file.read_bytes()]
        assert written == [server.password_file]
    finally:
        server.destroy()


@pytest.mark.neo4j
def test_a_wrong_password_is_refused_without_being_shown(neo4j_server: LocalServer) -> None:
    wrong = "not-the-password"
    uri = neo4j_server.status().uri
    with pytest.raises(Neo4jError, match="refuses the user or password") as refusal, open_driver(uri, ("neo4j", wrong)):
        pass
    assert wrong not in str(refusal.value)


@pytest.mark.neo4j
def test_status_tells_where_the_server_listens_and_no_password(neo4j_server: LocalServer) -> None:
    told = CliRunner().invoke(commands.neo4j, ["status", "--home", str(neo4j_server.home), "--json"])
    assert told.exit_code == 0
    assert json.loads(told.stdout)["uri"] == neo4j_server.status().uri
    assert neo4j_server.password() not in told.output


def test_status_of_a_server_that_never_ran_is_stopped_and_exits_1(tmp_path: Path) -> None:
    told = CliRunner().invoke(commands.neo4j, ["status", "--home", str(tmp_path / "none")])
    assert told.exit_code == 1
    assert told.stdout.startswith("stopped")


def test_down_never_ends_a_process_that_only_has_the_same_number(
    tmp_path: Path, foreign_process: subprocess.Popen[bytes]
) -> None:
    server = LocalServer(tmp_path, tmp_path / "jars")
    Process(foreign_process.pid, "another start").write(tmp_path / "process.json")
    assert not server.down()
    assert foreign_process.poll() is None


def test_a_process_is_known_by_its_number_and_start(foreign_process: subprocess.Popen[bytes]) -> None:
    process = Process(foreign_process.pid, start_of(foreign_process.pid))
    assert process.runs()
    foreign_process.kill()
    assert process.wait(10)


@pytest.mark.parametrize("kept", ["", "{}", "[]", '{"pid": "x", "began": "y"}'])
def test_a_damaged_process_file_means_that_no_server_runs(tmp_path: Path, kept: str) -> None:
    (tmp_path / "process.json").write_text(kept, encoding="utf-8")
    assert LocalServer(tmp_path, tmp_path).status().pid is None


def test_destroy_leaves_files_that_are_not_the_servers(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "password").write_text("x", encoding="ascii")
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    LocalServer(tmp_path, tmp_path / "jars").destroy()
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_destroy_asks_first(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    asked = CliRunner().invoke(commands.neo4j, ["destroy", "--home", str(tmp_path)], input="n\n")
    assert asked.exit_code == 1
    assert (tmp_path / "data").is_dir()


def test_without_java_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Neo4jError, match="install Java 17 or later"):
        LocalServer(tmp_path, tmp_path).up()


def test_an_old_java_is_refused_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program(tmp_path / "bin" / "java", """echo 'openjdk version "11.0.2" 2019-01-15' >&2""")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(Neo4jError, match="is Java 11: install 17 or later"):
        find_java()


def test_without_maven_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Neo4jError, match="install Maven"):
        fetch_jars(tmp_path / "jars")


def test_jars_that_could_not_be_fetched_leave_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(tmp_path / "bin" / "mvn", "mkdir lib; echo 'ERROR no network' >&2; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Neo4jError, match="ERROR no network"):
        fetch_jars(tmp_path / "root" / "jars")
    assert list((tmp_path / "root").iterdir()) == []


def test_a_server_that_ends_at_once_is_reported_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        """case "$*" in *-version*) echo 'version "17.0.1"' >&2;; @*) ;; *) echo 'ERROR disk full'; exit 1;; esac"""
    )
    write_program(tmp_path / "jdk" / "bin" / "java", script)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    with pytest.raises(Neo4jError, match="ERROR disk full"):
        LocalServer(tmp_path / "server", tmp_path).up(bolt=0, http=0)


def test_a_port_that_is_taken_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program(tmp_path / "jdk" / "bin" / "java", """echo 'version "17.0.1"' >&2""")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(Neo4jError, match=f"port {port} is taken"):
            LocalServer(tmp_path / "server", tmp_path).up(bolt=port)


def test_the_jars_folder_names_the_version_in_the_pom() -> None:
    from importlib.resources import files

    pom = files("accord.graph.neo4j").joinpath("pom.xml").read_text(encoding="utf-8")
    version = LocalServer.at().jars.name.removeprefix("jars-")
    assert f"<neo4j.version>{version}<" in pom
