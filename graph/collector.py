"""Python's collector of cycles, kept from looking through a million objects again and again while they are made."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection of cycles inside the block, which makes many objects that are kept and next to no cycles.

    The collector looks through what is there each time that so much was made: two fifths of the time it takes to
    project a graph. All threads share it, so that of two blocks at once the first to end lets it go on.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # Both together: what was made counts as old, without being looked through once for that.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@contextmanager
def set_aside() -> Iterator[None]:
    """Inside the block, collections look only through what is made there, not through all that was there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
