"""How long the page takes from search to agreement to sentence to graph to SPARQL, in Chromium, on a store of any size.

    python tests/bench/page.py STORE WORDS [RUNS]

WORDS are searched for, and the first agreement found is followed. A step lasts from the click or Enter until what
it leads to is drawn; the first run has nothing in any cache. Also: how long the service takes to begin, and its memory.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "plugins"))
from browsing import open_browser, wait_for
from http_service import serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from http_service import Service
    from selenium.webdriver import Chrome

PATIENCE = 1200
"""Seconds that the service has to read the store."""


def steps(browser: Chrome, service: Service, words: str) -> dict[str, Callable[[], object]]:
    """Each step's name, and what takes it to its end."""

    def click(selector: str, then: str) -> None:
        element = wait_for(browser, selector)
        browser.execute_script("arguments[0].click()", element)
        wait_for(browser, then)

    def search() -> None:
        browser.find_element("id", "words").send_keys(f"{words}\n")
        wait_for(browser, ".hits a")

    def graph() -> None:
        browser.back()
        click(".views a[href^='#/graph']", ".drawing canvas")
        wait_for(browser, ".list table")

    def sparql() -> None:
        click("header nav a", "button.run")
        click("button.run", ".answer table")

    return {
        "the page itself": lambda: (browser.get(f"{service.address}/#/"), wait_for(browser, "#words")),
        "search": search,
        "agreement": lambda: click(".hits a[href*='agreement']", ".standing"),
        "sentence": lambda: click("blockquote a", "mark.chosen"),
        "graph": graph,
        "SPARQL": sparql,
    }


def main(store: str, words: str, runs: int) -> None:
    spent: dict[str, list[float]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        with serving(Path(store), Path(folder), token=None, patience=PATIENCE) as service, open_browser() as browser:
            print(f"serving after {time.perf_counter() - start:.1f} s with {resident(service):,} MiB", flush=True)
            for _ in range(runs):
                browser.get("about:blank")
                for name, step in steps(browser, service, words).items():
                    before = time.perf_counter()
                    step()
                    spent[name].append(time.perf_counter() - before)
    for name, times in spent.items():
        rest = f", later {min(times[1:]) * 1e3:.0f} to {max(times[1:]) * 1e3:.0f} ms" if times[1:] else ""
        print(f"{name:16} {times[0] * 1e3:6.0f} ms{rest}")


def resident(service: Service) -> int:
    """MiB of the process that has the data: the largest of the service's."""
    told = [Path(f"/proc/{pid}/statm").read_text().split() for pid in service.workers()]
    return max(int(fields[1]) for fields in told) * resource.getpagesize() >> 20


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5)
