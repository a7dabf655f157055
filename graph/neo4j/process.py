"""A background process that is only ever ended when it is certainly the one that was started here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Process:
    """A process by number and by the moment it began, since numbers are used again.

    ``began`` is in the operating system's own words and only compared for equality.
    """

    pid: int
    began: str

    def runs(self) -> bool:
        """Whether this very process is still there."""
        return start_of(self.pid) == self.began

    def end(self, patience: float, *, at_once: bool = False) -> bool:
        """Ask it to stop (SIGTERM; ``at_once``: SIGKILL) and wait ``patience`` seconds; whether it has ended."""
        if self.runs():
            os.kill(self.pid, signal.SIGKILL if at_once else signal.SIGTERM)
        return self.wait(patience)

    def wait(self, patience: float) -> bool:
        """Wait at most ``patience`` seconds for its end; whether it has ended."""
        limit = time.monotonic() + patience
        while self.runs():
            if time.monotonic() > limit:
                return False
            time.sleep(0.1)
        return True

    def write(self, file: Path) -> None:
        """Keep it in ``file`` as JSON."""
        file.write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")

    @staticmethod
    def read(file: Path) -> Process | None:
        """What ``write`` kept; None where there is no such file or it is no process."""
        try:
            kept: Any = json.loads(file.read_text(encoding="utf-8"))
            return Process(int(kept["pid"]), str(kept["began"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def start_of(pid: int) -> str | None:
    """When process ``pid`` began; None when there is none, or only its exit status is left to collect."""
    state, began = _proc_start(pid) if Path("/proc/self/stat").exists() else _ps_start(pid)
    return None if state.startswith("Z") or not began else began


def _proc_start(pid: int) -> tuple[str, str]:
    """State and start in clock ticks since boot (fields 3 and 22 of proc_pid_stat(5)): exact, unlike ``ps``."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return "", ""
    return fields[0], fields[19]


def _ps_start(pid: int) -> tuple[str, str]:
    """The same from POSIX ``ps`` where there is no /proc (macOS), to the second."""
    command = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
    told = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    )
    state, _, began = told.stdout.strip().partition(" ")
    return state, began.strip()


def start(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> Process | None:
    """Start ``command`` in the background, its output appended to ``log``; None when it ended at once.

    A shell in between hands it over to the system's first process, so it outlives this one and leaves no exit status
    for us to collect.
    """
    script = 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & echo $!'
    told = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", script, "sh", str(log), *command],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        start_new_session=True,
        env=dict(environment),
    ).stdout
    pid = int(told)
    began = start_of(pid)
    return None if began is None else Process(pid, began)
