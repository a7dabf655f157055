"""What the benchmarks share: processor seconds of a process and of a call, and medians of several."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
GOLD_ARTICLES = ROOT / "tests" / "gold" / "articles"
ACCORD = (sys.executable, "-c", "from accord.graph.cli import main; main()")
TEMPORARY = "accord-bench-"


def of_process(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """Seconds of processor time, user and system, that a command takes; CalledProcessError when it fails."""
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime


def of_call(call: Callable[[], object]) -> float:
    """Seconds of processor time of this process in a call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def told(name: str, seconds: Sequence[float]) -> str:
    """A line with the median and the range."""
    middle = statistics.median(seconds)
    return f"{name:<34} {middle:8.3f} s CPU   ({min(seconds):.3f}-{max(seconds):.3f}, {len(seconds)} runs)"
