"""Errors as clients can read them: problem+json (RFC 9457), or plain text for who prefers it."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Final

from accord.graph.errors import AccordError, InputError, StoreError, UnknownThing
from accord.queries.service.exchange import Answer, Problem

_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


def problem_answer(problem: Problem, accept: str = "") -> Answer:
    """The answer that tells of a problem. ``accept``: the request's header."""
    if "text/plain" in accept and "json" not in accept:
        return Answer(problem.status, "text/plain; charset=utf-8", f"{problem.detail}\n".encode(), problem.headers)
    told: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.place:
        told |= {"line": problem.place[0], "column": problem.place[1]}
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    return Answer(problem.status, "application/problem+json", body, problem.headers)


def problem_of(error: Exception) -> Problem:
    """The problem that an error of accord is for a client; others are the service's own, without their words."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, MemoryError):
        return Problem(503, "the answer needs more memory than one request may have; ask for less")
    if isinstance(error, AccordError):
        found = _PLACE.search(str(error))
        place = (int(found[1]), int(found[2])) if found else None
        status = 404 if isinstance(error, UnknownThing) else 400 if isinstance(error, InputError) else 500
        return Problem(503 if isinstance(error, StoreError) else status, str(error), place=place)
    return Problem(500, "the service failed on this request; its log says why")
