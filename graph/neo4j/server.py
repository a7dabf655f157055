"""A Neo4j Community server of one's own on the loopback interface, from Maven's jars, without Docker."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.java import fetch_jars, find_java
from accord.graph.neo4j.ports import LOOPBACK, bolt_answers, choose_port
from accord.graph.neo4j.process import Process, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION: Final = "5.26.30"
"""The version of Neo4j in ``pom.xml``; it names the folder of jars."""
USUAL_PORTS: Final = (7687, 7474)
"""Neo4j's own defaults for Bolt and HTTP."""
_FOLDERS: Final = ("conf", "data", "import", "logs", "plugins", "run")
_FILES: Final = ("password", "ports", "process.json", "set-password", ".lock")


@dataclass(frozen=True, slots=True)
class Memory:
    """How much memory the server takes, in the JVM's notation (``512m``, ``1g``)."""

    heap: str = "1g"
    page_cache: str = "512m"


@dataclass(frozen=True, slots=True)
class Status:
    """What ``accord neo4j status`` tells. ``pid`` is None when the server doesn't run."""

    pid: int | None
    uri: str | None
    browser: str | None
    home: str
    log: str
    password_file: str


def default_root() -> Path:
    """The folder of accord's Neo4j in the platform's data folder: the shared jars and the default server."""
    from platformdirs import user_data_path

    return user_data_path("accord", appauthor=False) / "neo4j"


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server that keeps everything but its jars in ``home``; the jars in ``jars`` are shared by all servers."""

    home: Path
    jars: Path

    @staticmethod
    def at(home: Path | None = None) -> LocalServer:
        """The server in ``home`` (absent: the default one of this user)."""
        root = default_root()
        return LocalServer((home or root / "server").absolute(), root / f"jars-{VERSION}")

    @property
    def log(self) -> Path:
        """What the server prints, its own log included."""
        return self.home / "logs" / "console.log"

    @property
    def password_file(self) -> Path:
        """The file with the password of user ``neo4j``, readable by the user alone."""
        return self.home / "password"

    def password(self) -> str | None:
        """The password of user ``neo4j``; None before the first start."""
        try:
            return self.password_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None

    def process(self) -> Process | None:
        """The running server, None when it doesn't run."""
        kept = Process.read(self.home / "process.json")
        return kept if kept is not None and kept.runs() else None

    def status(self) -> Status:
        """Whether it runs, where it listens, and where its log and password are."""
        running, ports = self.process(), self._kept_ports()
        bolt, http = ports or (None, None)
        return Status(
            pid=running.pid if running else None,
            uri=f"bolt://{LOOPBACK}:{bolt}" if running and bolt else None,
            browser=f"http://{LOOPBACK}:{http}/browser/" if running and http else None,
            home=str(self.home),
            log=str(self.log),
            password_file=str(self.password_file),
        )

    def up(
        self, bolt: int | None = None, http: int | None = None, memory: Memory = Memory(), patience: float = 180
    ) -> Status:
        """Start it and wait at most ``patience`` seconds for Bolt; nothing to do when it runs.

        A port of 0 means any free one; None means the one of last time, else Neo4j's usual one, else any free one.
        Neo4jError when Java or Maven is missing, a given port is taken, or the server doesn't come up.
        """
        java = find_java()
        fetch_jars(self.jars)
        with self._alone():
            if self.process() is None:
                self._prepare(java, bolt, http, memory)
                self._start(java, memory, patience)
        return self.status()

    def down(self, patience: float = 60) -> bool:
        """Stop the server; False when none ran. Neo4jError when it hasn't ended after ``patience`` seconds."""
        return self._stop(patience)

    def destroy(self) -> None:
        """Stop the server and remove its databases, password and logs; foreign files in ``home`` and the jars stay."""
        self._stop(60, at_once=True)
        for name in _FOLDERS:
            shutil.rmtree(self.home / name, ignore_errors=True)
        for name in _FILES:
            (self.home / name).unlink(missing_ok=True)
        if self.home.is_dir() and not any(self.home.iterdir()):
            self.home.rmdir()

    def _stop(self, patience: float, *, at_once: bool = False) -> bool:
        if not self.home.is_dir():
            return False
        with self._alone():
            running = self.process()
            if running is not None and not running.end(patience, at_once=at_once):
                raise Neo4jError(f"the server (process {running.pid}) hasn't ended in {patience:.0f} s: see {self.log}")
            (self.home / "process.json").unlink(missing_ok=True)
            return running is not None

    def _prepare(self, java: Path, bolt: int | None, http: int | None, memory: Memory) -> None:
        """Folders, configuration and, before the first start, the password."""
        for name in _FOLDERS:
            (self.home / name).mkdir(parents=True, exist_ok=True)
        ports = self._choose_ports(bolt, http)
        template = Template(files("accord.graph.neo4j").joinpath("neo4j.conf").read_text(encoding="utf-8"))
        words = {"heap": memory.heap, "page_cache": memory.page_cache}
        conf = template.substitute(words, address=LOOPBACK, bolt_port=ports[0], http_port=ports[1])
        (self.home / "conf" / "neo4j.conf").write_text(_settings(conf, self._own_settings()), encoding="utf-8")
        (self.home / "ports").write_text(f"{ports[0]} {ports[1]}\n", encoding="ascii")
        if not self.password_file.exists():
            self._set_password(java)

    def _own_settings(self) -> str:
        """What the user wants otherwise, from ``settings.conf``, in Neo4j's own notation."""
        try:
            return (self.home / "settings.conf").read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _set_password(self, java: Path) -> None:
        """Make a password and let Neo4j keep its hash.

        The tool takes the password as an argument, so its arguments are handed over in a file that ``java`` itself
        reads: the list of processes shows the file's name alone.
        """
        password = secrets.token_hex(16)
        arguments = self.home / "set-password"
        class_path = f'"{self.jars}/*"'.replace("\\", "\\\\")
        tool = f"-cp {class_path} org.neo4j.cli.AdminTool dbms set-initial-password {password}\n"
        try:
            _write_secret(arguments, tool)
            done = subprocess.run(  # noqa: S603
                [java, f"@{arguments}"], env=self._environment(), capture_output=True, text=True, check=False
            )
        finally:
            arguments.unlink(missing_ok=True)
        if done.returncode:
            words = done.stderr.replace(password, "…").strip().splitlines()
            raise Neo4jError("Neo4j took no password: " + " ".join(words[:2]))
        _write_secret(self.password_file, password + "\n")

    def _start(self, java: Path, memory: Memory, patience: float) -> None:
        command = [
            str(java),
            f"-Xms{memory.heap}",
            f"-Xmx{memory.heap}",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+DisableExplicitGC",
        ]
        for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang"):
            command.append(f"--add-opens=java.base/{package}=ALL-UNNAMED")
        command += ["-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8", "-Dio.netty.tryReflectionSetAccessible=true"]
        command += ["-cp", f"{self.jars}/*{os.pathsep}{self.home}/plugins/*", "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        process = start(command, self.log, self._environment())
        if process is not None:
            process.write(self.home / "process.json")
            if self._answers(process, patience):
                return
            process.end(10)
        raise Neo4jError(f"Neo4j didn't come up: {self._last_words()} (log: {self.log})")

    def _answers(self, process: Process, patience: float) -> bool:
        """Wait until Bolt answers; False when the process ended before, or after ``patience`` seconds."""
        ports = self._kept_ports()
        limit = time.monotonic() + patience
        while ports and process.runs() and time.monotonic() < limit:
            if bolt_answers(ports[0]):
                return True
            time.sleep(0.2)
        return False

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        errors = [line for line in lines[-60:] if "ERROR" in line or "Caused by" in line or line.startswith("Error")]
        return " | ".join((errors or lines)[-2:])[:500] or "it ended without a word"

    def _environment(self) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.upper().endswith("PASSWORD")}
        return inherited | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _kept_ports(self) -> tuple[int, int] | None:
        try:
            bolt, http = (self.home / "ports").read_text(encoding="ascii").split()
            return int(bolt), int(http)
        except (OSError, ValueError):
            return None

    def _choose_ports(self, bolt: int | None, http: int | None) -> tuple[int, int]:
        usual = self._kept_ports() or USUAL_PORTS
        return choose_port(bolt, usual[0], "--bolt-port"), choose_port(http, usual[1], "--http-port")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from starting or stopping this server at the same time."""
        import fcntl

        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.home / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _settings(usual: str, own: str) -> str:
    """The usual settings but for those that the user's own name, and these: Neo4j refuses one that is set twice."""
    named = {line.partition("=")[0].strip() for line in own.splitlines()}
    kept = [line for line in usual.splitlines() if line.partition("=")[0].strip() not in named]
    return "\n".join([*kept, own])


def _write_secret(file: Path, text: str) -> None:
    """Write ``text`` into a new file that only this user may read, from its first byte on."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(text)
