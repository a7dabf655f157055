"""``accord watch`` follows a feed: what is new is loaded once, what failed is tried again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STORY = "Norway and Iceland signed an agreement on {} in Oslo on Monday, officials of both countries said. "


def feed(*entries: tuple[str, str]) -> bytes:
    told = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Mon, 08 May 2017 09:30:00 GMT</pubDate></item>"
        for title, link in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Coast</title>{told}</channel></rss>'.encode()


def accord(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from accord.graph.cli import main; main()", *arguments]
    told = {"ACCORD_STORE": str(folder / "store"), "ACCORD_CACHE": str(folder / "cache"), "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, check=False, text=True, env={**os.environ, **told})


def test_a_feed_is_followed_and_nothing_is_fetched_twice(site, tmp_path: Path) -> None:
    one = site.page("/fish", STORY.format("fisheries") * 8)
    two = site.page("/energy", STORY.format("energy") * 8)
    site.pages["/energy"] = (500, {}, b"")
    site.pages["/feed"] = (200, {"ETag": '"1"', "Content-Type": "application/rss+xml"}, feed(("A", one), ("B", two)))
    host = site.address.removeprefix("http://")
    watch = ("watch", "--once", "--json", "--pace", "0", "--allow-host", host, site.address + "/feed")

    first = accord(tmp_path, *watch)
    assert first.returncode == 0, first.stderr
    assert [json.loads(line)["result"] for line in first.stdout.splitlines()] == ["loaded", "refused"]
    assert "the server answers 500 (3 tries)" in first.stderr
    assert first.stderr.endswith("1 loaded, 0 unchanged, 1 refused\n")

    site.page("/energy", STORY.format("energy") * 8)
    second = accord(tmp_path, *watch)
    assert [json.loads(line)["id"] for line in second.stdout.splitlines()] == ["energy"]
    assert ("/feed", 304) in site.asked

    third = accord(tmp_path, *watch)
    assert (third.stdout, third.stderr) == ("", "0 loaded, 0 unchanged\n")
    asked = [(path, status) for path, status in site.asked if status == 200 and path != "/robots.txt"]
    assert sorted(asked) == [("/energy", 200), ("/feed", 200), ("/fish", 200)]

    loaded = accord(tmp_path, "load", "--dry-run", one, str(tmp_path / "gone.txt"))
    assert loaded.stdout.splitlines()[0] == f"fetch     {one}"
    assert loaded.stdout.splitlines()[1].startswith("refuse    ")
    assert "there is no such file or folder" in loaded.stdout


def test_what_is_no_feed_is_told(site, tmp_path: Path) -> None:
    done = accord(tmp_path, "watch", "--once", "--allow-host", site.address.removeprefix("http://"), site.page("/a"))
    assert "is no RSS or Atom feed" in done.stderr
    assert not (tmp_path / "store").exists()
