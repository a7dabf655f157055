"""An extractor that is quick, and hangs, dies, grows or fails where an article says so; for tests of what that does.

Installed by the tests as the entry point ``poison`` of a distribution of its own, as a user's extractor would be.
"""

from __future__ import annotations

import os
import re
import time

from accord.graph.document import Document, Passage
from accord.graph.facts import Actor, Agreement, Evidence, Facts


class PoisonExtractor:
    name = "poison 1"

    def __init__(self, model: str | None = None) -> None:
        if model:
            self.name = f"poison {model}"

    def extract(self, document: Document) -> Facts:
        if "HANG" in document.text:
            time.sleep(600)
        if "DIE" in document.text:
            os._exit(11)
        if "GROW" in document.text:
            bytearray(64 << 30)
        if "FAIL" in document.text:
            raise LookupError("no such word")
        evidence = Evidence((Passage.of(document.text, *document.body[0]),))
        day = (re.search(r"\d{4}-\d\d-\d\d", document.text) or [None])[0]
        agreement = Agreement("a1", "memorandum", ("CHL", "NOR"), "agreed", evidence, date=day)
        actors = Actor("NOR", "Norway", "State", "Q20"), Actor("CHL", "Chile", "State", "Q298")
        return Facts(document.id, self.name, None, (agreement,), actors=actors)
