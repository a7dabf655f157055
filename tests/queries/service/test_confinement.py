"""What the kernel denies to a process that was confined."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from accord.queries.service.confinement import is_available

TRY = """
import os, socket
from accord.queries.service.confinement import deny_calls, limit_memory
ours, theirs = socket.socketpair()
assert deny_calls()
limit_memory(100 << 20)
def outcome(call):
    try:
        call()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
print(outcome(lambda: socket.create_connection(("127.0.0.1", 9))))
print(outcome(lambda: socket.socket(socket.AF_UNIX)))
print(outcome(lambda: ours.connect("/tmp/x")))
print(outcome(lambda: os.execv("/bin/true", ["true"])))
print(outcome(lambda: bytearray(300 << 20)))
ours.sendall(b"x")
print(outcome(lambda: theirs.recv(1)))
"""


@pytest.mark.skipif(not is_available(), reason="system calls are denied on Linux only")
def test_a_confined_process_neither_connects_nor_starts_programs_nor_takes_all_memory() -> None:
    done = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, env=os.environ, check=False)
    assert done.stdout.split() == ["PermissionError"] * 4 + ["MemoryError", "done"], done.stderr
