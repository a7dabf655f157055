"""From bytes to characters: charsets, control characters, and what is no text at all."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest

from accord.graph.errors import BinarySource, EmptySource, OversizedSource, UnreadableSource, UnsupportedLanguage
from accord.loaders.reading import MAX_BYTES, read_document, read_source

STORY = (
    "The café of Reykjavík’s port was full – said the minister – when the agreement was signed by the two countries."
)


@pytest.mark.parametrize(
    "raw",
    [
        STORY.encode(),
        codecs.BOM_UTF8 + STORY.encode(),
        codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
        STORY.encode("utf-16-le"),
        STORY.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"),
    ],
)
def test_unicode_is_read_with_or_without_a_mark(raw: bytes) -> None:
    reading = read_source(raw, name="cafe.txt")
    assert reading.document.text == STORY
    assert not reading.remarks


def test_windows_quotes_and_accents_are_read_and_told_of() -> None:
    reading = read_source(STORY.encode("cp1252"), name="cafe.txt")
    assert reading.document.text == STORY
    assert reading.remarks == ("isn't UTF-8; read as windows-1252",)


def test_a_page_says_its_charset() -> None:
    page = f"<html><head><meta charset='iso-8859-1'></head><body><p>{STORY}</p></body></html>"
    assert read_document(page.encode("cp1252"), name="cafe.html").text == STORY


def test_utf8_beats_a_page_that_says_otherwise() -> None:
    page = f"<html><head><meta charset='iso-8859-1'></head><body><p>{STORY}</p></body></html>"
    assert read_document(page.encode(), name="cafe.html").text == STORY


def test_broken_utf8_is_cleaned_and_told_of_in_one_line() -> None:
    raw = STORY.encode().replace(b"full", b"fu\xe2\x80ll")
    reading = read_source(raw, name="cafe.txt")
    assert reading.document.text == STORY.replace("full", "fu\ufffdll")
    assert reading.remarks == ("1 stretches aren't UTF-8; each became \ufffd",)


def test_nuls_and_control_characters_are_taken_out_and_told_of() -> None:
    raw = STORY.encode().replace(b"full", b"f\x00u\x1b[2Jl\x07l")
    reading = read_source(raw, name="cafe.txt")
    assert reading.document.text == STORY.replace("full", "fu[2Jll")
    assert reading.remarks == ("3 control characters taken out",)


def test_line_ends_and_accents_have_one_form() -> None:
    document = read_document("Cafe\u0301 pact\r\n\r\nThe pact was signed.\rIt was short.\x85".encode(), name="c.txt")
    assert document.text == "Café pact\n\nThe pact was signed.\nIt was short.\n"


def test_marks_that_split_or_disguise_words_are_taken_out() -> None:
    document = read_document("The agree\u00adment\u200b was \u202esigned.".encode(), name="c.txt")
    assert document.text == "The agreement was signed."


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
        (zipped("a.txt"), "a ZIP archive"),
        (zipped("word/document.xml"), "a Word document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\x00", "a GIF image"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"{\\rtf1\\ansi The agreement was signed.}", "an RTF document"),
        (b"\x00\x00\x00\x18ftypmp42", "an MP4 or HEIF file"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_binary_is_refused_by_what_it_is_whatever_its_name(raw: bytes, what: str) -> None:
    with pytest.raises(BinarySource, match=rf"^article\.txt: is {what}, not text"):
        read_document(raw, name="article.txt")


@pytest.mark.parametrize(
    "raw", [b'{"title": "x"}', b'[{"title": "x"}]', b'<?xml version="1.0"?><rss><channel></channel></rss>']
)
def test_data_formats_are_no_articles(raw: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"^feed\.txt: is "):
        read_document(raw, name="feed.txt")


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\x00", b"\xef\xbb\xbf", "\u200b\u200b".encode(), b"***\n---"])
def test_nothing_to_read_is_refused(raw: bytes) -> None:
    with pytest.raises(EmptySource, match=r"^void\.txt: "):
        read_document(raw, name="void.txt")


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(OversizedSource, match=r"^long\.txt: more than 2 MB"):
        read_document(b"a" * (MAX_BYTES + 1), name="long.txt")


def test_a_book_is_no_article() -> None:
    with pytest.raises(OversizedSource, match=r"^book\.txt: text of more than 100000 characters"):
        read_document(b"The two ministers agreed. " * 8000, name="book.txt")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les deux ministres ont signé lundi un accord sur la pêche qui entrera en vigueur au printemps, "
         "ont annoncé leurs porte-parole à Oslo.", "French"),
        ("Die beiden Minister unterzeichneten am Montag ein Abkommen über die Fischerei, das im Frühjahr in Kraft "
         "tritt, wie ihre Sprecher in Oslo mitteilten.", "German"),
        ("Министры двух стран подписали в понедельник соглашение о рыболовстве.", "Russian"),
        ("وقع الوزيران يوم الاثنين اتفاقا حول الصيد البحري بين البلدين يدخل حيز التنفيذ في الربيع.", "Arabic"),
        ("两国部长星期一签署了一项渔业协定，该协定将于春季生效，发言人在奥斯陆表示，两国将继续合作。", "Chinese"),
    ],
)  # fmt: skip
def test_another_language_is_refused_by_its_name(text: str, language: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=rf"^accord\.txt: is in {language}; "):
        read_document(text.encode(), name="accord.txt")


def test_russian_in_an_old_charset_is_refused_as_russian() -> None:
    text = "Министры двух стран подписали в понедельник соглашение о рыболовстве. " * 3
    with pytest.raises(UnsupportedLanguage, match="is in Russian"):
        read_document(text.encode("cp1251"), name="accord.txt")


def test_english_with_many_foreign_names_is_english() -> None:
    text = "Þórbjörg Guðmundsdóttir, Åse Øverås, Jürgen Müller-Lüdenscheidt and Zoë Çelik signed for Reykjavík, Tromsø."
    assert read_document(text.encode(), name="names.txt").metadata.language == "en"


def test_a_text_too_short_to_be_sure_passes() -> None:
    assert read_document("Accord signé.".encode(), name="short.txt").body
