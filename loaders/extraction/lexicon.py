"""The gazetteers and word lists that extraction reads, loaded once and passed on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.loaders.extraction.phrases import PhraseTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.loaders.extraction.dates import TimeFinder
    from accord.loaders.extraction.gazetteer import Gazetteer
    from accord.loaders.extraction.leaders import Leaders
    from accord.loaders.extraction.place_names import PlaceGazetteer
    from accord.loaders.extraction.titles import TitleMatcher


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All knowledge of words: actors, places, titles, times, and what instruments, contacts and verbs mean."""

    gazetteer: Gazetteer
    places: PlaceGazetteer
    titles: TitleMatcher
    times: TimeFinder
    leaders: Leaders
    instruments: PhraseTable
    named_instruments: PhraseTable
    instrument_words: frozenset[str]
    topics: PhraseTable
    contact_words: PhraseTable
    incident_words: PhraseTable
    say_verbs: Mapping[str, tuple[str, ...]]
    stance_cues: Mapping[str, tuple[str, ...]]
    status_verbs: Mapping[str, tuple[str, str]]
    speaking_nouns: frozenset[str]
    movements: frozenset[str]
    blocs: Mapping[str, tuple[str, ...]]
    bodies_of_blocs: Mapping[str, str]
    gate_words: frozenset[str]

    @staticmethod
    def load() -> Lexicon:
        """Read every list from the package's data files."""
        from accord.loaders.extraction.actor_names import actors
        from accord.loaders.extraction.dates import TimeFinder
        from accord.loaders.extraction.gazetteer import Gazetteer, bloc_members, bodies_of_blocs, word_list
        from accord.loaders.extraction.leaders import Leaders
        from accord.loaders.extraction.place_names import PlaceGazetteer
        from accord.loaders.extraction.titles import TitleMatcher

        instruments = word_list("instruments")
        contacts = word_list("contact_words")
        cues: dict[str, list[str]] = defaultdict(list)
        for row in word_list("stance_cues"):
            cues[row["lemma"]].append(row["stance"])
        return Lexicon(
            Gazetteer.load(),
            PlaceGazetteer.load(),
            TitleMatcher.load(),
            TimeFinder(),
            Leaders.load(),
            PhraseTable((r["phrase"], r["kind"], r.get("strength", "")) for r in instruments),
            PhraseTable(
                (alias, r["name"], r["kind"], r["topics"])
                for r in word_list("named_instruments")
                for alias in [r["name"], *filter(None, r["aliases"].split("|"))]
            ),
            frozenset(r["phrase"].split()[-1] for r in instruments),
            PhraseTable((r["phrase"], r["topic"]) for r in word_list("topics")),
            PhraseTable((r["phrase"], r["mode"], r.get("pos", "")) for r in contacts),
            PhraseTable((r["phrase"], r["kind"]) for r in word_list("incident_words")),
            {r["lemma"]: (r["stance"],) for r in word_list("say_verbs")},
            {lemma: tuple(stances) for lemma, stances in cues.items()},
            {r["verb"]: (r["status"], r["act"]) for r in word_list("status_verbs")},
            frozenset(r["noun"] for r in word_list("speaking_nouns")),
            frozenset(r["code"] for r in word_list("groups")),
            bloc_members(),
            bodies_of_blocs(actors()),
            frozenset(r["word"] for r in word_list("gate_words")),
        )
