"""OpenAPI 3.1 of the HTTP service: one operation for each question of the catalogue, SPARQL, things, VoID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from accord.queries.catalogue import Language, questions

if TYPE_CHECKING:
    from accord.queries.catalogue import Parameter, Question

Described: TypeAlias = dict[str, Any]
"""A part of an OpenAPI document: an object of JSON."""

TABLES: Final = {"json": "application/json", "csv": "text/csv", "tsv": "text/tab-separated-values"}
"""Forms of an answer of the catalogue, by ``format``."""
DESCRIPTIONS: Final = {
    "html": "text/html",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "xml": "application/rdf+xml",
}
"""Forms of a description of a thing, by ``format``."""
_RESULTS: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "text/turtle",
    "application/n-triples",
)
_SCHEMAS: Final[dict[str, Described]] = {
    "actor": {"type": "string", "minLength": 1},
    "place": {"type": "string", "minLength": 1},
    "agreement": {"type": "string", "minLength": 1},
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
}


def openapi(version: str) -> Described:
    """The document, as JSON has it. ``version``: of accord."""
    paths = {f"/query/{question.name}": _question(question) for question in questions() if _asked(question)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "accord",
            "version": version,
            "description": "A knowledge graph of diplomatic agreements; every fact leads to the sentence that says so.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/sparql": {"get": _sparql(), "post": _sparql_post()},
            **paths,
            "/query": {"get": _plain("catalogue", "The questions of the catalogue", *TABLES.values())},
            "/id/{path}": {"get": _thing()},
            "/.well-known/void": {"get": _plain("void", "What the dataset holds, as VoID", "text/turtle")},
            "/examples": {"get": _plain("examples", "The catalogue as sh:SPARQLExecutable", "text/turtle")},
            "/openapi.json": {"get": _plain("openapi", "This document", "application/json")},
        },
        "components": {
            "schemas": {
                "Problem": {
                    "type": "object",
                    "description": "RFC 9457",
                    "required": ["title", "status"],
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string"},
                    },
                },
                "Rows": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
            }
        },
    }


def _asked(question: Question) -> bool:
    return question.language is Language.sparql


def _question(question: Question) -> Described:
    answers = _content(*TABLES.values())
    answers["application/json"] = {"schema": {"$ref": "#/components/schemas/Rows"}}
    return {
        "get": {
            "operationId": question.name,
            "summary": question.title,
            "description": question.description,
            "tags": ["catalogue"],
            "parameters": [*map(_parameter, question.parameters), _format(TABLES)],
            "responses": {"200": {"description": "Rows", "content": answers}, **_refusals()},
        }
    }


def _parameter(parameter: Parameter) -> Described:
    schema = dict(_SCHEMAS[parameter.type])
    if parameter.default is not None:
        schema["default"] = int(parameter.default) if parameter.type == "integer" else parameter.default
        schema.pop("minLength", None)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.default is None,
        "description": f"{parameter.description} ({parameter.type})",
        "schema": schema,
    }


def _sparql() -> Described:
    return {
        "operationId": "sparql",
        "summary": "SPARQL 1.1 Protocol, query",
        "tags": ["sparql"],
        "parameters": [
            {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}},
            *(
                {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
                for name in ("default-graph-uri", "named-graph-uri")
            ),
        ],
        "responses": {"200": {"description": "The answer", "content": _content(*_RESULTS)}, **_refusals()},
    }


def _sparql_post() -> Described:
    operation = _sparql() | {"operationId": "sparqlPost"}
    operation["parameters"] = operation["parameters"][1:]
    form = {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
    bodies = {"application/x-www-form-urlencoded": form, "application/sparql-query": {"type": "string"}}
    operation["requestBody"] = {"required": True, "content": {kind: {"schema": body} for kind, body in bodies.items()}}
    return operation


def _thing() -> Described:
    path = {"name": "path", "in": "path", "required": True, "description": "e.g. state/RUS"}
    return {
        "operationId": "thing",
        "summary": "What the graph says of a thing",
        "tags": ["things"],
        "parameters": [path | {"schema": {"type": "string", "minLength": 1}}, _format(DESCRIPTIONS)],
        "responses": {"200": {"description": "Described", "content": _content(*DESCRIPTIONS.values())}, **_refusals()},
    }


def _plain(name: str, summary: str, *forms: str) -> Described:
    answered = {"200": {"description": summary, "content": _content(*forms)}, **_refusals()}
    return {"operationId": name, "summary": summary, "tags": ["descriptions"], "responses": answered}


def _format(forms: dict[str, str]) -> Described:
    schema = {"type": "string", "enum": list(forms)}
    return {"name": "format", "in": "query", "required": False, "schema": schema, "description": "instead of Accept"}


def _content(*forms: str) -> Described:
    return {form: {} for form in forms}


def _refusals() -> Described:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told = {
        "400": "Refused, with the reason",
        "404": "Not known",
        "406": "No such form",
        "413": "Too large",
        "415": "Not a kind of body that is taken",
        "429": "Too many requests",
        "503": "Too long, or busy",
    }
    return {status: {"description": words, "content": problem} for status, words in told.items()}
