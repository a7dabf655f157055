"""Randomness of its own for each process: two forked from one would give the same values for RAND() and UUID().

pyoxigraph draws from a generator of the thread (ThreadRng of the Rust crate rand), which a fork copies with its state;
since version 0.9 the crate doesn't notice. It takes a new seed from the system after each 64 KiB, so that is drawn.
"""

from __future__ import annotations

from typing import Final

_DRAWN: Final = 64 << 10
"""Bytes after which the generator takes a new seed: THREAD_RNG_RESEED_THRESHOLD of rand."""
_DIGITS: Final = "{ 0 1 2 3 4 5 6 7 8 9 }"
_DRAWING: Final = (
    "SELECT (SUM(?drawn) AS ?sum) (COUNT(?drawn) AS ?times) { SELECT (RAND() AS ?drawn) { "
    + " ".join(f"VALUES ?{name} {_DIGITS}" for name in "abcd")
    + " } }"
)
_EACH: Final = 8
"""Bytes for one number."""


def take_own() -> None:
    """Let this thread's next random values be like those of no other process; once after a fork, in some 3 ms."""
    import pyoxigraph

    solutions = pyoxigraph.Store().query(_DRAWING)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    (found,) = solutions
    assert int(found["times"].value) * _EACH > _DRAWN
