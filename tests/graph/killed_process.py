"""Loads made-up articles and kills itself with SIGKILL at a named point; run by the tests of what a kill leaves.

usage: killed_process.py STORE COUNT EDITION MODE POINT NUMBER

POINT is reading, deriving, derived, writing or written; NUMBER says at which time that it is reached.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

POINTS = ("reading", "deriving", "derived", "writing", "written")


def wrap(owner: Any, name: str, before: str, after: str, die: Callable[[str], None]) -> None:
    """Make a function pass two points."""
    function = getattr(owner, name)

    def passing(*arguments: Any, **named: Any) -> Any:
        die(before)
        found = function(*arguments, **named)
        die(after)
        return found

    setattr(owner, name, passing)


def main(path: str, count: str, edition: str, mode: str, point: str, number: str) -> None:
    from accord.graph.knowledge import derivation
    from accord.graph.store import Store

    left = int(number)

    def die(where: str) -> None:
        nonlocal left
        if where == point:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    wrap(Store, "replace_article", "reading", "", die)
    wrap(derivation, "derive", "deriving", "derived", die)
    wrap(Store, "_commit", "writing", "written", die)
    script = Path(__file__).with_name("loading_process.py")
    runpy.run_path(str(script))["main"](path, count, edition, *([mode] if mode == "batch" else []))


if __name__ == "__main__":
    main(*sys.argv[1:])
