"""The asking commands as processes: what pipes, terminals, missing stores and Ctrl-C do to them."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-c", "from accord.graph.cli import main; main()")
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c < ?f && ?f < ?i && ?i < ?l) }"


def environment(store: Path) -> dict[str, str]:
    return os.environ | {"ACCORD_STORE": str(store), "COLUMNS": "90", "TERM": "xterm"}


def run(store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, check=False, env=environment(store), timeout=120
    )


def test_an_answer_goes_to_stdout_and_nothing_else(store_path: Path) -> None:
    done = run(store_path, "sparql", "SELECT ?n { ?s acc:code 'NOR' ; acc:name ?n }", "--format", "csv")
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["n", "Norway"], "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "Atlantis"),
        ("sparql", "SELECT {"),
        ("sparql", "ASK { ?s ?p '\udcff' }"),
        ("show", "\udcff"),
        ("query", "current-status", "--param", "actor=\udcff"),
        ("cypher", "RETURN 1", "--neo4j", "bolt://127.0.0.1:9", "--param", "x=\udcff"),
        ("path", "ERI", "ERI"),
    ],
)
def test_what_goes_wrong_is_one_line_on_stderr_and_code_1(store_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [os.fsencode(part) for part in (*COMMAND, *arguments)],
        capture_output=True,
        check=False,
        env=environment(store_path),
        timeout=120,
    )
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(lines) == 1, done.stderr.decode()
    assert lines[0].startswith("accord: ")


def test_a_store_that_isnt_there_is_said(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "show", "ERI")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error_with_a_traceback(store_path: Path) -> None:
    command = subprocess.Popen(
        [*COMMAND, "sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000", "--format", "tsv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(store_path),
    )
    assert command.stdout is not None
    assert command.stdout.readline() == b"?a\t?b\t?c\t?d\t?e\t?f\n"
    command.stdout.close()
    _, told = command.communicate(timeout=120)
    assert b"Traceback" not in told


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processor time is read from /proc")
def test_ctrl_c_ends_a_query_that_would_run_for_hours(store_path: Path) -> None:
    command = subprocess.Popen([*COMMAND, "sparql", SLOW], env=environment(store_path), stderr=subprocess.DEVNULL)
    try:
        while not _burns_cpu(command.pid):
            assert command.poll() is None
            time.sleep(0.1)
        command.send_signal(signal.SIGINT)
        assert command.wait(timeout=20) == -signal.SIGINT
    finally:
        command.kill()
        command.wait()


def test_a_terminal_gets_bold_headings_and_no_escape_of_an_article(store_path: Path) -> None:
    shown = on_terminal(store_path, "show", "Algiers Agreement")
    assert "\x1b[1mAlgiers Agreement" in shown
    assert "\x1b[31m" not in shown
    assert "␛[31m" in shown
    listed = on_terminal(store_path, "query", "articles-reporting", "--param", "agreement=algiers agreement")
    assert "\x1b[31m" not in listed


def on_terminal(store: Path, *arguments: str) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    command = subprocess.Popen([*COMMAND, *arguments], stdout=theirs, env=environment(store), close_fds=True)
    os.close(theirs)
    told = b""
    while chunk := _read(ours):
        told += chunk
    os.close(ours)
    assert command.wait(timeout=60) == 0
    return told.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side has closed.
        return b""


def _burns_cpu(pid: int) -> bool:
    """Whether the process has used two seconds of processor time, so that it's amid its query."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK") > 2
