"""What is in archives, tables, web archives, feeds and mail is found, whatever the file is called."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import InputError
from accord.loaders.containers.columns import day_of, parse_columns
from accord.loaders.containers.expansion import Expansion
from accord.loaders.corpus.tasks import Reader
from accord.loaders.sources import Source, find_sources

if TYPE_CHECKING:
    from pathlib import Path

STORY = "Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both countries said. " * 8


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return made.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(raw)
            archive.addfile(told, io.BytesIO(raw))
    return made.getvalue()


def lines(count: int, **more: str) -> bytes:
    return "".join(json.dumps({"text": STORY, "title": f"t{at}", **more}) + "\n" for at in range(count)).encode()


def members(found: list[Source]) -> list[str]:
    return [source.place.partition("!")[2] for source in found]


@pytest.mark.parametrize("make", [zipped, tarred, lambda m: tarred(m, "w:gz"), lambda m: tarred(m, "w:xz")])
def test_the_members_of_an_archive_are_articles_and_what_is_hidden_in_it_is_none(opened, make) -> None:
    found = opened(make({"a/one.txt": STORY.encode(), "__MACOSX/a/._one.txt": b"x", ".x": b"y", "two.txt": b"two"}))
    assert members(found) == ["a/one.txt", "two.txt"]
    assert [(source.stem, source.read()) for source in found] == [("one", STORY.encode()), ("two", b"two")]


def test_containers_in_containers_are_opened(opened) -> None:
    inner = zipped({"x.jsonl": lines(2), "y.txt": b"text"})
    assert members(opened(tarred({"in.zip": inner}, "w:bz2"))) == [
        "in.zip!x.jsonl!1",
        "in.zip!x.jsonl!2",
        "in.zip!y.txt",
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_what_it_unpacks_to(opened, pack) -> None:
    assert [source.read() for source in opened(pack(STORY.encode()))] == [STORY.encode()]
    assert len(opened(pack(lines(3)))) == 3


def test_a_table_says_which_columns_were_guessed_and_fills_the_metadata(opened) -> None:
    remarks: list[str] = []
    raw = f'key;Headline;Body;Pub Date;Link\n7;Fish deal;"{STORY}";8 May 2017;https://coast.example/a/fish-1.html\n'
    (found,) = opened(raw.replace("key", "id").encode(), remarks)
    assert remarks[0].endswith("columns text=Body, title=Headline, published=Pub Date, url=Link, id=id")
    assert (found.place, found.stem) == ("https://coast.example/a/fish-1.html", "7")
    document = Reader().read(found).document
    assert document is not None
    told = document.metadata
    assert (told.title, told.published, told.url) == ("Fish deal", date(2017, 5, 8), found.place)
    assert document.text.startswith("Fish deal\n\nNorway")


def test_the_users_columns_come_before_the_guessed(opened) -> None:
    raw = json.dumps({"content": "short", "words": STORY, "day": "2017-05-08"}).encode() + b"\n"
    (found,) = opened(raw * 1, columns=parse_columns("text=words,published=day"))
    assert STORY.strip() in found.read().decode()
    assert found.told.published == date(2017, 5, 8)
    (refused,) = opened(raw, columns=parse_columns("text=body"))
    assert "has no column 'body', as --columns says; it has 'content', 'words', 'day'" in str(refused.error)


def test_a_map_of_columns_that_names_nothing_known_is_wrong_use() -> None:
    with pytest.raises(InputError, match="--columns txt: write text=COLUMN"):
        parse_columns("txt=body")


def test_a_broken_row_keeps_no_other_out(opened) -> None:
    found = opened(lines(1) + b'{"text": \n' + b"[1]\n" + lines(1))
    assert [source.error is None for source in found] == [True, False, False, True]
    assert "line 2: is no JSON object" in str(found[1].error)


def test_a_json_document_is_its_first_list_of_objects(opened) -> None:
    raw = json.dumps({"status": "ok", "articles": [{"content": STORY, "source": {"name": "Coast"}}]}, indent=1)
    (found,) = opened(raw.encode())
    assert STORY.strip() in found.read().decode()
    assert len(opened(json.dumps({"response": {"docs": [{"body": STORY}] * 2}}, indent=1).encode())) == 2


def test_gdelts_lists_are_addresses(opened) -> None:
    listed = json.dumps({"date": "20200101000000", "url": "https://coast.example/a", "title": "A", "lang": "ENGLISH"})
    foreign = json.dumps({"date": "20200101000000", "url": "https://coast.example/b", "title": "B", "lang": "French"})
    english, french = opened(gzip.compress(f"{listed}\n{foreign}\n".encode()))
    assert (english.place, english.held, english.told.published) == ("https://coast.example/a", None, date(2020, 1, 1))
    assert "only English is read" in str(french.error)
    events = "\t".join(["410412347", "20200101", *["x"] * 58, "https://coast.example/c"])
    assert [source.place for source in opened(f"{events}\n".encode())] == ["https://coast.example/c"]


def test_a_feed_gives_its_texts_and_for_summaries_the_addresses(opened) -> None:
    raw = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>Coast</title><item><title>One</title><link>https://coast.example/one</link>
    <pubDate>Mon, 08 May 2017 09:30:00 GMT</pubDate><content:encoded><![CDATA[<p>{STORY}</p><p>End.</p>]]>
    </content:encoded></item><item><title>Two</title><link>https://coast.example/two</link>
    <description>short</description></item></channel></rss>"""
    one, two = opened(raw.encode())
    document = Reader().read(one).document
    assert document is not None
    assert (document.metadata.published, document.metadata.publisher) == (date(2017, 5, 8), "Coast")
    assert "Norway and Iceland signed" in document.text
    assert (two.place, two.held, two.told.title) == ("https://coast.example/two", None, "Two")


def test_an_atom_feed_is_read(opened) -> None:
    raw = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord</title><entry><title>Three</title>
    <id>tag:x,1</id><updated>2017-05-08T10:00:00Z</updated><content type="html">{STORY}</content></entry></feed>"""
    (found,) = opened(raw.encode())
    assert (found.told.title, found.told.published, found.place.partition("!")[2]) == (
        "Three",
        date(2017, 5, 8),
        "tag:x,1",
    )


def test_the_pages_of_a_web_archive_are_known_by_their_addresses(opened, record) -> None:
    pages = [record(f"https://coast.example/{at}") for at in range(3)]
    image = record("https://coast.example/i.png", kind="image/png")
    for raw in (b"".join([*pages, image]), b"".join(map(gzip.compress, [*pages, image]))):
        found = opened(raw)
        assert [source.place for source in found] == [f"https://coast.example/{at}" for at in range(3)]
        assert all(Reader().read(source).document for source in found)


def test_a_record_that_was_cut_is_refused_and_the_next_is_read(opened, record) -> None:
    whole = record("https://coast.example/whole")
    cut = record("https://coast.example/cut", extra="WARC-Truncated: length\r\n")
    found = opened(cut + whole)
    assert "was cut when it was archived (length)" in str(found[0].error)
    assert found[1].error is None
    short = opened(whole + record("https://coast.example/end")[:-200])
    assert short[0].error is None
    assert "is cut off in the archive" in str(short[1].error)
    lying = opened(record("https://coast.example/lying", length=150) + whole)
    assert "has " in str(lying[0].error)
    assert " bytes" in str(lying[0].error)


def test_mail_and_saved_pages_are_read(opened) -> None:
    mail = f"Subject: Fish\nDate: Mon, 08 May 2017 09:30:00 +0000\nMIME-Version: 1.0\n\n{STORY}\n"
    (found,) = opened(mail.encode())
    assert (found.told.title, found.told.published) == ("Fish", date(2017, 5, 8))
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://coast.example/p\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n\n'
        f"<html><body><p>{STORY}</p></body></html>\n--b--\n"
    )
    (page,) = opened(saved.encode())
    assert page.place == "https://coast.example/p"
    assert Reader().read(page).document is not None


def test_what_is_no_container_is_left_to_reading(tmp_path: Path) -> None:
    for name, raw in {
        "plain.txt": STORY.encode(),
        "commas.txt": b"Oslo, Bergen, and Troms\xc3\xb8 agreed, said Kari, the minister\n" * 3,
        "page.html": f"<html><body><p>{STORY}</p></body></html>".encode(),
        "word.docx": zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}),
        "dated.txt": b"Date: 8 May 2017\nPlace: Oslo\n\nNorway and Iceland signed.",
    }.items():
        (tmp_path / name).write_bytes(raw)
    found = find_sources([str(tmp_path)])
    assert tuple(Expansion().articles(found)) == found


def test_a_days_name_is_read_as_the_formats_write_it() -> None:
    written = ["2017-05-08", "20170508", "2017-05-08T23:30:00+02:00", "1494230400", "8 May 2017", "May 8, 2017"]
    assert {day_of(each) for each in written} == {date(2017, 5, 8)}
    assert day_of("32 May") is None


def test_the_container_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_bytes(lines(2) + b"x" * 20_000_000)
    coming = Expansion().articles(find_sources([str(file)]))
    assert next(coming).error is None
    assert next(coming).error is None
    assert "a line of more than 8 MiB" in str(next(coming).error)
