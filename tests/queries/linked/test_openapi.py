"""The description of the API."""

from __future__ import annotations

from accord.queries.catalogue import Language, questions
from accord.queries.linked.openapi import openapi


def test_every_sparql_question_is_an_operation_with_its_parameters() -> None:
    paths = openapi("1")["paths"]
    for question in questions():
        if question.language is Language.sparql:
            told = {p["name"]: p for p in paths[f"/query/{question.name}"]["get"]["parameters"]}
            assert told.keys() == {parameter.name for parameter in question.parameters} | {"format"}


def test_a_parameter_without_a_default_is_required_and_a_day_is_a_date() -> None:
    dated = 0
    for question in questions():
        if question.language is not Language.sparql:
            continue
        told = {p["name"]: p for p in openapi("1")["paths"][f"/query/{question.name}"]["get"]["parameters"]}
        for parameter in question.parameters:
            assert told[parameter.name]["required"] is (parameter.default is None)
            assert (told[parameter.name]["schema"].get("format") == "date") is (parameter.type == "date")
            dated += parameter.type == "date"
    assert dated


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for path in openapi("1")["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))
