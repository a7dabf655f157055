"""The sides of a headline in the press's short style: "Laos, Thailand sign bridge pact", "Poland, Ukraine FMs meet"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.frames import Frame

_BETWEEN: Final = frozenset({",", "and", "&", "-", "–"})
# Who acts for the states that are listed.
_OFFICIALS: Final = frozenset(
    "president presidents premier premiers pm pms leader leaders minister ministers fm fms government governments "
    "official officials foreign defence defense prime envoy envoys parliament parliaments army armies".split()
)
_ACTS: Final = frozenset(
    "sign signs signed ink inks inked initial initials initialled agree seal seals sealed clinch clinched strike "
    "struck reach reached conclude concluded finalise finalize finalised finalized renew renewed extend extended "
    "ratify ratified exchange exchanged resume suspend scrap discuss negotiate mull eye near".split()
)


def listed_sides(token: Token, analysis: Analysis) -> tuple[tuple[str, ...], int] | None:
    """Codes of the two or more actors with which the token's sentence begins, and the verb that follows them.

    The parser makes one compound of such a line, so that the words' order is all there is to go by.
    """
    sentence = analysis.sentence_of(token)
    found: list[str] = []
    index = sentence.start
    while index < sentence.end:
        mention = analysis.actor_at(index)
        if mention is not None and mention.surface in {"name", "acronym", "capital", "demonym"}:
            found.append(mention.code)
            index = mention.end
        elif analysis.doc[index].lower_ in _BETWEEN or (found and analysis.doc[index].lower_ in _OFFICIALS):
            index += 1
        else:
            break
    sides = tuple(dict.fromkeys(found))
    acts = index < min(token.i, sentence.end) and analysis.doc[index].lower_ in _ACTS
    return (sides, index) if acts and len(sides) > 1 else None


def with_listed_sides(frame: Frame, token: Token, analysis: Analysis) -> Frame:
    """The frame of an instrument's noun, with the sides that head its line if the parser found fewer than two."""
    listed = listed_sides(token, analysis) if len(frame.parties) < 2 else None
    return replace(frame, parties=listed[0], verb=listed[1], private=False) if listed is not None else frame
