"""A small, invented knowledge graph, as triples and as projection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accord.graph.projection import Projection, project

if TYPE_CHECKING:
    from pyoxigraph import Quad


@pytest.fixture
def knowledge() -> list[Quad]:
    """The triples of knowledge.ttl, to be changed at will."""
    import pyoxigraph

    text = Path(__file__).with_name("knowledge.ttl").read_bytes()
    return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))


@pytest.fixture
def projection(knowledge: list[Quad]) -> Projection:
    """The projection of knowledge.ttl."""
    return project(knowledge)
