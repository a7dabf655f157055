"""``accord serve`` as a command: what it says when it can't begin, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from http_service import CODE, descendants, serving

if TYPE_CHECKING:
    from pathlib import Path


def told(store: Path, *options: str, **environment: str) -> tuple[int, str]:
    command = [sys.executable, "-c", CODE, "serve", "--store", str(store), *options]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment}
    )
    return done.returncode, done.stderr


def test_a_service_needs_a_store(tmp_path: Path) -> None:
    code, error = told(tmp_path / "nowhere", "--port", "0")
    assert code == 1
    assert "there is no store here" in error
    assert "Traceback" not in error


def test_a_port_that_is_taken_is_told(store_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        code, error = told(store_path, "--port", str(other.getsockname()[1]))
    assert code == 1
    assert "give another --port" in error


@pytest.mark.parametrize("token", ["short", "with spaces in it, many", "é" * 20])
def test_a_weak_token_is_refused_and_not_repeated(store_path: Path, token: str) -> None:
    code, error = told(store_path, "--port", "0", ACCORD_TOKEN=token)
    assert code == 1
    assert "ACCORD_TOKEN" in error
    assert token not in error


def gone(pids: list[int]) -> bool:
    for _ in range(100):
        if not any(os.path.exists(f"/proc/{pid}") for pid in pids):  # noqa: PTH110
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_a_service_ends(store_path: Path, tmp_path: Path, number: signal.Signals) -> None:
    with serving(store_path, tmp_path) as service:
        below = descendants(service.process.pid)
        assert len(below) >= 4
        service.process.send_signal(number)
        service.process.wait(20)
        assert gone(below)
    assert list((store_path / "readers").iterdir()) == []


def test_a_service_that_cannot_go_on_ends_with_an_error(store_path: Path, tmp_path: Path) -> None:
    with serving(store_path, tmp_path) as service:
        os.kill(descendants(service.process.pid)[0], signal.SIGKILL)
        assert service.process.wait(20) == 1
        assert "start it again" in service.errors.read_text()
