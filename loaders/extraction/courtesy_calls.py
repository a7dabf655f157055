"""Calls that are paid, told from calls upon somebody to do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_courtesy_call(verb: Token) -> bool:
    """ "the ambassador called on the minister", not: "called on the minister to resign", "called on X for help"."""
    if verb.lemma_.lower() != "call":
        return False
    on = next((c for c in verb.children if c.lower_ in {"on", "upon"} and 0 < c.i - verb.i <= 2), None)
    whom = [] if on is None else [c for c in on.children if c.dep_ == "pobj"]
    if not whom:
        return False
    below = [c for t in (verb, on, *whom) if t is not None for c in t.children if c.i > whom[0].i]
    after = verb.doc[whom[0].i : verb.right_edge.i + 1]
    asked = any(any(a.lower_ == "to" for a in c.lefts) for c in after if c.tag_ == "VB")
    return not asked and not any(c.lower_ in {"for", "to", "that"} for c in below)
