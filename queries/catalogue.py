"""The catalogue: questions that analysts ask, each a file in SPARQL, Cypher or both, with a header that explains it.

A header is the comment at the top of the file (``#`` in SPARQL, ``//`` in Cypher), one entry a line::

    # title: Agreements between two states
    # description: What both are party to, newest first.
    # param first actor: one party, by code or name
    # param since date=0001-01-01: only those made on this day or later
    # list: parties
    # example: first=ERI second=ETH

A parameter without ``=`` must be given. ``list`` names the columns with several values, parted by ``; `` in SPARQL.
In both languages a parameter is written ``$name``; values are bound, never pasted unchecked.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

from accord.graph.errors import QueryError, UnknownThing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Language(StrEnum):
    """What a question is written in."""

    sparql = "sparql"
    cypher = "cypher"

    @property
    def ending(self) -> str:
        """How the names of its files end."""
        return ".rq" if self is Language.sparql else ".cypher"


TYPES: Final = frozenset(("actor", "place", "agreement", "date", "integer", "text"))
"""What a parameter may be: a thing in the graph by code or name, an ISO 8601 day, a whole number, or any text."""

_ENTRY: Final = re.compile(r"^(?:#|//)\s*(title|description|param|list|example)\b:?\s*(.*?)\s*$")
_PARAM: Final = re.compile(r"(\w+) (\w+)(?:=(\S*))?: (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to know. ``type``: one of TYPES; ``default`` None: it must be given."""

    name: str
    type: str
    description: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One file of the catalogue. ``lists``: columns with several values; ``example``: values that make sense."""

    name: str
    language: Language
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    lists: tuple[str, ...]
    example: tuple[tuple[str, str], ...]
    text: str

    @property
    def usage(self) -> str:
        """A command line that asks it, with the example's values."""
        given = (f"--param {shlex.quote(f'{name}={value}')}" for name, value in self.example)
        return " ".join(("accord query", self.name, *given))


def questions() -> tuple[Question, ...]:
    """Every question, by name and language."""
    folder = files("accord.queries").joinpath("catalogue")
    found = []
    for file in folder.iterdir():
        for language in Language:
            if file.name.endswith(language.ending):
                name = file.name.removesuffix(language.ending)
                found.append(read_question(name, language, file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda question: (question.name, question.language)))


def find_question(name: str, language: Language | None = None) -> Question:
    """The question ``name``; where it stands in both languages and none is asked for, in SPARQL.

    UnknownThing when there is none, with what there is.
    """
    asked = [question for question in questions() if question.name == name]
    if not asked:
        names = ", ".join(dict.fromkeys(question.name for question in questions()))
        raise UnknownThing(f"the catalogue has no question {name!r}; it has {names}")
    for question in asked:
        if question.language is (language or Language.sparql) or (language is None and len(asked) == 1):
            return question
    raise UnknownThing(f"the question {name!r} stands in {asked[0].language.value} only: leave out --language")


def read_question(name: str, language: Language, text: str) -> Question:
    """Read one file's text; QueryError when its header lacks something or declares a parameter wrongly."""
    told: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith(("#", "//")):
            break
        if entry := _ENTRY.match(line):
            told.setdefault(entry[1], []).append(entry[2])
    missing = [key for key in ("title", "description", "example") if key not in told]
    if missing:
        raise QueryError(f"{name}{language.ending}: the header lacks {', '.join(missing)}")
    parameters = tuple(_read_parameter(name, words) for words in told.get("param", []))
    example = tuple(split_assignment(words) for words in shlex.split(" ".join(told["example"])))
    lists = tuple(column for line in told.get("list", []) for column in line.split())
    description = " ".join(told["description"])
    return Question(name, language, told["title"][0], description, parameters, lists, example, text)


def split_assignment(words: str) -> tuple[str, str]:
    """Name and value of ``name=value``; QueryError otherwise.

    >>> split_assignment("region=Old Town")
    ('region', 'Old Town')
    """
    name, equals, value = words.partition("=")
    if not equals or not name.isidentifier():
        raise QueryError(f"--param {words!r}: write it as name=value, e.g. --param state=RUS")
    check_unicode(value, f"--param {name}")
    return name, value


def check_unicode(text: str, where: str) -> None:
    """QueryError when ``text`` came as bytes that aren't UTF-8; ``where`` names the place."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"{where}: character {error.start + 1} isn't UTF-8") from error


Bound: TypeAlias = str | int | tuple[str, ...]
"""A checked value: text, a number, or the IRIs of what was meant."""


def bind_values(question: Question, given: Mapping[str, str], resolve: Callable[[str, str], Bound]) -> dict[str, Bound]:
    """A checked value for each parameter of ``question``.

    ``resolve`` turns the type and value of a thing in the graph (actor, place, agreement) into what the query
    compares. QueryError for a parameter that is missing, unknown or of another type.
    """
    known = {parameter.name for parameter in question.parameters}
    if foreign := given.keys() - known:
        raise QueryError(
            f"{question.name} has no parameter {min(foreign)!r}; it has {', '.join(sorted(known)) or 'none'}"
        )
    return {parameter.name: _value(question, parameter, given, resolve) for parameter in question.parameters}


def _value(
    question: Question, parameter: Parameter, given: Mapping[str, str], resolve: Callable[[str, str], Bound]
) -> Bound:
    value = given.get(parameter.name, parameter.default)
    if value is None:
        raise QueryError(
            f"{question.name} needs --param {parameter.name}=… ({parameter.description}), e.g. {question.usage}"
        )
    if parameter.type == "date":
        return _day(parameter, value)
    if parameter.type == "integer":
        return _number(parameter, value)
    if parameter.type == "text" or value == parameter.default:
        return value
    return resolve(parameter.type, value)


def _day(parameter: Parameter, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"--param {parameter.name}={value}: give a day as 2017-05-04") from error


def _number(parameter: Parameter, value: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise QueryError(f"--param {parameter.name}={value}: give a whole number")
    return int(value)


def _read_parameter(name: str, words: str) -> Parameter:
    entry = _PARAM.fullmatch(words)
    if entry is None or entry[2] not in TYPES:
        raise QueryError(f"{name}: 'param {words}' isn't 'param NAME TYPE[=DEFAULT]: WORDS', TYPE in {sorted(TYPES)}")
    return Parameter(entry[1], entry[2], entry[4], entry[3])
