"""Loads made-up articles into a store, one line on stdout after each; run by the tests of what a kill leaves.

usage: loading_process.py STORE COUNT EDITION [batch]
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Actor, Agreement, Evidence, Facts


def synthetic(number: int, edition: int = 1) -> tuple[Document, Facts]:
    """The n-th article with its facts; five in a row report the same agreement. Another edition has other facts."""
    day = date(2020, 1, 1) + timedelta(days=number - number % 5)
    text = f"On {day:%d %B %Y} Norway and Chile agreed on fish. Report {number}, edition {edition}."
    published = day + timedelta(days=edition)
    named = Metadata(title=f"Report {number}", published=published)
    document = Document(f"report-{number:03}", text, ((0, len(text)),), metadata=named)
    evidence = Evidence((Passage.of(text, 0, text.index(".") + 1),))
    status = "agreed" if edition == 1 else "signed"
    agreement = Agreement("a1", "memorandum", ("NOR", "CHL"), status, evidence, date=day.isoformat())
    actors = Actor("NOR", "Norway", "State", "Q20"), Actor("CHL", "Chile", "State", "Q298")
    return document, Facts(document.id, "rules 1", published.isoformat(), (agreement,), actors=actors)


def main(path: str, count: str, edition: str, *mode: str) -> None:
    from accord.graph.store import Store

    with Store.open(Path(path)) as store, store.batch() if mode else nullcontext():
        for number in range(int(count)):
            store.replace_article(*synthetic(number, int(edition)))
            print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
