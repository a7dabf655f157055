"""Small registers made up for the tests."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

INDEX = ("chapter_no", "treaty_no", "treaty_name", "url", "chapter_url", "chapter_name")
TREATIES = {
    ("26", "90"): "Convention on the Prohibition of Singing Mines and on their Removal. Bergen, 3 May 1990",
    ("26", "90.a"): "Amendment to article 2 of the Convention on the Prohibition of Singing Mines. Arica, 8 June 2001",
    ("27", "91"): "Skerry Convention on the Protection of Puffins. Bergen, 4 May 1991",
}
COLUMNS = ("Participant", "Signature, Succession to signature(d)", "Ratification, Accession(a), Approval(AA)")
ROWS = (
    ("Bolivia (Plurinational State of)", "3 May 1990", "6 Jul 1991"),
    ("Chile", "3 May 1990", ""),
    ("Congo", "", "1 Sept 1992 a"),
    ("European Union", "4 May 1990", "2 Mar 1993 AA"),
    ("Iceland", "", "9 Mar 1993 a"),
    ("Kenya", "3 May 1990", "9 Apr 1993"),
    ("Mali", "", "9 May 1993 a"),
    ("Montenegro", "23 Oct 2006 d", "23 Oct 2006 a"),
    ("Norway", "3 May 1990", "1 Feb 1991"),
    ("Peru", "3 May 1990", "1 Feb 1992"),
)


def write(file: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)


@pytest.fixture
def treaties(tmp_path: Path) -> Path:
    """A folder like that of the UN Treaty Collection's tables, with three treaties of which two have tables."""
    folder = tmp_path / "register"
    told = [
        (c, n, title, f"http://un.test/{c}-{n}", f"http://un.test/{c}", "Arms") for (c, n), title in TREATIES.items()
    ]
    write(folder / "index.csv", (INDEX, *told))
    write(folder / "treaties" / "26-90.csv", (COLUMNS, *ROWS))
    write(folder / "treaties" / "26-90-a.csv", (("Participant", "Acceptance(A)"), ("Norway", "1 Feb 2002 A")))
    return folder
