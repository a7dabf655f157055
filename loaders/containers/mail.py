"""Articles that came by mail (EML), and pages that browsers saved as one file (MHTML)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.errors import UnreadableSource
from accord.loaders.containers.member import row_source
from accord.loaders.containers.tables import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from accord.loaders.containers.member import Opened
    from accord.loaders.sources import Source

_MOST_PARTS: Final = 1_000


def read_mail(opened: Opened) -> Iterator[Source]:
    """The one article of a message: its plain text, else its first page."""
    from email import message_from_bytes, policy
    from email.errors import MessageError

    raw = whole(opened)
    if raw.count(b"\n--") > _MOST_PARTS * 2:
        raise UnreadableSource(f"{opened.name}: a message of more than {_MOST_PARTS} parts; save the article alone")
    try:
        message: EmailMessage = message_from_bytes(raw, policy=policy.default)
        yield _article(opened, message)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSource(f"{opened.name}: is a damaged message ({str(error)[:150]})") from error


def _article(opened: Opened, message: EmailMessage) -> Source:
    body = message.get_body(("plain", "html"))
    if body is None:
        return opened.refused(UnreadableSource(f"{opened.name}: is a message without a text"))
    url = message.get("Snapshot-Content-Location") or body.get("Content-Location") or ""
    saved = bool(url) and body.get_content_type() == "text/html"
    text = body.get_content()
    told = {
        "text": text if isinstance(text, str) else text.decode("utf-8", "replace"),
        # A saved page says its own; a message's date of sending is a newsletter's day.
        "title": "" if saved else str(message.get("Subject", "")).strip(),
        "published": "" if saved else str(message.get("Date", "")),
        "url": str(url).strip(),
    }
    source = row_source(opened, {said: value for said, value in told.items() if value}, 1, "message")
    if source.held is None:  # too short for an article, but nothing else is to be had
        return opened.refused(UnreadableSource(f"{opened.name}: holds no text of an article"))
    place = source.told.url or opened.place
    return type(source)(opened.name, place, source.held, source.told, opened.called)
