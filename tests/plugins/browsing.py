"""What a page does in a browser: its complaints, what axe finds, and a text that wants to be markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

HOSTILE = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


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
