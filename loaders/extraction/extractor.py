"""The rule extractor: one document in, its facts out, each with passages, confidence and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.facts import Facts
from accord.loaders.extraction.confidence import Calibration
from accord.loaders.extraction.language_model import DEFAULT_MODEL, LanguageModel, load_model

if TYPE_CHECKING:
    from accord.graph.document import Document
    from accord.loaders.extraction.analysis import Analysis

VERSION: Final = "1"


class RuleExtractor:
    """Extracts facts by parser, gazetteers and rules; the model is loaded at the first document.

    ``model``: a spaCy pipeline's package name or path; ModelMissing when there is none. ``calibration``: what turns
    the rules' confidence into a probability (absent: that of the package).
    """

    def __init__(self, model: str = DEFAULT_MODEL, calibration: Calibration | None = None) -> None:
        self.model = model
        self._calibration = calibration
        self.name: str = f"rules {VERSION} {model}"
        self._language: LanguageModel | None = None

    def _loaded(self) -> LanguageModel:
        if self._language is None:
            from accord.loaders.extraction.lexicon import Lexicon

            self._language = LanguageModel(load_model(self.model), Lexicon.load())
        return self._language

    def analyse(self, document: Document) -> Analysis:
        """Parse a document and mark its mentions."""
        from accord.loaders.extraction.persons import find_persons
        from accord.loaders.extraction.places import dateline_place, dateline_state, find_places

        language = self._loaded()
        analysis = language.analyse(document)
        analysis.persons = find_persons(analysis, language.lexicon)
        analysis.index()
        analysis.places = find_places(analysis, language.lexicon)
        analysis.dateline_place = dateline_place(analysis)
        analysis.dateline_state = dateline_state(analysis, language.lexicon)
        return analysis

    def extract(self, document: Document) -> Facts:
        """All facts of a document; an empty Facts where it states none."""
        from accord.loaders.extraction.composition import compose

        found = compose(self.analyse(document), self._loaded().lexicon, self.name)
        return self._calibrated().applied(found)

    def _calibrated(self) -> Calibration:
        if self._calibration is None:
            self._calibration = Calibration.load()
        return self._calibration
