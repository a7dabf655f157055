"""SPARQL 1.1 Graph Store HTTP Protocol at /store, and updates: reading in a worker, writing in the one writer."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote, urljoin

from accord.graph.errors import QueryError
from accord.queries.service.editing import data, replacing
from accord.queries.service.exchange import Answer, Problem, Route
from accord.queries.service.negotiation import DATASETS, GRAPHS, negotiate
from accord.queries.service.operations import read_operation
from accord.queries.service.payload import read_payload
from accord.queries.service.protection import fingerprint, own_quads, quads_of, refuse_protected
from accord.queries.service.updates import prepare_update
from accord.queries.sparql import PREFIXES, explain

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from accord.queries.service.editing import Edit
    from accord.queries.service.exchange import Dataset, Request, Sink

_PATH: Final = "/store"
_UNQUOTED: Final = "/:@!$&'()*+,;=-._~"
"""What stands in an address as it is; the rest of it comes decoded."""
_TEXT: Final = "text/plain; charset=utf-8"
_DONE: Final = Answer(204, _TEXT)
_ADDED: Final = Answer(200, _TEXT, b"added\n")
_DELETED: Final = Answer(200, _TEXT, b"deleted\n")
"""What the W3C's cases expect of the statuses that the specification leaves open."""


def routes() -> tuple[Route, ...]:
    """The routes of the graph store; a graph is named by a parameter, or is the address itself."""
    methods = ("GET", "PUT", "POST", "DELETE")
    patterns = (_PATH, f"{_PATH}/{{rest:path}}")
    return tuple(Route(methods, pattern, read, writes=_writes, edit=change) for pattern in patterns)


def _writes(request: Request) -> bool:
    return request.method != "GET"


def read(dataset: Dataset, request: Request) -> Answer:
    """One graph, or all of them when none is named; Problem 404 when there is no such graph."""
    accept, wanted = request.headers.get("accept", ""), request.value("format")
    graph = graph_of(request)
    if graph is _ALL:
        kind = negotiate(accept, DATASETS, wanted)
        return Answer(200, kind.header, lambda sink: _dump(dataset.database, sink, kind.form, None))
    kind = negotiate(accept, GRAPHS, wanted)
    name = _physical(dataset, cast("str | None", graph))
    if name is not None and not _is_there(dataset.database, name):
        raise Problem(404, f"there is no graph <{name}>")
    return Answer(200, kind.header, lambda sink: _dump(dataset.database, sink, kind.form, (name,)))


def change(dataset: Dataset, request: Request, edit: Edit) -> Answer:
    """PUT, POST or DELETE of a graph; Problem 409 when it is none of the client's own."""
    graph = graph_of(request)
    if request.method == "DELETE":
        return _delete(dataset, graph, edit)
    created = graph is _ALL and request.method == "POST"
    target = f"{request.origin}{_PATH}/{uuid.uuid4()}" if created else graph
    quads, named = read_payload(request, f"{request.origin}{request.path}" if target is None else str(target))
    if named and graph is _ALL:
        return _load_dataset(dataset, request, quads, edit)
    if target is _ALL:
        raise Problem(400, "say which graph: ?graph=IRI or ?default")
    if named:
        raise Problem(415, "one graph is sent in Turtle, N-Triples, RDF/XML or JSON-LD")
    name = cast("str | None", target)
    refuse_protected(dataset, name)
    found = [_in_graph(quad, name) for quad in quads]
    known = edit.apply(lambda disk: _put(disk, request.method, name, found))
    if created:
        return Answer(201, _TEXT, f"{name}\n".encode(), (("Location", str(name)),))
    if not known:
        return Answer(201, _TEXT, b"created\n")
    return _DONE if request.method == "PUT" else _ADDED


def update(dataset: Dataset, request: Request, edit: Edit) -> Answer:
    """A SPARQL update; Problem 409 when it would change what isn't the client's own, and then nothing is changed."""
    operation = read_operation(request)
    text = prepare_update(operation)
    base = f"{request.origin}{request.path}"
    if dataset.raw:
        edit.apply(lambda disk: _run(disk, text, base, operation.text))
        return _DONE
    memory = dataset.database
    before = own_quads(dataset, memory)
    rest = fingerprint(memory, before)
    _run(memory, text, base, operation.text)
    after = own_quads(dataset, memory)
    if fingerprint(memory, after) != rest:
        raise Problem(
            409,
            "the update would change what follows from articles and judgements (the default graph, knowledge, "
            "evidence, the store's own graphs); write to a graph of your own: INSERT DATA { GRAPH <…> { … } }",
        )
    commands = [f"DROP SILENT GRAPH <{name}>" for name in sorted(before.keys() - after.keys())]
    changed = [name for name in sorted(after) if before.get(name) != after[name]]
    commands += [f"DROP SILENT GRAPH <{name}> ;\nCREATE GRAPH <{name}>" for name in changed]
    commands.append(f"INSERT DATA {{\n{data(quad for name in changed for quad in after[name])}\n}}")
    edit.apply(lambda disk: disk.update(" ;\n".join(commands)), unchanged=True)
    return _DONE


_ALL: Final = object()


def graph_of(request: Request) -> object:
    """The graph that a request is about: its IRI, None for the default graph, ``_ALL`` when it names none."""
    parameters = request.query
    names = [value for name, value in parameters if name == "graph"]
    default = [value for name, value in parameters if name == "default"]
    direct = request.path.removeprefix(_PATH) not in ("", "/")
    if len(names) + len(default) + direct > 1:
        raise Problem(400, "name one graph: ?graph=IRI, ?default, or the address itself")
    if default:
        return None
    if names or direct:
        own = f"{request.origin}{quote(request.path, safe=_UNQUOTED)}"
        return _checked(urljoin(own, names[0]) if names else own)
    return _ALL


def _checked(iri: str) -> str:
    from accord.graph.identifiers import is_iri

    if not is_iri(iri):
        raise Problem(400, f"{iri!r} is no absolute IRI of a graph")
    return iri


def _physical(dataset: Dataset, graph: str | None) -> str | None:
    """The default graph of a request is the service's, which may have a name."""
    return dataset.default_graphs[0] if graph is None and dataset.default_graphs else graph


def _is_there(database: Store, graph: str) -> bool:
    from pyoxigraph import NamedNode

    return database.contains_named_graph(NamedNode(graph))


def _dump(database: Store, sink: Sink, form: str, graph: tuple[str | None] | None) -> None:
    from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

    from accord.queries.service.protocol import Writing

    kind = getattr(RdfFormat, form)
    output = cast("Any", Writing(sink))
    if graph is None:
        database.dump(output, kind, prefixes=PREFIXES)
    else:
        name = DefaultGraph() if graph[0] is None else NamedNode(graph[0])
        database.dump(output, kind, from_graph=name, prefixes=PREFIXES)


def _delete(dataset: Dataset, graph: object, edit: Edit) -> Answer:
    if graph is _ALL:
        raise Problem(400, "say which graph: ?graph=IRI or ?default")
    name = cast("str | None", graph)
    refuse_protected(dataset, name)
    edit.apply(lambda disk: _drop(disk, name))
    return _DELETED


def _put(disk: Store, method: str, name: str | None, found: list[Quad]) -> bool:
    """Add to a graph by POST, put what is sent in its place by PUT; whether it was there before.

    The default graph is always there, so it counts as made when it held nothing.
    """
    from pyoxigraph import NamedNode

    known = _is_there(disk, name) if name else next(quads_of(disk, None), None) is not None
    if method == "PUT":
        disk.update(replacing(name, found))
    elif found:
        disk.extend(found)
    elif name is not None:
        disk.add_graph(NamedNode(name))
    return known


def _drop(disk: Store, name: str | None) -> None:
    from pyoxigraph import DefaultGraph, NamedNode

    if name is None:
        disk.clear_graph(DefaultGraph())
    elif _is_there(disk, name):
        disk.remove_graph(NamedNode(name))
    else:
        raise Problem(404, f"there is no graph <{name}>")


def _load_dataset(dataset: Dataset, request: Request, quads: list[Quad], edit: Edit) -> Answer:
    """Several graphs at once: added by POST, each put in its graph's place by PUT."""
    from pyoxigraph import NamedNode

    names = {quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else None for quad in quads}
    for name in names:
        refuse_protected(dataset, name)
    clear = [f"DROP SILENT GRAPH <{name}>" if name else "CLEAR DEFAULT" for name in names]
    if request.method == "PUT":
        edit.apply(lambda disk: disk.update(" ;\n".join([*clear, f"INSERT DATA {{\n{data(quads)}\n}}"])))
    else:
        edit.apply(lambda disk: disk.extend(quads))
    return _DONE


def _in_graph(quad: Quad, graph: str | None) -> Quad:
    from pyoxigraph import DefaultGraph, NamedNode, Quad

    return Quad(quad.subject, quad.predicate, quad.object, DefaultGraph() if graph is None else NamedNode(graph))


def _run(database: Store, text: str, base: str, written: str) -> None:
    try:
        database.update(text, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(explain(written, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the update can't be carried out: {error}") from error
