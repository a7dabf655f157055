"""Facts as the JSON document of DESIGN section 6, and back; reading checks every value and names what is wrong."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints

from accord.graph.document import Passage
from accord.graph.edtf import days
from accord.graph.errors import InvalidDate, InvalidFacts
from accord.graph.facts import FACTUALITIES, Evidence, Facts
from accord.ontology.terms import ACTS, INCIDENTS, KINDS, MODES, ROLES, STANCES, STATUSES, TOPICS

_ORDER: Final = (
    *("id", "published", "key", "kind", "name", "mode", "person", "office", "role", "speaker", "actor", "stance"),
    *("about", "parties", "mediators", "signatories", "participants", "actors", "date", "place", "regions", "status"),
    "topics",
)
"""Keys in the order of DESIGN section 6; all others follow in the order of the dataclass."""

_WORDS: Final = {
    ("Agreement", "kind"): KINDS,
    ("Agreement", "status"): STATUSES,
    ("Agreement", "topics"): TOPICS,
    ("Act", "type"): ACTS,
    ("Relation", "type"): ("amends", "implements", "supersedes", "renews"),
    ("Contact", "mode"): MODES,
    ("Office", "role"): ROLES,
    ("Statement", "stance"): STANCES,
    ("Incident", "kind"): INCIDENTS,
    ("Actor", "type"): ("State", "Organization", "ArmedGroup"),
    ("Evidence", "factuality"): FACTUALITIES,
}
_LIMITS: Final = {"confidence": (0.0, 1.0), "latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0)}
_EMPTY_ALLOWED: Final = frozenset({"extractor"})


def to_json(facts: Facts) -> dict[str, Any]:
    """The document of DESIGN section 6, as values that ``json.dumps`` takes.

    Beside the section's keys it has ``extractor``, ``incidents``, ``actors``, ``places`` and ``people``, and in each
    fact those of its dataclass; evidence is spread into ``evidence``, ``confidence``, ``factuality`` and
    ``according_to``.
    """
    told: dict[str, Any] = _written(facts)
    return told


def from_json(told: Any, text: str) -> Facts:
    """Read a facts document about the article with this stored ``text``.

    Keys beside those of DESIGN section 6 may be absent. InvalidFacts names the place of the first thing wrong
    (``agreements[2].date``): an unknown key or word, a wrong type, a bad date, a reference to nothing, a quote that
    isn't at its place in the text.
    """
    facts = _Reader(text).value(Facts, told, "")
    assert isinstance(facts, Facts)
    _check_references(facts)
    return facts


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found: dict[str, Any] = {}
    for field in _ordered(type(value)):
        inner = getattr(value, field)
        if isinstance(inner, Evidence):
            found |= _spread(inner)
        else:
            found[field] = _written(inner)
    return found


def _spread(evidence: Evidence) -> dict[str, Any]:
    return {
        "evidence": [_written(passage) for passage in evidence.passages],
        "confidence": evidence.confidence,
        "factuality": evidence.factuality,
        "according_to": evidence.according_to,
    }


@cache
def _ordered(kind: type) -> tuple[str, ...]:
    names = [field.name for field in fields(kind)]
    late = [name for name in names if name not in _ORDER]
    return (*sorted(set(names) & set(_ORDER), key=_ORDER.index), *late)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _keys(kind: type) -> frozenset[str]:
    """The keys that the JSON object of a dataclass may have."""
    spread = {"confidence", "factuality", "according_to"} if "evidence" in _hints(kind) else set()
    return frozenset({field.name for field in fields(kind)} | spread)


class _Reader:
    """Reads JSON values as the types of graph/facts.py; ``text`` is what passages must stand in."""

    def __init__(self, text: str) -> None:
        self.text = text

    def value(self, kind: Any, told: Any, place: str) -> Any:
        """``told`` as a ``kind``: a dataclass, a tuple of something, text, number or one of these or None."""
        if isinstance(kind, types.UnionType):
            return None if told is None else self.value(get_args(kind)[0], told, place)
        if get_origin(kind) is tuple:
            return self._many(get_args(kind)[0], told, place)
        if kind is Passage:
            return self._passage(told, place)
        if is_dataclass(kind) and isinstance(kind, type):
            return self._object(kind, told, place)
        return {str: _text, float: _number, int: _whole}[kind](told, place)

    def _many(self, kind: Any, told: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(told, list):
            raise _wrong(place, "must be a list", told)
        return tuple(self.value(kind, each, f"{place}[{index}]") for index, each in enumerate(told))

    def _object(self, kind: type, told: Any, place: str) -> Any:
        if not isinstance(told, dict):
            raise _wrong(place, "must be an object", told)
        for key in told:
            if key not in _keys(kind):
                raise InvalidFacts(f"{_at(place, str(key))}: unknown key; use {', '.join(sorted(_keys(kind)))}")
        return kind(**{field.name: self._field(kind, field, told, place) for field in fields(kind)})

    def _field(self, kind: type, field: Any, told: dict[str, Any], place: str) -> Any:
        name, here = field.name, _at(place, field.name)
        hint = _hints(kind)[name]
        if hint is Evidence:
            return self._evidence(told, place)
        if name not in told:
            return self._absent(field, kind, place)
        value = self.value(hint, told[name], here)
        _check(kind.__name__, name, value, here)
        return value

    def _absent(self, field: Any, kind: type, place: str) -> Any:
        """The default; a contact's key, which DESIGN section 6 doesn't have, is made from its place in the list."""
        if field.default is not MISSING:
            return field.default
        if field.name == "extractor":
            return ""
        if field.name == "key" and kind.__name__ in ("Contact", "Incident"):
            return f"{kind.__name__[0].lower()}{int(place.rpartition('[')[2].rstrip(']')) + 1}"
        raise InvalidFacts(f"{_at(place, field.name)}: missing")

    def _evidence(self, told: dict[str, Any], place: str) -> Evidence:
        here = _at(place, "evidence")
        if not told.get("evidence"):
            raise InvalidFacts(f"{here}: missing; every fact needs a passage of the text")
        given = {name: told[name] for name in ("confidence", "factuality", "according_to") if name in told}
        evidence = Evidence(
            self._many(Passage, told["evidence"], here),
            **{name: self.value(_hints(Evidence)[name], value, _at(place, name)) for name, value in given.items()},
        )
        for name in given:
            _check("Evidence", name, getattr(evidence, name), _at(place, name))
        return evidence

    def _passage(self, told: Any, place: str) -> Passage:
        if not isinstance(told, dict) or set(told) != {"start", "end", "quote"}:
            raise _wrong(place, "must have start, end and quote", told)
        start, end = (_whole(told[key], _at(place, key)) for key in ("start", "end"))
        if not 0 <= start < end <= len(self.text):
            raise InvalidFacts(f"{place}: {start}:{end} isn't inside the text of {len(self.text)} characters")
        if told["quote"] != self.text[start:end]:
            raise InvalidFacts(f"{place}.quote: the text says {self.text[start:end]!r} there, not {told['quote']!r}")
        return Passage(start, end, told["quote"])


def _check(kind: str, name: str, value: Any, place: str) -> None:
    """Vocabulary, dates, limits and emptiness of one value."""
    if name in ("date", "published", "since", "until") and value is not None:
        try:
            days(value)
        except InvalidDate as error:
            raise InvalidFacts(f"{place}: {error}") from error
    if (words := _WORDS.get((kind, name))) is not None:
        for word in value if isinstance(value, tuple) else (value,):
            if word not in words:
                raise InvalidFacts(f"{place}: unknown word {word!r}; use {', '.join(words)}")
    if name in _LIMITS and value is not None and not _LIMITS[name][0] <= value <= _LIMITS[name][1]:
        raise _wrong(place, "must lie in {}..{}".format(*_LIMITS[name]), value)
    if name not in _EMPTY_ALLOWED and (value == "" or (isinstance(value, tuple) and "" in value)):
        raise InvalidFacts(f"{place}: empty; leave it out or use null")


def _check_references(facts: Facts) -> None:
    """Keys are unique, and what facts say of each other's keys exists."""
    keys = [agreement.key for agreement in facts.agreements]
    keys += [contact.key for contact in facts.contacts]
    keys += [incident.key for incident in facts.incidents]
    for key in keys:
        if keys.count(key) > 1:
            raise InvalidFacts(f"key {key!r} stands for two facts; give each its own")
    agreements = {agreement.key for agreement in facts.agreements}
    for index, agreement in enumerate(facts.agreements):
        for number, relation in enumerate(agreement.relations):
            _refer(relation.to, agreements, f"agreements[{index}].relations[{number}].to")
    for index, contact in enumerate(facts.contacts):
        for number, key in enumerate(contact.about):
            _refer(key, agreements, f"contacts[{index}].about[{number}]")


def _refer(key: str, keys: set[str], place: str) -> None:
    if key not in keys:
        raise InvalidFacts(f"{place}: there is no agreement {key!r}")


def _text(told: Any, place: str) -> str:
    if not isinstance(told, str):
        raise _wrong(place, "must be text", told)
    return told


def _number(told: Any, place: str) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise _wrong(place, "must be a number", told)
    try:
        return float(told)
    except OverflowError:
        raise InvalidFacts(f"{place}: the number is too large") from None


def _whole(told: Any, place: str) -> int:
    if isinstance(told, bool) or not isinstance(told, int):
        raise _wrong(place, "must be a whole number", told)
    return told


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _wrong(place: str, rule: str, told: Any) -> InvalidFacts:
    return InvalidFacts(f"{place or 'the document'}: {rule}, not {told!r}")
