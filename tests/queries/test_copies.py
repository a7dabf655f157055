"""A card of an article names the others that tell the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.document import Document
from accord.graph.facts import Facts
from accord.graph.store import Store
from accord.queries.cards import Field, make_card

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Norway and Chile made an agreement on the catch of cod in the cold south of the sea, and their ministers said that"
    " boats of both may land it in Bergen and in Arica from May on without any further paper or fee."
)


def fields(store: Store, name: str) -> tuple[Field, ...]:
    return make_card(store, store.namespace.article(name)).fields


def test_near_copies_are_named_and_what_is_another_story_is_not(tmp_path: Path) -> None:
    texts = {"coast": STORY, "fjord": f"{STORY} They were glad.", "other": STORY[::-1]}
    with Store.open(tmp_path / "store") as store:
        for name, text in texts.items():
            store.replace_article(Document(name, text, ((0, len(text)),)), Facts(name, "rules 1"))
        told = {name: [each.values for each in fields(store, name) if each.label == "same story in"] for name in texts}
    assert told == {"coast": [("fjord",)], "fjord": [("coast",)], "other": []}
