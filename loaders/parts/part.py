"""One part: the evidence of some sources in a row as N-Quads, and beside it, as JSON, what became of each source."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from accord.graph.document import Document, Metadata
from accord.graph.errors import InputError
from accord.graph.evidence_part import read_evidence, text_in

if TYPE_CHECKING:
    from accord.graph.evidence_part import Quads
    from accord.graph.identifiers import Namespace
    from accord.loaders.parts.place import Place

FORMAT: Final = 1
"""Version of the files."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one source. ``digest``: as of ``Source.digest_of``; ``article``: what its evidence calls it.

    ``error``: why it was refused; ``facts``: how many were found.
    """

    name: str
    place: str
    called: str
    digest: str
    article: str = ""
    metadata: dict[str, str | None] = field(default_factory=dict)
    facts: int = 0
    remarks: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """How the parts of one run are made; all that their bytes depend on beside the sources.

    ``extractor``: its name with version and model; ``published``: ISO 8601, or empty; ``size``: sources a part;
    ``base``: what IRIs begin with.
    """

    extractor: str
    published: str
    size: int
    base: str


@dataclass(frozen=True, slots=True)
class Made:
    """A part as bytes: N-Quads and manifest."""

    quads: bytes
    manifest: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was read back. ``evidence``: by the IRI of the article's graph."""

    name: str
    rows: tuple[Row, ...]
    evidence: dict[str, Quads]

    def document(self, row: Row, ns: Namespace) -> Document:
        """The document of a row, without the spans that only extraction needs."""
        article = ns.article(row.article)
        told: dict[str, Any] = dict(row.metadata)
        if told.get("published"):
            told["published"] = date.fromisoformat(told["published"])
        return Document(row.article, text_in(self.evidence.get(article, ()), article), (), metadata=Metadata(**told))


def part_name(number: int) -> str:
    """What the files of the n-th part are called, without ending."""
    return f"part-{number:06}"


def written(spec: Spec, rows: tuple[Row, ...], quads: bytes) -> Made:
    """A part as bytes: equal parts give equal bytes."""
    told = {
        "accord part": FORMAT,
        **asdict(spec),
        "sha256": hashlib.sha256(quads).hexdigest(),
        "rows": [asdict(row) for row in rows],
    }
    return Made(quads, (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def metadata_of(document: Document) -> dict[str, str | None]:
    """The metadata of a document as JSON."""
    known = document.metadata
    told = {each.name: getattr(known, each.name) for each in fields(known)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}


def keep(place: Place, name: str, made: Made) -> None:
    """Write a part: its evidence, then the manifest, which says that it is complete."""
    place.write(f"{name}.nq", made.quads)
    place.write(f"{name}.json", made.manifest)


def read_rows(place: Place, name: str, spec: Spec | None) -> tuple[Row, ...] | None:
    """The rows of a part that is complete and was made so; None when there is none, or it was made otherwise.

    InputError when its manifest can't be read.
    """
    told = place.read(f"{name}.json")
    if told is None:
        return None
    known = _manifest(told, name)
    if spec is not None and any(known.get(said) != value for said, value in asdict(spec).items()):
        return None
    return _rows(known, name)


def read_part(place: Place, name: str, spec: Spec) -> Part:
    """A part as it was kept; InputError when it isn't there, was made otherwise, or is damaged."""
    told, quads = place.read(f"{name}.json"), place.read(f"{name}.nq")
    if told is None or quads is None:
        raise InputError(f"{name}: isn't there, or not complete; make it with accord load --parts")
    known = _manifest(told, name)
    for said, value in asdict(spec).items():
        if known.get(said) != value:
            raise InputError(f"{name}: was made with {said} {known.get(said)!r}, the others with {value!r}")
    if hashlib.sha256(quads).hexdigest() != known.get("sha256"):
        raise InputError(f"{name}.nq: damaged: its SHA-256 isn't what its manifest says; remove both and make it anew")
    return Part(name, _rows(known, name), read_evidence(quads, f"{name}.nq"))


def _manifest(told: bytes, name: str) -> dict[str, Any]:
    try:
        known = json.loads(told)
        if known["accord part"] != FORMAT:
            raise InputError(f"{name}: a part of version {known['accord part']}, not {FORMAT}; make it anew")
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{name}.json: damaged ({error}); remove it and make the part anew") from error
    return dict(known)


def _rows(known: dict[str, Any], name: str) -> tuple[Row, ...]:
    try:
        return tuple(Row(**(row | {"remarks": tuple(row["remarks"])})) for row in known["rows"])
    except (TypeError, KeyError) as error:
        raise InputError(f"{name}.json: damaged ({error}); remove it and make the part anew") from error
