"""A corpus of any size as analysts have them, the same for each seed: python tests/bench/corpus.py FOLDER [ARTICLES].

Everyday news, reports of diplomacy about ever other states, days and subjects, texts and pages, short and long ones,
the same text twice, wire stories under other tails or with another sentence, and files that are no articles.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mixed_news import everyday

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED: Final = 8
A_FOLDER: Final = 1_000
_STATES: Final = (
    "Norway Iceland Chile Peru Kenya Uganda Ghana Japan Vietnam Thailand Oman Jordan Egypt Morocco Poland Hungary"
    " Austria Portugal Mexico Canada Brazil Uruguay Mongolia Nepal India Laos Senegal Zambia Namibia"
    " Georgia Armenia Cyprus"
).split()
_SUBJECTS: Final = (
    "fisheries trade energy visas water tariffs extradition shipping customs aviation labour culture".split()
)
_CITIES: Final = "Oslo Vienna Geneva Cairo Lima Nairobi Tokyo Doha Lisbon Astana Bergen Arica".split()
_FIRST: Final = "Ana Bo Carla Davit Elin Farid Greta Hana Ivo Jana Karim Lena Miro Nora Omar Petra".split()
_LAST: Final = "berg heim aya beki naka vacs silva dad vak qvist ello ssi dahl vega".split()
_SYLLABLES: Final = "ba cor dun el fi gra hol ist jor ka lum mer nov os pra quel ris sol tun ur vel wen yar zim".split()
_COMMON: Final = re.compile(r"(?<!\w)[a-z]{4,}(?!\w)")
_OWN: Final = 0.4
"""Share of the common words of four letters or more that are made up."""
_MONTHS: Final = "January February March April May June July August September October November December".split()
_REPORT: Final = (
    "{city_upper}, {month} {day}, {year} - {a} and {b} signed an agreement on {subject} in {city} on {month} {day},"
    " {year}, officials of both countries said.",
    "Foreign Minister {minister} of {a} met {b}'s foreign minister, {other}, in {city} and called for more talks on"
    " {topic}.",
    '"We have come a long way since {before}," {minister} said. {b} denied that a deal on {topic} had been made'
    " as well.",
    "{c} mediated between the two sides. {c} and {b} ratified a treaty on {topic} in {before}.",
    "The president of {c} rejected the claim that {a} had broken off talks on {subject}.",
)
_TELLING: Final = frozenset(re.findall(r"[a-z]{4,}", " ".join((*_REPORT, *_SUBJECTS))))
"""Words that facts hang on, or that are filled in."""
_MORE: Final = (
    "Traffic around the hotel stood still for hours, and shops nearby closed their doors early in the afternoon.",
    "Those who had come from afar slept in trains, while students sold coffee and paper flags before the gates.",
    "Many people watched from balconies; some threw flowers, others complained about the noise and the weather.",
    "Reporters waited outside under umbrellas, since rain had fallen over the whole coast through most of the week.",
)
_PAGE: Final = (
    "<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}"
    "</article><footer>Contact us</footer></body></html>"
)
_NONE: Final[tuple[bytes, ...]] = (
    b"%PDF-1.7\n\x00\x01\x02",
    b"",
    b"\x00\x01\x02\x03" * 64,
    "Die Regierungen beider Länder haben am Montag in Wien ein Abkommen über den Handel unterzeichnet. ".encode() * 4,
    b"<html><body>" + b"<div>" * 400 + b"deep",
    b"PK\x03\x04 no archive at all",
)
_LONG: Final = 12


def diplomatic(number: int) -> str:
    """The report of diplomacy of that number."""
    chance = random.Random(f"diplomacy {number}")
    a, b, c = chance.sample(_STATES, 3)
    subject, topic = chance.sample(_SUBJECTS, 2)
    city = chance.choice(_CITIES)
    names = [f"{chance.choice(_FIRST)} {_made_up(chance).title()}{chance.choice(_LAST)}" for _ in range(2)]
    year = chance.randint(1995, 2024)
    words = {"a": a, "b": b, "c": c, "subject": subject, "topic": topic, "city": city, "city_upper": city.upper()}
    words |= {
        "minister": names[0],
        "other": names[1],
        "month": chance.choice(_MONTHS),
        "day": str(chance.randint(1, 28)),
    }
    words |= {"year": str(year), "before": str(year - chance.randint(1, 9))}
    lead, *rest = _REPORT
    told = [lead, *chance.sample(rest, chance.randint(1, len(rest)))]
    told += chance.sample(_MORE, 2)
    return f"{a} and {b} agree on {subject}\n\n" + "\n\n".join(told).format(**words) + "\n"


def story(number: int) -> str:
    """A text of its own for each number: each fifth of diplomacy.

    A part of its common words are made up, since texts from so few templates would all be near-copies of one another.
    """
    chance = random.Random(f"words {number}")
    title, _, text = (diplomatic(number) if number % 5 == 0 else everyday(number)).partition("\n")
    kept = _TELLING if number % 5 == 0 else frozenset[str]()

    def own(found: re.Match[str]) -> str:
        return found[0] if found[0] in kept or chance.random() > _OWN else _made_up(chance)

    return f"{title}\n{_COMMON.sub(own, text)}"


def _made_up(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3))


def file(number: int) -> tuple[str, bytes]:
    """Name and bytes of the file of that number."""
    chance = random.Random(f"{SEED} {number}")
    earlier = chance.randrange(max(1, number - 500), number) if number > 1 else 0
    kinds: tuple[tuple[int, Callable[[], str | bytes]], ...] = (
        (2, lambda: chance.choice(_NONE)),
        (5, lambda: story(earlier)),
        (3, lambda: f"{story(earlier)}\n\nLeave a Reply\n\nSays reader {number}: well.\n"),
        (3, lambda: f"{story(earlier)}\nMore was not known on day {number}.\n"),
        (1, lambda: "\n".join(story(number * _LONG + more) for more in range(_LONG))),
        (6, lambda: "\n\n".join(story(number).split("\n\n")[:2]) + "\n"),
        (10, lambda: _page(story(number))),
    )
    drawn = chance.randrange(100)
    for share, make in kinds:
        if drawn < share:
            told = make()
            return f"{number:06}", told if isinstance(told, bytes) else told.encode()
        drawn -= share
    return f"{number:06}", story(number).encode()


def _page(text: str) -> str:
    title, *paragraphs = text.strip().split("\n\n")
    return _PAGE.format(title=title, body="".join(f"<p>{each}</p>\n" for each in paragraphs))


def write(folder: Path, count: int) -> Iterator[Path]:
    """Write the first ``count`` files, a thousand a folder; the folders' files one after the other."""
    for number in range(count):
        name, told = file(number)
        path = folder / f"{number // A_FOLDER:03}" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(told)
        yield path


if __name__ == "__main__":
    sys.stderr.write(f"{sum(1 for _ in write(Path(sys.argv[1]), int((*sys.argv, '20000')[2])))} files written\n")
