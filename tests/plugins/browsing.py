"""What a page does in a browser: its complaints, what axe finds, and a text that wants to be markup."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

HOSTILE = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


@contextmanager
def open_browser() -> Iterator[Chrome]:
    """Chromium without a window, until the block ends."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service as Driver

    options = Options()
    options.binary_location = str(shutil.which("chromium"))
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=Driver(shutil.which("chromedriver")))
    running.set_script_timeout(30)
    try:
        yield running
    finally:
        running.quit()


def complaints(browser: Chrome) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]


def violations(browser: Chrome) -> list[Any]:
    """What axe finds that is serious."""
    from importlib.resources import files

    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
    told = browser.execute_async_script(
        "const done = arguments[0], bad = (v) => ['serious', 'critical'].includes(v.impact);"
        "axe.run(document).then((r) => done({passes: r.passes.length,"
        "  found: r.violations.filter(bad).map((v) => [v.id, v.nodes.map((n) => n.html)])}))"
    )
    assert told["passes"] > 5
    return list(told["found"])


def wait_for(browser: Chrome, selector: str) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 30).until(lambda b: b.find_element("css selector", selector))
