"""The data's memory as an image: reading copies of it are given back, and what is read stays as it is.

Each in a process of its own, whose memory is rearranged.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

BEGINNING = """
    import os, re, threading
    from pathlib import Path
    from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
    from accord.queries.service.image import make_image
    from accord.queries.service.loading import _in_thread

    def copied():
        told = Path("/proc/self/status").read_text()
        return int(re.search(r"RssAnon:\\s+(\\d+)", told)[1]) // 1024

    def everything():
        rows = database.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")
        return hash(frozenset(str(row) for row in rows))

    lines = "\\n".join(
        f"<http://e/{n % 5000}> <http://e/p{n % 7}> \\"value {n}\\" <http://e/g{n % 50}> ." for n in range(60_000)
    ).encode()
    database = Store()
    _in_thread(lambda: database.bulk_load(lines, RdfFormat.N_QUADS))
    before = everything()
    image = make_image()
    assert image is not None
"""


def run(steps: str) -> None:
    code = textwrap.dedent(BEGINNING) + textwrap.dedent(steps)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own memory files are Linux's")


def test_what_was_copied_by_reading_is_given_back() -> None:
    run("""
        if os.fork() == 0:
            assert everything() == before
            held = copied()
            given = image.give_back()
            assert given * 4096 > 8 << 20, given
            assert held - copied() >= 8
            assert everything() == before
            os._exit(0)
        assert os.wait()[1] == 0
        assert everything() == before
    """)


def test_it_can_be_given_back_while_an_answer_is_read() -> None:
    run("""
        if os.fork() == 0:
            rows, given = set(), 0
            for number, row in enumerate(database.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")):
                rows.add(str(row))
                if number % 500 == 0:
                    given += image.give_back()
            assert hash(frozenset(rows)) == before
            assert given * 4096 > 8 << 20, given
            assert everything() == before
            os._exit(0)
        assert os.wait()[1] == 0
    """)


def test_what_was_changed_is_not_given_back() -> None:
    run("""
        if os.fork() == 0:
            new = Quad(NamedNode("http://e/new"), NamedNode("http://e/p"), Literal("new"), NamedNode("http://e/g1"))
            gone = next(database.quads_for_pattern(NamedNode("http://e/1"), None, None))
            database.add(new)
            database.remove(gone)
            changed = everything()
            assert changed != before
            image.give_back()
            assert everything() == changed
            assert new in database
            assert gone not in database
            os._exit(0)
        assert os.wait()[1] == 0
        assert everything() == before
    """)
