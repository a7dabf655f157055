"""Which form of an answer a client wants: by its Accept header, or by ``format`` for those who write a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.queries.service.exchange import Request


def wanted_form(request: Request, forms: Mapping[str, str]) -> str:
    """The name of the form wanted. ``forms``: name to media type, the preferred first.

    Problem 400 for a ``format`` that isn't there, 406 when the client accepts none of them.
    """
    if (name := request.value("format")) is not None:
        if name not in forms:
            raise Problem(400, f"format={name}: there is {', '.join(forms)}")
        return name
    ranges = tuple(map(_range, request.headers.get("accept", "").split(","))) if request.headers.get("accept") else ()
    if not ranges:
        return next(iter(forms))
    best = max(forms, key=lambda form: _quality(forms[form], ranges))
    if _quality(forms[best], ranges) <= 0:
        raise Problem(406, f"there is {', '.join(forms.values())}")
    return best


def _range(words: str) -> tuple[str, float]:
    """A media range and its weight; one that can't be read counts nothing (RFC 9110, section 12.5.1)."""
    kind, *parameters = (part.strip().lower() for part in words.split(";"))
    weight = next((parameter[2:] for parameter in parameters if parameter.startswith("q=")), "1")
    try:
        return kind, min(max(float(weight), 0.0), 1.0)
    except ValueError:
        return kind, 0.0


def _quality(media_type: str, ranges: tuple[tuple[str, float], ...]) -> float:
    """The weight of the most specific range that the media type is in; 0 when it is in none."""
    main = media_type.partition("/")[0]
    for fitting in (media_type, f"{main}/*", "*/*"):
        weights = [weight for kind, weight in ranges if kind == fitting]
        if weights:
            return max(weights)
    return 0.0
