"""Capitals that are named by their state alone: "signed in the Omani capital"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.loaders.extraction.localities import acts_of, hangs_on_act

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.parties import Frame


def seat_of(mention: InstrumentMention, frame: Frame, analysis: Analysis, lexicon: Lexicon) -> str | None:
    """The capital in which it was concluded, where the words give its state and no name; None otherwise."""
    acts = acts_of(mention, frame, analysis)
    sentence = analysis.sentence_of(mention.head)
    for token in analysis.span(sentence):
        if token.lower_ != "capital" or token.dep_ != "pobj" or token.head.lower_ != "in":
            continue
        if any(c.dep_ == "appos" for c in token.children) or not hangs_on_act(token, mention, acts):
            continue
        for child in token.children:
            actor = analysis.actor_at(child.i)
            state = lexicon.gazetteer.state(actor.code) if actor is not None else None
            if state is not None and state.capitals:
                return state.capitals[0].split("@")[0]
    return None
